//! Why a party was not entered or changed.

use basics::{Code, Coded, PartyId};

use crate::{fields, permissions};

/// Why a party was not entered or changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A name is missing or too long.
    #[error("a name is missing or too long")]
    Name,
    /// An identity code stands where none belongs.
    #[error("an identity code does not belong here")]
    IdentityCode,
    /// A note is empty or too long.
    #[error("a note is empty or too long")]
    Note,
    /// A contact person names no organisation.
    #[error("name the organisation the person belongs to")]
    OrganisationMissing,
    /// No organisation of the register has the number that was named.
    #[error("no organisation has this customer number")]
    OrganisationUnknown,
    /// The last connection of a party cannot simply end: its erasure must follow.
    #[error("a party without a connection cannot be held")]
    NoConnection,
    /// No connection goes on that could end.
    #[error("no connection goes on that could end")]
    NothingToEnd,
    /// The notice names no such connection, so nobody may be held on it.
    #[error("the notice does not name this connection")]
    ConnectionNotInNotice,
    /// The notice names no such source.
    #[error("the notice does not name this source")]
    SourceNotInNotice,
    /// The notice names no such ground for identity codes.
    #[error("the notice does not name this ground for identity codes")]
    GroundNotInNotice,
    /// Another party has this identity code or business id: it is the same party.
    #[error("another customer has this identity code or business id")]
    Same(PartyId),
    /// The date of birth is not that of the identity code.
    #[error("the date of birth differs from the identity code")]
    BirthDateDiffers,
    /// The two have different identity codes: they are two.
    #[error("the two have different identity codes")]
    CodesDiffer,
    /// The date of birth lies in the future.
    #[error("the date of birth lies in the future")]
    BirthDateFuture,
    /// The day of death lies in the future.
    #[error("the day of death lies in the future")]
    DeathFuture,
    /// The last day lies before the first.
    #[error("the last day lies before the first")]
    Days,
    /// The last day lies in the future.
    #[error("the last day lies in the future")]
    EndFuture,
    /// What takes the place of something begins later than today.
    #[error("what takes its place begins later")]
    ReplaceFuture,
    /// An act about marketing was not recorded.
    #[error(transparent)]
    Permission(permissions::Error),
    /// A value of a field of the company was not written.
    #[error(transparent)]
    Field(fields::Error),
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

impl From<fields::Error> for Error {
    fn from(error: fields::Error) -> Self {
        match error {
            fields::Error::Guard(error) => Self::Guard(error),
            error => Self::Field(error),
        }
    }
}

impl From<permissions::Error> for Error {
    fn from(error: permissions::Error) -> Self {
        match error {
            permissions::Error::Guard(error) => Self::Guard(error),
            error => Self::Permission(error),
        }
    }
}

/// What people say is part of another capability's error, but for what the guard says.
macro_rules! from_people {
    ($error:ident) => {
        impl From<crate::people::Error> for $error {
            fn from(error: crate::people::Error) -> Self {
                match error {
                    crate::people::Error::Guard(error) => Self::Guard(error),
                    error => Self::People(error),
                }
            }
        }
    };
}

pub(crate) use from_people;

crate::capability::from_store!(Error::Guard);
crate::capability::into_guard!(pub Error);

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Name => "people.name",
            Self::IdentityCode => "people.field.identity_code_in_note",
            Self::Note => "people.note",
            Self::OrganisationMissing => "people.organisation_missing",
            Self::OrganisationUnknown => "people.organisation_unknown",
            Self::NoConnection => "people.no_connection",
            Self::NothingToEnd => "people.nothing_to_end",
            Self::ConnectionNotInNotice => "people.connection_not_in_notice",
            Self::SourceNotInNotice => "people.source_not_in_notice",
            Self::GroundNotInNotice => "people.ground_not_in_notice",
            Self::Same(_) => "people.same_party",
            Self::BirthDateDiffers => "people.field.birth_date_differs",
            Self::CodesDiffer => "people.codes_differ",
            Self::BirthDateFuture => "people.field.birth_date_future",
            Self::DeathFuture => "people.field.death_future",
            Self::Days => "people.field.days",
            Self::EndFuture => "people.field.end_future",
            Self::ReplaceFuture => "people.field.replace_future",
            Self::Permission(error) => return error.code(),
            Self::Field(error) => return error.code(),
            Self::Guard(error) => return error.code(),
        })
    }
}
