//! What relations do when two customers are made one, and parted again.
//!
//! The rows that are about the merged customer are carried by the guard, as all sealed rows are.
//! Here are those that lead to her: they lead to the survivor, and back. Invariant: what was done of
//! a relation or a site while the two were one stays done.

use basics::{MergeId, PartyId};
use guard::{Merging, Work};

use super::queries;
use crate::sites;

/// Relations of others that led to the merged customer lead to the survivor. Whom they are about
/// counts as touched, so that undoing an import leaves her.
///
/// # Errors
///
/// The store's failure.
pub fn join(
    work: &mut Work<'_>,
    merge: MergeId,
    into: PartyId,
    from: PartyId,
) -> Result<(), guard::Error> {
    work.tx().run(&queries::NOTE_LINKS, (merge, from, into))?;
    for party in work.tx().all(&queries::LINKED, (from, into))? {
        let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
        work.touch(party, row.version)?;
    }
    work.tx().run(&queries::MOVE_LINKS, (from, into))?;
    Ok(())
}

/// Before the copies are taken away: what ended of them has ended.
///
/// # Errors
///
/// The store's failure.
pub fn follow(work: &mut Work<'_>, survivor: PartyId, merged: PartyId) -> Result<(), guard::Error> {
    sites::follow(work, survivor, merged)?;
    work.tx().run(&queries::FOLLOW, (survivor, merged))?;
    Ok(())
}

/// Relations of others lead again where they led before the merge.
///
/// # Errors
///
/// The store's failure.
pub fn part(work: &mut Work<'_>, merging: &Merging) -> Result<(), guard::Error> {
    let values = (merging.merge, merging.merged, merging.survivor);
    work.tx().run(&queries::MOVE_BACK, values)?;
    Ok(())
}

/// Removes what was written down of the merges of a customer whose days are over.
///
/// # Errors
///
/// The store's failure.
pub fn forget_merged(work: &mut Work<'_>, party: PartyId) -> Result<(), guard::Error> {
    work.tx().run(&queries::FORGET, (party,))?;
    Ok(())
}
