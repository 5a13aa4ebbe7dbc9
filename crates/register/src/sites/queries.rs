//! The statements of sites.
//!
//! `replaced_ms is null` are the rows that hold now.

use basics::{ActorId, BatchId, Day, Instant, LotId, PartyId, RowId};
use guard::{ByKey, Sealed};
use policy::SourceKind;

/// A site as it lies in its table: row, which site, lot, value, source, last day, when.
pub(super) type Lying = (
    RowId,
    RowId,
    LotId,
    Sealed,
    ByKey<SourceKind>,
    Option<Day>,
    Instant,
);

store::statements! {
    /// A row of a site.
    pub(super) ADD: (RowId, PartyId, RowId, LotId, Sealed, ByKey<SourceKind>, Instant, ActorId, Option<BatchId>) -> () =
        "insert into site
                (row_id, party_id, site_id, lot_id, sealed, source, recorded_ms, recorded_by, batch_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// The sites of a party after one.
    pub(super) OF_PARTY: (PartyId, RowId, i64) -> Lying =
        "select row_id, site_id, lot_id, sealed, source, until_day, recorded_ms
           from site
          where party_id = $1 and site_id > $2 and replaced_ms is null
          order by site_id
          limit $3";

    /// Every row of a party's sites after one: lot, value, source, when it was written and replaced.
    pub(super) ALL_OF: (PartyId, RowId, i64) -> (RowId, LotId, Sealed, ByKey<SourceKind>, Instant, Option<Instant>) =
        "select row_id, lot_id, sealed, source, recorded_ms, replaced_ms
           from site
          where party_id = $1 and row_id > $2
          order by row_id
          limit $3";

    /// When it was written down how one gets in at each site of a party.
    pub(super) ACCESS_RECORDED: (PartyId,) -> Instant =
        "select recorded_ms
           from site_access
          where party_id = $1
          order by row_id
          limit 1000";

    /// One site.
    pub(super) ONE: (PartyId, RowId) -> Lying =
        "select row_id, site_id, lot_id, sealed, source, until_day, recorded_ms
           from site
          where party_id = $1 and site_id = $2 and replaced_ms is null";

    /// A site's address no longer holds.
    pub(super) REPLACE: (PartyId, RowId, Instant, ActorId) -> () =
        "update site set replaced_ms = $3, replaced_by = $4
          where party_id = $1 and site_id = $2 and replaced_ms is null and until_day is null";

    /// Work at a site ended.
    pub(super) END: (PartyId, RowId, Day) -> () =
        "update site set until_day = $3
          where party_id = $1 and site_id = $2 and replaced_ms is null and until_day is null";

    /// How one gets in at the sites of a party from one to another.
    pub(super) ACCESS: (PartyId, RowId, RowId) -> (RowId, RowId, LotId, Sealed) =
        "select row_id, site_id, lot_id, sealed
           from site_access
          where party_id = $1 and site_id >= $2 and site_id <= $3
          order by site_id, row_id
          limit 100";

    /// The same, to be written.
    pub(super) ADD_ACCESS: (RowId, PartyId, RowId, LotId, Sealed, Instant, ActorId) -> () =
        "insert into site_access
                (row_id, party_id, site_id, lot_id, sealed, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7)";

    /// The same, forgotten, in the snapshots of those who were merged into her too.
    pub(super) DROP_ACCESS: (PartyId, RowId) -> () =
        "delete from site_access
          where party_id in (select cast($1 as bigint)
                              union all
                             select party_id from party where merged_into = $1)
            and site_id = $2";

    /// What ended of a party's sites ended for another one who has them too.
    pub(super) FOLLOW: (PartyId, PartyId) -> () =
        "update site
            set until_day =
                (select max(own.until_day)
                   from site own
                  where own.party_id = $1 and own.site_id = site.site_id)
          where party_id = $2
            and site_id in (select site_id from site where party_id = $1)";

    /// What is forgotten of how one gets in is forgotten there too.
    pub(super) FOLLOW_ACCESS: (PartyId, PartyId) -> () =
        "delete from site_access
          where party_id = $2
            and site_id in (select site_id from site where party_id = $1)
            and site_id not in (select site_id from site_access where party_id = $1)";

    /// Newer rows of sites that another one has too.
    pub(super) DROP_NEWER: (PartyId, PartyId) -> () =
        "delete from site
          where party_id = $1
            and site_id in (select site_id from site where party_id = $2)
            and row_id not in (select row_id from site where party_id = $2)";

    /// The same of how one gets in.
    pub(super) DROP_NEWER_ACCESS: (PartyId, PartyId) -> () =
        "delete from site_access
          where party_id = $1
            and site_id in (select site_id from site where party_id = $2)
            and row_id not in (select row_id from site_access where party_id = $2)";

    /// Sites of a batch that nobody touched since, in the hands of whoever stands for their party.
    pub(super) OF_BATCH: (BatchId, RowId, i64) -> (RowId, PartyId) =
        "select row_id, party_id
           from site
          where batch_id = $1 and row_id > $2 and row_id = site_id
            and replaced_ms is null and until_day is null
            and not exists (select 1
                              from site_access
                             where site_access.party_id = site.party_id
                               and site_access.site_id = site.site_id
                               and site_access.recorded_ms > site.recorded_ms)
            and not exists (select 1
                              from party
                             where party.party_id = site.party_id and merged_into is not null)
          order by row_id
          limit $3";

    /// The next sites of a batch: how many, and the last of them.
    pub(super) STANDING: (BatchId, RowId, i64) -> (i64, Option<RowId>) =
        "select cast(count(*) as bigint), max(row_id)
           from (select row_id
                   from site
                  where batch_id = $1 and row_id > $2
                    and not exists (select 1
                                      from party
                                     where party.party_id = site.party_id
                                       and merged_into is not null)
                  order by row_id
                  limit $3) page";

    /// How one gets in at a site of a batch, forgotten, in a merged customer's snapshot too.
    pub(super) DROP_ACCESS_OF: (RowId,) -> () =
        "delete from site_access where site_id = $1";

    /// A site of a batch is taken back, from a merged customer's snapshot too.
    pub(super) DROP: (RowId, BatchId) -> () =
        "delete from site where batch_id = $2 and row_id = $1";
}
