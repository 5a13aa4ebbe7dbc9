//! The sealed columns of packages, one for each category a package may belong to.
//!
//! Invariant: the numbers are those of `migrations/columns.toml`; a test compares them.

use guard::category::{Disclosures, Requests};
use guard::{Content, Declaration, SealedColumn, payload};

payload! {
    /// What a package is, and what is in it.
    pub(super) struct Packed {
        /// What its file is called, ending as its format does.
        pub(super) name: String,
        /// What it is, in words.
        pub(super) about: String,
        /// For whom; nothing where it is for the person it is about.
        pub(super) whom: Option<String>,
        /// Where its bytes lie, with their key.
        pub(super) content: Content,
    }
}

/// Packages that answer a request of the person.
pub(super) const REQUESTS: SealedColumn<Requests, Packed> =
    SealedColumn::new(210, "package_part.requests");
/// Packages for somebody else.
pub(super) const DISCLOSURES: SealedColumn<Disclosures, Packed> =
    SealedColumn::new(211, "package_part.disclosures");

/// Every sealed column of packages.
pub(super) fn declarations() -> Vec<Declaration> {
    vec![REQUESTS.declaration(), DISCLOSURES.declaration()]
}

/// Runs a body for the category of a [`Held`](super::model::Held), which it knows as the type
/// `$kind` with the column `$column`.
macro_rules! in_category {
    ($held:expr, $kind:ident, $column:ident => $body:expr) => {{
        use $crate::packages::columns;
        use $crate::packages::model::Held;
        match $held {
            Held::Requests => {
                type $kind = guard::category::Requests;
                let $column = &columns::REQUESTS;
                $body
            }
            Held::Disclosures => {
                type $kind = guard::category::Disclosures;
                let $column = &columns::DISCLOSURES;
                $body
            }
        }
    }};
}

pub(super) use in_category;
