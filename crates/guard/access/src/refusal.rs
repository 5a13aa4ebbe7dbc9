//! Why a look or a change is refused. Every refusal is recorded; none of them names anyone.

use basics::{Code, Coded};

use crate::ask::Ask;
use crate::category::Kind;
use crate::error::Error;
use crate::work::Work;

/// Why the guard refuses.
///
/// The sentence in the reader's language is found by the code; pages and API show
/// [`Refusal::OutOfScope`] and [`Refusal::Restricted`] of a party exactly as "there is no such
/// customer", so that a refusal tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The notice names no such category, so nothing may be stored or read in it.
    #[error("the notice does not name this category")]
    NotInNotice,
    /// None of the actor's roles serves this purpose.
    #[error("no role of yours serves this purpose")]
    Purpose,
    /// The notice does not use the category for this purpose (GDPR art. 5(1)(b)).
    #[error("the notice does not use this category for this purpose")]
    NotUsed,
    /// No role with this purpose may see the category.
    #[error("no role of yours may see this category for this purpose")]
    View,
    /// No role with this purpose may change the category.
    #[error("no role of yours may change this category for this purpose")]
    Change,
    /// The action needs a right that no role with this purpose has.
    #[error("this needs a right that your role does not have")]
    Right,
    /// The party lies outside the role's scope (own jobs, people marketing may reach).
    #[error("this customer is not within your tasks")]
    OutOfScope,
    /// The person's data is restricted (GDPR art. 18).
    #[error("the processing of this person's data is restricted")]
    Restricted,
    /// The person objects to this purpose (GDPR art. 21).
    #[error("this person objects to this purpose")]
    Objected,
    /// A look of this kind needs a reason.
    #[error("give the reason")]
    ReasonMissing,
}

impl Refusal {
    /// All refusals, for tables and tests.
    pub const ALL: [Self; 10] = [
        Self::NotInNotice,
        Self::Purpose,
        Self::NotUsed,
        Self::View,
        Self::Change,
        Self::Right,
        Self::OutOfScope,
        Self::Restricted,
        Self::Objected,
        Self::ReasonMissing,
    ];

    /// Whether the refusal depends on the party: then it is shown as "not there".
    #[must_use]
    pub const fn hides(self) -> bool {
        matches!(self, Self::OutOfScope | Self::Restricted | Self::Objected)
    }
}

impl Coded for Refusal {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::NotInNotice => "access.category.not_in_notice",
            Self::Purpose => "access.purpose.not_yours",
            Self::NotUsed => "access.category.not_used",
            Self::View => "access.category.not_seen",
            Self::Change => "access.category.not_changed",
            Self::Right => "access.right.missing",
            Self::OutOfScope => "access.scope.outside",
            Self::Restricted => "access.party.restricted",
            Self::Objected => "access.party.objects",
            Self::ReasonMissing => "access.reason.missing",
        })
    }
}

impl Work<'_> {
    /// Refuses what the rules of the guard would allow and a capability does not: recorded, as every
    /// refusal is, whatever becomes of the unit.
    #[must_use]
    pub fn refuse<C: Kind>(&mut self, ask: &Ask, refusal: Refusal) -> Error {
        let error = Error::Refused(refusal);
        match self.sealed_reason(ask) {
            Ok(reason) => self.drafts.refuse(ask, C::CATEGORY, reason, error.code()),
            Err(failed) => return failed,
        }
        error
    }
}
