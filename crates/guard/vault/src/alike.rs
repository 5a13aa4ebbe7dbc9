//! Parties that look alike: they share what two parties are one by.
//!
//! Invariants: nothing is opened to find them, because last name and address lie in one token; what
//! one look reads is bounded, and tells where the next one begins; a pair is told once, at the
//! smallest token that the two share.

use basics::PartyId;
use store::{Here, Tx};

use crate::error::Error;
use crate::index::TOKENS;
use crate::terms::Token;
use crate::vault::Vault;

store::statements! {
    /// A party has what another one is the same by.
    pub(crate) ADD_SAME: (Vec<u8>, PartyId, i64) -> () =
        "insert into same_token (token, party_id, sure) values ($1, $2, $3)
         on conflict (token, party_id) do nothing";

    /// It has it no more.
    pub(crate) DROP_SAME: (Vec<u8>, PartyId) -> () =
        "delete from same_token where token = $1 and party_id = $2";

    /// The token that stands so many places behind one.
    pub(crate) FARTHER: (Vec<u8>, i64) -> Vec<u8> =
        "select token from same_token
          where token > $1
          order by token, party_id
          limit 1 offset $2";

    /// The last token.
    pub(crate) LAST: () -> Vec<u8> =
        "select token from same_token order by token desc, party_id desc limit 1";

    /// Tokens behind one, up to another, that several parties have.
    pub(crate) SHARED: (Vec<u8>, Vec<u8>, i64) -> Vec<u8> =
        "select token from same_token
          where token > $1 and token <= $2
          group by token
         having count(*) > 1
          order by token
          limit $3";

    /// The parties that have a token.
    pub(crate) HOLDERS: (Vec<u8>, i64) -> (PartyId, i64) =
        "select party_id, sure from same_token where token = $1 order by party_id limit $2";
}

/// Tokens that are read at once, and how often one look goes on where few are shared.
const READ: i64 = 200_000;
const READS_MAX: usize = 5;
/// Parties of one token that are held against each other: a switchboard is no customer.
const HOLDERS_MAX: i64 = 8;

/// Two parties that look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alike {
    /// The one with the smaller id.
    pub one: PartyId,
    /// The other.
    pub other: PartyId,
    /// Whether they share a business id or an identity code.
    pub sure: bool,
}

/// Some pairs of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Alikes {
    /// The pairs.
    pub pairs: Vec<Alike>,
    /// Where the next look begins, where there may be more.
    pub next: Option<[u8; 8]>,
}

/// Writes what parties have in common with others.
pub(crate) fn add(tx: &mut Tx<'_>, mut same: Vec<(Token, PartyId, bool)>) -> Result<(), Error> {
    // In the order of the table.
    same.sort_unstable();
    let rows = same.into_iter();
    let rows = rows.map(|(token, party, sure)| (token.to_vec(), party, i64::from(sure)));
    tx.batch(&ADD_SAME, rows)?;
    Ok(())
}

/// Removes what a party had.
pub(crate) fn drop(tx: &mut Tx<'_>, party: PartyId, same: Option<&[u8]>) -> Result<(), Error> {
    let tokens = same.unwrap_or_default().chunks_exact(8);
    tx.batch(&DROP_SAME, tokens.map(|token| (token.to_vec(), party)))?;
    Ok(())
}

impl Vault {
    /// Pairs of parties that look alike, behind a token, some more or fewer than are wanted.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn alikes(
        &self,
        here: &Here,
        after: Option<[u8; 8]>,
        wanted: i64,
    ) -> Result<Alikes, Error> {
        self.index.db.read_here(here, |tx| {
            let mut at = after.map(|token| token.to_vec()).unwrap_or_default();
            let mut found = Alikes::default();
            let Some(last) = tx.maybe(&LAST, ())? else {
                return Ok(found);
            };
            for _ in 0..READS_MAX {
                let end = tx.maybe(&FARTHER, (at.clone(), READ - 1))?;
                let end = end.unwrap_or_else(|| last.clone());
                let shared = tx.all(&SHARED, (at.clone(), end.clone(), wanted))?;
                for token in &shared {
                    pairs_at(tx, token, &mut found.pairs)?;
                }
                let full = i64::try_from(shared.len()).unwrap_or(i64::MAX) >= wanted;
                at = shared.into_iter().last().filter(|_| full).unwrap_or(end);
                if at >= last {
                    return Ok(found);
                }
                if full || !found.pairs.is_empty() {
                    break;
                }
            }
            found.next = at.try_into().ok();
            Ok(found)
        })
    }

    /// The pairs in which a party is.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn alikes_of(&self, here: &Here, party: PartyId) -> Result<Vec<Alike>, Error> {
        self.index.db.read_here(here, |tx| {
            let mut pairs: Vec<Alike> = Vec::new();
            for token in same_of(tx, party)? {
                pairs_at(tx, &token, &mut pairs)?;
            }
            pairs.retain(|pair| pair.one == party || pair.other == party);
            Ok(pairs)
        })
    }
}

/// What a party has in common with others, sorted.
fn same_of(tx: &mut Tx<'_>, party: PartyId) -> Result<Vec<Vec<u8>>, Error> {
    let same = tx.maybe(&TOKENS, (party,))?.and_then(|row| row.3);
    let same = same.unwrap_or_default();
    Ok(same.chunks_exact(8).map(<[u8]>::to_vec).collect())
}

/// The pairs that have their smallest common token here.
fn pairs_at(tx: &mut Tx<'_>, token: &[u8], pairs: &mut Vec<Alike>) -> Result<(), Error> {
    let holders = tx.all(&HOLDERS, (token.to_vec(), HOLDERS_MAX))?;
    let mut tokens = Vec::with_capacity(holders.len());
    for (party, _) in &holders {
        tokens.push(same_of(tx, *party)?);
    }
    let all: Vec<_> = holders.iter().zip(&tokens).collect();
    for (at, ((one, _), has)) in all.iter().enumerate() {
        for ((other, _), too) in all.iter().skip(at + 1) {
            let mut common = has.iter().filter(|token| too.contains(token));
            if common.next().map(Vec::as_slice) != Some(token) {
                continue;
            }
            let mut sure = false;
            for token in std::iter::once(&token.to_vec()).chain(common) {
                let held = tx.all(&HOLDERS, (token.clone(), 1))?;
                sure |= held.iter().any(|(_, sure)| *sure == 1);
            }
            pairs.push(Alike {
                one: *one,
                other: *other,
                sure,
            });
        }
    }
    Ok(())
}
