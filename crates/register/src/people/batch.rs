//! What an import brought, as a whole: which of it nobody touched since, and taking it back.
//!
//! Invariant: a party somebody changed, or that somebody else belongs to, is not among those that
//! go; a note that was taken away by hand is left as it is.

use basics::{BatchId, Day, Instant, PartyId, RowId};
use guard::category::Other;
use guard::{Ask, ByKey, Guard, PartyKind, Place, Work};
use policy::{Category, SourceKind};

use super::columns;
use super::difference::{Step, note};
use super::free_text::FreeText;
use super::model::{Deed, Error};
use super::terms;
use crate::permissions;

store::statements! {
    /// Parties of a batch that nobody changed, some of them claimed by an undoing that was cut off,
    /// and that nobody else belongs to.
    pub(crate) UNTOUCHED: (BatchId, PartyKind, PartyId, i64) -> PartyId =
        "select profile.party_id
           from profile
           join party on party.party_id = profile.party_id
          where profile.batch_id = $1 and party.kind = $2 and profile.party_id > $3
            and party.version in (1, -1000000000)
            and not exists (select 1 from connection where of_party_id = profile.party_id)
          order by profile.party_id
          limit $4";

    /// Parties of a batch that stay when it is taken back, with their customer numbers.
    pub(crate) TOUCHED: (BatchId, i64) -> (PartyId, i64) =
        "select profile.party_id, profile.number
           from profile
           join party on party.party_id = profile.party_id
          where profile.batch_id = $1
            and (party.version not in (1, -1000000000)
                 or exists (select 1 from connection where of_party_id = profile.party_id))
          order by profile.party_id
          limit $2";

    /// Why a party is held, where it is held no more.
    pub(crate) DROP_CONNECTIONS: (PartyId,) -> () =
        "delete from connection where party_id = $1";

    /// What was done to a party that is held no more.
    pub(crate) DROP_CHANGES: (PartyId,) -> () =
        "delete from party_change where party_id = $1";

    /// The profile of a party that is held no more.
    pub(crate) DROP_PROFILE: (PartyId,) -> () =
        "delete from profile where party_id = $1";

    /// A note that a batch brought.
    pub(crate) ADD_NOTE_OF_BATCH: (RowId, PartyId, basics::LotId, guard::Sealed, ByKey<SourceKind>, Instant, basics::ActorId, BatchId) -> () =
        "insert into note
                (row_id, party_id, lot_id, sealed, source, recorded_ms, recorded_by, batch_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// The notes of a batch that are still there.
    pub(crate) NOTES_OF_BATCH: (BatchId, RowId, i64) -> (RowId, PartyId) =
        "select row_id, party_id
           from note
          where batch_id = $1 and row_id > $2 and replaced_ms is null
            and not exists (select 1
                              from party
                             where party.party_id = note.party_id and merged_into is not null)
          order by row_id
          limit $3";

    /// A note is taken back, from a merged customer's snapshot too.
    pub(crate) DROP_NOTE: (RowId, BatchId) -> () =
        "delete from note where row_id = $1 and batch_id = $2";

    /// How many imported people are yet to be told, counted to a bound, and the first day.
    pub(crate) TO_INFORM: (i64,) -> (i64, Option<Day>) =
        "select cast(count(*) as bigint), min(inform_by)
           from (select profile.inform_by
                   from profile
                   join party on party.party_id = profile.party_id
                  where profile.inform_by is not null
                    and profile.deceased_on is null and party.merged_into is null
                  order by profile.inform_by, profile.party_id
                  limit $1) waiting";
}

/// The parties of a batch that nobody touched since, after one of them.
///
/// # Errors
///
/// The store's failure.
pub fn untouched_of_batch(
    work: &mut Work<'_>,
    batch: BatchId,
    kind: PartyKind,
    after: PartyId,
    most: i64,
) -> Result<Vec<PartyId>, Error> {
    Ok(work.tx().all(&UNTOUCHED, (batch, kind, after, most))?)
}

/// The parties of a batch that stay when it is taken back, with their numbers.
///
/// # Errors
///
/// The store's failure.
pub async fn touched_of_batch(
    guard: &Guard,
    batch: BatchId,
    most: i64,
) -> Result<Vec<(PartyId, i64)>, guard::Error> {
    let read = move |tx: &mut store::Tx<'_>| Ok(tx.all(&TOUCHED, (batch, most))?);
    guard.read_state(read).await
}

/// Removes what the register has of a party beside its lots, when it is taken back.
///
/// # Errors
///
/// The store's failure.
pub fn forget(work: &mut Work<'_>, party: PartyId) -> Result<(), Error> {
    permissions::forget(work, party)?;
    work.tx().run(&DROP_CHANGES, (party,))?;
    work.tx().run(&DROP_CONNECTIONS, (party,))?;
    work.tx().run(&DROP_PROFILE, (party,))?;
    Ok(())
}

/// A note of the old system for somebody who is there.
pub struct NoteFromFile<'a> {
    /// Whose it is.
    pub party: PartyId,
    /// Its text.
    pub text: &'a FreeText,
    /// Where it came from.
    pub source: SourceKind,
}

/// Writes notes of a batch; each is a change of its party.
///
/// # Errors
///
/// The refusal where the actor may not; what the notice does not name; the store's failure.
pub fn add_notes(
    work: &mut Work<'_>,
    notes: &[NoteFromFile<'_>],
    batch: BatchId,
) -> Result<(), Error> {
    let mut parties: Vec<PartyId> = notes.iter().map(|note| note.party).collect();
    parties.sort_unstable();
    parties.dedup();
    let proof = work.ask::<Other>(Ask::change(&parties))?;
    let mut rows = Vec::with_capacity(notes.len());
    for one in notes {
        super::in_notice::source(work.policy(), one.source)?;
        let lot = work.lot(&proof, one.party)?;
        let row = RowId::new(work.ids().ordered());
        let place = Place::new(one.party, lot, row.get());
        let sealed = work.seal(&proof, &columns::NOTE, place, &one.text.as_str().to_owned())?;
        let (now, actor, source) = (work.now(), work.actor().id(), ByKey(one.source));
        let values = (row, one.party, lot, sealed, source, now, actor, batch);
        work.tx().run_one(&ADD_NOTE_OF_BATCH, values)?;
        rows.push((one.party, row));
    }
    for party in parties {
        let before = work.party(party)?.ok_or(guard::Error::NotThere)?;
        for (_, row) in rows.iter().filter(|(of, _)| *of == party) {
            let step = Step::of(Category::Other, "note", Deed::Added);
            note(work, &before, step.rows(None, Some(*row)))?;
        }
        work.touch(party, before.version)?;
    }
    Ok(())
}

/// Takes notes of a batch back, after one of them: the last one and how many went, or nothing
/// where none is left.
///
/// # Errors
///
/// The refusal where the actor may not change notes; the store's failure.
pub fn take_notes_back(
    work: &mut Work<'_>,
    batch: BatchId,
    after: RowId,
    most: i64,
) -> Result<Option<(RowId, i64)>, Error> {
    let notes = work.tx().all(&NOTES_OF_BATCH, (batch, after, most))?;
    let Some((last, _)) = notes.last().copied() else {
        return Ok(None);
    };
    let mut parties: Vec<PartyId> = notes.iter().map(|(_, party)| *party).collect();
    parties.sort_unstable();
    parties.dedup();
    let _proof = work.ask::<Other>(Ask::change(&parties))?;
    for party in parties {
        let before = work.party(party)?.ok_or(guard::Error::NotThere)?;
        for (row, _) in notes.iter().filter(|(_, of)| *of == party) {
            work.tx().run(&DROP_NOTE, (*row, batch))?;
            let step = Step::of(Category::Other, "note", Deed::Ended);
            note(work, &before, step.rows(Some(*row), None))?;
        }
        work.touch(party, before.version)?;
    }
    let gone = i64::try_from(notes.len()).unwrap_or(i64::MAX);
    Ok(Some((last, gone)))
}

/// Imported people who are yet to be told that they are here are counted to this.
pub const INFORM_COUNTED: i64 = 10_000;

/// How many imported people are yet to be told that they are here, counted to
/// [`INFORM_COUNTED`], and the first day by which that must be.
///
/// # Errors
///
/// The register's failure.
pub async fn to_inform(guard: &Guard) -> Result<(i64, Option<Day>), guard::Error> {
    let read = |tx: &mut store::Tx<'_>| Ok(tx.one(&TO_INFORM, (INFORM_COUNTED,))?);
    guard.read_state(read).await
}

/// The terms a party is found by, after a file changed it.
pub(super) fn reindexed(work: &mut Work<'_>, party: PartyId) -> Result<(), Error> {
    let fresh = terms::of_party(work, party)?;
    work.reindex(party, fresh)?;
    Ok(())
}
