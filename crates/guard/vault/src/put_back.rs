//! Backups that were put back, beside the keys: what was changed after one is in the register no more.
//!
//! Invariant: a register that was put back cannot forget that it was; it waits here until somebody says
//! that what is to be done again was done.

use basics::Instant;
use store::Here;

use crate::error::Error;
use crate::vault::Vault;

store::statements! {
    /// A backup was put back.
    pub(crate) ADD_PUT_BACK: (Instant, Instant, i64) -> () =
        "insert into put_back (restored_ms, backup_ms, own_trail) values ($1, $2, $3)
         on conflict (restored_ms) do nothing";

    /// Those that wait, the newest first: restored when, of when the backup is, whether the trail stayed.
    pub(crate) PUT_BACK: () -> (Instant, Instant, i64) =
        "select restored_ms, backup_ms, own_trail
           from put_back
          where settled_ms is null
          order by restored_ms desc
          limit 100";

    /// What one lost was done again.
    pub(crate) SETTLE_PUT_BACK: (Instant, Instant) -> () =
        "update put_back set settled_ms = $2 where restored_ms = $1 and settled_ms is null";
}

/// A backup that was put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PutBack {
    /// When it was put back.
    pub restored: Instant,
    /// When it was made.
    pub backup: Instant,
    /// Whether the trail stayed as it was, and tells what came between.
    pub own_trail: bool,
}

impl Vault {
    /// A backup was put back.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn note_put_back(&self, here: &Here, one: PutBack) -> Result<(), Error> {
        let row = (one.restored, one.backup, i64::from(one.own_trail));
        let noting = |tx: &mut store::Tx<'_>| tx.run(&ADD_PUT_BACK, row);
        self.keys.db.write_here(here, noting)?;
        Ok(())
    }

    /// The backups that were put back and of which what they lost waits to be done again, the newest
    /// first.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn put_back(&self, here: &Here) -> Result<Vec<PutBack>, Error> {
        let rows = self.keys.db.read_here(here, |tx| tx.all(&PUT_BACK, ()))?;
        let one = |(restored, backup, own_trail): (_, _, i64)| PutBack {
            restored,
            backup,
            own_trail: own_trail > 0,
        };
        Ok(rows.into_iter().map(one).collect())
    }

    /// What one lost was done again; whether it waited.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn settle_put_back(
        &self,
        here: &Here,
        restored: Instant,
        now: Instant,
    ) -> Result<bool, Error> {
        let settling = |tx: &mut store::Tx<'_>| tx.run(&SETTLE_PUT_BACK, (restored, now));
        Ok(self.keys.db.write_here(here, settling)? > 0)
    }
}
