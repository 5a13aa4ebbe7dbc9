//! Merging and parting, each one unit of work.
//!
//! Invariants: both are asked for with both parties named, so a party that may not be touched is
//! neither merged nor parted; what was seen of both is what is merged.

use basics::{MergeId, PartyId};
use guard::category::{Company, Identity, Kind};
use guard::{Ask, Merging, Noted, PartyKind, PartyRow, Work};

use super::Error;
use crate::files;
use crate::people;
use crate::relations;
use crate::tasks;

pub use crate::people::{Choice, Side};

/// Makes two customers one: `from` is merged into `into`, from the versions that were seen of both.
///
/// # Errors
///
/// The refusal without the right *merge*, or where one of the two may not be touched; why they cannot
/// be one; [`guard::Error::Changed`]; the store's failure.
pub fn merge(
    work: &mut Work<'_>,
    (into, from): (PartyId, PartyId),
    seen: (i64, i64),
    choice: &Choice,
) -> Result<(), Error> {
    if into == from {
        return Err(Error::Same);
    }
    match kind(work, into)? {
        PartyKind::Person => {
            let proof: Noted<'_, Identity> = work.ask(Ask::merge(&[into, from]))?;
            made_one(work, &proof, (into, from), seen, choice)
        }
        PartyKind::Organisation => {
            let proof: Noted<'_, Company> = work.ask(Ask::merge(&[into, from]))?;
            made_one(work, &proof, (into, from), seen, choice)
        }
    }
}

/// What a party is; of one that is not there it is asked as of a person, so that the attempt is
/// recorded.
pub(super) fn kind(work: &mut Work<'_>, party: PartyId) -> Result<PartyKind, Error> {
    Ok(work.party(party)?.map_or(PartyKind::Person, |row| row.kind))
}

fn made_one<'w, C: Kind>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    (into, from): (PartyId, PartyId),
    seen: (i64, i64),
    choice: &Choice,
) -> Result<(), Error> {
    let rows = may_be_one(work, into, from)?;
    let merge = MergeId::new(work.ids().ordered());
    if (rows.0.version, rows.1.version) != seen {
        return Err(guard::Error::Changed.into());
    }
    people::join(work, proof, merge, (&rows.0, &rows.1), choice)?;
    relations::join(work, merge, into, from)?;
    Ok(())
}

/// Both parties, where nothing speaks against their being one.
pub(super) fn may_be_one(
    work: &mut Work<'_>,
    into: PartyId,
    from: PartyId,
) -> Result<(PartyRow, PartyRow), Error> {
    let own = work.party(into)?.ok_or(guard::Error::NotThere)?;
    let its = work.party(from)?.ok_or(guard::Error::NotThere)?;
    if own.kind != its.kind {
        return Err(Error::Kinds);
    }
    if own.merged.is_some() || its.merged.is_some() {
        return Err(Error::Already);
    }
    Ok((own, its))
}

/// Parts two customers, from the version of the survivor that was seen. `keep_noes` keeps on her
/// every "no" that came with the merge; `known` says that whoever parts them was told what changed
/// since.
///
/// # Errors
///
/// The refusal; why they cannot be parted; [`Error::ChangedSince`]; [`guard::Error::Changed`]; the
/// store's failure.
pub fn part(
    work: &mut Work<'_>,
    merge: MergeId,
    seen: i64,
    (keep_noes, known): (bool, bool),
) -> Result<PartyId, Error> {
    let merging = work.merging(merge)?.ok_or(guard::Error::NotThere)?;
    let parties = [merging.survivor, merging.merged];
    match kind(work, merging.survivor)? {
        PartyKind::Person => {
            let proof: Noted<'_, Identity> = work.ask(Ask::merge(&parties))?;
            parted(work, &proof, &merging, seen, (keep_noes, known))
        }
        PartyKind::Organisation => {
            let proof: Noted<'_, Company> = work.ask(Ask::merge(&parties))?;
            parted(work, &proof, &merging, seen, (keep_noes, known))
        }
    }
}

fn parted<'w, C: Kind>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    merging: &Merging,
    seen: i64,
    (keep_noes, known): (bool, bool),
) -> Result<PartyId, Error> {
    can_be_parted(work, merging)?;
    let version = work.party(merging.survivor)?.map(|row| row.version);
    if version != Some(seen) {
        return Err(guard::Error::Changed.into());
    }
    if !known && people::changed_since(work, merging.survivor, merging.version)? {
        return Err(Error::ChangedSince);
    }
    // The copies are still there to tell what was done of them.
    tasks::follow(work, merging.survivor, merging.merged)?;
    relations::follow(work, merging.survivor, merging.merged)?;
    files::follow(work, merging.survivor, merging.merged)?;
    people::part(work, proof, merging, seen, keep_noes)?;
    relations::part(work, merging)?;
    Ok(merging.merged)
}

/// That nothing speaks against parting them.
pub(super) fn can_be_parted(work: &mut Work<'_>, merging: &Merging) -> Result<(), Error> {
    if merging.undone.is_some() {
        return Err(Error::Parted);
    }
    let erased = merging.ended.is_some() || !work.is_whole(merging)?;
    if merging.until <= work.now() {
        return Err(Error::Over);
    }
    if erased {
        return Err(Error::Erased);
    }
    let stands = |one: &Merging| one.stands() && one.merge > merging.merge;
    let later = work.mergings(merging.survivor)?.iter().any(stands);
    if later || work.merged_into(merging.survivor)?.is_some() {
        return Err(Error::Later);
    }
    Ok(())
}
