//! A request of somebody who is not in the register, or was not found: written down with who she
//! says she is.

use askama::Template;
use axum::response::Response;
use basics::Language;
use guard::category::Requests;
use guard::{Ask, Work};
use policy::{Channel, Purpose};

use super::super::error::Error;
use super::super::kinds::RequestKind;
use super::super::{asked, ledger};
use super::path_of;
use crate::web::{Fields, Frame, Posted, Problem, Visitor, Wrong, done, page, unfit};

#[derive(Template)]
#[template(path = "rights/unlinked.html")]
struct UnlinkedPage {
    frame: Frame,
    kinds: [RequestKind; RequestKind::ALL.len()],
    ways: Vec<Channel>,
    languages: [Language; 3],
    wrong: Wrong,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates pass references"
)]
impl UnlinkedPage {
    fn kind(&self, kind: &RequestKind) -> String {
        kind.in_words(self.frame.language)
    }

    fn language(&self, language: &Language) -> String {
        let key = ["language-", language.code()].concat();
        self.frame.say(&key)
    }
}

fn form(visitor: &Visitor, wrong: Wrong) -> UnlinkedPage {
    let title = texts::say(visitor.language(), "rights-new-unlinked");
    UnlinkedPage {
        frame: Frame::of(visitor, title),
        kinds: RequestKind::ALL,
        ways: Channel::ALL.to_vec(),
        languages: Language::ALL,
        wrong,
    }
}

/// `GET /requests/new`
pub(in super::super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    let asking = |work: &mut Work<'_>| {
        let _grant = work.grant::<Requests>(Ask::add())?;
        Ok::<_, Error>(())
    };
    let desk = visitor.app.guard().desk();
    let asked = desk.read(&visitor.actor, Purpose::Rights, asking).await;
    asked.map_err(|error| visitor.problem(&error))?;
    page(&form(&visitor, Wrong::default()))
}

/// `POST /requests/new`
pub(in super::super) async fn add(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let intake = match asked::intake(&fields, visitor.today(), visitor.language()) {
        Ok(intake) => intake,
        Err(error) => return again(&visitor, "add", fields, &error),
    };
    let adding = move |work: &mut Work<'_>| ledger::add_unlinked(work, &intake);
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, Purpose::Rights, adding).await {
        Ok((party, _)) => Ok(done(&path_of(party), "done-added")),
        Err(error) => again(&visitor, "add", fields, &error),
    }
}

/// The page again, with the sentence at its field of a form and with what was typed.
pub(super) fn again(
    visitor: &Visitor,
    of: &str,
    fields: Fields,
    error: &Error,
) -> Result<Response, Problem> {
    unfit(&form(visitor, visitor.wrong(of, error, fields)?))
}
