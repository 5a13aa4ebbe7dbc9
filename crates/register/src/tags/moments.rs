//! The tags of a customer in her timeline: put on, taken off.

use basics::LotId;
use guard::category::Other;
use guard::{Ask, Place, Work};

use super::columns::PARTY_TAG;
use super::queries;
use crate::capability::{Before, End, Moment, Moments, Told, both_ends};

/// The one kind.
pub(super) const TOLD: &[Told] = &[Told {
    kind: "tag",
    read: moments,
}];

fn moments(work: &mut Work<'_>, before: &Before) -> Result<Moments, guard::Error> {
    let party = before.party;
    let Some(proof) = work.ask_if_allowed::<Other>(Ask::view(&[party]))? else {
        return Ok(Moments::default());
    };
    let rows = work.tx().all(&queries::NEWEST_OF, (party,))?;
    let (ends, down_to) = both_ends(rows.iter().map(|row| (row.0, row.5)), before);
    let lots = ends.iter().filter_map(|end| Some(rows.get(end.at)?.1));
    let lots: Vec<LotId> = lots.collect();
    work.warm(&lots)?;
    let tags = super::all(work.tx())?;
    let mut told = Vec::with_capacity(ends.len());
    for End { at, number, over } in ends {
        let Some((row, lot, sealed, put, by, taken, taken_by)) = rows.get(at) else {
            continue;
        };
        let place = Place::new(party, *lot, row.get());
        let tag = work.open(&proof, &PARTY_TAG, place, sealed)?;
        let named = tags.iter().find(|one| one.tag.to_string() == *tag.expose());
        let (key, at, by) = match (over, taken, taken_by) {
            (true, Some(taken), Some(by)) => ("timeline-tag-taken", *taken, *by),
            _ => ("timeline-tag-put", *put, *by),
        };
        told.push(Moment {
            number,
            at,
            by,
            title: texts::say(before.language, key),
            text: named.map(|tag| tag.name.clone()),
            source: None,
        });
    }
    Ok(Moments { told, down_to })
}
