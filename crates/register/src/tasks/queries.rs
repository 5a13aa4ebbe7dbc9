//! The statements of tasks.

use basics::{ActorId, BulkId, Day, Instant, LotId, PartyId, RowId, StaffId};
use guard::Sealed;

/// A task as it lies in its table: which, of whom, under which lot, its text, by when, by whom,
/// written when and by whom, done when and by whom.
pub(super) type Lying = (
    RowId,
    PartyId,
    LotId,
    Sealed,
    Day,
    Option<StaffId>,
    Instant,
    ActorId,
    Option<Instant>,
    Option<ActorId>,
);

store::statements! {
    /// A new task.
    pub(super) ADD: (RowId, PartyId, LotId, Sealed, Day, Option<StaffId>, Instant, ActorId, Option<BulkId>) -> () =
        "insert into task (row_id, party_id, lot_id, sealed, due_day, staff_id, recorded_ms, recorded_by, bulk_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// The open tasks of a party that a run over many brought, as they came.
    pub(super) OF_RUN: (PartyId, BulkId) -> RowId =
        "select row_id
           from task
          where party_id = $1 and bulk_id = $2 and done_ms is null
          order by row_id
          limit 100";

    /// A task that a run over many brought is gone.
    pub(super) DROP_OF_RUN: (PartyId, RowId, BulkId) -> () =
        "delete from task
          where party_id = $1 and row_id = $2 and bulk_id = $3 and done_ms is null";

    /// The open tasks of a party, by the day they are due.
    pub(super) OPEN_OF: (PartyId, i64) -> Lying =
        "select row_id, party_id, lot_id, sealed, due_day, staff_id, recorded_ms, recorded_by, done_ms, done_by
           from task
          where party_id = $1 and done_ms is null
          order by due_day, row_id
          limit $2";

    /// What was done for a party, the newest first, before one of them.
    pub(super) DONE_OF: (PartyId, RowId, i64) -> Lying =
        "select row_id, party_id, lot_id, sealed, due_day, staff_id, recorded_ms, recorded_by, done_ms, done_by
           from task
          where party_id = $1 and row_id < $2 and done_ms is not null
          order by row_id desc
          limit $3";

    /// The tasks of a party, open and done, the newest first, before one of them.
    pub(super) ALL_OF: (PartyId, RowId, i64) -> Lying =
        "select row_id, party_id, lot_id, sealed, due_day, staff_id, recorded_ms, recorded_by, done_ms, done_by
           from task
          where party_id = $1 and row_id < $2
          order by row_id desc
          limit $3";

    /// Everybody's open tasks after one, by the day they are due.
    pub(super) OPEN: (Day, RowId, i64) -> Lying =
        "select row_id, party_id, lot_id, sealed, due_day, staff_id, recorded_ms, recorded_by, done_ms, done_by
           from task
          where done_ms is null and (due_day, row_id) > ($1, $2)
            and not exists (select 1 from party
                             where party.party_id = task.party_id and merged_into is not null)
          order by due_day, row_id
          limit $3";

    /// The open tasks of somebody after one, by the day they are due.
    pub(super) OPEN_OWN: (StaffId, Day, RowId, i64) -> Lying =
        "select row_id, party_id, lot_id, sealed, due_day, staff_id, recorded_ms, recorded_by, done_ms, done_by
           from task
          where staff_id = $1 and done_ms is null and (due_day, row_id) > ($2, $3)
            and not exists (select 1 from party
                             where party.party_id = task.party_id and merged_into is not null)
          order by due_day, row_id
          limit $4";

    /// The open tasks of nobody in particular after one, by the day they are due.
    pub(super) OPEN_NOBODYS: (Day, RowId, i64) -> Lying =
        "select row_id, party_id, lot_id, sealed, due_day, staff_id, recorded_ms, recorded_by, done_ms, done_by
           from task
          where staff_id is null and done_ms is null and (due_day, row_id) > ($1, $2)
            and not exists (select 1 from party
                             where party.party_id = task.party_id and merged_into is not null)
          order by due_day, row_id
          limit $3";

    /// How many tasks of somebody are due after a day and by another, counted to a bound.
    pub(super) COUNT_DUE: (StaffId, Day, Day, i64) -> i64 =
        "select cast(count(*) as bigint)
           from (select 1 from task
                  where staff_id = $1 and done_ms is null and due_day > $2 and due_day <= $3
            and not exists (select 1 from party
                             where party.party_id = task.party_id and merged_into is not null)
                  limit $4) as due";

    /// How many tasks of nobody in particular are due after a day and by another, counted to a bound.
    pub(super) COUNT_DUE_NOBODYS: (Day, Day, i64) -> i64 =
        "select cast(count(*) as bigint)
           from (select 1 from task
                  where staff_id is null and done_ms is null and due_day > $1 and due_day <= $2
            and not exists (select 1 from party
                             where party.party_id = task.party_id and merged_into is not null)
                  limit $3) as due";

    /// How many tasks are open of somebody, counted to a bound.
    pub(super) COUNT_OPEN: (StaffId, i64) -> i64 =
        "select cast(count(*) as bigint)
           from (select 1 from task
                  where staff_id = $1 and done_ms is null
            and not exists (select 1 from party
                             where party.party_id = task.party_id and merged_into is not null)
                  limit $2) as held";

    /// How many tasks are open of those whose accounts are closed, counted to a bound.
    pub(super) COUNT_LEFT: (i64,) -> i64 =
        "select cast(count(*) as bigint)
           from (select 1 from task
                  where done_ms is null
                    and staff_id in (select staff_id from staff where closed_ms is not null)
            and not exists (select 1 from party
                             where party.party_id = task.party_id and merged_into is not null)
                  limit $1) as held";

    /// A task is done.
    pub(super) DONE: (PartyId, RowId, Instant, ActorId) -> () =
        "update task set done_ms = $3, done_by = $4
          where party_id = $1 and row_id = $2 and done_ms is null";

    /// A task is open again.
    pub(super) REOPEN: (PartyId, RowId) -> () =
        "update task set done_ms = null, done_by = null
          where party_id = $1 and row_id = $2 and done_ms is not null";

    /// A task goes to somebody else, or to nobody in particular; until another day.
    pub(super) GIVE: (PartyId, RowId, Option<StaffId>, Day) -> () =
        "update task set staff_id = $3, due_day = $4, batch_id = null, bulk_id = null
          where party_id = $1 and row_id = $2 and done_ms is null";

    /// The open tasks of somebody after one, by customer.
    pub(super) HELD: (StaffId, PartyId, RowId, i64) -> (PartyId, RowId) =
        "select party_id, row_id
           from task
          where staff_id = $1 and done_ms is null and (party_id, row_id) > ($2, $3)
          order by party_id, row_id
          limit $4";

    /// What was done of a party's tasks stands with another one's of the same numbers.
    pub(super) FOLLOW: (PartyId, PartyId) -> () =
        "update task
            set (done_ms, done_by, staff_id, due_day) =
                (select own.done_ms, own.done_by, own.staff_id, own.due_day
                   from task own
                  where own.party_id = $1 and own.row_id = task.row_id)
          where party_id = $2
            and row_id in (select row_id from task where party_id = $1)";

    /// An open task goes to somebody else.
    pub(super) HAND_OVER: (PartyId, RowId, Option<StaffId>) -> () =
        "update task set staff_id = $3, batch_id = null, bulk_id = null
          where party_id = $1 and row_id = $2 and done_ms is null";

    /// Somebody is away, and who stands in.
    pub(super) ADD_ABSENCE: (StaffId, Day, Day, StaffId, Instant, ActorId) -> () =
        "insert into absence (staff_id, from_day, until_day, substitute_id, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (staff_id, from_day) do update
            set until_day = excluded.until_day, substitute_id = excluded.substitute_id,
                recorded_ms = excluded.recorded_ms, recorded_by = excluded.recorded_by";

    /// An absence that will not be.
    pub(super) END_ABSENCE: (StaffId, Day) -> () =
        "delete from absence where staff_id = $1 and from_day = $2";

    /// The absences of somebody that are not over.
    pub(super) ABSENCES: (StaffId, Day) -> (Day, Day, StaffId) =
        "select from_day, until_day, substitute_id
           from absence
          where staff_id = $1 and until_day >= $2
          order by from_day
          limit 50";

    /// For whom somebody stands in on a day.
    pub(super) STANDS_IN_FOR: (StaffId, Day) -> StaffId =
        "select distinct staff_id
           from absence
          where substitute_id = $1 and from_day <= $2 and until_day >= $2
          order by staff_id
          limit 50";

    /// Who has open tasks.
    pub(super) HOLDERS: () -> StaffId =
        "select distinct staff_id
           from task
          where staff_id is not null and done_ms is null
          order by staff_id
          limit 500";
}
