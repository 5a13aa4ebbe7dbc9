//! Erasure that holds: one unit of work decides it, removes the rows, destroys the keys, and writes
//! the line with the lots; files and logs go after its commit.
//!
//! Who holds the right *erase* decides over every category: nothing is shown to her. Invariants:
//! nothing is destroyed where she may not, or while a legal hold stands. Nobody else writes while the
//! unit runs, so a value, a hold, a restriction or a need that came a moment before is seen by it, and
//! one that comes a moment later finds the lot gone and takes a new one. The keys are destroyed as
//! the last thing before the commit, together with those of lots that held nothing but what goes: a
//! crash between leaves the ledger ahead of the register, and what it names is removed at once, or
//! at the next start.

use std::collections::BTreeSet;
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

/// What is to be erased, as the unit of work decides that erases it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Erasure {
    /// Whole lots.
    pub lots: Vec<LotId>,
    /// Single values, each with the lot it lies in. A lot that holds nothing else goes with them.
    pub values: Vec<(ValueAt, LotId)>,
    /// Lots that go where nothing lies in them.
    pub empty: Vec<LotId>,
    /// The decision it rests on, as a word with its number: `request 17`, `clock 3`, `undo 5`. It
    /// stands in the ledger, and sealed in the line.
    pub decision: String,
}

impl Erasure {
    /// Whether there is nothing to erase.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.lots.is_empty() && self.values.is_empty() && self.empty.is_empty()
    }
}

/// What was erased.
pub struct Receipt {
    /// The lots that went, those among them that held nothing but single values that went.
    pub lots: Vec<LotId>,
    /// Whose they were, and whose single values went.
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
    /// Of these, single values whose lot may stay.
    pub values: u64,
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

/// Lots whose keys are destroyed as the last thing before the commit of a unit of work.
pub(crate) struct Going {
    pub(crate) whose: Vec<LotOf>,
    pub(crate) decision: String,
}

/// What a unit of work removed.
struct Removed {
    decided: Decided,
    rows: u64,
    values: u64,
    contents: Vec<ContentId>,
    at: Instant,
}

impl Guard {
    /// Erases what `decide` says, in the very unit of work in which it says so. Nobody else writes
    /// meanwhile: whatever came a moment before is seen by it. `terms` gives what a party is found by
    /// from what is left of it; it is run in the same unit, so the party is never missing from the
    /// index meanwhile. What `decide` tells beside is given back; no receipt where nothing goes.
    ///
    /// # Errors
    ///
    /// What `decide` returns; the refusal without the right *erase*; [`Error::NotThere`] for a lot
    /// that is not there; [`Error::Held`]; then nothing was destroyed. Where a store fails later, what
    /// is left is removed at the next start.
    pub async fn erase<T, E, D, F>(
        &self,
        actor: &Actor,
        purpose: Purpose,
        decide: D,
        terms: F,
    ) -> Result<(Option<Receipt>, T), E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        D: for<'w> Fn(&mut Work<'w>) -> Result<(Erasure, T), E> + Send + 'static,
        F: for<'w> Fn(&mut Work<'w>, PartyId) -> Result<IndexTerms, E> + Send + 'static,
    {
        let erasing = move |work: &mut Work<'_>| {
            let (erasure, told) = decide(work)?;
            Ok::<_, E>((work.remove(&erasure, &terms)?, told))
        };
        let written = self.desk().write_alone(actor, purpose, erasing).await;
        let ((removed, told), keys) = written?;
        let Some(removed) = removed else {
            return Ok((None, told));
        };
        let core = Arc::clone(&self.core);
        let finishing = move |here: &store::Here| core.finish_erasure(here, removed, keys);
        Ok((Some(hop(finishing).await?), told))
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
    /// Removes what is to be erased from the register, and says which keys go before the commit;
    /// nothing where there is nothing to erase.
    fn remove<E, F>(&mut self, erasure: &Erasure, terms: &F) -> Result<Option<Removed>, E>
    where
        E: From<Error>,
        F: for<'w> Fn(&mut Work<'w>, PartyId) -> Result<IndexTerms, E>,
    {
        if erasure.is_empty() {
            return Ok(None);
        }
        let mut whole = erasure.lots.clone();
        self.with_merged(&mut whole).map_err(E::from)?;
        let whole: BTreeSet<LotId> = whole.into_iter().collect();
        // What lies in a lot that goes is gone with it.
        let single = erasure.values.iter().filter(|one| !whole.contains(&one.1));
        let single: Vec<(ValueAt, LotId)> = single.copied().collect();
        let looked_at = single.iter().map(|one| one.1).chain(erasure.empty.clone());
        let looked_at: BTreeSet<LotId> = looked_at.collect();
        let touched: BTreeSet<LotId> = whole.union(&looked_at).copied().collect();
        let decided = self.may_erase(touched.into_iter().collect(), &erasure.decision);
        let mut decided = decided.map_err(E::from)?;
        let values = self.remove_values(&single).map_err(E::from)?;
        let emptied = self.emptied(&looked_at).map_err(E::from)?;
        decided
            .whose
            .retain(|one| whole.contains(&one.lot) || emptied.contains(&one.lot));
        decided.lots = decided.whose.iter().map(|one| one.lot).collect();
        let (vault, tx) = (&self.core.vault, &mut self.tx);
        let erased = vault.erase_rows(tx, &decided.lots);
        let erased = erased.map_err(|error| E::from(Error::Vault(error)))?;
        for party in &decided.parties {
            let left = terms(self, *party)?;
            self.reindex(*party, left)?;
        }
        if !whole.is_empty() {
            self.end_mergings(&decided.parties)?;
        }
        self.note_erasure(&decided)?;
        self.goes_with_commit(&decided);
        Ok(Some(Removed {
            rows: erased.rows + values,
            values,
            contents: erased.contents,
            at: self.now(),
            decided,
        }))
    }

    /// The keys of these lots go as the last thing before the commit of this unit.
    pub(crate) fn goes_with_commit(&mut self, decided: &Decided) {
        self.going = Some(Going {
            whose: decided.whose.clone(),
            decision: decided.decision.clone(),
        });
    }

    fn remove_values(&mut self, single: &[(ValueAt, LotId)]) -> Result<u64, Error> {
        let values: Vec<ValueAt> = single.iter().map(|one| one.0).collect();
        Ok(self.core.vault.erase_values(&mut self.tx, &values)?)
    }

    /// Of these lots those that hold nothing any more.
    fn emptied(&mut self, lots: &BTreeSet<LotId>) -> Result<BTreeSet<LotId>, Error> {
        let lots: Vec<LotId> = lots.iter().copied().collect();
        let emptied = self.core.vault.emptied(&mut self.tx, &lots)?;
        Ok(emptied.into_iter().collect())
    }

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

    /// By the right *erase*, with no hold against it; a job erases nothing of whom the processing is
    /// restricted (GDPR art. 18(1): she may need it).
    fn may_erase(&mut self, lots: Vec<LotId>, decision: &str) -> Result<Decided, Error> {
        let (mut parties, mut categories, mut whose) = (Vec::new(), Vec::new(), Vec::new());
        for lot in &lots {
            let (party, category) = self.tx.maybe(&LOT, (*lot,))?.ok_or(Error::NotThere)?;
            parties.push(party);
            let category = Category::from_stored(category);
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
    pub(crate) fn with_merged(&mut self, lots: &mut Vec<LotId>) -> Result<(), Error> {
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

    /// Destroys the keys of what goes, as the last thing before the commit of its unit; how many.
    pub(crate) fn destroy(&self, here: &store::Here, going: &Going) -> Result<u64, Error> {
        let now = self.clock.now();
        let (lots, decision) = (&going.whose, &going.decision);
        let keys = self.vault.destroy_unless_held(here, lots, decision, now)?;
        keys.ok_or(Error::Held)
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
        removed: Removed,
        keys: u64,
    ) -> Result<Receipt, Error> {
        let decided = removed.decided;
        let gone = self.vault.cut_log_of_keys(here)?;
        self.clear_disk(here, &decided, &removed.contents)?;
        let sequence = self.line_of(here, &decided)?;
        let proof = sequence.and_then(|sequence| self.trail.prove(here, sequence).ok());
        Ok(Receipt {
            lots: decided.lots,
            parties: decided.parties,
            whose: decided.whose,
            at: removed.at,
            keys,
            gone,
            rows: removed.rows,
            values: removed.values,
            sequence,
            proof,
        })
    }

    /// The number of the line that tells of an erasure of lots.
    pub(crate) fn line_of(
        &self,
        here: &store::Here,
        decided: &Decided,
    ) -> Result<Option<i64>, Error> {
        let Some(party) = decided.parties.first() else {
            return Ok(None);
        };
        let lines = self.trail.of_party(here, *party, None, LOOKED_AT)?;
        // What was cut off by a crash may stand in one line with other lots.
        let tells = |line: &trail::Line| {
            let lots = &decided.lots;
            line.action == Action::Erase && lots.iter().all(|lot| line.lots.contains(lot))
        };
        let ours = lines.iter().find(|one| tells(&one.line));
        Ok(ours.map(|one| one.sequence))
    }
}

/// Newest lines of a party among which the line of its erasure is looked for.
const LOOKED_AT: i64 = 100;
