//! Records: who saw this customer, what did this actor see.
//!
//! In the interest of the person, who may ask who looked at her, and of the data-protection
//! contact, who answers. Both need the right *trail*, and reading is itself on the record.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use basics::{ActorId, PartyId};
use guard::Seen;
use policy::Right;
use serde::Deserialize;

use crate::app::App;
use crate::capability::Capability;
use crate::web::{Frame, Id, Link, Problem, Query, Visitor, page};

/// What records tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "records",
    statements: Vec::new,
    columns: Vec::new,
    routes,
    menu: &[Link {
        path: "/trail",
        text: "records-menu",
        for_whom: |visitor| visitor.holds(Right::Trail),
    }],
};

fn routes() -> Router<App> {
    Router::new()
        .route("/customers/{party}/trail", get(of_party))
        .route("/trail", get(actors))
        .route("/trail/{actor}", get(of_actor))
}

/// Lines on a page.
const SHOWN: u16 = 100;

/// The line before which a page begins.
#[derive(Deserialize)]
struct Before {
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "records/lines.html")]
struct LinesPage {
    frame: Frame,
    lines: Vec<Seen>,
    /// The customer whose lines they are; an actor's where there is none.
    party: Option<PartyId>,
    /// Where the next page is.
    next: Option<String>,
}

impl LinesPage {
    fn words<W: policy::Word>(&self, words: &[W]) -> String {
        words
            .iter()
            .map(|word| self.frame.word(word))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn code(&self, code: &str) -> String {
        // A deed to an account, or why something was refused.
        let kind = if code.starts_with("staff.") {
            "deed-"
        } else {
            "error-"
        };
        self.frame
            .say(&[kind, &code.replace(['.', '_'], "-")].concat())
    }
}

/// `GET /customers/{party}/trail`
async fn of_party(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(Before { before }): Query<Before>,
) -> Result<Response, Problem> {
    let records = visitor.app.guard().records();
    let lines = records
        .of_party(&visitor.actor, party, before, SHOWN + 1)
        .await;
    let lines = lines.map_err(|error| Problem::of(&error, visitor.language()))?;
    let path = ["/customers/", &party.to_string(), "/trail"].concat();
    lines_page(&visitor, "records-who-saw", lines, Some(party), &path)
}

/// `GET /trail/{actor}`
async fn of_actor(
    visitor: Visitor,
    Id(actor): Id<i64>,
    Query(Before { before }): Query<Before>,
) -> Result<Response, Problem> {
    let records = visitor.app.guard().records();
    let lines = records
        .of_actor(&visitor.actor, ActorId::new(actor), before, SHOWN + 1)
        .await;
    let lines = lines.map_err(|error| Problem::of(&error, visitor.language()))?;
    let path = ["/trail/", &actor.to_string()].concat();
    lines_page(&visitor, "records-what-seen", lines, None, &path)
}

fn lines_page(
    visitor: &Visitor,
    title: &str,
    mut lines: Vec<Seen>,
    party: Option<PartyId>,
    path: &str,
) -> Result<Response, Problem> {
    let more = lines.len() > usize::from(SHOWN);
    lines.truncate(usize::from(SHOWN));
    let last = lines.last().filter(|_| more);
    let next = last.map(|last| [path, "?before=", &last.sequence.to_string()].concat());
    let frame = Frame::of(visitor, texts::say(visitor.language(), title));
    page(&LinesPage {
        frame,
        lines,
        party,
        next,
    })
}

#[derive(Template)]
#[template(path = "records/actors.html")]
struct ActorsPage {
    frame: Frame,
    actors: Vec<(ActorId, String)>,
}

/// `GET /trail`
async fn actors(visitor: Visitor) -> Result<Response, Problem> {
    let language = visitor.language();
    let actors = visitor.app.guard().records().actors(&visitor.actor).await;
    let actors = actors.map_err(|error| Problem::of(&error, language))?;
    let frame = Frame::of(&visitor, texts::say(language, "records-title"));
    page(&ActorsPage { frame, actors })
}
