//! One customer in the forms of an export, for a copy that she asked for.

use basics::Language;
use policy::Category;
use serde_json::Value;

use super::cards;
use super::choice::Choice;
use super::sheet::json_of;
use crate::people::TakenOut;

/// What of a customer is her own master data: everything but free texts and the fields of the
/// company.
const CHOICES: [Choice; 11] = [
    Choice::Number,
    Choice::Kind,
    Choice::Names,
    Choice::FormerNames,
    Choice::BirthDate,
    Choice::Address,
    Choice::Phone,
    Choice::Email,
    Choice::Language,
    Choice::NonDisclosure,
    Choice::Connections,
];

/// The categories that are opened for it.
pub const TAKEN: [Category; 4] = [
    Category::Identity,
    Category::Company,
    Category::Contact,
    Category::BirthDate,
];

/// Her master data as data, by the schema of exports.
#[must_use]
pub fn json_of_one(row: &TakenOut) -> Value {
    json_of((&CHOICES, &[]), row)
}

/// Her card for an address book (vCard 4.0).
#[must_use]
pub fn card_of(row: &TakenOut, language: Language) -> String {
    cards::card(&CHOICES, row, language).written()
}
