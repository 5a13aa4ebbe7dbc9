//! What a list brought up to date, put back as it was before: when its import is taken back.
//!
//! Invariants: nothing is put back that somebody built on: the version that the import left must still
//! be the newest; what is put back is a change of its own, with its own line and its own entries in
//! the history; a "no" and a consent that a list brought stay, because only whose they are lifts them.

use basics::{ConnectionId, PartyId, RowId};
use guard::category::{Company, IdentityCode};
use guard::{PartyKind, Work};
use policy::Category;

use super::batch::reindexed;
use super::change::At;
use super::difference::{Step, note};
use super::model::{Deed, Error};
use super::renewal::may_renew;
use super::undo::{Done, of_version, reverse};
use super::{addresses, own_fields, queries, values};

store::statements! {
    /// The name of an organisation holds again.
    pub(crate) RESTORE_ORGANISATION_NAME: (PartyId, RowId) -> () =
        "update organisation_name set replaced_ms = null, replaced_by = null
          where party_id = $1 and row_id = $2 and replaced_ms is not null";

    /// A connection that a list began by mistake: on it nobody was held.
    pub(crate) UNMAKE_CONNECTION: (PartyId, ConnectionId) -> () =
        "delete from connection
          where party_id = $1 and connection_id = $2 and until_day is null";
}

/// What the history calls it, beside what it put back.
pub(super) const PUT_BACK: &str = "undo-import";

/// Puts back what a version of a party changed; whether it was put back. Whoever was changed since
/// the version that the import left, merged, or may not be changed by this actor is left as she is.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn put_back(
    work: &mut Work<'_>,
    party: PartyId,
    (version, left): (i64, i64),
) -> Result<bool, Error> {
    let Some(row) = work.party(party)? else {
        return Ok(false);
    };
    if row.version != left || row.merged.is_some() || !may_renew(work, &row)? {
        return Ok(false);
    }
    let all = of_version(work, party, version)?;
    let Some(category) = all.first().map(|done| done.category) else {
        return Ok(false);
    };
    if !all.iter().all(|done| values::changes(work, done.category)) {
        return Ok(false);
    }
    let (seen, reason) = (row.version, "");
    let at = &At { row, seen, reason };
    for done in &all {
        one(work, at, done)?;
    }
    note(work, &at.row, Step::of(category, PUT_BACK, Deed::Added))?;
    work.touch(party, left)?;
    reindexed(work, party)?;
    Ok(true)
}

fn one(work: &mut Work<'_>, at: &At<'_>, done: &Done) -> Result<(), Error> {
    let step = match done.what.as_str() {
        "name" if at.row.kind == PartyKind::Organisation => organisation_name(work, at, done)?,
        "identity-code" => identity_code(work, at, done)?,
        "connection" if done.deed == Deed::Added => begun(work, at, done)?,
        what if own_fields::is_what(what) => return own_fields::put_back(work, at, done),
        _ => return reverse(work, at, done),
    };
    note(work, &at.row, step)
}

fn organisation_name(work: &mut Work<'_>, at: &At<'_>, done: &Done) -> Result<Step, Error> {
    let party = at.row.party;
    let (Some(before), Some(after)) = (done.before, done.after) else {
        return Err(guard::Error::NotThere.into());
    };
    let proof = work.ask::<Company>(at.ask())?;
    let (now, actor) = (work.now(), work.actor().id());
    work.tx()
        .run_one(&queries::REPLACE_ORGANISATION_NAME, (party, now, actor))?;
    work.tx()
        .run_one(&RESTORE_ORGANISATION_NAME, (party, before))?;
    addresses::met_anew(work, &proof, party)?;
    let step = Step::of(Category::Company, "name", Deed::Replaced);
    Ok(step.rows(Some(after), Some(before)))
}

/// A code that a list brought: there was none before.
fn identity_code(work: &mut Work<'_>, at: &At<'_>, done: &Done) -> Result<Step, Error> {
    let _proof = work.ask::<IdentityCode>(at.ask())?;
    let (now, actor) = (work.now(), work.actor().id());
    work.tx()
        .run_one(&queries::REPLACE_IDENTITY_CODE, (at.row.party, now, actor))?;
    let step = Step::of(Category::IdentityCode, "identity-code", Deed::Ended);
    Ok(step.rows(done.after, None))
}

/// A connection that a list began.
fn begun(work: &mut Work<'_>, at: &At<'_>, done: &Done) -> Result<Step, Error> {
    let after = done.after.ok_or(guard::Error::NotThere)?;
    let category = at.own_states(work)?;
    let values = (at.row.party, ConnectionId::new(after.get()));
    work.tx().run_one(&UNMAKE_CONNECTION, values)?;
    let step = Step::of(category, "connection", Deed::Ended);
    let [_, kind] = done.states.clone();
    Ok(step.states(kind, None).rows(Some(after), None))
}
