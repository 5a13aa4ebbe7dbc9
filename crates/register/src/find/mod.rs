//! Finding: search as you type, and the list of customers.
//!
//! In the interest of the clerk, who finds anyone in two keystrokes. What was typed travels in the
//! body of a request, never in an address; hits outside the role's scope are left out without a
//! word.

mod api;
mod columns;
mod everywhere;
mod filter;
mod list;
mod pages;
mod queries;
mod rows;
mod tagging;
mod views;

use axum::Router;
use axum::routing::{get, post};
use policy::Purpose;

use crate::app::App;
use crate::capability::Capability;
use crate::people::PURPOSES;
use crate::web::{Link, Section, Visitor};

pub use everywhere::found_anywhere;
pub use filter::{Filter, Hers};
pub use list::{Page, Seen, Walk};
pub(crate) use pages::list::said_wrong;
pub use rows::{ListRow, Rows, SHOWN, Shows, found, listed};
pub use tagging::{Deed, apply};
pub use views::{Error as ViewError, keep_shared};

/// What finding tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "find",
    statements: queries::all,
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
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/customers", get(pages::list::list))
        .route("/customers/columns", post(pages::list::columns))
        .route(
            "/customers/views",
            get(pages::views::show).post(pages::views::keep),
        )
        .route("/customers/views/{view}", post(pages::views::deed))
        .route(
            "/customers/{party}/tags",
            get(pages::tagged::show).post(pages::tagged::deed),
        )
        .route(
            "/customers/search",
            get(pages::search::search).post(pages::search::seek),
        )
        .route("/customers/search/{search}", get(pages::search::sought))
        .route("/customers/hits", post(pages::search::hits))
}

/// Whether a role of hers serves a purpose that opens customers.
pub(crate) fn sees_customers(visitor: &Visitor) -> bool {
    let serves = |purpose: &Purpose| visitor.actor.serves(&visitor.policy, *purpose);
    PURPOSES.iter().any(serves)
}
