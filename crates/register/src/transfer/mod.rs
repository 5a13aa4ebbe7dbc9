//! Import: what comes in from files.
//!
//! In the interest of the clerk, who brings the old spreadsheet without harm, and of the people in
//! it: nothing is stored that the notice does not name, nobody is stored twice, nothing is lost
//! without a reason.

mod api;
mod beside;
mod checks;
mod comparison;
mod counted;
mod customers;
mod dry;
mod error;
mod files;
mod keyed;
mod kind;
mod mapping;
mod memory;
mod notes;
mod order;
mod pages;
mod pass;
mod queries;
mod rejected;
mod rejected_file;
mod renewed;
mod rows;
mod run;
mod sites;
mod tally;
mod tasks;
mod undo;
mod values;

use policy::Right;

use crate::capability::Capability;
use crate::web::{Link, Section};

pub use checks::{Check, check};
pub use comparison::{Comparison, Line, TITLES, compare};
pub use counted::{Counted, counted};
pub use files::{
    Batch, BatchPage, Compared, batch, batches, compared, cut_off, destroy, destroy_old, open,
    renewed, sources_of,
};
pub use kind::What;
pub use mapping::{Mapping, Own, Title, Unmapped};
pub use memory::{recall, sheet_named, sheets};
pub use order::{Key, Mode, Order, Unfit, told_language, usual_source};
pub use pages::UPLOAD_BYTES_MAX;
pub use run::{CHUNK, Counts, Error, Outcome, import, may_import as may_look};
pub use tally::Tallied;
pub use undo::{Undone, undo};

/// What transfer tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "transfer",
    statements: || [queries::all(), counted::all(), tally::all()].concat(),
    columns: Vec::new,
    routes: pages::routes,
    api: api::operations,
    menu: &[Link {
        path: "/import",
        text: "transfer-menu",
        for_whom: |visitor| visitor.holds(Right::Import),
        section: Section::Customers,
        search: None,
    }],
    tabs: &[],
    timeline: &[],
    collect: None,
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};
