//! Delimited text as people send it, and as we write it for them.
//!
//! [`Reader`] finds out encoding and delimiter by itself, reads row by row in bounded memory and
//! says at which line something is wrong. [`Writer`] writes what spreadsheets open without running
//! anything in it: a field that begins like a formula gets an apostrophe in front, which [`Reader`]
//! takes away again, so that what is written reads back as it was.
//!
//! Neither keeps or reports a value: errors name line and reason only.

mod decode;
mod guard;
mod quotes;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub use decode::Encoding;
pub use read::{Limits, NotRead, Reader, Row, WhyNotRead};
pub use write::Writer;
