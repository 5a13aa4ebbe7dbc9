//! How a merge ends: with an erasure of either, or when its days are over.

use basics::{LotId, PartyId};
use policy::{Action, Category};

use super::queries::{END_MERGING, GIVE_LOTS, LOTS, OVER};
use super::{Merging, categories_of};
use crate::actor::{Actor, jobs};
use crate::ask::Ask;
use crate::erase::hop;
use crate::error::Error;
use crate::guard::Guard;
use crate::lines::Draft;
use crate::work::Work;

impl Work<'_> {
    /// The lots that go when some of a party's go: those of the parties merged into it, whose rows
    /// say the same, and all of its own where it is a merged one itself.
    pub(crate) fn merged_lots(&mut self, party: PartyId) -> Result<Vec<LotId>, Error> {
        let mut parties = self.merged_here(party)?;
        if self.merged_into(party)?.is_some() {
            parties.push(party);
        }
        let mut lots = Vec::new();
        for party in parties {
            lots.extend(self.tx.all(&LOTS, (party,))?.into_iter().map(|lot| lot.0));
        }
        Ok(lots)
    }

    /// Nobody is parted from these parties any more.
    pub(crate) fn end_mergings(&mut self, merged: &[PartyId]) -> Result<(), Error> {
        let now = self.now();
        let rows = merged.iter().map(|party| (*party, now));
        self.tx.batch(&END_MERGING, rows)?;
        Ok(())
    }

    /// Removes the rows of a merged party, whose copies the survivor has, and gives it the lots.
    fn end_merging(&mut self, merging: &Merging) -> Result<(), Error> {
        let from = merging.merged;
        let lots = self.tx.all(&LOTS, (from,))?;
        self.remove_rows(from, &lots)?;
        let into = self.merged_into(from)?.unwrap_or(merging.survivor);
        self.tx.run(&GIVE_LOTS, (from, into))?;
        self.end_mergings(&[from])?;
        let ask = Ask::new(Action::Erase, &[from]);
        let categories = categories_of(&lots);
        let first = categories.first().copied().unwrap_or(Category::Identity);
        self.drafts
            .note(Draft::of(&ask, first, None).in_all(&categories));
        Ok(())
    }
}

impl Guard {
    /// Removes the rows of merged parties whose days are over; of how many. `forget` removes what
    /// else the register has of one.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub async fn end_merges<E, F>(&self, forget: F) -> Result<i64, E>
    where
        E: From<Error> + Send + 'static,
        F: for<'w> Fn(&mut Work<'w>, PartyId) -> Result<(), E> + Clone + Send + 'static,
    {
        let job = Actor::of_job(&jobs::MERGES);
        let mut count = 0;
        loop {
            let forget = forget.clone();
            let ending = move |work: &mut Work<'_>| {
                let now = work.now();
                let over = work.tx.maybe(&OVER, (now,));
                let over = over.map_err(|error| E::from(Error::Store(error)))?;
                let Some(merging) = over.map(Merging::of) else {
                    return Ok(false);
                };
                work.end_merging(&merging)?;
                forget(work, merging.merged)?;
                Ok::<_, E>(true)
            };
            if !self
                .desk()
                .write(&job, jobs::MERGES.purpose, ending)
                .await?
            {
                break;
            }
            count += 1;
        }
        if count > 0 {
            let core = std::sync::Arc::clone(&self.core);
            hop(move |here| Ok(core.vault.cut_logs(here, &core.register)?)).await?;
        }
        Ok(count)
    }
}
