//! What is past its clock, sorted: what goes, and what stays and why.
//!
//! Invariant: nothing that is due is left out without a word. A legal hold keeps it, or somebody
//! still needs it, or the processing is restricted (GDPR art. 18); otherwise it goes.

use std::collections::{BTreeSet, HashMap, HashSet};

use basics::{Day, PartyId};
use guard::{HeldOn, Work};
use policy::{ClockStart, ErasedBy, Kept};

use super::clocks::Clocks;
use super::error::Error;
use super::queries;
use crate::capability::{Need, Needed, Started};
use crate::people;

/// A clock of the notice: whose, what starts it, the newest start that is over.
pub(super) type Over = (Kept, ClockStart, Day);

/// Something that is past its clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Due {
    /// By which clock.
    pub(super) kept: Kept,
    /// What.
    pub(super) what: Started,
    /// Why it stays; nothing: it goes.
    pub(super) stays: Option<Stays>,
}

impl Due {
    /// Its place among what is due.
    pub(super) fn place(&self) -> (PartyId, i64) {
        (self.what.party, self.what.place())
    }
}

/// Why something stays although its time is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stays {
    /// A legal hold keeps it.
    Held(HeldOn),
    /// The processing is restricted.
    Restricted,
    /// Somebody needs it: why, and until when where that is known.
    Needed(&'static str, Option<Day>),
    /// Something came into it since it was looked at: it is looked at anew.
    Changed,
}

impl Stays {
    /// The key of the sentence that says so.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            Self::Held(_) => "retention-stays-held",
            Self::Restricted => "retention-stays-restricted",
            Self::Needed(why, _) => why,
            Self::Changed => "retention-stays-changed",
        }
    }
}

/// What stands against erasing something of these parties.
pub(super) struct Against {
    holds: HashMap<PartyId, Vec<HeldOn>>,
    restricted: HashSet<PartyId>,
    needs: HashMap<PartyId, Vec<Need>>,
}

impl Against {
    /// What stands against erasing something of these parties on a day.
    ///
    /// # Errors
    ///
    /// The guard's.
    pub(super) fn of(
        work: &mut Work<'_>,
        parties: &[PartyId],
        today: Day,
    ) -> Result<Self, guard::Error> {
        let parties: BTreeSet<PartyId> = parties.iter().copied().collect();
        let parties: Vec<PartyId> = parties.into_iter().collect();
        let holds = work.holds_of_all(&parties)?;
        let holds = parties.iter().copied().zip(holds).collect();
        let found = work
            .tx()
            .all_of(&queries::RESTRICTED, parties.iter().map(|party| (*party,)))?;
        let restricted = parties.iter().zip(found);
        let restricted = restricted.filter(|(_, since)| since.iter().any(Option::is_some));
        let restricted = restricted.map(|(party, _)| *party).collect();
        let mut needs = crate::needs(work.tx(), &parties, today)?;
        let others: BTreeSet<PartyId> = needs.iter().filter_map(|need| need.because_of).collect();
        let others: Vec<PartyId> = others.into_iter().collect();
        let held = people::held_on_day(work.tx(), &others, today)?;
        let held: HashSet<PartyId> = held.into_iter().collect();
        needs.retain(|need| need.because_of.is_none_or(|other| held.contains(&other)));
        let mut of: HashMap<PartyId, Vec<Need>> = HashMap::new();
        for need in needs {
            of.entry(need.party).or_default().push(need);
        }
        Ok(Self {
            holds,
            restricted,
            needs: of,
        })
    }

    /// Why something stays, the strongest reason first; nothing: it goes.
    pub(super) fn stays(&self, kept: Kept, what: &Started) -> Option<Stays> {
        let category = kept.category()?;
        let mut holds = self.holds.get(&what.party).into_iter().flatten();
        if let Some(on) = holds.find(|on| on.keeps(what.lot, category)) {
            return Some(Stays::Held(*on));
        }
        if self.restricted.contains(&what.party) {
            return Some(Stays::Restricted);
        }
        let needed = |need: &&Need| match need.what {
            Needed::Category(needed) => needed == category,
            Needed::Value(row) => what.value.is_some_and(|(_, own)| own == row),
        };
        let mut needs = self.needs.get(&what.party).into_iter().flatten();
        let need = needs.find(needed)?;
        Some(Stays::Needed(need.why, need.until))
    }

    /// The needs of a party in a category.
    pub(super) fn needs(&self, party: PartyId, category: policy::Category) -> Vec<&Need> {
        let own = self.needs.get(&party).into_iter().flatten();
        own.filter(|need| need.what == Needed::Category(category))
            .collect()
    }

    /// Whether the processing of a party is restricted.
    pub(super) fn is_restricted(&self, party: PartyId) -> bool {
        self.restricted.contains(&party)
    }

    /// The holds of a party.
    pub(super) fn holds(&self, party: PartyId) -> &[HeldOn] {
        self.holds.get(&party).map_or(&[], Vec::as_slice)
    }
}

/// A page of what is past a clock, behind a party and a place, sorted.
///
/// # Errors
///
/// The guard's.
pub(super) fn page(
    work: &mut Work<'_>,
    clocks: &Clocks,
    over: Over,
    after: (PartyId, i64),
    most: i64,
) -> Result<Vec<Due>, Error> {
    let found = clocks.due(work.tx(), over, after, most)?;
    sorted(work, clocks, over.0, found)
}

/// What is past one clock of one party, sorted.
///
/// # Errors
///
/// The guard's.
pub(super) fn of_party(
    work: &mut Work<'_>,
    clocks: &Clocks,
    party: PartyId,
    kept: Kept,
) -> Result<Vec<Due>, Error> {
    let mut found = clocks.started(work, party, kept)?;
    found.retain(|one| clocks.is_over(kept, one));
    sorted(work, clocks, kept, found)
}

fn sorted(
    work: &mut Work<'_>,
    clocks: &Clocks,
    kept: Kept,
    found: Vec<Started>,
) -> Result<Vec<Due>, Error> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let parties: Vec<PartyId> = found.iter().map(|one| one.party).collect();
    let against = Against::of(work, &parties, clocks.today)?;
    let due = |what: Started| Due {
        kept,
        stays: against.stays(kept, &what),
        what,
    };
    Ok(found.into_iter().map(due).collect())
}

/// Whether what is past a clock goes by itself.
pub(super) fn by_itself(clocks: &Clocks, kept: Kept) -> bool {
    clocks
        .clock(kept)
        .is_some_and(|clock| clock.by == ErasedBy::Itself)
}

/// The first place there is.
pub(super) const START: (PartyId, i64) = (PartyId::new(i64::MIN + 1), i64::MIN + 1);
