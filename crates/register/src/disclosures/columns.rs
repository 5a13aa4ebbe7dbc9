//! The sealed column of disclosures.
//!
//! Invariant: the number is that of `migrations/columns.toml`; a test compares them.

use guard::category::Disclosures;
use guard::{Declaration, SealedColumn, payload};

payload! {
    /// What was given of one party, to whom and why. The values themselves are not written down
    /// twice: they are named, and told apart by their marks.
    pub(super) struct Given {
        /// Who receives it.
        pub(super) whom: String,
        /// Why: what requires it, how she asked, which claim, which law.
        pub(super) words: String,
        /// The authority's own number of its demand.
        pub(super) reference: Option<String>,
        /// Where the paper of the demand lies.
        pub(super) paper: Option<String>,
        /// On what it rests that she is not told yet (tietosuojalaki 34 §).
        pub(super) secrecy: Option<String>,
        /// What is given: category and name of each value, in the language of whoever prepared it.
        pub(super) fields: Vec<String>,
        /// The marks of the values: see [`super::choice::mark`].
        pub(super) marks: Vec<String>,
    }
}

/// What was given of one party.
pub(super) const GIVEN: SealedColumn<Disclosures, Given> =
    SealedColumn::new(212, "disclosure_part.sealed");

/// Every sealed column of disclosures.
pub(super) fn declarations() -> Vec<Declaration> {
    vec![GIVEN.declaration()]
}
