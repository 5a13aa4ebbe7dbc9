//! A unit of work: what one request reads or changes, in one transaction, under one purpose.
//!
//! Invariant: a value is opened only with a [`Noted`] of this very unit, for a party the proof
//! names, in the category of its column. Lines gather here and leave with the transaction.

use std::collections::{HashMap, HashSet};
use std::marker::PhantomData;
use std::sync::Arc;

use basics::{Coded, Day, Instant, Neighbourhood, PartyId, UnitId};
use policy::{Action, Category, Policy, Purpose};
use store::{Here, Tx};

use crate::actor::Actor;
use crate::ahead::Ahead;
use crate::ask::{Ask, Brand, Grant, Noted};
use crate::category::Kind;
use crate::core::Core;
use crate::decide::{Allowed, Question};
use crate::erase::Going;
use crate::error::Error;
use crate::facts::{self, Known};
use crate::lines::{Draft, Drafts};
use crate::looked_up::LookedUp;
use vault::{Exact, IndexTerms, No, Suppressed};

/// A unit of work, handed to the closure of [`crate::Desk::read`] or [`crate::Desk::write`].
pub struct Work<'w> {
    pub(crate) tx: Tx<'w>,
    pub(crate) here: &'w Here,
    pub(crate) core: &'w Core,
    pub(crate) policy: Arc<Policy>,
    pub(crate) frame: Frame<'w>,
    pub(crate) drafts: Drafts,
    pub(crate) reindexed: Vec<(PartyId, i64, IndexTerms)>,
    /// What a person says no to, and whether it stands or is lifted.
    pub(crate) noes: Vec<(No, bool)>,
    /// Addresses that marketing must not reach from now on, and those it may reach again.
    pub(crate) suppressed: Vec<Suppressed>,
    pub(crate) released: Vec<Suppressed>,
    /// How far series of numbers got.
    pub(crate) marks: Vec<(&'static str, i64)>,
    /// Parties that came into the register in this unit.
    pub(crate) added: HashSet<PartyId>,
    /// Where the ids of those that a file brings lie.
    pub(crate) neighbourhood: Option<Neighbourhood>,
    /// What of them waits to be written together.
    pub(crate) ahead: Ahead,
    /// Lots whose keys go as the last thing before the commit.
    pub(crate) going: Option<Going>,
    /// Whether a value was met whose key is destroyed.
    pub(crate) key_gone: bool,
    /// Which addresses were found to be suppressed.
    pub(crate) looked_up: LookedUp,
    /// What single values find, as far as it was looked up ahead.
    pub(crate) compared: HashMap<Exact, Vec<PartyId>>,
    facts: HashMap<PartyId, Known>,
    brand: Brand<'w>,
}

/// Who works, why and when: the same for the whole unit.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'w> {
    pub(crate) actor: &'w Actor,
    pub(crate) purpose: Purpose,
    pub(crate) now: Instant,
    pub(crate) today: Day,
    pub(crate) unit: UnitId,
}

impl<'w> Work<'w> {
    pub(crate) fn new(
        tx: Tx<'w>,
        here: &'w Here,
        core: &'w Core,
        policy: Arc<Policy>,
        frame: Frame<'w>,
    ) -> Self {
        Self {
            tx,
            here,
            core,
            policy,
            frame,
            drafts: Drafts::default(),
            reindexed: Vec::new(),
            noes: Vec::new(),
            suppressed: Vec::new(),
            released: Vec::new(),
            added: HashSet::new(),
            neighbourhood: None,
            ahead: Ahead::default(),
            going: None,
            key_gone: false,
            looked_up: LookedUp::default(),
            compared: HashMap::new(),
            marks: Vec::new(),
            facts: HashMap::new(),
            brand: PhantomData,
        }
    }

    /// The transaction of the register.
    pub fn tx(&mut self) -> &mut Tx<'w> {
        &mut self.tx
    }

    /// The notice in force.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Who works.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        self.frame.actor
    }

    /// The purpose declared for this unit.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.frame.purpose
    }

    /// The instant of this unit: one for all its rows and lines.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.frame.now
    }

    /// The day of this unit in the controller's zone.
    #[must_use]
    pub const fn today(&self) -> Day {
        self.frame.today
    }

    /// Makes ids. Knowingly redrawn when the unit runs again.
    #[must_use]
    pub fn ids(&self) -> &basics::Ids {
        &self.core.ids
    }

    /// Whether the notice, the roles, the scope and the parties' own "no" allow it.
    ///
    /// # Errors
    ///
    /// The refusal, which is recorded whatever becomes of the unit; [`Error::NotThere`] for a
    /// party that does not exist; the store's failure.
    pub fn grant<C: Kind>(&mut self, ask: Ask) -> Result<Grant<'w, C>, Error> {
        match self.decide::<C>(&ask) {
            Ok(()) => Ok(self.granted(ask)),
            Err(error) => {
                if matches!(error, Error::Refused(_) | Error::NotThere) {
                    let reason = self.sealed_reason(&ask)?;
                    self.drafts.refuse(&ask, C::CATEGORY, reason, error.code());
                }
                Err(error)
            }
        }
    }

    /// Puts the line of a granted look or change into this unit.
    ///
    /// # Errors
    ///
    /// Where the reason cannot be sealed.
    pub fn note<C: Kind>(&mut self, grant: Grant<'w, C>) -> Result<Noted<'w, C>, Error> {
        let Grant { ask, opens, .. } = grant;
        let reason = self.sealed_reason(&ask)?;
        self.drafts.note(Draft::of(&ask, C::CATEGORY, reason));
        Ok(Noted {
            parties: ask.parties,
            action: ask.action,
            rights: ask.rights,
            opens,
            brand: PhantomData,
            kind: PhantomData,
        })
    }

    /// A grant of what was decided. It opens values where the actor may see the category at all.
    fn granted<C: Kind>(&self, ask: Ask) -> Grant<'w, C> {
        let opens = ask.action == Action::Reveal || self.could::<C>(&Ask::view(&[]));
        Grant {
            ask,
            opens,
            brand: PhantomData,
            kind: PhantomData,
        }
    }

    /// [`Work::grant`] and [`Work::note`] in one: the usual way.
    ///
    /// # Errors
    ///
    /// As the two.
    pub fn ask<C: Kind>(&mut self, ask: Ask) -> Result<Noted<'w, C>, Error> {
        let grant = self.grant::<C>(ask)?;
        self.note(grant)
    }

    /// For a part of a page that may be left out: nothing where it is refused, and no refusal
    /// recorded, because nobody asked for that part.
    ///
    /// # Errors
    ///
    /// Only failures; never a refusal.
    pub fn ask_if_allowed<C: Kind>(&mut self, ask: Ask) -> Result<Option<Noted<'w, C>>, Error> {
        match self.decide::<C>(&ask) {
            Ok(()) => {
                let grant = self.granted(ask);
                self.note(grant).map(Some)
            }
            Err(Error::Refused(_) | Error::NotThere) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Of these parties, those that may be touched by `action` in category `C`; the others are
    /// left out without a word, as lists and searches must.
    ///
    /// # Errors
    ///
    /// The refusal, recorded, where the category itself may not be seen; the store's failure.
    pub fn visible<C: Kind>(
        &mut self,
        action: Action,
        parties: &[PartyId],
    ) -> Result<Vec<PartyId>, Error> {
        let policy = Arc::clone(&self.policy);
        let ask = Ask::new(action, &[]);
        let question = self.question::<C>(&policy, &ask);
        let allowed = match question.allowed() {
            Ok(allowed) => allowed,
            Err(refusal) => {
                self.drafts.refuse(&ask, C::CATEGORY, None, refusal.code());
                return Err(refusal.into());
            }
        };
        self.know(parties, &allowed)?;
        let mut visible = Vec::with_capacity(parties.len());
        for party in parties {
            match self.party_allowed(&question, &allowed, *party) {
                Ok(()) => visible.push(*party),
                Err(Error::Refused(_) | Error::NotThere) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(visible)
    }

    /// Whether the actor could do this to anyone at all, with a reason where one is needed: for
    /// menus and buttons. Nothing is recorded, nothing opened.
    #[must_use]
    pub fn could<C: Kind>(&self, ask: &Ask) -> bool {
        let question = Question {
            reasoned: true,
            ..self.question::<C>(&self.policy, ask)
        };
        question.allowed().is_ok()
    }

    /// Whether the actor may see a category at all for the purpose of this unit: for what is told of
    /// many categories at once. Nothing is recorded, nothing opened.
    #[must_use]
    pub fn could_see(&self, category: Category) -> bool {
        let ask = Ask::view(&[]);
        let question = Question {
            category,
            ..self.question::<crate::category::Identity>(&self.policy, &ask)
        };
        question.allowed().is_ok()
    }

    /// Whether the actor could do this without giving a reason.
    #[must_use]
    pub fn could_without_reason<C: Kind>(&self, ask: &Ask) -> bool {
        let question = Question {
            reasoned: false,
            ..self.question::<C>(&self.policy, ask)
        };
        question.allowed().is_ok()
    }

    pub(crate) fn question<'q, C: Kind>(&self, policy: &'q Policy, ask: &'q Ask) -> Question<'q>
    where
        'w: 'q,
    {
        Question {
            policy,
            actor: self.frame.actor,
            purpose: self.frame.purpose,
            action: ask.action,
            category: C::CATEGORY,
            rights: &ask.rights,
            reasoned: ask
                .reason
                .as_ref()
                .is_some_and(|reason| !reason.trim().is_empty()),
            adds: ask.adds,
            today: self.frame.today,
        }
    }

    fn decide<C: Kind>(&mut self, ask: &Ask) -> Result<(), Error> {
        let policy = Arc::clone(&self.policy);
        let question = self.question::<C>(&policy, ask);
        let allowed = question.allowed()?;
        self.know(&ask.parties, &allowed)?;
        for party in ask.parties.iter() {
            self.party_allowed(&question, &allowed, *party)?;
        }
        Ok(())
    }

    /// Reads what decides over access to these parties, as far as it is not known yet.
    pub(crate) fn know(&mut self, parties: &[PartyId], allowed: &Allowed<'_>) -> Result<(), Error> {
        let staff = self.frame.actor.behind();
        let jobs_of = staff.filter(|_| allowed.asks_for_jobs());
        let known = |party: &PartyId| {
            let known = self.facts.get(party);
            known.is_some_and(|known| known.with_jobs || jobs_of.is_none())
        };
        let missing: Vec<PartyId> = parties.iter().filter(|one| !known(one)).copied().collect();
        if missing.is_empty() {
            return Ok(());
        }
        let at = (self.frame.purpose, self.frame.today);
        let found = facts::of(&mut self.tx, &missing, jobs_of, at)?;
        for (party, known) in missing.into_iter().zip(found) {
            if let Some(known) = known {
                self.facts.insert(party, known);
            }
        }
        Ok(())
    }

    /// What is known of a party has changed in this unit.
    pub(crate) fn forget(&mut self, party: PartyId) {
        self.facts.remove(&party);
    }

    /// What kind of party it is, as far as [`Work::know`] read it.
    pub(crate) fn kind_of(&self, party: PartyId) -> Option<crate::PartyKind> {
        self.facts.get(&party).map(|known| known.kind)
    }

    pub(crate) fn party_allowed(
        &self,
        question: &Question<'_>,
        allowed: &Allowed<'_>,
        party: PartyId,
    ) -> Result<(), Error> {
        let known = self.facts.get(&party).ok_or(Error::NotThere)?;
        let proves = !known.merged && question.category == Category::Requests;
        let passes = proves || matches!(question.action, Action::Merge | Action::Erase);
        if (known.merged || known.erased) && !passes {
            return Err(Error::NotThere);
        }
        Ok(question.party(allowed, &known.facts)?)
    }

    /// Whether the actor could do this to anyone at all for another purpose than this unit's, with
    /// a reason or without one: for buttons whose form is a unit of its own.
    #[must_use]
    pub fn could_for<C: Kind>(&self, purpose: Purpose, ask: &Ask, reasoned: bool) -> bool {
        let question = Question {
            purpose,
            reasoned,
            ..self.question::<C>(&self.policy, ask)
        };
        question.allowed().is_ok()
    }
}
