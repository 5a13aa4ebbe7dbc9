//! The statements of retention.

use basics::{ActorId, Day, Instant, LotId, PartyId, RowId};
use guard::Sealed;

/// A legal hold as it lies in its table: which, of whom, on what, under which lot, why, reviewed
/// when, set when and by whom, lifted when.
pub(super) type HoldRow = (
    RowId,
    PartyId,
    String,
    LotId,
    Sealed,
    Day,
    Instant,
    ActorId,
    Option<Instant>,
);

/// A decision as it lies in its table: which, case, category, purpose, outcome, verdict, lot, words,
/// when and by whom.
pub(super) type DecisionRow = (
    RowId,
    i64,
    i64,
    String,
    String,
    String,
    LotId,
    Sealed,
    Instant,
    ActorId,
);

/// Something of retention whose clock started: whose, which row, under which lot, when.
pub(super) type Over = (PartyId, RowId, LotId, Instant);

store::statements! {
    /// Whether the processing of a party is restricted.
    pub(super) RESTRICTED: (PartyId,) -> Option<Instant> =
        "select restricted_ms from party where party_id = $1";

    /// A legal hold.
    pub(super) ADD_HOLD: (RowId, PartyId, String, LotId, Sealed, Day, Instant, ActorId) -> () =
        "insert into legal_hold
                (row_id, party_id, held_on, lot_id, sealed, review_day, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// The legal holds of a party, the newest first.
    pub(super) HOLDS_OF: (PartyId,) -> HoldRow =
        "select row_id, party_id, held_on, lot_id, sealed, review_day, recorded_ms, recorded_by,
                lifted_ms
           from legal_hold
          where party_id = $1
          order by row_id desc
          limit 1000";

    /// Legal holds that stand, by the day of their review, behind one.
    pub(super) TO_REVIEW: (Day, RowId, i64) -> (PartyId, RowId, String, Day) =
        "select party_id, row_id, held_on, review_day
           from legal_hold
          where lifted_ms is null and (review_day, row_id) > ($1, $2)
          order by review_day, row_id
          limit $3";

    /// How many legal holds are to be reviewed by a day, counted to a bound.
    pub(super) COUNT_TO_REVIEW: (Day, i64) -> i64 =
        "select cast(count(*) as bigint)
           from (select 1 as one
                   from legal_hold
                  where lifted_ms is null and review_day <= $1
                  limit $2) waiting";

    /// The holds of a party on something are lifted.
    pub(super) LIFT_HOLD: (PartyId, String, Instant, ActorId) -> () =
        "update legal_hold set lifted_ms = $3, lifted_by = $4
          where party_id = $1 and held_on = $2 and lifted_ms is null";

    /// A case of erasure.
    pub(super) ADD_CASE: (i64, PartyId, Instant, ActorId, String) -> () =
        "insert into erasure_case (case_id, party_id, decided_ms, decided_by, plan)
         values ($1, $2, $3, $4, $5)";

    /// A case: of whom, decided when, carried out when, what it was decided about.
    pub(super) OPEN_CASE: (i64,) -> (PartyId, Instant, Option<Instant>, Option<String>) =
        "select party_id, decided_ms, carried_ms, plan from erasure_case where case_id = $1";

    /// A decision.
    pub(super) ADD_DECISION: (RowId, PartyId, i64, i64, String, String, String, LotId, Sealed, Instant, ActorId) -> () =
        "insert into erasure_decision
                (row_id, party_id, case_id, category, purpose, outcome, verdict, lot_id, sealed,
                 recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    /// The decisions about a party, the newest first.
    pub(super) DECISIONS_OF: (PartyId,) -> DecisionRow =
        "select row_id, case_id, category, purpose, outcome, verdict, lot_id, sealed, recorded_ms,
                recorded_by
           from erasure_decision
          where party_id = $1
          order by row_id desc
          limit 1000";

    /// What was decided in a case: category, purpose, outcome, verdict.
    pub(super) DECIDED_IN: (PartyId, i64) -> (i64, String, String, String) =
        "select category, purpose, outcome, verdict
           from erasure_decision
          where party_id = $1 and case_id = $2
          order by row_id
          limit 1000";

    /// A case was carried out, or there was nothing to carry out: when, the receipt, what is followed.
    pub(super) CARRIED: (i64, Instant, Option<String>, Option<String>) -> () =
        "update erasure_case set carried_ms = $2, receipt = $3, followed = $4 where case_id = $1";

    /// Cases that left something which is followed, after one: which, of whom, what.
    pub(super) FOLLOWED: (i64, i64) -> (i64, PartyId, Option<String>) =
        "select case_id, party_id, followed
           from erasure_case
          where followed is not null and settled_ms is null and case_id > $1
          order by case_id
          limit $2";

    /// Whether something that an erasure of a party left is followed, counted to one.
    pub(super) IS_FOLLOWED: (PartyId,) -> i64 =
        "select cast(count(*) as bigint)
           from (select 1 as one
                   from erasure_case
                  where party_id = $1 and followed is not null and settled_ms is null
                  limit 1) own";

    /// What is followed of a case in the place of what was, and since when it is nothing.
    pub(super) FOLLOW: (i64, String, String, Option<Instant>) -> () =
        "update erasure_case set followed = $3, settled_ms = $4
          where case_id = $1 and followed = $2 and settled_ms is null";

    /// A notice that something which an erasure had left went.
    pub(super) ADD_NOTICE: (i64, i64, Instant, String) -> () =
        "insert into erasure_notice (notice_id, case_id, erased_ms, receipt)
         values ($1, $2, $3, $4)";

    /// The notices of a case, the oldest first.
    pub(super) NOTICES: (i64,) -> (i64, Instant, String) =
        "select notice_id, erased_ms, receipt
           from erasure_notice
          where case_id = $1
          order by notice_id
          limit 1000";

    /// Whether nothing says any more who a party was.
    pub(super) ERASED: (PartyId,) -> i64 =
        "select erased from party where party_id = $1";

    /// The cases in which something of a party was erased, the oldest first: which, and when.
    pub(super) CARRIED_OUT_OF: (PartyId,) -> (i64, Instant) =
        "select case_id, carried_ms
           from erasure_case
          where party_id = $1 and carried_ms is not null and receipt is not null
          order by case_id
          limit 100";

    /// A case: of whom, decided when, carried out when, the receipt, what is followed.
    pub(super) CASE: (i64,) -> (PartyId, Instant, Option<Instant>, Option<String>, Option<String>) =
        "select party_id, decided_ms, carried_ms, receipt, followed
           from erasure_case
          where case_id = $1";

    /// The cases, the newest first, before one: decided when, carried out when, whether something it
    /// left is followed, when the last of that went.
    pub(super) CASES: (i64, i64) -> (i64, Instant, Option<Instant>, i64, Option<Instant>) =
        "select case_id, decided_ms, carried_ms,
                cast(case when followed is not null and settled_ms is null then 1 else 0 end as bigint),
                (select max(erased_ms)
                   from erasure_notice
                  where erasure_notice.case_id = erasure_case.case_id)
           from erasure_case
          where case_id < $1
          order by case_id desc
          limit $2";

    /// Cases that were decided and not carried out, after one.
    pub(super) OPEN_CASES: (i64, i64) -> (i64, PartyId) =
        "select case_id, party_id
           from erasure_case
          where carried_ms is null and case_id > $1
          order by case_id
          limit $2";

    /// Decisions that were written down before an instant, behind a row.
    pub(super) DECISIONS_BEFORE: (Instant, PartyId, RowId, i64) -> Over =
        "select party_id, row_id, lot_id, recorded_ms
           from erasure_decision
          where recorded_ms < $1 and (party_id, row_id) > ($2, $3)
          order by party_id, row_id
          limit $4";

    /// Those about one party.
    pub(super) DECISIONS_STARTED: (PartyId,) -> Over =
        "select party_id, row_id, lot_id, recorded_ms
           from erasure_decision
          where party_id = $1
          order by row_id
          limit 1000";

    /// Holds that were lifted before an instant, behind a row.
    pub(super) LIFTED_BEFORE: (Instant, PartyId, RowId, i64) -> Over =
        "select party_id, row_id, lot_id, lifted_ms
           from legal_hold
          where lifted_ms < $1 and (party_id, row_id) > ($2, $3)
          order by party_id, row_id
          limit $4";

    /// Those of one party.
    pub(super) LIFTED_OF: (PartyId,) -> Over =
        "select party_id, row_id, lot_id, lifted_ms
           from legal_hold
          where party_id = $1 and lifted_ms is not null
          order by row_id
          limit 1000";

    /// The run that was cut off: which, for which day, how far.
    pub(super) OPEN_RUN: () -> (i64, Day, i64, PartyId, i64) =
        "select run_id, on_day, kept, party_id, place
           from retention_run
          where ended_ms is null
          order by run_id desc
          limit 1";

    /// A run begins.
    pub(super) ADD_RUN: (i64, Day, Instant) -> () =
        "insert into retention_run
                (run_id, on_day, started_ms, advanced_ms, kept, party_id, place, due, gone, waits,
                 stays)
         values ($1, $2, $3, $3, 0, -9223372036854775807, -9223372036854775807, 0, 0, 0, 0)";

    /// A run got further: clock, party, place; when; more due, gone, waiting, staying.
    pub(super) ADVANCE_RUN: (i64, i64, PartyId, i64, Instant, i64, i64, i64, i64) -> () =
        "update retention_run
            set kept = $2, party_id = $3, place = $4, advanced_ms = $5, due = due + $6,
                gone = gone + $7, waits = waits + $8, stays = stays + $9
          where run_id = $1";

    /// A run found more of a clock: due, gone, waiting, staying.
    pub(super) ADD_FOUND: (i64, i64, i64, i64, i64, i64) -> () =
        "insert into retention_found (run_id, kept, due, gone, waits, stays)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (run_id, kept) do update
            set due = retention_found.due + $3, gone = retention_found.gone + $4,
                waits = retention_found.waits + $5, stays = retention_found.stays + $6";

    /// What a run found: clock, due, gone, waiting, staying.
    pub(super) FOUND: (i64,) -> (i64, i64, i64, i64, i64) =
        "select kept, due, gone, waits, stays
           from retention_found
          where run_id = $1
          order by kept
          limit 100";

    /// What runs of long ago found is forgotten with them.
    pub(super) FORGET_FOUND: (Instant,) -> () =
        "delete from retention_found
          where run_id in (select run_id
                             from retention_run
                            where started_ms < $1 and ended_ms is not null)";

    /// The last run that ended.
    pub(super) LAST_ENDED: () -> i64 =
        "select run_id
           from retention_run
          where ended_ms is not null
          order by run_id desc
          limit 1";

    /// A run ended.
    pub(super) END_RUN: (i64, Instant) -> () =
        "update retention_run set ended_ms = $2, advanced_ms = $2
          where run_id = $1 and ended_ms is null";

    /// Runs of long ago are forgotten, but for one that was cut off.
    pub(super) FORGET_RUNS: (Instant,) -> () =
        "delete from retention_run where started_ms < $1 and ended_ms is not null";

    /// The last run: day, when it began, got on and ended, due, gone, waiting, staying.
    pub(super) LAST_RUN: () -> (Day, Instant, Instant, Option<Instant>, i64, i64, i64, i64) =
        "select on_day, started_ms, advanced_ms, ended_ms, due, gone, waits, stays
           from retention_run
          order by run_id desc
          limit 1";
}
