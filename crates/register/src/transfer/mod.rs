//! Import: what comes in from files.
//!
//! In the interest of the clerk, who brings the old spreadsheet without harm, and of the people in
//! it: nothing is stored that the notice does not name, nobody is stored twice, nothing is lost
//! without a reason.

mod api;
mod checks;
mod counted;
mod dry;
mod files;
mod judge;
mod mapping;
mod order;
mod pages;
mod pass;
mod queries;
mod rejected;
mod run;

use policy::Right;

use crate::capability::Capability;
use crate::web::Link;

pub use checks::{Check, check};
pub use counted::{Counted, counted};
pub use files::{Batch, BatchPage, batch, batches, destroy, destroy_old, keep, open};
pub use mapping::{Mapping, Title, Unmapped};
pub use order::{Order, Unfit, usual_source};
pub use pages::UPLOAD_BYTES_MAX;
pub use run::{CHUNK, Counts, Error, Outcome, import};

/// What transfer tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "transfer",
    statements: || [queries::all(), counted::all()].concat(),
    columns: Vec::new,
    routes: pages::routes,
    api: api::operations,
    menu: &[Link {
        path: "/import",
        text: "transfer-menu",
        for_whom: |visitor| visitor.holds(Right::Import),
    }],
};
