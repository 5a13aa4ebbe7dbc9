//! What was changed after a backup that was put back, so that somebody does it again.
//!
//! Invariant: no value is shown, for there is none: whose it was, in which category, when and by whom; and
//! whether something of it was changed again since.

use std::collections::HashMap;

use basics::{ActorId, Instant, PartyId};
use guard::{LostChange, LostPlace, PutBack, Work};
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
    /// From where there may be more.
    pub next: Option<LostPlace>,
}

/// What was changed after a backup that was put back, the oldest first, from a place on.
///
/// # Errors
///
/// The refusal without the right *trail*; the stores' failures.
pub fn lost(
    work: &mut Work<'_>,
    of: PutBack,
    from: Option<LostPlace>,
    most: usize,
) -> Result<Page, guard::Error> {
    let (changes, next) = work.lost_changes(of, from, most)?;
    let mut parties: Vec<PartyId> = changes.iter().map(|one| one.party).collect();
    parties.sort_unstable();
    parties.dedup();
    let known = numbered(work.tx(), &parties, of.restored)?;
    let actors = work.actor_names(changes.iter().map(|one| one.actor))?;
    let lost = changes.into_iter().map(|one| of_change(one, &known));
    Ok(Page {
        lost: lost.collect(),
        actors,
        next,
    })
}

fn of_change(change: LostChange, known: &HashMap<PartyId, Numbered>) -> Lost {
    let own = known.get(&change.party);
    let again = own.and_then(|own| {
        let categories = change.categories.iter();
        categories.filter_map(|one| own.changed.get(one)).max()
    });
    Lost {
        party: change.party,
        number: own.and_then(|own| own.number),
        at: change.at,
        by: change.actor,
        again: again.copied(),
        categories: change.categories,
    }
}
