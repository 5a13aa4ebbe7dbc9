//! What starts the clock of a permission: the person took it back.
//!
//! A prohibition is kept while it is in force; what stands beside the keys keeps it for good.

use basics::{Day, LotId, PartyId, RowId};
use policy::{ClockStart, Kept};

use super::columns::ACT_WORDS;
use crate::capability::{Started, Starts};

/// Whose, which row, under which lot, since when.
type Ended = (PartyId, RowId, LotId, Day);

store::statements! {
    /// Permissions that were taken back on a day or before, behind a row.
    pub(super) TAKEN_BACK: (Day, PartyId, RowId, i64) -> Ended =
        "select given.party_id, given.row_id, given.lot_id, min(later.act_day)
           from permission_act given
           join permission_act later on later.party_id = given.party_id
                and later.row_id > given.row_id and later.channel in (given.channel, 'all')
                and later.what in ('withdrawal', 'prohibition')
          where given.what in ('consent', 'soft_opt_in') and given.lot_id is not null
            and later.act_day <= $1 and (given.party_id, given.row_id) > ($2, $3)
            and not exists (select 1
                              from party
                             where party.party_id = given.party_id
                               and party.merged_into is not null)
          group by given.party_id, given.row_id, given.lot_id
          order by given.party_id, given.row_id
          limit $4";

    /// Those of one party.
    pub(super) TAKEN_BACK_OF: (PartyId,) -> Ended =
        "select given.party_id, given.row_id, given.lot_id, min(later.act_day)
           from permission_act given
           join permission_act later on later.party_id = given.party_id
                and later.row_id > given.row_id and later.channel in (given.channel, 'all')
                and later.what in ('withdrawal', 'prohibition')
          where given.what in ('consent', 'soft_opt_in') and given.lot_id is not null
            and given.party_id = $1
          group by given.party_id, given.row_id, given.lot_id
          order by given.row_id
          limit 10000";
}

/// A permission that was taken back.
pub(super) const STARTS: &[Starts] = &[Starts {
    kept: Kept::Permissions,
    start: ClockStart::GroundEnd,
    due: |tx, asked| {
        let (party, row) = (asked.after.0, RowId::new(asked.after.1));
        let rows = tx.all(&TAKEN_BACK, (asked.until, party, row, asked.most))?;
        Ok(started(rows))
    },
    of: |tx, party, _| Ok(started(tx.all(&TAKEN_BACK_OF, (party,))?)),
}];

fn started(rows: Vec<Ended>) -> Vec<Started> {
    let started = |(party, row, lot, on)| Started {
        party,
        lot,
        value: Some((ACT_WORDS.number(), row)),
        on,
        ends: None,
    };
    rows.into_iter().map(started).collect()
}
