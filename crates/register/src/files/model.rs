//! Files as they are typed, stored and shown.

use basics::{ActorId, Code, Coded, Instant, Language, RowId};
use formats::Recognised;
use guard::Work;
use policy::{Category, Purpose, SourceKind};

use super::columns::in_category;
use crate::people::{self, holds_identity_code};
use crate::web::{Fields, Mends};

/// Bytes of the largest file that is taken.
pub const FILE_BYTES_MAX: usize = 25 * 1024 * 1024;
/// The most files a customer may have, those that were set aside not counted.
pub const FILES_MAX: i64 = 500;
/// Days in which a file that was removed can be taken back; then it is erased.
pub const REMOVED_DAYS: i64 = 30;
/// The longest name, in characters, without its ending.
const NAME_MAX: usize = 120;
/// The longest description, in characters.
const ABOUT_MAX: usize = 500;

/// The categories a file may belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filed {
    /// About ordered services.
    Services,
    /// About how one gets in.
    SiteAccess,
    /// Letters and e-mails.
    Messages,
    /// Requests about rights.
    Requests,
    /// Whatever else.
    Other,
}

impl Filed {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Services,
        Self::Messages,
        Self::SiteAccess,
        Self::Requests,
        Self::Other,
    ];

    /// The category.
    #[must_use]
    pub const fn category(self) -> Category {
        match self {
            Self::Services => Category::Services,
            Self::SiteAccess => Category::SiteAccess,
            Self::Messages => Category::Messages,
            Self::Requests => Category::Requests,
            Self::Other => Category::Other,
        }
    }

    /// Its key, as forms and addresses say it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Services => "services",
            Self::SiteAccess => "site_access",
            Self::Messages => "messages",
            Self::Requests => "requests",
            Self::Other => "other",
        }
    }

    /// The one of a key; nothing where there is none.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filed| filed.key() == key)
    }

    /// Whether the purpose of this unit may look at it: how one gets in serves the work at the site
    /// alone, and the rights of those it is about.
    pub(super) fn serves(self, work: &Work<'_>) -> bool {
        let purpose = work.purpose();
        self != Self::SiteAccess || matches!(purpose, Purpose::Services | Purpose::Rights)
    }

    /// Whether a file of it could be attached in this unit.
    #[must_use]
    pub fn may_add(self, work: &Work<'_>) -> bool {
        let change = guard::Ask::change(&[]);
        let may = in_category!(self, Kind, _column => work.could_without_reason::<Kind>(&change));
        may && self.serves(work)
    }

    /// Those of which a file could be attached in this unit.
    #[must_use]
    pub fn addable(work: &Work<'_>) -> Vec<Self> {
        let all = Self::ALL.into_iter();
        all.filter(|filed| filed.may_add(work)).collect()
    }
}

/// As what a file belongs to a request of its customer about her rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestUse {
    /// The request itself, on paper.
    Paper,
    /// The request itself, as an e-mail.
    Mail,
    /// By what authority somebody asks for her.
    Authority,
    /// A copy of an identity document. It goes for good once it is known who she is.
    Identity,
}

impl RequestUse {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Paper, Self::Mail, Self::Authority, Self::Identity];

    /// Its key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Mail => "mail",
            Self::Authority => "authority",
            Self::Identity => "identity",
        }
    }

    /// The one of a key; nothing where there is none.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// Whether bytes of a kind may be that: a scan or a picture, or an e-mail.
    #[must_use]
    pub const fn takes(self, kind: Recognised) -> bool {
        match self {
            Self::Mail => matches!(kind, Recognised::Eml),
            Self::Paper | Self::Authority | Self::Identity => {
                matches!(kind, Recognised::Pdf | Recognised::Jpeg | Recognised::Png)
            }
        }
    }
}

/// What is said of a file when it is attached.
#[derive(Clone)]
pub struct FileEntry {
    /// Of which request it is a paper.
    pub(super) request: Option<(RowId, RequestUse)>,
    pub(super) name: String,
    pub(super) about: Option<String>,
    pub(super) filed: Filed,
    pub(super) source: SourceKind,
}

impl FileEntry {
    /// What was typed of a file, which is called so where it comes from.
    ///
    /// # Errors
    ///
    /// [`Error`] where a word is none of ours, too long, or holds an identity code.
    pub fn parse(name: &str, about: &str, filed: &str, source: &str) -> Result<Self, Error> {
        Ok(Self {
            request: None,
            name: name_of(name)?,
            about: about_of(about)?,
            filed: Filed::from_key(filed).ok_or(Error::Category)?,
            source: SourceKind::from_key(source).ok_or(Error::Source)?,
        })
    }

    /// A paper of a request, which is called so where it comes from.
    ///
    /// # Errors
    ///
    /// [`Error`] where its name is none of a file, or holds an identity code.
    pub(super) fn of_request(
        name: &str,
        row: RowId,
        used: RequestUse,
        source: SourceKind,
    ) -> Result<Self, Error> {
        Ok(Self {
            request: Some((row, used)),
            name: name_of(name)?,
            about: None,
            filed: Filed::Requests,
            source,
        })
    }
}

/// The name of a file without the folders it came from and what cannot stand in a name.
pub(super) fn name_of(typed: &str) -> Result<String, Error> {
    if holds_identity_code(typed) {
        return Err(Error::IdentityCode);
    }
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let odd = |c: char| c.is_control() || "\"<>:|?*".contains(c) || is_bidirectional(c);
    let tidy = last.replace(odd, " ");
    let name = tidy.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches('.').to_owned();
    match name.chars().count() {
        0 => Err(Error::Name),
        count if count > NAME_MAX => Err(Error::Name),
        _ => Ok(name),
    }
}

/// Marks that turn the direction of writing can make a name end otherwise than it seems to.
const fn is_bidirectional(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

pub(super) fn about_of(typed: &str) -> Result<Option<String>, Error> {
    if holds_identity_code(typed) {
        return Err(Error::IdentityCode);
    }
    let about = typed.replace("\r\n", "\n");
    let about = about.trim();
    if about.chars().count() > ABOUT_MAX {
        return Err(Error::About);
    }
    Ok((!about.is_empty()).then(|| about.to_owned()))
}

/// A file as it is shown.
pub(super) struct FileView {
    /// Which.
    pub row: RowId,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub about: Option<String>,
    /// The category.
    pub filed: Filed,
    /// What its bytes are.
    pub kind: Recognised,
    /// How many there are.
    pub bytes: i64,
    /// Where it is from.
    pub source: SourceKind,
    /// When it was attached.
    pub recorded: Instant,
    /// By whom.
    pub by: ActorId,
    /// When it was removed, where it can still be taken back.
    pub removed: Option<Instant>,
}

impl FileView {
    /// Its kind and size in words.
    #[must_use]
    pub(super) fn kind_and_size(&self, language: Language) -> String {
        let kind = texts::say(language, &["files-kind-", self.kind.key()].concat());
        [&kind, ", ", &size_in_words(self.bytes, language)].concat()
    }

    /// Until when it can be taken back.
    #[must_use]
    pub(super) fn until(&self) -> Option<Instant> {
        self.removed
            .map(|at| at.plus_ms(REMOVED_DAYS * basics::DAY_MS))
    }
}

/// A length in words: bytes, kilobytes, megabytes with one decimal.
fn size_in_words(bytes: i64, language: Language) -> String {
    let (key, number) = if bytes < 1_000 {
        ("files-bytes", bytes.to_string())
    } else if bytes < 1_000_000 {
        ("files-kilobytes", (bytes / 1_000).to_string())
    } else {
        let point = if language == Language::En { "." } else { "," };
        let tenths = bytes / 100_000;
        let number = [
            &(tenths / 10).to_string(),
            point,
            &(tenths % 10).to_string(),
        ]
        .concat();
        ("files-megabytes", number)
    };
    texts::say_with(language, key, &[("count", &number)])
}

/// Some files of a customer.
pub(super) struct Files {
    /// Those that are shown, the newest first.
    pub shown: Vec<FileView>,
    /// The one before which older ones begin, where there are any.
    pub older: Option<RowId>,
    /// Whether some are not shown, because the role or the purpose may not see them.
    pub hidden: bool,
}

/// Why a file was not attached or changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// None was chosen, or it is empty.
    #[error("no file was chosen, or it is empty")]
    Missing,
    /// It is longer than what is taken.
    #[error("the file is too large")]
    TooLarge,
    /// Its bytes are of no kind that is taken.
    #[error("the file is of no kind that is taken")]
    Kind,
    /// It has no name, or one that is too long.
    #[error("a file has a name of no more than 120 characters")]
    Name,
    /// What it is is said at too great length.
    #[error("a description is too long")]
    About,
    /// A name or a description holds an identity code.
    #[error("an identity code is nobody's file name")]
    IdentityCode,
    /// The category is none a file may belong to.
    #[error("the category is none of a file")]
    Category,
    /// Where it is from is no word of the notice.
    #[error("the source is no word of the notice")]
    Source,
    /// The customer has as many as she may.
    #[error("the customer has as many files as she may")]
    TooMany,
    /// There is no customer with the number to whom it is to go.
    #[error("there is no customer with this number")]
    NoSuchCustomer,
    /// It is where it is to go.
    #[error("the file is there already")]
    Same,
    /// What belongs to the customer.
    #[error(transparent)]
    People(#[from] people::Error),
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);

impl Mends for Error {
    fn mends(&self) -> bool {
        !matches!(self, Self::Guard(_) | Self::People(people::Error::Guard(_)))
    }

    fn field(&self, typed: &Fields) -> Option<&'static str> {
        match self {
            Self::Missing | Self::TooLarge | Self::Kind => Some("file"),
            // Where none is typed, it is what the file is called.
            Self::Name => typed.first(&["name"]).or(Some("file")),
            Self::About => Some("about"),
            Self::IdentityCode => typed
                .first_that(&["about"], holds_identity_code)
                .or_else(|| typed.first(&["name"]))
                .or(Some("file")),
            Self::Category => Some("category"),
            Self::Source => Some("source"),
            Self::NoSuchCustomer | Self::Same => Some("number"),
            Self::TooMany | Self::People(_) | Self::Guard(_) => None,
        }
    }
}

impl Error {
    /// The guard's part of it.
    pub(super) fn into_guard(self) -> Result<guard::Error, Self> {
        match self {
            Self::Guard(error) | Self::People(people::Error::Guard(error)) => Ok(error),
            other => Err(other),
        }
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Missing => "files.missing",
            Self::TooLarge => "files.too_large",
            Self::Kind => "files.kind",
            Self::Name => "files.name",
            Self::About => "files.about",
            Self::IdentityCode => "files.identity_code",
            Self::Category => "files.category",
            Self::Source => "people.field.source",
            Self::TooMany => "files.too_many",
            Self::NoSuchCustomer => "files.no_such_customer",
            Self::Same => "files.same",
            Self::People(error) => return error.code(),
            Self::Guard(error) => return error.code(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_last_word_of_its_path_and_nothing_turns_it() {
        assert_eq!(name_of("C:\\kuvat\\piha.jpg").unwrap(), "piha.jpg");
        assert_eq!(name_of("../../etc/passwd").unwrap(), "passwd");
        assert_eq!(
            name_of("kirje\r\n\u{202e}fdp.exe").unwrap(),
            "kirje fdp.exe"
        );
        assert!(matches!(name_of("  ..  "), Err(Error::Name)));
        assert!(matches!(name_of(&"a".repeat(121)), Err(Error::Name)));
        assert!(matches!(
            name_of("131052-308T.pdf"),
            Err(Error::IdentityCode)
        ));
    }

    #[test]
    fn a_length_is_said_in_words() {
        let cases = [(999, "999 tavua"), (12_345, "12 kt"), (1_260_000, "1,2 Mt")];
        for (bytes, words) in cases {
            assert_eq!(size_in_words(bytes, Language::Fi), words);
        }
        assert_eq!(size_in_words(25_000_000, Language::En), "25.0 MB");
    }
}
