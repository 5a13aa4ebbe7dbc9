//! Every disclosure, the newest first: to whom, on which ground, how it stands. Nobody it is about
//! is named here.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, DisclosureId};
use guard::Work;
use policy::Purpose;
use serde::Deserialize;

use super::super::error::Error;
use super::super::ledger;
use super::super::model::{Disclosure, State};
use super::path_of;
use crate::web::{Frame, Problem, Query, Visitor, page};

#[derive(Template)]
#[template(path = "disclosures/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<(Disclosure, String)>,
    by: HashMap<ActorId, String>,
    older: Option<DisclosureId>,
}

impl ListPage {
    fn who(&self, one: &Disclosure) -> String {
        self.frame.actor(one.by, &self.by)
    }

    fn state(&self, one: &Disclosure) -> String {
        self.frame.say(state_key(one.state))
    }

    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn path(&self, one: &Disclosure) -> String {
        path_of(one.disclosure)
    }
}

/// The key of how a disclosure stands.
pub(super) const fn state_key(state: State) -> &'static str {
    match state {
        State::Waiting => "disclosures-state-waiting",
        State::Given(..) => "disclosures-state-given",
        State::Cancelled(_) => "disclosures-state-cancelled",
    }
}

/// Where the list begins.
#[derive(Deserialize)]
pub(super) struct Wish {
    before: Option<String>,
}

/// `GET /disclosures`
pub(super) async fn show(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    let before = wish
        .before
        .as_deref()
        .and_then(|before| before.parse().ok());
    let before = before.unwrap_or(DisclosureId::new(i64::MAX));
    let reading = move |work: &mut Work<'_>| {
        let (rows, older) = ledger::before(work, before)?;
        let by = work.actor_names(rows.iter().map(|one| one.0.by))?;
        Ok::<_, Error>((rows, older, by))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (rows, older, by) = read.map_err(|error| visitor.problem(&error))?;
    page(&ListPage {
        frame: Frame::of(
            &visitor,
            texts::say(visitor.language(), "disclosures-title"),
        ),
        older,
        rows,
        by,
    })
}
