//! Versions of the terms of parties as the index has them: nothing but their tokens, those of all
//! parties one after the other. An import keeps those of tens of thousands of parties until they
//! are written at once.

use std::ops::Range;

use basics::PartyId;

use crate::terms::{IndexTerms, Token, Tokens};

/// Versions of the terms of parties, hashed.
#[derive(Default)]
pub struct Hashed {
    parties: Vec<Span>,
    tokens: Vec<Token>,
    same: Vec<(Token, bool)>,
}

struct Span {
    party: PartyId,
    version: i64,
    number: i64,
    /// Where its tokens lie among those of all.
    tokens: Range<usize>,
    same: Range<usize>,
}

/// A version of the terms of one party.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'h> {
    pub(crate) party: PartyId,
    pub(crate) version: i64,
    pub(crate) number: i64,
    /// What it is found by, sorted.
    pub(crate) tokens: &'h [Token],
    /// What it is the same as another by, sorted, and whether it is for certain.
    pub(crate) same: &'h [(Token, bool)],
}

impl Entry<'_> {
    /// Whether a token is among its own.
    pub(crate) fn has(&self, token: Token) -> bool {
        self.tokens.binary_search(&token).is_ok()
    }
}

impl Hashed {
    /// The tokens of versions of terms.
    pub(crate) fn of(tokens: &Tokens, parties: &[(PartyId, i64, IndexTerms)]) -> Self {
        let mut hashed = Self::default();
        hashed.parties.reserve_exact(parties.len());
        for (party, version, terms) in parties {
            let (all, same) = (tokens.all(terms), tokens.same(terms));
            hashed.add((*party, *version, terms.number), &all, &same);
        }
        hashed
    }

    /// Versions without any tokens.
    pub(crate) fn empty(parties: &[(PartyId, i64)]) -> Self {
        let mut hashed = Self::default();
        for (party, version) in parties {
            hashed.add((*party, *version, 0), &[], &[]);
        }
        hashed
    }

    fn add(
        &mut self,
        (party, version, number): (PartyId, i64, i64),
        tokens: &[Token],
        same: &[(Token, bool)],
    ) {
        let (token, one) = (self.tokens.len(), self.same.len());
        self.tokens.extend_from_slice(tokens);
        self.same.extend_from_slice(same);
        self.parties.push(Span {
            party,
            version,
            number,
            tokens: token..self.tokens.len(),
            same: one..self.same.len(),
        });
    }

    /// How many parties there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.parties.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.parties.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Entry<'_>> {
        self.parties.iter().map(|one| Entry {
            party: one.party,
            version: one.version,
            number: one.number,
            tokens: self.tokens.get(one.tokens.clone()).unwrap_or_default(),
            same: self.same.get(one.same.clone()).unwrap_or_default(),
        })
    }
}
