//! Lots and terms of parties: of those that come in a unit of work they are written together at its
//! end, so that a file's thousand customers cost no more statements than one.

use std::collections::{HashMap, HashSet};

use basics::{LotId, PartyId};
use policy::Category;
use vault::{IndexTerms, NewLot, Vault};

use crate::ask::Noted;
use crate::category::Kind;
use crate::error::Error;
use crate::work::Work;

/// Rows of parties that were added in this unit. Nothing but this unit can ask for them, and it
/// does not before its end.
#[derive(Default)]
pub(crate) struct Ahead {
    lots: Vec<NewLot>,
    first_terms: Vec<PartyId>,
    /// The lots they have: nobody else knows any yet.
    lots_of: HashMap<(PartyId, Category), LotId>,
    /// Those whose terms are announced.
    announced: HashSet<PartyId>,
}

impl<'w> Work<'w> {
    /// The lot of a party's master data in category `C`: its own key, its own clock. Made when
    /// the party has none yet.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`]; the vault's and the store's errors.
    pub fn lot<C: Kind>(&mut self, proof: &Noted<'w, C>, party: PartyId) -> Result<LotId, Error> {
        self.covers_change(proof, party)?;
        let (vault, now, category) = (&self.core.vault, self.frame.now, C::CATEGORY);
        if !self.added.contains(&party) {
            return Ok(vault.master_lot(self.here, &mut self.tx, party, category, now)?);
        }
        if let Some(lot) = self.ahead.lots_of.get(&(party, category)) {
            return Ok(*lot);
        }
        let lot = vault.next_lot(self.here)?;
        self.ahead.lots_of.insert((party, category), lot);
        self.ahead
            .lots
            .push(NewLot::master(lot, party, category, now));
        Ok(lot)
    }

    /// A new lot of one thing of a party in category `C`, such as the door code of one of her sites:
    /// its own key and its own clock, beside the lot of her master data.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`]; the vault's and the store's errors.
    pub fn lot_of_its_own<C: Kind>(
        &mut self,
        proof: &Noted<'w, C>,
        party: PartyId,
    ) -> Result<LotId, Error> {
        self.covers_change(proof, party)?;
        let (vault, now, category) = (&self.core.vault, self.frame.now, C::CATEGORY);
        Ok(vault.add_lot(self.here, &mut self.tx, party, category, false, now)?)
    }

    /// Writes what waits of the parties that were added in this unit.
    pub(crate) fn write_ahead(&mut self) -> Result<(), Error> {
        let lots = std::mem::take(&mut self.ahead.lots);
        let first_terms = std::mem::take(&mut self.ahead.first_terms);
        if !lots.is_empty() {
            Vault::put_lots(&mut self.tx, lots)?;
        }
        if !first_terms.is_empty() {
            Vault::will_index_first(&mut self.tx, first_terms)?;
        }
        Ok(())
    }

    /// The party is found by these terms from the commit of this unit on.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn reindex(&mut self, party: PartyId, terms: IndexTerms) -> Result<(), Error> {
        let first = self.added.contains(&party) && self.ahead.announced.insert(party);
        let version = if first {
            self.ahead.first_terms.push(party);
            vault::FIRST_TERMS
        } else {
            self.write_ahead()?;
            self.core.vault.will_index(&mut self.tx, party)?
        };
        self.reindexed.push((party, version, terms));
        Ok(())
    }
}
