//! Legal holds in the timeline of a customer: set, lifted.

use basics::{ActorId, Instant, LotId, PartyId, RowId};
use guard::category::Requests;
use guard::{Ask, Place, Sealed, Work};

use super::columns::HOLD;
use crate::capability::{Before, End, Moment, Moments, Told, both_ends};

store::statements! {
    /// The legal holds of a party, the newest first, with who set and who lifted each.
    NEWEST_OF: (PartyId,) -> (RowId, LotId, Sealed, Instant, ActorId, Option<Instant>, Option<ActorId>) =
        "select row_id, lot_id, sealed, recorded_ms, recorded_by, lifted_ms, lifted_by
           from legal_hold
          where party_id = $1
          order by row_id desc
          limit 1000";
}

/// The one kind.
pub(super) const TOLD: &[Told] = &[Told {
    kind: "hold",
    read: moments,
}];

fn moments(work: &mut Work<'_>, before: &Before) -> Result<Moments, guard::Error> {
    let party = before.party;
    let Some(proof) = work.ask_if_allowed::<Requests>(Ask::view(&[party]))? else {
        return Ok(Moments::default());
    };
    let rows = work.tx().all(&NEWEST_OF, (party,))?;
    let (ends, down_to) = both_ends(rows.iter().map(|row| (row.0, row.5)), before);
    let mut told = Vec::with_capacity(ends.len());
    for End { at, number, over } in ends {
        let Some((row, lot, sealed, set, by, lifted, lifted_by)) = rows.get(at) else {
            continue;
        };
        let place = Place::new(party, *lot, row.get());
        let reason = work.open(&proof, &HOLD, place, sealed)?.into_exposed();
        let (key, at, by) = match (over, lifted, lifted_by) {
            (true, Some(lifted), Some(by)) => ("timeline-hold-lifted", *lifted, *by),
            _ => ("timeline-hold-set", *set, *by),
        };
        told.push(Moment {
            number,
            at,
            by,
            title: texts::say(before.language, key),
            text: Some(reason),
            source: None,
        });
    }
    Ok(Moments { told, down_to })
}
