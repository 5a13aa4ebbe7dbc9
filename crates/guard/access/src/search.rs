//! Searching: which parties a text or a value finds, before anything of them is opened.
//!
//! Invariant: what is found and may not be seen is left out without a word, and nobody learns how
//! much was left out. An identity code finds only under its own right, with a reason and a line of
//! its own; the general search cannot ask for one.

use basics::PartyId;
use policy::{Action, Category, Right, Scope};
use vault::Exact;

use crate::ask::{Ask, Noted};
use crate::category::{Company, Identity, IdentityCode};
use crate::error::Error;
use crate::parties::{PARTY, PartyKind};
use crate::refusal::Refusal;
use crate::work::Work;

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hits {
    /// Parties the actor may see, newest first.
    pub parties: Vec<(PartyId, PartyKind)>,
    /// Whether there are more than were asked for.
    pub more: bool,
    /// Whether they were found only by allowing for a typing error.
    pub loose: bool,
}

/// Hits looked through at most, for a role whose scope leaves most of them out.
const LOOKED_THROUGH_MAX: usize = 20_000;

impl Work<'_> {
    /// Finds parties by what somebody typed: names, e-mail, phone, address, customer number,
    /// business id. Nothing is opened: ask for the hits before showing their names.
    ///
    /// # Errors
    ///
    /// The refusal where the actor may see neither persons nor organisations; the stores'.
    pub fn find(&mut self, text: &str, wanted: usize) -> Result<Hits, Error> {
        let mut reach = wanted;
        loop {
            let found = self.core.vault.find(self.here, text, reach)?;
            let mut parties = self.seen(Action::Search, &found.parties)?;
            let exhausted = !found.more || reach >= LOOKED_THROUGH_MAX;
            if parties.len() >= wanted || exhausted {
                let more = parties.len() > wanted || (found.more && !parties.is_empty());
                parties.truncate(wanted);
                return Ok(Hits {
                    parties,
                    more,
                    loose: found.loose,
                });
            }
            reach = reach.saturating_mul(8).min(LOOKED_THROUGH_MAX);
        }
    }

    /// Of these parties, in their order, those the actor may see, each with what it is. The
    /// others are left out without a word.
    ///
    /// # Errors
    ///
    /// The refusal where the actor may see neither persons nor organisations; the store's.
    pub fn seen(
        &mut self,
        action: Action,
        parties: &[PartyId],
    ) -> Result<Vec<(PartyId, PartyKind)>, Error> {
        let persons = self.could::<Identity>(&Ask::new(action, &[]));
        let organisations = self.could::<Company>(&Ask::new(action, &[]));
        if !persons && !organisations {
            self.visible::<Identity>(action, &[])?;
        }
        let mut seen = Vec::with_capacity(parties.len());
        for party in parties {
            let Some((kind, ..)) = self.tx.maybe(&PARTY, (*party,))? else {
                continue;
            };
            let visible = match kind {
                PartyKind::Person if persons => self.visible::<Identity>(action, &[*party])?,
                PartyKind::Organisation if organisations => {
                    self.visible::<Company>(action, &[*party])?
                }
                _ => Vec::new(),
            };
            seen.extend(visible.into_iter().map(|party| (party, kind)));
        }
        Ok(seen)
    }

    /// Finds parties by one whole value, to tell whether somebody is in the register already.
    /// Identity codes only while importing or entering them.
    ///
    /// # Errors
    ///
    /// The refusal; the stores'.
    pub fn find_exact(&mut self, exact: &Exact) -> Result<Vec<PartyId>, Error> {
        let coded = matches!(exact, Exact::IdentityCode(_));
        let imports = self.could::<IdentityCode>(&Ask::import(&[]));
        let enters = self.could::<IdentityCode>(&Ask::change(&[]));
        if coded && !imports && !enters {
            return Err(Refusal::Right.into());
        }
        Ok(self.core.vault.find_exact(self.here, exact)?)
    }

    /// Finds the person with an identity code: by a role that may reveal it, for a reason. The
    /// search is a line of its own, whatever it finds.
    ///
    /// # Errors
    ///
    /// The refusal; the stores'.
    pub fn find_identity_code(
        &mut self,
        code: &str,
        reason: &str,
    ) -> Result<Vec<(PartyId, PartyKind)>, Error> {
        let ask = Ask {
            reason: Some(reason.to_owned().into()),
            ..Ask::new(Action::Reveal, &[])
        };
        let _noted: Noted<'_, IdentityCode> = self.ask(ask)?;
        let found = self
            .core
            .vault
            .find_exact(self.here, &Exact::IdentityCode(code.to_owned()))?;
        self.seen(Action::Search, &found)
    }

    /// Whether a role that serves this purpose reaches every party: only then are parties counted
    /// for the actor.
    #[must_use]
    pub fn reaches_everyone(&self) -> bool {
        let staff = self.frame.actor.staff();
        let roles = staff.into_iter().flat_map(|staff| &staff.roles);
        let everyone = |role: &policy::Role| {
            role.scope == Scope::All && role.purposes.contains(&self.frame.purpose)
        };
        roles.filter_map(|key| self.policy.role(key)).any(everyone)
    }

    /// Whether a role of the actor holds a right: for buttons.
    #[must_use]
    pub fn holds(&self, right: Right) -> bool {
        self.frame.actor.holds(&self.policy, right)
    }

    /// Whether the notice names the category at all.
    #[must_use]
    pub fn stores(&self, category: Category) -> bool {
        self.policy.stores(category)
    }
}
