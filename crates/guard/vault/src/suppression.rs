//! Addresses and numbers that marketing must not reach, as keyed hashes beside the keys.
//!
//! They outlive the person they came from, so that whoever comes into the register again has the
//! "no" she gave before (GDPR art. 21(3)). Invariants: a hash is written in the same transaction as
//! the "no" it belongs to, before the register's commit; nothing but a person's own newer act
//! releases one; no hash says whose address it is.
//!
//! The key is one of its own, derived from the first root key and kept when that is changed. It is
//! not changed with the key of the blind index: what was hashed is gone, so nobody could make the
//! hashes anew. A register that moves takes it along, sealed.

use basics::{Instant, UnitId};
use store::{Beside, Here, Tx};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::root::Use;
use crate::roots::SET_SUB_KEY;
use crate::vault::{Vault, keyed};

store::statements! {
    /// An address or number that marketing must not reach.
    pub(crate) SUPPRESS: (String, Vec<u8>, String, Instant, UnitId) -> () =
        "insert into suppression (channel, hash, reason, at_ms, unit_id) values ($1, $2, $3, $4, $5)
         on conflict (channel, hash) do nothing";

    /// Whether an address or number is suppressed.
    pub(crate) SUPPRESSED: (String, Vec<u8>) -> i64 =
        "select cast(1 as bigint) from suppression where channel = $1 and hash = $2";

    /// Whether any is, and how often some were added.
    pub(crate) SUPPRESSION: (String,) -> (i64, Option<i64>) =
        "select cast((select count(*) from (select channel from suppression limit 1) one) as bigint),
                cast((select value from mark where name = $1) as bigint)";

    /// Some were added once more.
    pub(crate) ADDED: (String,) -> () =
        "insert into mark (name, value) values ($1, cast(1 as bigint))
         on conflict (name) do update set value = mark.value + cast(1 as bigint)";

    /// An address or number is released.
    pub(crate) RELEASE: (String, Vec<u8>) -> () =
        "delete from suppression where channel = $1 and hash = $2";

    /// Takes back what a unit of work suppressed that changed nothing.
    pub(crate) TAKE_BACK: (UnitId,) -> () =
        "delete from suppression where unit_id = $1";
}

/// The mark of how often addresses were suppressed: where it stands as it stood, nothing was added.
const ADDED_MARK: &str = "suppression";

/// How the suppressed addresses stand at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether there are any.
    pub any: bool,
    /// How often some were added: another number tells that one may be there that was not.
    pub added: i64,
}

/// Writes addresses down as suppressed by a unit of work.
pub(crate) fn suppress(
    tx: &mut Tx<'_>,
    suppressed: &[Suppressed],
    at: Instant,
    unit: UnitId,
) -> Result<(), store::Error> {
    if suppressed.is_empty() {
        return Ok(());
    }
    tx.batch(&SUPPRESS, suppressed.iter().map(|one| one.row(at, unit)))?;
    tx.run_one(&ADDED, (ADDED_MARK.to_owned(),))
}

/// The keyed hash of an address or number, for a channel. It has no `Debug`: it stands for personal
/// data.
#[derive(Clone, PartialEq, Eq)]
pub struct Suppressed {
    channel: String,
    hash: Vec<u8>,
    reason: &'static str,
}

impl Suppressed {
    fn row(&self, at: Instant, unit: UnitId) -> (String, Vec<u8>, String, Instant, UnitId) {
        let (channel, hash) = (self.channel.clone(), self.hash.clone());
        (channel, hash, self.reason.to_owned(), at, unit)
    }

    fn key(&self) -> (String, Vec<u8>) {
        (self.channel.clone(), self.hash.clone())
    }

    /// Whether it is the same address over the same channel, for whatever reason.
    #[must_use]
    pub fn is_of(&self, other: &Self) -> bool {
        self.channel == other.channel && self.hash == other.hash
    }
}

impl Vault {
    /// An address or number as it is suppressed for a channel.
    #[must_use]
    pub fn suppressed(&self, channel: &str, value: &str, reason: &'static str) -> Suppressed {
        Suppressed {
            channel: channel.to_owned(),
            hash: keyed(&self.suppression, &[channel, " ", value].concat()),
            reason,
        }
    }

    /// How the suppressed addresses stand.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn suppression(&self, here: &Here) -> Result<Standing, Error> {
        let standing = |tx: &mut Tx<'_>| tx.one(&SUPPRESSION, (ADDED_MARK.to_owned(),));
        let (count, added) = self.keys.db.read_here(here, standing)?;
        Ok(Standing {
            any: count > 0,
            added: added.unwrap_or(0),
        })
    }

    /// Of each of these, whether it is suppressed: looked up beside what the caller does meanwhile.
    pub fn are_suppressed(
        &self,
        here: &Here,
        asked: Vec<Suppressed>,
    ) -> Beside<Result<Vec<bool>, Error>> {
        let db = self.keys.db.clone();
        here.beside(move |here| db.read_here(here, |tx| look_up(tx, &asked)))
    }

    /// Releases addresses by the person's own newer act.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn release(&self, here: &Here, released: &[Suppressed]) -> Result<(), Error> {
        if released.is_empty() {
            return Ok(());
        }
        self.keys.db.write_here(here, |tx| {
            tx.batch(&RELEASE, released.iter().map(Suppressed::key))
        })?;
        Ok(())
    }

    /// The key of the hashes, to be sealed into a register that moves.
    #[must_use]
    pub const fn suppression_key(&self) -> &Zeroizing<[u8; 32]> {
        &self.suppression
    }

    /// From the next start on hashes are made by the key of the register that moved in here.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::Randomness`].
    pub fn adopt_suppression_key(&self, here: &Here, key: &[u8; 32]) -> Result<(), Error> {
        let name = Use::Suppression.name();
        self.keys.db.write_here(here, |tx| {
            let wrapped = self.keys.roots().wrap(name.as_bytes(), key)?;
            tx.run(&SET_SUB_KEY, (name.to_owned(), wrapped))?;
            Ok::<_, Error>(())
        })
    }
}

fn look_up(tx: &mut Tx<'_>, asked: &[Suppressed]) -> Result<Vec<bool>, Error> {
    // In the order of the table: each of its pages is looked at once.
    let mut sorted: Vec<(usize, &Suppressed)> = asked.iter().enumerate().collect();
    sorted.sort_unstable_by_key(|(_, one)| (&one.channel, &one.hash));
    let found = tx.all_of(&SUPPRESSED, sorted.iter().map(|(_, one)| one.key()))?;
    let mut suppressed = vec![false; asked.len()];
    for ((at, _), rows) in sorted.iter().zip(found) {
        if let Some(slot) = suppressed.get_mut(*at) {
            *slot = !rows.is_empty();
        }
    }
    Ok(suppressed)
}
