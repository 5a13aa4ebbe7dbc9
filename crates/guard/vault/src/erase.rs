//! Erasure: the key first, then everything it sealed.
//!
//! Step 1, in the key store, one durable transaction: the ledger row, the destruction of the key,
//! the next generation. From then on no copy of the data opens, whatever backup it lies in.
//! Step 2, in the register and the index: rows, lots, tokens, files. Step 2 can be done again at
//! any time and is: at every start the ledger is held against the register.

use basics::{Instant, LotId, PartyId};
use store::columns::Columns;
use store::{Db, Engine, Here, Value};

use crate::error::Error;
use crate::vault::Vault;
use crate::{keys, ledger, lots};

/// What was destroyed, for the receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shredded {
    /// Keys destroyed now.
    pub keys: u64,
    /// Whether the bytes of the keys are gone from the disk (SQLite), or stay in the server's log
    /// until the next change of the root key (PostgreSQL).
    pub gone: bool,
}

impl Vault {
    /// Destroys the keys of lots, on a decision: a retention clock or a request, as a word with
    /// its number.
    ///
    /// # Errors
    ///
    /// The store's, and then nothing was destroyed.
    pub fn shred(
        &self,
        here: &Here,
        lots: &[LotId],
        decision: &str,
        now: Instant,
    ) -> Result<Shredded, Error> {
        let db = &self.keys.db;
        let (destroyed, generation) = db.write_here(here, |tx| {
            let ledger = lots.iter().map(|lot| (*lot, decision.to_owned(), now));
            tx.batch(&ledger::ADD_ERASURE, ledger)?;
            let destroyed = tx.batch(&keys::DESTROY_KEY, lots.iter().map(|lot| (*lot,)))?;
            tx.run_one(&keys::NEXT_GENERATION, ())?;
            Ok::<_, Error>((destroyed, tx.one(&keys::GENERATION, ())?))
        })?;
        self.keys.forget(generation);
        db.checkpoint_truncate_here(here)?;
        Ok(Shredded {
            keys: destroyed,
            gone: db.engine() == Engine::Sqlite,
        })
    }

    /// Removes what erased lots left in the register and the index. Doing it again does nothing.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub fn apply(&self, here: &Here, register: &Db, lots: &[LotId]) -> Result<u64, Error> {
        let columns = Columns::ours().map_err(|_| Error::Columns)?;
        let erasures = columns.erasures("register")?;
        let mut removed = 0;
        for lot in lots {
            let party = register.read_here(here, |tx| tx.maybe(&lots::PARTY_OF_LOT, (*lot,)))?;
            removed += register.write_here(here, |tx| {
                let mut rows = 0;
                for erasure in &erasures {
                    rows += tx.run_text(&erasure.statement, &[Value::Int(lot.get())])?;
                }
                rows += tx.run(&lots::DROP_LOT, (*lot,))?;
                if let Some(party) = party {
                    tx.run(&lots::TO_INDEX, (party,))?;
                }
                Ok::<_, Error>(rows)
            })?;
            if let Some(party) = party {
                // What is left of the party is indexed anew from what can still be opened.
                self.index.remove(here, party)?;
            }
        }
        register.checkpoint_truncate_here(here)?;
        self.index.db.checkpoint_truncate_here(here)?;
        Ok(removed)
    }

    /// Destroys a file that belongs to no party: its key first. Where its number is the lot of a
    /// party, which only an older copy of the keys can have handed out again, the key stays: it
    /// is hers.
    ///
    /// # Errors
    ///
    /// The stores'; [`Error::File`].
    pub fn drop_file(
        &self,
        here: &Here,
        register: &Db,
        number: i64,
        now: Instant,
    ) -> Result<(), Error> {
        let lot = LotId::new(number);
        let party = register.read_here(here, |tx| tx.maybe(&lots::PARTY_OF_LOT, (lot,)))?;
        if party.is_none() {
            self.shred(here, &[lot], "loose file", now)?;
        }
        self.remove_file(number)
    }

    /// Every lot that was ever erased.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn erased(&self, here: &Here) -> Result<Vec<LotId>, Error> {
        ledger::erased(&self.keys.db, here)
    }

    /// The lots of a party.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn lots_of(&self, here: &Here, register: &Db, party: PartyId) -> Result<Vec<LotId>, Error> {
        Ok(register.read_here(here, |tx| tx.all(&lots::LOTS_OF, (party,)))?)
    }
}
