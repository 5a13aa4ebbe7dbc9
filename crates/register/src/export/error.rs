//! Why an export did not begin, or broke off.

use basics::{Code, Coded};

use super::choice::Choice;
use crate::people;
use crate::web::{Fields, Mends};

/// Why an export did not begin, or broke off.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing is chosen.
    #[error("nothing is chosen")]
    Nothing,
    /// The role may not take this out.
    #[error("the role may not take this out")]
    NotYours(Choice),
    /// The list has a filter that one of the roles may not use.
    #[error("a filter may not be used by this role")]
    Filter,
    /// The search finds too many.
    #[error("the search finds more than may be taken out at once")]
    TooManyFound,
    /// The form does not hold so many.
    #[error("the form does not hold so many customers")]
    TooManyRows,
    /// A file could not be put together.
    #[error("the file could not be put together")]
    NotWritten,
    /// A workbook does not hold it.
    #[error(transparent)]
    Workbook(#[from] formats::workbook::WhyNotWritten),
    /// The guard's and the register's.
    #[error(transparent)]
    People(#[from] people::Error),
}

impl From<guard::Error> for Error {
    fn from(error: guard::Error) -> Self {
        Self::People(error.into())
    }
}

crate::capability::from_store!(Error::People);

impl Mends for Error {
    fn mends(&self) -> bool {
        let reason = guard::Refusal::ReasonMissing.code();
        !matches!(self, Self::People(_)) || self.code() == reason
    }

    fn field(&self, typed: &Fields) -> Option<&'static str> {
        match self {
            Self::Nothing | Self::NotYours(_) => Some("choice"),
            Self::TooManyFound => typed.first(&["words"]),
            Self::TooManyRows | Self::Workbook(_) => Some("format"),
            Self::People(_) => Some("reason"),
            Self::Filter | Self::NotWritten => None,
        }
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Nothing => "export.nothing_chosen",
            Self::NotYours(_) => "export.not_yours",
            Self::Filter => "export.filter",
            Self::TooManyFound => "export.too_many_found",
            Self::TooManyRows => "export.too_many_rows",
            Self::NotWritten => "export.not_written",
            Self::Workbook(error) => return error.code(),
            Self::People(error) => return error.code(),
        })
    }
}
