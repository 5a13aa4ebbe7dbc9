//! Keys for a whole register that comes from elsewhere: its lots keep their numbers and get keys
//! of their own; what was erased there has none here either.

use basics::LotId;
use store::{Here, Tx};

use crate::error::Error;
use crate::keys::{self, KEYS_AHEAD};
use crate::vault::Vault;

store::statements! {
    /// Destroys the keys of lots that were erased elsewhere.
    pub(crate) DESTROY_ERASED: () -> () =
        "delete from lot_key where lot_id in (select lot_id from erasure)";

    /// The generation is that of the newest erasure, or a newer one.
    pub(crate) CATCH_UP: () -> () =
        "update vault
            set generation = (select coalesce(max(erasure.generation), 0) from erasure)
          where one = 1
            and generation < (select coalesce(max(erasure.generation), 0) from erasure)";
}

/// Keys made in one transaction.
const AT_ONCE: i64 = 5_000;

impl Vault {
    /// Makes keys for every number up to one, and counts all of them as handed out.
    ///
    /// # Errors
    ///
    /// [`Error::Randomness`]; the store's.
    pub fn make_up_to(&self, here: &Here, highest: LotId) -> Result<(), Error> {
        let goal = highest.get().saturating_add(KEYS_AHEAD);
        loop {
            let reached = self.keys.knowing(here, || {
                self.keys.db.write_here(here, |tx: &mut Tx<'_>| {
                    let (_, _, _, made, taken) = tx.one(&keys::VAULT, ())?;
                    let until = goal.min(made.saturating_add(AT_ONCE)).max(made);
                    let made = self.keys.make(tx, made, until)?;
                    let taken = taken.max(highest.get().min(made));
                    tx.run_one(&keys::SET_REACH, (made, taken))?;
                    Ok::<_, Error>(made)
                })
            })?;
            if reached >= goal {
                return Ok(());
            }
        }
    }

    /// Destroys the keys of whatever the ledger says was erased.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn destroy_erased(&self, here: &Here) -> Result<(), Error> {
        self.keys.db.write_here(here, |tx| {
            tx.run(&DESTROY_ERASED, ())?;
            tx.run(&CATCH_UP, ())?;
            Ok::<_, Error>(())
        })
    }
}
