//! Why a breach was not written down or did not go on.

use basics::{Code, Coded};

use super::state::NotNow;

/// Why a breach was not written down or did not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It has no name.
    #[error("it has no name")]
    Name,
    /// A moment is none, or lies in the future.
    #[error("a moment is none, or lies in the future")]
    Moment,
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
    /// An account, or from when until when, is missing.
    #[error("who and when is missing")]
    Seen,
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

crate::web::form_mends!(Error);

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Name => "breaches.name",
            Self::Moment => "breaches.moment",
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
            Self::Seen => "breaches.seen",
            Self::Reason => "breaches.reason",
            Self::NotNow(error) => return error.0.code(),
            Self::Mail(error) => return error.code(),
            Self::People(error) => return error.code(),
            Self::Guard(error) => return error.code(),
        })
    }
}
