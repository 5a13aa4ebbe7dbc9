//! The pages of requests.

pub(super) mod automated;
pub(super) mod form;
pub(super) mod letters;
pub(super) mod list;
pub(super) mod papers;
pub(super) mod show;
pub(super) mod take;
pub(super) mod unlinked;

use basics::{Coded, PartyId};

use super::error::Error;
use crate::web::{Problem, Visitor};

/// Where the requests of a party stand.
fn path_of(party: PartyId) -> String {
    format!("/customers/{party}/requests")
}

/// The page that says what went wrong.
fn told(visitor: &Visitor, error: &Error) -> Problem {
    Problem::of(error, visitor.language())
}

/// The sentence of what went wrong, where the form is shown again with it.
fn sentence(visitor: &Visitor, error: &Error) -> Option<String> {
    match error {
        Error::Guard(_) => None,
        error => Some(texts::say(visitor.language(), &error.code().text_key())),
    }
}
