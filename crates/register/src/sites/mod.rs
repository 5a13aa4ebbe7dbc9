//! Sites: where a customer orders work, and how one gets in there.
//!
//! In the interest of the technician, who finds the door and its code, and of the customer, whose
//! door code nobody else reads. A site is not how its customer is reached: its address belongs to
//! the category of ordered services, and how one gets in to a category of its own.
//!
//! What is shown and changed of them, and who else has to do with a site, is in `relations`.

mod collected;
mod columns;
mod due;
mod ledger;
mod model;
mod queries;

use axum::Router;

use crate::app::App;
use crate::capability::Capability;

pub use ledger::{
    add, add_of_batch, change, end, follow, goes_on, labels, of_batch, of_party, sees_access,
    set_access, standing, take_back, terms,
};
pub use model::{Access, Error, Label, Shown, SiteEntry, SiteView, Sites, at};

/// What sites tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "sites",
    statements,
    columns: columns::declarations,
    routes: Router::<App>::new,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[],
    tabs: &[],
    timeline: &[],
    collect: Some(collected::collected),
    due: due::STARTS,
    needs: None,
    oversees: None,
    reports: None,
};

fn statements() -> Vec<&'static dyn store::Declared> {
    [queries::all(), due::all()].concat()
}
