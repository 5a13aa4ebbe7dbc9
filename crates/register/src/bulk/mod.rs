//! One action over many customers: chosen, shown before it is done, done in parts, undone.
//!
//! In the interest of the clerk, who need not do the same thing three hundred times, and of the
//! customers: whoever may not be changed is left out and counted, each change stands in the trail
//! with everyone it is about, and nothing is done that was not shown first.
//!
//! Invariants: a part and what became of each in it are written together, so what is told of a run
//! that was cut off is what was done; a "no" to marketing is each person's own act and is
//! never recorded for many.

mod error;
mod pages;
mod queries;
mod run;
mod whom;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::capability::Capability;

/// What actions over many customers tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "bulk",
    statements: queries::all,
    columns: Vec::new,
    routes,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[],
    tabs: &[],
    timeline: &[],
    collect: None,
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};

/// Forgets the runs that can be undone no more, and whom they were about; how many.
///
/// # Errors
///
/// The guard's.
pub async fn forget_old(app: &App) -> Result<i64, guard::Error> {
    run::forget_old(app).await
}

fn routes() -> Router<App> {
    Router::new()
        .route("/customers/bulk", post(pages::preview))
        .route("/customers/bulk/runs", post(pages::begin))
        .route("/customers/bulk/{run}", get(pages::show))
        .route("/customers/bulk/{run}/progress", get(pages::progress))
        .route("/customers/bulk/{run}/undone", post(pages::undo))
}
