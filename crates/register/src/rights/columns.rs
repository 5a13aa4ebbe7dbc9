//! The sealed columns of requests.
//!
//! Invariant: the numbers are those of `migrations/columns.toml`; a test compares them.

use guard::category::Requests;
use guard::{Declaration, SealedColumn, payload};

payload! {
    /// What somebody asked, as it came.
    pub(super) struct Said {
        /// In her words, or what was said.
        pub(super) text: String,
        /// Who asked for her, and by what authority; nothing where she asked herself.
        pub(super) behalf: Option<String>,
    }
}

/// Requests as they came.
pub(super) const REQUEST: SealedColumn<Requests, Said> =
    SealedColumn::new(190, "data_request.sealed");

/// The words of a step: why it was extended or refused, what was asked.
pub(super) const STEP: SealedColumn<Requests, String> =
    SealedColumn::new(191, "data_request_step.sealed");

/// Every sealed column of requests.
pub(super) fn declarations() -> Vec<Declaration> {
    vec![REQUEST.declaration(), STEP.declaration()]
}
