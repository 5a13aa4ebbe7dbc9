//! Which parties match all the words of a search.
//!
//! What a word finds is read newest first, a window at a time. Several words are gone through side
//! by side: whoever is behind jumps to where the others are, so that a rare word leads and the
//! common ones are only asked whether they have its hits.
//!
//! Invariant: what one search reads is bounded, and whoever asked is told where the bound cut.

use std::cmp::Reverse;

use basics::PartyId;
use store::Tx;

use crate::error::Error;
use crate::index::{FIND_BELOW, Found, TOKENS};
use crate::terms::Token;

/// Hits read at once: at first, after a jump, and at most while one word is read on.
const WINDOW: usize = 64;
const JUMPED: usize = 8;
const WINDOW_MAX: usize = 1_024;
/// Parties looked at together.
const CHUNK: usize = 128;

/// The parties that every word finds, newest first. No words find nobody.
pub(crate) fn everywhere(
    tx: &mut Tx<'_>,
    words: &[Vec<Token>],
    limit: usize,
    mut left: Left,
) -> Result<Found, Error> {
    let mut streams: Vec<Stream<'_>> = words.iter().map(|word| Stream::of(word)).collect();
    let (mut parties, mut below) = (Vec::new(), i64::MAX);
    let mut unfinished = false;
    let more = loop {
        match common(tx, &mut streams, below, limit, &mut left)? {
            Common::Hit((number, party)) => {
                parties.push(party);
                below = number;
            }
            Common::Ended => break false,
            Common::Cut(_) => {
                unfinished = true;
                break true;
            }
        }
        if parties.len() > limit {
            parties.truncate(limit);
            break true;
        }
    };
    Ok(Found {
        parties,
        more,
        unfinished,
        ..Found::default()
    })
}

/// Whom every word finds below a number, newest first, at most so many; and below which number
/// there may be more. No words find nobody.
pub(crate) fn below(
    tx: &mut Tx<'_>,
    words: &[Vec<Token>],
    below: i64,
    limit: usize,
) -> Result<Labelled, Error> {
    let mut streams: Vec<Stream<'_>> = words.iter().map(|word| Stream::of(word)).collect();
    let mut left = Left::of(Patience::Asked, false);
    let (mut parties, mut under) = (Vec::new(), below);
    while parties.len() < limit {
        let next = match common(tx, &mut streams, under, limit, &mut left)? {
            Common::Hit(hit) => {
                under = hit.0;
                parties.push(hit);
                continue;
            }
            Common::Ended => None,
            Common::Cut(below) => Some(below),
        };
        return Ok(Labelled { parties, next });
    }
    let next = parties.last().map(|hit| hit.0);
    Ok(Labelled { parties, next })
}

/// Who has all of some labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// Numbers and parties, newest first.
    pub parties: Vec<(i64, PartyId)>,
    /// Below which number there may be more; nothing where everybody was found.
    pub next: Option<i64>,
}

/// How long a search may look before it says that it did not see everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// With each letter typed: the answer comes at once, or the next letter is there before it.
    Typing,
    /// Somebody asked and waits.
    Asked,
}

/// What a search may still read: hits, and windows of them, for a rare word has as many hits as it
/// jumps.
#[derive(Clone, Copy)]
pub(crate) struct Left {
    hits: usize,
    windows: usize,
}

impl Left {
    /// All of it. A word that allows for a typing error has seven readings, so that a window of
    /// its hits costs several of another's.
    pub(crate) const fn of(patience: Patience, loose: bool) -> Self {
        let (hits, windows) = match (patience, loose) {
            (Patience::Asked, _) => (40_000, 4_000),
            (Patience::Typing, false) => (10_000, 400),
            (Patience::Typing, true) => (5_000, 50),
        };
        Self { hits, windows }
    }
}

enum Common {
    /// The next party that every word finds.
    Hit((i64, PartyId)),
    /// There is none.
    Ended,
    /// Nobody knows below this number: enough was read.
    Cut(i64),
}

/// The newest party with a number below one that every stream has.
fn common(
    tx: &mut Tx<'_>,
    streams: &mut [Stream<'_>],
    below: i64,
    limit: usize,
    left: &mut Left,
) -> Result<Common, Error> {
    let alone = streams.len() == 1;
    let mut below = below;
    loop {
        let mut heads = Vec::with_capacity(streams.len());
        for stream in &mut *streams {
            let wanted = if alone { limit + 1 } else { WINDOW };
            match stream.head_below(tx, below, wanted, left)? {
                Some(head) => {
                    // Whoever comes after this one has nothing to look for above it.
                    below = below.min(head.0.saturating_add(1));
                    heads.push(head);
                }
                None if stream.ended() => return Ok(Common::Ended),
                None => return Ok(Common::Cut(below)),
            }
        }
        let Some(first) = heads.first().copied() else {
            return Ok(Common::Ended);
        };
        if heads.iter().all(|head| *head == first) {
            return Ok(Common::Hit(first));
        }
        if heads.iter().all(|head| head.0 == first.0) {
            // No two parties share a number; a search does not hang where two did.
            below = first.0;
        }
    }
}

/// What one word finds, newest first: a window of it. Any of its readings will do.
struct Stream<'w> {
    tokens: &'w [Token],
    window: Vec<(i64, PartyId)>,
    /// Down to this number everything was read that lies above the window's first hit.
    down_to: i64,
    /// How many hits were read at once; none yet.
    size: usize,
}

impl<'w> Stream<'w> {
    fn of(tokens: &'w [Token]) -> Self {
        Self {
            tokens,
            window: Vec::new(),
            down_to: i64::MAX,
            size: 0,
        }
    }

    /// Whether everything the word finds was read.
    const fn ended(&self) -> bool {
        self.size > 0 && self.down_to == i64::MIN
    }

    /// The newest hit with a number below one; nothing where there is none, or where nothing more
    /// may be read. Calls come with ever smaller numbers.
    fn head_below(
        &mut self,
        tx: &mut Tx<'_>,
        below: i64,
        wanted: usize,
        left: &mut Left,
    ) -> Result<Option<(i64, PartyId)>, Error> {
        loop {
            let at = self.window.partition_point(|hit| hit.0 >= below);
            if let Some(hit) = self.window.get(at) {
                return Ok(Some(*hit));
            }
            if self.ended() || left.hits == 0 || left.windows == 0 {
                return Ok(None);
            }
            // It is read on where the window ends, or from where the others are.
            self.size = match self.size {
                0 => wanted,
                size if self.down_to <= below => (size * 2).min(WINDOW_MAX),
                _ => JUMPED,
            };
            self.read(tx, below.min(self.down_to), left)?;
        }
    }

    fn read(&mut self, tx: &mut Tx<'_>, below: i64, left: &mut Left) -> Result<(), Error> {
        let size = i64::try_from(self.size).unwrap_or(i64::MAX);
        let keys = self
            .tokens
            .iter()
            .map(|token| (token.to_vec(), below, size));
        let found = tx.all_of(&FIND_BELOW, keys)?;
        let read: usize = found.iter().map(Vec::len).sum();
        left.hits = left.hits.saturating_sub(read);
        left.windows = left.windows.saturating_sub(1);
        // Of a reading that has more than was read nothing is known below its last hit.
        let full = found.iter().filter(|hits| hits.len() >= self.size);
        let ends = full.filter_map(|hits| hits.last().map(|hit| hit.0));
        self.down_to = ends.max().unwrap_or(i64::MIN);
        self.window = found.into_iter().flatten().collect();
        self.window.retain(|hit| hit.0 >= self.down_to);
        self.window
            .sort_unstable_by_key(|(number, party)| (Reverse(*number), *party));
        self.window.dedup();
        Ok(())
    }
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

/// Of these parties, those whose tokens hold one of each word's, with their numbers.
fn matched(
    tx: &mut Tx<'_>,
    words: &[Vec<Token>],
    parties: &[PartyId],
) -> Result<Vec<(i64, PartyId)>, Error> {
    let rows = tx.all_of(&TOKENS, parties.iter().map(|party| (*party,)))?;
    let mut found = Vec::new();
    for (party, row) in parties.iter().zip(rows) {
        for (number, tokens, ..) in row {
            let has = |token: &Token| tokens.chunks_exact(8).any(|one| one == token);
            if words.iter().all(|word| word.iter().any(has)) {
                found.push((number, *party));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use testkit::Stores;

    use super::*;
    use crate::index::ADD_TOKEN;

    /// Parties by number, and the words each has: common ones, rare ones, some of two readings.
    fn holders() -> BTreeMap<i64, Vec<u8>> {
        let words = |number: i64| {
            let has = [
                (1, number % 2 == 0),
                (2, number % 3 == 0),
                (3, number % 97 == 0),
                (4, number > 2_900),
                (5, number < 40),
                (6, number % 500 == 1),
            ];
            let held = has.into_iter().filter(|(_, holds)| *holds);
            held.map(|(word, _)| word).collect()
        };
        (1..=3_000).map(|number| (number, words(number))).collect()
    }

    const fn token(word: u8) -> Token {
        [word; 8]
    }

    testkit::both_engines! {
        async fn every_word_is_in_whoever_is_found_and_nobody_is_left_out(stores: Stores) {
            let db = stores.open_index().await;
            let matching = move |here: &store::Here| {
                let rows = |number: i64, words: &[u8]| {
                    let row = |word: &u8| (token(*word).to_vec(), number, PartyId::new(number * 7));
                    words.iter().map(row).collect::<Vec<_>>()
                };
                let all: Vec<_> = holders().iter().flat_map(|(n, words)| rows(*n, words)).collect();
                db.write_here(here, |tx| tx.batch(&ADD_TOKEN, all.clone()))?;
                // Each word with its readings.
                let asked: [&[&[u8]]; 9] = [
                    &[&[1]],
                    &[&[1], &[2]],
                    &[&[1], &[3]],
                    &[&[3], &[1], &[2]],
                    &[&[4], &[5]],
                    &[&[3, 6], &[2, 5]],
                    &[&[6], &[6]],
                    &[&[9]],
                    &[],
                ];
                for words in asked {
                    for limit in [1, 12, 50, 5_000] {
                        let tokens: Vec<Vec<Token>> = words
                            .iter()
                            .map(|word| word.iter().copied().map(token).collect())
                            .collect();
                        let found = db.read_here(here, |tx| everywhere(tx, &tokens, limit, Left::of(Patience::Asked, false)))?;
                        let mut expected: Vec<PartyId> = holders()
                            .iter()
                            .rev()
                            .filter(|(_, held)| {
                                !words.is_empty()
                                    && words.iter().all(|word| word.iter().any(|w| held.contains(w)))
                            })
                            .map(|(number, _)| PartyId::new(number * 7))
                            .collect();
                        let more = expected.len() > limit;
                        expected.truncate(limit);
                        assert_eq!((found.parties, found.more), (expected, more), "{words:?}");
                    }
                }
                Ok::<_, Error>(())
            };
            store::hop(matching).await.unwrap().unwrap();
        }

        async fn labels_are_read_below_a_number_page_after_page(stores: Stores) {
            let db = stores.open_index().await;
            let matching = move |here: &store::Here| {
                let row = |number: i64| (token(1 + u8::from(number % 3 == 0)).to_vec(), number, PartyId::new(number));
                let both = |number: i64| (token(3).to_vec(), number, PartyId::new(number));
                db.write_here(here, |tx| tx.batch(&ADD_TOKEN, (1..=300).map(row).chain((1..=300).map(both))))?;
                let words = [vec![token(2)], vec![token(3)]];
                let (mut all, mut from) = (Vec::new(), Some(i64::MAX));
                while let Some(under) = from {
                    let page = db.read_here(here, |tx| below(tx, &words, under, 7))?;
                    all.extend(page.parties.iter().map(|hit| hit.0));
                    from = page.next;
                }
                let expected: Vec<i64> = (1..=300).rev().filter(|number| number % 3 == 0).collect();
                assert_eq!(all, expected);
                let nobody = db.read_here(here, |tx| below(tx, &[], i64::MAX, 7))?;
                assert_eq!((nobody.parties, nobody.next), (Vec::new(), None));
                Ok::<_, Error>(())
            };
            store::hop(matching).await.unwrap().unwrap();
        }

        async fn a_search_that_may_look_no_further_says_so(stores: Stores) {
            let db = stores.open_index().await;
            let matching = move |here: &store::Here| {
                // Nobody has both words, and they take turns: whoever looks finds that out late.
                let row = |number: i64| {
                    let word = if number % 2 == 0 { 1 } else { 2 };
                    (token(word).to_vec(), number, PartyId::new(number))
                };
                db.write_here(here, |tx| tx.batch(&ADD_TOKEN, (1..=12_000).map(row)))?;
                let words = [vec![token(1)], vec![token(2)]];
                let find = |left| db.read_here(here, |tx| everywhere(tx, &words, 10, left));
                let hasty = find(Left::of(Patience::Typing, true))?;
                assert_eq!((hasty.parties.len(), hasty.more, hasty.unfinished), (0, true, true));
                let patient = find(Left::of(Patience::Asked, true))?;
                assert_eq!((patient.parties.len(), patient.more, patient.unfinished), (0, false, false));
                Ok::<_, Error>(())
            };
            store::hop(matching).await.unwrap().unwrap();
        }
    }
}
