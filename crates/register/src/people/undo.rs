//! Taking back what was just done to a party: the last change, by whoever made it.
//!
//! Invariant: nothing is taken back that somebody built on. The version that the change made must
//! still be the newest, and the actor must have made it; what is taken back is a change of its own,
//! with its own line and its own entry in the history, so it can be taken back too.
//!
//! Acts about marketing, what was shown, identity codes, a turvakielto and a death are never taken
//! back by a press: they were told to others in the same moment, or only the person lifts them.

use basics::{ActorId, Day, Instant, PartyId, RowId};
use guard::Work;
use guard::category::{BirthDate, Contact, Identity, Other};
use policy::Category;

use super::change::{At, Change};
use super::difference::{Step, note};
use super::model::{ContactKind, Deed, Error};
use super::{addresses, queries, terms};

store::statements! {
    /// What a version did to a party: what, the deed, by whom, the rows and states before and after.
    pub(crate) OF_VERSION: (PartyId, i64) -> (String, Deed, ActorId, Option<i64>, Option<i64>, Option<String>, Option<String>, i64) =
        "select what, deed, actor_id, before_row, after_row, before_state, after_state, category
           from party_change
          where party_id = $1 and version = $2
          order by history_id desc
          limit 100";

    /// A person's name holds again.
    pub(crate) RESTORE_PERSON_NAME: (PartyId, RowId) -> () =
        "update person_name set replaced_ms = null, replaced_by = null
          where party_id = $1 and row_id = $2 and replaced_ms is not null";

    /// A date of birth holds again.
    pub(crate) RESTORE_BIRTH_DATE: (PartyId, RowId) -> () =
        "update birth_date set replaced_ms = null, replaced_by = null
          where party_id = $1 and row_id = $2 and replaced_ms is not null";

    /// A contact point holds again, to the day it did.
    pub(crate) RESTORE_CONTACT: (PartyId, RowId, Option<Day>) -> () =
        "update contact_point set replaced_ms = null, replaced_by = null, until_day = $3
          where party_id = $1 and row_id = $2 and replaced_ms is not null";

    /// A contact point that was added is none.
    pub(crate) END_ADDED_CONTACT: (PartyId, RowId, Instant, ActorId) -> () =
        "update contact_point set replaced_ms = $3, replaced_by = $4
          where party_id = $1 and row_id = $2 and replaced_ms is null";

    /// A note stands again.
    pub(crate) RESTORE_NOTE: (PartyId, RowId) -> () =
        "update note set replaced_ms = null, replaced_by = null
          where party_id = $1 and row_id = $2 and replaced_ms is not null";

    /// A connection goes on.
    pub(crate) RESTORE_CONNECTION: (PartyId, i64) -> () =
        "update connection set until_day = null
          where party_id = $1 and connection_id = $2 and until_day is not null
            and ended_why is null";
}

impl Change {
    /// Whether it can be taken back by a press.
    #[must_use]
    pub const fn can_be_taken_back(&self) -> bool {
        matches!(
            self,
            Self::Names(..)
                | Self::BirthDate(..)
                | Self::AddReach(..)
                | Self::EndContact(..)
                | Self::ReplaceContact(..)
                | Self::Disconnect(..)
                | Self::Note(..)
                | Self::EndNote(_)
        )
    }
}

/// What the history calls a change that was taken back: a line of its own, beside what it put back.
pub(super) const UNDO: &str = "undo";

/// One thing that a change did.
pub(super) struct Done {
    pub(super) what: String,
    pub(super) deed: Deed,
    pub(super) category: Category,
    pub(super) before: Option<RowId>,
    pub(super) after: Option<RowId>,
    pub(super) states: [Option<String>; 2],
    by: ActorId,
}

/// Takes back the change that made this version of a party.
///
/// # Errors
///
/// [`guard::Error::Changed`] where the party was changed since; [`guard::Error::NotThere`] where it
/// was no change of the actor's, or none that a press takes back; the refusal; the store's failure.
pub fn take_back(work: &mut Work<'_>, party: PartyId, version: i64) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    if row.version != version {
        return Err(guard::Error::Changed.into());
    }
    let (done, category) = done_by(work, party, version)?;
    let (seen, reason) = (row.version, "");
    let at = &At { row, seen, reason };
    for step in &done {
        reverse(work, at, step)?;
    }
    note(work, &at.row, Step::of(category, UNDO, Deed::Added))?;
    work.touch(party, version)?;
    let fresh = terms::of_party(work, party)?;
    work.reindex(party, fresh)?;
    Ok(())
}

/// What the actor did with this version.
fn done_by(
    work: &mut Work<'_>,
    party: PartyId,
    version: i64,
) -> Result<(Vec<Done>, Category), Error> {
    let actor = work.actor().id();
    let mut all = of_version(work, party, version)?;
    let own = all.iter().all(|done| done.by == actor);
    let category = all.first().filter(|_| own).map(|done| done.category);
    let category = category.ok_or(guard::Error::NotThere)?;
    all.retain(|done| done.what != UNDO);
    Ok((all, category))
}

/// What a version did to a party, the last first.
pub(super) fn of_version(
    work: &mut Work<'_>,
    party: PartyId,
    version: i64,
) -> Result<Vec<Done>, Error> {
    let rows = work.tx().all(&OF_VERSION, (party, version))?;
    let done = rows
        .into_iter()
        .map(|(what, deed, by, before, after, from, to, category)| {
            let category = u8::try_from(category).ok();
            let category = category.and_then(Category::from_number);
            Ok(Done {
                what,
                deed,
                category: category.ok_or(guard::Error::Shape)?,
                before: before.map(RowId::new),
                after: after.map(RowId::new),
                states: [from, to],
                by,
            })
        });
    done.collect()
}

/// Does the opposite of one thing, and writes that down.
pub(super) fn reverse(work: &mut Work<'_>, at: &At<'_>, done: &Done) -> Result<(), Error> {
    let step = match done.what.as_str() {
        "name" => name(work, at, done)?,
        "birth-date" => birth_date(work, at, done)?,
        "note" => a_note(work, at, done)?,
        "connection" => connection(work, at, done)?,
        what => match ContactKind::from_key(what) {
            Some(kind) => contact(work, at, done, kind)?,
            None => return Err(guard::Error::NotThere.into()),
        },
    };
    note(work, &at.row, step)
}

fn name(work: &mut Work<'_>, at: &At<'_>, done: &Done) -> Result<Step, Error> {
    let party = at.row.party;
    let (Some(before), Some(after)) = (done.before, done.after) else {
        return Err(guard::Error::NotThere.into());
    };
    let proof = work.ask::<Identity>(at.ask())?;
    let (now, actor) = (work.now(), work.actor().id());
    work.tx()
        .run_one(&queries::REPLACE_PERSON_NAME, (party, now, actor))?;
    work.tx().run_one(&RESTORE_PERSON_NAME, (party, before))?;
    addresses::met_anew(work, &proof, party)?;
    let step = Step::of(Category::Identity, "name", Deed::Replaced);
    Ok(step.rows(Some(after), Some(before)))
}

fn birth_date(work: &mut Work<'_>, at: &At<'_>, done: &Done) -> Result<Step, Error> {
    let party = at.row.party;
    let _proof = work.ask::<BirthDate>(at.ask())?;
    let (now, actor) = (work.now(), work.actor().id());
    work.tx()
        .run_one(&queries::REPLACE_BIRTH_DATE, (party, now, actor))?;
    let deed = match done.before {
        Some(before) => {
            work.tx().run_one(&RESTORE_BIRTH_DATE, (party, before))?;
            Deed::Replaced
        }
        None => Deed::Ended,
    };
    let step = Step::of(Category::BirthDate, "birth-date", deed);
    Ok(step.rows(done.after, done.before))
}

fn a_note(work: &mut Work<'_>, at: &At<'_>, done: &Done) -> Result<Step, Error> {
    let party = at.row.party;
    let _proof = work.ask::<Other>(at.ask())?;
    let (now, actor) = (work.now(), work.actor().id());
    let deed = match (done.before, done.after) {
        (Some(before), None) => {
            work.tx().run_one(&RESTORE_NOTE, (party, before))?;
            Deed::Added
        }
        (None, Some(after)) => {
            let values = (party, after, now, actor);
            work.tx().run_one(&queries::REPLACE_NOTE, values)?;
            Deed::Ended
        }
        _ => return Err(guard::Error::NotThere.into()),
    };
    let step = Step::of(Category::Other, "note", deed);
    Ok(step.rows(done.after, done.before))
}

fn contact(
    work: &mut Work<'_>,
    at: &At<'_>,
    done: &Done,
    kind: ContactKind,
) -> Result<Step, Error> {
    let party = at.row.party;
    let proof = work.ask::<Contact>(at.ask())?;
    let (now, actor) = (work.now(), work.actor().id());
    let deed = match (done.before, done.after) {
        (Some(before), None) => {
            // Of what ended, the state after is the last day it was to be used to.
            let to = done.states[1].as_deref();
            let to = to.and_then(|to| Day::parse(to).ok());
            let values = (party, before, to);
            work.tx().run_one(&RESTORE_CONTACT, values)?;
            addresses::met_anew(work, &proof, party)?;
            Deed::Added
        }
        (None, Some(after)) => {
            let values = (party, after, now, actor);
            work.tx().run_one(&END_ADDED_CONTACT, values)?;
            Deed::Ended
        }
        _ => return Err(guard::Error::NotThere.into()),
    };
    let step = Step::of(Category::Contact, kind.key(), deed);
    Ok(step.rows(done.after, done.before))
}

/// A connection that was ended goes on. One that was begun is ended, never unmade: on it the party
/// was held.
fn connection(work: &mut Work<'_>, at: &At<'_>, done: &Done) -> Result<Step, Error> {
    let (Some(before), Deed::Ended) = (done.before, done.deed) else {
        return Err(guard::Error::NotThere.into());
    };
    let category = at.own_states(work)?;
    let values = (at.row.party, before.get());
    work.tx().run_one(&RESTORE_CONNECTION, values)?;
    let step = Step::of(category, "connection", Deed::Added);
    let [kind, _] = done.states.clone();
    Ok(step.states(None, kind).rows(None, Some(before)))
}
