//! The trail: the tamper-evident log of every look and every change.
//!
//! In the interest of the person in the register, who can be told who saw her data and get it
//! proved, and of the controller, who must be able to show it (GDPR art. 5(2), 15, 32).
//!
//! Every line is a leaf of its month's Merkle tree (RFC 9162 §2.1), each tree begins with the root
//! of the one before, and signed checkpoints of the trees lie in the trail, beside the keys and
//! wherever they were handed to. The tree is kept in tiles of 256 hashes (C2SP tlog-tiles) in a
//! table, so that appending needs its right edge only. Months are UTC.
//!
//! Invariants: [`Trail::append`] returns only when its lines are durable, and fails where they are
//! not; a line of a change exists exactly when the change does ([`Trail::put_out`] in the
//! register's own transaction, [`Trail::settle`] after it); a line is never changed or removed,
//! and [`Trail::verify`] names the first one that was.
//!
//! Absent on purpose: any value of a person. The reason in a line comes sealed.

mod alike;
mod append;
mod checkpoint;
mod compare;
mod error;
mod examine;
mod expire;
mod line;
mod look;
mod lost;
mod month;
mod note;
mod out;
mod proof;
mod signed;
mod tree;
mod verify;

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicI64};

use store::{Db, Declared};

pub use error::{Error, Kept, NotProved, NotTrue};
pub use expire::past_clock_code;
pub use line::{How, Line, Recorded};
pub use lost::{Lost, is_beyond};
pub use note::read_statement;
pub use proof::Proof;
pub use verify::Verified;

/// The trail of a register. More than one process may append to it.
pub struct Trail {
    db: Db,
    keys: Db,
    notary: note::Notary,
    queue: append::Queue,
    settling: Mutex<()>,
    /// Whether the last lines could not be written.
    failing: AtomicBool,
    end: AtomicI64,
}

impl Trail {
    /// The trail in the store `trail`, its checkpoints also in the store `keys`. `seed` is that of
    /// the Ed25519 key that signs them, derived by the vault; `origin` is the name in the notes.
    ///
    /// # Errors
    ///
    /// [`Error::Origin`] where the name cannot stand in a note.
    pub fn new(trail: Db, keys: Db, seed: &[u8; 32], origin: &str) -> Result<Self, Error> {
        Ok(Self {
            db: trail,
            keys,
            notary: note::Notary::new(seed, origin)?,
            queue: append::Queue::default(),
            settling: Mutex::default(),
            failing: AtomicBool::new(false),
            end: AtomicI64::new(0),
        })
    }
}

/// Every statement of this crate, each once.
#[must_use]
pub fn statements() -> Vec<&'static dyn Declared> {
    let trail = [
        append::all(),
        compare::all(),
        expire::all(),
        look::all(),
        proof::all(),
        tree::all(),
        verify::all(),
    ]
    .concat();
    [trail, checkpoint::all(), lost::all(), out::all()].concat()
}

/// The statements run against the trail.
#[must_use]
pub fn statements_of_trail() -> Vec<&'static dyn Declared> {
    let all = [
        append::all(),
        compare::all(),
        expire::all(),
        look::all(),
        proof::all(),
        tree::all(),
        verify::all(),
    ]
    .concat();
    [all, checkpoint::all()].concat()
}

/// The statements run against the register.
#[must_use]
pub fn statements_of_register() -> Vec<&'static dyn Declared> {
    out::all()
}

/// The statements run against the key store.
#[must_use]
pub fn statements_of_keys() -> Vec<&'static dyn Declared> {
    [checkpoint::all(), lost::all()].concat()
}
