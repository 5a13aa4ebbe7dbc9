//! The sealed column of relations.
//!
//! Invariant: the number is that of `migrations/columns.toml`; a test compares them.

use guard::category::Services;
use guard::{Declaration, SealedColumn, payload};

payload! {
    /// What is personal of a relation beside who stands in it.
    pub(super) struct RelationValue {
        /// The apartment where somebody lives: `B 12`.
        pub(super) apartment: Option<String>,
        /// What it rests on: an authorisation and its day, an appointment.
        pub(super) proof: Option<String>,
    }
}

/// Relations.
pub(super) const RELATION: SealedColumn<Services, RelationValue> =
    SealedColumn::new(142, "relation.sealed");

/// Every sealed column of relations.
pub(super) fn declarations() -> Vec<Declaration> {
    vec![RELATION.declaration()]
}
