//! What starts the clock of requests: a request is over. It goes with all its steps, as one lot.

use basics::{Day, LotId, PartyId};
use policy::{ClockStart, Kept};

use super::queries;
use crate::capability::{Started, Starts};

/// A request is kept for a time from its end.
pub(super) const STARTS: &[Starts] = &[Starts {
    kept: Kept::Requests,
    start: ClockStart::Completion,
    due: |tx, asked| {
        let (party, lot) = (asked.after.0, LotId::new(asked.after.1));
        let page = (asked.until, party, lot, asked.most);
        Ok(started(tx.all(&queries::ENDED, page)?))
    },
    of: |tx, party, _| Ok(started(tx.all(&queries::ENDED_OF, (party,))?)),
}];

fn started(rows: Vec<(PartyId, LotId, Day)>) -> Vec<Started> {
    let started = |(party, lot, on)| Started {
        party,
        lot,
        value: None,
        on,
    };
    rows.into_iter().map(started).collect()
}
