//! Requests of data subjects (GDPR art. 7(3), 12, 15–18, 20–22): written down as they came, walked
//! step by step to their answer, each by its day.
//!
//! In the interest of the person, whose letter is answered within its month, and of whoever answers
//! it, who sees what is to be done next and what cannot be done yet.
//!
//! Invariants: nothing is decided before it is known who asks, and nothing is answered before
//! everything is decided; marketing is stopped, processing restricted and an objection laid down in
//! the same moment in which that is decided.

mod columns;
mod due;
mod error;
mod kinds;
mod ledger;
mod oversight;
mod pages;
mod queries;
mod report;
mod state;

use axum::Router;
use axum::routing::{get, post};
use basics::Day;
use policy::Right;

use crate::app::App;
use crate::capability::Capability;
use crate::web::{Link, Section, Tab};

pub use error::Error;
pub use kinds::{Means, Outcome, RequestKind};

/// What requests tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "rights",
    statements,
    columns: columns::declarations,
    routes,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[Link {
        path: "/requests",
        text: "rights-menu",
        for_whom: |visitor| visitor.holds(Right::Requests),
        section: Section::Register,
        search: None,
    }],
    tabs: &[Tab {
        path: "/requests",
        text: "rights-menu",
        for_whom: |visitor| visitor.holds(Right::Requests),
    }],
    timeline: &[],
    collect: Some(ledger::collected),
    due: due::STARTS,
    needs: Some(due::needs),
    oversees: Some(oversight::oversees),
    reports: Some(oversight::reports),
};

fn statements() -> Vec<&'static dyn store::Declared> {
    [queries::all(), oversight::all()].concat()
}

fn routes() -> Router<App> {
    Router::new()
        .route("/requests", get(pages::list::show))
        .route(
            "/customers/{party}/requests",
            get(pages::customer::show).post(pages::customer::add),
        )
        .route(
            "/customers/{party}/requests/step",
            post(pages::customer::step),
        )
        .route(
            "/customers/{party}/requests/restriction",
            post(pages::customer::lift),
        )
}

/// How far open requests are counted.
pub const COUNTED_MAX: i64 = 100;

/// How many requests are open, counted to a bound, and the day on which the first is due.
///
/// # Errors
///
/// The register's failure.
pub async fn waiting(app: &App) -> Result<(i64, Option<Day>), guard::Error> {
    let reading = |tx: &mut store::Tx<'_>| Ok(tx.one(&queries::WAITING, (COUNTED_MAX,))?);
    app.guard().read_state(reading).await
}
