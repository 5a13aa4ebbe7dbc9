//! Telling people whose data came from elsewhere that they are here, and what becomes of it.
//!
//! In the interest of the person, who learns within a month who holds her data, from whom, what for
//! and what she may do about it (GDPR art. 14(3)(a)); and of the clerk, who sees who is due first and
//! has the letter ready.
//!
//! A letter and an e-mail are handed out and kept nowhere; that somebody was told is said by whoever
//! sent it, with the day. Whoever is restricted is told as well: it is her right, not a use of her
//! data, so whoever answers the rights of people sees her here, and others do not.
//!
//! Invariants: a letter is made of the notice in force; each person it is to has a line of the trail
//! before it leaves; the dead are written to no more.

mod letter;
mod pages;

use axum::Router;
use axum::routing::{get, post};
use policy::{Purpose, Right};

use crate::app::App;
use crate::capability::{Capability, Overseeing, Overseen, Weight};
use crate::people;
use crate::web::{Link, Section, Visitor};

/// What telling people tells about itself. Its rows are those of customers and of permissions.
pub const CAPABILITY: Capability = Capability {
    name: "informing",
    statements: Vec::new,
    columns: Vec::new,
    routes,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[Link {
        path: DUE,
        text: "informing-menu",
        for_whom: tells,
        section: Section::Customers,
        search: None,
    }],
    tabs: &[],
    timeline: &[],
    collect: None,
    due: &[],
    needs: None,
    oversees: Some(oversees),
    reports: None,
};

/// Where those stand who are yet to be told.
const DUE: &str = "/notice/due";

/// Under which purposes people are told: their rights, and the care of those who were brought.
const PURPOSES: [Purpose; 2] = [Purpose::Rights, Purpose::Care];

/// Whether somebody tells people: whoever brings them in, and whoever answers their rights.
fn tells(visitor: &Visitor) -> bool {
    visitor.holds(Right::Import) || visitor.actor.serves(&visitor.policy, Purpose::Rights)
}

/// Those who are yet to be told, for whoever tells them.
fn oversees(visitor: &Visitor) -> Overseeing<'_> {
    Box::pin(async move {
        if !tells(visitor) {
            return Ok(Vec::new());
        }
        let (count, first) = people::to_inform(visitor.app.guard()).await?;
        Ok(vec![Overseen {
            text: "oversight-inform",
            count,
            first,
            path: DUE,
            weight: Weight::by(first, visitor.today()),
        }])
    })
}

fn routes() -> Router<App> {
    Router::new()
        .route(DUE, get(pages::show).post(pages::told))
        .route("/notice/due/letters", post(pages::letters))
        .route("/notice/due/mail", post(pages::mail))
        .route("/customers/{party}/told/undone", post(pages::undo))
}
