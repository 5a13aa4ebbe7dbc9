//! Why something of oversight was not written down.

use basics::{Code, Coded, Day};

use crate::web::Fields;

/// Why something of oversight was not written down.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The days of hearing and telling are missing, lie in the future, or the wrong way round.
    #[error("the days of hearing and telling are missing or wrong")]
    Days,
    /// The hours are none, or end before they begin.
    #[error("the hours are none")]
    Hours,
    /// A finding is closed with a word.
    #[error("the word is missing")]
    Word,
    /// The word is too long.
    #[error("the word is too long")]
    Length,
    /// An identity code does not belong into a text.
    #[error("an identity code does not belong into a text")]
    IdentityCode,
    /// It was closed already.
    #[error("the finding was closed already")]
    Closed,
    /// What a look at customers says.
    #[error(transparent)]
    People(crate::people::Error),
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);
crate::people::from_people!(Error);
crate::capability::into_guard!(pub(super) Error, People);

crate::web::form_mends!(Error, field);

/// The field that an error is about, of a form with these fields.
fn field(error: &Error, typed: &Fields) -> Option<&'static str> {
    let no_day = |text: &str| Day::parse(text).is_err();
    let no_hour = |text: &str| text.parse::<u8>().is_err();
    match error {
        Error::Days => typed
            .first_that(&["heard", "told"], no_day)
            .or(Some("told")),
        Error::Hours => typed
            .first_that(&["from", "until"], no_hour)
            .or(Some("until")),
        Error::Word | Error::Length | Error::IdentityCode => Some("word"),
        Error::Closed | Error::People(_) | Error::Guard(_) => None,
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Days => "oversight.days",
            Self::Hours => "oversight.hours",
            Self::Word => "oversight.word",
            Self::Length => "oversight.length",
            Self::IdentityCode => "people.field.identity_code_in_note",
            Self::Closed => "oversight.closed",
            Self::People(error) => return error.code(),
            Self::Guard(error) => return error.code(),
        })
    }
}
