//! Erasure that holds: the keys first, then rows, terms and files, then the line with the lots.
//!
//! Who holds the right *erase* decides over every category: nothing is shown to her. Invariants:
//! nothing is destroyed where she may not, or while a legal hold stands; from the destruction of
//! the keys on there is no way back, so whatever fails after it is done at the next start.

use std::sync::Arc;

use basics::{ContentId, Instant, LotId, PartyId, RowId};
use policy::{Action, Category, Purpose, Right};
use trail::Proof;
use vault::{IndexTerms, LotOf, Shredded};
use zeroize::Zeroizing;

use crate::actor::{Actor, Who};
use crate::ask::Ask;
use crate::category::Identity;
use crate::core::Core;
use crate::error::Error;
use crate::guard::Guard;
use crate::lines::Draft;
use crate::parties::OBJECTS;
use crate::refusal::Refusal;
use crate::work::Work;

store::statements! {
    /// Whose lot it is, and of which category.
    pub(crate) LOT: (LotId,) -> (PartyId, i64) =
        "select party_id, category from lot where lot_id = $1";

    /// The lots of a party: number, category, since when.
    pub(crate) LOTS_OF_PARTY: (PartyId,) -> (LotId, i64, Instant) =
        "select lot_id, category, started_ms
           from lot
          where party_id = $1
          order by lot_id
          limit 10000";
}

/// A lot of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LotRow {
    /// Its number.
    pub lot: LotId,
    /// Its category.
    pub category: Category,
    /// Since when there is something in it.
    pub since: Instant,
}

/// What is to be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// The lots.
    pub lots: Vec<LotId>,
    /// The decision it rests on, as a word with its number: `request 17`, `clock 3`, `undo 5`. It
    /// stands in the ledger, and sealed in the line.
    pub decision: String,
}

/// What was erased.
pub struct Receipt {
    /// The lots.
    pub lots: Vec<LotId>,
    /// Whose they were.
    pub parties: Vec<PartyId>,
    /// The lots with their categories.
    pub whose: Vec<LotOf>,
    /// When.
    pub at: Instant,
    /// Keys that were destroyed.
    pub keys: u64,
    /// Whether the bytes of the keys are gone from the disk, or stay in a server's log for a while.
    pub gone: bool,
    /// Rows that were removed.
    pub rows: u64,
    /// The number of its line in the trail.
    pub sequence: Option<i64>,
    /// The proof that the line is in the trail, where it can be given.
    pub proof: Option<Proof>,
}

/// Lots with what a line says of them.
#[derive(Clone)]
pub(crate) struct Decided {
    pub(crate) lots: Vec<LotId>,
    pub(crate) parties: Vec<PartyId>,
    pub(crate) categories: Vec<Category>,
    pub(crate) whose: Vec<LotOf>,
    pub(crate) decision: String,
}

/// A single value of a party, whose lot stays: the number of its sealed column, the party, the row.
pub type ValueAt = (u32, PartyId, RowId);

/// Single values that are to be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValuesErasure {
    /// The values, each with the lot it lies in.
    pub values: Vec<(ValueAt, LotId)>,
    /// The decision it rests on, as for lots.
    pub decision: String,
}

/// What was erased of single values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValuesErased {
    /// Rows that were removed.
    pub rows: u64,
    /// Lots that hold nothing any more: their keys are to be destroyed as well.
    pub emptied: Vec<LotId>,
}

impl Guard {
    /// Erases lots. `terms` gives what a party is found by from what is left of it; it is run in
    /// the unit that removes the rows, so the party is never missing from the index meanwhile.
    ///
    /// # Errors
    ///
    /// The refusal without the right *erase*; [`Error::NotThere`] for a lot that is not there;
    /// [`Error::Held`]; then nothing was destroyed. Where a store fails later, what is left is
    /// removed at the next start.
    pub async fn erase<E, F>(
        &self,
        actor: &Actor,
        purpose: Purpose,
        erasure: Erasure,
        terms: F,
    ) -> Result<Receipt, E>
    where
        E: From<Error> + Send + 'static,
        F: for<'w> Fn(&mut Work<'w>, PartyId) -> Result<IndexTerms, E> + Send + 'static,
    {
        let deciding = move |work: &mut Work<'_>| work.decide_erasure(&erasure);
        let decided = self.desk().read(actor, purpose, deciding).await;
        let decided: Decided = decided.map_err(|error: Error| E::from(error))?;
        let core_now = self.core.clock.now();
        let (core, shredded) = (Arc::clone(&self.core), decided.clone());
        let shredding = move |here: &store::Here| core.shred(here, &shredded);
        let Shredded { keys, gone } = hop(shredding).await?;
        let erased = decided.clone();
        let removing = move |work: &mut Work<'_>| {
            let rows = work.core.vault.erase_rows(&mut work.tx, &erased.lots);
            let rows = rows.map_err(|error| E::from(Error::Vault(error)))?;
            for party in &erased.parties {
                let left = terms(work, *party)?;
                work.reindex(*party, left)?;
            }
            work.end_mergings(&erased.parties)?;
            work.note_erasure(&erased)?;
            Ok::<_, E>((rows.rows, rows.contents))
        };
        let (rows, contents) = self.desk().write(actor, purpose, removing).await?;
        let (core, done) = (Arc::clone(&self.core), decided.clone());
        let finishing = move |here: &store::Here| core.finish_erasure(here, &done, &contents);
        let (sequence, proof) = hop(finishing).await?;
        Ok(Receipt {
            lots: decided.lots,
            parties: decided.parties,
            whose: decided.whose,
            at: core_now,
            keys,
            gone,
            rows,
            sequence,
            proof,
        })
    }
}

impl Guard {
    /// Erases single values, whose lots stay because other values in them do: each row goes, and so
    /// do the terms its party was found by. The key of a lot that held nothing else is not destroyed
    /// here: the lots that are empty now are told, to be erased as lots.
    ///
    /// # Errors
    ///
    /// As [`Guard::erase`]; then nothing was removed.
    pub async fn erase_values<E, F>(
        &self,
        actor: &Actor,
        purpose: Purpose,
        erasure: ValuesErasure,
        terms: F,
    ) -> Result<ValuesErased, E>
    where
        E: From<Error> + Send + 'static,
        F: for<'w> Fn(&mut Work<'w>, PartyId) -> Result<IndexTerms, E> + Send + 'static,
    {
        let removing = move |work: &mut Work<'_>| {
            let decided = work.decide_values(&erasure)?;
            let values: Vec<ValueAt> = erasure.values.iter().map(|one| one.0).collect();
            let rows = work.core.vault.erase_values(&mut work.tx, &values);
            let rows = rows.map_err(|error| E::from(Error::Vault(error)))?;
            for party in &decided.parties {
                let left = terms(work, *party)?;
                work.reindex(*party, left)?;
            }
            let emptied = work.core.vault.emptied(&mut work.tx, &decided.lots);
            let emptied = emptied.map_err(|error| E::from(Error::Vault(error)))?;
            // Its line names no lots: they stay, and the ledger has nothing to say of them.
            let told = Decided {
                lots: Vec::new(),
                ..decided
            };
            work.note_erasure(&told)?;
            Ok::<_, E>(ValuesErased { rows, emptied })
        };
        let erased = self.desk().write(actor, purpose, removing).await?;
        let core = Arc::clone(&self.core);
        hop(move |here| Ok(core.vault.cut_logs(here, &core.register)?)).await?;
        Ok(erased)
    }
}

/// Runs what may block, with the errors of the application.
pub(crate) async fn hop<T: Send + 'static, E: From<Error>>(
    work: impl FnOnce(&store::Here) -> Result<T, Error> + Send + 'static,
) -> Result<T, E> {
    let done = store::hop(work).await;
    done.map_err(|error| E::from(Error::Store(error)))?
        .map_err(E::from)
}

impl Work<'_> {
    /// The lots of a party. They tell nothing but numbers; whether the actor may know of them is
    /// decided by asking.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn lots_of(&mut self, party: PartyId) -> Result<Vec<LotRow>, Error> {
        let rows = self.tx.all(&LOTS_OF_PARTY, (party,))?.into_iter();
        let row = |(lot, category, since)| {
            let category = u8::try_from(category)
                .ok()
                .and_then(Category::from_number)?;
            Some(LotRow {
                lot,
                category,
                since,
            })
        };
        Ok(rows.filter_map(row).collect())
    }

    /// Whether these lots may be erased, by the right *erase* and no hold against it.
    fn decide_erasure(&mut self, erasure: &Erasure) -> Result<Decided, Error> {
        let mut lots = erasure.lots.clone();
        self.with_merged(&mut lots)?;
        lots.sort_unstable();
        lots.dedup();
        self.may_erase(lots, &erasure.decision)
    }

    /// The same of single values, by the lots they lie in.
    fn decide_values(&mut self, erasure: &ValuesErasure) -> Result<Decided, Error> {
        let mut lots: Vec<LotId> = erasure.values.iter().map(|one| one.1).collect();
        lots.sort_unstable();
        lots.dedup();
        self.may_erase(lots, &erasure.decision)
    }

    /// By the right *erase*, with no hold against it; a job erases nothing of whom the processing is
    /// restricted (GDPR art. 18(1): she may need it).
    fn may_erase(&mut self, lots: Vec<LotId>, decision: &str) -> Result<Decided, Error> {
        let (mut parties, mut categories, mut whose) = (Vec::new(), Vec::new(), Vec::new());
        for lot in &lots {
            let (party, category) = self.tx.maybe(&LOT, (*lot,))?.ok_or(Error::NotThere)?;
            parties.push(party);
            let category = u8::try_from(category).ok().and_then(Category::from_number);
            let category = category.ok_or(Error::Shape)?;
            if !categories.contains(&category) {
                categories.push(category);
            }
            let lot = *lot;
            whose.push(LotOf {
                lot,
                party,
                category,
            });
        }
        parties.sort_unstable();
        parties.dedup();
        let ask = Ask::new(Action::Erase, &parties).with(Right::Erase);
        let _grant = self.grant::<Identity>(ask)?;
        for party in &parties {
            if matches!(self.actor().who(), Who::Job(_)) {
                let (restricted, _) = self.tx.one(&OBJECTS, (*party,))?;
                if restricted.is_some() {
                    return Err(Refusal::Restricted.into());
                }
            }
            let holds = self.holds_of(*party)?;
            let own = whose.iter().filter(|one| one.party == *party);
            let kept = |one: &LotOf| holds.iter().any(|held| held.keeps(one.lot, one.category));
            if own.into_iter().any(kept) {
                return Err(Error::Held);
            }
        }
        Ok(Decided {
            lots,
            parties,
            categories,
            whose,
            decision: decision.to_owned(),
        })
    }

    /// What was merged into a party, or holds what was, goes with it: nothing of the erased stands
    /// in a snapshot.
    fn with_merged(&mut self, lots: &mut Vec<LotId>) -> Result<(), Error> {
        let mut parties = Vec::new();
        for lot in lots.iter() {
            parties.extend(self.tx.maybe(&LOT, (*lot,))?.map(|row| row.0));
        }
        parties.sort_unstable();
        parties.dedup();
        for party in parties {
            lots.extend(self.merged_lots(party)?);
        }
        Ok(())
    }

    pub(crate) fn note_erasure(&mut self, decided: &Decided) -> Result<(), Error> {
        let mut ask = Ask::new(Action::Erase, &decided.parties);
        ask.reason = Some(Zeroizing::new(decided.decision.clone()));
        let reason = self.sealed_reason(&ask)?;
        let first = decided.categories.first().copied();
        let draft = Draft::of(&ask, first.unwrap_or(Category::Identity), reason);
        let draft = draft.about(&decided.lots).in_all(&decided.categories);
        self.drafts.note(draft);
        Ok(())
    }
}

impl Core {
    pub(crate) fn shred(&self, here: &store::Here, decided: &Decided) -> Result<Shredded, Error> {
        let now = self.clock.now();
        let (lots, decision) = (&decided.whose, &decided.decision);
        let shredded = self.vault.shred_unless_held(here, lots, decision, now)?;
        shredded.ok_or(Error::Held)
    }

    /// Removes what is in no transaction.
    pub(crate) fn clear_disk(
        &self,
        here: &store::Here,
        decided: &Decided,
        contents: &[ContentId],
    ) -> Result<(), Error> {
        self.vault.remove_loose(&decided.lots)?;
        self.vault.remove_unkept(here, &self.register, contents)?;
        Ok(self.vault.cut_logs(here, &self.register)?)
    }

    /// Removes what is in no transaction, and finds the line for the receipt.
    fn finish_erasure(
        &self,
        here: &store::Here,
        decided: &Decided,
        contents: &[ContentId],
    ) -> Result<(Option<i64>, Option<Proof>), Error> {
        self.clear_disk(here, decided, contents)?;
        let Some(party) = decided.parties.first() else {
            return Ok((None, None));
        };
        let lines = self.trail.of_party(here, *party, None, LOOKED_AT)?;
        let ours = lines
            .iter()
            .find(|one| one.line.action == Action::Erase && one.line.lots == decided.lots);
        let Some(sequence) = ours.map(|one| one.sequence) else {
            return Ok((None, None));
        };
        Ok((Some(sequence), self.trail.prove(here, sequence).ok()))
    }
}

/// Newest lines of a party among which the line of its erasure is looked for.
const LOOKED_AT: i64 = 100;
