//! What starts the clocks of sites: work there ended.

use basics::{Day, LotId, PartyId, RowId, Zone};
use policy::{ClockStart, Kept};
use store::Tx;

use super::columns::{SITE, SITE_ACCESS};
use crate::capability::{Asked, Started, Starts};

/// Whose, which row, under which lot, since when.
type Ended = (PartyId, RowId, LotId, Day);

store::statements! {
    /// Every row of sites at which work ended on a day or before, behind a row.
    pub(super) SITES_ENDED: (Day, PartyId, RowId, i64) -> Ended =
        "select site.party_id, site.row_id, site.lot_id, holds.until_day
           from site
           join site holds on holds.party_id = site.party_id and holds.site_id = site.site_id
                and holds.replaced_ms is null
          where holds.until_day <= $1 and (site.party_id, site.row_id) > ($2, $3)
            and not exists (select 1
                              from party
                             where party.party_id = site.party_id
                               and party.merged_into is not null)
          order by site.party_id, site.row_id
          limit $4";

    /// Every row of the sites of a party at which work ended.
    pub(super) SITES_ENDED_OF: (PartyId,) -> Ended =
        "select site.party_id, site.row_id, site.lot_id, holds.until_day
           from site
           join site holds on holds.party_id = site.party_id and holds.site_id = site.site_id
                and holds.replaced_ms is null
          where site.party_id = $1 and holds.until_day is not null
          order by site.row_id
          limit 10000";

    /// How one gets in where work ended on a day or before, behind a row.
    pub(super) ACCESS_ENDED: (Day, PartyId, RowId, i64) -> Ended =
        "select site_access.party_id, site_access.row_id, site_access.lot_id, holds.until_day
           from site_access
           join site holds on holds.party_id = site_access.party_id
                and holds.site_id = site_access.site_id and holds.replaced_ms is null
          where holds.until_day <= $1 and (site_access.party_id, site_access.row_id) > ($2, $3)
            and not exists (select 1
                              from party
                             where party.party_id = site_access.party_id
                               and party.merged_into is not null)
          order by site_access.party_id, site_access.row_id
          limit $4";

    /// How one gets in at the sites of a party at which work ended.
    pub(super) ACCESS_ENDED_OF: (PartyId,) -> Ended =
        "select site_access.party_id, site_access.row_id, site_access.lot_id, holds.until_day
           from site_access
           join site holds on holds.party_id = site_access.party_id
                and holds.site_id = site_access.site_id and holds.replaced_ms is null
          where site_access.party_id = $1 and holds.until_day is not null
          order by site_access.row_id
          limit 1000";
}

/// A site, and how one gets in, are kept for a time from the end of work there.
pub(super) const STARTS: &[Starts] = &[
    Starts {
        kept: Kept::Services,
        start: ClockStart::Completion,
        due: |tx, asked| Ok(started(SITE.number(), tx.all(&SITES_ENDED, page(asked))?)),
        of: |tx, party, _: &Zone| Ok(started(SITE.number(), tx.all(&SITES_ENDED_OF, (party,))?)),
    },
    Starts {
        kept: Kept::SiteAccess,
        start: ClockStart::Completion,
        due: |tx, asked| {
            Ok(started(
                SITE_ACCESS.number(),
                tx.all(&ACCESS_ENDED, page(asked))?,
            ))
        },
        of: |tx: &mut Tx<'_>, party, _: &Zone| {
            Ok(started(
                SITE_ACCESS.number(),
                tx.all(&ACCESS_ENDED_OF, (party,))?,
            ))
        },
    },
];

fn page(asked: &Asked<'_>) -> (Day, PartyId, RowId, i64) {
    let (party, row) = (asked.after.0, RowId::new(asked.after.1));
    (asked.until, party, row, asked.most)
}

fn started(column: u32, rows: Vec<Ended>) -> Vec<Started> {
    let started = |(party, row, lot, on)| Started {
        party,
        lot,
        value: Some((column, row)),
        on,
        ends: None,
    };
    rows.into_iter().map(started).collect()
}
