//! Packages as they are asked for, and why one is not made.

use basics::{Code, Coded};

use crate::permissions::kept_words;
use crate::rights::RequestKind;

/// Days after which what was decided about a package is erased.
pub(super) const DAYS: i64 = 30;

kept_words! {
    /// What a package answers.
    PackageKind {
        /// What is held, and everything about it (GDPR art. 15).
        Access "access",
        /// What she gave, to move elsewhere (art. 20).
        Portability "portability",
    }
}

impl PackageKind {
    /// The request it answers.
    pub(super) const fn request(self) -> RequestKind {
        match self {
            Self::Access => RequestKind::Access,
            Self::Portability => RequestKind::Portability,
        }
    }

    /// The key of what it is called.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Access => "access-package-of-access",
            Self::Portability => "access-package-of-portability",
        }
    }
}

/// Why a package is not prepared, not decided about or not handed over.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody who is known asked for it.
    #[error("nobody who is known asked for this")]
    NotAskedFor,
    /// The role does not see every category that is held about her.
    #[error("the role does not see everything that is held about her")]
    NotAll,
    /// Not every original is decided on.
    #[error("not every original is decided on")]
    Undecided,
    /// An original is left out without a reason, or with one that is too long.
    #[error("an original is left out without a reason")]
    Reason,
    /// A further word is too short or too long, or there are too many.
    #[error("a further word is too short, too long or one too many")]
    Words,
    /// Nobody looked it through yet.
    #[error("nobody looked it through yet")]
    NotSeen,
    /// Something about her changed since it was looked through.
    #[error("something changed since it was looked through")]
    Changed,
    /// The paper could not be set.
    #[error("the paper could not be set")]
    NotPrinted,
    /// It could not be written to its end.
    #[error("it could not be written")]
    NotWritten,
    /// It could not be laid out.
    #[error(transparent)]
    Packages(#[from] crate::packages::Error),
    /// What belongs to the request.
    #[error(transparent)]
    Rights(#[from] crate::rights::Error),
    /// What belongs to the customer.
    #[error(transparent)]
    People(#[from] crate::people::Error),
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);

impl Error {
    /// Whether the form it came from can mend it.
    pub(super) const fn mends(&self) -> bool {
        matches!(
            self,
            Self::Undecided | Self::Reason | Self::Words | Self::NotSeen | Self::Changed
        )
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::NotAskedFor => "access_package.not_asked_for",
            Self::NotAll => "access_package.not_all",
            Self::Undecided => "access_package.undecided",
            Self::Reason => "access_package.reason",
            Self::Words => "access_package.words",
            Self::NotSeen => "access_package.not_seen",
            Self::Changed => "access_package.changed",
            Self::NotPrinted => "access_package.not_printed",
            Self::NotWritten => "access_package.not_written",
            Self::Packages(error) => return error.code(),
            Self::Rights(error) => return error.code(),
            Self::People(error) => return error.code(),
            Self::Guard(error) => return error.code(),
        })
    }
}
