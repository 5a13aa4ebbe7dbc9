//! What starts the clocks of relations, and whom they still need.
//!
//! A relation that ended is kept for a time from its last day. While it is in force, whoever stands
//! in it for another is needed for the other's sake: the payer of a customer, her guardian.

use basics::{Day, LotId, PartyId, RowId};
use policy::{Category, ClockStart, Kept};
use store::Tx;

use super::columns::RELATION;
use crate::capability::{Need, Needed, Started, Starts};

/// Whose, which row, under which lot, since when.
type Ended = (PartyId, RowId, LotId, Day);

store::statements! {
    /// Relations that ended on a day or before, behind a row.
    pub(super) ENDED: (Day, PartyId, RowId, i64) -> Ended =
        "select party_id, row_id, lot_id, until_day
           from relation
          where until_day <= $1 and (party_id, row_id) > ($2, $3)
            and not exists (select 1
                              from party
                             where party.party_id = relation.party_id
                               and party.merged_into is not null)
          order by party_id, row_id
          limit $4";

    /// Those of one party.
    pub(super) ENDED_OF: (PartyId,) -> Ended =
        "select party_id, row_id, lot_id, until_day
           from relation
          where party_id = $1 and until_day is not null
          order by row_id
          limit 10000";

    /// For whom a party stands in a relation that is in force on a day, and until when.
    pub(super) NEEDED_BY: (PartyId, Day) -> (PartyId, Option<Day>) =
        "select party_id, until_day
           from relation
          where other_id = $1 and party_id <> $1 and (until_day is null or until_day >= $2)
          order by row_id
          limit 100";
}

/// A relation that ended.
pub(super) const STARTS: &[Starts] = &[Starts {
    kept: Kept::Services,
    start: ClockStart::Completion,
    due: |tx, asked| {
        let (party, row) = (asked.after.0, RowId::new(asked.after.1));
        let rows = tx.all(&ENDED, (asked.until, party, row, asked.most))?;
        Ok(started(rows))
    },
    of: |tx, party, _| Ok(started(tx.all(&ENDED_OF, (party,))?)),
}];

fn started(rows: Vec<Ended>) -> Vec<Started> {
    let started = |(party, row, lot, on)| Started {
        party,
        lot,
        value: Some((RELATION.number(), row)),
        on,
        ends: None,
    };
    rows.into_iter().map(started).collect()
}

/// Who is needed for the sake of another.
pub(super) fn needs(
    tx: &mut Tx<'_>,
    parties: &[PartyId],
    today: Day,
) -> Result<Vec<Need>, store::Error> {
    let found = tx.all_of(&NEEDED_BY, parties.iter().map(|party| (*party, today)))?;
    let mut needs = Vec::new();
    for (party, others) in parties.iter().zip(found) {
        for (other, until) in others {
            // Whom one turns to, and where.
            for category in [Category::Identity, Category::Company, Category::Contact] {
                needs.push(Need {
                    party: *party,
                    what: Needed::Category(category),
                    why: "retention-needed-relation",
                    because_of: Some(other),
                    until,
                });
            }
        }
    }
    Ok(needs)
}
