//! Export: what goes out of the register as a file.
//!
//! In the interest of whoever needs a list elsewhere, and of the people on it: nothing leaves that
//! the role may not take out, nothing leaves without a reason, and each of them can be told who
//! took out what, when and why.
//!
//! Invariants: a file is written in chunks, each a unit of work whose lines are durable before its
//! bytes leave; a file that could not be finished is broken for everyone to see, never short.

mod api;
mod cards;
mod choice;
mod error;
mod flow;
mod format;
mod one;
mod pages;
mod run;
mod sheet;
mod words;

use policy::Right;

use crate::capability::Capability;
use crate::web::{Link, Section};

pub use choice::Choice;
pub use format::Format;
pub use one::{TAKEN, card_of, json_of_one};
pub use run::{CHUNK, Count, Error, FOUND_MAX, Order, Run, View, hers};
pub use sheet::{SCHEMA, Sheet};

/// What export tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "export",
    statements: Vec::new,
    columns: Vec::new,
    routes: pages::routes,
    api: api::operations,
    menu: &[Link {
        path: "/export",
        text: "export-menu",
        for_whom: |visitor| visitor.holds(Right::Export),
        section: Section::Customers,
        search: None,
    }],
    tabs: &[],
    timeline: &[],
    collect: None,
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};
