//! The tables of the four stores, as the files in `migrations/` make them.
//!
//! The lists are made while building, from what lies in the folders.

use crate::Schema;

include!(concat!(env!("OUT_DIR"), "/schemas.rs"));
