//! What the blind index is told: terms are announced in the register, then written.
//!
//! Invariant: what is announced and not written is found at the next start, whatever broke off in
//! between; the register sees every write to the index in its turn.

use std::sync::PoisonError;

use basics::PartyId;
use store::{Db, Here, Tx};

use crate::error::Error;
use crate::hashed::{Entry, Hashed};
use crate::lots;
use crate::terms::IndexTerms;
use crate::vault::Vault;

/// The version of the first terms of a party.
pub const FIRST_TERMS: i64 = 1;

impl Vault {
    /// Notes in the register's transaction that terms of a party are about to change; the version
    /// they will be.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn will_index(&self, tx: &mut Tx<'_>, party: PartyId) -> Result<i64, Error> {
        tx.run_one(&lots::TO_INDEX, (party,))?;
        Ok(tx.one(&lots::INDEX_VERSION, (party,))?)
    }

    /// The same of parties that came in this very unit of work and were not announced before: the
    /// version is [`FIRST_TERMS`].
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn will_index_first(tx: &mut Tx<'_>, parties: Vec<PartyId>) -> Result<(), Error> {
        let rows = parties.into_iter().map(|party| (party, FIRST_TERMS));
        tx.batch(&lots::TO_INDEX_FIRST, rows)?;
        Ok(())
    }

    /// Writes versions of the terms of parties, after the commit that announced them. Whoever comes
    /// here after a newer version changes nothing.
    ///
    /// # Errors
    ///
    /// The stores'. What is announced and not written is written at the next start.
    pub fn index(
        &self,
        here: &Here,
        register: &Db,
        parties: &[(PartyId, i64, IndexTerms)],
    ) -> Result<(), Error> {
        self.index_hashed(here, register, &[self.hashed(parties)])
    }

    /// The tokens of versions of terms: what is left of them once they are hashed.
    #[must_use]
    pub fn hashed(&self, parties: &[(PartyId, i64, IndexTerms)]) -> Hashed {
        self.index.hashed(parties)
    }

    /// [`Vault::index`] of what is hashed already.
    ///
    /// # Errors
    ///
    /// As that.
    pub fn index_hashed(
        &self,
        here: &Here,
        register: &Db,
        parties: &[Hashed],
    ) -> Result<(), Error> {
        if parties.iter().all(Hashed::is_empty) {
            return Ok(());
        }
        let _seeing = self
            .index
            .seeing
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let step = self.index.replace(here, parties)?;
        let all = || parties.iter().flat_map(Hashed::iter);
        let written = || all().map(|one: Entry<'_>| (one.party, one.version));
        // Where this is lost with the power, the next start compares the two and writes it again.
        register.write_soon_here(here, |tx| {
            tx.batch(&lots::INDEXED, written())?;
            Ok::<_, Error>(tx.run(&lots::SEE_INDEX, (step.before, step.after))?)
        })?;
        Ok(())
    }

    /// Keeps the whole values among these terms at hand until they are in the index: they find
    /// their parties meanwhile.
    pub fn keep_at_hand(&self, parties: &[(PartyId, i64, IndexTerms)]) {
        let whole = parties.iter().map(|one| self.index.whole(one));
        self.index.keep_at_hand(whole);
    }

    /// What was kept at hand so far is about to be written.
    pub fn writing_at_hand(&self) {
        self.index.writing();
    }

    /// What was about to be written is in the index.
    pub fn let_go(&self) {
        self.index.let_go();
    }

    /// Parties whose terms are announced and not written, in their order, after one
    /// ([`crate::NOBODY`]: from the first).
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn to_be_indexed(
        &self,
        here: &Here,
        register: &Db,
        (after, limit): (PartyId, i64),
    ) -> Result<Vec<PartyId>, Error> {
        Ok(register.read_here(here, |tx| tx.all(&lots::TO_BE_INDEXED, (after, limit)))?)
    }
}
