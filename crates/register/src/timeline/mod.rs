//! The timeline of a customer: what happened in her matters, whatever capability it belongs to.
//!
//! In the interest of the clerk, who reads before she calls what was agreed, written and done.
//! Each capability tells its own moments ([`crate::capability::Told`]), so that none is forgotten.
//!
//! Invariant: a moment is told by a proof that names the party; what the role may not see is left
//! out.

mod pages;

use axum::Router;
use axum::routing::get;

use crate::app::App;
use crate::capability::Capability;
use crate::web::Tab;

/// What the timeline tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "timeline",
    statements: Vec::new,
    columns: Vec::new,
    routes,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[],
    tabs: &[
        Tab {
            path: "/timeline",
            text: "timeline-tab",
            for_whom: |_| true,
            outlasts: false,
        },
        Tab {
            path: "/history",
            text: "people-history",
            for_whom: |_| true,
            outlasts: false,
        },
    ],
    timeline: &[],
    collect: None,
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};

fn routes() -> Router<App> {
    Router::new().route("/customers/{party}/timeline", get(pages::show))
}
