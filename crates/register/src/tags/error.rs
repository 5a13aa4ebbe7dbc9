//! Why a tag was not made, put on or taken off.

use basics::{Code, Coded};

use crate::web::Fields;

/// Why a tag was not made, put on or taken off.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The name holds an identity code.
    #[error("an identity code does not belong into the name of a tag")]
    IdentityCode,
    /// The name is empty or too long.
    #[error("the name of a tag is empty or too long")]
    Name,
    /// Another tag has this name.
    #[error("another tag has this name")]
    Taken,
    /// There are as many tags as there may be.
    #[error("there are too many tags")]
    TooMany,
    /// The tag was ended, or there is none.
    #[error("the tag is put on nobody any more")]
    Ended,
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);

crate::web::form_mends!(Error, field);

/// The field that an error is about.
const fn field(error: &Error, _typed: &Fields) -> Option<&'static str> {
    match error {
        Error::IdentityCode | Error::Name | Error::Taken => Some("name"),
        Error::Ended => Some("tag"),
        Error::TooMany | Error::Guard(_) => None,
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::IdentityCode => "people.field.identity_code_in_note",
            Self::Name => "tags.name",
            Self::Taken => "tags.taken",
            Self::TooMany => "tags.too_many",
            Self::Ended => "tags.ended",
            Self::Guard(error) => return error.code(),
        })
    }
}
