//! Erasure: the key first, then everything it sealed.
//!
//! Step 1, in the key store, one durable transaction: the ledger row, the destruction of the key,
//! the next generation. From then on no copy of the data opens, whatever backup it lies in.
//! Step 2, in the register and the index: rows, lots, tokens, files. Step 2 can be done again at
//! any time and is: at every start the ledger is held against the register.

use std::sync::PoisonError;

use basics::{ContentId, Instant, LotId, PartyId, RowId};
use policy::Category;
use store::columns::{Columns, WhenGone};
use store::{Db, Dynamic, Engine, Here, Tx, Value};

use crate::error::Error;
use crate::holds::{self, LotOf};
use crate::vault::Vault;
use crate::{keys, ledger, loose, lots, own};

/// What was destroyed, for the receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shredded {
    /// Keys destroyed now.
    pub keys: u64,
    /// Whether the bytes of the keys are gone from the disk (SQLite), or stay: in the server's log
    /// until the next change of the root key (PostgreSQL), or for some minutes in the file's own log,
    /// because a backup or a copy is being made.
    pub gone: bool,
}

/// What the rows of erased lots were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ErasedRows {
    /// How many rows went.
    pub rows: u64,
    /// The lots that still had some.
    pub lots: Vec<LotId>,
    /// Whose lots they were.
    pub parties: Vec<PartyId>,
    /// What was in files that these lots kept: it goes from the disk after the commit, unless
    /// another lot keeps it ([`Vault::remove_unkept`]).
    pub contents: Vec<ContentId>,
}

/// Lots whose rows go in one transaction.
const LOTS_AT_ONCE: usize = 200;

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
        let destroying = |tx: &mut Tx<'_>| destroy(tx, lots, decision, now);
        let destroyed = self.keys.db.write_here(here, destroying)?;
        self.shredded(here, destroyed)
    }

    /// The same, unless a legal hold keeps one of the lots: then nothing is destroyed, and there is
    /// nothing to return. A hold that stands when this is called is never overlooked.
    ///
    /// # Errors
    ///
    /// The store's, and then nothing was destroyed.
    pub fn shred_unless_held(
        &self,
        here: &Here,
        lots: &[LotOf],
        decision: &str,
        now: Instant,
    ) -> Result<Option<Shredded>, Error> {
        let keys = self.destroy_unless_held(here, lots, decision, now)?;
        let shredded = |keys| {
            let gone = self.cut_log_of_keys(here)?;
            Ok(Shredded { keys, gone })
        };
        keys.map(shredded).transpose()
    }

    /// The same without waiting for the log of the key store to be cut
    /// ([`Vault::cut_log_of_keys`]): for a unit of work in which nobody else writes. How many keys
    /// were destroyed; nothing where a legal hold keeps one of the lots.
    ///
    /// # Errors
    ///
    /// The store's, and then nothing was destroyed.
    pub fn destroy_unless_held(
        &self,
        here: &Here,
        lots: &[LotOf],
        decision: &str,
        now: Instant,
    ) -> Result<Option<u64>, Error> {
        let numbers: Vec<LotId> = lots.iter().map(|one| one.lot).collect();
        let destroyed = self.keys.db.write_here(here, |tx| {
            if holds::any_kept(tx, lots)? {
                return Ok(None);
            }
            destroy(tx, &numbers, decision, now).map(Some)
        })?;
        Ok(destroyed.map(|(keys, generation)| {
            self.keys.forget(generation);
            keys
        }))
    }

    /// Cuts off the log of the key store; whether the bytes of what was destroyed are gone from the
    /// disk by that.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn cut_log_of_keys(&self, here: &Here) -> Result<bool, Error> {
        let db = &self.keys.db;
        Ok(cut_log(here, db)? && db.engine() == Engine::Sqlite)
    }

    fn shredded(&self, here: &Here, destroyed: (u64, i64)) -> Result<Shredded, Error> {
        let (keys, generation) = destroyed;
        self.keys.forget(generation);
        let gone = self.cut_log_of_keys(here)?;
        Ok(Shredded { keys, gone })
    }

    /// Removes the rows of erased lots, in a transaction of the register; doing it again does
    /// nothing. Of a party of whom nothing says any more who she is, everything else goes as well
    /// that names her: her number, why she was held, what was done. What the index has of their parties is announced to be written anew, and a form
    /// that was filled from what is erased is refused: their versions are new.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn erase_rows(&self, tx: &mut Tx<'_>, lots: &[LotId]) -> Result<ErasedRows, Error> {
        let columns = Columns::ours().map_err(|_| Error::Columns)?;
        let erasures = columns.erasures("register")?;
        let of_nobody = columns.erasures_of_nobody("register")?;
        let unnamed = columns.with_party("register", WhenGone::Unnamed)?;
        let nothing_left = columns.with_party("register", WhenGone::NothingLeft)?;
        let mut erased = ErasedRows::default();
        let mut named = Vec::new();
        for lot in lots {
            let whose = tx.maybe(&lots::WHOSE, (*lot,))?;
            let party = whose.map(|(party, _)| party);
            let category = whose.and_then(|(_, category)| Category::from_stored(category));
            named.extend(
                whose
                    .filter(|(_, category)| says_who(*category))
                    .map(|one| one.0),
            );
            let mut rows = 0;
            // Where the lot is not there any more, its rows went with it.
            if let Some(party) = party {
                let of = [Value::Int(lot.get()), Value::Int(party.get())];
                // What is sealed in a category lies in lots of that category, and nowhere else.
                let holding = erasures.iter().filter(|erasure| {
                    category.is_none_or(|category| erasure.may_hold(category.key()))
                });
                for erasure in holding {
                    rows += tx.run_text(&erasure.statement, &of)?;
                }
            }
            rows += tx.run(&lots::DROP_LOT, (*lot,))?;
            rows += tx.run(&loose::FORGET_FILE, (*lot,))?;
            if tx.run(&own::DROP_OWN, (*lot,))? > 0 {
                rows += 1;
                for erasure in &of_nobody {
                    rows += tx.run_text(&erasure.statement, &[Value::Int(lot.get())])?;
                }
            }
            erased.contents.extend(Self::let_content_go(tx, *lot)?);
            if rows > 0 {
                erased.lots.push(*lot);
            }
            erased.rows += rows;
            erased.parties.extend(party);
        }
        named.sort_unstable();
        named.dedup();
        for party in named {
            if tx.one(&lots::STILL_NAMED, (party,))? == 0 {
                tx.run(&lots::SET_ERASED, (party,))?;
                for statement in &unnamed {
                    erased.rows += tx.run_text(statement, &[Value::Int(party.get())])?;
                }
            }
        }
        erased.parties.sort_unstable();
        erased.parties.dedup();
        for party in &erased.parties {
            if tx.one(&lots::LEFT, (*party,))? == 0 {
                for statement in &nothing_left {
                    erased.rows += tx.run_text(statement, &[Value::Int(party.get())])?;
                }
            }
        }
        let touched = erased.parties.iter().map(|party| (*party,));
        tx.batch(&lots::TOUCH_ERASED, touched)?;
        Ok(erased)
    }

    /// Removes single rows of parties whose lots stay, in a transaction of the register; how many went.
    /// What they said stays sealed in older backups until their lot goes.
    ///
    /// # Errors
    ///
    /// [`Error::Columns`] for a number that no sealed column has; the store's.
    pub fn erase_values(
        &self,
        tx: &mut Tx<'_>,
        values: &[(u32, PartyId, RowId)],
    ) -> Result<u64, Error> {
        let columns = Columns::ours().map_err(|_| Error::Columns)?;
        let mut gone = 0;
        for (number, party, row) in values {
            let sealed = columns
                .sealed()
                .find(|one| u32::from(one.number) == *number);
            let table = sealed.ok_or(Error::Columns)?.table;
            let row = [Value::Int(party.get()), Value::Int(row.get())];
            gone += tx.run_text(&Dynamic::delete_row(table)?, &row)?;
        }
        let mut parties: Vec<PartyId> = values.iter().map(|one| one.1).collect();
        parties.sort_unstable();
        parties.dedup();
        tx.batch(&lots::TOUCH_ERASED, parties.iter().map(|party| (*party,)))?;
        Ok(gone)
    }

    /// Removes what erased lots left in the register, the index and the folder of files. Doing it
    /// again does nothing.
    ///
    /// # Errors
    ///
    /// The stores'; [`Error::File`].
    pub fn apply(&self, here: &Here, register: &Db, lots: &[LotId]) -> Result<u64, Error> {
        self.apply_with(here, register, lots, |_, _| Ok::<_, Error>(()))
    }

    /// The same, with what `also` writes in the transaction that removes rows, such as the line
    /// that tells of it.
    ///
    /// # Errors
    ///
    /// As [`Vault::apply`]; what `also` returns.
    pub fn apply_with<E: From<Error> + From<store::Error>>(
        &self,
        here: &Here,
        register: &Db,
        lots: &[LotId],
        also: impl Fn(&mut Tx<'_>, &ErasedRows) -> Result<(), E>,
    ) -> Result<u64, E> {
        let mut removed = 0;
        for lots in lots.chunks(LOTS_AT_ONCE) {
            let (rows, parties, contents) = register.write_here(here, |tx| {
                let erased = self.erase_rows(tx, lots)?;
                let mut parties = Vec::with_capacity(erased.parties.len());
                for party in &erased.parties {
                    parties.push((*party, self.will_index(tx, *party)?));
                }
                also(tx, &erased)?;
                Ok::<_, E>((erased.rows, parties, erased.contents))
            })?;
            removed += rows;
            // What is left of the party is indexed anew from what can still be opened.
            let seeing = self.index.seeing.lock();
            let seeing = seeing.unwrap_or_else(PoisonError::into_inner);
            let step = self.index.empty(here, &parties)?;
            let seen = (step.before, step.after);
            register.write_here(here, |tx| tx.run(&lots::SEE_INDEX, seen))?;
            drop(seeing);
            self.remove_loose(lots)?;
            self.remove_unkept(here, register, &contents)?;
        }
        self.cut_logs(here, register)?;
        Ok(removed)
    }

    /// Removes the loose files of lots.
    ///
    /// # Errors
    ///
    /// [`Error::File`].
    pub fn remove_loose(&self, lots: &[LotId]) -> Result<(), Error> {
        lots.iter().try_for_each(|lot| self.loose.remove(lot.get()))
    }

    /// Nothing that was removed stays in the logs of register and index, unless somebody reads for
    /// long: then [`Vault::cut_all_logs`] cuts them later.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub fn cut_logs(&self, here: &Here, register: &Db) -> Result<(), Error> {
        cut_log(here, register)?;
        cut_log(here, &self.index.db)?;
        Ok(())
    }

    /// Cuts the logs that could not be cut while somebody read for long, such as a backup.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub fn cut_all_logs(&self, here: &Here, register: &Db) -> Result<(), Error> {
        cut_log(here, &self.keys.db)?;
        self.cut_logs(here, register)
    }

    /// Of these lots those that the ledger does not know as erased.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn not_erased(&self, here: &Here, lots: &[LotId]) -> Result<Vec<LotId>, Error> {
        self.keys.db.read_here(here, |tx| {
            let mut unknown = Vec::new();
            for lot in lots {
                if tx.one(&ledger::IS_ERASED, (*lot,))? == 0 {
                    unknown.push(*lot);
                }
            }
            Ok(unknown)
        })
    }

    /// Of these lots those that a decision erased, and when.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn erased_by(
        &self,
        here: &Here,
        lots: &[LotId],
        decision: &str,
    ) -> Result<Vec<(LotId, Instant)>, Error> {
        let asked = lots.iter().map(|lot| (*lot, decision.to_owned()));
        let found = |tx: &mut Tx<'_>| tx.all_of(&ledger::ERASED_BY, asked.clone());
        let found = self.keys.db.read_here(here, found)?;
        let erased = lots.iter().zip(found);
        let erased = erased.filter_map(|(lot, at)| Some((*lot, *at.first()?)));
        Ok(erased.collect())
    }

    /// Of these lots those that were erased by whatever decision, and when.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn erased_at(&self, here: &Here, lots: &[LotId]) -> Result<Vec<(LotId, Instant)>, Error> {
        let found = |tx: &mut Tx<'_>| tx.all_of(&ledger::ERASED_AT, lots.iter().map(|lot| (*lot,)));
        let found = self.keys.db.read_here(here, found)?;
        let erased = lots.iter().zip(found);
        let erased = erased.filter_map(|(lot, at)| Some((*lot, *at.first()?)));
        Ok(erased.collect())
    }

    /// Applies again what was erased and is still in the register, after a crash or because an old
    /// one was put back: what came after the last erasure it was held against.
    pub(crate) fn erase_again<E: From<Error> + From<store::Error>>(
        &self,
        here: &Here,
        register: &Db,
        also: impl Fn(&mut Tx<'_>, &ErasedRows) -> Result<(), E>,
    ) -> Result<u64, E> {
        let db = &self.keys.db;
        let generation = db.read_here(here, |tx| tx.one(&keys::GENERATION, ()))?;
        let applied = register.read_here(here, |tx| tx.one(&lots::APPLIED, ()))?;
        // Older keys count from an older number on.
        let mut after = (applied.min(generation), LotId::new(i64::MAX));
        let mut removed = 0;
        loop {
            let page = (after.0, after.1, ledger::PAGE);
            let erased = db.read_here(here, |tx| tx.all(&ledger::ERASED_SINCE, page))?;
            let Some(last) = erased.last() else { break };
            after = *last;
            let back = register.read_here(here, |tx| {
                let mut back = Vec::new();
                for (_, lot) in &erased {
                    if tx.one(&lots::IS_THERE, (*lot,))? > 0 {
                        back.push(*lot);
                    }
                }
                Ok::<_, store::Error>(back)
            })?;
            if !back.is_empty() {
                removed += self.apply_with(here, register, &back, &also)?;
            }
        }
        if applied != generation {
            register.write_here(here, |tx| tx.run(&lots::SET_APPLIED, (generation,)))?;
        }
        Ok(removed)
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

/// Destroys the keys of lots and writes the ledger; how many, and the generation that follows.
fn destroy(
    tx: &mut Tx<'_>,
    lots: &[LotId],
    decision: &str,
    now: Instant,
) -> Result<(u64, i64), Error> {
    tx.run_one(&keys::NEXT_GENERATION, ())?;
    let generation = tx.one(&keys::GENERATION, ())?;
    let ledger = lots
        .iter()
        .map(|lot| (*lot, decision.to_owned(), now, generation));
    tx.batch(&ledger::ADD_ERASURE, ledger)?;
    let destroyed = tx.batch(&keys::DESTROY_KEY, lots.iter().map(|lot| (*lot,)))?;
    Ok((destroyed, generation))
}

/// Whether a category says who a party is.
fn says_who(category: i64) -> bool {
    let names = [Category::Identity, Category::Company];
    names.iter().any(|one| i64::from(one.number()) == category)
}

/// Cuts the log of a store off; false where somebody reads for longer than is waited for.
pub(crate) fn cut_log(here: &Here, db: &Db) -> Result<bool, Error> {
    match db.checkpoint_truncate_here(here) {
        Err(store::Error::Busy) => Ok(false),
        cut => Ok(cut.map(|()| true)?),
    }
}
