//! The statements of relations.

use basics::{ActorId, Day, Instant, LotId, MergeId, PartyId, RowId};
use guard::{ByKey, Sealed};
use policy::SourceKind;

use super::model::Kind;

/// A relation as it lies in its table: which, about whom, who else, as what, at which site, in
/// which matters, lot and value, first and last day, source, when it was written.
pub(super) type Lying = (
    RowId,
    PartyId,
    PartyId,
    Kind,
    Option<RowId>,
    String,
    LotId,
    Sealed,
    Day,
    Option<Day>,
    ByKey<SourceKind>,
    Instant,
);

store::statements! {
    /// A new relation.
    pub(super) ADD: (RowId, PartyId, PartyId, Kind, Option<RowId>, String, LotId, Sealed, Day, Option<Day>, ByKey<SourceKind>, Instant, ActorId) -> () =
        "insert into relation
                (row_id, party_id, other_id, kind, site_id, told, lot_id, sealed, from_day,
                 until_day, source, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    /// The relations that are about a party, the newest first.
    pub(super) OF_PARTY: (PartyId, i64) -> Lying =
        "select row_id, party_id, other_id, kind, site_id, told, lot_id, sealed, from_day,
                until_day, source, recorded_ms
           from relation
          where party_id = $1 and other_id <> $1
          order by row_id desc
          limit $2";

    /// The relations that lead to a party, before one of them, the newest first.
    pub(super) OF_OTHER: (PartyId, RowId, i64) -> Lying =
        "select row_id, party_id, other_id, kind, site_id, told, lot_id, sealed, from_day,
                until_day, source, recorded_ms
           from relation
          where other_id = $1 and row_id < $2 and party_id <> $1
            and not exists (select 1
                              from party
                             where party.party_id = relation.party_id and merged_into is not null)
          order by row_id desc
          limit $3";

    /// One relation.
    pub(super) ONE: (PartyId, RowId) -> (PartyId, Day) =
        "select other_id, from_day
           from relation
          where party_id = $1 and row_id = $2 and until_day is null";

    /// How often a relation stands already: to whom, as what, at which site (0: none), since a day.
    pub(super) STANDS: (PartyId, PartyId, Kind, RowId, Day) -> i64 =
        "select cast(count(*) as bigint)
           from relation
          where party_id = $1 and other_id = $2 and kind = $3
            and coalesce(site_id, cast(0 as bigint)) = $4
            and (until_day is null or until_day >= $5)";

    /// A relation ends on a day.
    pub(super) END: (PartyId, RowId, Day) -> () =
        "update relation set until_day = $3
          where party_id = $1 and row_id = $2 and until_day is null";

    /// How many relations are about a site of a party, counted to one.
    pub(super) LEADS_TO: (PartyId, RowId) -> i64 =
        "select cast(count(*) as bigint)
           from (select 1
                   from relation
                  where party_id = $1 and site_id = $2
                 union all
                 select 1
                   from relation
                  where other_id = $1 and site_id = $2) found";

    /// Relations of others that lead to a merged party are written down.
    pub(super) NOTE_LINKS: (MergeId, PartyId, PartyId) -> () =
        "insert into merging_relation (merge_id, party_id, row_id)
         select $1, party_id, row_id
           from relation
          where other_id = $2 and party_id <> $3";

    /// Whom those relations are about.
    pub(super) LINKED: (PartyId, PartyId) -> PartyId =
        "select distinct party_id
           from relation
          where other_id = $1 and party_id <> $2
          order by party_id";

    /// They lead to the survivor.
    pub(super) MOVE_LINKS: (PartyId, PartyId) -> () =
        "update relation set other_id = $2 where other_id = $1 and party_id <> $2";

    /// They lead where they led before, and so do those to a site that goes. A copy of such a row
    /// that a later merge made keeps its number.
    pub(super) MOVE_BACK: (MergeId, PartyId, PartyId) -> () =
        "update relation set other_id = $2
          where other_id = $3
            and (exists (select 1
                           from merging_relation noted
                          where noted.merge_id = $1 and noted.row_id = relation.row_id)
                 or (kind in ('tenant', 'resident')
                     and site_id in (select site_id from site where party_id = $2)))";

    /// What ended of a party's relations ended for another one who has them too.
    pub(super) FOLLOW: (PartyId, PartyId) -> () =
        "update relation
            set until_day =
                (select own.until_day
                   from relation own
                  where own.party_id = $1 and own.row_id = relation.row_id)
          where party_id = $2
            and row_id in (select row_id from relation where party_id = $1)";

    /// What was written down of a merged party, whose days are over.
    pub(super) FORGET: (PartyId,) -> () =
        "delete from merging_relation
          where merge_id in (select merge_id from merging where merged_id = $1)";
}
