//! Of whom values may be taken out of the register, before anything of them is opened.
//!
//! Invariant: what may not be taken out is left out of an export as it is left out of a list,
//! without a word; where the role may take out nothing at all, that is a refusal on the record.

use std::collections::HashSet;
use std::sync::Arc;

use basics::{Coded, PartyId};
use policy::Action;

use crate::ask::Ask;
use crate::category::{Company, Identity, Kind};
use crate::error::Error;
use crate::parties::{OBJECTS, PartyKind, Stance};
use crate::work::Work;

impl Work<'_> {
    /// Of these parties, in their order, those whose names the actor may take out for this reason,
    /// each with what it is.
    ///
    /// # Errors
    ///
    /// The refusal, recorded, where the actor may take out neither persons nor organisations; the
    /// stores'.
    pub fn takeable(
        &mut self,
        parties: &[PartyId],
        reason: &str,
    ) -> Result<Vec<(PartyId, PartyKind)>, Error> {
        let ask = Ask::export(&[], reason);
        let persons = self.could::<Identity>(&ask);
        let organisations = self.could::<Company>(&ask);
        let mut may: HashSet<PartyId> = HashSet::new();
        if persons || !organisations {
            may.extend(self.takeable_in::<Identity>(parties, reason)?);
        }
        let mut firms: HashSet<PartyId> = HashSet::new();
        if organisations {
            firms.extend(self.takeable_in::<Company>(parties, reason)?);
        }
        let of_kind = |party: &PartyId| {
            let kind = self.kind_of(*party)?;
            let set = match kind {
                PartyKind::Person => &may,
                PartyKind::Organisation => &firms,
            };
            set.contains(party).then_some((*party, kind))
        };
        Ok(parties.iter().filter_map(of_kind).collect())
    }

    /// Of these parties those whose values in category `C` the actor may take out for this reason.
    ///
    /// # Errors
    ///
    /// The refusal, recorded, where she may take out nothing of the category; the stores'.
    pub fn takeable_in<C: Kind>(
        &mut self,
        parties: &[PartyId],
        reason: &str,
    ) -> Result<Vec<PartyId>, Error> {
        let policy = Arc::clone(&self.policy);
        let ask = Ask::export(&[], reason);
        let question = self.question::<C>(&policy, &ask);
        let allowed = match question.allowed() {
            Ok(allowed) => allowed,
            Err(refusal) => {
                let sealed = self.sealed_reason(&ask)?;
                self.drafts
                    .refuse(&ask, C::CATEGORY, sealed, refusal.code());
                return Err(refusal.into());
            }
        };
        self.know(parties, &allowed)?;
        let mut may = Vec::with_capacity(parties.len());
        for party in parties {
            match self.party_allowed(&question, &allowed, *party) {
                Ok(()) => may.push(*party),
                Err(Error::Refused(_) | Error::NotThere) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(may)
    }

    /// Whether the actor could take out values of category `C` of anyone at all, with a reason.
    #[must_use]
    pub fn could_take_out<C: Kind>(&self) -> bool {
        self.could::<C>(&Ask::new(Action::Export, &[]))
    }

    /// What stands against the use of each of these parties' data, asked for together. As for
    /// [`Work::stance`], asking decides whether the actor may know it.
    ///
    /// # Errors
    ///
    /// The store's error.
    pub fn stances(&mut self, parties: &[PartyId]) -> Result<Vec<Stance>, Error> {
        let found = self
            .tx
            .all_of(&OBJECTS, parties.iter().map(|party| (*party,)))?;
        let stance = |rows: Vec<_>| {
            let row = rows.into_iter().next();
            row.map_or_else(Stance::nothing, |(restricted, objects): (_, String)| {
                Stance::read(restricted, &objects)
            })
        };
        Ok(found.into_iter().map(stance).collect())
    }
}
