//! Whom an action over many customers is about: rows that were ticked, or all who fit.
//!
//! Invariants: nobody is opened to find them but the first few, whose names are shown and stand in
//! the trail as listed; what is done is done to those who were shown, and where they are others
//! meanwhile, nothing is.

use std::hash::{DefaultHasher, Hash, Hasher};

use basics::PartyId;
use guard::category::Other;
use guard::{Ask, PartyKind, Work};
use policy::Action;

use super::error::Error;
use crate::find::{Filter, Hers, Seen, Walk};
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

/// What a page showed of those it is about, as its form brings it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    /// How many may be changed.
    count: usize,
    /// The highest customer number of those who fit; 0 where rows were ticked.
    top: i64,
    /// Who they are: the same for the same ones in the same version of the program, and nothing that
    /// leads back to them.
    mark: u64,
}

impl Shown {
    /// What a form says; nothing where it says no such thing.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let shown = Self {
            count: parts.next()?.parse().ok()?,
            top: parts.next()?.parse().ok()?,
            mark: u64::from_str_radix(parts.next()?, 16).ok()?,
        };
        parts.next().is_none().then_some(shown)
    }

    /// As a form says it.
    pub(super) fn text(&self) -> String {
        format!("{}-{}-{:x}", self.count, self.top, self.mark)
    }

    /// Below which number those who were shown are: whoever came since is above.
    pub(super) const fn below(&self) -> i64 {
        self.top.saturating_add(1)
    }
}

/// Those it is about.
pub(super) struct Gathered {
    /// Those who may be changed.
    pub(super) parties: Vec<(PartyId, PartyKind)>,
    /// How many were chosen.
    pub(super) chosen: usize,
    top: i64,
    /// The list they are of; nothing where rows were ticked.
    walk: Option<Walk>,
}

impl Gathered {
    /// How many are left out, because they may not be changed or are not there any more.
    pub(super) fn left_out(&self) -> i64 {
        let left = self.chosen.saturating_sub(self.parties.len());
        i64::try_from(left).unwrap_or(i64::MAX)
    }

    /// What is shown of them.
    pub(super) fn shown(&self) -> Shown {
        let mut hasher = DefaultHasher::new();
        for (party, _) in &self.parties {
            party.hash(&mut hasher);
        }
        Shown {
            count: self.parties.len(),
            top: self.top,
            mark: hasher.finish(),
        }
    }
}

/// Finds those whom the actor may change, of those who fit the ones below a number.
///
/// # Errors
///
/// The refusal where she may change nobody; [`Error::Nobody`]; [`Error::TooMany`];
/// [`Error::Filter`]; the stores' failures.
pub(super) fn gathered(work: &mut Work<'_>, whom: &Whom, below: i64) -> Result<Gathered, Error> {
    let (seen, chosen, top, walk): (Vec<_>, _, _, _) = match whom {
        Whom::Ticked(parties) => {
            let seen = work.seen(Action::List, parties)?;
            (seen, parties.len(), 0, None)
        }
        Whom::Fitting(filter) => {
            let (fitting, walk) = fitting(work, filter, below)?;
            let (chosen, top) = (fitting.len(), fitting.first().map_or(0, |one| one.0));
            let seen = fitting.into_iter().map(|(_, party, kind)| (party, kind));
            (seen.collect(), chosen, top, Some(walk))
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
        Ok(Gathered {
            parties,
            chosen,
            top,
            walk,
        })
    }
}

/// Those who fit, the newest first, and the list they are of.
fn fitting(work: &mut Work<'_>, filter: &Filter, below: i64) -> Result<(Vec<Seen>, Walk), Error> {
    if filter.left_to(Hers::of(work), work.policy()).1 {
        // Whoever may not use a filter would change others than those she was shown.
        return Err(Error::Filter);
    }
    let walk = Walk::begin(work, filter)?;
    let (mut all, mut from) = (Vec::new(), Some(below));
    while let Some(below) = from {
        let page = walk.page(work, below, AT_ONCE)?;
        all.extend(page.seen);
        if all.len() > MOST {
            return Err(Error::TooMany);
        }
        from = page.next;
    }
    Ok((all, walk))
}

/// The names of the first few. That they are in a list that is narrowed by what is held about them
/// is put on the record too.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub(super) fn first_names(
    work: &mut Work<'_>,
    gathered: &Gathered,
) -> Result<Vec<(PartyId, String)>, Error> {
    let parties = &gathered.parties;
    let few = parties.get(..NAMES.min(parties.len())).unwrap_or_default();
    if let Some(walk) = &gathered.walk {
        let few: Vec<PartyId> = few.iter().map(|one| one.0).collect();
        walk.told_of(work, &few)?;
    }
    let proofs = NameProofs::ask(work, few, Ask::list)?;
    let mut names = proofs.sorted_names(work, few)?;
    let name = |one: &(PartyId, PartyKind)| (one.0, names.remove(&one.0).unwrap_or_default());
    Ok(few.iter().map(name).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_shown_is_read_back_and_nothing_else_is() {
        let shown = Shown {
            count: 205,
            top: 1_205,
            mark: u64::MAX,
        };
        assert_eq!(Shown::parse(&shown.text()), Some(shown));
        assert_eq!(shown.below(), 1_206);
        for text in [
            "",
            "205",
            "205-1205",
            "205-1205-zz",
            "205-1205-1-1",
            "-1-2-3",
        ] {
            assert_eq!(Shown::parse(text), None, "{text}");
        }
    }
}
