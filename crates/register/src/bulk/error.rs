//! Why an action over many customers did not begin, or stopped.

use basics::{Code, Coded};

use crate::web::{Fields, Mends};
use crate::{people, tags, tasks};

/// Why an action over many customers did not begin, or stopped.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// Nobody was chosen, or nobody is left.
    #[error("nobody is chosen")]
    Nobody,
    /// More fit than may be changed at once.
    #[error("more than {} fit", super::whom::MOST)]
    TooMany,
    /// Others fit than were shown.
    #[error("the list has changed since it was shown")]
    Changed,
    /// The view has a filter that the role may not use.
    #[error("a filter may not be used by this role")]
    Filter,
    /// It cannot be undone or gone on with.
    #[error("the run cannot be undone or gone on with")]
    Over,
    /// Of a tag.
    #[error(transparent)]
    Tag(tags::Error),
    /// Of a task.
    #[error(transparent)]
    Task(tasks::Error),
    /// The guard's and the register's.
    #[error(transparent)]
    People(#[from] people::Error),
}

impl From<tags::Error> for Error {
    fn from(error: tags::Error) -> Self {
        match error {
            tags::Error::Guard(error) => error.into(),
            error => Self::Tag(error),
        }
    }
}

impl From<tasks::Error> for Error {
    fn from(error: tasks::Error) -> Self {
        match error {
            tasks::Error::Guard(error) => error.into(),
            error => Self::Task(error),
        }
    }
}

impl From<guard::Error> for Error {
    fn from(error: guard::Error) -> Self {
        Self::People(error.into())
    }
}

crate::capability::from_store!(Error::People);

impl Mends for Error {
    fn mends(&self) -> bool {
        matches!(self, Self::Changed | Self::Tag(_) | Self::Task(_))
    }

    fn field(&self, typed: &Fields) -> Option<&'static str> {
        match self {
            Self::Tag(error) => error.field(typed).and(Some("tag")),
            Self::Task(error) => error.field(typed),
            _ => None,
        }
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Nobody => "bulk.nobody",
            Self::TooMany => "bulk.too_many",
            Self::Changed => "bulk.changed",
            Self::Filter => "bulk.filter",
            Self::Over => "bulk.over",
            Self::Tag(error) => return error.code(),
            Self::Task(error) => return error.code(),
            Self::People(error) => return error.code(),
        })
    }
}
