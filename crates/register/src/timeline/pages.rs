//! The timeline in the browser.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, PartyId};
use guard::Work;
use serde::Deserialize;

use crate::capability::{Before, Moment};
use crate::people::{name_of, purpose_about};
use crate::web::{Frame, Id, Problem, Query, Visitor, page};

/// Moments on a page.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "timeline/timeline.html")]
struct TimelinePage {
    frame: Frame,
    party: PartyId,
    name: String,
    moments: Vec<(&'static str, Moment)>,
    older: Option<i64>,
    /// Every kind there is.
    kinds: Vec<&'static str>,
    /// The one that is shown; nothing where all are.
    kind: Option<&'static str>,
    actors: HashMap<ActorId, String>,
}

impl TimelinePage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }

    fn is(&self, kind: &str) -> bool {
        self.kind == Some(kind)
    }
}

/// Which part is wanted.
#[derive(Deserialize)]
pub(super) struct Wish {
    kind: Option<String>,
    before: Option<i64>,
}

/// `GET /customers/{party}/timeline`
pub(super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let kinds: Vec<&'static str> = crate::moment_kinds();
    let chosen = kinds.iter().copied();
    let kind = chosen
        .into_iter()
        .find(|kind| wish.kind.as_deref() == Some(kind));
    let before = Before {
        party,
        number: wish.before.unwrap_or(i64::MAX),
        most: SHOWN,
        language,
    };
    let reading = move |work: &mut Work<'_>| {
        let name = name_of(work, party)?;
        let (moments, older) = crate::moments(work, &before, kind)?;
        let actors = work.actor_names(moments.iter().map(|(_, moment)| moment.by))?;
        Ok::<_, crate::people::Error>((name, moments, older, actors))
    };
    let guard = visitor.app.guard();
    let purpose = purpose_about(guard, &visitor.actor, &visitor.policy, party, |_| true).await;
    let purpose = purpose.map_err(|error| Problem::of(&error, language))?;
    let read = guard.desk().read(&visitor.actor, purpose, reading).await;
    let (name, moments, older, actors) = read.map_err(|error| Problem::of(&error, language))?;
    page(&TimelinePage {
        frame: Frame::of(&visitor, texts::say(language, "timeline-title")),
        party,
        name,
        moments,
        older,
        kinds,
        kind,
        actors,
    })
}
