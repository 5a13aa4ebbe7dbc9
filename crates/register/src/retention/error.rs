//! Why something about retention was not done.

use basics::{Code, Coded};

use crate::people;
use crate::web::Fields;

/// Why something about retention was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A reason or the words of a decision are missing or too long.
    #[error("the words are missing or too long")]
    Words,
    /// The words hold an identity code, which has no place in free text.
    #[error("the words hold an identity code")]
    IdentityCode,
    /// The day of a review is no day, has passed or lies too far off.
    #[error("the day of the review is no day within two years")]
    ReviewDay,
    /// There is no such thing to hold.
    #[error("there is nothing like this to hold")]
    NothingToHold,
    /// It is held already.
    #[error("it is held already")]
    HeldAlready,
    /// Not everything was decided.
    #[error("something is not decided")]
    Undecided,
    /// What it rests on gives no such ground.
    #[error("what it rests on gives no such ground")]
    NotThisGround,
    /// The number that confirms it is another one.
    #[error("the number does not confirm it")]
    Unconfirmed,
    /// What was granted the law keeps.
    #[error("the law keeps what was granted")]
    KeptByLaw,
    /// What was granted a legal hold keeps.
    #[error("a legal hold keeps what was granted")]
    Held,
    /// What is to go is not what was shown any more.
    #[error("what is due has changed")]
    Changed,
    /// Nothing was chosen.
    #[error("nothing was chosen")]
    Nothing,
    /// What people know.
    #[error(transparent)]
    People(people::Error),
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);
crate::people::from_people!(Error);

crate::web::form_mends!(Error, field);

/// The field that an error is about, of a form with these fields; nothing where it is about the whole
/// form. What is decided has a field for each category and purpose; its page knows which of them.
fn field(error: &Error, typed: &Fields) -> Option<&'static str> {
    match error {
        Error::Words | Error::IdentityCode => typed.first(&["words", "reason"]),
        Error::ReviewDay => Some("review"),
        Error::NothingToHold | Error::HeldAlready => Some("on"),
        Error::Unconfirmed => typed.first(&["count", "number"]),
        Error::Nothing => Some("row"),
        Error::Undecided
        | Error::NotThisGround
        | Error::KeptByLaw
        | Error::Held
        | Error::Changed
        | Error::People(_)
        | Error::Guard(_) => None,
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        match self {
            Self::Words => Code::new("retention.words"),
            Self::IdentityCode => Code::new("people.field.identity_code_in_note"),
            Self::ReviewDay => Code::new("retention.review_day"),
            Self::NothingToHold => Code::new("retention.nothing_to_hold"),
            Self::HeldAlready => Code::new("retention.held_already"),
            Self::Undecided => Code::new("retention.undecided"),
            Self::NotThisGround => Code::new("retention.not_this_ground"),
            Self::Unconfirmed => Code::new("retention.unconfirmed"),
            Self::KeptByLaw => Code::new("retention.kept_by_law"),
            Self::Held => Code::new("retention.held"),
            Self::Changed => Code::new("retention.changed"),
            Self::Nothing => Code::new("retention.nothing_chosen"),
            Self::People(error) => error.code(),
            Self::Guard(error) => error.code(),
        }
    }
}

/// Words as they were typed: some, not too many, without an identity code.
///
/// # Errors
///
/// [`Error::Words`]; [`Error::IdentityCode`].
pub(super) fn words(typed: &str) -> Result<String, Error> {
    let typed = typed.trim();
    if typed.is_empty() || typed.chars().count() > WORDS_MAX {
        return Err(Error::Words);
    }
    if people::holds_identity_code(typed) {
        return Err(Error::IdentityCode);
    }
    Ok(typed.to_owned())
}

/// Characters of a reason.
const WORDS_MAX: usize = 4_000;

impl Error {
    /// What of it is the guard's, for whoever knows no other: a job.
    pub(super) fn into_guard(self) -> guard::Error {
        match self {
            Self::Guard(error) => error,
            Self::People(error) => error.into_guard(),
            // A run types nothing and confirms nothing: nothing else reaches it.
            _ => guard::Error::Shape,
        }
    }
}
