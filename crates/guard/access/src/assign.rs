//! Assignments: whose job a party belongs to, and when. The scope *own jobs* reads them.

use basics::{Day, PartyId, StaffId};

use crate::ask::Noted;
use crate::category::Services;
use crate::error::Error;
use crate::facts;
use crate::work::Work;

impl<'w> Work<'w> {
    /// Assigns a party to a member of staff for some days: the scope *own jobs*.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`]; the store's.
    pub fn assign(
        &mut self,
        proof: &Noted<'w, Services>,
        staff: StaffId,
        party: PartyId,
        days: (Day, Day),
    ) -> Result<(), Error> {
        proof.covers_change(party)?;
        let (from, until) = days;
        self.tx
            .run_one(&facts::ASSIGN, (staff, party, from, until))?;
        self.forget(party);
        Ok(())
    }

    /// Takes the assignment that begins on `from` back.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`]; the store's, also where there is none.
    pub fn unassign(
        &mut self,
        proof: &Noted<'w, Services>,
        staff: StaffId,
        party: PartyId,
        from: Day,
    ) -> Result<(), Error> {
        proof.covers_change(party)?;
        self.tx.run_one(&facts::UNASSIGN, (staff, party, from))?;
        self.forget(party);
        Ok(())
    }

    /// Parties of the actor's own jobs that begin before or on `last`, newest job first.
    pub(crate) fn own_parties(&mut self, last: Day, limit: i64) -> Result<Vec<PartyId>, Error> {
        let Some(staff) = self.frame.actor.behind() else {
            return Ok(Vec::new());
        };
        let rows = self.tx.all(&facts::OWN_PARTIES, (staff, last, limit))?;
        Ok(rows.into_iter().map(|(party, _)| party).collect())
    }
}
