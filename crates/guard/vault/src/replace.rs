//! The tokens of parties take the place of those they had.
//!
//! Invariants: whatever a party had and has no more is removed in the same transaction; a page of the
//! table is changed once for all parties, and not at all where they keep what lies there.

use basics::PartyId;
use store::Tx;

use crate::alike;
use crate::error::Error;
use crate::hashed::{Entry, Hashed};
use crate::index::{ADD_TOKEN, DROP_TOKEN, SET_TOKENS, TOKENS};
use crate::terms::Token;

/// The newest version of each party; of one that comes twice in one version, the last.
pub(crate) fn newest_of(parties: &[Hashed]) -> Vec<Entry<'_>> {
    let mut newest: Vec<Entry<'_>> = parties.iter().flat_map(Hashed::iter).collect();
    newest.sort_by_key(|one| (one.party, one.version));
    newest.dedup_by(|later, kept| {
        let again = later.party == kept.party;
        if again {
            *kept = *later;
        }
        again
    });
    newest
}

/// What a party was found by, and what it is found by from now on.
pub(crate) struct Change<'h> {
    /// The number it had, and its tokens, sorted, eight bytes each.
    from: Option<(i64, Vec<u8>)>,
    pub(crate) to: Entry<'h>,
}

impl Change<'_> {
    /// The tokens of a part of the table that it has no more, with its number.
    fn gone(&self, part: u8) -> impl Iterator<Item = Row> {
        let from = self.from.as_ref();
        let had = from.into_iter().flat_map(move |(number, tokens)| {
            let there = part_of(tokens.as_chunks().0, part);
            there.map(move |token| (token, *number))
        });
        let stays = |token: &Token, number| number == self.to.number && self.to.has(*token);
        had.filter(move |(token, number)| !stays(token, *number))
            .map(|(token, number)| (u64::from_be_bytes(*token), number, self.to.party))
    }

    /// Those that it had not.
    fn fresh(&self, part: u8) -> impl Iterator<Item = Row> {
        let had = |token: &Token| {
            let from = self.from.as_ref();
            let from = from.filter(|(number, _)| *number == self.to.number);
            from.is_some_and(|(_, tokens)| tokens.as_chunks().0.binary_search(token).is_ok())
        };
        part_of(self.to.tokens, part)
            .filter(move |token| !had(token))
            .map(|token| (u64::from_be_bytes(*token), self.to.number, self.to.party))
    }
}

/// Those of sorted tokens that lie in a part of the table.
fn part_of(tokens: &[Token], part: u8) -> impl Iterator<Item = &Token> {
    let lies_in = |token: &Token| token.first().map(|bits| bits >> 4);
    let from = tokens.partition_point(|token| lies_in(token) < Some(part));
    let there = tokens.iter().skip(from);
    there.take_while(move |token| lies_in(token) == Some(part))
}

/// Writes the tokens of parties in place of those they had; who was taken. Of what the index has a
/// newer version nothing is changed.
pub(crate) fn put<'h>(tx: &mut Tx<'_>, parties: Vec<Entry<'h>>) -> Result<Vec<Change<'h>>, Error> {
    let had = tx.all_of(&TOKENS, parties.iter().map(|one| (one.party,)))?;
    let mut taken = Vec::with_capacity(parties.len());
    for (to, had) in parties.into_iter().zip(had) {
        let from = match had.into_iter().next() {
            Some((_, _, newer, _)) if newer > to.version => continue,
            Some((number, tokens, _, same)) => {
                alike::drop(tx, to.party, same.as_deref())?;
                Some((number, tokens))
            }
            None => None,
        };
        taken.push(Change { from, to });
    }
    let rows = taken.iter().map(|change| {
        let to = &change.to;
        let same: Vec<Token> = to.same.iter().map(|(token, _)| *token).collect();
        let tokens = to.tokens.concat();
        (to.party, to.number, tokens, to.version, same.concat())
    });
    tx.batch(&SET_TOKENS, rows)?;
    (0..PARTS).try_for_each(|part| change_tokens(tx, &taken, part))?;
    Ok(taken)
}

/// Parts of the table of tokens. What many parties have is sorted part by part, so that memory holds
/// the rows of one.
const PARTS: u8 = 16;

/// A row of the table, its token as a number: that is in the same order and compared at once.
type Row = (u64, i64, PartyId);

/// Writes what changes in a part of the table, in the order of the table: each of its pages is
/// changed once for all parties.
fn change_tokens(tx: &mut Tx<'_>, changes: &[Change<'_>], part: u8) -> Result<(), Error> {
    let gone = changes.iter().flat_map(|change| change.gone(part));
    tx.batch(&DROP_TOKEN, sorted(gone))?;
    let fresh = changes.iter().flat_map(|change| change.fresh(part));
    tx.batch(&ADD_TOKEN, sorted(fresh))?;
    Ok(())
}

fn sorted(rows: impl Iterator<Item = Row>) -> impl Iterator<Item = (Vec<u8>, i64, PartyId)> {
    let mut rows: Vec<Row> = rows.collect();
    rows.sort_unstable();
    let rows = rows.into_iter();
    rows.map(|(token, number, party)| (token.to_be_bytes().to_vec(), number, party))
}
