//! The history of a customer: who did what, when, in which category.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, PartyId};
use guard::Work;
use policy::Policy;
use serde::Deserialize;

use super::super::{Error, HistoryEntry, history};
use super::purpose_to_see;
use crate::web::{Frame, Id, Problem, Query, Visitor, page};

#[derive(Template)]
#[template(path = "people/history.html")]
struct HistoryPage {
    frame: Frame,
    policy: Arc<Policy>,
    party: PartyId,
    entries: Vec<HistoryEntry>,
    /// The entry before which older ones begin.
    older: Option<i64>,
    actors: HashMap<ActorId, String>,
}

impl HistoryPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }

    fn title(&self, entry: &HistoryEntry) -> String {
        entry.title(&self.policy, self.frame.language, ": ")
    }
}

/// Entries on a page.
const SHOWN: usize = 100;

/// The entry before which a page begins.
#[derive(Deserialize)]
pub(super) struct BeforeEntry {
    before: Option<i64>,
}

/// `GET /customers/{party}/history`
pub(super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(BeforeEntry { before }): Query<BeforeEntry>,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let before = before.unwrap_or(i64::MAX);
    let purpose = purpose_to_see(&visitor, party).await?;
    let reading = move |work: &mut Work<'_>| {
        let (entries, older) = history(work, party, before, SHOWN)?;
        let actors = work.actor_names(entries.iter().map(|entry| entry.by))?;
        Ok::<_, Error>((entries, older, actors))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let (entries, older, actors) = read.map_err(|error| Problem::of(&error, language))?;
    let frame = Frame::of(&visitor, texts::say(language, "people-history"));
    page(&HistoryPage {
        frame,
        policy: visitor.policy,
        party,
        entries,
        older,
        actors,
    })
}
