//! What a decision on erasure is carried out on: the lots that stood there when it was made, with what
//! lay in them and what needed them.
//!
//! Invariant: it is written with the decision and never changed, so a case that was cut off is gone on
//! with by what its decision was about. What came into a lot since, what is held, restricted or needed
//! since, or belongs to somebody who is a customer again, stays and is told. No personal data is in
//! it: numbers, categories, counts.

use std::collections::BTreeMap;

use basics::{Instant, LotId, PartyId};
use guard::{HeldOn, InLot, LotOf, Work};
use policy::Category;
use serde::{Deserialize, Serialize};

use super::due::Against;
use super::error::Error;
use super::outside::Outside;
use super::queries;
use crate::people;

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    lots: Vec<Planned>,
    /// What was needed when it was decided, and goes all the same: category and why.
    needs: Vec<(String, String)>,
    /// Whether her connections ended with the decision.
    unnamed: bool,
    /// How many copies lay outside then.
    #[serde(default)]
    outside: Option<Outside>,
}

/// A lot of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Planned {
    lot: i64,
    party: i64,
    category: String,
    rows: i64,
    newest: i64,
}

impl Planned {
    fn of(lot: LotOf, held: InLot) -> Self {
        Self {
            lot: lot.lot.get(),
            party: lot.party.get(),
            category: lot.category.key().to_owned(),
            rows: held.rows,
            newest: held.newest,
        }
    }

    fn lot(&self) -> Option<LotOf> {
        Some(LotOf {
            lot: LotId::new(self.lot),
            party: PartyId::new(self.party),
            category: Category::from_key(&self.category)?,
        })
    }
}

/// What of a plan goes now, and why the rest of it stays: by category, the words of why.
pub(super) struct Anew {
    pub(super) goes: Vec<LotId>,
    pub(super) stays: BTreeMap<Category, Vec<&'static str>>,
}

impl Plan {
    /// The plan of a decision by which these categories of a party go. What waits sealed for somebody
    /// holds copies of them, so it goes as well.
    ///
    /// # Errors
    ///
    /// The guard's.
    pub(super) fn of(
        work: &mut Work<'_>,
        party: PartyId,
        categories: &[Category],
        outside: Option<Outside>,
    ) -> Result<Self, Error> {
        let packed = if categories.is_empty() {
            Vec::new()
        } else {
            crate::packed(work, party)?
        };
        let lots = work.lots_of(party)?.into_iter();
        let lots =
            lots.filter(|lot| categories.contains(&lot.category) || packed.contains(&lot.lot));
        let lots: Vec<LotId> = lots.map(|lot| lot.lot).collect();
        let going = work.going_with(&lots)?;
        let numbers: Vec<LotId> = going.iter().map(|one| one.lot).collect();
        let held = work.in_lots(&numbers)?;
        let planned = going.into_iter().zip(held);
        let planned = planned.map(|(lot, held)| Planned::of(lot, held.unwrap_or_default()));
        let today = work.today();
        let against = Against::of(work, &[party], today)?;
        let mut needs = Vec::new();
        let packing = [Category::Requests, Category::Disclosures];
        for category in categories.iter().copied().chain(packing) {
            for need in against.needs(party, category) {
                needs.push((category.key().to_owned(), need.why.to_owned()));
            }
        }
        Ok(Self {
            lots: planned.collect(),
            needs,
            unnamed: says_who(categories),
            outside,
        })
    }

    /// What is followed of a party: these lots, as they lie there now.
    ///
    /// # Errors
    ///
    /// The store's.
    pub(super) fn following(work: &mut Work<'_>, lots: &[LotOf]) -> Result<Self, Error> {
        let numbers: Vec<LotId> = lots.iter().map(|one| one.lot).collect();
        let held = work.in_lots(&numbers)?;
        let planned = lots.iter().zip(held);
        let planned = planned.map(|(lot, held)| Planned::of(*lot, held.unwrap_or_default()));
        Ok(Self {
            lots: planned.collect(),
            ..Self::default()
        })
    }

    /// The same without lots that went.
    pub(super) fn without(mut self, gone: &[LotId]) -> Self {
        self.lots.retain(|one| !gone.contains(&LotId::new(one.lot)));
        self
    }

    /// The plan as it was kept.
    ///
    /// # Errors
    ///
    /// Where it is none.
    pub(super) fn read(text: &str) -> Result<Self, Error> {
        Ok(serde_json::from_str(text).map_err(|_| guard::Error::Shape)?)
    }

    /// The plan as it is kept.
    ///
    /// # Errors
    ///
    /// Never, with these fields.
    pub(super) fn written(&self) -> Result<String, Error> {
        Ok(serde_json::to_string(self).map_err(|_| guard::Error::Shape)?)
    }

    /// How many copies lay outside when it was decided.
    pub(super) const fn outside(&self) -> Option<Outside> {
        self.outside
    }

    /// The lots it is about.
    pub(super) fn lots(&self) -> Vec<LotOf> {
        self.lots.iter().filter_map(Planned::lot).collect()
    }

    /// The rows that lay in these lots.
    pub(super) fn rows(&self, lots: &[LotId]) -> u64 {
        let own = self.lots.iter();
        let own = own.filter(|one| lots.contains(&LotId::new(one.lot)));
        own.map(|one| u64::try_from(one.rows).unwrap_or(0)).sum()
    }

    /// Looks at it anew: what of it goes now.
    ///
    /// # Errors
    ///
    /// The guard's.
    pub(super) fn anew(
        &self,
        work: &mut Work<'_>,
        party: PartyId,
        decided: Instant,
    ) -> Result<Anew, Error> {
        let today = work.today();
        let lots = self.lots();
        let mut parties: Vec<PartyId> = lots.iter().map(|one| one.party).collect();
        parties.push(party);
        let against = Against::of(work, &parties, today)?;
        let numbers: Vec<LotId> = lots.iter().map(|one| one.lot).collect();
        let held = work.in_lots(&numbers)?;
        let restricted = work.tx().maybe(&queries::RESTRICTED, (party,))?.flatten();
        let restricted = restricted.is_some_and(|since| since > decided);
        let again = self.unnamed && is_held_on(work, party)?;
        let mut anew = Anew {
            goes: Vec::new(),
            stays: BTreeMap::new(),
        };
        for ((planned, lot), held) in self.lots.iter().zip(&lots).zip(held) {
            // What went by its own clock meanwhile is not there any more.
            let Some(held) = held else { continue };
            let holds = against.holds(lot.party).iter();
            let mut holds = holds.chain(against.holds(party));
            let is_held = holds.any(|on: &HeldOn| on.keeps(lot.lot, lot.category));
            let mut why = Vec::new();
            why.extend(is_held.then_some("held"));
            why.extend(restricted.then_some("restricted"));
            why.extend(again.then_some("customer_again"));
            why.extend((held.newest > planned.newest).then_some("newer"));
            let needs = against.needs(party, lot.category).into_iter();
            let mut fresh = needs.filter(|need| !self.knew(lot.category, need.why));
            why.extend(fresh.next().map(|_| "needed"));
            if why.is_empty() {
                anew.goes.push(lot.lot);
            } else {
                let told = anew.stays.entry(lot.category).or_default();
                told.extend(why);
                told.sort_unstable();
                told.dedup();
            }
        }
        Ok(anew)
    }

    /// Whether a need stood there when it was decided.
    fn knew(&self, category: Category, why: &str) -> bool {
        let mut needs = self.needs.iter();
        needs.any(|(of, known)| of == category.key() && known == why)
    }
}

/// Whether one of these categories says who a party is.
fn says_who(categories: &[Category]) -> bool {
    let names = [Category::Identity, Category::Company];
    names.iter().any(|one| categories.contains(one))
}

/// Whether a connection of a party goes on: a decision that ends them all was made before it.
fn is_held_on(work: &mut Work<'_>, party: PartyId) -> Result<bool, Error> {
    let today = work.today();
    let connections = people::connections_of(work, party)?;
    let mut ends = connections.into_iter().map(|one| one.2);
    Ok(ends.any(|end| end.is_none_or(|end| end >= today)))
}
