//! Packages as they are ordered, kept and handed over.

use basics::{ActorId, Code, Coded, Day, Instant, PackageId, PartyId};
use guard::{Ask, Secret};
use policy::Category;

use crate::web::Fields;

/// Days for which a package is kept at most.
pub const DAYS_MAX: i64 = 30;
/// Parties that a package tells of at most: whatever is about more is no single case.
pub const PARTIES_MAX: usize = 100;
/// The longest name of a file, in characters.
const NAME_MAX: usize = 80;
/// The longest words about a package, in characters.
const WORDS_MAX: usize = 500;

/// What a package is: whose category it belongs to, and who may hand it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// An answer to the person it is about (GDPR art. 15, 20): no disclosure.
    Requests,
    /// For somebody else (GDPR art. 4(9)).
    Disclosures,
}

impl Held {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Requests, Self::Disclosures];

    /// The category.
    #[must_use]
    pub const fn category(self) -> Category {
        match self {
            Self::Requests => Category::Requests,
            Self::Disclosures => Category::Disclosures,
        }
    }

    /// Its key, as it is stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Disclosures => "disclosures",
        }
    }

    /// The one of a key; nothing where there is none.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|held| held.key() == key)
    }

    /// What is asked for to hand one over.
    pub(super) fn ask(self, parties: &[PartyId]) -> Ask {
        match self {
            Self::Requests => Ask::answer(parties),
            Self::Disclosures => Ask::disclose(parties),
        }
    }
}

/// What the bytes of a package are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// To be read and printed.
    Pdf,
    /// To be read by programs.
    Json,
    /// To be read by spreadsheets.
    Csv,
    /// Several files.
    Zip,
}

impl Format {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Json, Self::Csv, Self::Zip];

    /// Its key, which is the ending of its files as well.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Zip => "zip",
        }
    }

    /// The one of a key; nothing where there is none.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == key)
    }

    /// What browsers call it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Zip => "application/zip",
        }
    }
}

/// How a package is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// Downloaded as it is by a member of staff, to be printed or shown.
    Print,
    /// Sealed to the public key of its recipient, as a file of `age`.
    Age,
    /// Sealed with a passphrase, as a file of `age`.
    AgePassphrase,
    /// Sealed with a passphrase, as a ZIP with AES-256.
    Zip,
    /// Fetched by its recipient at a public address, with a code.
    Link,
}

impl Means {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Print,
        Self::Age,
        Self::AgePassphrase,
        Self::Zip,
        Self::Link,
    ];

    /// Its key, as it is stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Age => "age",
            Self::AgePassphrase => "age_passphrase",
            Self::Zip => "zip",
            Self::Link => "link",
        }
    }

    /// The one of a key; nothing where there is none.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|means| means.key() == key)
    }

    /// The key of its text.
    #[must_use]
    pub fn text_key(self) -> String {
        ["packages-means-", &self.key().replace('_', "-")].concat()
    }
}

/// What is to be kept as a package.
#[derive(Clone)]
pub struct Order {
    /// What it is.
    pub held: Held,
    /// Of whom it tells. It goes when one of them is erased.
    pub parties: Vec<PartyId>,
    /// What its bytes are.
    pub format: Format,
    /// What its file is called, without an ending: small letters, digits and dashes. It stands in
    /// headers and in lists of ZIPs, so it names nobody.
    pub name: String,
    /// What it is, in words.
    pub about: String,
    /// For whom, in words; nothing where it is for the one it is about.
    pub whom: Option<String>,
    /// How many days it is kept: 1 to [`DAYS_MAX`].
    pub days: i64,
    /// Until which day those it is about are told nothing of it (tietosuojalaki 34 §).
    pub withheld_until: Option<Day>,
}

impl Order {
    pub(super) fn check(&self) -> Result<(), Error> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.name.is_empty() || self.name.len() > NAME_MAX || !self.name.chars().all(plain) {
            return Err(Error::Name);
        }
        let whom = self.whom.as_deref().unwrap_or_default();
        if [&self.about, whom]
            .iter()
            .any(|text| text.chars().count() > WORDS_MAX)
        {
            return Err(Error::Words);
        }
        if !(1..=DAYS_MAX).contains(&self.days) {
            return Err(Error::Days);
        }
        match self.parties.len() {
            1..=PARTIES_MAX => Ok(()),
            _ => Err(Error::Parties),
        }
    }
}

/// A package as it is shown.
pub struct PackageView {
    /// Which.
    pub package: PackageId,
    /// What it is.
    pub held: Held,
    /// What its bytes are.
    pub format: Format,
    /// How many there are.
    pub bytes: i64,
    /// What its file is called.
    pub name: String,
    /// What it is, in words.
    pub about: String,
    /// For whom; nothing where it is for the one it is about.
    pub whom: Option<String>,
    /// When it was made.
    pub made: Instant,
    /// By whom.
    pub by: ActorId,
    /// Until when it can be handed over.
    pub expires: Instant,
    /// Until which day those it is about are told nothing of it.
    pub withheld_until: Option<Day>,
    /// Since when it is withdrawn.
    pub ended: Option<Instant>,
    /// How it was handed over, the newest first.
    pub handed: Vec<HandedOver>,
}

impl PackageView {
    /// Where it is handed over.
    #[must_use]
    pub fn path(&self) -> String {
        super::path_of(self.package)
    }

    /// Whether it can be handed over at an instant.
    #[must_use]
    pub fn opens(&self, now: Instant) -> bool {
        self.ended.is_none() && now < self.expires
    }
}

/// A package was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOver {
    /// How.
    pub means: Means,
    /// When.
    pub at: Instant,
    /// By whom; of what was fetched, the program.
    pub by: ActorId,
}

/// An address at which a package can be fetched, as it is shown to staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkView {
    /// When it was made.
    pub made: Instant,
    /// By whom.
    pub by: ActorId,
    /// Until when it works.
    pub expires: Instant,
    /// How often it may be used.
    pub downloads_max: i64,
    /// How often it was.
    pub downloads: i64,
    /// Codes that were tried since the last right one.
    pub tries: i64,
    /// Since when it was closed.
    pub ended: Option<Instant>,
}

/// An address that was made, with what opens it. Shown once.
pub struct NewLink {
    /// What stands in the address.
    pub token: Secret,
    /// What its recipient is told on another way.
    pub code: Secret,
    /// Until when it works.
    pub expires: Instant,
}

/// Why a package is not made or not handed over.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Its name is none that stands in a header.
    #[error("the name of a package is of small letters, digits and dashes")]
    Name,
    /// It is described at too great length.
    #[error("the words about a package are too long")]
    Words,
    /// It is kept for 1 to 30 days.
    #[error("a package is kept for 1 to 30 days")]
    Days,
    /// It tells of nobody, or of too many.
    #[error("a package tells of 1 to 100 parties")]
    Parties,
    /// Nothing is in it.
    #[error("nothing is in the package")]
    Empty,
    /// Its days are over, or it was withdrawn.
    #[error("the package can be handed over no more")]
    Over,
    /// The key is none of `age`.
    #[error("the key is no public key of age")]
    Key,
    /// The passphrase was not drawn here.
    #[error("the passphrase was not drawn here")]
    Passphrase,
    /// An address is used 1 to 5 times.
    #[error("an address is used 1 to 5 times")]
    Downloads,
    /// The address is none, or does not work any more.
    #[error("the address does not work any more")]
    Gone,
    /// The code is not the one of the address.
    #[error("the code is not the one of the address")]
    Code,
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);
crate::capability::into_guard!(pub Error);

crate::web::form_mends!(Error, field);

/// The field that an error is about.
const fn field(error: &Error, _typed: &Fields) -> Option<&'static str> {
    match error {
        Error::Days => Some("days"),
        Error::Downloads => Some("downloads"),
        Error::Key => Some("key"),
        Error::Code => Some("code"),
        _ => None,
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Name => "packages.name",
            Self::Words => "packages.words",
            Self::Days => "packages.days",
            Self::Parties => "packages.parties",
            Self::Empty => "packages.empty",
            Self::Over => "packages.over",
            Self::Key => "packages.key",
            Self::Passphrase => "packages.passphrase",
            Self::Downloads => "packages.downloads",
            Self::Gone => "packages.gone",
            Self::Code => "packages.code",
            Self::Guard(error) => return error.code(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(name: &str, days: i64, parties: usize) -> Order {
        Order {
            held: Held::Requests,
            parties: vec![PartyId::new(1); parties],
            format: Format::Pdf,
            name: name.to_owned(),
            about: String::new(),
            whom: None,
            days,
            withheld_until: None,
        }
    }

    #[test]
    fn an_order_names_nobody_is_about_somebody_and_ends() {
        assert!(order("omat-tiedot", 30, 1).check().is_ok());
        assert!(matches!(order("Maija", 30, 1).check(), Err(Error::Name)));
        assert!(matches!(order("a\"b", 30, 1).check(), Err(Error::Name)));
        assert!(matches!(order("tiedot", 0, 1).check(), Err(Error::Days)));
        assert!(matches!(order("tiedot", 31, 1).check(), Err(Error::Days)));
        assert!(matches!(order("tiedot", 3, 0).check(), Err(Error::Parties)));
        let many = order("tiedot", 3, PARTIES_MAX + 1);
        assert!(matches!(many.check(), Err(Error::Parties)));
    }
}
