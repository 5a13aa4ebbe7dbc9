//! Contact cards as rows of a list.
//!
//! Invariant: what a card says and no column holds stands in the note under the name of its
//! property, so that nothing is lost; pictures and the like are passed over.

use std::io::Read;

use basics::Coded;

use super::{NotATable, NotRead, Row};
use crate::headings::Heading;
use crate::vcard::{Card, CardAddress, CardKind, CardReach, Reader};

const COLUMNS: [Heading; 18] = [
    Heading::Kind,
    Heading::FirstNames,
    Heading::CallName,
    Heading::LastName,
    Heading::FullName,
    Heading::Company,
    Heading::BusinessId,
    Heading::BirthDate,
    Heading::Street,
    Heading::StreetSecond,
    Heading::PostalCode,
    Heading::Town,
    Heading::Country,
    Heading::Phone,
    Heading::PhoneSecond,
    Heading::Email,
    Heading::Language,
    Heading::Note,
];

/// Rows made of cards.
pub struct Cards<R> {
    reader: Reader<R>,
    headings: Vec<String>,
    last: Vec<String>,
}

impl<R: Read> Cards<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            reader: Reader::new(source),
            headings: COLUMNS.map(|heading| heading.key().to_owned()).to_vec(),
            last: Vec::new(),
        }
    }

    pub(super) fn headings(&self) -> &[String] {
        &self.headings
    }

    pub(super) fn last_fields(&self) -> &[String] {
        &self.last
    }

    pub(super) fn next(&mut self) -> Option<Result<Row, NotRead>> {
        self.last.clear();
        let (line, card) = match self.reader.next()? {
            Ok(card) => card,
            Err(error) => return Some(Err(error.into())),
        };
        let of_nobody = card.kind == CardKind::Other;
        self.last = fields(card);
        Some(if of_nobody {
            Err(NotRead {
                line,
                code: NotATable::CardKind.code(),
                ends_reading: false,
            })
        } else {
            Ok(Row {
                line,
                fields: self.last.clone(),
                marks: Vec::new(),
            })
        })
    }
}

fn fields(card: Card) -> Vec<String> {
    let mut made = Made(vec![String::new(); COLUMNS.len()], Vec::new());
    made.names(&card);
    made.1.extend(card.notes);
    made.left("TITLE", &card.title);
    if card.birthday.len() == 10 && !card.birthday.starts_with('-') {
        made.put(Heading::BirthDate, card.birthday);
    } else {
        made.left("BDAY", &card.birthday);
    }
    made.put(Heading::BusinessId, card.business_id);
    let languages = card.languages.into_iter().next().unwrap_or_default();
    let primary = languages.split('-').next().unwrap_or_default().to_owned();
    made.put(Heading::Language, primary);
    made.reach(&card.phones, &card.emails);
    let mut addresses = card.addresses.into_iter();
    if let Some(address) = addresses.next() {
        made.address(address);
    }
    for more in addresses {
        made.left("ADR", &whole(&more));
    }
    let note = made.1.join("\n");
    made.put(Heading::Note, note);
    made.0
}

/// The fields, and what else is to be noted.
struct Made(Vec<String>, Vec<String>);

impl Made {
    fn put(&mut self, heading: Heading, text: String) {
        let at = COLUMNS.iter().position(|column| *column == heading);
        if let Some(field) = at.and_then(|at| self.0.get_mut(at)) {
            *field = text;
        }
    }

    fn left(&mut self, property: &str, text: &str) {
        if !text.is_empty() {
            self.1.push([property, ": ", text].concat());
        }
    }

    fn names(&mut self, card: &Card) {
        let (firm, units) = match card.organisation.split_first() {
            Some((firm, units)) => (firm.clone(), units.join(", ")),
            None => (String::new(), String::new()),
        };
        self.left("ORG", &units);
        let shown = card.formatted_name.clone();
        if card.kind == CardKind::Organisation {
            self.put(Heading::Kind, "organisation".to_owned());
            self.put(Heading::Company, if firm.is_empty() { shown } else { firm });
            return;
        }
        let name = card.name.clone().unwrap_or_default();
        if !name.family.is_empty() {
            let firsts = [name.given.as_str(), &name.additional].join(" ");
            self.put(Heading::FirstNames, firsts.trim().to_owned());
            if !name.additional.is_empty() {
                self.put(Heading::CallName, name.given);
            }
            self.put(Heading::LastName, name.family);
            self.left("N", [name.prefixes, name.suffixes].join(" ").trim());
        } else if shown != firm {
            self.put(Heading::FullName, shown);
        }
        self.put(Heading::Company, firm);
    }

    fn reach(&mut self, phones: &[CardReach], emails: &[CardReach]) {
        let is_fax = |reach: &&CardReach| reach.types.iter().any(|word| word == "fax");
        let (faxes, mut phones): (Vec<_>, Vec<_>) = phones.iter().partition(is_fax);
        let preferred = |reach: &&CardReach| !reach.types.iter().any(|word| word == "pref");
        phones.sort_by_key(preferred);
        let mut emails: Vec<&CardReach> = emails.iter().collect();
        emails.sort_by_key(preferred);
        let mut phones = phones.into_iter();
        for heading in [Heading::Phone, Heading::PhoneSecond] {
            let value = phones.next().map(|reach| reach.value.clone());
            self.put(heading, value.unwrap_or_default());
        }
        let mut emails = emails.into_iter();
        let first = emails.next().map(|reach| reach.value.clone());
        self.put(Heading::Email, first.unwrap_or_default());
        for more in phones.chain(faxes) {
            self.left(&typed("TEL", more), &more.value);
        }
        for more in emails {
            self.left(&typed("EMAIL", more), &more.value);
        }
    }

    fn address(&mut self, address: CardAddress) {
        self.left("ADR", &address.region);
        let street = if address.street.is_empty() {
            address.box_number
        } else {
            self.left("ADR", &address.box_number);
            address.street
        };
        self.put(Heading::Street, street);
        self.put(Heading::StreetSecond, address.extended);
        self.put(Heading::PostalCode, address.postal_code);
        self.put(Heading::Town, address.town);
        self.put(Heading::Country, address.country);
    }
}

fn typed(property: &str, reach: &CardReach) -> String {
    let words = std::iter::once(property.to_owned()).chain(reach.types.iter().cloned());
    words.collect::<Vec<_>>().join(" ")
}

fn whole(address: &CardAddress) -> String {
    let parts = [
        &address.box_number,
        &address.extended,
        &address.street,
        &address.postal_code,
        &address.town,
        &address.region,
        &address.country,
    ];
    let filled = parts.into_iter().filter(|part| !part.is_empty());
    let lines: Vec<String> = filled.map(|part| part.replace('\n', ", ")).collect();
    lines.join(", ")
}
