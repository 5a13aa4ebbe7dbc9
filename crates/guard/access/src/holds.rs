//! Legal holds: set and lifted by whoever has the right *holds*, and never by a file or a job.
//!
//! Invariant: a hold stands beside the keys before the unit that sets it is committed, and is lifted
//! after the unit that lifts it: a crash between leaves one too many, never one too few.

use basics::PartyId;
use vault::{HeldOn, No, NoKind};

use crate::ask::{Ask, Noted};
use crate::category::Requests;
use crate::error::Error;
use crate::work::Work;

impl<'w> Work<'w> {
    /// Nothing of what a hold is about is erased from now on. The proof is for sealing why.
    ///
    /// # Errors
    ///
    /// The refusal without the right *holds*; the store's.
    pub fn hold(&mut self, party: PartyId, on: HeldOn) -> Result<Noted<'w, Requests>, Error> {
        self.set_hold(party, on, true)
    }

    /// The hold is lifted: what is past its clock goes with the next run.
    ///
    /// # Errors
    ///
    /// As [`Work::hold`].
    pub fn lift_hold(&mut self, party: PartyId, on: HeldOn) -> Result<Noted<'w, Requests>, Error> {
        self.set_hold(party, on, false)
    }

    fn set_hold(
        &mut self,
        party: PartyId,
        on: HeldOn,
        stands: bool,
    ) -> Result<Noted<'w, Requests>, Error> {
        let proof = self.ask::<Requests>(Ask::hold(&[party]))?;
        let no = No {
            party,
            kind: NoKind::Hold,
            purpose: on.key(),
            at: self.now(),
        };
        self.noes.push((no, stands));
        Ok(proof)
    }

    /// The legal holds of a party that stand.
    ///
    /// # Errors
    ///
    /// The vault's.
    pub fn holds_of(&mut self, party: PartyId) -> Result<Vec<HeldOn>, Error> {
        let noes = self.noes_of(party)?.into_iter();
        let holds = noes.filter(|no| no.kind == NoKind::Hold);
        Ok(holds.map(|no| HeldOn::from_key(&no.purpose)).collect())
    }

    /// The legal holds that stand of each of these parties, in their order.
    ///
    /// # Errors
    ///
    /// The vault's.
    pub fn holds_of_all(&mut self, parties: &[PartyId]) -> Result<Vec<Vec<HeldOn>>, Error> {
        Ok(self.core.vault.holds_of_all(self.here, parties)?)
    }
}
