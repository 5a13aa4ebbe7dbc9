//! The statements of oversight.

use basics::{ActorId, Day, Instant, LotId, PartyId, RowId, StaffId};
use guard::Sealed;

/// A finding as it lies in its table: which, by which rule, of which day, about whom, looked at whom,
/// how many, how many are usual, found when, closed when and by whom, its word.
pub(super) type Lying = (
    RowId,
    String,
    Day,
    ActorId,
    Option<PartyId>,
    i64,
    i64,
    Instant,
    Option<Instant>,
    Option<ActorId>,
    Option<LotId>,
    Option<Sealed>,
);

store::statements! {
    /// That the staff was heard and told, or that the look ended.
    pub(super) HEAR: (RowId, Option<Day>, Option<Day>, i64, i64, Instant, ActorId) -> () =
        "insert into oversight_hearing
                (row_id, heard_day, told_day, from_hour, until_hour, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7)";

    /// What holds of it: when they were heard and told, the hours, written when and by whom.
    pub(super) HEARING: () -> (Option<Day>, Option<Day>, i64, i64, Instant, ActorId) =
        "select heard_day, told_day, from_hour, until_hour, recorded_ms, recorded_by
           from oversight_hearing
          order by row_id desc
          limit 1";

    /// The last day that was looked through.
    pub(super) LAST_DAY: () -> Option<Day> =
        "select max(day) from oversight_day";

    /// How many people an account opened on a day; of nobody that the day was looked through.
    pub(super) ADD_DAY: (Day, ActorId, i64) -> () =
        "insert into oversight_day (day, actor_id, opened) values ($1, $2, $3)
         on conflict (day, actor_id) do update set opened = $3";

    /// How many people an account opened on the days before one, the newest first.
    pub(super) EARLIER: (ActorId, Day, Day, i64) -> i64 =
        "select opened
           from oversight_day
          where actor_id = $1 and day >= $2 and day < $3 and opened > 0
          order by day desc
          limit $4";

    /// Days that tell nothing any more.
    pub(super) FORGET_DAYS: (Day,) -> () =
        "delete from oversight_day where day < $1";

    /// Whether an account is one of staff.
    pub(super) IS_STAFF: (StaffId,) -> StaffId =
        "select staff_id from staff where staff_id = $1";

    /// Whether a party is still there.
    pub(super) IS_THERE: (PartyId,) -> PartyId =
        "select party_id from party where party_id = $1 and erased = 0";

    /// Something that was found. Whatever is looked through again is found once.
    pub(super) FIND: (RowId, String, Day, ActorId, Option<PartyId>, i64, i64, Instant) -> () =
        "insert into oversight_finding
                (row_id, rule, day, actor_id, about_id, counted, usual, found_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict do nothing";

    /// Findings that nobody has looked through, before one, the newest first.
    pub(super) OPEN: (RowId, i64) -> Lying =
        "select row_id, rule, day, actor_id, about_id, counted, usual, found_ms, closed_ms,
                closed_by, lot_id, sealed
           from oversight_finding
          where closed_ms is null and row_id < $1
          order by row_id desc
          limit $2";

    /// Findings that were closed, before one, the newest first.
    pub(super) CLOSED: (RowId, i64) -> Lying =
        "select row_id, rule, day, actor_id, about_id, counted, usual, found_ms, closed_ms,
                closed_by, lot_id, sealed
           from oversight_finding
          where closed_ms is not null and row_id < $1
          order by row_id desc
          limit $2";

    /// When a finding was closed.
    pub(super) ONE: (RowId,) -> Option<Instant> =
        "select closed_ms from oversight_finding where row_id = $1";

    /// A finding is closed.
    pub(super) CLOSE: (RowId, Instant, ActorId, LotId, Sealed) -> () =
        "update oversight_finding
            set closed_ms = $2, closed_by = $3, lot_id = $4, sealed = $5
          where row_id = $1 and closed_ms is null";

    /// How many wait to be looked through, to a bound, and of which day the first is.
    pub(super) WAITING: (i64,) -> (i64, Option<Day>) =
        "select cast(count(*) as bigint), min(day)
           from (select day
                   from oversight_finding
                  where closed_ms is null
                  order by row_id
                  limit $1) page";

    /// How many were found in a time, and how many of them are closed.
    pub(super) FOUND: (Instant, Instant) -> (i64, i64) =
        "select cast(count(*) as bigint), cast(count(closed_ms) as bigint)
           from oversight_finding
          where found_ms >= $1 and found_ms < $2";

    /// The lots of findings that were found before an instant.
    pub(super) OLD_LOTS: (Instant, i64) -> LotId =
        "select lot_id
           from oversight_finding
          where found_ms < $1 and lot_id is not null
          order by found_ms, row_id
          limit $2";

    /// Lots of words of findings that went with the person they were about.
    pub(super) LEFT_LOTS: (i64, i64) -> LotId =
        "select lot_id
           from own_lot
          where kept = $1
            and not exists (select 1
                              from oversight_finding
                             where oversight_finding.lot_id = own_lot.lot_id)
          order by lot_id
          limit $2";

    /// Findings without a word that were found before an instant.
    pub(super) FORGET_OLD: (Instant,) -> () =
        "delete from oversight_finding where found_ms < $1 and lot_id is null";

    /// How many people's processing is restricted, to a bound.
    pub(super) RESTRICTED: (i64,) -> i64 =
        "select cast(count(*) as bigint)
           from (select party_id
                   from party
                  where restricted_ms is not null
                  order by party_id
                  limit $1) page";

    /// How many open accounts had each role at an instant.
    pub(super) ACCESS: (Instant,) -> (String, i64) =
        "select staff_role.role, cast(count(*) as bigint)
           from staff_role
           join staff on staff.staff_id = staff_role.staff_id
          where staff_role.given_ms < $1
            and (staff_role.taken_ms is null or staff_role.taken_ms >= $1)
            and (staff.closed_ms is null or staff.closed_ms >= $1)
          group by staff_role.role
          order by staff_role.role
          limit 1000";
}
