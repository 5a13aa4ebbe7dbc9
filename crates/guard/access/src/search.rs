//! Searching: which parties a text or a value finds, before anything of them is opened.
//!
//! Invariant: what is found and may not be seen is left out without a word, and nobody learns how
//! much was left out. An identity code finds only under its own right, with a reason and a line of
//! its own; the general search cannot ask for one.

use std::collections::{HashMap, HashSet};

use basics::{Day, PartyId};
use policy::{Action, Category, Right, Scope};
use vault::{Alike, Alikes, Exact, Found, Patience};

use crate::ask::{Ask, Noted};
use crate::category::{Company, Contact, Identity, IdentityCode, Kind};
use crate::error::Error;
use crate::lines::Draft;
use crate::parties::{Adding, PartyKind};
use crate::work::Work;

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hits {
    /// Parties the actor may see: those that match best, then the others, newest first in either.
    pub parties: Vec<(PartyId, PartyKind)>,
    /// How many of them match best.
    pub best: usize,
    /// Whether there are more than were asked for.
    pub more: bool,
    /// Whether they were found only by allowing for a typing error.
    pub loose: bool,
    /// Whether looking ended before everything was looked through.
    pub unfinished: bool,
}

/// Hits looked through at most, for a role whose scope leaves most of them out.
const LOOKED_THROUGH_MAX: usize = 20_000;
/// Parties of one's own jobs that are looked through at most, newest job first.
const OWN_MAX: i64 = 2_000;

impl Work<'_> {
    /// Finds parties by what somebody typed: names, e-mail, phone, address, customer number,
    /// business id. Nothing is opened: ask for the hits before showing their names, which puts
    /// them into the line of the search. A search that shows nobody is a line too.
    ///
    /// # Errors
    ///
    /// The refusal where the actor may see neither persons nor organisations; the stores'.
    pub fn find(&mut self, text: &str, wanted: usize, patience: Patience) -> Result<Hits, Error> {
        let hits = match self.own_jobs_until() {
            Some(last) => self.find_among_own(text, wanted, last)?,
            None => self.find_among_all(text, wanted, patience)?,
        };
        if hits.parties.is_empty() {
            self.drafts
                .note(Draft::of(&Ask::search(&[]), Category::Identity, None));
        }
        Ok(hits)
    }

    fn find_among_all(
        &mut self,
        text: &str,
        wanted: usize,
        patience: Patience,
    ) -> Result<Hits, Error> {
        let mut reach = wanted;
        loop {
            let found = self.core.vault.find(self.here, text, reach, patience)?;
            let mut parties = self.seen(Action::Search, &found.parties)?;
            let exhausted = !found.more || found.unfinished || reach >= LOOKED_THROUGH_MAX;
            if parties.len() >= wanted || exhausted {
                let more = parties.len() > wanted || (found.more && !parties.is_empty());
                parties.truncate(wanted);
                return Ok(Hits {
                    best: best_of(&found, &parties),
                    parties,
                    more,
                    loose: found.loose,
                    unfinished: found.unfinished,
                });
            }
            reach = reach.saturating_mul(8).min(LOOKED_THROUGH_MAX);
        }
    }

    /// Whoever sees only the parties of her own jobs searches among those, however many others
    /// the text would find.
    fn find_among_own(&mut self, text: &str, wanted: usize, last: Day) -> Result<Hits, Error> {
        let own = self.own_parties(last, OWN_MAX)?;
        let seen = self.seen(Action::Search, &own)?;
        let candidates: Vec<PartyId> = seen.iter().map(|(party, _)| *party).collect();
        let found = self.core.vault.find_among(self.here, text, &candidates)?;
        let kinds: HashMap<PartyId, PartyKind> = seen.into_iter().collect();
        let known = |party: PartyId| Some((party, *kinds.get(&party)?));
        let mut parties: Vec<_> = found.parties.iter().copied().filter_map(known).collect();
        let more = parties.len() > wanted;
        parties.truncate(wanted);
        Ok(Hits {
            best: best_of(&found, &parties),
            parties,
            more,
            loose: found.loose,
            unfinished: found.unfinished,
        })
    }

    /// The parties of the actor's own jobs, newest job first, where she sees no others; nothing
    /// where her scope is wider.
    ///
    /// # Errors
    ///
    /// The refusal where the actor may see neither persons nor organisations; the store's.
    pub fn own_jobs(&mut self, action: Action) -> Result<Option<Vec<(PartyId, PartyKind)>>, Error> {
        let Some(last) = self.own_jobs_until() else {
            return Ok(None);
        };
        let own = self.own_parties(last, OWN_MAX)?;
        self.seen(action, &own).map(Some)
    }

    /// The last day on which a job may begin to be within reach today, where the roles of the
    /// actor that serve this purpose reach nobody beyond her own jobs.
    fn own_jobs_until(&self) -> Option<Day> {
        let roles = self.frame.actor.roles(&self.policy).into_iter();
        let serving = roles.filter(|role| role.purposes.contains(&self.frame.purpose));
        let mut widest = None;
        for role in serving {
            let Scope::OwnJobs { before_days, .. } = role.scope else {
                return None;
            };
            widest = widest.max(Some(before_days));
        }
        widest.map(|days| self.frame.today.plus_days(i32::from(days)))
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
        let mut visible = HashSet::new();
        if persons || !organisations {
            visible.extend(self.visible::<Identity>(action, parties)?);
        }
        let mut firms = HashSet::new();
        if organisations {
            firms.extend(self.visible::<Company>(action, parties)?);
        }
        let seen = |party: &PartyId| {
            let kind = self.kind_of(*party)?;
            let set = match kind {
                PartyKind::Person => &visible,
                PartyKind::Organisation => &firms,
            };
            set.contains(party).then_some((*party, kind))
        };
        Ok(parties.iter().filter_map(seen).collect())
    }

    /// Whom one whole value belongs to, to tell whether somebody who is about to be added is in the
    /// register already: everyone, also those the actor may not see, because a second record would
    /// undo a restriction. The look is a line of its own, without parties and with their number.
    ///
    /// # Errors
    ///
    /// The refusal where the actor may not add such a value; the stores'.
    pub fn find_exact(&mut self, how: Adding, exact: &Exact) -> Result<Vec<PartyId>, Error> {
        match exact {
            Exact::Email(_) | Exact::Phone(_) => self.compare_with::<Contact>(how, exact),
            Exact::BusinessId(_) => self.compare_with::<Company>(how, exact),
            Exact::IdentityCode(_) => self.compare_with::<IdentityCode>(how, exact),
        }
    }

    /// Says that [`Work::find_exact`] is about to be asked for these values: they are looked up
    /// together, and the answers kept for this unit. It tells nothing and records nothing.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub fn look_up_ahead(&mut self, values: Vec<Exact>) -> Result<(), Error> {
        let found = self.core.vault.find_exact_of(self.here, &values)?;
        self.compared.extend(values.into_iter().zip(found));
        Ok(())
    }

    fn compare_with<C: Kind>(&mut self, how: Adding, exact: &Exact) -> Result<Vec<PartyId>, Error> {
        let _grant = self.grant::<C>(how.ask_to_add())?;
        let found = match self.compared.get(exact) {
            Some(found) => found.clone(),
            None => self.core.vault.find_exact(self.here, exact)?,
        };
        let draft = Draft::of(&Ask::search(&[]), C::CATEGORY, None);
        self.drafts.note(draft.found(found.len()));
        Ok(found)
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
        self.frame.actor.any_role(&self.policy, |role| {
            role.scope == Scope::All && role.purposes.contains(&self.frame.purpose)
        })
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

/// Of those who are seen, how many match best.
fn best_of(found: &Found, seen: &[(PartyId, PartyKind)]) -> usize {
    let best = found.parties.get(..found.best).unwrap_or_default();
    let best: HashSet<&PartyId> = best.iter().collect();
    seen.iter()
        .filter(|(party, _)| best.contains(party))
        .count()
}

impl<'w> Work<'w> {
    /// The other party that has a value which this one is being given: the same identity code or
    /// business id is the same party. The look is a line of its own, as that of
    /// [`Work::find_exact`].
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`] where the proof was not given for changing this party in the category
    /// of the value; the stores'.
    pub fn find_other<C: Kind>(
        &mut self,
        proof: &Noted<'w, C>,
        party: PartyId,
        exact: &Exact,
    ) -> Result<Option<PartyId>, Error> {
        let category = match exact {
            Exact::Email(_) | Exact::Phone(_) => Category::Contact,
            Exact::BusinessId(_) => Category::Company,
            Exact::IdentityCode(_) => Category::IdentityCode,
        };
        if C::CATEGORY != category {
            return Err(Error::NotCovered);
        }
        proof.covers_change(party)?;
        let found = self.core.vault.find_exact(self.here, exact)?;
        let draft = Draft::of(&Ask::search(&[]), C::CATEGORY, None);
        self.drafts.note(draft.found(found.len()));
        Ok(found.into_iter().find(|other| *other != party))
    }
}

impl Work<'_> {
    /// Pairs of parties that look alike and that the actor may merge, behind a place in the index,
    /// and where the next ones begin. Those of whom one may not be seen are left out without a word.
    /// Nothing is opened: ask for them before showing their names.
    ///
    /// # Errors
    ///
    /// The refusal where the actor may merge nobody; the stores'.
    pub fn alikes(&mut self, after: Option<[u8; 8]>, wanted: i64) -> Result<Alikes, Error> {
        self.may_merge()?;
        let found = self.core.vault.alikes(self.here, after, wanted)?;
        let pairs = self.mergeable(found.pairs)?;
        Ok(Alikes { pairs, ..found })
    }

    /// The pairs in which a party is, the same way.
    ///
    /// # Errors
    ///
    /// As [`Work::alikes`].
    pub fn alikes_of(&mut self, party: PartyId) -> Result<Vec<Alike>, Error> {
        self.may_merge()?;
        let found = self.core.vault.alikes_of(self.here, party)?;
        self.mergeable(found)
    }

    fn may_merge(&mut self) -> Result<(), Error> {
        if self.could::<Company>(&Ask::merge(&[])) {
            let _grant = self.grant::<Company>(Ask::merge(&[]))?;
        } else {
            let _grant = self.grant::<Identity>(Ask::merge(&[]))?;
        }
        Ok(())
    }

    fn mergeable(&mut self, pairs: Vec<Alike>) -> Result<Vec<Alike>, Error> {
        let both = pairs.iter().flat_map(|pair| [pair.one, pair.other]);
        let mut parties: Vec<PartyId> = both.collect();
        parties.sort_unstable();
        parties.dedup();
        let seen = self.seen(Action::List, &parties)?;
        let kinds: HashMap<PartyId, PartyKind> = seen.into_iter().collect();
        let kind = |party: &PartyId| kinds.get(party).copied();
        let fits = |pair: &Alike| kind(&pair.one).is_some_and(|one| Some(one) == kind(&pair.other));
        Ok(pairs.into_iter().filter(fits).collect())
    }
}
