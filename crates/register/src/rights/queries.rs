//! The statements of requests and their steps. Those of whoever asked, of letters and of complaints
//! stand beside what runs them.

use basics::{ActorId, Day, Instant, LotId, PartyId, RowId};
use guard::{ByKey, Sealed};
use policy::Channel;

/// A request as it lies in its table: which, of whom, under which lot, its words, what is asked for,
/// how it came, whether it was signed, when it came, since when it waits, when it ended, written when
/// and by whom, whether it is of somebody who was not found.
pub(super) type Lying = (
    RowId,
    PartyId,
    LotId,
    Sealed,
    String,
    ByKey<Channel>,
    i64,
    Day,
    Option<Day>,
    Instant,
    ActorId,
    i64,
);

/// A step as it lies there: which, of which request, under which lot, its words, what was done, the
/// word of it, what came of it, on which day, written when and by whom.
pub(super) type StepLying = (
    RowId,
    RowId,
    LotId,
    Sealed,
    String,
    String,
    Option<String>,
    Day,
    Instant,
    ActorId,
);

/// A request in a list: which, of whom, what is asked for, when it came, when it is due, since when
/// it waits, when it ended, whether it is of somebody who was not found.
pub(super) type Listed = (
    RowId,
    PartyId,
    String,
    Day,
    Day,
    Option<Day>,
    Option<Day>,
    i64,
);

/// What there is to do: how many are open, of these late, due within a week, of somebody not found,
/// waiting for an answer for long; and the day on which the first of those whose clock runs is due.
pub(super) type Waiting = (i64, i64, i64, i64, i64, Option<Day>);

store::statements! {
    /// A request.
    pub(super) ADD: (RowId, PartyId, LotId, Sealed, String, ByKey<Channel>, i64, Day, Day, Instant, ActorId, i64) -> () =
        "insert into data_request
                (row_id, party_id, lot_id, sealed, kinds, way, signed, received_day, due_day,
                 recorded_ms, recorded_by, unlinked)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    /// The requests of a party, the newest first, before one of them.
    pub(super) OF_PARTY: (PartyId, RowId, i64) -> Lying =
        "select row_id, party_id, lot_id, sealed, kinds, way, signed, received_day, closed_day,
                recorded_ms, recorded_by, unlinked
           from data_request
          where party_id = $1 and row_id < $2
          order by row_id desc
          limit $3";

    /// One request of a party.
    pub(super) ONE: (PartyId, RowId) -> Lying =
        "select row_id, party_id, lot_id, sealed, kinds, way, signed, received_day, closed_day,
                recorded_ms, recorded_by, unlinked
           from data_request
          where party_id = $1 and row_id = $2";

    /// How a request stands now.
    pub(super) STAND: (PartyId, RowId, Day, Option<Day>, Option<Day>, String, Option<String>) -> () =
        "update data_request
            set due_day = $3, waits_since = $4, closed_day = $5, asked = $6, ended_as = $7
          where party_id = $1 and row_id = $2 and closed_day is null";

    /// A request and its steps were carried to another party: they lie here no more.
    pub(super) FORGET: (PartyId, RowId) -> () =
        "delete from data_request where party_id = $1 and row_id = $2";

    /// Its steps lie here no more either.
    pub(super) FORGET_STEPS: (PartyId, RowId) -> () =
        "delete from data_request_step where party_id = $1 and request_id = $2";

    /// A step of a request.
    pub(super) ADD_STEP: (RowId, PartyId, RowId, LotId, Sealed, String, String, Option<String>, Day, Instant, ActorId) -> () =
        "insert into data_request_step
                (row_id, party_id, request_id, lot_id, sealed, deed, word, outcome, on_day,
                 recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    /// The steps of a request, in their order.
    pub(super) STEPS: (PartyId, RowId) -> StepLying =
        "select row_id, request_id, lot_id, sealed, deed, word, outcome, on_day, recorded_ms,
                recorded_by
           from data_request_step
          where party_id = $1 and request_id = $2
          order by row_id
          limit 200";

    /// The steps of all requests of a party before one of them, the newest first.
    pub(super) STEPS_OF_PARTY: (PartyId, RowId, i64) -> StepLying =
        "select row_id, request_id, lot_id, sealed, deed, word, outcome, on_day, recorded_ms,
                recorded_by
           from data_request_step
          where party_id = $1 and row_id < $2
          order by row_id desc
          limit $3";

    /// Open requests after one, the one that is due first before the others.
    pub(super) OPEN: (Day, RowId, i64) -> Listed =
        "select row_id, party_id, coalesce(asked, kinds), received_day, due_day, waits_since,
                closed_day, unlinked
           from data_request
          where closed_day is null and (due_day, row_id) > ($1, $2)
            and not exists (select 1 from party
                             where party.party_id = data_request.party_id
                               and merged_into is not null)
          order by due_day, row_id
          limit $3";

    /// Requests that are over before one, the newest first.
    pub(super) OVER: (Day, PartyId, RowId, i64) -> Listed =
        "select row_id, party_id, coalesce(asked, kinds), received_day, due_day, waits_since,
                closed_day, unlinked
           from data_request
          where closed_day is not null and (closed_day, party_id, row_id) < ($1, $2, $3)
            and not exists (select 1 from party
                             where party.party_id = data_request.party_id
                               and merged_into is not null)
          order by closed_day desc, party_id desc, row_id desc
          limit $4";

    /// What there is to do, counted to a bound: those of today, of a day a week from it, and of a day
    /// before which she was asked who has not answered.
    pub(super) WAITING: (Day, Day, Day, i64) -> Waiting =
        "select cast(count(*) as bigint),
                cast(count(case when waits_since is null and due_day < $1 then 1 end) as bigint),
                cast(count(case when waits_since is null and due_day >= $1 and due_day <= $2
                           then 1 end) as bigint),
                cast(count(case when unlinked = 1 then 1 end) as bigint),
                cast(count(case when waits_since <= $3 then 1 end) as bigint),
                min(case when waits_since is null then due_day end)
           from (select due_day, waits_since, unlinked
                   from data_request
                  where closed_day is null
                    and not exists (select 1 from party
                                     where party.party_id = data_request.party_id
                                       and merged_into is not null)
                  order by due_day
                  limit $4) page";

    /// When the newest requests came, were due and ended, for their report: those that went on in
    /// another one left out.
    pub(super) REPORTED: (Day, i64) -> (Day, Day, Day) =
        "select received_day, due_day, closed_day
           from data_request
          where closed_day is not null and closed_day >= $1
            and (ended_as is null or ended_as <> 'joined')
            and not exists (select 1 from party
                             where party.party_id = data_request.party_id
                               and merged_into is not null)
          order by closed_day desc, party_id desc, row_id desc
          limit $2";

    /// How many requests of a party are of somebody who was not found.
    pub(super) UNLINKED_OF: (PartyId,) -> i64 =
        "select cast(count(*) as bigint) from data_request where party_id = $1 and unlinked <> 0";

    /// What was decided of what in the newest requests, and how often.
    pub(super) OUTCOMES: (Day, i64) -> (String, Option<String>, i64) =
        "select step.word, step.outcome, cast(count(*) as bigint)
           from (select party_id, row_id
                   from data_request
                  where closed_day is not null and closed_day >= $1
                    and (ended_as is null or ended_as <> 'joined')
                    and not exists (select 1 from party
                                     where party.party_id = data_request.party_id
                                       and merged_into is not null)
                  order by closed_day desc, party_id desc, row_id desc
                  limit $2) ended
           join data_request_step step
             on step.party_id = ended.party_id and step.request_id = ended.row_id
          where step.deed = 'decided'
          group by step.word, step.outcome
          order by step.word, step.outcome
          limit 200";

    /// When the open requests of a party are due.
    pub(super) OPEN_OF: (PartyId,) -> Day =
        "select due_day
           from data_request
          where party_id = $1 and closed_day is null
          order by row_id
          limit 100";

    /// The lots of requests that ended on a day or before, behind one.
    pub(super) ENDED: (Day, PartyId, LotId, i64) -> (PartyId, LotId, Day) =
        "select party_id, lot_id, closed_day
           from data_request
          where closed_day <= $1 and (party_id, lot_id) > ($2, $3)
            and not exists (select 1 from party
                             where party.party_id = data_request.party_id
                               and merged_into is not null)
          order by party_id, lot_id
          limit $4";

    /// The lots of the requests of a party that are over.
    pub(super) ENDED_OF: (PartyId,) -> (PartyId, LotId, Day) =
        "select party_id, lot_id, closed_day
           from data_request
          where party_id = $1 and closed_day is not null
          order by row_id
          limit 1000";
}
