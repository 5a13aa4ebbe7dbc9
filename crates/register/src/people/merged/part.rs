//! Parting two customers who were made one.
//!
//! What holds afterwards: the customer who was merged is as she was; the survivor is as she was, but
//! for what was changed about her since the merge, which stays with her. A change of a value that
//! came from the other goes with its copy; whoever parts them is told before.

use basics::PartyId;
use guard::category::Kind;
use guard::{Merging, Noted, PartyKind, Work};
use policy::Category;

use crate::permissions;

use super::super::difference::{Step, note};
use super::super::model::{Deed, Error};
use super::super::{addresses, queries, terms};
use super::{
    DROP_WRITTEN_NAME, MOVE_LINKS_BACK, OPEN_CONNECTIONS, PROFILE_BEFORE, ROWS, SET_INFORM_BY,
    TAKE_CHANGES, TAKE_CONNECTIONS, UNEND_BIRTH_DATE, UNEND_CONTACT, UNEND_ORGANISATION_NAME,
    UNEND_PERSON_NAME, WHATS_SINCE, WRITTEN, inform_by,
};

/// Parts two customers, from the version of the survivor that was seen. `keep_noes` keeps on the
/// survivor every "no" that came with the merge.
///
/// # Errors
///
/// [`Error::NoConnection`] where nothing would be left that the survivor is held on;
/// [`guard::Error::NotThere`] where they cannot be parted; [`guard::Error::Changed`]; the guard's
/// and the store's failures.
pub fn part<'w, C: Kind>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    merging: &Merging,
    seen: i64,
    keep_noes: bool,
) -> Result<(), Error> {
    let (into, from) = (merging.survivor, merging.merged);
    let row = work.party(into)?.ok_or(guard::Error::NotThere)?;
    let since = work.tx().all(&WHATS_SINCE, (into, merging.version))?;
    work.part(proof, merging, seen, keep_noes)?;
    for (id, what) in work.tx().all(&ROWS, (merging.merge,))? {
        match what.as_str() {
            WRITTEN => work.tx().run(&DROP_WRITTEN_NAME, (into, id))?,
            _ => 0,
        };
    }
    for (id, what) in work.tx().all(&ROWS, (merging.merge,))? {
        let tx = work.tx();
        match what.as_str() {
            "person_name" => tx.run(&UNEND_PERSON_NAME, (into, id))?,
            "organisation_name" => tx.run(&UNEND_ORGANISATION_NAME, (into, id))?,
            "birth_date" => tx.run(&UNEND_BIRTH_DATE, (into, id))?,
            "contact_point" => tx.run(&UNEND_CONTACT, (into, id, merging.at))?,
            _ => 0,
        };
    }
    work.tx().run(&TAKE_CONNECTIONS, (from, into))?;
    if work.tx().one(&OPEN_CONNECTIONS, (into,))? == 0 {
        return Err(Error::NoConnection);
    }
    let links = (merging.merge, from, into);
    work.tx().run(&MOVE_LINKS_BACK, links)?;
    work.tx().run(&TAKE_CHANGES, (from, into))?;
    permissions::take_back(work, from, into)?;
    profile(work, merging, &since)?;
    let category = match row.kind {
        PartyKind::Person => Category::Identity,
        PartyKind::Organisation => Category::Company,
    };
    let (number, ..) = work.tx().one(&queries::PROFILE, (from,))?;
    let step = Step::of(category, "merge", Deed::Ended);
    note(work, &row, step.states(Some(number.to_string()), None))?;
    // What was forbidden in between, at an address of hers, is forbidden to her.
    addresses::met_anew(work, proof, from)?;
    for party in [into, from] {
        let found_by = terms::of_party(work, party)?;
        work.reindex(party, found_by)?;
    }
    Ok(())
}

/// Whether something of a survivor was changed since a version of hers: another merge by itself
/// changes nothing.
///
/// # Errors
///
/// The store's failure.
pub fn changed_since(work: &mut Work<'_>, party: PartyId, version: i64) -> Result<bool, Error> {
    let since = work.tx().all(&WHATS_SINCE, (party, version))?;
    Ok(since.iter().any(|what| what != "merge"))
}

/// The survivor's profile as it was, but for what was changed since.
fn profile(work: &mut Work<'_>, merging: &Merging, since: &[String]) -> Result<(), Error> {
    let (into, from) = (merging.survivor, merging.merged);
    let Some(before) = work.tx().maybe(&PROFILE_BEFORE, (merging.merge,))? else {
        return Ok(());
    };
    let (language, protected, deceased, own_day, its_day) = before;
    let now = work.tx().one(&queries::PROFILE, (into,))?;
    let kept = |what: &str| since.iter().any(|one| one == what);
    let row = (
        into,
        if kept("language") { now.1 } else { language },
        if kept("protection") { now.2 } else { protected },
        if kept("death") { now.3 } else { deceased },
    );
    work.tx().run_one(&queries::SET_PROFILE, row)?;
    let merged_day = [own_day, its_day].into_iter().flatten().min();
    // Whoever was told in between was told of both.
    let told = inform_by(work, into)? != merged_day;
    for (party, day) in [(into, own_day), (from, its_day)] {
        let day = day.filter(|_| !told);
        work.tx().run_one(&SET_INFORM_BY, (party, day))?;
    }
    Ok(())
}
