//! Why two customers were not made one, or not parted.

use basics::{Code, Coded};

use crate::people;

/// Why two customers were not made one, or not parted.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is one and the same customer.
    #[error("a customer is not merged with herself")]
    Same,
    /// One is a person, the other an organisation.
    #[error("a person and an organisation are never one")]
    Kinds,
    /// One of the two was merged already.
    #[error("one of the two was merged already")]
    Already,
    /// No customer has the number that was typed.
    #[error("no customer has this number")]
    NoSuchNumber,
    /// The two are parted already.
    #[error("the two were parted already")]
    Parted,
    /// The days in which they could be parted are over.
    #[error("the days in which they could be parted are over")]
    Over,
    /// Something of one of them was erased since.
    #[error("something of one of them was erased since")]
    Erased,
    /// Another customer was merged into the same one later.
    #[error("part the later merge first")]
    Later,
    /// Somebody changed the customer since the merge, and whoever parts them has not said that she
    /// knows.
    #[error("the customer was changed since the merge")]
    ChangedSince,
    /// What people say.
    #[error(transparent)]
    People(#[from] people::Error),
}

impl From<guard::Error> for Error {
    fn from(error: guard::Error) -> Self {
        Self::People(error.into())
    }
}

crate::capability::from_store!(Error::People);

impl Error {
    /// The guard's error, where it is one.
    #[must_use]
    pub const fn guards(&self) -> Option<&guard::Error> {
        match self {
            Self::People(people::Error::Guard(error)) => Some(error),
            _ => None,
        }
    }

    /// Whether somebody else was faster.
    #[must_use]
    pub const fn is_changed(&self) -> bool {
        matches!(self.guards(), Some(guard::Error::Changed))
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Same => "people.merge.same",
            Self::Kinds => "people.merge.kinds",
            Self::Already => "people.merge.already",
            Self::NoSuchNumber => "people.merge.number",
            Self::Parted => "people.merge.parted",
            Self::Over => "people.merge.over",
            Self::Erased => "people.merge.erased",
            Self::Later => "people.merge.later",
            Self::ChangedSince => "people.merge.changed_since",
            Self::People(error) => return error.code(),
        })
    }
}
