//! Why a request was not written down or did not go on.

use basics::{Code, Coded};

use super::state::NotNow;

/// Why a request was not written down or did not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing is asked for.
    #[error("nothing is asked for")]
    Kinds,
    /// The day is none, or lies in the future.
    #[error("the day is none, or lies in the future")]
    Day,
    /// It does not say how it came.
    #[error("it does not say how it came")]
    Way,
    /// It does not say what was decided.
    #[error("it does not say what was decided")]
    Outcome,
    /// What moves the clock was not written down in time.
    #[error("what moves the clock is written down within a week")]
    TooLate,
    /// A refusal, an extension or a question says why.
    #[error("the reason is missing")]
    Reason,
    /// An objection names no purpose that it is against.
    #[error("the purpose is missing")]
    Purpose,
    /// The text is too long.
    #[error("the text is too long")]
    Length,
    /// An identity code does not belong into a text.
    #[error("an identity code does not belong into a text")]
    IdentityCode,
    /// The step cannot follow.
    #[error(transparent)]
    NotNow(#[from] NotNowError),
    /// What a change of the customer says.
    #[error(transparent)]
    People(crate::people::Error),
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

/// Why a step cannot follow.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct NotNowError(NotNow);

impl From<NotNow> for Error {
    fn from(error: NotNow) -> Self {
        Self::NotNow(NotNowError(error))
    }
}

impl From<crate::people::Error> for Error {
    fn from(error: crate::people::Error) -> Self {
        match error {
            crate::people::Error::Guard(error) => Self::Guard(error),
            error => Self::People(error),
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Guard(error.into())
    }
}

impl Error {
    /// The guard's error, for a unit of work that knows no other.
    pub(super) fn into_guard(self) -> guard::Error {
        match self {
            Self::Guard(error) => error,
            Self::People(error) => error.into_guard(),
            _ => guard::Error::NotThere,
        }
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Kinds => "rights.kinds",
            Self::Day => "rights.day",
            Self::Way => "rights.way",
            Self::Outcome => "rights.outcome",
            Self::TooLate => "rights.too_late",
            Self::Reason => "rights.reason",
            Self::Purpose => "rights.purpose",
            Self::Length => "rights.length",
            Self::IdentityCode => "people.field.identity_code_in_note",
            Self::NotNow(error) => return error.0.code(),
            Self::People(error) => return error.code(),
            Self::Guard(error) => return error.code(),
        })
    }
}
