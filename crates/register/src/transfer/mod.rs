//! Import: what comes in from files.
//!
//! In the interest of the clerk, who brings the old spreadsheet without harm, and of the people in
//! it: nothing is stored that the notice does not name, nobody is stored twice, nothing is lost
//! without a reason.

mod files;
mod mapping;
mod pages;
mod queries;
mod rejected;
mod run;

use policy::Right;

use crate::capability::Capability;
use crate::web::Link;

pub use files::{Batch, batch, batches, destroy, destroy_old, keep, open};
pub use mapping::{Mapping, Unmapped};
pub use pages::UPLOAD_BYTES_MAX;
pub use run::{CHUNK, Counts, Error, Order, Outcome, import};

/// What transfer tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "transfer",
    statements: queries::all,
    columns: Vec::new,
    routes: pages::routes,
    menu: &[Link {
        path: "/import",
        text: "transfer-menu",
        for_whom: |visitor| visitor.holds(Right::Import),
    }],
};
