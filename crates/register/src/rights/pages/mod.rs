//! The pages of requests.

pub(super) mod customer;
pub(super) mod list;

use basics::Coded;

use super::error::Error;
use crate::web::{Problem, Visitor};

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
