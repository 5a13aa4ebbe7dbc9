//! What can be found out about a line by itself: whether it can be read, whether the columns it is
//! found by say what it says, which parties it tells of.
//!
//! Invariant: nothing here needs another line or a store, so a page of lines is examined on a
//! thread of its own.

use crate::alike::LookUps;
use crate::append::{Row, look_ups};
use crate::expire;
use crate::line::Line;
use crate::tree::{Hash, leaf};

/// A page of lines, each examined by itself: what needs no other line and no store.
pub(crate) struct Page {
    pub(crate) lines: Vec<Examined>,
    /// What those are found by that say what their columns say.
    pub(crate) look_ups: LookUps,
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
    /// Examines rows of a month, for the side of a comparison that `found` begins.
    pub(crate) fn examine(rows: Vec<Row>, month: i64, mut found: LookUps) -> Self {
        let mut examine = |row: Row| {
            let says = match Line::decode(&row.6) {
                Ok((line, place)) if columns_hold(&row, month, &line, place) => {
                    for (party, opened) in look_ups(&line) {
                        found.add(party, row.0, opened);
                    }
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
        Self {
            lines,
            look_ups: found,
        }
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
