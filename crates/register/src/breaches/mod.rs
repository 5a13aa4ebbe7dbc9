//! Breaches of personal data (GDPR art. 33 and 34): written down as they are noticed, assessed, told
//! to the authority within 72 hours and to the people where the risk is high, closed with what was
//! learnt; and whose data somebody saw between two moments, straight from the trail.
//!
//! In the interest of the people, who learn in time what happened to their data and what they can do;
//! and of the controller, who documents every breach, also one that nobody had to be told of (art.
//! 33(5)), and can rehearse it.
//!
//! Invariants: a breach is its steps, which are added and never changed; the 72 hours run from
//! awareness, hour by hour; nothing is sent by itself; a drill goes through every step and counts in
//! no figure. Words are the register's own, sealed under a lot of their own until their clock is over
//! (five years from the end, where the notice says nothing else).

mod affected;
mod api;
mod asked;
mod columns;
mod due;
mod error;
mod kinds;
mod ledger;
mod office;
mod outward;
mod pages;
mod queries;
mod state;
mod told;

use axum::Router;
use axum::routing::{get, post};
use policy::Right;

use crate::app::App;
use crate::capability::Capability;
use crate::web::{Link, Section};

pub use affected::add_up;
pub use due::{let_go, waiting};
pub use error::Error;
pub use kinds::{Risk, Spared, ToldWay};
pub use outward::{Brief, Whole, add_typed, list, step_typed, whole};
pub use pages::list::in_words as hours_in_words;

/// What breaches tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "breaches",
    statements,
    columns: columns::declarations,
    routes,
    api: api::operations,
    menu: &[Link {
        path: "/breaches",
        text: "breaches-menu",
        for_whom: |visitor| visitor.holds(Right::Breaches),
        section: Section::Register,
        search: None,
    }],
    tabs: &[],
    timeline: &[],
    collect: Some(affected::collected),
    due: &[],
    needs: Some(affected::needs),
    oversees: Some(due::oversees),
    reports: Some(due::reports),
};

fn statements() -> Vec<&'static dyn store::Declared> {
    [queries::all(), affected::all()].concat()
}

fn routes() -> Router<App> {
    Router::new()
        .route("/breaches", get(pages::list::show).post(pages::list::add))
        .route(
            "/breaches/seen",
            get(pages::seen::show).post(pages::seen::take),
        )
        .route("/breaches/seen/address", post(pages::seen::compare))
        .route("/breaches/seen.csv", post(pages::seen::csv))
        .route("/breaches/{breach}", get(pages::show::show))
        .route("/breaches/{breach}/steps", post(pages::show::step))
        .route(
            "/breaches/{breach}/authority/{form}",
            get(pages::papers::authority),
        )
        .route(
            "/breaches/{breach}/notice/{form}",
            get(pages::papers::public),
        )
        .route(
            "/breaches/{breach}/people",
            get(pages::people::show).post(pages::people::change),
        )
        .route(
            "/breaches/{breach}/people/letters",
            post(pages::papers::letters),
        )
        .route("/breaches/{breach}/people/mail", post(pages::papers::mail))
}

/// How far open breaches are counted.
pub const COUNTED_MAX: i64 = 100;
