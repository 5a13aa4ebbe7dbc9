//! The sealed columns of retention.
//!
//! Invariant: the numbers are those of `migrations/columns.toml`; a test compares them.

use guard::category::Requests;
use guard::{Declaration, SealedColumn};

/// Why something is held.
pub(super) const HOLD: SealedColumn<Requests, String> = SealedColumn::new(180, "legal_hold.sealed");
/// What a decision is founded on.
pub(super) const DECISION: SealedColumn<Requests, String> =
    SealedColumn::new(181, "erasure_decision.sealed");

/// Every sealed column of retention.
pub(super) fn declarations() -> Vec<Declaration> {
    vec![HOLD.declaration(), DECISION.declaration()]
}
