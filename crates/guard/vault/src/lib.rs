//! The vault: lots and their keys, sealed values and files, the blind index, and the ledgers that
//! lie beside the keys.
//!
//! In the interest of everyone in the register. Only the crate `guard` may use this one: it
//! decides who may open what; the vault keeps the means.
//!
//! Invariants: every personal value is sealed under the key of its lot and bound to its column,
//! row, lot and party; a key that was destroyed opens nothing in any copy; keys and nonces come
//! from the operating system alone; no secret and no opened bytes can be printed or logged.

mod alike;
mod asked;
mod at_hand;
mod change;
mod compare;
mod contents;
mod copies;
mod erase;
mod error;
mod files;
mod finding;
mod hashed;
mod held;
mod holds;
mod index;
mod indexing;
mod kept;
mod keys;
mod ledger;
mod lock;
mod loose;
mod lots;
mod matching;
mod own;
mod package;
mod put_back;
mod raw;
mod reader;
mod replace;
mod root;
mod roots;
mod seal;
mod start;
mod suppression;
mod terms;
mod vault;
mod whole;
mod words;

pub use alike::{Alike, Alikes};
pub use change::RootState;
pub use contents::ContentKey;
pub use copies::CopyKind;
pub use erase::{ErasedRows, Shredded};
pub use error::Error;
pub use files::{FileWriter, SealedFile};
pub use finding::{Exact, Label};
pub use hashed::Hashed;
pub use held::InLot;
pub use holds::{HeldOn, LotOf};
pub use index::Found;
pub use indexing::FIRST_TERMS;
pub use kept::{Reach, backup_seal, reach};
pub use keys::KEYS_AHEAD;
pub use ledger::{NO_START, No, NoKind, NoPlace};
pub use lots::NewLot;
pub use matching::{Labelled, Patience};
pub use own::NOBODY;
pub use package::{PackageReader, PackageWriter};
pub use put_back::PutBack;
pub use raw::RawWriter;
pub use reader::FileReader;
pub use root::{CREDENTIAL, RootKey, Use};
pub use seal::{Place, Sealed};
pub use start::Mended;
pub use suppression::{Standing, Suppressed};
pub use terms::IndexTerms;
pub use vault::Vault;

/// The statements run against the key store.
#[must_use]
pub fn statements_of_keys() -> Vec<&'static dyn store::Declared> {
    [
        keys::all(),
        ledger::all(),
        holds::all(),
        kept::all(),
        copies::all(),
        put_back::all(),
        suppression::all(),
        roots::all(),
        change::all(),
        whole::all(),
    ]
    .concat()
}

/// The statements run against the register.
#[must_use]
pub fn statements_of_register() -> Vec<&'static dyn store::Declared> {
    [lots::all(), loose::all(), own::all(), contents::all()].concat()
}

/// The statements run against the index.
#[must_use]
pub fn statements_of_index() -> Vec<&'static dyn store::Declared> {
    [index::all(), alike::all()].concat()
}
