//! The older notes of a customer.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, PartyId};
use guard::Work;

use super::super::card::name_seen;
use super::super::{Error, Notes, Part, notes};
use super::purpose_to_see;
use crate::web::{Frame, Id, Older, Problem, Query, Visitor, page};

#[derive(Template)]
#[template(path = "people/notes.html")]
struct NotesPage {
    frame: Frame,
    party: PartyId,
    notes: Part<Notes>,
    actors: HashMap<ActorId, String>,
}

impl NotesPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }
}

/// `GET /customers/{party}/notes`: the older ones.
pub(super) async fn older(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(Older { before }): Query<Older>,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let before = before.before();
    let purpose = purpose_to_see(&visitor, party).await?;
    let reading = move |work: &mut Work<'_>| {
        name_seen(work, party)?;
        let notes = notes(work, party, before)?;
        let shown = notes.shown().map(|notes| notes.shown.as_slice());
        let authors = shown.unwrap_or_default().iter().map(|note| note.by);
        let actors = work.actor_names(authors.collect::<Vec<_>>())?;
        Ok::<_, Error>((notes, actors))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let (notes, actors) = read.map_err(|error| Problem::of(&error, language))?;
    let frame = Frame::of(&visitor, texts::say(language, "people-notes"));
    page(&NotesPage {
        frame,
        party,
        notes,
        actors,
    })
}
