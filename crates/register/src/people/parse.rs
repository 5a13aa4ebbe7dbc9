//! From texts, typed in a form or standing in a row of a file, to an entry, or to the reasons why
//! not.
//!
//! Pure: no clock, no database. Everything is checked, so that a person mends all of it at once
//! and not field by field.
//!
//! Invariant: texts become an entry only where every filled field was understood and has a place
//! in what is entered: a field that the kind of customer does not use is a reason for refusal, it
//! is never dropped. An identity code in a field for remarks is not stored: it is refused and said
//! where it stands.

use basics::{Code, Coded, Day, Language, PartyId};
use formats::headings::{self, Heading, Kind};
use formats::{
    AddressText, Artificial, BusinessId, Email, IdentityCode, NotAnAddress, Phone, PostalAddress,
    fold,
};
use policy::{ConnectionKind, IdentityCodeGround, Policy, SourceKind};

use super::cells::{Cells, Reason};
use super::free_text::FreeText;
use super::listed_consent::{self, ListedConsent};
use super::model::{
    CodeOnGround, Entry, Names, OrganisationEntry, Origin, PersonEntry, Reach, organisation_name,
};
use super::named::{in_one_column, is_organisation};

/// What holds for all fields: said once for a form or a whole file.
#[derive(Clone)]
pub struct Terms {
    /// Why its parties may be held.
    pub connection: ConnectionKind,
    /// Where its values came from.
    pub source: SourceKind,
    /// The organisation a contact person belongs to.
    pub of: Option<PartyId>,
    /// From which day.
    pub from: Day,
    /// The ground on which identity codes may be stored; without one a row with a code is refused.
    pub identity_code_ground: Option<IdentityCodeGround>,
    /// Whether made-up identity codes are accepted: in a demo register.
    pub artificial: Artificial,
    /// The language of those whose row names none.
    pub language: Language,
    /// Today, in the controller's zone.
    pub today: Day,
}

/// The ground of this name, where the notice has it.
#[must_use]
pub fn ground_in_notice(policy: &Policy, key: &str) -> Option<IdentityCodeGround> {
    let ground = IdentityCodeGround::from_key(key)?;
    let rule = policy.identity_code()?;
    rule.grounds.contains(&ground).then_some(ground)
}

/// What a row of a list is about: a party, and whoever speaks for it.
#[derive(Clone)]
pub struct Listed {
    /// The customer.
    pub entry: Entry,
    /// The person that a company's row names beside it.
    pub contact_person: Option<Box<PersonEntry>>,
    /// What it says of a consent to marketing.
    pub consent: ListedConsent,
}

/// The entry that texts make, each found by its heading; empty where there is none.
///
/// # Errors
///
/// Every reason why they make none.
pub fn entry<'a>(
    texts: &'a dyn Fn(Heading) -> &'a str,
    terms: &Terms,
) -> Result<Entry, Vec<Reason>> {
    let listed = listed(texts, terms)?;
    match listed.contact_person {
        None => Ok(listed.entry),
        Some(_) => Err(vec![Reason {
            heading: Some(Heading::LastName),
            own: None,
            code: Code::new("people.field.not_for_organisation"),
        }]),
    }
}

/// What a row of a list is about.
///
/// The row's own word for its kind holds. Without one, a company's name, a business id or a name
/// with a company form in it (`Oy`, `Asunto Oy`, `ry` …) makes it an organisation, because a
/// company taken for a person would be held on the wrong ground and under the wrong clock. A
/// person's name beside a company's makes her its contact person: address, phone, e-mail and
/// remarks of the row belong to the company, because it is the customer.
///
/// # Errors
///
/// Every reason why they make none.
pub fn listed<'a>(
    texts: &'a dyn Fn(Heading) -> &'a str,
    terms: &Terms,
) -> Result<Listed, Vec<Reason>> {
    let mut cells = Cells::new(texts);
    let listed = if is_of_organisation(&mut cells) {
        organisation_entry(&mut cells, terms)
    } else {
        person_entry(&mut cells, terms).map(|person| Listed {
            entry: Entry::Person(Box::new(person)),
            contact_person: None,
            consent: ListedConsent::Unsaid,
        })
    };
    let consent = listed_consent::consent(&mut cells, terms.today);
    match listed {
        Some(listed) if cells.reasons().is_empty() => Ok(Listed { consent, ..listed }),
        _ => Err(cells.into_reasons()),
    }
}

fn is_of_organisation(cells: &mut Cells<'_>) -> bool {
    let kind = cells.word(Heading::Kind, "people.field.kind", headings::kind);
    let formed = [Heading::FullName, Heading::LastName]
        .into_iter()
        .find(|heading| is_organisation(cells.text(*heading)));
    match kind {
        Some(Kind::Company | Kind::HousingCompany) => true,
        Some(Kind::Person) => {
            cells.refuse_filled(ONLY_OF_ORGANISATIONS, "people.field.not_for_person");
            if let Some(heading) = formed {
                cells.refuse(heading, Code::new("people.field.kind_differs"));
            }
            false
        }
        None => {
            let mut own = ONLY_OF_ORGANISATIONS.iter();
            formed.is_some() || own.any(|heading| cells.is_filled(*heading))
        }
    }
}

/// What only an organisation has.
const ONLY_OF_ORGANISATIONS: &[Heading] = &[Heading::Company, Heading::BusinessId];
/// What only a natural person has, beside her names.
const ONLY_OF_PERSONS: &[Heading] = &[Heading::BirthDate, Heading::IdentityCode];

fn person_entry(cells: &mut Cells<'_>, terms: &Terms) -> Option<PersonEntry> {
    let names = names(cells);
    let language = language(cells, terms);
    let birth_date = cells.read(Heading::BirthDate, |text| {
        Day::parse(text).map_err(|_| NotADate)
    });
    if birth_date.is_some_and(|day| day > terms.today) {
        cells.refuse(
            Heading::BirthDate,
            Code::new("people.field.birth_date_future"),
        );
    }
    let identity_code = identity_code(cells, terms);
    let told = identity_code.as_ref().map(|code| code.code.birth_date());
    if let (Some(told), Some(day)) = (told, birth_date)
        && told != day
    {
        cells.refuse(
            Heading::BirthDate,
            Code::new("people.field.birth_date_differs"),
        );
    }
    let protected = yes(cells, Heading::NonDisclosure);
    let marketing_ban = marketing_ban(cells);
    let reach = reach(cells);
    let note = note(cells);
    Some(PersonEntry {
        names: names?,
        language,
        birth_date,
        identity_code,
        protected,
        marketing_ban,
        reach,
        origin: origin(terms),
        note,
        fields: Vec::new(),
    })
}

fn organisation_entry(cells: &mut Cells<'_>, terms: &Terms) -> Option<Listed> {
    let heading = organisation_heading(cells);
    let name = heading.and_then(|heading| {
        let name = organisation_name(cells.text(heading));
        name.map_err(|error| cells.refuse(heading, error.code()))
            .ok()
    });
    if heading.is_none() {
        cells.refuse(Heading::Company, Code::new("people.field.company_missing"));
    }
    cells.refuse_filled(ONLY_OF_PERSONS, "people.field.not_for_organisation");
    let business_id = cells.read(Heading::BusinessId, BusinessId::parse);
    let language = language(cells, terms);
    let protected = yes(cells, Heading::NonDisclosure);
    let marketing_ban = marketing_ban(cells);
    let contact = contact_names(cells, heading).map(|names| PersonEntry {
        names,
        language,
        birth_date: None,
        identity_code: None,
        protected,
        marketing_ban,
        reach: Reach::default(),
        origin: Origin {
            connection: ConnectionKind::ContactPersonOf,
            ..origin(terms)
        },
        note: None,
        fields: Vec::new(),
    });
    if protected && contact.is_none() {
        cells.refuse(
            Heading::NonDisclosure,
            Code::new("people.field.not_for_organisation"),
        );
    }
    let reach = reach(cells);
    let note = note(cells);
    let organisation = OrganisationEntry {
        name: name?,
        business_id,
        language,
        marketing_ban,
        reach,
        origin: origin(terms),
        note,
        fields: Vec::new(),
    };
    Some(Listed {
        entry: Entry::Organisation(Box::new(organisation)),
        contact_person: contact.map(Box::new),
        consent: ListedConsent::Unsaid,
    })
}

/// Where the organisation's name stands. Old lists have it in the column for last names too.
fn organisation_heading(cells: &Cells<'_>) -> Option<Heading> {
    let last_name_alone =
        cells.is_filled(Heading::LastName) && !cells.is_filled(Heading::FirstNames);
    if cells.is_filled(Heading::Company) {
        Some(Heading::Company)
    } else if cells.is_filled(Heading::FullName) {
        Some(Heading::FullName)
    } else if last_name_alone {
        Some(Heading::LastName)
    } else {
        None
    }
}

/// The names of whoever an organisation's row names beside it, in the columns that `taken`, the
/// organisation's own name, leaves.
fn contact_names(cells: &mut Cells<'_>, taken: Option<Heading>) -> Option<Names> {
    let left = |cells: &Cells<'_>, heading| taken != Some(heading) && cells.is_filled(heading);
    if left(cells, Heading::LastName) {
        let last = cells.text(Heading::LastName);
        if taken != Some(Heading::FullName) {
            same_in_one_column(cells, taken);
        }
        return names_of(
            cells,
            cells.text(Heading::FirstNames),
            last,
            Heading::LastName,
        );
    }
    cells.refuse_filled(
        &[Heading::FirstNames, Heading::CallName],
        "people.field.last_name_missing",
    );
    let whole = cells.text(Heading::FullName);
    let own = taken.map_or("", |heading| cells.text(heading));
    if !left(cells, Heading::FullName) || fold::folded(whole) == fold::folded(own) {
        return None;
    }
    if is_organisation(whole) {
        cells.refuse(Heading::FullName, Code::new("people.field.two_names"));
        return None;
    }
    whole_name(cells)
}

/// Names from their own columns, or from one.
fn names(cells: &mut Cells<'_>) -> Option<Names> {
    let (first, last) = (
        cells.text(Heading::FirstNames),
        cells.text(Heading::LastName),
    );
    let whole = cells.text(Heading::FullName);
    if !last.is_empty() {
        same_in_one_column(cells, None);
        return names_of(cells, first, last, Heading::LastName);
    }
    if first.is_empty() {
        return whole_name(cells);
    }
    if whole.contains([' ', ',']) {
        cells.refuse(Heading::FullName, Code::new("people.field.two_names"));
        return None;
    }
    // `Nimi` beside `Etunimi` is the last name.
    names_of(cells, first, whole, Heading::LastName)
}

/// Refuses a name in one column that says something else than the other columns.
fn same_in_one_column(cells: &mut Cells<'_>, organisation: Option<Heading>) {
    let sorted = |text: &str| {
        let mut words = fold::words(text);
        words.sort_unstable();
        words
    };
    let whole = sorted(cells.text(Heading::FullName));
    let person = [Heading::FirstNames, Heading::LastName].map(|heading| cells.text(heading));
    let called = [Heading::CallName, Heading::LastName].map(|heading| cells.text(heading));
    let own = organisation.map_or("", |heading| cells.text(heading));
    let same = [person.join(" "), called.join(" "), own.to_owned()]
        .iter()
        .any(|text| sorted(text) == whole);
    if !whole.is_empty() && !same {
        cells.refuse(Heading::FullName, Code::new("people.field.two_names"));
    }
}

fn whole_name(cells: &mut Cells<'_>) -> Option<Names> {
    let whole = cells.text(Heading::FullName);
    let Some((first, last)) = in_one_column(whole) else {
        cells.refuse(Heading::FullName, Code::new("people.field.name_order"));
        return None;
    };
    let heading = if whole.is_empty() {
        Heading::LastName
    } else {
        Heading::FullName
    };
    names_of(cells, &first, &last, heading)
}

fn names_of(cells: &mut Cells<'_>, first: &str, last: &str, heading: Heading) -> Option<Names> {
    let names = Names::parse(first, cells.text(Heading::CallName), last);
    names
        .map_err(|error| cells.refuse(heading, error.code()))
        .ok()
}

fn identity_code(cells: &mut Cells<'_>, terms: &Terms) -> Option<CodeOnGround> {
    let code = cells.read(Heading::IdentityCode, |text| {
        IdentityCode::parse(text, terms.today, terms.artificial)
    })?;
    if terms.identity_code_ground.is_none() {
        cells.refuse(
            Heading::IdentityCode,
            Code::new("people.field.identity_code_ground"),
        );
    }
    terms
        .identity_code_ground
        .map(|ground| CodeOnGround { code, ground })
}

fn language(cells: &mut Cells<'_>, terms: &Terms) -> Language {
    let named = cells.word(
        Heading::Language,
        "people.field.language",
        headings::language,
    );
    named.unwrap_or(terms.language)
}

fn reach(cells: &mut Cells<'_>) -> Reach {
    let second = cells.text(Heading::StreetSecond);
    let street = [cells.text(Heading::Street), second].join("\n");
    let text = AddressText {
        street: street.trim(),
        postal_code: cells.text(Heading::PostalCode),
        town: cells.text(Heading::Town),
        country: cells.text(Heading::Country),
    };
    let empty = text.street.is_empty() && text.postal_code.is_empty() && text.town.is_empty();
    let address = if empty {
        None
    } else {
        Some(PostalAddress::parse(text))
    };
    if let Some(Err(error)) = &address {
        let at = match error {
            NotAnAddress::PostalCode => Heading::PostalCode,
            NotAnAddress::Country => Heading::Country,
            _ => Heading::Street,
        };
        cells.refuse(at, error.code());
    }
    let phones = [Heading::Phone, Heading::PhoneSecond];
    let phones = phones
        .into_iter()
        .filter_map(|heading| cells.read(heading, Phone::parse));
    let phones = phones.collect();
    let email = cells.read(Heading::Email, Email::parse);
    Reach {
        addresses: address.and_then(Result::ok).into_iter().collect(),
        phones,
        emails: email.into_iter().collect(),
    }
}

/// A prohibition that a list brings is kept: an import lifts none and loses none.
fn marketing_ban(cells: &mut Cells<'_>) -> bool {
    yes(cells, Heading::MarketingBan)
}

pub(super) fn yes(cells: &mut Cells<'_>, heading: Heading) -> bool {
    let word = cells.word(heading, "people.field.yes_or_no", headings::yes_or_no);
    word.unwrap_or(false)
}

/// What a list says and no field holds yet stands in the note, so that nothing is lost.
const INTO_NOTE: [Heading; 5] = [
    Heading::CustomerNumber,
    Heading::ContactPerson,
    Heading::VatId,
    Heading::EInvoiceAddress,
    Heading::EInvoiceOperator,
];

fn note(cells: &mut Cells<'_>) -> Option<FreeText> {
    let mut lines = vec![cells.text(Heading::Note).to_owned()];
    for heading in INTO_NOTE {
        let text = cells.text(heading);
        if !text.is_empty() {
            lines.push([heading.title(Language::Fi), ": ", text].concat());
        }
    }
    lines.extend(listed_consent::unproved(cells));
    let text = lines.join("\n").trim().to_owned();
    if text.is_empty() {
        return None;
    }
    FreeText::parse(&text, &[])
        .map_err(|error| cells.refuse(Heading::Note, error.code()))
        .ok()
}

fn origin(terms: &Terms) -> Origin {
    Origin {
        connection: terms.connection,
        of: terms.of,
        from: terms.from,
        source: terms.source,
    }
}

/// The text is no date.
pub(super) struct NotADate;

impl Coded for NotADate {
    fn code(&self) -> Code {
        Code::new("people.field.date")
    }
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
