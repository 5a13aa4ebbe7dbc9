//! Statistics: how many customers there are, came and went, month by month.
//!
//! In the interest of the owner, who wants figures and no names, and of the people behind them: a
//! month is counted once, when it is over; what is kept is what may be shown (see [`rules`]).
//! Whoever is restricted or objects to statistics is not counted.

mod chart;
mod gather;
mod pages;
mod queries;
mod rules;

use axum::Router;
use axum::routing::get;
use guard::{Actor, jobs};
use policy::Purpose;

pub(crate) use chart::{HEIGHT, WIDTH};

use crate::app::App;
use crate::capability::Capability;
use crate::web::{Link, Section};

/// What statistics tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "statistics",
    statements: queries::all,
    columns: Vec::new,
    routes,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[Link {
        path: "/statistics",
        text: "statistics-menu",
        for_whom: |visitor| visitor.actor.serves(&visitor.policy, Purpose::Statistics),
        section: Section::Register,
        search: None,
    }],
    tabs: &[],
    timeline: &[],
    collect: None,
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};

fn routes() -> Router<App> {
    Router::new().route("/statistics", get(pages::show))
}

/// Counts the months that are over and were not counted yet; how many they were.
///
/// # Errors
///
/// The guard's.
pub async fn count_months(app: &App) -> Result<i64, guard::Error> {
    let actor = Actor::of_job(&jobs::STATISTICS);
    let desk = app.guard().desk();
    desk.write(&actor, Purpose::Statistics, gather::gather)
        .await
}
