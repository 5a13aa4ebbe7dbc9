//! The statements of merging.

use basics::{ActorId, Instant, LotId, MergeId, PartyId};

pub(super) type MergingRow = (
    MergeId,
    PartyId,
    PartyId,
    Instant,
    ActorId,
    Instant,
    i64,
    i64,
    String,
    Option<Instant>,
    Option<Instant>,
    Option<Instant>,
);

store::statements! {
    /// Into which party one was merged.
    pub(crate) MERGED_INTO: (PartyId,) -> Option<PartyId> =
        "select merged_into from party where party_id = $1";

    /// The parties that were merged into one.
    pub(crate) MERGED_HERE: (PartyId,) -> PartyId =
        "select party_id from party where merged_into = $1 order by party_id limit 1000";

    /// How many parties were merged into others, counted to a bound.
    pub(crate) MERGED_TO: (i64,) -> i64 =
        "select cast(count(*) as bigint)
           from (select party_id
                   from party
                  where merged_into is not null
                  order by merged_into, party_id
                  limit $1) counted";

    /// A party is merged into another, or stands for itself again.
    pub(crate) SET_MERGED: (PartyId, Option<PartyId>) -> () =
        "update party set merged_into = $2 where party_id = $1";

    /// What stands against the use of a party's data, and since when marketing may reach it.
    pub(crate) STANDS: (PartyId,) -> (Option<Instant>, String, Option<Instant>) =
        "select restricted_ms, objects, reach_ms from party where party_id = $1";

    /// The same of a survivor.
    pub(crate) SET_STANDS: (PartyId, Option<Instant>, String, Option<Instant>) -> () =
        "update party set restricted_ms = $2, objects = $3, reach_ms = $4 where party_id = $1";

    /// Two parties are one.
    pub(crate) ADD_MERGING: (MergeId, PartyId, PartyId, Instant, ActorId, Instant, i64, i64, String, Option<Instant>) -> () =
        "insert into merging
                (merge_id, survivor_id, merged_id, merged_ms, merged_by, until_ms, version, lots,
                 laid, reach_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    /// A merge.
    pub(crate) MERGING: (MergeId,) -> MergingRow =
        "select merge_id, survivor_id, merged_id, merged_ms, merged_by, until_ms, version, lots,
                laid, reach_ms, undone_ms, ended_ms
           from merging
          where merge_id = $1";

    /// The merges into a party, newest first.
    pub(crate) MERGINGS: (PartyId,) -> MergingRow =
        "select merge_id, survivor_id, merged_id, merged_ms, merged_by, until_ms, version, lots,
                laid, reach_ms, undone_ms, ended_ms
           from merging
          where survivor_id = $1
          order by merge_id desc
          limit 100";

    /// The next merge whose days are over.
    pub(crate) OVER: (Instant,) -> MergingRow =
        "select merge_id, survivor_id, merged_id, merged_ms, merged_by, until_ms, version, lots,
                laid, reach_ms, undone_ms, ended_ms
           from merging
          where until_ms <= $1 and undone_ms is null and ended_ms is null
          order by until_ms, merge_id
          limit 1";

    /// A merge is undone.
    pub(crate) UNDO_MERGING: (MergeId, Instant, ActorId) -> () =
        "update merging set undone_ms = $2, undone_by = $3
          where merge_id = $1 and undone_ms is null and ended_ms is null";

    /// The rows of a merged party are gone.
    pub(crate) END_MERGING: (PartyId, Instant) -> () =
        "update merging set ended_ms = $2
          where merged_id = $1 and undone_ms is null and ended_ms is null";

    /// Jobs of a merged party that the survivor does not have.
    pub(crate) NOTE_JOBS: (MergeId, PartyId, PartyId) -> () =
        "insert into merging_job (merge_id, staff_id, from_day)
         select $1, staff_id, from_day
           from assignment
          where party_id = $2
            and not exists (select 1
                              from assignment own
                             where own.party_id = $3 and own.staff_id = assignment.staff_id
                               and own.from_day = assignment.from_day)";

    /// The survivor gets them.
    pub(crate) GIVE_JOBS: (MergeId, PartyId, PartyId) -> () =
        "insert into assignment (staff_id, party_id, from_day, until_day)
         select assignment.staff_id, $3, assignment.from_day, assignment.until_day
           from assignment
           join merging_job on merging_job.staff_id = assignment.staff_id
                           and merging_job.from_day = assignment.from_day
          where assignment.party_id = $2 and merging_job.merge_id = $1";

    /// The survivor has them no more.
    pub(crate) TAKE_JOBS: (MergeId, PartyId) -> () =
        "delete from assignment
          where party_id = $2
            and exists (select 1
                          from merging_job
                         where merging_job.merge_id = $1
                           and merging_job.staff_id = assignment.staff_id
                           and merging_job.from_day = assignment.from_day)";

    /// The lots of a party.
    pub(crate) LOTS: (PartyId,) -> (LotId, i64, i64, Instant) =
        "select lot_id, category, master, started_ms
           from lot
          where party_id = $1
          order by lot_id
          limit 10000";

    /// The lots of a merged party whose rows are gone become the survivor's.
    pub(crate) GIVE_LOTS: (PartyId, PartyId) -> () =
        "update lot set party_id = $2, master = 0 where party_id = $1";

    /// The lots of a survivor that keep what those of the one merged into it keep.
    pub(crate) KEPT_BY_BOTH: (PartyId, PartyId) -> LotId =
        "select distinct lot_id
           from lot_content
          where lot_id in (select lot_id from lot where party_id = $1)
            and content_id in (select kept.content_id
                                 from lot_content kept
                                 join lot on lot.lot_id = kept.lot_id
                                where lot.party_id = $2)
          order by lot_id
          limit 10000";

    /// A lot keeps nothing any more.
    pub(crate) KEEP_NOTHING: (LotId,) -> () =
        "delete from lot_content where lot_id = $1";
}
