//! The page of what was changed after a backup that was put back.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, Instant};
use guard::{LostPlace, PutBack, Work};
use policy::{Category, Purpose};
use serde::Deserialize;

use super::put_back::{self, Lost, SHOWN};
use crate::web::{Frame, Posted, Problem, Query, Visitor, done, page};

const PATH: &str = "/oversight/put-back";

#[derive(Template)]
#[template(path = "oversight/put_back.html")]
struct PutBackPage {
    frame: Frame,
    /// The backups that were put back, the newest first.
    all: Vec<PutBack>,
    /// The one whose changes are shown.
    of: Option<PutBack>,
    lost: Vec<Lost>,
    actors: HashMap<ActorId, String>,
    next: Option<LostPlace>,
}

impl PutBackPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }

    fn categories(&self, categories: &[Category]) -> String {
        let words = categories.iter().map(|one| self.frame.word(one));
        words.collect::<Vec<_>>().join(", ")
    }
}

/// Which backup, and from which place on.
#[derive(Deserialize)]
pub(super) struct Wish {
    restored: Option<i64>,
    from: Option<String>,
}

/// `GET /oversight/put-back`
pub(super) async fn show(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    let language = visitor.language();
    let told = |error: guard::Error| Problem::of(&error, language);
    let all = visitor.app.guard().put_back().await.map_err(told)?;
    let asked = wish.restored.map(Instant::from_ms);
    let of = match asked {
        Some(asked) => all.iter().find(|one| one.restored == asked).copied(),
        None => all.first().copied(),
    };
    let known = of.filter(|one| one.own_trail);
    let from = wish.from.map(|from| from.parse()).transpose();
    let from: Option<LostPlace> = from.map_err(|_| Problem::NoPage(language))?;
    let reading = move |work: &mut Work<'_>| {
        if let Some(of) = known {
            return put_back::lost(work, of, from, SHOWN).map(Some);
        }
        // That there is nothing is told to nobody else either.
        let _noted = work.ask::<guard::category::Staff>(guard::Ask::trail(&[]))?;
        Ok(None)
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Security, reading).await;
    let (lost, actors, next) = match read.map_err(told)? {
        Some(found) => (found.lost, found.actors, found.next),
        None => (Vec::new(), HashMap::new(), None),
    };
    page(&PutBackPage {
        frame: Frame::of(&visitor, texts::say(language, "oversight-put-back-title")),
        all,
        of,
        lost,
        actors,
        next,
    })
}

/// `POST /oversight/put-back`: what one lost was done again.
pub(super) async fn settle(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let language = visitor.language();
    let restored = fields.text("restored").parse().ok();
    let restored = restored.map(Instant::from_ms);
    let restored = restored.ok_or(Problem::BadForm(language))?;
    let (guard, actor) = (visitor.app.guard(), &visitor.actor);
    let settled = guard.settle_put_back(actor, restored).await;
    settled.map_err(|error| Problem::of(&error, language))?;
    Ok(done(PATH, "done-saved"))
}
