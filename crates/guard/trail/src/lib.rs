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

mod error;
mod line;

use basics::{ActorId, Instant, PartyId};
use store::{Db, Here, Tx};

pub use error::{Error, Kept, NotProved, NotTrue};
pub use line::{Line, Recorded};

/// The trail of a register.
pub struct Trail {
    db: Db,
    keys: Db,
}

/// What was found true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many lines.
    pub lines: i64,
    /// How many months.
    pub months: i64,
    /// How many checkpoints they were held against.
    pub checkpoints: i64,
}

/// The proof of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {}

impl Trail {
    /// The trail.
    ///
    /// # Errors
    ///
    /// [`Error::Origin`].
    pub fn new(trail: Db, keys: Db, _seed: &[u8; 32], _origin: &str) -> Result<Self, Error> {
        Ok(Self { db: trail, keys })
    }

    /// Appends.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn append(&self, _here: &Here, _lines: Vec<Line>) -> Result<(), Error> {
        Err(store::Error::Closed.into())
    }

    /// Whether lines can be taken.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn ready(&self, _here: &Here) -> Result<(), Error> {
        let _ = (&self.db, &self.keys);
        Err(store::Error::Closed.into())
    }

    /// Puts lines out.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn put_out(_tx: &mut Tx<'_>, _lines: &[Line]) -> Result<(), Error> {
        Err(store::Error::Closed.into())
    }

    /// Moves lines.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn settle(&self, _here: &Here, _register: &Db) -> Result<u64, Error> {
        Err(store::Error::Closed.into())
    }

    /// Signs.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn checkpoint(&self, _here: &Here, _now: Instant) -> Result<Option<String>, Error> {
        Err(store::Error::Closed.into())
    }

    /// Verifies.
    ///
    /// # Errors
    ///
    /// The first thing that is not true.
    pub fn verify(&self, _here: &Here, _against: Option<&str>) -> Result<Verified, NotTrue> {
        Err(store::Error::Closed.into())
    }

    /// Proves.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn prove(&self, _here: &Here, _sequence: i64) -> Result<Proof, Error> {
        Err(store::Error::Closed.into())
    }

    /// Lines of a party.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn of_party(
        &self,
        _here: &Here,
        _party: PartyId,
        _before: Option<i64>,
        _limit: i64,
    ) -> Result<Vec<Recorded>, Error> {
        Err(store::Error::Closed.into())
    }

    /// Lines of an actor.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn of_actor(
        &self,
        _here: &Here,
        _actor: ActorId,
        _before: Option<i64>,
        _limit: i64,
    ) -> Result<Vec<Recorded>, Error> {
        Err(store::Error::Closed.into())
    }

    /// The newest lines.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn latest(
        &self,
        _here: &Here,
        _before: Option<i64>,
        _limit: i64,
    ) -> Result<Vec<Recorded>, Error> {
        Err(store::Error::Closed.into())
    }

    /// Lines of erasures.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn erasures(&self, _here: &Here, _after: i64, _limit: i64) -> Result<Vec<Recorded>, Error> {
        Err(store::Error::Closed.into())
    }

    /// The public key.
    #[must_use]
    pub fn public_key(&self) -> [u8; 32] {
        [0; 32]
    }

    /// Lines so far.
    #[must_use]
    pub fn end(&self) -> i64 {
        0
    }
}

/// The statements of this crate.
#[must_use]
pub fn statements() -> Vec<&'static dyn store::Declared> {
    Vec::new()
}
