//! The statements of actions over many customers.

use basics::{BulkId, Instant, PartyId, StaffId};

/// A run as it lies in its table: whose, what, how many were chosen and left out, when it
/// began, got on, ended, why it stopped, since when it is and was undone.
pub(super) type Lying = (
    StaffId,
    String,
    i64,
    i64,
    Instant,
    Instant,
    Option<Instant>,
    Option<String>,
    Option<Instant>,
    Option<Instant>,
);

store::statements! {
    /// A new run.
    pub(super) ADD_RUN: (BulkId, StaffId, String, i64, i64, Instant) -> () =
        "insert into bulk_run (bulk_id, staff_id, what, chosen, left_out, started_ms, advanced_ms)
         values ($1, $2, $3, $4, $5, $6, $6)";

    /// Whom it is about.
    pub(super) ADD_ROW: (BulkId, PartyId) -> () =
        "insert into bulk_row (bulk_id, party_id) values ($1, $2)";

    /// A run.
    pub(super) RUN: (BulkId,) -> (StaffId, String, i64, i64, Instant, Instant, Option<Instant>, Option<String>, Option<Instant>, Option<Instant>) =
        "select staff_id, what, chosen, left_out, started_ms, advanced_ms, ended_ms, failed,
                undoing_ms, undone_ms
           from bulk_run
          where bulk_id = $1";

    /// What became of those it is about.
    pub(super) OUTCOMES: (BulkId,) -> (Option<String>, i64) =
        "select outcome, cast(count(*) as bigint)
           from bulk_row
          where bulk_id = $1
          group by outcome
          order by outcome";

    /// Those of whom nothing became yet.
    pub(super) NEXT: (BulkId, i64) -> PartyId =
        "select party_id
           from bulk_row
          where bulk_id = $1 and outcome is null
          order by party_id
          limit $2";

    /// Those who were changed.
    pub(super) CHANGED: (BulkId, i64) -> PartyId =
        "select party_id
           from bulk_row
          where bulk_id = $1 and outcome = 'done'
          order by party_id
          limit $2";

    /// What became of one.
    pub(super) BECAME: (BulkId, PartyId, String) -> () =
        "update bulk_row set outcome = $3 where bulk_id = $1 and party_id = $2";

    /// A run got on.
    pub(super) ADVANCED: (BulkId, Instant) -> () =
        "update bulk_run set advanced_ms = $2, failed = null where bulk_id = $1";

    /// A run is at its end.
    pub(super) ENDED: (BulkId, Instant) -> () =
        "update bulk_run set ended_ms = $2, advanced_ms = $2 where bulk_id = $1 and ended_ms is null";

    /// A run stopped before its end.
    pub(super) FAILED: (BulkId, String, Instant) -> () =
        "update bulk_run set failed = $2, advanced_ms = $3 where bulk_id = $1";

    /// A run is being undone.
    pub(super) UNDOING: (BulkId, Instant) -> () =
        "update bulk_run set undoing_ms = $2, advanced_ms = $2 where bulk_id = $1";

    /// A run was undone.
    pub(super) UNDONE: (BulkId, Instant) -> () =
        "update bulk_run set undone_ms = $2, advanced_ms = $2 where bulk_id = $1";

    /// The oldest run, where it began before an instant.
    pub(super) OLD: (Instant,) -> BulkId =
        "select bulk_id
           from bulk_run
          where started_ms < $1
          order by started_ms, bulk_id
          limit 1";

    /// Whom a run was about is not kept any more.
    pub(super) DROP_ROWS: (BulkId,) -> () =
        "delete from bulk_row where bulk_id = $1";

    /// A run is not kept any more.
    pub(super) DROP_RUN: (BulkId,) -> () =
        "delete from bulk_run where bulk_id = $1";
}
