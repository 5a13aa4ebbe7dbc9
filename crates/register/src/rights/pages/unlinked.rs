//! A request of somebody who is not in the register, or was not found: written down with who she
//! says she is.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use basics::Language;
use guard::category::Requests;
use guard::{Ask, Work};
use policy::{Channel, Purpose};

use super::super::error::Error;
use super::super::kinds::RequestKind;
use super::super::{asked, ledger};
use super::path_of;
use crate::web::{Fields, Frame, Posted, Problem, Visitor, done, page, plain};

#[derive(Template)]
#[template(path = "rights/unlinked.html")]
struct UnlinkedPage {
    frame: Frame,
    kinds: [RequestKind; RequestKind::ALL.len()],
    ways: Vec<Channel>,
    languages: [Language; 3],
    problem: Option<String>,
    typed: Fields,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates pass references"
)]
impl UnlinkedPage {
    fn kind(&self, kind: &RequestKind) -> String {
        kind.in_words(self.frame.language)
    }

    fn picked(&self, kind: &RequestKind) -> bool {
        self.typed.all("kind").contains(&kind.key())
    }

    fn chosen(&self, field: &str, value: &str) -> bool {
        self.typed.text(field) == value
    }

    fn language(&self, language: &Language) -> String {
        let key = ["language-", language.code()].concat();
        self.frame.say(&key)
    }
}

fn form(visitor: &Visitor, problem: Option<String>, typed: Fields) -> UnlinkedPage {
    let title = texts::say(visitor.language(), "rights-new-unlinked");
    UnlinkedPage {
        frame: Frame::of(visitor, title),
        kinds: RequestKind::ALL,
        ways: Channel::ALL.to_vec(),
        languages: Language::ALL,
        problem,
        typed,
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
    page(&form(&visitor, None, Fields::default()))
}

/// `POST /requests/new`
pub(in super::super) async fn add(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let intake = match asked::intake(&fields, visitor.today(), visitor.language()) {
        Ok(intake) => intake,
        Err(error) => return again(&visitor, fields, &error),
    };
    let adding = move |work: &mut Work<'_>| ledger::add_unlinked(work, &intake);
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, Purpose::Rights, adding).await {
        Ok((party, _)) => Ok(done(&path_of(party), "done-added")),
        Err(error) => again(&visitor, fields, &error),
    }
}

/// The page again, with the sentence and with what was typed.
pub(super) fn again(visitor: &Visitor, fields: Fields, error: &Error) -> Result<Response, Problem> {
    let Some(sentence) = visitor.sentence(error) else {
        return Err(visitor.problem(error));
    };
    let form = form(visitor, Some(sentence), fields);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(plain(&form)?)).into_response())
}
