//! Permission is a value: [`Ask`] → [`Grant`] → [`Noted`].
//!
//! Invariant: none of the last two has a public constructor. Both carry the invariant lifetime of
//! their unit of work, so neither can be kept for the next one or handed to another.

use std::marker::PhantomData;
use std::sync::Arc;

use basics::{Code, PartyId};
use policy::{Action, Right};
use zeroize::Zeroizing;

use crate::category::Kind;
use crate::error::Error;

/// Marks the unit of work a proof belongs to. Invariant in `'w`.
pub(crate) type Brand<'w> = PhantomData<fn(&'w ()) -> &'w ()>;

/// What is asked for: an action on some parties, with a reason where one is needed.
pub struct Ask {
    pub(crate) action: Action,
    pub(crate) parties: Arc<[PartyId]>,
    pub(crate) reason: Option<Zeroizing<String>>,
    pub(crate) rights: Vec<Right>,
    /// Whether somebody is added who was not there.
    pub(crate) adds: bool,
    /// What whoever asks says of it.
    pub(crate) said: Option<Code>,
}

impl Ask {
    pub(crate) fn new(action: Action, parties: &[PartyId]) -> Self {
        let mut parties = parties.to_vec();
        parties.sort_unstable();
        parties.dedup();
        Self {
            action,
            parties: parties.into(),
            reason: None,
            rights: Vec::new(),
            adds: false,
            said: None,
        }
    }

    /// The same, with what whoever asks says of it, as a stable code: the line tells it.
    #[must_use]
    pub fn saying(self, said: Code) -> Self {
        Self {
            said: Some(said),
            ..self
        }
    }

    /// The same, which only a role that holds this right as well may do.
    #[must_use]
    pub fn with(mut self, right: Right) -> Self {
        self.rights.push(right);
        self
    }

    /// The same for a reason, which is sealed into the line. A change that rests on the right to
    /// rectify needs one.
    #[must_use]
    pub fn because(self, reason: &str) -> Self {
        Self {
            reason: Some(Zeroizing::new(reason.to_owned())),
            ..self
        }
    }

    /// To change accounts and roles of staff.
    #[must_use]
    pub fn govern() -> Self {
        Self::new(Action::Govern, &[]).with(Right::Staff)
    }

    /// To publish a version of the notice.
    #[must_use]
    pub fn publish() -> Self {
        Self::new(Action::Publish, &[]).with(Right::Settings)
    }

    /// To change what a version of the notice is made from. The trail tells it as a change of
    /// settings: *published* is said of what is in force alone.
    #[must_use]
    pub fn settle() -> Self {
        Self::new(Action::Govern, &[]).with(Right::Settings)
    }

    /// To set or lift a legal hold on these parties, or on something of theirs.
    #[must_use]
    pub fn hold(parties: &[PartyId]) -> Self {
        Self::new(Action::Change, parties).with(Right::Holds)
    }

    /// To decide on the erasure of these parties, and to see what it would be.
    #[must_use]
    pub fn decide(parties: &[PartyId]) -> Self {
        Self::new(Action::Change, parties).with(Right::Erase)
    }

    /// To read what was decided on the erasure of these parties, also when they are gone.
    #[must_use]
    pub fn erased(parties: &[PartyId]) -> Self {
        Self::new(Action::Erase, parties).with(Right::Erase)
    }

    /// To run the register itself: backups, keys, jobs.
    #[must_use]
    pub fn operate() -> Self {
        Self::new(Action::Operate, &[]).with(Right::Operation)
    }

    /// To read the trail of these parties, or of nobody in particular.
    #[must_use]
    pub fn trail(parties: &[PartyId]) -> Self {
        Self::new(Action::View, parties).with(Right::Trail)
    }

    /// To open the values of these parties on a page about them.
    #[must_use]
    pub fn view(parties: &[PartyId]) -> Self {
        Self::new(Action::View, parties)
    }

    /// To show these parties in a list: the trail tells *listed* apart from *opened*.
    #[must_use]
    pub fn list(parties: &[PartyId]) -> Self {
        Self::new(Action::List, parties)
    }

    /// To show these parties among the hits of a search.
    #[must_use]
    pub fn search(parties: &[PartyId]) -> Self {
        Self::new(Action::Search, parties)
    }

    /// To change what is held about these parties.
    #[must_use]
    pub fn change(parties: &[PartyId]) -> Self {
        Self::new(Action::Change, parties)
    }

    /// To add somebody by hand who was not there.
    #[must_use]
    pub fn add() -> Self {
        Self {
            adds: true,
            ..Self::change(&[])
        }
    }

    /// To make two parties one, or to part them again.
    #[must_use]
    pub fn merge(parties: &[PartyId]) -> Self {
        Self::new(Action::Merge, parties)
    }

    /// To store what a file brings about these parties.
    #[must_use]
    pub fn import(parties: &[PartyId]) -> Self {
        Self::new(Action::Import, parties)
    }

    /// To show a value that is hidden from ordinary pages, with the reason why.
    #[must_use]
    pub fn reveal(party: PartyId, reason: &str) -> Self {
        Self::new(Action::Reveal, &[party]).because(reason)
    }

    /// To hand what is held about these parties to somebody outside: the trail tells it as a
    /// disclosure.
    #[must_use]
    pub fn disclose(parties: &[PartyId]) -> Self {
        Self::new(Action::Disclose, parties).with(Right::Disclose)
    }

    /// To hand an answer to the person who asked for it: the trail tells it as sent.
    #[must_use]
    pub fn answer(parties: &[PartyId]) -> Self {
        Self::new(Action::Send, parties).with(Right::Requests)
    }

    /// To take values out of the register as a file.
    #[must_use]
    pub fn export(parties: &[PartyId], reason: &str) -> Self {
        Self::new(Action::Export, parties).because(reason)
    }
}

/// The notice, the role, the scope and the person's own "no" allow it; the trail does not know
/// yet. It opens nothing: [`crate::Work::note`] turns it into a [`Noted`].
#[must_use = "a grant opens nothing until it is noted"]
pub struct Grant<'w, C: Kind> {
    pub(crate) ask: Ask,
    pub(crate) opens: bool,
    pub(crate) brand: Brand<'w>,
    pub(crate) kind: PhantomData<C>,
}

/// The line of this look or change is part of the unit of work, whose result cannot leave before
/// the line is durable. Borrowed to open many values of the parties it names.
#[must_use = "it is the proof that opens values"]
pub struct Noted<'w, C: Kind> {
    pub(crate) parties: Arc<[PartyId]>,
    pub(crate) action: Action,
    /// The rights that were asked for beside what the action needs.
    pub(crate) rights: Vec<Right>,
    /// Whether its holder may see the category at all: an import brings what it does not show.
    pub(crate) opens: bool,
    pub(crate) brand: Brand<'w>,
    pub(crate) kind: PhantomData<C>,
}

impl<C: Kind> Noted<'_, C> {
    /// Whether the proof names this party.
    #[must_use]
    pub fn names(&self, party: PartyId) -> bool {
        self.parties.binary_search(&party).is_ok()
    }

    /// The parties it names, in the order of their numbers.
    #[must_use]
    pub fn parties(&self) -> &[PartyId] {
        &self.parties
    }

    /// Whether it was asked for by this right.
    pub(crate) fn by_right(&self, right: Right) -> bool {
        self.rights.contains(&right)
    }

    /// Whether it was given to show a hidden value.
    pub(crate) const fn reveals(&self) -> bool {
        matches!(self.action, Action::Reveal)
    }

    /// Whether it opens values of a category other than the identity code, which is never opened
    /// but by a reveal.
    pub(crate) const fn opens(&self) -> bool {
        self.opens
    }

    /// Whether it was given for an import.
    pub(crate) const fn imports(&self) -> bool {
        matches!(self.action, Action::Import)
    }

    /// That it was given for changing what is held about this party.
    pub(crate) fn covers_change(&self, party: PartyId) -> Result<(), Error> {
        let covered = self.changes() && self.names(party);
        covered.then_some(()).ok_or(Error::NotCovered)
    }

    /// That it was given for merging or parting these two.
    pub(crate) fn covers_merge(&self, one: PartyId, other: PartyId) -> Result<(), Error> {
        let covered = self.merges() && one != other && self.names(one) && self.names(other);
        covered.then_some(()).ok_or(Error::NotCovered)
    }

    /// Whether it was given for merging or parting.
    pub(crate) const fn merges(&self) -> bool {
        matches!(self.action, Action::Merge)
    }

    /// Whether it was given for changing.
    pub(crate) const fn changes(&self) -> bool {
        matches!(self.action, Action::Change | Action::Import)
    }
}
