//! The HTTP shell: who visits, what was posted, how a page is framed, what goes wrong.
//!
//! It knows no capability: each brings its own routes, and the crate's root puts them together.
//!
//! Invariants: a form is read only through [`Posted`], which checks that it came from this
//! session's own page; every answer carries the security headers; pages with personal data are
//! `no-store` and their addresses hold ids only; a log line names the route's pattern, never what
//! was asked for; nothing goes wrong without a sentence that says what to do.

mod assets;
mod cookie;
mod download;

mod form;
mod frame;
mod headers;
mod limits;
mod look;
mod mends;
mod message;
mod pages;
mod piped;
mod problem;
mod shell;
mod sought;
mod spoken;
mod start;
mod typed_moment;
mod visitor;
mod worded;
mod wrong;

pub use assets::{ICON, SCRIPT, STYLE};
pub use cookie::Transport;
pub use download::saved;
pub use form::{Anonymous, Fields, Posted, Received, Unreceived, Uploaded, receive};
pub use frame::{Frame, KEYS, Link, Menu, Section, Tab, page, plain, unfit};
pub use headers::Foreign;
pub use limits::Limits;
pub use look::Look;
pub use mends::Mends;
pub use message::{Done, Undo, done, done_undoable};
pub use problem::Problem;
pub use shell::{shell, shell_limited, shell_over};
pub use start::{Older, Start};
pub use typed_moment::moment;
pub use visitor::{Id, Ids, Passer, Query, Visitor};
pub use wrong::{NOT_IDENTITY_CODES, Wrong};

pub(crate) use cookie::named as cookie_named;
pub(crate) use mends::form_mends;
pub(crate) use piped::{beside, pipe, read_out, streamed};
pub(crate) use problem::{PROBLEM_KIND, PROBLEM_TYPE, hidden, status_of, wait_sentence};
pub(crate) use shell::shell_before;
pub(crate) use sought::Sought;
pub(crate) use spoken::remembered as language_remembered;
pub(crate) use visitor::preferred;
