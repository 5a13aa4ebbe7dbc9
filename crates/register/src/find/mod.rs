//! Finding: search as you type, and the list of customers.
//!
//! In the interest of the clerk, who finds anyone in two keystrokes. What was typed travels in the
//! body of a request, never in an address; hits outside the role's scope are left out without a
//! word.

mod api;
mod everywhere;
mod pages;
mod rows;

use axum::Router;
use axum::routing::get;
use policy::Purpose;

use crate::app::App;
use crate::capability::Capability;
use crate::people::PURPOSES;
use crate::web::{Link, Section, Visitor};

pub use everywhere::found_anywhere;
pub use rows::{ListRow, Rows, SHOWN, found, listed};

/// What finding tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "find",
    statements: Vec::new,
    columns: Vec::new,
    routes,
    api: api::operations,
    menu: &[Link {
        path: "/customers",
        text: "find-menu",
        for_whom: sees_customers,
        section: Section::Customers,
        search: Some("/customers/search"),
    }],
    tabs: &[],
    timeline: &[],
    collect: None,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/customers", get(pages::list))
        .route(
            "/customers/search",
            get(pages::search).post(pages::hits_page),
        )
        .route("/customers/hits", axum::routing::post(pages::hits))
}

/// Whether a role of hers serves a purpose that opens customers.
pub(crate) fn sees_customers(visitor: &Visitor) -> bool {
    let serves = |purpose: &Purpose| visitor.actor.serves(&visitor.policy, *purpose);
    PURPOSES.iter().any(serves)
}
