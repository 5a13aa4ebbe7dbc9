//! Why a request was not written down or did not go on.

use basics::{Code, Coded};

use super::state::NotNow;
use crate::files;
use crate::letters::NotMail;

/// Why a request was not written down or did not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing is asked for, and it does not say that this is unclear.
    #[error("nothing is asked for")]
    Kinds,
    /// The day is none, or lies in the future.
    #[error("the day is none, or lies in the future")]
    Day,
    /// The day by which the authority is answered is none, or lies before what it asks.
    #[error("the day that was set is none, or lies before the day it came")]
    DueDay,
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
    /// The use that is objected to rests on consent, which is taken back instead.
    #[error("it rests on consent, which is taken back instead")]
    WithdrawInstead,
    /// Nothing that she may object to carries the use.
    #[error("there is no right to object to this use")]
    NotOpen,
    /// The use rests on no consent of hers.
    #[error("this use rests on no consent")]
    NotOnConsent,
    /// Nothing that is held about her rests on consent or contract.
    #[error("nothing rests on consent or contract")]
    NotPortable,
    /// Whoever is not in the register gave no address that marketing could be kept from.
    #[error("no address is given that marketing could be kept from")]
    NothingToSuppress,
    /// The telephone number is none.
    #[error("the telephone number is none")]
    Phone,
    /// The text is too long.
    #[error("the text is too long")]
    Length,
    /// An identity code does not belong into a text.
    #[error("an identity code does not belong into a text")]
    IdentityCode,
    /// Whoever is not in the register says who she is.
    #[error("whoever asks has a name")]
    Who,
    /// An address stands without a name.
    #[error("the name is missing")]
    Name,
    /// The e-mail address is none.
    #[error("the e-mail address is none")]
    Email,
    /// No answer reaches whoever asks.
    #[error("neither an e-mail address nor a postal address is given")]
    Unreached,
    /// It is of somebody who was not found in the register.
    #[error("whoever asked was not found in the register yet")]
    NotLinked,
    /// It is somebody's already, or over.
    #[error("the request is somebody's already, or over")]
    NotUnlinked,
    /// No customer has the number.
    #[error("there is no customer with this number")]
    NoSuchCustomer,
    /// The two are not the same person's open requests, the earlier one kept.
    #[error("the two cannot be joined")]
    NotTheSame,
    /// There is nothing to say by such a letter.
    #[error("there is nothing to say by this letter")]
    NoLetter,
    /// No letter reaches her.
    #[error("no postal address is known")]
    NoAddress,
    /// No e-mail reaches her.
    #[error("no e-mail address is known")]
    NoEmail,
    /// The authority has its answer.
    #[error("this was answered already")]
    AnsweredAlready,
    /// The file is no e-mail.
    #[error("the file is no e-mail")]
    NoMail,
    /// The step cannot follow.
    #[error(transparent)]
    NotNow(#[from] NotNowError),
    /// What a message says of itself.
    #[error(transparent)]
    Mail(#[from] NotMail),
    /// What a file says of itself.
    #[error(transparent)]
    Files(files::Error),
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

impl Coded for NotNowError {
    fn code(&self) -> Code {
        self.0.code()
    }
}

impl From<NotNow> for Error {
    fn from(error: NotNow) -> Self {
        Self::NotNow(NotNowError(error))
    }
}

crate::capability::from_store!(Error::Guard);
crate::people::from_people!(Error);
crate::capability::into_guard!(pub(super) Error, People);

impl Error {
    /// What a file says of itself, or the guard of it.
    pub(super) fn of_files(error: files::Error) -> Self {
        match error {
            files::Error::Guard(error) => Self::Guard(error),
            error => Self::Files(error),
        }
    }
}

crate::web::form_mends!(Error, super::field::of);

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Kinds => "rights.kinds",
            Self::Day => "rights.day",
            Self::DueDay => "rights.due_day",
            Self::Way => "rights.way",
            Self::Outcome => "rights.outcome",
            Self::TooLate => "rights.too_late",
            Self::Reason => "rights.reason",
            Self::Purpose => "rights.purpose",
            Self::WithdrawInstead => "rights.withdraw_instead",
            Self::NotOpen => "rights.not_open",
            Self::NotOnConsent => "rights.not_on_consent",
            Self::NotPortable => "rights.not_portable",
            Self::NothingToSuppress => "rights.nothing_to_suppress",
            Self::Phone => "rights.phone",
            Self::Length => "rights.length",
            Self::IdentityCode => "people.field.identity_code_in_note",
            Self::Who => "rights.who",
            Self::Name => "rights.name",
            Self::Email => "rights.email",
            Self::Unreached => "rights.unreached",
            Self::NotLinked => "rights.not_linked",
            Self::NotUnlinked => "rights.not_unlinked",
            Self::NoSuchCustomer => "files.no_such_customer",
            Self::NotTheSame => "rights.not_the_same",
            Self::NoLetter => "rights.no_letter",
            Self::NoAddress => "rights.no_address",
            Self::NoEmail => "rights.no_email",
            Self::AnsweredAlready => "rights.answered_already",
            Self::NoMail => "rights.no_mail",
            Self::NotNow(error) => return error.code(),
            Self::Mail(error) => return error.code(),
            Self::Files(error) => return error.code(),
            Self::People(error) => return error.code(),
            Self::Guard(error) => return error.code(),
        })
    }
}
