//! The blind index and the register held against each other, at each start.
//!
//! Every change of a party's terms has a number that both keep. Where the index has a newer one
//! than the register, an old register was put back; where it has an older one than the register
//! says was written, an old index was. Either way the party's tokens are written anew, so that
//! nobody is found by what the register no longer holds, nor missed by what it does.
//!
//! Comparing reads everybody in both stores, so it is left out where nothing can have come
//! apart: every write to the index draws a state, the register is told it afterwards, and
//! where both hold the same one the register has seen the last write and what it saw stands. An
//! old copy of either holds another state, and so does a write that the register was not told of.

use basics::PartyId;
use store::{Db, Here};

use crate::error::Error;
use crate::vault::Vault;
use crate::{index, lots};

/// Rows of each side read at once.
const PAGE: i64 = 4_096;

/// Which parties differ.
#[derive(Default)]
struct Differences {
    /// Their terms are to be written, as a version above this one.
    rewritten: Vec<(PartyId, i64)>,
    /// The register does not know them.
    unknown: Vec<PartyId>,
}

/// Rows in the order of their parties, read page by page.
struct Ordered<T, F> {
    page: std::vec::IntoIter<(PartyId, T)>,
    after: PartyId,
    read: F,
    ended: bool,
}

impl<T, F: Fn(PartyId) -> Result<Vec<(PartyId, T)>, Error>> Ordered<T, F> {
    fn new(read: F) -> Self {
        Self {
            page: Vec::new().into_iter(),
            after: PartyId::new(i64::MIN),
            read,
            ended: false,
        }
    }

    fn next(&mut self) -> Result<Option<(PartyId, T)>, Error> {
        if self.page.len() == 0 && !self.ended {
            let page = (self.read)(self.after)?;
            self.ended = page.is_empty();
            self.after = page.last().map_or(self.after, |row| row.0);
            self.page = page.into_iter();
        }
        Ok(self.page.next())
    }
}

impl Vault {
    /// Announces every party whose tokens are not those of its terms; how many there were.
    pub(crate) fn compare_index(&self, here: &Here, register: &Db) -> Result<u64, Error> {
        let state = self.index.state(here)?;
        let seen = register.read_here(here, |tx| tx.one(&lots::INDEX_STATE, ()))?;
        if state != 0 && state == seen {
            return Ok(0);
        }
        let found = self.differences(here, register)?;
        for some in found.rewritten.chunks(1_000) {
            register.write_here(here, |tx| {
                tx.batch(&lots::TO_INDEX_ABOVE, some.iter().copied())
            })?;
        }
        for some in found.unknown.chunks(1_000) {
            self.index.forget(here, some)?;
        }
        if found.unknown.is_empty() {
            // What was announced stands in the register from here on, and is written or announced
            // still at the next start.
            register.write_here(here, |tx| tx.run(&lots::SET_INDEX_STATE, (state,)))?;
        }
        let count = found.rewritten.len() + found.unknown.len();
        Ok(u64::try_from(count).unwrap_or(u64::MAX))
    }

    fn differences(&self, here: &Here, register: &Db) -> Result<Differences, Error> {
        let mut ours = Ordered::new(|after| {
            let rows = register.read_here(here, |tx| tx.all(&lots::VERSIONS, (after, PAGE)))?;
            let rows = rows.into_iter();
            Ok(rows
                .map(|(party, version, written)| (party, (version, written)))
                .collect())
        });
        let db = &self.index.db;
        let mut theirs = Ordered::new(|after| {
            Ok(db.read_here(here, |tx| tx.all(&index::VERSIONS, (after, PAGE)))?)
        });
        let mut found = Differences::default();
        let (mut our, mut their) = (ours.next()?, theirs.next()?);
        loop {
            match (our, their) {
                (None, None) => return Ok(found),
                (Some((party, (version, written))), Some((other, indexed))) if party == other => {
                    if indexed > version || indexed < written {
                        found.rewritten.push((party, indexed));
                    }
                    (our, their) = (ours.next()?, theirs.next()?);
                }
                (Some((party, (version, written))), other)
                    if other.is_none_or(|(other, _)| party < other) =>
                {
                    if written > 0 {
                        found.rewritten.push((party, version));
                    }
                    our = ours.next()?;
                }
                (_, Some((other, _))) => {
                    found.unknown.push(other);
                    their = theirs.next()?;
                }
                // The guard above takes every row of ours that has none of theirs.
                (Some(_), None) => our = ours.next()?,
            }
        }
    }
}
