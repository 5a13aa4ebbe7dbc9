//! What people are made of, parsed at the door.
//!
//! Invariant: a [`PersonEntry`] or [`OrganisationEntry`] exists only where every field was
//! understood; inside, there are no checks left to forget.

use basics::{Day, Language, PartyId};
use formats::{BusinessId, Email, IdentityCode, Phone, PostalAddress, holds_identity_code};
use guard::PartyKind;
use policy::{ConnectionKind, IdentityCodeGround, SourceKind};

pub use super::error::Error;
use super::free_text::FreeText;
use crate::fields::FieldEntry;

/// The longest name: longer than any in the population register.
const NAME_CHARACTERS_MAX: usize = 200;
/// The longest note.
const NOTE_CHARACTERS_MAX: usize = 10_000;

/// What a contact point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ContactKind {
    /// A postal address.
    Address,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
}

impl ContactKind {
    /// All, in the order pages show them.
    pub const ALL: [Self; 3] = [Self::Address, Self::Phone, Self::Email];

    /// `address`, `phone`, `email`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }

    /// A line of it as people write it: a telephone number in groups, everything else as it is.
    #[must_use]
    pub fn written(self, line: String) -> String {
        match self {
            Self::Phone => Phone::parse(&line).map_or(line, |phone| phone.written()),
            Self::Address | Self::Email => line,
        }
    }

    /// The kind with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// What was done to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// It is new.
    Added,
    /// It took the place of another.
    Replaced,
    /// It holds no more.
    Ended,
}

impl Deed {
    const ALL: [Self; 3] = [Self::Added, Self::Replaced, Self::Ended];

    /// `added`, `replaced`, `ended`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Replaced => "replaced",
            Self::Ended => "ended",
        }
    }
}

macro_rules! text_column {
    ($name:ident) => {
        impl store::Column for $name {
            const KIND: store::Kind = store::Kind::Text;
            const NULLABLE: bool = false;

            fn to_value(&self) -> store::Value<'_> {
                self.key().into()
            }

            fn from_value(value: store::Value<'_>) -> Result<Self, store::Error> {
                let text = value.text()?;
                let found = Self::ALL.into_iter().find(|one| one.key() == text);
                found.ok_or_else(store::Error::unreadable)
            }
        }
    };
}
text_column!(ContactKind);
text_column!(Deed);

/// The names of a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Names {
    /// All first names.
    pub first_names: String,
    /// The one she is called by.
    pub call_name: Option<String>,
    /// Last name.
    pub last_name: String,
    /// The names she had before, such as her maiden name: she is found by them too.
    pub former_names: Option<String>,
}

/// An identity code with the ground it is stored on (Tietosuojalaki 1050/2018 29 §).
#[derive(Clone)]
pub struct CodeOnGround {
    /// The code.
    pub code: IdentityCode,
    /// Why it may be stored.
    pub ground: IdentityCodeGround,
}

/// How a party is reached.
#[derive(Clone, Default)]
pub struct Reach {
    /// Postal addresses.
    pub addresses: Vec<PostalAddress>,
    /// Phone numbers.
    pub phones: Vec<Phone>,
    /// E-mail addresses.
    pub emails: Vec<Email>,
}

/// From when and until when a value is used; nothing where that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
}

/// Why the party may be held, and where what is known came from.
#[derive(Clone)]
pub struct Origin {
    /// The connection.
    pub connection: ConnectionKind,
    /// The organisation a contact person or stakeholder belongs to.
    pub of: Option<PartyId>,
    /// The first day of the connection.
    pub from: Day,
    /// Where the values came from.
    pub source: SourceKind,
}

/// A person to be entered.
#[derive(Clone)]
pub struct PersonEntry {
    /// Her names.
    pub names: Names,
    /// The language she is served in.
    pub language: Language,
    /// Her date of birth.
    pub birth_date: Option<Day>,
    /// Her identity code.
    pub identity_code: Option<CodeOnGround>,
    /// Whether she has a turvakielto.
    pub protected: bool,
    /// Whether she forbade marketing.
    pub marketing_ban: bool,
    /// How she is reached.
    pub reach: Reach,
    /// Why she may be held.
    pub origin: Origin,
    /// What else is known.
    pub note: Option<FreeText>,
    /// Values of fields of the company.
    pub fields: Vec<FieldEntry>,
}

/// An organisation to be entered.
#[derive(Clone)]
pub struct OrganisationEntry {
    /// Its name.
    pub name: String,
    /// Its business id.
    pub business_id: Option<BusinessId>,
    /// The language it is served in.
    pub language: Language,
    /// Whether it forbade marketing.
    pub marketing_ban: bool,
    /// How it is reached.
    pub reach: Reach,
    /// Why it may be held.
    pub origin: Origin,
    /// What else is known.
    pub note: Option<FreeText>,
    /// Values of fields of the company.
    pub fields: Vec<FieldEntry>,
}

/// A person or an organisation to be entered.
#[derive(Clone)]
pub enum Entry {
    /// A person.
    Person(Box<PersonEntry>),
    /// An organisation.
    Organisation(Box<OrganisationEntry>),
}

impl Names {
    /// Names as they were typed: trimmed, single spaces, nothing but text.
    ///
    /// # Errors
    ///
    /// [`Error::Name`] where the last name is missing or a name is too long.
    pub fn parse(first_names: &str, call_name: &str, last_name: &str) -> Result<Self, Error> {
        let call_name = tidy(call_name);
        let names = Self {
            first_names: tidy(first_names),
            call_name: (!call_name.is_empty()).then_some(call_name),
            last_name: tidy(last_name),
            former_names: None,
        };
        let call = names.call_name.as_deref().unwrap_or_default();
        let long = [&names.first_names, call, &names.last_name]
            .into_iter()
            .any(|name| name.chars().count() > NAME_CHARACTERS_MAX);
        if long || names.last_name.is_empty() {
            Err(Error::Name)
        } else {
            Ok(names)
        }
    }

    /// The same with the names she had before, as they were typed.
    ///
    /// # Errors
    ///
    /// [`Error::Name`] where they are too long.
    pub fn with_former(self, text: &str) -> Result<Self, Error> {
        let former = tidy(text);
        if former.chars().count() > NAME_CHARACTERS_MAX {
            return Err(Error::Name);
        }
        let former_names = (!former.is_empty()).then_some(former);
        Ok(Self {
            former_names,
            ..self
        })
    }
}

/// The name of an organisation as it was typed.
///
/// # Errors
///
/// [`Error::Name`] where it is missing or too long.
pub fn organisation_name(text: &str) -> Result<String, Error> {
    let name = tidy(text);
    if holds_identity_code(&name) {
        return Err(Error::IdentityCode);
    }
    let fits = !name.is_empty() && name.chars().count() <= NAME_CHARACTERS_MAX;
    if fits { Ok(name) } else { Err(Error::Name) }
}

/// A note as it was typed: line breaks kept, of whatever kind, other control characters dropped.
///
/// # Errors
///
/// [`Error::Note`] where it is empty or too long.
pub(super) fn note_text(text: &str) -> Result<String, Error> {
    let kept: String = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{b}', '\u{c}', '\u{85}'], "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    let kept = kept.trim().to_owned();
    let fits = !kept.is_empty() && kept.chars().count() <= NOTE_CHARACTERS_MAX;
    if fits { Ok(kept) } else { Err(Error::Note) }
}

/// Without control characters, with single spaces.
fn tidy(text: &str) -> String {
    let spaced = text.replace(char::is_control, " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Days {
    /// The days between a first and a last one.
    ///
    /// # Errors
    ///
    /// [`Error::Days`] where the last lies before the first.
    pub fn new(from: Option<Day>, until: Option<Day>) -> Result<Self, Error> {
        match (from, until) {
            (Some(first), Some(last)) if last < first => Err(Error::Days),
            _ => Ok(Self { from, until }),
        }
    }

    /// `1.2.2026–31.12.2026`; a day that is not known is left out.
    #[must_use]
    pub fn finnish(&self) -> String {
        let day = |day: Option<Day>| day.map_or_else(String::new, Day::finnish);
        [day(self.from).as_str(), "–", &day(self.until)].concat()
    }
}

/// Whether what has these days is used on a day.
pub(super) fn in_use((from, until): (Option<Day>, Option<Day>), day: Day) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| until >= day)
}

impl Reach {
    /// Whether it is one contact point, of this kind.
    #[must_use]
    pub fn is_one_of(&self, kind: ContactKind) -> bool {
        let counts = [self.addresses.len(), self.phones.len(), self.emails.len()];
        let of_kind = match kind {
            ContactKind::Address => [1, 0, 0],
            ContactKind::Phone => [0, 1, 0],
            ContactKind::Email => [0, 0, 1],
        };
        counts == of_kind
    }

    /// Whether there is no way to reach the party.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.addresses.is_empty() && self.phones.is_empty() && self.emails.is_empty()
    }
}

impl Entry {
    /// A natural person or a legal one.
    #[must_use]
    pub const fn kind(&self) -> PartyKind {
        match self {
            Self::Person(_) => PartyKind::Person,
            Self::Organisation(_) => PartyKind::Organisation,
        }
    }

    /// Whether it is a natural person.
    #[must_use]
    pub const fn is_person(&self) -> bool {
        matches!(self, Self::Person(_))
    }

    /// How it is reached.
    #[must_use]
    pub fn reach(&self) -> &Reach {
        match self {
            Self::Person(person) => &person.reach,
            Self::Organisation(organisation) => &organisation.reach,
        }
    }

    /// Why it may be held.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        match self {
            Self::Person(person) => &person.origin,
            Self::Organisation(organisation) => &organisation.origin,
        }
    }

    /// The language it is served in.
    #[must_use]
    pub fn language(&self) -> Language {
        match self {
            Self::Person(person) => person.language,
            Self::Organisation(organisation) => organisation.language,
        }
    }

    /// What else is known.
    #[must_use]
    pub fn note(&self) -> Option<&FreeText> {
        match self {
            Self::Person(person) => person.note.as_ref(),
            Self::Organisation(organisation) => organisation.note.as_ref(),
        }
    }

    /// The same with another note.
    #[must_use]
    pub fn with_note(mut self, note: Option<FreeText>) -> Self {
        match &mut self {
            Self::Person(person) => person.note = note,
            Self::Organisation(organisation) => organisation.note = note,
        }
        self
    }

    /// Values of fields of the company.
    #[must_use]
    pub fn fields(&self) -> &[FieldEntry] {
        match self {
            Self::Person(person) => &person.fields,
            Self::Organisation(organisation) => &organisation.fields,
        }
    }

    /// One more value of a field of the company.
    pub fn add_field(&mut self, value: FieldEntry) {
        match self {
            Self::Person(person) => person.fields.push(value),
            Self::Organisation(organisation) => organisation.fields.push(value),
        }
    }

    /// Whether a date of birth is to be kept.
    #[must_use]
    pub fn has_birth_date(&self) -> bool {
        matches!(self, Self::Person(person) if person.birth_date.is_some())
    }

    /// Whether an identity code is to be kept.
    #[must_use]
    pub fn has_identity_code(&self) -> bool {
        matches!(self, Self::Person(person) if person.identity_code.is_some())
    }

    /// Whether marketing is forbidden.
    #[must_use]
    pub fn bans_marketing(&self) -> bool {
        match self {
            Self::Person(person) => person.marketing_ban,
            Self::Organisation(organisation) => organisation.marketing_ban,
        }
    }

    /// Whether the person has a turvakielto.
    #[must_use]
    pub fn is_protected(&self) -> bool {
        matches!(self, Self::Person(person) if person.protected)
    }
}
