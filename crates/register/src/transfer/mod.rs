//! Import: what comes in from files.
//!
//! In the interest of the clerk, who brings the old spreadsheet without harm, and of the people in
//! it: nothing is stored that the notice does not name, nobody is stored twice, nothing is lost
//! without a reason.

mod mapping;
mod queries;
mod rejected;
mod run;

pub use mapping::{Mapping, Unmapped};
pub use run::{CHUNK, Counts, Error, Order, Outcome, import};

pub(crate) use queries::all as statements;
