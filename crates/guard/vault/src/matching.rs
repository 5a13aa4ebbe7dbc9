//! Which parties match all the words of a search.
//!
//! The word with the fewest hits leads; the parties it finds are looked at in chunks, each by its
//! own list of tokens, so that a search costs one look at a party however many words it has.
//!
//! Invariant: what one search reads is bounded, and whoever asked is told where the bound cut.

use std::cmp::Reverse;

use basics::PartyId;
use store::Tx;

use crate::error::Error;
use crate::index::{FIND, Found, TOKENS};
use crate::terms::Token;

/// Hits read for one reading of a word: first a few, then, where that leaves every word cut, many.
const DEPTHS: [i64; 2] = [2_000, 20_000];
/// Parties looked at together.
const CHUNK: usize = 128;

/// What one word finds, newest first, and whether there is more than was read.
struct List {
    hits: Vec<(i64, PartyId)>,
    cut: bool,
}

/// The parties that every word finds, newest first.
pub(crate) fn everywhere(
    tx: &mut Tx<'_>,
    words: &[Vec<Token>],
    limit: usize,
) -> Result<Found, Error> {
    let Some(leader) = leader(tx, words, limit)? else {
        return Ok(Found {
            parties: Vec::new(),
            more: false,
            loose: false,
        });
    };
    let mut parties = Vec::new();
    for chunk in leader.hits.chunks(CHUNK) {
        let chunk: Vec<PartyId> = chunk.iter().map(|(_, party)| *party).collect();
        if words.len() == 1 {
            parties.extend(chunk);
        } else {
            let matched = matched(tx, words, &chunk)?;
            parties.extend(matched.into_iter().map(|(_, party)| party));
        }
        if parties.len() > limit {
            break;
        }
    }
    let more = parties.len() > limit || leader.cut;
    parties.truncate(limit);
    Ok(Found {
        parties,
        more,
        loose: false,
    })
}

/// Of these parties, those that every word finds, newest first. No words find nobody.
pub(crate) fn among(
    tx: &mut Tx<'_>,
    words: &[Vec<Token>],
    parties: &[PartyId],
) -> Result<Vec<PartyId>, Error> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for chunk in parties.chunks(CHUNK) {
        found.extend(matched(tx, words, chunk)?);
    }
    found.sort_unstable_by_key(|(number, party)| (Reverse(*number), *party));
    Ok(found.into_iter().map(|(_, party)| party).collect())
}

/// The list of the word with the fewest hits. One word alone needs no more than was asked for.
fn leader(tx: &mut Tx<'_>, words: &[Vec<Token>], limit: usize) -> Result<Option<List>, Error> {
    let mut best = None;
    for depth in DEPTHS {
        let wanted = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let depth = if words.len() == 1 {
            wanted.min(depth)
        } else {
            depth
        };
        let lists: Result<Vec<List>, Error> =
            words.iter().map(|word| list(tx, word, depth)).collect();
        best = lists?.into_iter().min_by_key(|list| list.hits.len());
        let enough = i64::try_from(limit).is_ok_and(|limit| limit < depth);
        match &best {
            Some(list) if list.cut && !(words.len() == 1 && enough) => {}
            _ => break,
        }
    }
    Ok(best)
}

fn list(tx: &mut Tx<'_>, word: &[Token], depth: i64) -> Result<List, Error> {
    let read = tx.all_of(&FIND, word.iter().map(|token| (token.to_vec(), depth)))?;
    let full = usize::try_from(depth).unwrap_or(usize::MAX);
    let cut = read.iter().any(|hits| hits.len() >= full);
    let mut hits: Vec<_> = read.into_iter().flatten().collect();
    hits.sort_unstable_by_key(|(number, party)| (Reverse(*number), *party));
    hits.dedup();
    Ok(List { hits, cut })
}

/// Of these parties, those whose tokens hold one of each word's, with their numbers.
fn matched(
    tx: &mut Tx<'_>,
    words: &[Vec<Token>],
    parties: &[PartyId],
) -> Result<Vec<(i64, PartyId)>, Error> {
    let rows = tx.all_of(&TOKENS, parties.iter().map(|party| (*party,)))?;
    let mut found = Vec::new();
    for (party, row) in parties.iter().zip(rows) {
        for (number, tokens, _version) in row {
            let has = |token: &Token| tokens.chunks_exact(8).any(|one| one == token);
            if words.iter().all(|word| word.iter().any(has)) {
                found.push((number, *party));
            }
        }
    }
    Ok(found)
}
