//! A customer as a card of an address book.
//!
//! Invariant: an address of somebody with a turvakielto carries its mark in a note of the card,
//! the one place that every address book shows.

use basics::Language;
use formats::vcard::{Card, CardAddress, CardKind, CardName, CardReach};
use guard::PartyKind;

use super::choice::Choice;
use crate::people::{AddressOut, TakenOut};

/// The card of a customer, with what was chosen and has a place on a card.
pub(super) fn card(choices: &[Choice], row: &TakenOut, language: Language) -> Card {
    let chosen = |choice| choices.contains(&choice);
    let mut card = Card {
        kind: match row.kind {
            PartyKind::Person => CardKind::Individual,
            PartyKind::Organisation => CardKind::Organisation,
        },
        uid: row.party.to_string(),
        formatted_name: row.number.to_string(),
        ..Card::default()
    };
    if chosen(Choice::Names) {
        named(&mut card, row);
    }
    if chosen(Choice::Phone) {
        card.phones = row.phones.iter().map(|one| reach(one)).collect();
    }
    if chosen(Choice::Email) {
        card.emails = row.emails.iter().map(|one| reach(one)).collect();
    }
    if chosen(Choice::Address) {
        card.addresses = row.addresses.iter().map(address).collect();
    }
    if let Some(day) = row.birth_date.filter(|_| chosen(Choice::BirthDate)) {
        card.birthday = day.to_string();
    }
    if row.protected && chosen(Choice::NonDisclosure) {
        let mark = texts::say(language, "export-choice-non-disclosure");
        card.notes.push(mark);
    }
    if chosen(Choice::Notes) {
        card.notes.extend(row.notes.iter().cloned());
    }
    if chosen(Choice::Language) {
        card.languages = vec![row.language.code().to_owned()];
    }
    card
}

fn named(card: &mut Card, row: &TakenOut) {
    if let Some(company) = &row.company {
        card.formatted_name.clone_from(company);
        card.organisation = vec![company.clone()];
        card.business_id = row.business_id.clone().unwrap_or_default();
        return;
    }
    let first = row.first_names.split_whitespace().next();
    let given = row.call_name.as_deref().or(first).unwrap_or_default();
    // The names she is not called by: all of them stand on the card, each once.
    let others = row.first_names.split_whitespace();
    let others: Vec<&str> = others.filter(|name| *name != given).collect();
    let spoken = [given, &row.last_name].join(" ");
    spoken.trim().clone_into(&mut card.formatted_name);
    card.name = Some(CardName {
        family: row.last_name.clone(),
        given: given.to_owned(),
        additional: others.join(" "),
        ..CardName::default()
    });
}

fn reach(value: &str) -> CardReach {
    CardReach {
        value: value.to_owned(),
        types: Vec::new(),
    }
}

fn address(address: &AddressOut) -> CardAddress {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    CardAddress {
        street: address.lines.join("\n"),
        town: text(&address.town),
        postal_code: text(&address.postal_code),
        country: text(&address.country),
        ..CardAddress::default()
    }
}
