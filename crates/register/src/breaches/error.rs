//! Why a breach was not written down or did not go on.

use basics::{Code, Coded};

use super::asked;
use super::state::NotNow;
use crate::people::holds_identity_code;
use crate::web::Fields;

/// Why a breach was not written down or did not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It has no name.
    #[error("it has no name")]
    Name,
    /// A moment is none, or lies in the future: that of this field.
    #[error("a moment is none, or lies in the future")]
    Moment(&'static str),
    /// What happened lies after what was noticed.
    #[error("it was noticed before it happened")]
    NoticedBefore,
    /// A step says what was done or why.
    #[error("the words are missing")]
    Words,
    /// Told after 72 hours, it says why (GDPR art. 33(1)).
    #[error("told after 72 hours, it says why")]
    LateWhy,
    /// The risk, the ground or the way was not chosen.
    #[error("nothing was chosen")]
    Choice,
    /// A number is none.
    #[error("a number is none")]
    Number,
    /// The text is too long.
    #[error("the text is too long")]
    Length,
    /// An identity code does not belong into a text.
    #[error("an identity code does not belong into a text")]
    IdentityCode,
    /// Nobody was chosen, or more than there may be at once.
    #[error("nobody was chosen, or too many")]
    Nobody,
    /// Everyone who was chosen was told already.
    #[error("everyone was told already")]
    AllTold,
    /// Somebody has no address of that kind.
    #[error("somebody is not reached that way")]
    NotReached,
    /// The text for the people is missing in the language of one of them.
    #[error("the text is missing in a language")]
    Unworded,
    /// An account, or from when until when, is missing: this field.
    #[error("who and when is missing")]
    Seen(&'static str),
    /// Nothing is taken out without a reason.
    #[error("the reason is missing")]
    Reason,
    /// The step cannot follow.
    #[error(transparent)]
    NotNow(#[from] NotNowError),
    /// What a message says of itself.
    #[error(transparent)]
    Mail(#[from] crate::letters::NotMail),
    /// What a look at customers says.
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

crate::capability::from_store!(Error::Guard);
crate::people::from_people!(Error);

crate::web::form_mends!(Error, field);

/// The field that an error is about, of a form with these fields; nothing where it is about the whole
/// form. Boxes are named although a browser leaves them out where none is ticked.
fn field(error: &Error, typed: &Fields) -> Option<&'static str> {
    match error {
        Error::Moment(field) | Error::Seen(field) => Some(field),
        Error::Name => Some("name"),
        Error::NoticedBefore => Some("noticed"),
        Error::Words => Some("words"),
        Error::LateWhy => Some("late"),
        Error::Choice => typed.first(&["risk", "why", "way", "breach"]),
        Error::Number => {
            typed.first_that(&["people", "records"], |text| asked::count(text).is_err())
        }
        Error::Length => asked::TEXTS
            .iter()
            .find(|(field, most)| typed.text(field).chars().count() > *most)
            .map(|(field, _)| *field),
        Error::IdentityCode => {
            typed.first_that(&asked::TEXTS.map(|one| one.0), holds_identity_code)
        }
        Error::Nobody => typed.first(&["customer"]).or(Some("who")),
        Error::AllTold | Error::NotReached => Some("who"),
        Error::Reason => Some("reason"),
        Error::NotNow(NotNowError(NotNow::Before)) => typed.first(&["at", "aware"]),
        Error::Unworded
        | Error::NotNow(_)
        | Error::Mail(_)
        | Error::People(_)
        | Error::Guard(_) => None,
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Name => "breaches.name",
            Self::Moment(_) => "breaches.moment",
            Self::NoticedBefore => "breaches.noticed_before",
            Self::Words => "breaches.words",
            Self::LateWhy => "breaches.late_why",
            Self::Choice => "breaches.choice",
            Self::Number => "breaches.number",
            Self::Length => "breaches.length",
            Self::IdentityCode => "people.field.identity_code_in_note",
            Self::Nobody => "breaches.nobody",
            Self::AllTold => "breaches.all_told",
            Self::NotReached => "breaches.not_reached",
            Self::Unworded => "breaches.unworded",
            Self::Seen(_) => "breaches.seen",
            Self::Reason => "breaches.reason",
            Self::NotNow(error) => return error.0.code(),
            Self::Mail(error) => return error.code(),
            Self::People(error) => return error.code(),
            Self::Guard(error) => return error.code(),
        })
    }
}
