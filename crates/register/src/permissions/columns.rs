//! The sealed column of permissions, and the record it holds.
//!
//! Invariant: the number is that of `migrations/columns.toml`; a test compares them.

use guard::category::Permissions;
use guard::{Declaration, SealedColumn, payload};

payload! {
    /// The words an act rests on.
    pub struct ActWords {
        /// What the person agreed to, word by word.
        pub wording: Option<String>,
        /// Where the proof is: a form, a recording, a letter.
        pub proof: Option<String>,
        /// What was sold.
        pub sale: Option<String>,
    }
}

/// The words of acts.
pub const ACT_WORDS: SealedColumn<Permissions, ActWords> =
    SealedColumn::new(121, "permission_act.sealed");

/// Every sealed column of this capability.
#[must_use]
pub fn declarations() -> Vec<Declaration> {
    vec![ACT_WORDS.declaration()]
}
