//! Erasure that holds: the keys first, then rows, terms and files, then the line with the lots.
//!
//! Who holds the right *erase* decides over every category: nothing is shown to her. Invariants:
//! nothing is destroyed where she may not, or while a legal hold stands; from the destruction of
//! the keys on there is no way back, so whatever fails after it is done at the next start.

use std::sync::Arc;

use basics::{ContentId, LotId, PartyId};
use policy::{Action, Category, Purpose, Right};
use trail::Proof;
use vault::{IndexTerms, NoKind, Shredded};
use zeroize::Zeroizing;

use crate::actor::Actor;
use crate::ask::Ask;
use crate::category::Identity;
use crate::core::Core;
use crate::error::Error;
use crate::guard::Guard;
use crate::lines::Draft;
use crate::work::Work;

store::statements! {
    /// Whose lot it is, and of which category.
    pub(crate) LOT: (LotId,) -> (PartyId, i64) =
        "select party_id, category from lot where lot_id = $1";
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
    pub(crate) decision: String,
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
            keys,
            gone,
            rows,
            sequence,
            proof,
        })
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
    /// Whether these lots may be erased, by the right *erase* and no hold against it.
    fn decide_erasure(&mut self, erasure: &Erasure) -> Result<Decided, Error> {
        let mut lots = erasure.lots.clone();
        self.with_merged(&mut lots)?;
        lots.sort_unstable();
        lots.dedup();
        let (mut parties, mut categories) = (Vec::new(), Vec::new());
        for lot in &lots {
            let (party, category) = self.tx.maybe(&LOT, (*lot,))?.ok_or(Error::NotThere)?;
            parties.push(party);
            let category = u8::try_from(category).ok().and_then(Category::from_number);
            categories.extend(category.filter(|one| !categories.contains(one)));
        }
        parties.sort_unstable();
        parties.dedup();
        let ask = Ask::new(Action::Erase, &parties).with(Right::Erase);
        let _grant = self.grant::<Identity>(ask)?;
        for party in &parties {
            if self
                .noes_of(*party)?
                .iter()
                .any(|no| no.kind == NoKind::Hold)
            {
                return Err(Error::Held);
            }
        }
        Ok(Decided {
            lots,
            parties,
            categories,
            decision: erasure.decision.clone(),
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
        let shredded = self
            .vault
            .shred(here, &decided.lots, &decided.decision, now);
        Ok(shredded?)
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
