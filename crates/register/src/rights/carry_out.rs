//! What the register does by itself where something is granted. The rest is done on pages of its own:
//! values are corrected, erased and copied there.
//!
//! Invariants: it is done in the unit of work of its decision, for whoever was found in the register,
//! and only as far as her right reaches what the notice rests on ([`bases`]). Of whoever was not found
//! one thing is done: the addresses she gave are kept from marketing, as hashes alone.

use basics::{Day, PartyId};
use guard::category::{Permissions as PermissionsKind, Requests};
use guard::{Ask, Noted, Work};
use policy::{MarketingChannel, Purpose};

use super::error::Error;
use super::kinds::RequestKind;
use super::ledger::touch;
use super::queries::Lying;
use super::view::walked;
use super::{bases, requester};
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
    if lying.11 != 0 {
        return for_a_stranger(work, proof, lying, (kind, purpose));
    }
    bases::reaches(work, party, (kind, purpose))?;
    match kind {
        // Copies are prepared and a human decides on pages of their own. Whoever received her data is
        // told by the decision on what is erased.
        RequestKind::Access
        | RequestKind::Portability
        | RequestKind::HumanDecision
        | RequestKind::Erasure => Ok(()),
        RequestKind::Rectification => tell(work, party, disclosures::What::Rectification),
        RequestKind::Restriction => {
            work.restrict(proof, party, true)?;
            disclosures::stop_given(work, party)?;
            tell(work, party, disclosures::What::Restriction)
        }
        RequestKind::Objection => object(work, lying, purpose.ok_or(Error::Purpose)?),
        RequestKind::ProfilingObjection => object(work, lying, Purpose::Statistics),
        RequestKind::MarketingObjection => said_of_marketing(work, lying, What::Prohibition),
        RequestKind::ConsentWithdrawal => match purpose {
            None | Some(Purpose::Marketing) => withdraw(work, lying),
            Some(purpose) => object(work, lying, purpose),
        },
    }
}

/// The same for whoever is known by her request alone.
fn for_a_stranger<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    lying: &Lying,
    (kind, purpose): (RequestKind, Option<Purpose>),
) -> Result<(), Error> {
    let marketing = matches!(purpose, None | Some(Purpose::Marketing));
    match kind {
        RequestKind::Access | RequestKind::Portability | RequestKind::HumanDecision => Ok(()),
        RequestKind::MarketingObjection => suppress(work, proof, lying),
        RequestKind::ConsentWithdrawal if marketing => suppress(work, proof, lying),
        RequestKind::Objection if purpose == Some(Purpose::Marketing) => {
            suppress(work, proof, lying)
        }
        _ => Err(Error::NotLinked),
    }
}

/// Whoever is known by her request alone gave other addresses: where she forbade marketing, it reaches
/// none of these either.
pub(super) fn given_anew<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    lying: &Lying,
) -> Result<(), Error> {
    if lying.11 == 0 || !walked(work, lying)?.forbids_marketing() {
        return Ok(());
    }
    match suppress(work, proof, lying) {
        // What was given before stays as it is.
        Err(Error::NothingToSuppress) => Ok(()),
        done => done,
    }
}

/// Marketing reaches none of the addresses she gave, whoever brings them later (GDPR art. 21(3)).
fn suppress<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    lying: &Lying,
) -> Result<(), Error> {
    let (row, party) = (lying.0, lying.1);
    let who = requester::of_request(work, proof, party, row)?;
    let addresses = who.as_ref().map(requester::addresses);
    let addresses = addresses.ok_or(Error::NothingToSuppress)?;
    let channels = work.forbid_marketing_to(proof, party, &addresses)?;
    let any = !channels.is_empty();
    any.then_some(()).ok_or(Error::NothingToSuppress)
}

/// Whoever received her data is to be told (GDPR art. 19).
fn tell(work: &mut Work<'_>, party: PartyId, what: disclosures::What) -> Result<(), Error> {
    let today = work.today();
    disclosures::tell_recipients(work, party, what, today)?;
    Ok(())
}

/// She says "no" to a use of her data: to marketing with all that follows of it, to another one so
/// that it ends for her.
fn object(work: &mut Work<'_>, lying: &Lying, purpose: Purpose) -> Result<(), Error> {
    let party = lying.1;
    if purpose == Purpose::Marketing {
        return said_of_marketing(work, lying, What::Prohibition);
    }
    let proof = work.ask::<PermissionsKind>(Ask::change(&[party]))?;
    work.object(&proof, party, &[purpose])?;
    Ok(disclosures::stop_given(work, party)?)
}

/// She takes her consent to marketing back; whoever never gave one wants no marketing.
fn withdraw(work: &mut Work<'_>, lying: &Lying) -> Result<(), Error> {
    match said_of_marketing(work, lying, What::Withdrawal) {
        Err(Error::People(people::Error::Permission(
            crate::permissions::Error::NothingToWithdraw,
        ))) => said_of_marketing(work, lying, What::Prohibition),
        done => done,
    }
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
