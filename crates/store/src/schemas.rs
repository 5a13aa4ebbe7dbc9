//! The tables of the four stores, as the files in `migrations/` make them.
//!
//! The lists are made while building, from what lies in the folders.

use crate::Schema;

include!(concat!(env!("OUT_DIR"), "/schemas.rs"));

/// All four, in the order in which they are written to.
pub const ALL: [&Schema; 4] = [&KEYS, &REGISTER, &INDEX, &TRAIL];
