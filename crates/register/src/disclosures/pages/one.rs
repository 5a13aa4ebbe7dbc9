//! One disclosure: what it gives, confirmed and given here.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, DisclosureId, PackageId, PartyId};
use guard::Work;
use policy::Purpose;

use super::super::error::Error;
use super::super::ledger::{self, Whole};
use super::super::model::{Of, State};
use super::list::state_key;
use super::{customer_path, path_of};
use crate::packages;
use crate::people::listed_names;
use crate::web::{Frame, Id, Posted, Problem, Visitor, done, page, unfit};

#[derive(Template)]
#[template(path = "disclosures/one.html")]
struct OnePage {
    frame: Frame,
    whole: Whole,
    /// The exact data, where it waits and nothing was changed since.
    data: Option<Vec<Of>>,
    names: HashMap<PartyId, String>,
    by: HashMap<ActorId, String>,
    /// Whether this visitor may give it.
    gives: bool,
    problem: Option<String>,
}

impl OnePage {
    fn state(&self) -> String {
        self.frame.say(state_key(self.whole.disclosure.state))
    }

    fn waits(&self) -> bool {
        self.whole.disclosure.state == State::Waiting
    }

    fn prepared_by(&self) -> String {
        self.frame.actor(self.whole.disclosure.by, &self.by)
    }

    fn given(&self) -> Option<(String, String)> {
        match self.whole.disclosure.state {
            State::Given(at, by) => Some((self.frame.at(&at), self.frame.actor(by, &self.by))),
            State::Waiting | State::Cancelled(_) => None,
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn name(&self, party: &PartyId) -> String {
        self.names.get(party).cloned().unwrap_or_default()
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        clippy::unused_self,
        reason = "templates call methods and pass references"
    )]
    fn customer(&self, party: &PartyId) -> String {
        customer_path(*party)
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        clippy::unused_self,
        reason = "templates call methods and pass references"
    )]
    fn package(&self, package: &PackageId) -> String {
        packages::path_of(*package)
    }

    fn path(&self) -> String {
        path_of(self.whole.disclosure.disclosure)
    }
}

/// `GET /disclosures/{disclosure}`
pub(super) async fn show(
    visitor: Visitor,
    Id(disclosure): Id<DisclosureId>,
) -> Result<Response, Problem> {
    page(&read(&visitor, disclosure, None).await?)
}

async fn read(
    visitor: &Visitor,
    disclosure: DisclosureId,
    problem: Option<String>,
) -> Result<OnePage, Problem> {
    let reading = move |work: &mut Work<'_>| {
        let whole = ledger::one(work, disclosure)?;
        let data = match ledger::waiting(work, &whole) {
            Ok(data) => Ok(data),
            Err(Error::Guard(guard::Error::NotThere)) => Err(None),
            Err(Error::Guard(error)) => return Err(Error::Guard(error)),
            Err(error) => Err(Some(error)),
        };
        let parties: Vec<PartyId> = whole.parts.iter().map(|part| part.0).collect();
        let names = listed_names(work, &parties)?;
        let given = match whole.disclosure.state {
            State::Given(_, by) => Some(by),
            State::Waiting | State::Cancelled(_) => None,
        };
        let by = work.actor_names(given.into_iter().chain([whole.disclosure.by]))?;
        Ok::<_, Error>((whole, data, names, by))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (whole, data, names, by) = read.map_err(|error| visitor.problem(&error))?;
    let waits = whole.disclosure.state == State::Waiting;
    let why = data
        .as_ref()
        .err()
        .and_then(Option::as_ref)
        .filter(|_| waits);
    let why = why.and_then(|error| visitor.sentence(error));
    let own = visitor.actor.id() == whole.disclosure.by;
    Ok(OnePage {
        frame: Frame::of(
            visitor,
            texts::say(visitor.language(), "disclosures-one-title"),
        ),
        gives: waits && data.is_ok() && !(whole.disclosure.two && own),
        whole,
        data: data.ok(),
        names,
        by,
        problem: problem.or(why),
    })
}

async fn again(
    visitor: &Visitor,
    disclosure: DisclosureId,
    error: &Error,
) -> Result<Response, Problem> {
    let Some(sentence) = visitor.sentence(error) else {
        return Err(visitor.problem(error));
    };
    let shown = read(visitor, disclosure, Some(sentence)).await?;
    unfit(&shown)
}

/// `POST /disclosures/{disclosure}/give`
pub(super) async fn give(
    Id(disclosure): Id<DisclosureId>,
    Posted { visitor, .. }: Posted,
) -> Result<Response, Problem> {
    match ledger::give(&visitor.app, &visitor.actor, disclosure).await {
        Ok(()) => Ok(done(&path_of(disclosure), "done-saved")),
        Err(error) => again(&visitor, disclosure, &error).await,
    }
}

/// `POST /disclosures/{disclosure}/cancel`
pub(super) async fn cancel(
    Id(disclosure): Id<DisclosureId>,
    Posted { visitor, .. }: Posted,
) -> Result<Response, Problem> {
    let cancelling = move |work: &mut Work<'_>| ledger::cancel(work, disclosure);
    let desk = visitor.app.guard().desk();
    match desk
        .write(&visitor.actor, Purpose::Rights, cancelling)
        .await
    {
        Ok(()) => Ok(done(&path_of(disclosure), "done-saved")),
        Err(error) => again(&visitor, disclosure, &error).await,
    }
}
