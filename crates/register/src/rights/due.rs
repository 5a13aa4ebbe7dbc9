//! What starts the clock of requests: a request is over, the authority has its answer. Each goes with
//! everything of it, as one lot. And what an open one needs: everything she asked about, until she has
//! her answer.

use basics::{Day, LotId, PartyId};
use policy::{Category, ClockStart, Kept};
use store::Tx;

use super::{complaints, queries};
use crate::capability::{Need, Needed, Started, Starts};

/// A request, and what the authority asks, is kept for a time from its end.
pub(super) const STARTS: &[Starts] = &[
    Starts {
        kept: Kept::Requests,
        start: ClockStart::Completion,
        due: |tx, asked| {
            let (party, lot) = (asked.after.0, LotId::new(asked.after.1));
            let page = (asked.until, party, lot, asked.most);
            Ok(started(tx.all(&queries::ENDED, page)?))
        },
        of: |tx, party, _| Ok(started(tx.all(&queries::ENDED_OF, (party,))?)),
    },
    Starts {
        kept: Kept::Requests,
        start: ClockStart::Completion,
        due: |tx, asked| {
            let (party, lot) = (asked.after.0, LotId::new(asked.after.1));
            let page = (asked.until, party, lot, asked.most);
            Ok(started(tx.all(&complaints::COMPLAINTS_OVER, page)?))
        },
        of: |tx, party, _| Ok(started(tx.all(&complaints::COMPLAINTS_OVER_OF, (party,))?)),
    },
];

/// What open requests need: nothing goes by its clock while somebody, or the authority, waits for an
/// answer about it.
pub(super) fn needs(
    tx: &mut Tx<'_>,
    parties: &[PartyId],
    _: Day,
) -> Result<Vec<Need>, store::Error> {
    let keys = || parties.iter().map(|party| (*party,));
    let requests = tx.all_of(&queries::OPEN_OF, keys())?;
    let complaints = tx.all_of(&complaints::COMPLAINTS_OPEN_OF, keys())?;
    let mut needs = Vec::new();
    for ((party, requests), complaints) in parties.iter().zip(requests).zip(complaints) {
        needs.extend(all(*party, "retention-needed-request", requests));
        needs.extend(all(*party, "retention-needed-complaint", complaints));
    }
    Ok(needs)
}

/// Everything of a party, until the last of these days; nothing where there is none.
fn all(party: PartyId, why: &'static str, dues: Vec<Day>) -> Vec<Need> {
    let Some(until) = dues.into_iter().max() else {
        return Vec::new();
    };
    let categories = Category::ALL.into_iter().map(|category| Need {
        party,
        what: Needed::Category(category),
        why,
        because_of: None,
        until: Some(until),
    });
    categories.collect()
}

fn started(rows: Vec<(PartyId, LotId, Day)>) -> Vec<Started> {
    let started = |(party, lot, on)| Started {
        party,
        lot,
        value: None,
        on,
        ends: None,
    };
    rows.into_iter().map(started).collect()
}
