//! Going through the list of customers, narrowed or not, the newest first.
//!
//! Invariants: what leads through it is found by an index, and what one page looks through is
//! bounded; whoever may not be seen is left out without a word; a page begins where the one before
//! ended, whoever came or went meanwhile.

use std::collections::HashMap;

use basics::{Day, PartyId};
use guard::category::{Company, Contact, Other, Permissions, Services};
use guard::{Ask, Label, PartyKind, Work};
use policy::{Action, Category};

use super::filter::Filter;
use crate::people::{Error, Fits, LIST_ROW, Lead, led, step_down};

/// Numbers gone through in one question where nothing rare leads: at first, and at most.
const STRIDE: i64 = 100;
const STRIDE_MAX: i64 = 5_000;
/// Numbers looked up in one question where something leads.
const BLOCK: i64 = 200;
/// How many numbers one page goes through at most.
const GONE_THROUGH_MAX: i64 = 20_000;
/// How many customers who fit are looked at for one page, for a role that may not see most of them.
const LOOKED_AT_MAX: usize = 2_000;
/// Customers counted at most; above that it is said that there are more.
pub(super) const COUNTED_MAX: i64 = 10_000;

/// A list as it is gone through.
pub struct Walk {
    fits: Fits,
    labels: Vec<Label>,
    tells: Vec<Category>,
    lead: Lead,
    /// Below the first number, above the second.
    between: (i64, i64),
    today: Day,
}

/// Some of those who fit.
struct Step {
    fitting: Vec<(i64, PartyId)>,
    /// Below which number it goes on; nothing at the end.
    next: Option<i64>,
    gone_through: i64,
}

/// A customer who is seen: her number, who she is, and what.
pub type Seen = (i64, PartyId, PartyKind);

/// Those of a page who may be seen.
pub struct Page {
    /// The newest first.
    pub seen: Vec<Seen>,
    /// Below which number the next page begins; nothing at the end.
    pub next: Option<i64>,
}

/// How many fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exactly(i64),
    /// More than so many.
    Over(i64),
    /// So many of those that were gone through, and there are others.
    AtLeast(i64),
}

impl Walk {
    /// Begins: finds what leads through the list.
    ///
    /// # Errors
    ///
    /// The refusal where the actor may see neither persons nor organisations; the store's failure.
    pub fn begin(work: &mut Work<'_>, filter: &Filter) -> Result<Self, Error> {
        // Refused here, whether there is anybody to be shown or not.
        work.seen(Action::List, &[])?;
        let (fits, today) = (filter.fits(work), work.today());
        let lead = match work.own_jobs(Action::List)? {
            // Those of her own jobs are few, and looking for them among all would be long.
            Some(own) => {
                let found = work
                    .tx()
                    .all_of(&LIST_ROW, own.iter().map(|row| (row.0,)))?;
                let mut numbers: Vec<i64> = found.into_iter().flatten().map(|row| row.1).collect();
                numbers.sort_unstable_by_key(|number| std::cmp::Reverse(*number));
                Lead::Few(numbers)
            }
            None => fits.lead(work.tx(), today)?,
        };
        let between = fits.numbers(work.tx())?;
        Ok(Self {
            fits,
            labels: filter.labels(work.policy()),
            tells: filter.tells(work.policy()),
            lead,
            between,
            today,
        })
    }

    fn step(&self, work: &mut Work<'_>, below: i64, stride: i64) -> Result<Step, Error> {
        let below = below.min(self.between.0);
        let above = self.between.1;
        if !self.labels.is_empty() {
            let most = usize::try_from(BLOCK).unwrap_or(usize::MAX);
            let found = work.labelled(&self.labels, below, most)?;
            let numbers: Vec<i64> = found.parties.iter().map(|hit| hit.0).collect();
            return self.looked_up(work, numbers, found.next.filter(|next| *next > above));
        }
        if self.lead != Lead::Everyone {
            let mut numbers = led(work.tx(), &self.lead, below, BLOCK)?;
            let full = i64::try_from(numbers.len()).is_ok_and(|count| count >= BLOCK);
            let next = numbers.last().copied().filter(|last| full && *last > above);
            numbers.retain(|number| *number > above);
            return self.looked_up(work, numbers, next);
        }
        let down = step_down(work.tx(), below, stride - 1)?;
        let from = down.filter(|from| *from > above);
        let bottom = from.unwrap_or(above.saturating_add(1));
        let fitting = self.fits.between(work.tx(), below, bottom, self.today)?;
        Ok(Step {
            fitting,
            next: from,
            gone_through: stride,
        })
    }

    fn looked_up(
        &self,
        work: &mut Work<'_>,
        numbers: Vec<i64>,
        next: Option<i64>,
    ) -> Result<Step, Error> {
        let above = self.between.1;
        let inside: Vec<i64> = numbers.into_iter().filter(|one| *one > above).collect();
        Ok(Step {
            fitting: self.fits.of(work.tx(), &inside, self.today)?,
            next,
            // Each is a question of its own: it counts as several that are gone through in a row.
            gone_through: BLOCK * 4,
        })
    }

    /// Those who may be seen of the next ones below a number, so many where there are.
    ///
    /// # Errors
    ///
    /// The refusal; the stores' failures.
    pub fn page(&self, work: &mut Work<'_>, below: i64, wanted: usize) -> Result<Page, Error> {
        let (mut seen, mut from): (Vec<Seen>, _) = (Vec::new(), Some(below));
        let (mut gone_through, mut looked_at, mut stride) = (0, 0, STRIDE);
        while let Some(below) = from {
            let step = self.step(work, below, stride)?;
            stride = (stride * 4).min(STRIDE_MAX);
            gone_through += step.gone_through;
            from = step.next;
            let mut fitting = step.fitting;
            // Of those who fit no more are looked at than are needed.
            let room = (wanted + 1).saturating_sub(seen.len()).max(wanted / 2 + 1);
            for chunk in chunks(&mut fitting, room) {
                looked_at += chunk.len();
                seen.extend(self.visible(work, &chunk)?);
                let last = chunk.last().map(|one| one.0);
                if seen.len() > wanted || looked_at >= LOOKED_AT_MAX {
                    from = last.or(from);
                    break;
                }
            }
            if seen.len() > wanted || looked_at >= LOOKED_AT_MAX || gone_through >= GONE_THROUGH_MAX
            {
                break;
            }
        }
        let full = seen.len() > wanted;
        seen.truncate(wanted);
        let last = seen.last().filter(|_| full).map(|last| last.0);
        Ok(Page {
            seen,
            next: last.or(from),
        })
    }

    /// Of these, in their order, those who may be seen, also in what the list tells of them.
    fn visible(&self, work: &mut Work<'_>, fitting: &[(i64, PartyId)]) -> Result<Vec<Seen>, Error> {
        let numbers: HashMap<PartyId, i64> = fitting
            .iter()
            .map(|(number, party)| (*party, *number))
            .collect();
        let parties: Vec<PartyId> = fitting.iter().map(|one| one.1).collect();
        let mut seen = work.seen(Action::List, &parties)?;
        for category in &self.tells {
            let parties: Vec<PartyId> = seen.iter().map(|one| one.0).collect();
            let told = match category {
                Category::Contact => work.visible::<Contact>(Action::List, &parties)?,
                Category::Permissions => work.visible::<Permissions>(Action::List, &parties)?,
                Category::Services => work.visible::<Services>(Action::List, &parties)?,
                Category::Company => work.visible::<Company>(Action::List, &parties)?,
                _ => work.visible::<Other>(Action::List, &parties)?,
            };
            seen.retain(|one| told.contains(&one.0));
        }
        let numbered = seen.into_iter();
        Ok(numbered
            .filter_map(|(party, kind)| Some((*numbers.get(&party)?, party, kind)))
            .collect())
    }

    /// Puts on the record what being in this list tells of those who are shown, beside their names.
    ///
    /// # Errors
    ///
    /// The refusal; the stores' failures.
    pub fn told_of(&self, work: &mut Work<'_>, parties: &[PartyId]) -> Result<(), Error> {
        for category in &self.tells {
            let list = Ask::list(parties);
            match category {
                Category::Contact => drop(work.ask::<Contact>(list)?),
                Category::Permissions => drop(work.ask::<Permissions>(list)?),
                Category::Services => drop(work.ask::<Services>(list)?),
                Category::Company => drop(work.ask::<Company>(list)?),
                _ => drop(work.ask::<Other>(list)?),
            }
        }
        Ok(())
    }

    /// How many fit, counted to a bound.
    ///
    /// # Errors
    ///
    /// The stores' failures.
    pub fn count(&self, work: &mut Work<'_>) -> Result<Count, Error> {
        let (mut count, mut gone_through, mut from) = (0, 0, Some(i64::MAX));
        while let Some(below) = from {
            let step = self.step(work, below, STRIDE_MAX)?;
            count += i64::try_from(step.fitting.len()).unwrap_or(i64::MAX);
            gone_through += step.gone_through;
            from = step.next;
            if count > COUNTED_MAX {
                return Ok(Count::Over(COUNTED_MAX));
            }
            if from.is_some() && gone_through >= GONE_THROUGH_MAX {
                return Ok(Count::AtLeast(count));
            }
        }
        Ok(Count::Exactly(count))
    }
}

/// These in chunks of so many.
fn chunks(all: &mut Vec<(i64, PartyId)>, size: usize) -> Vec<Vec<(i64, PartyId)>> {
    let all = std::mem::take(all);
    all.chunks(size.max(1)).map(<[_]>::to_vec).collect()
}
