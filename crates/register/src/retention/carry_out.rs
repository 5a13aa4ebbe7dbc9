//! Carrying an erasure out: lots with their keys, and single values whose lot stays.
//!
//! Invariant: what goes is looked at once more in the very unit of work that destroys its key, while
//! nobody else writes, and goes only where it is as it was when it was looked at first: a value that a
//! clerk wrote in between, a hold, a restriction, a need, a new connection keep it.

use std::collections::{BTreeMap, HashMap, HashSet};

use basics::{LotId, PartyId};
use guard::{Actor, Erasure, Guard, InLot, IndexTerms, Work};
use policy::Purpose;

use super::due::{Due, Stays};
use super::error::Error;
use super::remainder;
use crate::people;

/// What a party is found by from what is left of her.
pub(super) fn left<E: From<guard::Error>>(
    work: &mut Work<'_>,
    party: PartyId,
) -> Result<IndexTerms, E> {
    let terms = people::terms_of_party(work, party);
    terms.map_err(|error| E::from(error.into_guard()))
}

/// The place of something among what is due.
pub(super) type Place = (PartyId, i64);

/// What was looked at before it is erased: every thing that goes, and what lay in those that are
/// whole lots.
#[derive(Debug, Clone, Default)]
pub(super) struct Looked {
    places: HashMap<Place, InLot>,
    /// Whether all of it goes or nothing does: somebody looked through it and confirmed it.
    whole: bool,
}

impl Looked {
    /// What of these things goes, as it is now.
    ///
    /// # Errors
    ///
    /// The store's.
    pub(super) fn at(work: &mut Work<'_>, due: &[Due]) -> Result<Self, Error> {
        let goes: Vec<&Due> = due.iter().filter(|one| one.stays.is_none()).collect();
        let held = in_whole_lots(work, &goes)?;
        let looked = goes.iter().map(|one| {
            let held = held.get(&one.what.lot).copied();
            (one.place(), held.unwrap_or_default())
        });
        Ok(Self {
            places: looked.collect(),
            whole: false,
        })
    }

    /// The same, as a page that was shown brought it back: all of it goes or nothing does.
    pub(super) fn shown(places: impl Iterator<Item = (Place, InLot)>) -> Self {
        Self {
            places: places.collect(),
            whole: true,
        }
    }

    /// What was in a thing that goes.
    pub(super) fn held(&self, place: Place) -> InLot {
        self.places.get(&place).copied().unwrap_or_default()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Of whom something goes, once for each thing.
    pub(super) fn parties(&self) -> Vec<PartyId> {
        self.places.keys().map(|place| place.0).collect()
    }

    /// What was looked at of each of these parties, and of all others together.
    pub(super) fn parted(self, alone: &[PartyId]) -> (BTreeMap<PartyId, Self>, Self) {
        let none = || Self {
            places: HashMap::new(),
            whole: self.whole,
        };
        let (mut own, mut rest) = (BTreeMap::<PartyId, Self>::new(), none());
        for (place, held) in self.places {
            let into = if alone.contains(&place.0) {
                own.entry(place.0).or_insert_with(none)
            } else {
                &mut rest
            };
            into.places.insert(place, held);
        }
        (own, rest)
    }

    /// Of what is due now, only what was looked at and has not changed since goes.
    ///
    /// # Errors
    ///
    /// [`Error::Changed`] where all of it was to go and something stays; the store's.
    pub(super) fn again(&self, work: &mut Work<'_>, mut due: Vec<Due>) -> Result<Vec<Due>, Error> {
        let goes: Vec<&Due> = due.iter().filter(|one| one.stays.is_none()).collect();
        let held = in_whole_lots(work, &goes)?;
        for one in due.iter_mut().filter(|one| one.stays.is_none()) {
            let now = held.get(&one.what.lot).copied().unwrap_or_default();
            if self.places.get(&one.place()) != Some(&now) {
                one.stays = Some(Stays::Changed);
            }
        }
        let goes = due.iter().filter(|one| one.stays.is_none()).count();
        if self.whole && (goes != due.len() || goes != self.places.len()) {
            return Err(Error::Changed);
        }
        Ok(due)
    }
}

/// What lies in those of these things that are whole lots. A single value is the same or is gone.
fn in_whole_lots(work: &mut Work<'_>, due: &[&Due]) -> Result<HashMap<LotId, InLot>, Error> {
    let whole = due.iter().filter(|one| one.what.value.is_none());
    let whole: Vec<LotId> = whole.map(|one| one.what.lot).collect();
    let held = work.in_lots(&whole)?;
    let held = whole.into_iter().zip(held);
    Ok(held.filter_map(|(lot, held)| Some((lot, held?))).collect())
}

/// What is erased of what is due: what stays, stays.
fn erasure(due: &[Due], decision: &str) -> Erasure {
    let goes: Vec<&Due> = due.iter().filter(|one| one.stays.is_none()).collect();
    let whole = goes.iter().filter(|one| one.what.value.is_none());
    let single = goes.iter().filter_map(|one| {
        let (column, row) = one.what.value?;
        Some(((column, one.what.party, row), one.what.lot))
    });
    Erasure {
        lots: whole.map(|one| one.what.lot).collect(),
        values: single.collect(),
        empty: Vec::new(),
        decision: decision.to_owned(),
    }
}

/// Erases of what `look` finds, of `only` one party where it is said, whatever was looked at before and
/// has not changed; what it found, with why the rest stays.
///
/// # Errors
///
/// What `look` returns; the refusal; [`guard::Error::Held`], and then nothing of it was destroyed; the
/// stores' failures.
pub(super) async fn erase<L>(
    guard: &Guard,
    (actor, purpose): (&Actor, Purpose),
    looked: Looked,
    (decision, only): (&str, Option<PartyId>),
    look: L,
) -> Result<Vec<Due>, Error>
where
    L: for<'w> Fn(&mut Work<'w>) -> Result<Vec<Due>, Error> + Send + 'static,
{
    let decision = decision.to_owned();
    let deciding = move |work: &mut Work<'_>| {
        let mut found = look(work)?;
        found.retain(|one| only.is_none_or(|party| party == one.what.party));
        let due = looked.again(work, found)?;
        Ok::<_, Error>((erasure(&due, &decision), due))
    };
    let (_, due) = guard.erase(actor, purpose, deciding, left).await?;
    Ok(due)
}

/// The same: what is followed of a party goes by itself, so that the line which proves it names nobody
/// else.
///
/// # Errors
///
/// As [`erase_together`].
pub(super) async fn erase_what_can<L>(
    guard: &Guard,
    who: (&Actor, Purpose),
    looked: Looked,
    decision: &str,
    look: L,
) -> Result<Vec<Due>, Error>
where
    L: for<'w> Fn(&mut Work<'w>) -> Result<Vec<Due>, Error> + Clone + Send + 'static,
{
    let alone = remainder::followed(guard, looked.parties()).await?;
    let (own, rest) = looked.parted(&alone);
    let mut found = if rest.is_empty() {
        Vec::new()
    } else {
        erase_together(guard, who, rest, decision, look.clone()).await?
    };
    found.retain(|one| !alone.contains(&one.what.party));
    for (party, looked) in own {
        match erase(guard, who, looked, (decision, Some(party)), look.clone()).await {
            Ok(due) => found.extend(due),
            Err(Error::Guard(guard::Error::Held | guard::Error::Refused(_))) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// The same, party by party where something stands against one of them: that one stays, the others
/// go.
///
/// # Errors
///
/// What `look` returns; the stores' failures.
async fn erase_together<L>(
    guard: &Guard,
    who: (&Actor, Purpose),
    looked: Looked,
    decision: &str,
    look: L,
) -> Result<Vec<Due>, Error>
where
    L: for<'w> Fn(&mut Work<'w>) -> Result<Vec<Due>, Error> + Clone + Send + 'static,
{
    let all = erase(guard, who, looked.clone(), (decision, None), look.clone()).await;
    let Err(Error::Guard(guard::Error::Held | guard::Error::Refused(_))) = all else {
        return all;
    };
    let mut parties = looked.parties();
    parties.sort_unstable();
    parties.dedup();
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    for party in parties {
        let only = (decision, Some(party));
        match erase(guard, who, looked.clone(), only, look.clone()).await {
            Ok(due) => {
                found.extend(due.into_iter().filter(|one| seen.insert(one.place())));
            }
            // Held with the one she was merged from.
            Err(Error::Guard(guard::Error::Held | guard::Error::Refused(_))) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}
