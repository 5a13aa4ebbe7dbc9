//! The sealed column of tasks.
//!
//! Invariant: the number is that of `migrations/columns.toml`; a test compares them.

use guard::category::Other;
use guard::{Declaration, SealedColumn};

/// What is to be done.
pub(super) const TASK: SealedColumn<Other, String> = SealedColumn::new(131, "task.sealed");

/// Every sealed column of tasks.
pub(super) fn declarations() -> Vec<Declaration> {
    vec![TASK.declaration()]
}
