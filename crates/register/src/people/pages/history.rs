//! The history of a customer: who did what, when, in which category.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, PartyId};
use guard::Work;

use super::super::{Error, HistoryEntry, PURPOSES, history};
use crate::web::{Frame, Id, Problem, Visitor, page};

#[derive(Template)]
#[template(path = "people/history.html")]
struct HistoryPage {
    frame: Frame,
    party: PartyId,
    entries: Vec<HistoryEntry>,
    actors: HashMap<ActorId, String>,
}

impl HistoryPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> &str {
        self.actors.get(actor).map_or("–", String::as_str)
    }

    fn what(&self, entry: &HistoryEntry) -> String {
        self.frame.say(&["people-what-", &entry.what].concat())
    }

    fn deed(&self, entry: &HistoryEntry) -> String {
        self.frame.say(&["people-deed-", entry.deed.key()].concat())
    }
}

/// `GET /customers/{party}/history`
pub(super) async fn show(visitor: Visitor, Id(party): Id<PartyId>) -> Result<Response, Problem> {
    let language = visitor.language();
    let purpose = visitor.purpose(&PURPOSES);
    let reading = move |work: &mut Work<'_>| {
        let entries = history(work, party)?;
        let actors = work.actor_names(entries.iter().map(|entry| entry.by))?;
        Ok::<_, Error>((entries, actors))
    };
    let read = visitor
        .app
        .guard()
        .desk()
        .read(&visitor.actor, purpose, reading)
        .await;
    let (entries, actors) = read.map_err(|error| Problem::of(&error, language))?;
    let frame = Frame::of(&visitor, texts::say(language, "people-history"));
    page(&HistoryPage {
        frame,
        party,
        entries,
        actors,
    })
}
