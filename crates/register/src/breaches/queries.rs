//! The statements of breaches.

use basics::{ActorId, Day, Instant, LotId, PartyId, RowId};
use guard::Sealed;

/// A breach as it lies in its table: which, under which lot, its words, whether it is a drill, when
/// it happened, when it was noticed, when the controller became aware, the risk, until when the
/// authority is to be told, when it was told first, when it ended, written when and by whom.
pub(super) type Lying = (
    RowId,
    LotId,
    Sealed,
    i64,
    Option<Instant>,
    Instant,
    Option<Instant>,
    Option<String>,
    Option<Instant>,
    Option<Instant>,
    Option<Instant>,
    Instant,
    ActorId,
);

/// A step as it lies there: which, under which lot, its words, what was done, its word, when, of how
/// many people and records, written when and by whom.
pub(super) type StepLying = (
    RowId,
    LotId,
    Sealed,
    String,
    String,
    Instant,
    Option<i64>,
    Option<i64>,
    Instant,
    ActorId,
);

/// Somebody affected: who, into whom she was merged, what was opened and listed, when and how she was
/// told.
pub(super) type AffectedLying = (
    PartyId,
    Option<PartyId>,
    String,
    String,
    Option<Instant>,
    Option<String>,
);

store::statements! {
    /// A breach.
    pub(super) ADD: (RowId, LotId, Sealed, i64, Option<Instant>, Instant, Instant, ActorId) -> () =
        "insert into breach
                (row_id, lot_id, sealed, drill, occurred_ms, noticed_ms, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// One breach.
    pub(super) ONE: (RowId,) -> Lying =
        "select row_id, lot_id, sealed, drill, occurred_ms, noticed_ms, aware_ms, risk, due_ms,
                told_ms, closed_ms, recorded_ms, recorded_by
           from breach
          where row_id = $1";

    /// Open breaches before one, the newest first.
    pub(super) OPEN: (RowId, i64) -> Lying =
        "select row_id, lot_id, sealed, drill, occurred_ms, noticed_ms, aware_ms, risk, due_ms,
                told_ms, closed_ms, recorded_ms, recorded_by
           from breach
          where closed_ms is null and row_id < $1
          order by row_id desc
          limit $2";

    /// Breaches that are over before one, the newest first.
    pub(super) OVER: (Day, RowId, i64) -> Lying =
        "select row_id, lot_id, sealed, drill, occurred_ms, noticed_ms, aware_ms, risk, due_ms,
                told_ms, closed_ms, recorded_ms, recorded_by
           from breach
          where closed_ms is not null and (closed_day, row_id) < ($1, $2)
          order by closed_day desc, row_id desc
          limit $3";

    /// The day on which a breach ended.
    pub(super) CLOSED_DAY: (RowId,) -> Option<Day> =
        "select closed_day from breach where row_id = $1";

    /// How a breach stands now.
    pub(super) STAND: (RowId, Option<Instant>, Option<String>, Option<Instant>, Option<Instant>, Option<Instant>, Option<Day>) -> () =
        "update breach
            set aware_ms = $2, risk = $3, due_ms = $4, told_ms = $5, closed_ms = $6,
                closed_day = $7
          where row_id = $1 and closed_ms is null";

    /// A step of a breach.
    pub(super) ADD_STEP: (RowId, RowId, LotId, Sealed, String, String, Instant, Option<i64>, Option<i64>, Instant, ActorId) -> () =
        "insert into breach_step
                (row_id, breach_id, lot_id, sealed, deed, word, at_ms, people, records,
                 recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    /// The steps of a breach, in their order.
    pub(super) STEPS: (RowId,) -> StepLying =
        "select row_id, lot_id, sealed, deed, word, at_ms, people, records, recorded_ms,
                recorded_by
           from breach_step
          where breach_id = $1
          order by row_id
          limit 1000";

    /// How many breaches are open that are no drills, to a bound, and until when the authority is to
    /// be told of the first.
    pub(super) WAITING: (i64,) -> (i64, Option<Instant>) =
        "select cast(count(*) as bigint), min(due_ms)
           from (select due_ms
                   from breach
                  where closed_ms is null and drill = 0
                  order by row_id
                  limit $1) page";

    /// Breaches that are no drills and were noticed before an instant, from another on: the risk,
    /// when the controller became aware, when the authority was told first, when it ended.
    pub(super) REPORTED: (Instant, Instant, i64) -> (Option<String>, Option<Instant>, Option<Instant>, Option<Instant>) =
        "select risk, aware_ms, told_ms, closed_ms
           from breach
          where drill = 0 and noticed_ms >= $1 and noticed_ms < $2
          order by row_id
          limit $3";

    /// The lots of breaches that ended on a day or before, the oldest first.
    pub(super) ENDED: (Day, i64) -> LotId =
        "select lot_id
           from breach
          where closed_ms is not null and closed_day <= $1
          order by closed_day, row_id
          limit $2";

    /// Somebody affected; whoever is there already keeps what is known of her.
    pub(super) AFFECT: (RowId, PartyId, String, String, Instant, ActorId) -> () =
        "insert into breach_affected (breach_id, party_id, opened, listed, added_ms, added_by)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (breach_id, party_id) do update set opened = $3, listed = $4";

    /// What is known of somebody affected.
    pub(super) AFFECTED_ONE: (RowId, PartyId) -> (String, String) =
        "select opened, listed from breach_affected where breach_id = $1 and party_id = $2";

    /// Those affected after one of them, in the order of their numbers.
    pub(super) AFFECTED: (RowId, PartyId, i64) -> AffectedLying =
        "select breach_affected.party_id, party.merged_into, breach_affected.opened,
                breach_affected.listed, breach_affected.told_ms, breach_affected.told_way
           from breach_affected
           join party on party.party_id = breach_affected.party_id
          where breach_affected.breach_id = $1 and breach_affected.party_id > $2
          order by breach_affected.party_id
          limit $3";

    /// The same of those who were not told.
    pub(super) UNTOLD: (RowId, PartyId, i64) -> AffectedLying =
        "select breach_affected.party_id, party.merged_into, breach_affected.opened,
                breach_affected.listed, breach_affected.told_ms, breach_affected.told_way
           from breach_affected
           join party on party.party_id = breach_affected.party_id
          where breach_affected.breach_id = $1 and breach_affected.told_ms is null
            and breach_affected.party_id > $2
          order by breach_affected.party_id
          limit $3";

    /// How many are affected and how many of them were told, counted to a bound.
    pub(super) COUNT_AFFECTED: (RowId, i64) -> (i64, i64) =
        "select cast(count(*) as bigint), cast(count(told_ms) as bigint)
           from (select told_ms
                   from breach_affected
                  where breach_id = $1
                  order by party_id
                  limit $2) page";

    /// Somebody is not affected after all.
    pub(super) SPARE: (RowId, PartyId) -> () =
        "delete from breach_affected
          where breach_id = $1 and party_id = $2 and told_ms is null";

    /// Somebody was told.
    pub(super) TELL: (RowId, PartyId, Instant, String, ActorId) -> () =
        "update breach_affected
            set told_ms = $3, told_way = $4, told_by = $5
          where breach_id = $1 and party_id = $2 and told_ms is null";

    /// The breaches that reached a party: which, under which lot, its words, what was opened, when
    /// she was added, when she was told.
    pub(super) OF_PARTY: (PartyId,) -> (RowId, LotId, Sealed, String, Instant, Option<Instant>) =
        "select breach.row_id, breach.lot_id, breach.sealed, breach_affected.opened,
                breach_affected.added_ms, breach_affected.told_ms
           from breach_affected
           join breach on breach.row_id = breach_affected.breach_id
          where breach_affected.party_id = $1 and breach.drill = 0
          order by breach.row_id
          limit 1000";

    /// Whether a party is yet to be told of an open breach of high risk: one of them.
    pub(super) TO_BE_TOLD: (PartyId,) -> RowId =
        "select breach.row_id
           from breach_affected
           join breach on breach.row_id = breach_affected.breach_id
          where breach_affected.party_id = $1 and breach_affected.told_ms is null
            and breach.closed_ms is null and breach.drill = 0 and breach.risk = 'high'
          order by breach.row_id
          limit 1";
}
