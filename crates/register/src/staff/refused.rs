//! Which refusals about accounts a form mends, and at which of its fields they are told.

use guard::Refused;

use crate::web::{Fields, Mends};

impl Mends for Refused {
    fn mends(&self) -> bool {
        match self {
            Self::UnknownRole
            | Self::Email
            | Self::Name
            | Self::EmailTaken
            | Self::LastAdministrator
            | Self::WrongPassword
            | Self::SamePassword
            | Self::TokenName
            | Self::TokenDays
            | Self::TokenBeyondRole
            | Self::TokensFull
            | Self::Unfit(_) => true,
            Self::NotThere
            | Self::NotFirst
            | Self::Wait { .. }
            | Self::TokenNotThere
            | Self::Crowded(_)
            | Self::HashFailed(_)
            | Self::NotRepeated(_)
            | Self::Guard(_) => false,
        }
    }

    fn field(&self, typed: &Fields) -> Option<&'static str> {
        match self {
            Self::UnknownRole => Some("role"),
            Self::Email | Self::EmailTaken => Some("email"),
            Self::Name | Self::TokenName => Some("name"),
            Self::WrongPassword => Some("current"),
            Self::SamePassword | Self::Unfit(_) => Some("password"),
            Self::TokenDays => Some("days"),
            // A token is for something, and of something.
            Self::TokenBeyondRole => typed.first_that(&["purpose", "category"], str::is_empty),
            _ => None,
        }
    }
}
