//! The sealed column of tags.
//!
//! Invariant: the number is that of `migrations/columns.toml`; a test compares them.

use guard::category::Other;
use guard::{Declaration, SealedColumn};

/// Which tag a customer has, by its number as text.
pub(super) const PARTY_TAG: SealedColumn<Other, String> =
    SealedColumn::new(150, "party_tag.sealed");

/// Every sealed column of tags.
pub(super) fn declarations() -> Vec<Declaration> {
    vec![PARTY_TAG.declaration()]
}
