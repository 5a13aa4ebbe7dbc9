//! What people are made of, parsed at the door.
//!
//! Invariant: a [`PersonEntry`] or [`OrganisationEntry`] exists only where every field was
//! understood; inside, there are no checks left to forget.

use basics::{Code, Coded, Day, Instant, Language, PartyId};
use formats::{BusinessId, Email, IdentityCode, Phone, PostalAddress};
use guard::PartyKind;
use policy::{ConnectionKind, IdentityCodeGround, SourceKind};

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
    pub note: Option<String>,
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
    pub note: Option<String>,
}

/// A person or an organisation to be entered.
#[derive(Clone)]
pub enum Entry {
    /// A person.
    Person(Box<PersonEntry>),
    /// An organisation.
    Organisation(Box<OrganisationEntry>),
}

/// Why a party was not entered or changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A name is missing or too long.
    #[error("a name is missing or too long")]
    Name,
    /// A note is empty or too long.
    #[error("a note is empty or too long")]
    Note,
    /// A contact person or stakeholder names no organisation, or one that is none.
    #[error("name the organisation the person belongs to")]
    OrganisationMissing,
    /// The notice names no such connection.
    #[error("the notice names no such connection")]
    ConnectionNotInNotice,
    /// The notice names no such ground for identity codes.
    #[error("the notice names no such ground for identity codes")]
    GroundNotInNotice,
    /// The last connection of a party cannot simply end: its erasure must follow.
    #[error("a party without a connection cannot be held")]
    NoConnection,
    /// Someone else changed the party: what they changed.
    #[error("someone else changed this customer in the meantime")]
    Changed(Vec<ChangeSeen>),
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

/// One change by someone else, for the difference shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeSeen {
    /// Which thing: name, address …
    pub what: String,
    /// What was done to it.
    pub deed: Deed,
    /// When.
    pub at: Instant,
    /// By whom.
    pub actor: basics::ActorId,
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Guard(error.into())
    }
}

impl Error {
    /// The guard's error, for a unit of work that knows no other.
    #[must_use]
    pub fn into_guard(self) -> guard::Error {
        match self {
            Self::Guard(error) => error,
            _ => guard::Error::NotThere,
        }
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        match self {
            Self::Name => Code::new("people.name"),
            Self::Note => Code::new("people.note"),
            Self::OrganisationMissing => Code::new("people.organisation_missing"),
            Self::ConnectionNotInNotice => Code::new("people.field.connection"),
            Self::GroundNotInNotice => Code::new("people.field.identity_code_ground"),
            Self::NoConnection => Code::new("people.no_connection"),
            Self::Changed(_) => Code::new("access.party.changed"),
            Self::Guard(error) => error.code(),
        }
    }
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
}

/// The name of an organisation as it was typed.
///
/// # Errors
///
/// [`Error::Name`] where it is missing or too long.
pub fn organisation_name(text: &str) -> Result<String, Error> {
    let name = tidy(text);
    let fits = !name.is_empty() && name.chars().count() <= NAME_CHARACTERS_MAX;
    if fits { Ok(name) } else { Err(Error::Name) }
}

/// A note as it was typed: line breaks kept, control characters dropped.
///
/// # Errors
///
/// [`Error::Note`] where it is empty or too long.
pub fn note_text(text: &str) -> Result<String, Error> {
    let kept: String = text
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

impl Reach {
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
    pub fn note(&self) -> Option<&str> {
        match self {
            Self::Person(person) => person.note.as_deref(),
            Self::Organisation(organisation) => organisation.note.as_deref(),
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
