//! The blind index in its own store: which parties have which tokens.
//!
//! Invariants: a party's tokens are replaced as a whole, and never by those of an older version; its list of tokens stays readable without
//! any key, so that they can be removed when its values are gone; what one search reads is
//! bounded.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError, RwLock};

use basics::PartyId;
use store::{Db, Here, Tx};

use crate::alike;
use crate::asked::{Allowing, Asked, asked};
use crate::at_hand::AtHand;
use crate::error::Error;
use crate::finding::Label;
use crate::hashed::Hashed;
use crate::matching::{self, Labelled, Left, Patience};
use crate::replace::{newest_of, put};
use crate::terms::{IndexTerms, Kind, Token, Tokens};

store::statements! {
    /// Which register the index belongs to.
    pub(crate) INDEX_MARK: () -> i64 =
        "select register_id from index_mark where one = 1";

    /// Marks the index as a register's own.
    pub(crate) MARK_INDEX: (i64,) -> () =
        "insert into index_mark (one, register_id) values (1, $1)";

    /// The index is nobody's: it is made again at the next start.
    pub(crate) UNMARK_INDEX: () -> () =
        "delete from index_mark where one = 1";

    /// Which state the index is in.
    pub(crate) STATE: () -> i64 =
        "select state from index_mark where one = 1";

    /// The index is in another state.
    pub(crate) SET_STATE: (i64,) -> () =
        "update index_mark set state = $1 where one = 1";

    /// How many parties are in the index, counted to a bound.
    pub(crate) INDEXED_TO: (i64,) -> i64 =
        "select cast(count(*) as bigint)
           from (select party_id from party_tokens order by party_id limit $1) counted";

    /// The tokens of a party, and which version of its terms they are.
    pub(crate) TOKENS: (PartyId,) -> (i64, Vec<u8>, i64, Option<Vec<u8>>) =
        "select number, tokens, version, same from party_tokens where party_id = $1";

    /// Writes the tokens of a party down.
    pub(crate) SET_TOKENS: (PartyId, i64, Vec<u8>, i64, Vec<u8>) -> () =
        "insert into party_tokens (party_id, number, tokens, version, same)
         values ($1, $2, $3, $4, $5)
         on conflict (party_id) do update
            set number = $2, tokens = $3, version = $4, same = $5";

    /// Versions of terms, by party, after one.
    pub(crate) VERSIONS: (PartyId, i64) -> (PartyId, i64) =
        "select party_id, version
           from party_tokens
          where party_id > $1
          order by party_id
          limit $2";

    /// Forgets the tokens of a party.
    pub(crate) DROP_TOKENS: (PartyId,) -> () =
        "delete from party_tokens where party_id = $1";

    /// A token finds a party.
    pub(crate) ADD_TOKEN: (Vec<u8>, i64, PartyId) -> () =
        "insert into find_token (token, number, party_id) values ($1, $2, $3)
         on conflict (token, number, party_id) do nothing";

    /// A token finds a party no more.
    pub(crate) DROP_TOKEN: (Vec<u8>, i64, PartyId) -> () =
        "delete from find_token where token = $1 and number = $2 and party_id = $3";

    /// The parties a token finds with numbers below one, newest first. Each party has a number of
    /// its own.
    pub(crate) FIND_BELOW: (Vec<u8>, i64, i64) -> (i64, PartyId) =
        "select number, party_id
           from find_token
          where token = $1 and number < $2
          order by number desc
          limit $3";

    /// The parties a token finds, newest first.
    pub(crate) FIND: (Vec<u8>, i64) -> (i64, PartyId) =
        "select number, party_id
           from find_token
          where token = $1
          order by number desc, party_id desc
          limit $2";
}

/// Parties that one whole value finds at most.
const EXACT_MAX: usize = 50;
/// Parties that a pair of words is looked for until.
const PAIR_HITS: usize = 3;

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Parties: those that match best, then the others, newest first in either.
    pub parties: Vec<PartyId>,
    /// How many of them match best: at a street with its number, by names before towns.
    pub best: usize,
    /// Whether there are more than were asked for.
    pub more: bool,
    /// Whether they were found only by allowing for a typing error.
    pub loose: bool,
    /// Whether looking ended before everything was looked through.
    pub unfinished: bool,
}

/// The states of the index before and after a write. Each is drawn at random, so that no two
/// histories of an index share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) before: i64,
    pub(crate) after: i64,
}

/// Puts the index into another state, in the transaction that changes it.
fn step(tx: &mut Tx<'_>) -> Result<Step, Error> {
    let mut drawn = [0; 8];
    getrandom::fill(&mut drawn).map_err(|_| Error::Randomness)?;
    // Never 0, which means that no state is known.
    let after = i64::from_be_bytes(drawn) | 1;
    let before = tx.maybe(&STATE, ())?.unwrap_or(0);
    tx.run(&SET_STATE, (after,))?;
    Ok(Step { before, after })
}

/// The index of one register.
pub(crate) struct Index {
    pub(crate) db: Db,
    tokens: Tokens,
    /// Held from a write to the index until the register saw it: whoever comes in between would
    /// make the register lose sight of the index.
    pub(crate) seeing: Mutex<()>,
    at_hand: RwLock<AtHand>,
}

/// The tokens of a party's whole values.
pub(crate) struct Whole {
    party: PartyId,
    tokens: Vec<Token>,
}

impl Index {
    pub(crate) fn new(db: Db, tokens: Tokens) -> Self {
        Self {
            db,
            tokens,
            seeing: Mutex::new(()),
            at_hand: RwLock::default(),
        }
    }

    /// The tokens of versions of terms.
    pub(crate) fn hashed(&self, parties: &[(PartyId, i64, IndexTerms)]) -> Hashed {
        Hashed::of(&self.tokens, parties)
    }

    /// The tokens of the whole values among terms.
    pub(crate) fn whole(&self, (party, _, terms): &(PartyId, i64, IndexTerms)) -> Whole {
        let whole = terms.words.iter().filter(|(kind, _)| kind.is_whole());
        Whole {
            party: *party,
            tokens: whole
                .map(|(kind, word)| self.tokens.of(kind, word))
                .collect(),
        }
    }

    /// Keeps whole values at hand, beside those that are.
    pub(crate) fn keep_at_hand(&self, parties: impl Iterator<Item = Whole>) {
        let mut at_hand = self.at_hand.write().unwrap_or_else(PoisonError::into_inner);
        for Whole { party, tokens } in parties {
            for token in tokens {
                at_hand.keep(token, party);
            }
        }
    }

    /// What was kept at hand so far is being written.
    pub(crate) fn writing(&self) {
        let mut at_hand = self.at_hand.write().unwrap_or_else(PoisonError::into_inner);
        at_hand.writing();
    }

    /// What was being written is in the index.
    pub(crate) fn let_go(&self) {
        let mut at_hand = self.at_hand.write().unwrap_or_else(PoisonError::into_inner);
        at_hand.let_go();
    }

    /// Writes versions of the terms of parties, in place of what they had. A version that comes
    /// after a newer one is left out.
    pub(crate) fn replace(&self, here: &Here, parties: &[Hashed]) -> Result<Step, Error> {
        self.db.write_here(here, |tx| {
            let taken = put(tx, newest_of(parties))?;
            let same = taken.iter().flat_map(|change| {
                let (party, same) = (change.to.party, change.to.same.iter());
                same.map(move |(token, sure)| (*token, party, *sure))
            });
            alike::add(tx, same.collect())?;
            step(tx)
        })
    }

    /// Removes all tokens of parties. The version stays, so that what comes late brings none back.
    pub(crate) fn empty(&self, here: &Here, parties: &[(PartyId, i64)]) -> Result<Step, Error> {
        let empty = [Hashed::empty(parties)];
        self.db.write_here(here, |tx| {
            put(tx, newest_of(&empty))?;
            step(tx)
        })
    }

    /// The state it is in.
    pub(crate) fn state(&self, here: &Here) -> Result<i64, Error> {
        let state = self.db.read_here(here, |tx| tx.maybe(&STATE, ()))?;
        Ok(state.unwrap_or(0))
    }

    /// Forgets parties that the register does not know.
    pub(crate) fn forget(&self, here: &Here, parties: &[PartyId]) -> Result<(), Error> {
        self.db.write_here(here, |tx| {
            for party in parties {
                if let Some((number, tokens, _, same)) = tx.maybe(&TOKENS, (*party,))? {
                    drop_tokens(tx, *party, number, &tokens)?;
                    alike::drop(tx, *party, same.as_deref())?;
                    tx.run(&DROP_TOKENS, (*party,))?;
                }
            }
            step(tx).map(|_| ())
        })
    }

    /// Finds parties by what somebody typed: whoever lives at the street that is named with its number,
    /// as it stands, then as the town somebody lives in; where that finds nobody, as half the name of a
    /// street, then allowing for one typing error in each name.
    pub(crate) fn find(
        &self,
        here: &Here,
        text: &str,
        limit: usize,
        patience: Patience,
    ) -> Result<Found, Error> {
        self.gathered(text, limit, |words, allowing| {
            let left = Left::of(patience, allowing == Allowing::Errors);
            self.db
                .read_here(here, |tx| matching::everywhere(tx, words, limit, left))
        })
    }

    /// What is found in the order in which readings are tried, each party once.
    fn gathered(
        &self,
        text: &str,
        limit: usize,
        look: impl Fn(&[Vec<Token>], Allowing) -> Result<Found, Error>,
    ) -> Result<Found, Error> {
        let mut found = Found::default();
        for allowing in Allowing::ALL {
            if !found.parties.is_empty() && (!allowing.goes_on() || found.more) {
                break;
            }
            let words = self.words(&asked(text, allowing));
            if words.is_empty() {
                continue;
            }
            let next = look(&words, allowing)?;
            found.unfinished |= next.unfinished;
            found.more |= next.more;
            found.loose = allowing == Allowing::Errors;
            if found.parties.is_empty() {
                found.best = next.parties.len();
                found.parties = next.parties;
                continue;
            }
            let known: HashSet<PartyId> = found.parties.iter().copied().collect();
            let others = next.parties.into_iter();
            let others = others.filter(|party| !known.contains(party));
            found.parties.extend(others);
            found.more |= found.parties.len() > limit;
            found.parties.truncate(limit);
        }
        Ok(found)
    }

    /// For each pair of words, a few of the parties that have both in their names.
    pub(crate) fn pairs(
        &self,
        here: &Here,
        pairs: &[(String, String)],
    ) -> Result<Vec<Vec<PartyId>>, Error> {
        let words = pairs.iter().map(|(one, other)| {
            let typed = [one, " ", other].concat();
            self.words(&asked(&typed, Allowing::Nothing))
        });
        let words: Vec<Vec<Vec<Token>>> = words.collect();
        self.db.read_here(here, |tx| {
            let found = words.iter().map(|words| {
                let left = Left::of(Patience::Typing, false);
                Ok(matching::everywhere(tx, words, PAIR_HITS, left)?.parties)
            });
            found.collect()
        })
    }

    /// Who has all of these labels, below a number, newest first.
    pub(crate) fn labelled(
        &self,
        here: &Here,
        labels: &[Label],
        below: i64,
        limit: usize,
    ) -> Result<Labelled, Error> {
        let token = |label: &Label| {
            let (kind, word) = label.asked();
            vec![self.tokens.of(kind, &word)]
        };
        let words: Vec<Vec<Token>> = labels.iter().map(token).collect();
        self.db
            .read_here(here, |tx| matching::below(tx, &words, below, limit))
    }

    /// Finds parties by whole values: those of each, in their order.
    pub(crate) fn exact(
        &self,
        here: &Here,
        values: &[(Kind, Cow<'_, str>)],
    ) -> Result<Vec<Vec<PartyId>>, Error> {
        let token =
            |(at, (kind, word)): (usize, &(Kind, Cow<'_, str>))| (self.tokens.of(*kind, word), at);
        let mut tokens: Vec<(Token, usize)> = values.iter().enumerate().map(token).collect();
        // In the order of the table: each of its pages is looked at once.
        tokens.sort_unstable();
        let most = i64::try_from(EXACT_MAX).unwrap_or(i64::MAX);
        let keys = || tokens.iter().map(|(token, _)| (token.to_vec(), most));
        // Before the index is looked at: what arrives there meanwhile is found in one of the two.
        let at_hand = self.at_hand.read().unwrap_or_else(PoisonError::into_inner);
        let newest = tokens
            .iter()
            .map(|(token, _)| at_hand.find(*token, EXACT_MAX));
        let newest: Vec<Vec<PartyId>> = newest.collect();
        drop(at_hand);
        let found = self.db.read_here(here, |tx| tx.all_of(&FIND, keys()))?;
        let mut sorted: Vec<(usize, Vec<PartyId>)> = Vec::with_capacity(tokens.len());
        for (((_, at), mut parties), hits) in tokens.iter().zip(newest).zip(found) {
            for (_, party) in hits {
                if !parties.contains(&party) {
                    parties.push(party);
                }
            }
            parties.truncate(EXACT_MAX);
            sorted.push((*at, parties));
        }
        sorted.sort_unstable_by_key(|(at, _)| *at);
        Ok(sorted.into_iter().map(|(_, parties)| parties).collect())
    }

    /// Finds, among these parties alone, those that match what somebody typed.
    pub(crate) fn find_among(
        &self,
        here: &Here,
        text: &str,
        parties: &[PartyId],
    ) -> Result<Found, Error> {
        self.gathered(text, parties.len(), |words, _| {
            let matched = |tx: &mut Tx<'_>| matching::among(tx, words, parties);
            let parties = self.db.read_here(here, matched)?;
            Ok(Found {
                parties,
                ..Found::default()
            })
        })
    }

    /// The tokens of each word: any of its readings will do.
    fn words(&self, asked: &[Asked]) -> Vec<Vec<Token>> {
        let tokens = |one: &Asked| {
            let readings = one.0.iter();
            readings
                .map(|(kind, word)| self.tokens.of(*kind, word))
                .collect()
        };
        asked.iter().map(tokens).collect()
    }
}

fn drop_tokens(tx: &mut Tx<'_>, party: PartyId, number: i64, tokens: &[u8]) -> Result<(), Error> {
    let rows = tokens
        .chunks_exact(8)
        .map(|token| (token.to_vec(), number, party));
    tx.batch(&DROP_TOKEN, rows)?;
    Ok(())
}
