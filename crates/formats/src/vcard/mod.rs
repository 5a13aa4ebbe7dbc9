//! Contacts as telephones and mail programs give them out: vCard.
//!
//! [`Reader`] reads versions 3.0 and 4.0, and 2.1 because old telephones still write it, card by
//! card in bounded memory; [`Card::written`] writes 4.0. Pictures, sounds and keys are passed over.
//! Errors name the line and the
//! reason, never a value.
//!
//! Sources: RFC 2426 (vCard 3.0), RFC 6350 (vCard 4.0), versit vCard 2.1.

mod content;
mod lines;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub use read::{NotRead, Reader, WhyNotRead};

use crate::reason::shows_nothing;

/// What a card is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CardKind {
    /// A natural person: what a card without KIND is about.
    #[default]
    Individual,
    /// An organisation.
    Organisation,
    /// A list of cards, a place, a device: nobody a register of customers holds.
    Other,
}

/// The parts of N, each as it was written; the empty ones are unknown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CardName {
    /// Last name.
    pub family: String,
    /// The first name she is called by.
    pub given: String,
    /// Further first names.
    pub additional: String,
    /// Titles before the name.
    pub prefixes: String,
    /// What stands after the name.
    pub suffixes: String,
}

/// A phone number or an e-mail address with what it is for: `cell`, `work`, `home`, `fax` in
/// lower case, and `pref` where it is the preferred one.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CardReach {
    /// The number or the address, without `tel:` or `mailto:`.
    pub value: String,
    /// Its types.
    pub types: Vec<String>,
}

/// The parts of ADR; the empty ones are unknown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CardAddress {
    /// Post office box.
    pub box_number: String,
    /// Flat, staircase, care of.
    pub extended: String,
    /// Street and number; more lines after line ends.
    pub street: String,
    /// Town.
    pub town: String,
    /// Region or state.
    pub region: String,
    /// Postal code.
    pub postal_code: String,
    /// Country by its name.
    pub country: String,
    /// Its types, as with [`CardReach`].
    pub types: Vec<String>,
}

/// One card. What is missing is empty.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// What it is about.
    pub kind: CardKind,
    /// UID: by what the writing program knows the card again.
    pub uid: String,
    /// FN: the name as it is shown.
    pub formatted_name: String,
    /// N: the name in its parts.
    pub name: Option<CardName>,
    /// ORG: the organisation, then its units.
    pub organisation: Vec<String>,
    /// TITLE: what the person is in the organisation.
    pub title: String,
    /// TEL.
    pub phones: Vec<CardReach>,
    /// EMAIL.
    pub emails: Vec<CardReach>,
    /// ADR.
    pub addresses: Vec<CardAddress>,
    /// BDAY: `1985-03-05` where the whole day is known, otherwise as it was written.
    pub birthday: String,
    /// NOTE, each.
    pub notes: Vec<String>,
    /// LANG, the preferred language first: `sv`.
    pub languages: Vec<String>,
    /// `X-FI-YTUNNUS`: the business id.
    pub business_id: String,
    /// The names of properties that this type has no place for, once each, in upper case.
    pub left_out: Vec<String>,
}

shows_nothing!(Card, CardName, CardReach, CardAddress);
