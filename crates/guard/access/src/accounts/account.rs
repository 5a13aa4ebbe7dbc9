//! An account, a new one, the roles it was given, and why it was not made or changed.

use basics::{ActorId, Code, Coded, Instant, Language, StaffId};
use policy::RoleKey;

use super::answer::NotRepeated;
use super::attempt::Crowded;
use super::password::{HashFailed, NewPassword, Unfit};
use crate::error::Error;

/// An account as lists and pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub staff: StaffId,
    /// Her name.
    pub name: String,
    /// The address she signs in with.
    pub email: String,
    /// The language of her pages.
    pub language: Language,
    /// The roles she has now.
    pub roles: Vec<RoleKey>,
    /// Since when the account exists.
    pub created: Instant,
    /// Since when it is closed; nothing: it is open.
    pub closed: Option<Instant>,
}

/// An account to be made.
pub struct NewAccount {
    /// Her name.
    pub name: String,
    /// The address she will sign in with.
    pub email: String,
    /// The language of her pages.
    pub language: Language,
    /// A password to begin with, to be changed by herself.
    pub password: NewPassword,
    /// Roles to begin with.
    pub roles: Vec<RoleKey>,
}

/// A role as it was given, and perhaps taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleGiven {
    /// Which role.
    pub role: RoleKey,
    /// When it was given.
    pub given: Instant,
    /// By whom; the account itself, where somebody gave a role to herself.
    pub given_by: ActorId,
    /// When it was taken.
    pub taken: Option<Instant>,
    /// By whom.
    pub taken_by: Option<ActorId>,
}

/// Why an account was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The notice knows no such role.
    #[error("the notice has no such role")]
    UnknownRole,
    /// The address is none.
    #[error("that is no e-mail address")]
    Email,
    /// The name is missing or too long.
    #[error("the name is missing or too long")]
    Name,
    /// Another account signs in with this address.
    #[error("another account has this address")]
    EmailTaken,
    /// Nobody would be left who may manage accounts.
    #[error("nobody would be left who may manage accounts")]
    LastAdministrator,
    /// There is no such account.
    #[error("there is no such account")]
    NotThere,
    /// There are accounts already: the first one is made only once.
    #[error("there are accounts already")]
    NotFirst,
    /// The current password is wrong.
    #[error("the current password is wrong")]
    WrongPassword,
    /// Too many failures: wait.
    #[error("wait {seconds} s before you try again")]
    Wait {
        /// How long.
        seconds: i64,
    },
    /// The new password is the current one.
    #[error("the new password is the current one")]
    SamePassword,
    /// The name of a token is missing or too long.
    #[error("the name of the token is missing or too long")]
    TokenName,
    /// A token lasts at least a day and at most a year.
    #[error("a token lasts at least a day and at most a year")]
    TokenDays,
    /// The token would be more than its owner's role.
    #[error("a token holds purposes, categories and rights of one role of its owner")]
    TokenBeyondRole,
    /// The account has as many tokens as it may.
    #[error("the account has as many tokens as it may have at once")]
    TokensFull,
    /// There is no such token that holds.
    #[error("there is no such token")]
    TokenNotThere,
    /// The new password is not accepted.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// Too many passwords are being compared at this moment.
    #[error(transparent)]
    Crowded(#[from] Crowded),
    /// The password could not be hashed.
    #[error(transparent)]
    HashFailed(#[from] HashFailed),
    /// The request came under a key that is another's, or is being done.
    #[error(transparent)]
    NotRepeated(#[from] NotRepeated),
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] Error),
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Guard(error.into())
    }
}

impl Coded for Refused {
    fn code(&self) -> Code {
        match self {
            Self::UnknownRole => Code::new("access.staff.unknown_role"),
            Self::Email => Code::new("access.staff.email"),
            Self::Name => Code::new("access.staff.name"),
            Self::EmailTaken => Code::new("access.staff.email_taken"),
            Self::LastAdministrator => Code::new("access.staff.last_administrator"),
            Self::NotThere => Code::new("access.staff.not_there"),
            Self::NotFirst => Code::new("access.staff.not_first"),
            Self::WrongPassword => Code::new("access.staff.wrong_password"),
            Self::Wait { .. } => Code::new("access.sign_in.wait"),
            Self::SamePassword => Code::new("access.staff.same_password"),
            Self::TokenName => Code::new("access.token.name"),
            Self::TokenDays => Code::new("access.token.days"),
            Self::TokenBeyondRole => Code::new("access.token.beyond_role"),
            Self::TokensFull => Code::new("access.token.full"),
            Self::TokenNotThere => Code::new("access.token.not_there"),
            Self::Crowded(crowded) => crowded.code(),
            Self::HashFailed(_) => Code::new("access.password.not_hashed"),
            Self::Unfit(unfit) => unfit.code(),
            Self::NotRepeated(error) => error.code(),
            Self::Guard(error) => error.code(),
        }
    }
}
