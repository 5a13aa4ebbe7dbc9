//! What the register does by itself where something is granted. The rest is done on pages of its own:
//! values are corrected, erased and copied there.
//!
//! Invariant: it is done in the unit of work of its decision, for whoever was found in the register.

use basics::{Day, PartyId};
use guard::category::{Permissions as PermissionsKind, Requests};
use guard::{Ask, Noted, Work};
use policy::{MarketingChannel, Purpose};

use super::error::Error;
use super::kinds::RequestKind;
use super::ledger::touch;
use super::queries::Lying;
use crate::disclosures;
use crate::people::{self, Change};
use crate::permissions::{Act, Teller, What, Words};

/// Does what was granted.
pub(super) fn carry_out<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    lying: &Lying,
    (kind, purpose): (RequestKind, Option<Purpose>),
) -> Result<(), Error> {
    let party = lying.1;
    let unlinked = lying.11 != 0;
    match kind {
        RequestKind::Access | RequestKind::Portability | RequestKind::HumanDecision => Ok(()),
        _ if unlinked => Err(Error::NotLinked),
        RequestKind::Rectification => tell(work, party, disclosures::What::Rectification),
        // Whoever received her data is told by the decision on what is erased.
        RequestKind::Erasure => Ok(()),
        RequestKind::Restriction => {
            work.restrict(proof, party, true)?;
            disclosures::stop_given(work, party)?;
            tell(work, party, disclosures::What::Restriction)
        }
        RequestKind::Objection => object(work, party, purpose.ok_or(Error::Purpose)?),
        RequestKind::ProfilingObjection => object(work, party, Purpose::Statistics),
        RequestKind::MarketingObjection => said_of_marketing(work, lying, What::Prohibition),
        RequestKind::ConsentWithdrawal => {
            match said_of_marketing(work, lying, What::Withdrawal) {
                // Whoever takes back what she never gave wants no marketing.
                Err(Error::People(people::Error::Permission(
                    crate::permissions::Error::NothingToWithdraw,
                ))) => said_of_marketing(work, lying, What::Prohibition),
                done => done,
            }
        }
    }
}

/// Whoever received her data is to be told (GDPR art. 19).
fn tell(work: &mut Work<'_>, party: PartyId, what: disclosures::What) -> Result<(), Error> {
    let today = work.today();
    disclosures::tell_recipients(work, party, what, today)?;
    Ok(())
}

fn object(work: &mut Work<'_>, party: PartyId, purpose: Purpose) -> Result<(), Error> {
    let proof = work.ask::<PermissionsKind>(Ask::change(&[party]))?;
    work.object(&proof, party, &[purpose])?;
    Ok(disclosures::stop_given(work, party)?)
}

fn said_of_marketing(work: &mut Work<'_>, lying: &Lying, what: What) -> Result<(), Error> {
    let row = work.party(lying.1)?.ok_or(guard::Error::NotThere)?;
    let act = Act {
        what,
        channels: MarketingChannel::ALL.to_vec(),
        on: lying.7,
        way: Some(lying.5.0),
        teller: Teller::Staff,
        words: Words::default(),
        notice_wording: None,
    };
    let change = Change::Permission(Box::new(act));
    Ok(people::change(work, lying.1, row.version, &change, "")?)
}

/// Lifts the restriction of a party, who was told before (GDPR art. 18(3)).
pub(super) fn lift_restriction(
    work: &mut Work<'_>,
    party: PartyId,
    told: Day,
) -> Result<(), Error> {
    if told > work.today() {
        return Err(Error::Day);
    }
    let told = told.to_string();
    let proof = work.ask::<Requests>(Ask::change(&[party]).because(&told))?;
    work.restrict(&proof, party, false)?;
    touch(work, party)
}
