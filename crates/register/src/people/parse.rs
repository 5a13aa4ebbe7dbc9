//! From texts, typed in a form or standing in a row of a file, to an entry, or to the reasons why
//! not.
//!
//! Pure: no clock, no database. Everything is checked, so that a person mends all of it at once
//! and not field by field.
//!
//! Invariant: texts become an entry only where every filled field was understood. An identity
//! code in a field for remarks is not stored: it is refused and said where it stands.

use basics::{Code, Coded, Day, Language, PartyId};
use formats::headings::{self, Heading, Kind};
use formats::{AddressText, Artificial, BusinessId, Email, IdentityCode, Phone, PostalAddress};
use policy::{ConnectionKind, IdentityCodeGround, Policy, SourceKind};

use super::model::{
    CodeOnGround, Entry, Names, OrganisationEntry, Origin, PersonEntry, Reach, note_text,
    organisation_name,
};
use super::rules::holds_identity_code;

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

/// Why texts make no entry, and in which field. Holds nothing of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The field; nothing where all of them are meant.
    pub heading: Option<Heading>,
    /// The stable code; its sentence says what to do.
    pub code: Code,
}

impl Reason {
    /// A reason that concerns the row as a whole.
    #[must_use]
    pub const fn of_row(code: Code) -> Self {
        Self {
            heading: None,
            code,
        }
    }
}

/// The ground of this name, where the notice has it.
#[must_use]
pub fn ground_in_notice(policy: &Policy, key: &str) -> Option<IdentityCodeGround> {
    let ground = IdentityCodeGround::from_key(key)?;
    let rule = policy.identity_code()?;
    rule.grounds.contains(&ground).then_some(ground)
}

/// Texts under examination.
struct Cells<'a> {
    texts: &'a dyn Fn(Heading) -> &'a str,
    reasons: Vec<Reason>,
}

impl<'a> Cells<'a> {
    fn text(&self, heading: Heading) -> &'a str {
        (self.texts)(heading).trim()
    }

    /// Reads a field that may be empty; a refusal is written down.
    fn read<T, E: Coded>(
        &mut self,
        heading: Heading,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(heading);
        if text.is_empty() {
            return None;
        }
        match parse(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(heading, error.code());
                None
            }
        }
    }

    fn refuse(&mut self, heading: Heading, code: Code) {
        self.reasons.push(Reason {
            heading: Some(heading),
            code,
        });
    }

    /// Reads a word of a fixed list that may be empty.
    fn word<T>(
        &mut self,
        heading: Heading,
        code: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(heading);
        if text.is_empty() {
            return None;
        }
        let word = parse(text);
        if word.is_none() {
            self.refuse(heading, Code::new(code));
        }
        word
    }
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
    let mut cells = Cells {
        texts,
        reasons: Vec::new(),
    };
    let kind = cells.word(Heading::Kind, "people.field.kind", headings::kind);
    let company = cells.text(Heading::Company);
    let named_person = !cells.text(Heading::LastName).is_empty();
    let organisation = match kind {
        Some(Kind::Person) => false,
        Some(Kind::Company | Kind::HousingCompany) => true,
        None => !company.is_empty() && !named_person,
    };
    let entry = if organisation {
        organisation_entry(&mut cells, terms)
    } else {
        person_entry(&mut cells, terms)
    };
    match entry {
        Some(entry) if cells.reasons.is_empty() => Ok(entry),
        _ => Err(cells.reasons),
    }
}

fn person_entry(cells: &mut Cells<'_>, terms: &Terms) -> Option<Entry> {
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
    let protected = cells.word(
        Heading::NonDisclosure,
        "people.field.yes_or_no",
        headings::yes_or_no,
    );
    let marketing_ban = marketing_ban(cells);
    let reach = reach(cells);
    let note = note(cells);
    Some(Entry::Person(Box::new(PersonEntry {
        names: names?,
        language,
        birth_date,
        identity_code,
        protected: protected.unwrap_or(false),
        marketing_ban,
        reach,
        origin: origin(terms),
        note,
    })))
}

fn organisation_entry(cells: &mut Cells<'_>, terms: &Terms) -> Option<Entry> {
    let heading = if cells.text(Heading::Company).is_empty() {
        Heading::FullName
    } else {
        Heading::Company
    };
    let name = organisation_name(cells.text(heading));
    if name.is_err() {
        cells.refuse(heading, Code::new("people.name"));
    }
    let business_id = cells.read(Heading::BusinessId, BusinessId::parse);
    let language = language(cells, terms);
    let marketing_ban = marketing_ban(cells);
    let reach = reach(cells);
    let note = note(cells);
    Some(Entry::Organisation(Box::new(OrganisationEntry {
        name: name.ok()?,
        business_id,
        language,
        marketing_ban,
        reach,
        origin: origin(terms),
        note,
    })))
}

/// Names from their own columns, or from one: `Korhonen Maija`, `Korhonen, Maija`.
fn names(cells: &mut Cells<'_>) -> Option<Names> {
    let last = cells.text(Heading::LastName);
    let (first, last) = if last.is_empty() {
        let whole = cells.text(Heading::FullName);
        let (last, first) = whole
            .split_once(',')
            .or_else(|| whole.split_once(char::is_whitespace))
            .unwrap_or((whole, ""));
        (first, last)
    } else {
        (cells.text(Heading::FirstNames), last)
    };
    let names = Names::parse(first, cells.text(Heading::CallName), last);
    if let Err(error) = &names {
        let whole = !cells.text(Heading::FullName).is_empty();
        let heading = if whole {
            Heading::FullName
        } else {
            Heading::LastName
        };
        cells.refuse(heading, error.code());
    }
    names.ok()
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
        cells.refuse(Heading::Street, error.code());
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
    let ban = cells.word(
        Heading::MarketingBan,
        "people.field.yes_or_no",
        headings::yes_or_no,
    );
    ban.unwrap_or(false)
}

/// What a list says and no field holds yet stands in the note, so that nothing is lost.
const INTO_NOTE: [Heading; 5] = [
    Heading::CustomerNumber,
    Heading::ContactPerson,
    Heading::VatId,
    Heading::EInvoiceAddress,
    Heading::EInvoiceOperator,
];

fn note(cells: &mut Cells<'_>) -> Option<String> {
    let mut lines = vec![cells.text(Heading::Note).to_owned()];
    for heading in INTO_NOTE {
        let text = cells.text(heading);
        if !text.is_empty() {
            lines.push([heading.title(Language::Fi), ": ", text].concat());
        }
    }
    let text = lines.join("\n").trim().to_owned();
    if text.is_empty() {
        return None;
    }
    if holds_identity_code(&text) {
        cells.refuse(
            Heading::Note,
            Code::new("people.field.identity_code_in_note"),
        );
        return None;
    }
    note_text(&text)
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
struct NotADate;

impl Coded for NotADate {
    fn code(&self) -> Code {
        Code::new("people.field.date")
    }
}
