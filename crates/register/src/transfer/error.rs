//! What an import comes to: its counts, or why it came to nothing.
//!
//! Invariant: nothing of the rows stands in it, but their lines and codes.

use basics::{BatchId, Code, Coded, Language};
use formats::table::NotRead;

use super::mapping::Unmapped;
use super::order::Unfit;
use crate::people::{self, Reason};
use crate::relations;

/// How far an import got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows of the file.
    pub all: i64,
    /// Rows dealt with.
    pub done: i64,
    /// Customers and contact persons created, or that would be; notes of a list of notes.
    pub created: i64,
    /// Customers brought up to date, or that would be.
    pub updated: i64,
    /// Customers to be brought up to date of whom the rows say nothing new: left as they are.
    pub unchanged: i64,
    /// Rows about someone in the register already.
    pub known: i64,
    /// Rows not taken.
    pub rejected: i64,
    /// Rows not taken because nobody in the register has what they are matched by: some of
    /// `rejected`.
    pub missing: i64,
    /// Rows that say yes to marketing without a day and a wording: taken, but no consent.
    pub no_consent: i64,
    /// Customers created with an address that was forbidden to marketing before: they have that
    /// "no".
    pub earlier_no: i64,
}

impl Counts {
    /// How many it created or brought up to date, or would.
    #[must_use]
    pub const fn brought(&self) -> i64 {
        self.created + self.updated
    }
}

/// What an import brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The batch; nothing for a dry run.
    pub batch: Option<BatchId>,
    /// How many of what.
    pub counts: Counts,
    /// The first rows that were not taken: their lines and why. Nothing of the rows themselves.
    pub problems: Vec<(u64, Reason)>,
}

/// Why a file was not imported.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read as a list.
    #[error(transparent)]
    NotRead(#[from] NotRead),
    /// Its headings cannot be mapped.
    #[error(transparent)]
    Unmapped(#[from] Unmapped),
    /// The notice does not name what was ordered.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// It was imported already.
    #[error("this file was imported already")]
    Already(BatchId),
    /// Another run is importing it now.
    #[error("this file is being imported by another run")]
    Underway,
    /// It was imported in part, under another order.
    #[error("this file was imported in part, under another order")]
    OtherOrder,
    /// There is no such import.
    #[error("there is no such import")]
    NoBatch,
    /// Somebody stopped it.
    #[error("the import was stopped")]
    Stopped,
    /// It was taken back, or is being.
    #[error("the import was taken back")]
    TakenBack,
    /// The file itself failed while it was read.
    #[error("the file could not be read")]
    File,
    /// A party could not be entered.
    #[error(transparent)]
    People(#[from] people::Error),
    /// A site could not be written.
    #[error(transparent)]
    Relations(relations::Error),
}

impl From<relations::Error> for Error {
    fn from(error: relations::Error) -> Self {
        match error {
            relations::Error::Guard(error) => error.into(),
            relations::Error::People(error) => error.into(),
            error => Self::Relations(error),
        }
    }
}

impl From<guard::Error> for Error {
    fn from(error: guard::Error) -> Self {
        Self::People(error.into())
    }
}

crate::capability::from_store!(Error::People);

impl Coded for Error {
    fn code(&self) -> Code {
        match self {
            Self::NotRead(error) => error.code(),
            Self::Unmapped(error) => error.code(),
            Self::Unfit(error) => error.code(),
            Self::Already(_) => Code::new("transfer.file.already"),
            Self::Underway => Code::new("transfer.file.underway"),
            Self::OtherOrder => Code::new("transfer.file.other_order"),
            Self::NoBatch => Code::new("transfer.batch.not_there"),
            Self::Stopped => Code::new("transfer.file.stopped"),
            Self::TakenBack => Code::new("transfer.file.taken_back"),
            Self::File => Code::new("transfer.file.unreadable"),
            Self::People(error) => error.code(),
            Self::Relations(error) => error.code(),
        }
    }
}

impl Error {
    /// Which line or column is meant, in words for whoever brings the file; never for a log.
    #[must_use]
    pub fn place(&self, language: Language) -> Option<String> {
        match self {
            Self::NotRead(error) => {
                let line = error.line.to_string();
                let values = [("line", line.as_str())];
                Some(texts::say_with(language, "transfer-place-line", &values))
            }
            Self::Unmapped(Unmapped::Unknown(at, title) | Unmapped::Twice(at, title)) => {
                let at = at.to_string();
                let values = [("number", at.as_str()), ("heading", title.expose())];
                Some(texts::say_with(language, "transfer-place-column", &values))
            }
            Self::Unmapped(Unmapped::NoKey(heading)) => {
                let values = [("heading", heading.title(language))];
                Some(texts::say_with(language, "transfer-place-heading", &values))
            }
            Self::Unmapped(Unmapped::OfSites(heading)) => {
                let values = [("heading", heading.title(language))];
                Some(texts::say_with(
                    language,
                    "transfer-place-of-sites",
                    &values,
                ))
            }
            _ => None,
        }
    }
}
