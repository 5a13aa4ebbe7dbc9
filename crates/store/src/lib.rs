//! One SQL text on SQLite and PostgreSQL: stores, units of work, typed statements, migrations.
//!
//! This is the only crate that knows an engine. Everything else declares its statements with
//! [`statements!`], runs them in a unit of work ([`Db::read`], [`Db::write`]), and cannot tell
//! which engine answers.
//!
//! Invariants: a statement means the same on both engines or does not compile, or fails
//! [`prepared::check`]; nothing touches a connection outside a thread that may block ([`Here`]);
//! a connection whose unit of work did not end cleanly is never used again; no error holds a
//! value or shows SQL.
//!
//! Absent on purpose: any way to run a text that was put together from values, any type that holds
//! a connection in the public interface, any branch on the engine outside this crate.

pub mod aside;
pub mod columns;
pub mod copy;
mod db;
pub mod describe;
mod dynamic;
mod erasures;
mod error;
mod gate;
mod hop;
pub mod migrate;
pub mod place;
mod pool;
mod postgres;
mod postgres_rows;
mod postgres_server;
mod postgres_value;
pub mod prepared;
pub mod schemas;
mod sqlite;
mod statement;
pub mod tables;
mod tx;
mod value;
pub mod whole;
mod with_party;

pub use db::{Db, Engine, Location, Schema, Settings};
pub use dynamic::Dynamic;
pub use error::Error;
pub use gate::Gate;
pub use hop::{Beside, Here, hop};
pub use pool::Waits;
pub use statement::{Columns, Declared, Params, Row, Statement};
pub use tx::Tx;
pub use value::{Column, Kind, Slot, Value};
