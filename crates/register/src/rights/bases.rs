//! What the legal bases of the notice mean for one person: which of her rights reach which use of her
//! data (GDPR art. 7(3), 15–22).
//!
//! Invariants: every decision on a right that depends on the basis is held against the one table of
//! the policy ([`policy::Reach`]), for the connections she is held on; where none goes on, for those
//! that ended, because what is kept was taken up on them.

use std::collections::BTreeSet;

use basics::PartyId;
use guard::Work;
use policy::{ConnectionKind, LegalBasis, Purpose, Reach, SubjectRight};

use super::error::Error;
use super::kinds::RequestKind;
use crate::people::kinds_held_on;

/// The rights whose reach depends on the basis, in the order in which they are shown.
pub(super) const DEPENDING: [SubjectRight; 4] = [
    SubjectRight::Erasure,
    SubjectRight::Portability,
    SubjectRight::Objection,
    SubjectRight::WithdrawConsent,
];

/// A use of her data that the notice names, and what it rests on for her.
pub(super) struct Used {
    pub(super) purpose: Purpose,
    pub(super) bases: BTreeSet<LegalBasis>,
}

impl Used {
    /// Whether a right reaches some of what rests on it in one of these ways.
    fn reaches(&self, right: SubjectRight, how: &[Reach]) -> bool {
        let mut bases = self.bases.iter();
        bases.any(|basis| how.contains(&basis.grants_for(self.purpose, right)))
    }

    /// Whether she may object to it. Where nothing carries it for her, nothing stands against that.
    pub(super) fn may_be_objected_to(&self) -> bool {
        let open = [Reach::Full, Reach::UnlessCompelling];
        self.bases.is_empty() || self.reaches(SubjectRight::Objection, &open)
    }

    /// Whether she may take a consent back that it rests on.
    pub(super) fn may_be_withdrawn(&self) -> bool {
        self.reaches(SubjectRight::WithdrawConsent, &[Reach::Full])
    }

    /// Whether what she gave for it moves elsewhere.
    fn moves(&self) -> bool {
        self.reaches(SubjectRight::Portability, &[Reach::Full])
    }

    /// That she may object to it.
    fn objection(&self) -> Result<(), Error> {
        match () {
            () if self.may_be_objected_to() => Ok(()),
            () if self.may_be_withdrawn() => Err(Error::WithdrawInstead),
            () => Err(Error::NotOpen),
        }
    }
}

/// A use of a party's data.
fn use_for(work: &mut Work<'_>, party: PartyId, purpose: Purpose) -> Result<Used, Error> {
    let held_on = kinds_held_on(work, party)?;
    Ok(used(work, &held_on, purpose))
}

fn used(work: &Work<'_>, held_on: &[ConnectionKind], purpose: Purpose) -> Used {
    let bases = work.policy().bases_of(purpose, held_on.iter().copied());
    Used { purpose, bases }
}

/// Every use of a party's data that the notice names, as far as it rests on something for her.
pub(super) fn of_party(work: &mut Work<'_>, party: PartyId) -> Result<Vec<Used>, Error> {
    let held_on = kinds_held_on(work, party)?;
    let stated = work.policy().purposes().iter();
    let all = stated.map(|stated| used(work, &held_on, stated.purpose));
    Ok(all.filter(|one| !one.bases.is_empty()).collect())
}

/// That the right a request is for reaches a use of a party's data at all: otherwise it cannot be
/// granted. Which use is meant has been said where it must be.
pub(super) fn reaches(
    work: &mut Work<'_>,
    party: PartyId,
    (kind, purpose): (RequestKind, Option<Purpose>),
) -> Result<(), Error> {
    match kind {
        RequestKind::Objection => {
            let purpose = purpose.ok_or(Error::Purpose)?;
            use_for(work, party, purpose)?.objection()
        }
        RequestKind::ProfilingObjection => use_for(work, party, Purpose::Statistics)?.objection(),
        RequestKind::ConsentWithdrawal => match purpose {
            // Whoever takes back what she never gave for marketing wants none.
            None | Some(Purpose::Marketing) => Ok(()),
            Some(purpose) => {
                let rests = use_for(work, party, purpose)?.may_be_withdrawn();
                rests.then_some(()).ok_or(Error::NotOnConsent)
            }
        },
        RequestKind::Portability => {
            let moves = of_party(work, party)?.iter().any(Used::moves);
            moves.then_some(()).ok_or(Error::NotPortable)
        }
        // These reach whatever is held, on whichever basis; what erasure leaves is decided category by
        // category, on a page of its own.
        RequestKind::Access
        | RequestKind::Rectification
        | RequestKind::Erasure
        | RequestKind::Restriction
        | RequestKind::MarketingObjection
        | RequestKind::HumanDecision => Ok(()),
    }
}
