//! Why a site or a relation was not written or changed.

use basics::{Code, Coded};

use crate::{people, sites};

/// Why a site or a relation was not written or changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was typed is no relation.
    #[error("choose what the relation is")]
    Kind,
    /// The day is none.
    #[error("the day is none")]
    Day,
    /// The last day lies before the first.
    #[error("the last day lies before the first")]
    Days,
    /// A text is too long.
    #[error("a text is too long")]
    Length,
    /// A text holds an identity code.
    #[error("an identity code does not belong into a text")]
    IdentityCode,
    /// No customer has the number, or none that the actor may see.
    #[error("no customer has this number")]
    Unknown,
    /// Nobody stands in a relation to herself.
    #[error("nobody stands in a relation to herself")]
    Oneself,
    /// Only a person has a guardian, a custodian or an estate.
    #[error("only a person has such a relation")]
    PersonOnly,
    /// A person has no manager.
    #[error("only an organisation has a manager")]
    OrganisationOnly,
    /// Whoever lives has no estate.
    #[error("the day of death is not known")]
    Living,
    /// Who lives there lives at a site.
    #[error("choose the site where she lives")]
    SiteMissing,
    /// The site is none of this customer's, or work there ended.
    #[error("this customer has no such site")]
    SiteUnknown,
    /// The relation stands already.
    #[error("this relation stands already")]
    Already,
    /// Why a site was not written.
    #[error(transparent)]
    Site(sites::Error),
    /// What people say of a source.
    #[error(transparent)]
    People(people::Error),
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);
crate::people::from_people!(Error);
crate::capability::into_guard!(pub(super) Error);

impl From<sites::Error> for Error {
    fn from(error: sites::Error) -> Self {
        match error {
            sites::Error::Guard(error) => Self::Guard(error),
            error => Self::Site(error),
        }
    }
}

crate::web::form_mends!(Error, super::asked::at);

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Kind => "relations.kind",
            Self::Day => "relations.day",
            Self::Days => "relations.days",
            Self::Length => "relations.length",
            Self::IdentityCode => "people.field.identity_code_in_note",
            Self::Unknown => "relations.unknown",
            Self::Oneself => "relations.oneself",
            Self::PersonOnly => "relations.person_only",
            Self::OrganisationOnly => "relations.organisation_only",
            Self::Living => "relations.living",
            Self::SiteMissing => "relations.site_missing",
            Self::SiteUnknown => "relations.site_unknown",
            Self::Already => "relations.already",
            Self::Site(error) => return error.code(),
            Self::People(error) => return error.code(),
            Self::Guard(error) => return error.code(),
        })
    }
}
