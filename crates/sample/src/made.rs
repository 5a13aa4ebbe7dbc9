//! What a made-up party consists of.

use basics::{Day, Language};
use formats::{BusinessId, Email, IdentityCode, Phone, PostalAddress};

/// A made-up natural person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamplePerson {
    /// All first names.
    pub first_names: String,
    /// The one of them she is called by.
    pub call_name: String,
    /// Surname.
    pub last_name: String,
    /// Date of birth; she is of age.
    pub birth_date: Day,
    /// A made-up identity code (900–999) of that date.
    pub identity_code: IdentityCode,
    /// The language she is served in.
    pub language: Language,
    /// Phone number, nobody's.
    pub phone: Phone,
    /// E-mail address, nobody's.
    pub email: Email,
    /// Where she lives.
    pub address: PostalAddress,
    /// Whether she does not want marketing.
    pub marketing_ban: bool,
    /// Whether a non-disclosure order (turvakielto) protects her address.
    pub non_disclosure: bool,
    /// What staff noted about her.
    pub note: Option<&'static str>,
}

impl SamplePerson {
    /// Call name and surname.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.call_name, self.last_name)
    }
}

/// What kind of organisation it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrganisationKind {
    /// A company.
    Company,
    /// A company that manages housing companies (isännöintitoimisto).
    Manager,
    /// A housing company (asunto-osakeyhtiö).
    HousingCompany,
}

/// A made-up organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleOrganisation {
    /// Its name.
    pub name: String,
    /// A business id no one has.
    pub business_id: BusinessId,
    /// What kind it is.
    pub kind: OrganisationKind,
    /// The language it is served in.
    pub language: Language,
    /// Phone number, nobody's.
    pub phone: Phone,
    /// E-mail address, nobody's.
    pub email: Email,
    /// Where it is.
    pub address: PostalAddress,
    /// What staff noted about it.
    pub note: Option<&'static str>,
    /// Who speaks for it: one or two people.
    pub contacts: Vec<SampleContact>,
}

/// A person who speaks for an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleContact {
    /// What she is there, in the organisation's language.
    pub title: &'static str,
    /// Who she is.
    pub person: SamplePerson,
}

/// A made-up party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SampleParty {
    /// A natural person.
    Person(Box<SamplePerson>),
    /// An organisation and its contact persons.
    Organisation(Box<SampleOrganisation>),
}
