//! The shell of the interface for programs, `/api/v1`: who calls, for which purpose, what was sent,
//! what goes wrong.
//!
//! It knows no capability: each brings its operations with their part of the description, and the
//! crate's root puts them together. An operation that is not described is not served, because both
//! come from the same list.
//!
//! Invariants: every operation but the description and the notice takes a [`Caller`], which is made
//! from a token alone, never from a browser's cookie; every unit of work has a purpose that the
//! caller named, or the only one its token has; what is sent back is made of the same values as the
//! pages; an error is a problem (RFC 9457) under the code the pages use, and tells nothing of what
//! was sent.

mod body;
mod caller;
mod matched;
mod once;
mod problem;
mod shell;

pub use body::{Before, Body, Id, Query, Within};
pub use caller::Caller;
pub use matched::{Matched, etag};
pub use once::{Key, NotDone, done_once};
pub use problem::{FieldProblem, Problem, ProblemBody};
pub use shell::{PREFIX, describe, router};
