//! Every "no" that stands beside the keys and that an older register has lost, again.
//!
//! Objections and restrictions decide over access, so the register repeats them. Withdrawals and
//! legal holds stand in the ledger alone and are read there ([`Work::noes_of`]), where no restored
//! backup can lose them. Only what differs is written.

use std::collections::HashMap;

use basics::{Instant, PartyId};
use store::{Here, Tx};
use vault::{NO_START, No, NoKind};

use crate::core::Core;
use crate::error::Error;
use crate::parties::{OBJECTS, PARTY, RESTRICT_PARTY, SET_OBJECTS};
use crate::work::Work;

store::statements! {
    /// The parties that are restricted or object to something, in a range of them.
    pub(crate) STANDING_BETWEEN: (PartyId, PartyId, i64) -> (PartyId, Option<Instant>, String) =
        "select party_id, restricted_ms, objects
           from party
          where party_id > $1 and party_id <= $2
            and (restricted_ms is not null or objects <> '')
          order by party_id
          limit $3";
}

/// Rows read at once.
const PAGE: i64 = 1_000;

/// What the register says of parties: restricted since when, objecting to what.
type Says = HashMap<PartyId, (Option<Instant>, String)>;

impl Work<'_> {
    /// Every "no" of a party that stands, of whatever kind, as the ledger beside the keys has it.
    ///
    /// # Errors
    ///
    /// The vault's.
    pub fn noes_of(&mut self, party: PartyId) -> Result<Vec<No>, Error> {
        Ok(self.core.vault.noes_of(self.here, party)?)
    }
}

impl Core {
    pub(crate) fn restore_noes(&self, here: &Here) -> Result<u64, Error> {
        let (mut restored, mut after) = (0, NO_START);
        while let Some((noes, next)) = self.vault.standing_noes(here, after)? {
            after = next;
            let lost = self.register.read_here(here, |tx| lost(tx, &noes))?;
            if !lost.is_empty() {
                restored += self.register.write_here(here, |tx| {
                    let mut restored = 0;
                    for no in &lost {
                        restored += restore(tx, no)?;
                    }
                    Ok::<_, Error>(restored)
                })?;
            }
        }
        Ok(restored)
    }
}

/// Those of a page, in the order of their parties, that the register does not say.
fn lost(tx: &mut Tx<'_>, noes: &[No]) -> Result<Vec<No>, Error> {
    let (Some(first), Some(last)) = (noes.first(), noes.last()) else {
        return Ok(Vec::new());
    };
    let mut says = Says::new();
    let mut after = PartyId::new(first.party.get().saturating_sub(1));
    loop {
        let rows = tx.all(&STANDING_BETWEEN, (after, last.party, PAGE))?;
        let Some(end) = rows.last() else { break };
        after = end.0;
        says.extend(rows.into_iter().map(|row| (row.0, (row.1, row.2))));
    }
    let mut missing = Vec::new();
    for no in noes.iter().filter(|no| !said(&says, no)) {
        // Of a party that is not there nothing is to be said.
        if tx.maybe(&PARTY, (no.party,))?.is_some() {
            missing.push(no.clone());
        }
    }
    Ok(missing)
}

fn said(says: &Says, no: &No) -> bool {
    let says = says.get(&no.party);
    match no.kind {
        NoKind::Restriction => says.is_some_and(|(restricted, _)| restricted.is_some()),
        NoKind::Objection => says.is_some_and(|(_, objects)| names(objects, &no.purpose)),
        NoKind::Withdrawal | NoKind::Hold => true,
    }
}

fn names(objects: &str, purpose: &str) -> bool {
    objects.split(' ').any(|one| one == purpose)
}

fn restore(tx: &mut Tx<'_>, no: &No) -> Result<u64, Error> {
    let Some((restricted, objects)) = tx.maybe(&OBJECTS, (no.party,))? else {
        return Ok(0);
    };
    match no.kind {
        NoKind::Restriction if restricted.is_none() => {
            tx.run_one(&RESTRICT_PARTY, (no.party, Some(no.at)))?;
            Ok(1)
        }
        NoKind::Objection if !names(&objects, &no.purpose) => {
            let all = format!("{objects} {}", no.purpose);
            tx.run_one(&SET_OBJECTS, (no.party, all.trim().to_owned()))?;
            Ok(1)
        }
        _ => Ok(0),
    }
}
