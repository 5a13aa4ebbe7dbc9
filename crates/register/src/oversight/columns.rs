//! The sealed column of oversight: the word a finding was closed with, guarded by the right *trail*.
//!
//! Invariant: the number is that of `migrations/columns.toml`; a test compares them.

use guard::category::Requests;
use guard::{Declaration, OwnColumn};
use policy::Right;

/// The word a finding was closed with.
pub(super) const FINDING: OwnColumn<Requests, String> =
    OwnColumn::new(222, "oversight_finding.sealed", Right::Trail);

/// Every sealed column of oversight.
pub(super) fn declarations() -> Vec<Declaration> {
    vec![FINDING.declaration()]
}
