//! What was changed after a backup that was put back, so that somebody does it again.
//!
//! Invariant: no value is shown, for there is none: whose it was, in which category, when and by whom; and
//! whether something of it was changed again since.

use std::collections::HashMap;

use basics::{ActorId, Instant, PartyId};
use guard::{LostChange, PutBack, Work};
use policy::Category;

use crate::people::{Numbered, numbered};

/// Changes on a page.
pub(super) const SHOWN: usize = 50;

/// A change that is to be done again, of one customer.
pub struct Lost {
    /// Whose.
    pub party: PartyId,
    /// Her customer number; nothing: she came after the backup, or went.
    pub number: Option<i64>,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: ActorId,
    /// In which categories.
    pub categories: Vec<Category>,
    /// When something of these categories was changed since the backup was put back.
    pub again: Option<Instant>,
}

/// A page of them.
pub struct Page {
    /// The changes.
    pub lost: Vec<Lost>,
    /// The names of those who made them.
    pub actors: HashMap<ActorId, String>,
    /// Behind which line there are more.
    pub next: Option<i64>,
}

/// What was changed after a backup that was put back, the oldest first, behind a line.
///
/// # Errors
///
/// The refusal without the right *trail*; the stores' failures.
pub fn lost(
    work: &mut Work<'_>,
    of: PutBack,
    after: Option<i64>,
    most: usize,
) -> Result<Page, guard::Error> {
    let (changes, next) = work.lost_changes(of, after, most)?;
    let mut parties: Vec<PartyId> = changes.iter().flat_map(|one| one.parties.clone()).collect();
    parties.sort_unstable();
    parties.dedup();
    let known = numbered(work.tx(), &parties, of.restored)?;
    let actors = work.actor_names(changes.iter().map(|one| one.actor))?;
    let lost = changes.iter().flat_map(|one| of_change(one, &known));
    Ok(Page {
        lost: lost.collect(),
        actors,
        next,
    })
}

fn of_change<'a>(
    change: &'a LostChange,
    known: &'a HashMap<PartyId, Numbered>,
) -> impl Iterator<Item = Lost> + 'a {
    change.parties.iter().map(|party| {
        let own = known.get(party);
        let again = own.and_then(|own| {
            let categories = change.categories.iter();
            categories.filter_map(|one| own.changed.get(one)).max()
        });
        Lost {
            party: *party,
            number: own.and_then(|own| own.number),
            at: change.at,
            by: change.actor,
            categories: change.categories.clone(),
            again: again.copied(),
        }
    })
}
