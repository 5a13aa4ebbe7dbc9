//! Where lines and tree differ: which line is the first, and what became of it.
//!
//! Only run where something is not true already, so it may take its time.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use basics::PartyId;
use store::Tx;

use crate::append::look_ups;
use crate::error::{Error, NotTrue};
use crate::line::Line;
use crate::tree::{Hash, TILE, WIDTH, leaf};
use crate::verify::{BEFORE_ALL, LINES, LOOK_UPS, PAGE};

store::statements! {
    /// Whether a line is found by a party in this way.
    pub(crate) LOOK_UP: (PartyId, i64, i64) -> i64 =
        "select sequence
           from line_party
          where party_id = $1 and opened = $2 and sequence = $3";

    /// The bytes of a line.
    pub(crate) BODY: (i64,) -> Vec<u8> =
        "select body from line where sequence = $1";
}

/// Leaves looked at from the first difference on.
const WINDOW: usize = 65_536;

/// Where in the trail.
#[derive(Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) month: i64,
    /// The first line of the month.
    pub(crate) first: i64,
}

/// The hashes of a tile as they are stored, a broken one as far as it goes.
pub(crate) fn stored(
    tx: &mut Tx<'_>,
    month: i64,
    level: i64,
    place: i64,
) -> Result<Option<Vec<Hash>>, Error> {
    let bytes = tx.maybe(&TILE, (month, level, place))?;
    Ok(bytes.map(|bytes| bytes.as_chunks().0.to_vec()))
}

/// What a tile that is not the stored one means.
pub(crate) fn differs(
    tx: &mut Tx<'_>,
    spot: Spot,
    (level, place): (i64, i64),
    ours: &[Hash],
    stored: Option<&[Hash]>,
) -> Result<NotTrue, Error> {
    let known = stored.unwrap_or_default();
    let pairs = ours
        .iter()
        .zip(known)
        .take_while(|(ours, known)| ours == known);
    let same = i64::try_from(pairs.count()).map_err(|_| Error::Torn)?;
    let leaves = (0..level).fold(1_i64, |leaves, _| leaves.saturating_mul(WIDTH));
    let at = (place * WIDTH + same).saturating_mul(leaves);
    let sequence = spot.first + (at - 1).max(0);
    if level > 0 || at == 0 || stored.is_none() {
        return Ok(NotTrue::Tree {
            month: spot.month,
            sequence,
        });
    }
    let lines = lines_from(tx, spot.month, sequence)?;
    let leaves = leaves_from(tx, spot.month, at)?;
    Ok(what_became(sequence, &lines, &leaves))
}

/// What became of the line that should be the first of `leaves`.
fn what_became(sequence: i64, lines: &[Hash], leaves: &[Hash]) -> NotTrue {
    let count = |all: &[Hash], one: &Hash| all.iter().filter(|other| *other == one).count();
    let more = |one: Option<&Hash>, here: &[Hash], there: &[Hash]| {
        one.is_some_and(|one| count(here, one) > count(there, one))
    };
    let lost = more(leaves.first(), leaves, lines);
    let added = more(lines.first(), lines, leaves);
    match (lost, added) {
        _ if leaves.is_empty() => NotTrue::Inserted { sequence },
        _ if lines.is_empty() => NotTrue::CutOff { sequence },
        (true, true) => NotTrue::Changed { sequence },
        (true, false) => NotTrue::Removed { sequence },
        (false, true) => NotTrue::Inserted { sequence },
        (false, false) => NotTrue::Reordered { sequence },
    }
}

/// The leaves of the lines of a month as they stand, from one on.
fn lines_from(tx: &mut Tx<'_>, month: i64, sequence: i64) -> Result<Vec<Hash>, Error> {
    let mut hashes = Vec::new();
    let mut after = sequence - 1;
    while hashes.len() < WINDOW {
        let page = tx.all(&LINES, (after, PAGE))?;
        let Some(last) = page.last() else { break };
        after = last.0;
        let ours = page.iter().filter(|row| row.1 == month);
        let before = hashes.len();
        hashes.extend(ours.map(|row| leaf(&row.6)));
        if hashes.len() == before {
            break;
        }
    }
    Ok(hashes)
}

/// The leaves of a month's tree as they are stored, from one on.
fn leaves_from(tx: &mut Tx<'_>, month: i64, at: i64) -> Result<Vec<Hash>, Error> {
    let mut hashes = Vec::new();
    let mut skip = usize::try_from(at % WIDTH).map_err(|_| Error::Torn)?;
    for place in at / WIDTH.. {
        let Some(tile) = stored(tx, month, 0, place)? else {
            break;
        };
        hashes.extend(tile.into_iter().skip(skip));
        skip = 0;
        if hashes.len() >= WINDOW {
            break;
        }
    }
    Ok(hashes)
}

/// The first line that is found by something else than it says.
pub(crate) fn first_look_up(tx: &mut Tx<'_>) -> Result<i64, Error> {
    let lacking = first_lacking(tx)?;
    let mut first = lacking.unwrap_or(i64::MAX);
    let mut after = BEFORE_ALL;
    let mut known: HashMap<i64, Vec<(PartyId, i64)>> = HashMap::new();
    loop {
        let page = tx.all(&LOOK_UPS, (after.0, after.1, after.2, PAGE))?;
        let Some(last) = page.last() else {
            return Ok(first);
        };
        after = *last;
        known.clear();
        for (party, opened, sequence) in page {
            if sequence >= first {
                continue;
            }
            if let Entry::Vacant(unknown) = known.entry(sequence) {
                let body = tx.maybe(&BODY, (sequence,))?;
                let line = body.and_then(|body| Line::decode(&body).ok());
                let says = line.map(|(line, _)| look_ups(&line).collect());
                unknown.insert(says.unwrap_or_default());
            }
            let says = known.get(&sequence);
            if says.is_none_or(|says| !says.contains(&(party, opened))) {
                first = sequence;
            }
        }
    }
}

/// The first line that is not found by all it says.
fn first_lacking(tx: &mut Tx<'_>) -> Result<Option<i64>, Error> {
    let mut after = 0;
    loop {
        let page = tx.all(&LINES, (after, PAGE))?;
        let Some(last) = page.last() else {
            return Ok(None);
        };
        after = last.0;
        for row in page {
            let (line, _) = Line::decode(&row.6)?;
            for (party, opened) in look_ups(&line) {
                if tx.maybe(&LOOK_UP, (party, opened, row.0))?.is_none() {
                    return Ok(Some(row.0));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn hashes(text: &str) -> Vec<Hash> {
        text.bytes().map(|byte| [byte; 32]).collect()
    }

    #[rstest]
    #[case::changed("xbc", "abc", NotTrue::Changed { sequence: 5 })]
    #[case::removed("bc", "abc", NotTrue::Removed { sequence: 5 })]
    #[case::inserted("xabc", "abc", NotTrue::Inserted { sequence: 5 })]
    #[case::moved("bac", "abc", NotTrue::Reordered { sequence: 5 })]
    #[case::moved_far("cba", "abc", NotTrue::Reordered { sequence: 5 })]
    #[case::one_of_two_alike("cb", "bcb", NotTrue::Removed { sequence: 5 })]
    #[case::one_alike_put_in("bcb", "cb", NotTrue::Inserted { sequence: 5 })]
    #[case::put_in_at_the_end("x", "", NotTrue::Inserted { sequence: 5 })]
    #[case::cut("", "abc", NotTrue::CutOff { sequence: 5 })]
    fn what_became_of_a_line(#[case] lines: &str, #[case] leaves: &str, #[case] expected: NotTrue) {
        assert_eq!(what_became(5, &hashes(lines), &hashes(leaves)), expected);
    }
}
