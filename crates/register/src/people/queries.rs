//! The statements of people.
//!
//! A value that was replaced keeps its row; `replaced_ms is null` are the values that hold now.

use basics::{
    ActorId, BatchId, ConnectionId, Day, HistoryId, Instant, Language, LotId, PartyId, RowId,
};
use guard::{ByKey, PartyKind, Sealed};
use policy::{ConnectionKind, IdentityCodeGround, SourceKind};

use super::model::{ContactKind, Deed};

/// The series of customer numbers.
pub(crate) const CUSTOMER_NUMBERS: &str = "customer";

/// A sealed value with where it came from, when and by whom it was written, until when it held.
pub(crate) type Written = (
    RowId,
    LotId,
    Sealed,
    Option<ByKey<SourceKind>>,
    Instant,
    ActorId,
    Option<Instant>,
);

/// What was done: to which thing in which category, when and by whom, before and after.
pub(crate) type Changed = (
    HistoryId,
    i64,
    String,
    Deed,
    Instant,
    ActorId,
    Option<i64>,
    Option<i64>,
    Option<String>,
    Option<String>,
);

store::statements! {
    /// A party whose data was erased.
    pub(crate) ERASED: (PartyId,) -> PartyId =
        "select party_id from party where party_id = $1 and erased = 1";

    /// The highest customer number; the first is 1001.
    pub(crate) HIGHEST_NUMBER: () -> i64 =
        "select cast(coalesce(max(number), 1000) as bigint) from profile";

    /// A new profile.
    pub(crate) ADD_PROFILE: (PartyId, i64, Language, Option<Instant>, Option<BatchId>, Option<Day>) -> () =
        "insert into profile (party_id, number, language, protected_ms, batch_id, inform_by)
         values ($1, $2, $3, $4, $5, $6)";

    /// The profile of a party.
    pub(crate) PROFILE: (PartyId,) -> (i64, Language, Option<Instant>, Option<Day>) =
        "select number, language, protected_ms, deceased_on from profile where party_id = $1";

    /// What a list row needs of a party beside its name.
    pub(crate) LIST_ROW: (PartyId,) -> (PartyKind, i64, Option<Instant>, Option<Day>) =
        "select party.kind, profile.number, profile.protected_ms, profile.deceased_on
           from party
           join profile on profile.party_id = party.party_id
          where party.party_id = $1";

    /// Language, turvakielto, death.
    pub(crate) SET_PROFILE: (PartyId, Language, Option<Instant>, Option<Day>) -> () =
        "update profile set language = $2, protected_ms = $3, deceased_on = $4 where party_id = $1";

    /// A party was told that it is here.
    pub(crate) INFORMED: (PartyId,) -> () =
        "update profile set inform_by = null where party_id = $1";

    /// The day by which a party must have been told that it is here; nothing where nobody waits.
    pub(crate) INFORM_BY: (PartyId,) -> Option<Day> =
        "select inform_by from profile where party_id = $1";

    /// Parties by number, forwards.
    pub(crate) BY_NUMBER: (i64, i64) -> (PartyId, i64) =
        "select party_id, number from profile where number > $1 order by number limit $2";

    /// The party with a number, or the one that it was merged into.
    pub(crate) OF_NUMBER: (i64,) -> PartyId =
        "select coalesce(party.merged_into, party.party_id)
           from profile
           join party on party.party_id = profile.party_id
          where profile.number = $1";

    /// How many parties there are, counted to a bound.
    pub(crate) COUNT_TO: (i64,) -> i64 =
        "select cast(count(*) as bigint)
           from (select number from profile order by number limit $1) counted";

    /// Writes a person's name.
    pub(crate) ADD_PERSON_NAME: (RowId, PartyId, LotId, Sealed, ByKey<SourceKind>, Instant, ActorId) -> () =
        "insert into person_name (row_id, party_id, lot_id, sealed, source, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7)";

    /// The name of a person that holds now.
    pub(crate) PERSON_NAME: (PartyId,) -> (RowId, LotId, Sealed, Option<ByKey<SourceKind>>, Instant) =
        "select row_id, lot_id, sealed, source, recorded_ms
           from person_name
          where party_id = $1 and replaced_ms is null
          order by row_id desc
          limit 1";

    /// The names a person ever had, newest first, before one of them.
    pub(crate) PERSON_NAMES: (PartyId, RowId, i64) -> Written =
        "select row_id, lot_id, sealed, source, recorded_ms, recorded_by, replaced_ms
           from person_name
          where party_id = $1 and row_id < $2
          order by row_id desc
          limit $3";

    /// A person's name no longer holds.
    pub(crate) REPLACE_PERSON_NAME: (PartyId, Instant, ActorId) -> () =
        "update person_name set replaced_ms = $2, replaced_by = $3
          where party_id = $1 and replaced_ms is null";

    /// Writes an organisation's name.
    pub(crate) ADD_ORGANISATION_NAME: (RowId, PartyId, LotId, Sealed, ByKey<SourceKind>, Instant, ActorId) -> () =
        "insert into organisation_name (row_id, party_id, lot_id, sealed, source, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7)";

    /// The name of an organisation that holds now.
    pub(crate) ORGANISATION_NAME: (PartyId,) -> (RowId, LotId, Sealed, Option<ByKey<SourceKind>>, Instant) =
        "select row_id, lot_id, sealed, source, recorded_ms
           from organisation_name
          where party_id = $1 and replaced_ms is null
          order by row_id desc
          limit 1";

    /// The names an organisation ever had, newest first, before one of them.
    pub(crate) ORGANISATION_NAMES: (PartyId, RowId, i64) -> Written =
        "select row_id, lot_id, sealed, source, recorded_ms, recorded_by, replaced_ms
           from organisation_name
          where party_id = $1 and row_id < $2
          order by row_id desc
          limit $3";

    /// An organisation's name no longer holds.
    pub(crate) REPLACE_ORGANISATION_NAME: (PartyId, Instant, ActorId) -> () =
        "update organisation_name set replaced_ms = $2, replaced_by = $3
          where party_id = $1 and replaced_ms is null";

    /// Writes an address, a phone or an e-mail.
    pub(crate) ADD_CONTACT: (RowId, PartyId, LotId, ContactKind, Sealed, Option<Day>, Option<Day>, ByKey<SourceKind>, Instant, ActorId) -> () =
        "insert into contact_point
                (row_id, party_id, lot_id, kind, sealed, from_day, until_day, source, recorded_ms,
                 recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    /// The contact points of a party that hold now, oldest first.
    pub(crate) CONTACTS: (PartyId,) -> (RowId, LotId, ContactKind, Sealed, Option<Day>, Option<Day>, ByKey<SourceKind>, Instant) =
        "select row_id, lot_id, kind, sealed, from_day, until_day, source, recorded_ms
           from contact_point
          where party_id = $1 and replaced_ms is null
          order by row_id
          limit 200";

    /// The contact points a party ever had, newest first, before one of them.
    pub(crate) CONTACT_HISTORY: (PartyId, RowId, i64) -> (RowId, LotId, ContactKind, Sealed, ByKey<SourceKind>, Instant, ActorId, Option<Instant>) =
        "select row_id, lot_id, kind, sealed, source, recorded_ms, recorded_by, replaced_ms
           from contact_point
          where party_id = $1 and row_id < $2
          order by row_id desc
          limit $3";

    /// What kind a contact point is that holds now, and its days.
    pub(crate) CONTACT_KIND: (PartyId, RowId) -> (ContactKind, Option<Day>, Option<Day>) =
        "select kind, from_day, until_day
           from contact_point
          where party_id = $1 and row_id = $2 and replaced_ms is null";

    /// A contact point no longer holds.
    pub(crate) REPLACE_CONTACT: (PartyId, RowId, Instant, ActorId, Option<Day>) -> () =
        "update contact_point set replaced_ms = $3, replaced_by = $4, until_day = $5
          where party_id = $1 and row_id = $2 and replaced_ms is null";

    /// Writes a date of birth.
    pub(crate) ADD_BIRTH_DATE: (RowId, PartyId, LotId, Sealed, ByKey<SourceKind>, Instant, ActorId) -> () =
        "insert into birth_date (row_id, party_id, lot_id, sealed, source, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7)";

    /// The date of birth that holds now.
    pub(crate) BIRTH_DATE: (PartyId,) -> (RowId, LotId, Sealed, Option<ByKey<SourceKind>>, Instant) =
        "select row_id, lot_id, sealed, source, recorded_ms
           from birth_date
          where party_id = $1 and replaced_ms is null
          order by row_id desc
          limit 1";

    /// The dates of birth a person was ever given, newest first, before one of them.
    pub(crate) BIRTH_DATES: (PartyId, RowId, i64) -> Written =
        "select row_id, lot_id, sealed, source, recorded_ms, recorded_by, replaced_ms
           from birth_date
          where party_id = $1 and row_id < $2
          order by row_id desc
          limit $3";

    /// A date of birth no longer holds.
    pub(crate) REPLACE_BIRTH_DATE: (PartyId, Instant, ActorId) -> () =
        "update birth_date set replaced_ms = $2, replaced_by = $3
          where party_id = $1 and replaced_ms is null";

    /// Writes an identity code.
    pub(crate) ADD_IDENTITY_CODE: (RowId, PartyId, LotId, Sealed, ByKey<IdentityCodeGround>, ByKey<SourceKind>, Instant, ActorId) -> () =
        "insert into identity_code
                (row_id, party_id, lot_id, sealed, identity_code_ground, source, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// The identity code that holds now.
    pub(crate) IDENTITY_CODE: (PartyId,) -> (RowId, LotId, Sealed, ByKey<IdentityCodeGround>, ByKey<SourceKind>, Instant) =
        "select row_id, lot_id, sealed, identity_code_ground, source, recorded_ms
           from identity_code
          where party_id = $1 and replaced_ms is null
          order by row_id desc
          limit 1";

    /// An identity code no longer holds.
    pub(crate) REPLACE_IDENTITY_CODE: (PartyId, Instant, ActorId) -> () =
        "update identity_code set replaced_ms = $2, replaced_by = $3
          where party_id = $1 and replaced_ms is null";

    /// Writes a note.
    pub(crate) ADD_NOTE: (RowId, PartyId, LotId, Sealed, ByKey<SourceKind>, Instant, ActorId) -> () =
        "insert into note (row_id, party_id, lot_id, sealed, source, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7)";

    /// The notes of a party, newest first, before one of them.
    pub(crate) NOTES: (PartyId, RowId, i64) -> Written =
        "select row_id, lot_id, sealed, source, recorded_ms, recorded_by, replaced_ms
           from note
          where party_id = $1 and row_id < $2 and replaced_ms is null
          order by row_id desc
          limit $3";

    /// The notes a party ever had, newest first, before one of them.
    pub(crate) NOTE_HISTORY: (PartyId, RowId, i64) -> Written =
        "select row_id, lot_id, sealed, source, recorded_ms, recorded_by, replaced_ms
           from note
          where party_id = $1 and row_id < $2
          order by row_id desc
          limit $3";

    /// A note is taken away.
    pub(crate) REPLACE_NOTE: (PartyId, RowId, Instant, ActorId) -> () =
        "update note set replaced_ms = $3, replaced_by = $4
          where party_id = $1 and row_id = $2 and replaced_ms is null";

    /// A new connection.
    pub(crate) ADD_CONNECTION: (ConnectionId, PartyId, ByKey<ConnectionKind>, Option<PartyId>, Day, ByKey<SourceKind>, Instant, ActorId) -> () =
        "insert into connection
                (connection_id, party_id, kind, of_party_id, from_day, source, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// The connections of a party, oldest first.
    pub(crate) CONNECTIONS: (PartyId,) -> (ConnectionId, ByKey<ConnectionKind>, Option<PartyId>, Day, Option<Day>, ByKey<SourceKind>) =
        "select connection_id, kind, of_party_id, from_day, until_day, source
           from connection
          where party_id = $1
          order by connection_id
          limit 200";

    /// The connections a party is or was held on, with the time each was written down.
    pub(crate) HELD_ON: (PartyId,) -> (ByKey<ConnectionKind>, Day, Option<Day>, ByKey<SourceKind>, Instant) =
        "select kind, from_day, until_day, source, recorded_ms
           from connection
          where party_id = $1
          order by connection_id
          limit 200";

    /// Those who are connected to an organisation on a day: its contact persons and stakeholders.
    pub(crate) CONNECTED_TO: (PartyId, Day, i64) -> (PartyId, ByKey<ConnectionKind>, Day) =
        "select party_id, kind, from_day
           from connection
          where of_party_id = $1 and (until_day is null or until_day >= $2)
          order by connection_id
          limit $3";

    /// A connection ends.
    pub(crate) END_CONNECTION: (PartyId, ConnectionId, Day) -> () =
        "update connection set until_day = $3
          where party_id = $1 and connection_id = $2 and until_day is null";

    /// Writes down what was done.
    pub(crate) ADD_CHANGE: (HistoryId, PartyId, i64, String, Deed, Instant, ActorId, i64, Option<i64>, Option<i64>, Option<String>, Option<String>) -> () =
        "insert into party_change
                (history_id, party_id, category, what, deed, at_ms, actor_id, version, before_row,
                 after_row, before_state, after_state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    /// What was done to a party's data, newest first, before one entry.
    pub(crate) CHANGES: (PartyId, HistoryId, i64) -> Changed =
        "select history_id, category, what, deed, at_ms, actor_id, before_row, after_row,
                before_state, after_state
           from party_change
          where party_id = $1 and history_id < $2
          order by history_id desc
          limit $3";

    /// What was done to a party's data since a version, newest first.
    pub(crate) CHANGES_SINCE: (PartyId, i64, i64) -> Changed =
        "select history_id, category, what, deed, at_ms, actor_id, before_row, after_row,
                before_state, after_state
           from party_change
          where party_id = $1 and version > $2
          order by history_id desc
          limit $3";

    /// When something was last done to one thing of a party.
    pub(crate) LAST_CHANGE: (PartyId, String) -> Instant =
        "select at_ms
           from party_change
          where party_id = $1 and what = $2
          order by history_id desc
          limit 1";
}
