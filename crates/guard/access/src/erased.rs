//! What was erased, told by the ledger; and lots in which nothing lies any more.
//!
//! Invariant: what a decision erased is read from the ledger beside the keys, which no crash and no
//! restored backup loses, and never from what the unit that erased it remembered.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use basics::{Instant, LotId, PartyId};
use policy::{Action, Category, Purpose};
use vault::{InLot, IndexTerms, LotOf};

use crate::actor::Actor;
use crate::core::Core;
use crate::erase::{Decided, Erasure, LOT, Receipt, hop};
use crate::error::Error;
use crate::guard::Guard;
use crate::work::Work;

/// Lots that are looked at in one unit of work for whether anything lies in them.
const LOOKED_AT: i64 = 2_000;

impl Work<'_> {
    /// What lies in each of these lots, in their order; nothing of one that is not there.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn in_lots(&mut self, lots: &[LotId]) -> Result<Vec<Option<InLot>>, Error> {
        Ok(self.core.vault.in_lots(&mut self.tx, lots)?)
    }

    /// These lots with whatever goes when they go: those of parties that were merged into the same
    /// ones.
    ///
    /// # Errors
    ///
    /// [`Error::NotThere`] for a lot that is not there; the store's.
    pub fn going_with(&mut self, lots: &[LotId]) -> Result<Vec<LotOf>, Error> {
        let mut lots = lots.to_vec();
        self.with_merged(&mut lots)?;
        lots.sort_unstable();
        lots.dedup();
        let mut all = Vec::with_capacity(lots.len());
        for lot in lots {
            let (party, category) = self.tx.maybe(&LOT, (lot,))?.ok_or(Error::NotThere)?;
            let category = Category::from_stored(category);
            let category = category.ok_or(Error::Shape)?;
            all.push(LotOf {
                lot,
                party,
                category,
            });
        }
        Ok(all)
    }

    /// Those of these lots that a decision erased: their keys are gone, whatever became of the rest.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn erased_of(&mut self, lots: &[LotId], decision: &str) -> Result<Vec<LotId>, Error> {
        let erased = self.core.vault.erased_by(self.here, lots, decision)?;
        Ok(erased.into_iter().map(|one| one.0).collect())
    }
}

impl Guard {
    /// What a decision erased of these lots, with the proof that the trail tells of it; nothing where
    /// it erased none of them. Rows are counted by whoever removed them.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub async fn erased_by(
        &self,
        lots: Vec<LotOf>,
        decision: String,
    ) -> Result<Option<Receipt>, Error> {
        let core = std::sync::Arc::clone(&self.core);
        hop(move |here| core.erased_by(here, &lots, &decision)).await
    }

    /// Of these lots those that were erased by whatever decision.
    ///
    /// # Errors
    ///
    /// The store's.
    pub async fn erased_among(&self, lots: Vec<LotId>) -> Result<HashSet<LotId>, Error> {
        let core = std::sync::Arc::clone(&self.core);
        let reading = move |here: &store::Here| {
            let erased = core.vault.erased_at(here, &lots)?.into_iter();
            Ok(erased.map(|one| one.0).collect())
        };
        hop(reading).await
    }

    /// What was erased of these lots by whatever decision: one for each line of the trail that tells
    /// of it, the earliest first. The proof is left out where the line names somebody else as well.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub async fn erased_by_any(&self, lots: Vec<LotOf>) -> Result<Vec<Receipt>, Error> {
        let core = std::sync::Arc::clone(&self.core);
        hop(move |here| core.erased_by_any(here, &lots)).await
    }

    /// Destroys the keys of lots in which nothing lies any more, such as after a crash of an older
    /// program. How many went. What is held or restricted stays; and so does what two customers made
    /// one brought along: in older backups the merged one's rows lie under it, and a restored one
    /// must not lose her.
    ///
    /// # Errors
    ///
    /// The refusal without the right *erase*; the stores', and the next call goes on.
    pub async fn erase_empty_lots<F>(
        &self,
        actor: &Actor,
        purpose: Purpose,
        terms: F,
    ) -> Result<u64, Error>
    where
        F: for<'w> Fn(&mut Work<'w>, PartyId) -> Result<IndexTerms, Error> + Clone + Send + 'static,
    {
        let mut gone = 0;
        for category in Category::ALL {
            let mut after = Some(LotId::new(i64::MIN));
            while let Some(from) = after {
                let core = std::sync::Arc::clone(&self.core);
                let looking = move |here: &store::Here| core.empty_lots(here, category, from);
                let (empty, next) = hop::<_, Error>(looking).await?;
                after = next;
                for empty in empty.chunks(ERASED_AT_ONCE).map(<[_]>::to_vec) {
                    let deciding = move |work: &mut Work<'_>| {
                        let lots = work.brought_by_no_merge(&empty)?;
                        // Those of which nothing stands against it.
                        let empty = work.may_go(&lots, DECISION)?.lots;
                        let erasure = Erasure {
                            empty,
                            decision: DECISION.to_owned(),
                            ..Erasure::default()
                        };
                        Ok::<_, Error>((erasure, ()))
                    };
                    let erased = self.erase(actor, purpose, deciding, terms.clone()).await?;
                    gone += erased.0.map_or(0, |one| one.keys);
                }
            }
        }
        Ok(gone)
    }
}

/// Lines of a party that tell of an erasure: her clocks run out on few days.
const LINES_OF_PARTY: i64 = 1_000;

/// Lots that go in one unit of work, while nobody else writes.
const ERASED_AT_ONCE: usize = 100;

/// What the ledger says of a lot in which nothing lay.
const DECISION: &str = "empty";

impl Core {
    fn empty_lots(
        &self,
        here: &store::Here,
        category: Category,
        after: LotId,
    ) -> Result<(Vec<LotOf>, Option<LotId>), Error> {
        self.register.read_here(here, |tx| {
            Ok(self.vault.empty_lots(tx, category, after, LOOKED_AT)?)
        })
    }

    fn erased_by(
        &self,
        here: &store::Here,
        lots: &[LotOf],
        decision: &str,
    ) -> Result<Option<Receipt>, Error> {
        let numbers: Vec<LotId> = lots.iter().map(|one| one.lot).collect();
        let erased = self.vault.erased_by(here, &numbers, decision)?;
        let Some(at) = erased.iter().map(|one| one.1).max() else {
            return Ok(None);
        };
        let went = |one: &&LotOf| erased.iter().any(|(lot, _)| *lot == one.lot);
        let whose: Vec<LotOf> = lots.iter().filter(went).copied().collect();
        let mut parties: Vec<PartyId> = whose.iter().map(|one| one.party).collect();
        parties.sort_unstable();
        parties.dedup();
        let decided = Decided {
            lots: whose.iter().map(|one| one.lot).collect(),
            parties,
            categories: Vec::new(),
            whose,
            decision: decision.to_owned(),
        };
        let gone = self.vault.cut_log_of_keys(here)?;
        let sequence = self.line_of(here, &decided)?;
        let proof = sequence.and_then(|sequence| self.trail.prove(here, sequence).ok());
        Ok(Some(Receipt {
            keys: u64::try_from(decided.lots.len()).unwrap_or(u64::MAX),
            lots: decided.lots,
            parties: decided.parties,
            whose: decided.whose,
            at,
            gone,
            rows: 0,
            values: 0,
            sequence,
            proof,
        }))
    }

    fn erased_by_any(&self, here: &store::Here, lots: &[LotOf]) -> Result<Vec<Receipt>, Error> {
        let numbers: Vec<LotId> = lots.iter().map(|one| one.lot).collect();
        let erased: HashMap<LotId, Instant> =
            self.vault.erased_at(here, &numbers)?.into_iter().collect();
        let mut by_line: BTreeMap<(Option<i64>, bool), Vec<LotOf>> = BTreeMap::new();
        let mut lines = HashMap::new();
        for one in lots.iter().filter(|one| erased.contains_key(&one.lot)) {
            let lines = match lines.entry(one.party) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(self.lines_of_erased(here, one.party)?),
            };
            let line = lines.get(&one.lot);
            let alone = line.is_some_and(|line| line.1);
            let line = (line.map(|line| line.0), alone);
            by_line.entry(line).or_default().push(*one);
        }
        if by_line.is_empty() {
            return Ok(Vec::new());
        }
        let gone = self.vault.cut_log_of_keys(here)?;
        let receipts = by_line.into_iter().map(|((sequence, alone), whose)| {
            let at = whose.iter().filter_map(|one| erased.get(&one.lot)).max();
            let proof = sequence.filter(|_| alone);
            let proof = proof.and_then(|sequence| self.trail.prove(here, sequence).ok());
            let mut parties: Vec<PartyId> = whose.iter().map(|one| one.party).collect();
            parties.sort_unstable();
            parties.dedup();
            Receipt {
                keys: u64::try_from(whose.len()).unwrap_or(u64::MAX),
                lots: whose.iter().map(|one| one.lot).collect(),
                parties,
                at: at.copied().unwrap_or(Instant::from_ms(0)),
                whose,
                gone,
                rows: 0,
                values: 0,
                sequence,
                proof,
            }
        });
        let mut receipts: Vec<Receipt> = receipts.collect();
        receipts.sort_by_key(|one| one.at);
        Ok(receipts)
    }

    /// The lots that lines of a party say were erased: in which line each was told first, and whether
    /// that one names nobody else.
    fn lines_of_erased(
        &self,
        here: &store::Here,
        party: PartyId,
    ) -> Result<HashMap<LotId, (i64, bool)>, Error> {
        let erasures = [Action::Erase, Action::Erase];
        let trail = &self.trail;
        let lines = trail.of_party_doing(here, party, erasures, None, LINES_OF_PARTY)?;
        let mut told = HashMap::new();
        for recorded in lines {
            let alone = recorded.line.parties.len() == 1;
            // What is read later was written earlier.
            for lot in recorded.line.lots {
                told.insert(lot, (recorded.sequence, alone));
            }
        }
        Ok(told)
    }
}
