//! Copies for data subjects: what is held about a person and everything about it (GDPR art. 15), and
//! what she gave, to move elsewhere (art. 20).
//!
//! In the interest of the person, who is told everything that is held about her in words she can
//! read and in a form that programs can, and of everybody else her papers mention, who is covered in
//! them (art. 15(4), 20(4)); and of whoever answers her, for whom one click puts it together.
//!
//! In reading order: [`hits`] and [`bars`] are pure; [`gathered`], [`review`], [`ledger`];
//! [`assembled`] with [`report`] and [`data`]; [`pack`] and [`handing`].
//!
//! Invariants: nothing leaves before a person looked through all of it, and not where anything
//! changed since; what is covered is gone from every form, never drawn over; what the capabilities
//! collect is in it whole, or it is not made; no package is kept.

mod api;
mod assembled;
mod bars;
mod columns;
mod data;
mod gathered;
mod handing;
mod hits;
mod ledger;
mod model;
mod pack;
mod pages;
mod queries;
mod report;
mod review;

use policy::Right;

use crate::app::App;
use crate::capability::Capability;
use crate::web::Tab;

pub use handing::hand_over;
pub use ledger::{handed_out, lots_of};
pub use model::{Error, PackageKind};

/// What access tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "access",
    statements: queries::all,
    columns: columns::declarations,
    routes: pages::routes,
    api: api::operations,
    menu: &[],
    tabs: &[Tab {
        path: "/access",
        text: "access-package-tab",
        for_whom: |visitor| visitor.holds(Right::Requests),
        outlasts: false,
    }],
    timeline: &[],
    collect: Some(ledger::collected),
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};

/// Erases what was decided about packages whose days are over; how many.
///
/// # Errors
///
/// The guard's.
pub async fn let_go(app: &App) -> Result<i64, guard::Error> {
    ledger::let_go(app).await
}
