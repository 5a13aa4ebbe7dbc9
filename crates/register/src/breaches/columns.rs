//! The sealed columns of breaches: the register's own words, guarded by the right *breaches*.
//!
//! Invariant: the numbers are those of `migrations/columns.toml`; a test compares them.

use guard::category::Requests;
use guard::{Declaration, OwnColumn, payload};
use policy::Right;

payload! {
    /// What a breach is called and what happened.
    pub(super) struct Facts {
        /// A short name for lists.
        pub(super) name: String,
        /// What happened, as far as it was known at first.
        pub(super) text: String,
    }
}

payload! {
    /// The words of a step.
    pub(super) struct Words {
        /// What was found, done, said or decided.
        pub(super) text: String,
        /// Why the authority was told late, where it was (GDPR art. 33(1)).
        pub(super) late: Option<String>,
    }
}

/// A breach.
pub(super) const BREACH: OwnColumn<Requests, Facts> =
    OwnColumn::new(220, "breach.sealed", Right::Breaches);

/// The words of a step.
pub(super) const STEP: OwnColumn<Requests, Words> =
    OwnColumn::new(221, "breach_step.sealed", Right::Breaches);

/// Every sealed column of breaches.
pub(super) fn declarations() -> Vec<Declaration> {
    vec![BREACH.declaration(), STEP.declaration()]
}
