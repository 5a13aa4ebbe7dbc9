//! Retention: why something is held and until when, what keeps it longer, and its erasure.
//!
//! In the interest of the person, of whom nothing is kept that nobody needs (GDPR art. 5(1)(e), 17),
//! and of whoever answers for it: each thing goes when its clock in the notice is over, or on a
//! decision that was written down, and what stays is told with its reason. The answer to "why is
//! this here?" is read from the notice in force: purposes and their bases for the connections the
//! party is held on, the clock of the category, who sees it and who may receive it (art. 13, 15).
//!
//! In reading order: [`clocks`], [`due`], [`run`]; [`standing`], [`decision`], [`plan`],
//! [`outside`], [`cases`], [`carry_out`], [`receipt`], [`remainder`]; [`holds`], [`idle`].
//!
//! Invariants: no rule is written here that the notice does not state; nothing is opened to find out
//! what is due; what is held, needed or restricted stays, and never without a word.

mod api;
mod carry_out;
mod cases;
mod clocks;
mod collected;
mod columns;
mod decision;
mod due;
mod error;
mod holds;
mod idle;
mod moments;
mod outside;
mod oversight;
mod pages;
mod plan;
mod queries;
mod receipt;
mod remainder;
mod run;
mod standing;
mod starts;
mod until;
mod why;

use axum::Router;
use axum::routing::{get, post};
use basics::{Day, Language, LotId, PartyId};
use guard::{HeldOn, Work};
use policy::{Category, Right};

use crate::app::App;
use crate::capability::Capability;
use crate::web::{Frame, Link, Section, Tab};

pub use cases::carried_out_of;
pub use error::Error;
pub use outside::Outside;
pub use receipt::{NotAReceipt, Written, unhex, verify};
pub use run::{Counted, Found, dry};

/// What retention tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "retention",
    statements,
    columns: columns::declarations,
    routes,
    api: api::operations,
    menu: &[Link {
        path: "/retention",
        text: "retention-menu",
        for_whom: |visitor| visitor.holds(Right::Erase),
        section: Section::Register,
        search: None,
    }],
    tabs: &[
        Tab {
            path: "/why",
            text: "retention-tab",
            for_whom: |_| true,
            outlasts: false,
        },
        Tab {
            path: "/holds",
            text: "retention-holds-tab",
            for_whom: |visitor| visitor.holds(Right::Holds),
            outlasts: true,
        },
        Tab {
            path: "/erasure",
            text: "retention-erasure-tab",
            for_whom: |visitor| visitor.holds(Right::Erase),
            outlasts: false,
        },
    ],
    timeline: moments::TOLD,
    collect: Some(collected::of),
    due: starts::STARTS,
    needs: None,
    oversees: Some(oversight::oversees),
    reports: Some(oversight::reports),
};

fn statements() -> Vec<&'static dyn store::Declared> {
    [queries::all(), moments::all(), oversight::all()].concat()
}

fn routes() -> Router<App> {
    Router::new()
        .route("/customers/{party}/why", get(pages::why::show))
        .route(
            "/customers/{party}/holds",
            get(pages::holds::show).post(pages::holds::add),
        )
        .route("/customers/{party}/holds/lifted", post(pages::holds::lift))
        .route(
            "/customers/{party}/erasure",
            get(pages::erasure::show).post(pages::erasure::decide),
        )
        .route("/retention", get(pages::queue::show))
        .route(
            "/retention/due",
            get(pages::queue::due_of).post(pages::chosen::erase),
        )
        .route(
            "/retention/idle",
            get(pages::idle::show).post(pages::idle::end),
        )
        .route(
            "/retention/cases/{case}",
            get(pages::case::show).post(pages::case::carry_out),
        )
        .route(
            "/retention/cases/{case}/receipt.txt",
            get(pages::case::signed),
        )
        .route(
            "/retention/cases/{case}/receipt.json",
            get(pages::case::json),
        )
        .route("/retention/cases/{case}/receipt.pdf", get(pages::case::pdf))
        .route(
            "/retention/cases/{case}/notices/{file}",
            get(pages::notice::file),
        )
}

/// How one category of a customer stands.
pub struct Told {
    /// Which.
    pub category: Category,
    /// The lots of it.
    pub lots: Vec<LotId>,
    /// The last day of all of it, where its clock runs.
    pub until: Option<Day>,
    /// Whether all of it is past its clock.
    pub over: bool,
    /// How long it is kept and what keeps it longer, in words.
    pub words: Vec<String>,
}

/// How the clocks of a customer stand, in the categories the actor sees on her page of reasons.
/// Whether the actor may know of her is decided by asking.
///
/// # Errors
///
/// The guard's.
pub fn told_of(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Told>, guard::Error> {
    let frame = Frame::public(language, String::new(), false);
    let standing = standing::seen(work, party)?;
    let told = standing.into_iter().map(|one| Told {
        category: one.category,
        until: one.until,
        over: one.over,
        words: pages::stands(&frame, &one),
        lots: one.lots,
    });
    Ok(told.collect())
}

/// Sets a legal hold on a customer, on a category of hers or on a lot.
///
/// # Errors
///
/// The refusal without the right *holds*; [`Error`]; the stores' failures.
pub fn hold(
    work: &mut Work<'_>,
    party: PartyId,
    on: HeldOn,
    reason: &str,
    review: Day,
) -> Result<(), Error> {
    let reason = error::words(reason)?;
    holds::set(work, party, on, &reason, review)
}

/// Lifts a legal hold.
///
/// # Errors
///
/// As [`hold`].
pub fn lift_hold(work: &mut Work<'_>, party: PartyId, on: HeldOn) -> Result<(), Error> {
    holds::lift(work, party, on)
}

/// How many legal holds are to be looked at again, for Today; counted to a bound.
///
/// # Errors
///
/// The register's failure.
pub async fn reviews_due(visitor: &crate::web::Visitor) -> Result<i64, guard::Error> {
    if visitor.holds(Right::Holds) {
        pages::queue::reviews_due(visitor).await
    } else {
        Ok(0)
    }
}

/// Erases what is past its clock and goes by itself; how much.
///
/// # Errors
///
/// The guard's.
pub async fn run(app: &App) -> Result<i64, guard::Error> {
    run::run(app).await.map_err(Error::into_guard)
}
