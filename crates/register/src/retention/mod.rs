//! Retention: why something is held and until when.
//!
//! In the interest of the person and of the clerk, who both may ask of any value: why is this here?
//! The answer is read from the notice in force: purposes and their bases for the connections the
//! party is held on, the clock of the category, who sees it and who may receive it
//! (GDPR art. 5(1)(b), 5(1)(e), 5(2), 13 and 15).
//!
//! Invariant: no rule is written here that the notice does not state.

mod pages;
mod until;
mod why;

use axum::Router;
use axum::routing::get;

use crate::app::App;
use crate::capability::Capability;
use crate::web::Tab;

/// What retention tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "retention",
    statements: Vec::new,
    columns: Vec::new,
    routes,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[],
    tabs: &[Tab {
        path: "/why",
        text: "retention-tab",
        for_whom: |_| true,
    }],
    timeline: &[],
    collect: None,
};

fn routes() -> Router<App> {
    Router::new().route("/customers/{party}/why", get(pages::show))
}
