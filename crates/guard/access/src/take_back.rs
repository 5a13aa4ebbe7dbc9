//! Taking back what a file brought: parties nobody touched since go with their keys.
//!
//! Whoever may import may take back what came by mistake; nothing is shown to her. Invariants: a
//! party that was changed, restricted, held or assigned since it came stays; from the claim on
//! nobody can change a party that goes; the keys go first, so whatever fails later is done at the
//! next attempt or start; each group is a line with its lots.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use basics::PartyId;
use policy::{Category, Purpose};
use vault::{IndexTerms, LotOf, NoKind};

use crate::actor::Actor;
use crate::ask::{Ask, Noted};
use crate::category::{Identity, Kind};
use crate::erase::{Decided, hop};
use crate::error::Error;
use crate::guard::Guard;
use crate::parties::OBJECTS;
use crate::work::Work;

store::statements! {
    /// A party that nobody touched since it came is claimed by a version far below all others:
    /// whoever saw it changes it no more, and one that is changed after a crash is not taken for
    /// untouched.
    pub(crate) CLAIM: (PartyId,) -> () =
        "update party
            set version = -1000000000
          where party_id = $1 and version in (1, -1000000000)
            and not exists (select 1 from assignment where assignment.party_id = party.party_id)";

    /// The lots of a party, with their categories.
    pub(crate) LOTS: (PartyId,) -> (basics::LotId, i64) =
        "select lot_id, category from lot where party_id = $1 order by lot_id limit 1000";

    /// A party that was taken back.
    pub(crate) DROP_PARTY: (PartyId,) -> () =
        "delete from party where party_id = $1 and version = -1000000000";
}

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// The parties that are gone.
    pub parties: Vec<PartyId>,
    /// Keys that were destroyed.
    pub keys: u64,
}

impl Guard {
    /// Takes back those of these parties that nobody touched since a file brought them. `forget`
    /// removes what else the register has of a party, in the unit that removes it. `decision` is a
    /// word with a number: `undo 5`.
    ///
    /// # Errors
    ///
    /// The refusal where the actor may not import, and then nothing was destroyed; the stores',
    /// and then the same call goes on with what is left.
    pub async fn take_back<E, F>(
        &self,
        actor: &Actor,
        purpose: Purpose,
        parties: Vec<PartyId>,
        decision: String,
        forget: F,
    ) -> Result<TakenBack, E>
    where
        E: From<Error> + Send + 'static,
        F: for<'w> Fn(&mut Work<'w>, PartyId) -> Result<(), E> + Send + 'static,
    {
        let claiming = move |work: &mut Work<'_>| work.claim(&parties, &decision);
        let claimed = self.desk().write(actor, purpose, claiming).await;
        let claimed: Decided = claimed.map_err(|error: Error| E::from(error))?;
        let mut keys = 0;
        if !claimed.lots.is_empty() {
            let (core, shredded) = (Arc::clone(&self.core), claimed.clone());
            keys = hop(move |here| core.shred(here, &shredded)).await?.keys;
        }
        let gone = claimed.clone();
        let removing = move |work: &mut Work<'_>| {
            let rows = work.core.vault.erase_rows(&mut work.tx, &gone.lots);
            let rows = rows.map_err(|error| E::from(Error::Vault(error)))?;
            for party in &gone.parties {
                work.reindex(*party, IndexTerms::new())?;
                forget(work, *party)?;
                let dropped = work.tx.run(&DROP_PARTY, (*party,));
                dropped.map_err(|error| E::from(Error::Store(error)))?;
            }
            if !gone.parties.is_empty() {
                work.note_erasure(&gone)?;
            }
            Ok::<_, E>(rows.contents)
        };
        let contents = self.desk().write(actor, purpose, removing).await?;
        let (core, done) = (Arc::clone(&self.core), claimed.clone());
        hop(move |here| core.clear_disk(here, &done, &contents)).await?;
        Ok(TakenBack {
            parties: claimed.parties,
            keys,
        })
    }
}

impl<'w> Work<'w> {
    /// The categories of which something is held about each of the parties that a proof names.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn held_categories<C: Kind>(
        &mut self,
        proof: &Noted<'w, C>,
    ) -> Result<HashMap<PartyId, BTreeSet<Category>>, Error> {
        let keys = proof.parties().iter().map(|party| (*party,));
        let lots = self.tx.all_of(&LOTS, keys)?;
        let mut held = HashMap::with_capacity(lots.len());
        for (party, lots) in proof.parties().iter().zip(lots) {
            let numbers = lots.iter().filter_map(|lot| u8::try_from(lot.1).ok());
            held.insert(*party, numbers.filter_map(Category::from_number).collect());
        }
        Ok(held)
    }

    fn claim(&mut self, parties: &[PartyId], decision: &str) -> Result<Decided, Error> {
        let _grant = self.grant::<Identity>(Ask::import(&[]))?;
        let mut claimed = Decided {
            lots: Vec::new(),
            parties: Vec::new(),
            categories: Vec::new(),
            whose: Vec::new(),
            decision: decision.to_owned(),
        };
        for party in parties {
            let Some((restricted, _)) = self.tx.maybe(&OBJECTS, (*party,))? else {
                continue;
            };
            let noes = self.noes_of(*party)?;
            let held = noes.iter().any(|no| no.kind == NoKind::Hold);
            if restricted.is_some() || held || self.tx.run(&CLAIM, (*party,))? == 0 {
                continue;
            }
            claimed.parties.push(*party);
            for (lot, category) in self.tx.all(&LOTS, (*party,))? {
                claimed.lots.push(lot);
                let category = Category::from_stored(category);
                let category = category.ok_or(Error::Shape)?;
                let party = *party;
                claimed.whose.push(LotOf {
                    lot,
                    party,
                    category,
                });
                if !claimed.categories.contains(&category) {
                    claimed.categories.push(category);
                }
            }
        }
        claimed.lots.sort_unstable();
        claimed.parties.sort_unstable();
        Ok(claimed)
    }
}
