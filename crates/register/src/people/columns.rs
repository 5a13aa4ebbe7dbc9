//! The sealed columns of people, and the records they hold.
//!
//! Invariant: the numbers are those of `migrations/columns.toml`; a test compares them.

use guard::category::{BirthDate, Company, Contact, Identity, IdentityCode, Other};
use guard::{Declaration, SealedColumn, payload};

payload! {
    /// The names of a person.
    pub struct PersonName {
        /// All first names, as in the population register.
        pub first_names: String,
        /// The one she is called by, where it is not the first (kutsumanimi).
        pub call_name: Option<String>,
        /// Last name.
        pub last_name: String,
        /// The names she had before, such as her maiden name.
        pub former_names: Option<String>,
    }
}

payload! {
    /// The name of an organisation.
    pub struct OrganisationName {
        /// As in the trade register.
        pub name: String,
        /// Business id, canonical: `1234567-1`.
        pub business_id: Option<String>,
    }
}

payload! {
    /// An address, a phone number or an e-mail address.
    pub struct ContactValue {
        /// Lines above the town; phone in E.164; e-mail address.
        pub lines: Vec<String>,
        /// Postal code of an address.
        pub postal_code: Option<String>,
        /// Town of an address.
        pub town: Option<String>,
        /// Country of an address, ISO 3166-1 alpha-2.
        pub country: Option<String>,
    }
}

/// Names of persons.
pub const PERSON_NAME: SealedColumn<Identity, PersonName> =
    SealedColumn::new(101, "person_name.sealed");
/// Names of organisations.
pub const ORGANISATION_NAME: SealedColumn<Company, OrganisationName> =
    SealedColumn::new(102, "organisation_name.sealed");
/// Addresses, phones, e-mails.
pub const CONTACT_POINT: SealedColumn<Contact, ContactValue> =
    SealedColumn::new(103, "contact_point.sealed");
/// Dates of birth, `YYYY-MM-DD`.
pub const BIRTH_DATE: SealedColumn<BirthDate, String> = SealedColumn::new(104, "birth_date.sealed");
/// Identity codes, all eleven characters.
pub const IDENTITY_CODE: SealedColumn<IdentityCode, String> =
    SealedColumn::new(105, "identity_code.sealed");
/// Notes.
pub const NOTE: SealedColumn<Other, String> = SealedColumn::new(106, "note.sealed");

/// Every sealed column of this capability.
#[must_use]
pub fn declarations() -> Vec<Declaration> {
    vec![
        PERSON_NAME.declaration(),
        ORGANISATION_NAME.declaration(),
        CONTACT_POINT.declaration(),
        BIRTH_DATE.declaration(),
        IDENTITY_CODE.declaration(),
        NOTE.declaration(),
    ]
}
