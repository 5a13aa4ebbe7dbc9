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

payload! {
    /// Who asked, as she gave it.
    pub(super) struct Who {
        /// What she is called.
        pub(super) name: String,
        /// Street and number, or whatever stands above the town.
        pub(super) street: Option<String>,
        /// Postal code.
        pub(super) postal_code: Option<String>,
        /// Town.
        pub(super) town: Option<String>,
        /// E-mail.
        pub(super) email: Option<String>,
        /// Telephone number in E.164.
        pub(super) phone: Option<String>,
    }
}

payload! {
    /// What a letter says beside what every letter of its kind says.
    pub(super) struct Added {
        /// In the words of whoever made it.
        pub(super) words: String,
        /// Where she stands of whom nothing else is held.
        pub(super) found: Vec<String>,
    }
}

payload! {
    /// What the authority asks about somebody.
    pub(super) struct Complaint {
        /// What it asks.
        pub(super) text: String,
        /// Its number of the matter.
        pub(super) reference: Option<String>,
        /// What it was answered.
        pub(super) answer: Option<String>,
    }
}

/// Requests as they came.
pub(super) const REQUEST: SealedColumn<Requests, Said> =
    SealedColumn::new(190, "data_request.sealed");

/// The words of a step: why it was extended or refused, what was asked.
pub(super) const STEP: SealedColumn<Requests, String> =
    SealedColumn::new(191, "data_request_step.sealed");

/// Who asked.
pub(super) const REQUESTER: SealedColumn<Requests, Who> =
    SealedColumn::new(230, "data_requester.sealed");

/// What was added to a letter.
pub(super) const LETTER: SealedColumn<Requests, Added> =
    SealedColumn::new(231, "data_request_letter.sealed");

/// What the authority asks.
pub(super) const COMPLAINT: SealedColumn<Requests, Complaint> =
    SealedColumn::new(232, "data_complaint.sealed");

/// Every sealed column of requests.
pub(super) fn declarations() -> Vec<Declaration> {
    vec![
        REQUEST.declaration(),
        STEP.declaration(),
        REQUESTER.declaration(),
        LETTER.declaration(),
        COMPLAINT.declaration(),
    ]
}
