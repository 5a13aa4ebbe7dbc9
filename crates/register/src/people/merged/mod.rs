//! What people do when two customers are made one, and parted again.
//!
//! Sealed rows are carried by the guard; here is what holds of them afterwards, and what lies beside
//! them: connections, history, profile. Invariants: nothing of the merged customer is changed, so
//! that parting is putting back; a value that is not chosen stands among the replaced ones; what the
//! merge did to a row of the survivor is written down by its number.

mod join;
mod part;

use basics::{ActorId, Day, Instant, Language, MergeId, PartyId, RowId};

use super::model::Error;
use guard::Work;

use crate::permissions;

pub use join::{Choice, Side, join};
pub use part::{changed_since, part};

store::statements! {
    /// A person's names that are copies no longer hold.
    pub(super) END_COPIED_PERSON_NAME: (PartyId, Instant, ActorId, PartyId) -> () =
        "update person_name set replaced_ms = $2, replaced_by = $3
          where party_id = $1 and replaced_ms is null
            and row_id in (select row_id from person_name where party_id = $4)";

    /// An organisation's names that are copies no longer hold.
    pub(super) END_COPIED_ORGANISATION_NAME: (PartyId, Instant, ActorId, PartyId) -> () =
        "update organisation_name set replaced_ms = $2, replaced_by = $3
          where party_id = $1 and replaced_ms is null
            and row_id in (select row_id from organisation_name where party_id = $4)";

    /// Dates of birth that are copies no longer hold.
    pub(super) END_COPIED_BIRTH_DATE: (PartyId, Instant, ActorId, PartyId) -> () =
        "update birth_date set replaced_ms = $2, replaced_by = $3
          where party_id = $1 and replaced_ms is null
            and row_id in (select row_id from birth_date where party_id = $4)";

    /// Identity codes that are copies no longer hold.
    pub(super) END_COPIED_CODE: (PartyId, Instant, ActorId, PartyId) -> () =
        "update identity_code set replaced_ms = $2, replaced_by = $3
          where party_id = $1 and replaced_ms is null
            and row_id in (select row_id from identity_code where party_id = $4)";

    /// A contact point no longer holds; the days of its use stay as they are.
    pub(super) END_CONTACT: (PartyId, RowId, Instant, ActorId) -> () =
        "update contact_point set replaced_ms = $3, replaced_by = $4
          where party_id = $1 and row_id = $2 and replaced_ms is null";

    /// The merge replaced or wrote a row of the survivor.
    pub(super) ADD_ROW: (MergeId, RowId, String) -> () =
        "insert into merging_row (merge_id, row_id, what) values ($1, $2, $3)";

    /// The rows that a merge replaced or wrote.
    pub(super) ROWS: (MergeId,) -> (RowId, String) =
        "select row_id, what from merging_row where merge_id = $1 order by row_id limit 10000";

    /// A name holds again, unless there is a newer one.
    pub(super) UNEND_PERSON_NAME: (PartyId, RowId) -> () =
        "update person_name set replaced_ms = null, replaced_by = null
          where party_id = $1 and row_id = $2
            and not exists (select 1 from person_name other
                             where other.party_id = $1 and other.replaced_ms is null)";

    /// The name of an organisation holds again, unless there is a newer one.
    pub(super) UNEND_ORGANISATION_NAME: (PartyId, RowId) -> () =
        "update organisation_name set replaced_ms = null, replaced_by = null
          where party_id = $1 and row_id = $2
            and not exists (select 1 from organisation_name other
                             where other.party_id = $1 and other.replaced_ms is null)";

    /// A date of birth holds again, unless there is a newer one.
    pub(super) UNEND_BIRTH_DATE: (PartyId, RowId) -> () =
        "update birth_date set replaced_ms = null, replaced_by = null
          where party_id = $1 and row_id = $2
            and not exists (select 1 from birth_date other
                             where other.party_id = $1 and other.replaced_ms is null)";

    /// A contact point holds again, where the merge ended it.
    pub(super) UNEND_CONTACT: (PartyId, RowId, Instant) -> () =
        "update contact_point set replaced_ms = null, replaced_by = null
          where party_id = $1 and row_id = $2 and replaced_ms = $3";

    /// The name that the merge wrote is gone.
    pub(super) DROP_WRITTEN_NAME: (PartyId, RowId) -> () =
        "delete from organisation_name where party_id = $1 and row_id = $2";

    /// The connections of a merged customer are the survivor's too.
    pub(super) COPY_CONNECTIONS: (PartyId, PartyId) -> () =
        "insert into connection
                (connection_id, party_id, kind, of_party_id, from_day, until_day, ended_why,
                 source, recorded_ms, recorded_by)
         select connection_id, $2, kind, of_party_id, from_day, until_day, ended_why, source,
                recorded_ms, recorded_by
           from connection
          where party_id = $1";

    /// They are not.
    pub(super) TAKE_CONNECTIONS: (PartyId, PartyId) -> () =
        "delete from connection
          where party_id = $2
            and connection_id in (select connection_id from connection where party_id = $1)";

    /// How many connections of a customer are open.
    pub(super) OPEN_CONNECTIONS: (PartyId,) -> i64 =
        "select cast(count(*) as bigint)
           from connection
          where party_id = $1 and until_day is null";

    /// Whoever belongs to a merged customer is written down.
    pub(super) NOTE_LINKS: (MergeId, PartyId, PartyId) -> () =
        "insert into merging_link (merge_id, party_id, connection_id)
         select $1, party_id, connection_id
           from connection
          where of_party_id = $2 and party_id <> $3";

    /// Whoever belongs to a merged customer.
    pub(super) LINKED: (PartyId, PartyId) -> PartyId =
        "select distinct party_id
           from connection
          where of_party_id = $1 and party_id <> $2
          order by party_id";

    /// They belong to the survivor.
    pub(super) MOVE_LINKS: (PartyId, PartyId) -> () =
        "update connection set of_party_id = $2 where of_party_id = $1 and party_id <> $2";

    /// They belong to the customer that was merged, again.
    pub(super) MOVE_LINKS_BACK: (MergeId, PartyId, PartyId) -> () =
        "update connection set of_party_id = $2
          where of_party_id = $3
            and connection_id in (select connection_id from merging_link where merge_id = $1)";

    /// What was done to a merged customer stands in the survivor's history. It has no version there:
    /// nobody missed it.
    pub(super) COPY_CHANGES: (PartyId, PartyId) -> () =
        "insert into party_change
                (history_id, party_id, category, what, deed, at_ms, actor_id, before_row, after_row,
                 before_state, after_state)
         select history_id, $2, category, what, deed, at_ms, actor_id, before_row, after_row,
                before_state, after_state
           from party_change
          where party_id = $1";

    /// It stands there no more.
    pub(super) TAKE_CHANGES: (PartyId, PartyId) -> () =
        "delete from party_change
          where party_id = $2
            and history_id in (select history_id from party_change where party_id = $1)";

    /// What others did to the survivor since the merge, each thing once.
    pub(super) WHATS_SINCE: (PartyId, i64) -> String =
        "select what from party_change
          where party_id = $1 and version > $2
          group by what
          order by what
          limit 100";

    /// The profile of a survivor before the merge.
    pub(super) ADD_PROFILE_BEFORE: (MergeId, Language, Option<Instant>, Option<Day>, Option<Day>, Option<Day>) -> () =
        "insert into merging_profile
                (merge_id, language, protected_ms, deceased_on, inform_by, merged_inform_by)
         values ($1, $2, $3, $4, $5, $6)";

    /// The same, to be put back.
    pub(super) PROFILE_BEFORE: (MergeId,) -> (Language, Option<Instant>, Option<Day>, Option<Day>, Option<Day>) =
        "select language, protected_ms, deceased_on, inform_by, merged_inform_by
           from merging_profile
          where merge_id = $1";

    /// By when somebody is to be told that she is here.
    pub(super) INFORM_BY: (PartyId,) -> Option<Day> =
        "select inform_by from profile where party_id = $1";

    /// The same, to be written.
    pub(super) SET_INFORM_BY: (PartyId, Option<Day>) -> () =
        "update profile set inform_by = $2 where party_id = $1";

    /// The history of a merged customer, where the survivor has it for good.
    pub(super) DROP_MERGED_CHANGES: (PartyId,) -> () =
        "delete from party_change where party_id = $1";

    /// Its connections, the same.
    pub(super) DROP_MERGED_CONNECTIONS: (PartyId,) -> () =
        "delete from connection where party_id = $1";

    /// What was written down of its merges.
    pub(super) DROP_ROWS: (PartyId,) -> () =
        "delete from merging_row
          where merge_id in (select merge_id from merging where merged_id = $1)";

    /// The same of links.
    pub(super) DROP_LINKS: (PartyId,) -> () =
        "delete from merging_link
          where merge_id in (select merge_id from merging where merged_id = $1)";

    /// The same of the survivor's profile.
    pub(super) DROP_PROFILES_BEFORE: (PartyId,) -> () =
        "delete from merging_profile
          where merge_id in (select merge_id from merging where merged_id = $1)";
}

/// The word in `merging_row` for the name that a merge wrote, made of both.
const WRITTEN: &str = "written";

/// By when somebody is to be told that she is here.
fn inform_by(work: &mut Work<'_>, party: PartyId) -> Result<Option<Day>, Error> {
    Ok(work.tx().maybe(&INFORM_BY, (party,))?.flatten())
}

/// Removes what the register has of a merged customer beside its lots, whose days are over: the
/// survivor has it. Its number stays, and leads to the survivor.
///
/// # Errors
///
/// The store's failure.
pub fn forget_merged(work: &mut Work<'_>, party: PartyId) -> Result<(), Error> {
    for statement in [
        &DROP_MERGED_CHANGES,
        &DROP_MERGED_CONNECTIONS,
        &DROP_ROWS,
        &DROP_LINKS,
        &DROP_PROFILES_BEFORE,
    ] {
        work.tx().run(statement, (party,))?;
    }
    permissions::forget(work, party)?;
    Ok(())
}
