//! Fields of the company's own: what it declares in its notice beside what the register knows.
//!
//! In the interest of the clerk, who keeps what her trade needs where it belongs instead of in a
//! note, and of the customer, who reads in the notice what else is kept of her, why and how long.
//!
//! Invariants: nothing is written that the notice in force does not declare for such a customer;
//! a value is seen, changed, kept and given to others as its category is; a field that the notice
//! declares no more is shown as that and can only be erased, and no notice drops one in use.

mod carry;
mod collected;
mod columns;
mod due;
mod ledger;
mod model;
mod queries;
mod taken_out;
mod write;

use axum::Router;

use crate::capability::Capability;

pub use carry::{in_use, join, keeps, terms, terms_of_entries};
pub use due::{column_of, fields_of, values_of, written_before};
pub use ledger::{History, Proofs, history, of_parties, of_party};
pub use model::{
    Error, FieldEntry, FieldView, Held, Value, is_what, key_of_what, recognised, what,
    what_in_words,
};
pub use taken_out::{could_list, could_take_out, taken_out};
pub use write::{Rows, erase, known, put, put_back, renew, set, to_change};

/// What fields tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "fields",
    statements: || [queries::all(), due::all()].concat(),
    columns: columns::declarations,
    routes: Router::new,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[],
    tabs: &[],
    timeline: &[],
    collect: Some(collected::collected),
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};
