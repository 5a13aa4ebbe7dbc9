//! The values a row about customers may hold, to be compared with the register afterwards.
//!
//! Invariant: every column that a customer list may have is among them, or among the words it is
//! counted by; what is read into one value is counted as one.

use formats::headings::Heading;
use policy::ConnectionKind;

use super::tally::Value;
use crate::people::{Entry, Listed};

/// The values, in the order of the report.
pub(super) const VALUES: &[Value] = &[
    Value::once(
        "name",
        &[
            Heading::LastName,
            Heading::FirstNames,
            Heading::CallName,
            Heading::FullName,
            Heading::Company,
        ],
    ),
    Value::within("business_id", &[Heading::BusinessId]),
    Value::once("identity_code", &[Heading::IdentityCode]),
    Value::once("birth_date", &[Heading::BirthDate]),
    // A country alone is no address.
    Value::once(
        "address",
        &[
            Heading::Street,
            Heading::StreetSecond,
            Heading::PostalCode,
            Heading::Town,
        ],
    ),
    Value::each("phone", &[Heading::Phone, Heading::PhoneSecond]),
    Value::once("email", &[Heading::Email]),
    // What no field holds yet stands in the note.
    Value::once(
        "note",
        &[
            Heading::Note,
            Heading::CustomerNumber,
            Heading::ContactPerson,
            Heading::VatId,
            Heading::EInvoiceAddress,
            Heading::EInvoiceOperator,
        ],
    ),
    Value::yes("protected", &[Heading::NonDisclosure]),
    Value::yes("marketing_ban", &[Heading::MarketingBan]),
    // What is a consent and what is none, the import counts itself.
    Value {
        stands: false,
        ..Value::yes(
            "marketing_consent",
            &[
                Heading::MarketingConsent,
                Heading::ConsentDay,
                Heading::ConsentWording,
            ],
        )
    },
];

/// The connections and languages of those whom a row brings: the customer, and whoever speaks for
/// it.
pub(super) fn words(listed: &Listed) -> Vec<(&'static str, &'static str)> {
    let (origin, language) = match &listed.entry {
        Entry::Person(person) => (&person.origin, person.language),
        Entry::Organisation(organisation) => (&organisation.origin, organisation.language),
    };
    let mut words = vec![
        ("connection", origin.connection.key()),
        ("language", language.code()),
    ];
    if let Some(person) = &listed.contact_person {
        words.push(("connection", ConnectionKind::ContactPersonOf.key()));
        words.push(("language", person.language.code()));
    }
    words
}
