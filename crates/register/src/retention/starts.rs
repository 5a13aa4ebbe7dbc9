//! What starts the clocks of retention's own proofs: a decision was made, a hold was lifted.

use basics::{Instant, PartyId, RowId, Zone};
use policy::{ClockStart, Kept};

use super::columns::{DECISION, HOLD};
use super::queries::{self, Over};
use crate::capability::{Asked, Started, Starts};

/// Both are kept for the time of requests, each under a lot of its own.
pub(super) const STARTS: &[Starts] = &[
    Starts {
        kept: Kept::Requests,
        start: ClockStart::Completion,
        due: |tx, asked| {
            let rows = tx.all(&queries::DECISIONS_BEFORE, page(asked))?;
            Ok(started(DECISION.number(), rows, asked.zone))
        },
        of: |tx, party, zone| {
            let rows = tx.all(&queries::DECISIONS_STARTED, (party,))?;
            Ok(started(DECISION.number(), rows, zone))
        },
    },
    Starts {
        kept: Kept::Requests,
        start: ClockStart::Completion,
        due: |tx, asked| {
            let rows = tx.all(&queries::LIFTED_BEFORE, page(asked))?;
            Ok(started(HOLD.number(), rows, asked.zone))
        },
        of: |tx, party, zone| {
            let rows = tx.all(&queries::LIFTED_OF, (party,))?;
            Ok(started(HOLD.number(), rows, zone))
        },
    },
];

fn page(asked: &Asked<'_>) -> (Instant, PartyId, RowId, i64) {
    let (party, row) = (asked.after.0, RowId::new(asked.after.1));
    (asked.before(), party, row, asked.most)
}

fn started(column: u32, rows: Vec<Over>, zone: &Zone) -> Vec<Started> {
    let started = |(party, row, lot, at)| Started {
        party,
        lot,
        value: Some((column, row)),
        on: zone.day_at(at),
        ends: None,
    };
    rows.into_iter().map(started).collect()
}
