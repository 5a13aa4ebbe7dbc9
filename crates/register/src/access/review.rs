//! What somebody looks through before a package leaves: each place that seems to tell of somebody
//! else, with what stands around it, and each original.
//!
//! Invariant: the work is bounded, and the page says where the bound cut; it never says that it
//! found everything.

use std::collections::HashSet;

use basics::PartyId;
use guard::{Noted, Work, category::Requests};

use super::gathered::{Gathered, gathered, text_key};
use super::hits::{Hit, Why, apart};
use super::ledger::{PackageView, may_look, one};
use super::model::Error;

/// Pairs of words, with their readings, that are looked for in the index at most.
const READINGS_MAX: usize = 400;
/// Hits that are shown at most.
const HITS_MAX: usize = 2_000;
/// How much of a text stands around a hit, in characters on each side.
const AROUND: usize = 60;

/// A proposal to cover a place.
pub(super) struct Proposal {
    /// What it is known by: the text and the place in it.
    pub(super) key: String,
    /// What kind of text it stands in.
    pub(super) what: String,
    pub(super) before: String,
    pub(super) hit: String,
    pub(super) after: String,
    pub(super) why: Why,
}

/// A package with what is to be looked through.
pub(super) struct Review {
    pub(super) package: PackageView,
    pub(super) found: Gathered,
    pub(super) proposals: Vec<Proposal>,
    /// Whether there were more words, hits or people beside her than are looked at.
    pub(super) cut: bool,
}

/// Reads a package to be looked through.
///
/// # Errors
///
/// [`Error`]; the refusal without the right to answer requests.
pub(super) fn review(
    work: &mut Work<'_>,
    (party, row): (PartyId, basics::RowId),
) -> Result<Review, Error> {
    let proof = may_look(work, party)?;
    let package = one(work, &proof, (party, row))?;
    let found = gathered(work, party, package.kind)?;
    let (proposals, cut) = proposed(work, &proof, &found)?;
    Ok(Review {
        package,
        found,
        proposals,
        cut,
    })
}

/// The hits in every text, each text once.
fn proposed<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    found: &Gathered,
) -> Result<(Vec<Proposal>, bool), Error> {
    let known = found.known();
    let mut once = HashSet::new();
    let texts = found
        .texts()
        .filter(|(_, piece)| once.insert(piece.text.as_str()));
    let texts: Vec<(&str, &str)> = texts
        .map(|(_, piece)| (piece.what.as_str(), piece.text.as_str()))
        .collect();
    let pairs: Vec<_> = texts.iter().map(|(_, text)| known.pairs(text)).collect();
    let all = pairs.iter().flatten().flat_map(|pair| &pair.readings);
    let mut asked = HashSet::new();
    let mut readings: Vec<(String, String)> = Vec::new();
    for reading in all {
        if asked.insert(reading) {
            readings.push(reading.clone());
        }
    }
    let mut cut = found.beside_cut || readings.len() > READINGS_MAX;
    readings.truncate(READINGS_MAX);
    let told = if readings.is_empty() {
        Vec::new()
    } else {
        work.name_others(proof, found.party, &readings)?
    };
    let names: HashSet<&(String, String)> = readings
        .iter()
        .zip(told)
        .filter_map(|(reading, told)| told.then_some(reading))
        .collect();
    let mut proposals = Vec::new();
    for ((what, text), pairs) in texts.iter().zip(&pairs) {
        let mut hits = known.hits(text);
        let somebody = pairs.iter();
        let somebody = somebody.filter(|pair| pair.readings.iter().any(|one| names.contains(one)));
        hits.extend(somebody.map(|pair| Hit {
            start: pair.start,
            end: pair.end,
            why: Why::Named,
        }));
        let key = text_key(text);
        let hits = apart(hits).into_iter();
        proposals.extend(hits.map(|hit| proposal(what, text, &key, hit)));
    }
    cut |= proposals.len() > HITS_MAX;
    proposals.truncate(HITS_MAX);
    Ok((proposals, cut))
}

fn proposal(what: &str, text: &str, key: &str, hit: Hit) -> Proposal {
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let head = part(0, hit.start);
    let from = head.char_indices().rev().nth(AROUND - 1);
    let before = from.map_or(head, |(at, _)| head.get(at..).unwrap_or_default());
    let tail = part(hit.end, text.len());
    let to = tail.char_indices().nth(AROUND);
    let after = to.map_or(tail, |(at, _)| tail.get(..at).unwrap_or_default());
    Proposal {
        key: format!("{key}-{}-{}", hit.start, hit.end),
        what: what.to_owned(),
        before: before.to_owned(),
        hit: part(hit.start, hit.end).to_owned(),
        after: after.to_owned(),
        why: hit.why,
    }
}
