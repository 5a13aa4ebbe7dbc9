//! The sealed column of access packages.
//!
//! Invariant: the number is that of `migrations/columns.toml`; a test compares them.

use guard::category::Requests;
use guard::{Declaration, SealedColumn, payload};

payload! {
    /// What was decided about a package before it leaves.
    pub(super) struct Decided {
        /// The digest of what was looked through; nothing before somebody looked.
        pub(super) seen: Option<String>,
        /// The hits that are covered, by their keys.
        pub(super) covered: Vec<String>,
        /// Further words that are covered wherever they stand.
        pub(super) further: Vec<String>,
        /// The originals that go along, by their rows.
        pub(super) included: Vec<String>,
        /// Those that do not: the row, a space, why.
        pub(super) left_out: Vec<String>,
    }
}

impl Decided {
    /// Nothing yet.
    pub(super) const fn nothing() -> Self {
        Self {
            seen: None,
            covered: Vec::new(),
            further: Vec::new(),
            included: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Why an original is left out, where it is.
    pub(super) fn why_left_out(&self, row: &str) -> Option<&str> {
        let mut left = self.left_out.iter();
        left.find_map(|one| one.split_once(' ').filter(|(own, _)| *own == row))
            .map(|(_, why)| why)
    }
}

/// What was decided about a package.
pub(super) const PACKAGE: SealedColumn<Requests, Decided> =
    SealedColumn::new(200, "access_package.sealed");

/// Every sealed column of access packages.
pub(super) fn declarations() -> Vec<Declaration> {
    vec![PACKAGE.declaration()]
}
