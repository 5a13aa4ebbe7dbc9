//! Whom an action over many customers is about: rows that were ticked, or all who fit.
//!
//! Invariant: nobody is opened to find them but the first few, whose names are shown and stand in
//! the trail as listed.

use basics::PartyId;
use guard::category::Other;
use guard::{Ask, PartyKind, Work};
use policy::Action;

use super::error::Error;
use crate::find::{Filter, Hers, Walk};
use crate::people::NameProofs;

/// The most customers of one action.
pub(super) const MOST: usize = 20_000;
/// Customers looked for at once.
const AT_ONCE: usize = 500;
/// Names that are shown before it is done.
const NAMES: usize = 10;

/// Whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whom {
    /// These.
    Ticked(Vec<PartyId>),
    /// Everyone who fits.
    Fitting(Filter),
}

/// Those it is about.
pub(super) struct Gathered {
    /// Those who may be changed.
    pub(super) parties: Vec<(PartyId, PartyKind)>,
    /// How many were chosen.
    pub(super) chosen: usize,
}

impl Gathered {
    /// How many are left out, because they may not be changed or are not there any more.
    pub(super) fn left_out(&self) -> i64 {
        let left = self.chosen.saturating_sub(self.parties.len());
        i64::try_from(left).unwrap_or(i64::MAX)
    }
}

/// Finds those whom the actor may change.
///
/// # Errors
///
/// The refusal where she may change nobody; [`Error::Nobody`]; [`Error::TooMany`];
/// [`Error::Filter`]; the stores' failures.
pub(super) fn gathered(work: &mut Work<'_>, whom: &Whom) -> Result<Gathered, Error> {
    let (seen, chosen) = match whom {
        Whom::Ticked(parties) => {
            let seen = work.seen(Action::List, parties)?;
            (seen, parties.len())
        }
        Whom::Fitting(filter) => {
            let seen = fitting(work, filter)?;
            let chosen = seen.len();
            (seen, chosen)
        }
    };
    let parties: Vec<PartyId> = seen.iter().map(|one| one.0).collect();
    let mut may = work.visible::<Other>(Action::Change, &parties)?;
    may.sort_unstable();
    let changed = |one: &(PartyId, PartyKind)| may.binary_search(&one.0).is_ok();
    let parties: Vec<_> = seen.into_iter().filter(changed).collect();
    if parties.is_empty() {
        Err(Error::Nobody)
    } else {
        Ok(Gathered { parties, chosen })
    }
}

fn fitting(work: &mut Work<'_>, filter: &Filter) -> Result<Vec<(PartyId, PartyKind)>, Error> {
    if filter.left_to(Hers::of(work)).1 {
        // Whoever may not use a filter would change others than those she was shown.
        return Err(Error::Filter);
    }
    let walk = Walk::begin(work, filter)?;
    let (mut all, mut from) = (Vec::new(), Some(i64::MAX));
    while let Some(below) = from {
        let page = walk.page(work, below, AT_ONCE)?;
        all.extend(page.seen.into_iter().map(|(_, party, kind)| (party, kind)));
        if all.len() > MOST {
            return Err(Error::TooMany);
        }
        from = page.next;
    }
    Ok(all)
}

/// The names of the first few.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub(super) fn first_names(
    work: &mut Work<'_>,
    parties: &[(PartyId, PartyKind)],
) -> Result<Vec<(PartyId, String)>, Error> {
    let few = parties.get(..NAMES.min(parties.len())).unwrap_or_default();
    let proofs = NameProofs::ask(work, few, Ask::list)?;
    let mut names = proofs.sorted_names(work, few)?;
    let name = |one: &(PartyId, PartyKind)| (one.0, names.remove(&one.0).unwrap_or_default());
    Ok(few.iter().map(name).collect())
}
