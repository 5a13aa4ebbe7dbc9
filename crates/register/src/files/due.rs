//! What starts the clock of files that belong to requests: the papers of one go in their time after it
//! was over, the others in their time after they came. Every other file goes by the clock of its
//! category.

use basics::{Day, Instant, LotId, PartyId, Zone};
use policy::{ClockStart, Kept};

use crate::capability::{Started, Starts};

/// Whose, which lot, since when.
type Lying = (PartyId, LotId, Instant);

store::statements! {
    /// Files of requests that came before an instant, behind a lot.
    pub(super) REQUESTS_BEFORE: (Instant, PartyId, LotId, i64) -> Lying =
        "select party_id, lot_id, recorded_ms
           from party_file
          where requests is not null and request_id is null and recorded_ms < $1
            and (party_id, lot_id) > ($2, $3)
            and not exists (select 1
                              from party
                             where party.party_id = party_file.party_id
                               and party.merged_into is not null)
          order by party_id, lot_id
          limit $4";

    /// Files of requests of a party.
    pub(super) REQUESTS_OF: (PartyId,) -> Lying =
        "select party_id, lot_id, recorded_ms
           from party_file
          where party_id = $1 and requests is not null and request_id is null
          order by row_id
          limit 1000";

    /// Papers of requests that were over on a day or before, behind a lot.
    pub(super) PAPERS_OVER: (Day, PartyId, LotId, i64) -> (PartyId, LotId, Day) =
        "select party_id, lot_id, over_day
           from party_file
          where request_id is not null and over_day <= $1 and (party_id, lot_id) > ($2, $3)
            and not exists (select 1
                              from party
                             where party.party_id = party_file.party_id
                               and party.merged_into is not null)
          order by party_id, lot_id
          limit $4";

    /// Papers of requests of a party that are over.
    pub(super) PAPERS_OF: (PartyId,) -> (PartyId, LotId, Day) =
        "select party_id, lot_id, over_day
           from party_file
          where party_id = $1 and request_id is not null and over_day is not null
          order by row_id
          limit 1000";
}

/// Each is a lot of its own, the papers of a request too.
pub(super) const STARTS: &[Starts] = &[
    Starts {
        kept: Kept::Requests,
        start: ClockStart::Completion,
        due: |tx, asked| {
            let (party, lot) = (asked.after.0, LotId::new(asked.after.1));
            let rows = tx.all(&REQUESTS_BEFORE, (asked.before(), party, lot, asked.most))?;
            Ok(started(rows, asked.zone))
        },
        of: |tx, party, zone| Ok(started(tx.all(&REQUESTS_OF, (party,))?, zone)),
    },
    Starts {
        kept: Kept::Requests,
        start: ClockStart::Completion,
        due: |tx, asked| {
            let (party, lot) = (asked.after.0, LotId::new(asked.after.1));
            let rows = tx.all(&PAPERS_OVER, (asked.until, party, lot, asked.most))?;
            Ok(rows.into_iter().map(begun).collect())
        },
        of: |tx, party, _| {
            let rows = tx.all(&PAPERS_OF, (party,))?;
            Ok(rows.into_iter().map(begun).collect())
        },
    },
];

fn started(rows: Vec<Lying>, zone: &Zone) -> Vec<Started> {
    let started = |(party, lot, at)| begun((party, lot, zone.day_at(at)));
    rows.into_iter().map(started).collect()
}

const fn begun((party, lot, on): (PartyId, LotId, Day)) -> Started {
    Started {
        party,
        lot,
        value: None,
        on,
        ends: None,
    }
}
