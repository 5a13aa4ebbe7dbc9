//! What a customer said about marketing before what her page shows.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, PartyId, RowId};
use guard::Work;

use super::super::Error;
use super::super::card::name_seen;
use super::purpose_to_see;
use crate::permissions::{
    ActView, Permissions, Sentences, Why, acts_before, sentence_of_act, sentence_of_state,
};
use crate::web::{Frame, Id, Older, Problem, Query, Visitor, page};

#[derive(Template)]
#[template(path = "permissions/acts_page.html")]
struct ActsPage {
    frame: Frame,
    party: PartyId,
    acts: Option<Vec<ActView>>,
    /// The act before which older ones begin.
    older: Option<RowId>,
    actors: HashMap<ActorId, String>,
}

impl ActsPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }

    fn act_of(&self, view: &ActView) -> String {
        act_in_words(&self.frame, view)
    }
}

/// An act in words, with the channel it is about.
pub(super) fn act_in_words(frame: &Frame, view: &ActView) -> String {
    let over = match view.act.channel {
        Some(channel) => frame.word(&channel),
        None => frame.say("permissions-all-channels"),
    };
    let sentence = sentence_of_act(Sentences(frame.language), &view.act);
    [&sentence, " (", &over, ")"].concat()
}

/// What forbids marketing now, in words, with the day and how it came: `markkinointikielto
/// 3.2.2026, ilmoitettu kirjeellä`; with the channels where it is not about all of them.
pub(super) fn prohibitions_in_words(frame: &Frame, own: &Permissions) -> Vec<String> {
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for (channel, state) in &own.prohibitions {
        let sentence = match &state.why {
            Why::Forbidden(act) => sentence_of_act(Sentences(frame.language), act),
            Why::Kept(_) => sentence_of_state(Sentences(frame.language), state),
            _ => continue,
        };
        let channel = frame.word(channel);
        match said.iter_mut().find(|(one, _)| *one == sentence) {
            Some((_, channels)) => channels.push(channel),
            None => said.push((sentence, vec![channel])),
        }
    }
    let worded = said.into_iter().map(|(sentence, channels)| {
        if channels.len() == own.states.len() {
            sentence
        } else {
            [&sentence, " (", &channels.join(", "), ")"].concat()
        }
    });
    worded.collect()
}

/// `GET /customers/{party}/permissions`: the older ones.
pub(super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(Older { before }): Query<Older>,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let before = before.before();
    let purpose = purpose_to_see(&visitor, party).await?;
    let reading = move |work: &mut Work<'_>| {
        name_seen(work, party)?;
        let found = acts_before(work, party, before)?;
        let (acts, older) = found.map_or((None, None), |(acts, older)| (Some(acts), older));
        let authors = acts.iter().flatten().map(|act| act.by);
        let actors = work.actor_names(authors.collect::<Vec<_>>())?;
        Ok::<_, Error>((acts, older, actors))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let (acts, older, actors) = read.map_err(|error| Problem::of(&error, language))?;
    let frame = Frame::of(&visitor, texts::say(language, "permissions-acts"));
    page(&ActsPage {
        frame,
        party,
        acts,
        older,
        actors,
    })
}
