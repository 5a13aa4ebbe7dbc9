//! Relations between parties, and the page on which a customer's sites and relations are seen and
//! changed.
//!
//! In the interest of the clerk, who knows who pays, who manages the house and who lives where, and
//! of the person, about whom nobody is told who may not be: *who may be told what about whom* is a
//! dated relation with what it rests on. A contact person of an organisation is a connection and
//! stands with `people`; a relation never says why somebody may be held.

mod api;
mod asked;
mod carry;
mod change;
mod columns;
mod due;
mod error;
mod ledger;
mod model;
mod pages;
mod queries;

use axum::Router;
use axum::routing::get;
use policy::Purpose;

use crate::app::App;
use crate::capability::Capability;
use crate::web::Tab;

pub use carry::{follow, forget_merged, join, part};
pub use change::{Change, record, sites_from_file, take_sites_back};
pub use error::Error;
pub use ledger::{Representative, names_beside, representatives};
pub use model::{Kind, RelationEntry};

/// For what sites and relations are seen.
const SEEN_FOR: [Purpose; 4] = [
    Purpose::Care,
    Purpose::Services,
    Purpose::Billing,
    Purpose::Rights,
];

/// What relations tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "relations",
    statements,
    columns: columns::declarations,
    routes,
    api: api::operations,
    menu: &[],
    tabs: &[Tab {
        path: "/sites",
        text: "sites-link",
        for_whom: |visitor| {
            let serves = |purpose: &Purpose| visitor.actor.serves(&visitor.policy, *purpose);
            SEEN_FOR.iter().any(serves)
        },
        outlasts: false,
    }],
    timeline: &[],
    collect: Some(ledger::collected),
    due: due::STARTS,
    needs: Some(due::needs),
    oversees: None,
    reports: None,
};

fn statements() -> Vec<&'static dyn store::Declared> {
    [queries::all(), due::all()].concat()
}

fn routes() -> Router<App> {
    Router::new().route(
        "/customers/{party}/sites",
        get(pages::show).post(pages::change),
    )
}
