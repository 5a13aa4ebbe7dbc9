//! What can be found out about a line by itself: whether it can be read, whether the columns it is
//! found by say what it says, which parties it tells of.
//!
//! Invariant: nothing here needs another line or a store, so a page of lines is examined on a
//! thread of its own.

use std::hash::{BuildHasher, RandomState};

use basics::PartyId;

use crate::append::{Row, look_ups};
use crate::expire;
use crate::line::Line;
use crate::tree::{Hash, leaf};

/// A page of lines, each examined by itself: what needs no other line and no store.
pub(crate) struct Page {
    pub(crate) lines: Vec<Examined>,
    /// Over the look-ups of those that say what their columns say.
    pub(crate) sums: Sums,
}

/// A line that was examined.
pub(crate) struct Examined {
    pub(crate) sequence: i64,
    pub(crate) leaf: Hash,
    pub(crate) says: Says,
}

/// What a line says.
pub(crate) enum Says {
    /// What its columns say; the newest month that it tells to be expired.
    Told(i64),
    /// Something else.
    OtherThanItsColumns,
    /// Nothing that could be read.
    Unreadable,
}

impl Page {
    /// Examines rows of a month. `sums` are empty ones with the keys of all.
    pub(crate) fn examine(rows: Vec<Row>, month: i64, mut sums: Sums) -> Self {
        let mut examine = |row: Row| {
            let says = match Line::decode(&row.6) {
                Ok((line, place)) if columns_hold(&row, month, &line, place) => {
                    sums.line(&line, row.0);
                    Says::Told(expire::told_by(&line))
                }
                Ok(_) => Says::OtherThanItsColumns,
                Err(_) => Says::Unreadable,
            };
            Examined {
                sequence: row.0,
                leaf: leaf(&row.6),
                says,
            }
        };
        let lines = rows.into_iter().map(&mut examine).collect();
        Self { lines, sums }
    }
}

/// Whether the columns of a line say what the line says.
fn columns_hold(row: &Row, month: i64, line: &Line, place: Option<i64>) -> bool {
    row.1 == month
        && row.2 == line.actor
        && row.3 == i64::from(line.action.number())
        && row.4 == line.unit
        && row.5 == place
}

/// Sums over what lines are found by: equal where both sides hold the same, whatever the order.
/// The hashes are keyed at random, so nobody can prepare rows whose sums cancel out.
#[derive(Default)]
pub(crate) struct Sums {
    keys: [RandomState; 2],
    pub(crate) sum: [u64; 2],
}

impl Sums {
    /// Empty ones with the same keys.
    pub(crate) fn like(other: &Self) -> Self {
        Self {
            keys: other.keys.clone(),
            sum: [0; 2],
        }
    }

    pub(crate) fn join(&mut self, other: &Self) {
        for (sum, more) in self.sum.iter_mut().zip(other.sum) {
            *sum = sum.wrapping_add(more);
        }
    }

    fn line(&mut self, line: &Line, sequence: i64) {
        for (party, opened) in look_ups(line) {
            self.add(party, sequence, opened);
        }
    }

    pub(crate) fn add(&mut self, party: PartyId, sequence: i64, opened: i64) {
        for (key, sum) in self.keys.iter().zip(&mut self.sum) {
            *sum = sum.wrapping_add(key.hash_one((party, sequence, opened)));
        }
    }
}
