//! What stands in the columns of a table of customers: headings that an import knows, words that
//! it reads.
//!
//! Invariant: a file that holds only what an import knows reads back as the same customers.

use basics::{Day, Language};
use formats::Country;
use formats::headings::Heading;
use guard::PartyKind;
use policy::DeclaredField;

use super::choice::Choice;
use crate::fields::{recognised, what};
use crate::people::{AddressOut, TakenOut};

/// The headings of the columns of these choices.
pub(super) fn headings(
    choices: &[Choice],
    own_fields: &[DeclaredField],
    language: Language,
) -> Vec<String> {
    let known = |heading: Heading| heading.title(language).to_owned();
    let own = |key: &str| texts::say(language, key);
    let of_choice = |choice: &Choice| match choice {
        Choice::Number => vec![known(Heading::CustomerNumber)],
        Choice::Kind => vec![known(Heading::Kind)],
        Choice::Names => [
            Heading::FirstNames,
            Heading::CallName,
            Heading::LastName,
            Heading::Company,
            Heading::BusinessId,
        ]
        .map(known)
        .to_vec(),
        Choice::FormerNames => vec![own("export-choice-former-names")],
        Choice::BirthDate => vec![known(Heading::BirthDate)],
        Choice::Address => vec![
            known(Heading::Street),
            known(Heading::StreetSecond),
            known(Heading::PostalCode),
            known(Heading::Town),
            known(Heading::Country),
            own("export-other-addresses"),
        ],
        Choice::Phone => vec![
            known(Heading::Phone),
            known(Heading::PhoneSecond),
            own("export-other-phones"),
        ],
        Choice::Email => vec![known(Heading::Email), own("export-other-emails")],
        Choice::Language => vec![known(Heading::Language)],
        Choice::NonDisclosure => vec![known(Heading::NonDisclosure)],
        Choice::Deceased => vec![own("export-choice-deceased")],
        Choice::MarketingBan => vec![known(Heading::MarketingBan)],
        Choice::Connections => vec![own("export-choice-connections")],
        Choice::Notes => vec![known(Heading::Note)],
        Choice::Fields => own_fields
            .iter()
            .map(|field| heading_of(field, own_fields, language))
            .collect(),
    };
    choices.iter().flat_map(of_choice).collect()
}

/// The heading of a field of the company: its name, or its key where the name is not known again.
fn heading_of(field: &DeclaredField, all: &[DeclaredField], language: Language) -> String {
    let name = field.text.get(language);
    let known = Heading::recognise(name).is_some();
    if !known && recognised(all, name) == Some(field.key) {
        return name.to_owned();
    }
    what(field.key.as_str())
}

/// What stands in them for one customer.
pub(super) fn fields(
    (choices, own): (&[Choice], &[DeclaredField]),
    row: &TakenOut,
    language: Language,
) -> Vec<String> {
    let mut fields = Vec::new();
    for choice in choices {
        if *choice == Choice::Fields {
            fields.extend(own.iter().map(|field| {
                let mut held = row.fields.iter();
                let held = held.find(|(key, _)| *key == field.key);
                held.map_or_else(String::new, |(_, value)| {
                    value.written(Some(field), language)
                })
            }));
            continue;
        }
        of_choice(*choice, row, language, &mut fields);
    }
    fields
}

fn of_choice(choice: Choice, row: &TakenOut, language: Language, fields: &mut Vec<String>) {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let list = |rest: &[String]| rest.join("\n");
    match choice {
        Choice::Number => fields.push(row.number.to_string()),
        Choice::Kind => fields.push(kind(row.kind, language)),
        Choice::Names => fields.extend([
            row.first_names.clone(),
            text(&row.call_name),
            row.last_name.clone(),
            text(&row.company),
            text(&row.business_id),
        ]),
        Choice::FormerNames => fields.push(text(&row.former_names)),
        Choice::BirthDate => fields.push(day(row.birth_date)),
        Choice::Address => addresses(&row.addresses, fields),
        Choice::Phone => {
            let mut phones = row.phones.iter();
            let mut next = || phones.next().cloned().unwrap_or_default();
            fields.extend([next(), next()]);
            fields.push(list(row.phones.get(2..).unwrap_or_default()));
        }
        Choice::Email => {
            fields.push(row.emails.first().cloned().unwrap_or_default());
            fields.push(list(row.emails.get(1..).unwrap_or_default()));
        }
        Choice::Language => fields.push(row.language.code().to_owned()),
        Choice::NonDisclosure => fields.push(yes_or_no(row.protected, language)),
        Choice::Deceased => fields.push(day(row.deceased)),
        Choice::MarketingBan => {
            let word = row.marketing_ban.map(|ban| yes_or_no(ban, language));
            fields.push(word.unwrap_or_default());
        }
        Choice::Connections => {
            let told = row.connections.iter().map(|connection| {
                let kind = texts::say(language, &connection.kind.text_key());
                let until = day(connection.until);
                format!("{kind} {}–{until}", connection.from)
            });
            fields.push(told.collect::<Vec<_>>().join("\n"));
        }
        Choice::Notes => fields.push(row.notes.join("\n\n")),
        // In columns of their own, which the notice tells.
        Choice::Fields => {}
    }
}

/// The first address in columns of its own, the others in one.
fn addresses(all: &[AddressOut], fields: &mut Vec<String>) {
    let (first, others) = match all.split_first() {
        Some((first, others)) => (Some(first), others),
        None => (None, all),
    };
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    fields.push(text(first.and_then(|one| one.lines.first())));
    let second = first.and_then(|one| one.lines.get(1..)).unwrap_or_default();
    fields.push(second.join(", "));
    fields.push(text(first.and_then(|one| one.postal_code.as_ref())));
    fields.push(text(first.and_then(|one| one.town.as_ref())));
    fields.push(text(first.and_then(|one| one.country.as_ref())));
    let others: Vec<String> = others.iter().map(in_one_line).collect();
    fields.push(others.join("\n"));
}

fn in_one_line(address: &AddressOut) -> String {
    let town = [&address.postal_code, &address.town].into_iter().flatten();
    let town = town.cloned().collect::<Vec<_>>().join(" ");
    let country = address.country.clone();
    let country = country.filter(|country| Country::is_abroad(country));
    let parts = address.lines.iter().cloned().chain([town]).chain(country);
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// A word for the kind that an import reads.
fn kind(kind: PartyKind, language: Language) -> String {
    texts::say(
        language,
        match kind {
            PartyKind::Person => "export-person",
            PartyKind::Organisation => "export-organisation",
        },
    )
}

/// A yes or a no that an import reads.
fn yes_or_no(yes: bool, language: Language) -> String {
    texts::say(language, if yes { "export-yes" } else { "export-no" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use formats::headings;

    #[test]
    fn every_word_is_one_that_an_import_reads() {
        for language in Language::ALL {
            assert_eq!(headings::yes_or_no(&yes_or_no(true, language)), Some(true));
            assert_eq!(
                headings::yes_or_no(&yes_or_no(false, language)),
                Some(false)
            );
            let person = kind(PartyKind::Person, language);
            assert_eq!(headings::kind(&person), Some(headings::Kind::Person));
            let firm = kind(PartyKind::Organisation, language);
            assert_eq!(headings::kind(&firm), Some(headings::Kind::Company));
        }
    }

    #[test]
    fn there_are_as_many_fields_as_headings_and_each_heading_stands_once() {
        for language in Language::ALL {
            let notice = include_str!("../../../../notice/tlmaint.toml");
            let policy = policy::Policy::parse(notice, "tlmaint.toml").expect("the notice");
            let own = policy.fields();
            let headings = headings(&Choice::ALL, own, language);
            for (field, heading) in own.iter().zip(headings.iter().rev().take(own.len()).rev()) {
                assert_eq!(recognised(own, heading), Some(field.key), "{heading}");
            }
            let mut once = headings.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), headings.len());
            assert_eq!(
                fields((&Choice::ALL, own), &nobody(), language).len(),
                headings.len()
            );
        }
    }

    fn nobody() -> TakenOut {
        TakenOut {
            party: basics::PartyId::new(1),
            kind: PartyKind::Person,
            number: 1001,
            language: Language::Fi,
            protected: false,
            deceased: None,
            first_names: String::new(),
            call_name: None,
            last_name: String::new(),
            former_names: None,
            company: None,
            business_id: None,
            addresses: Vec::new(),
            phones: Vec::new(),
            emails: Vec::new(),
            birth_date: None,
            marketing_ban: None,
            notes: Vec::new(),
            connections: Vec::new(),
            fields: Vec::new(),
        }
    }
}
