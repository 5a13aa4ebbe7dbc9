//! Rows of imports and checks: one type for each, whose columns are named once, with the counts that
//! all of them end with.
//!
//! Invariant: a statement that gives such a row selects its columns in the order they have here, and
//! then the ten counts.

use basics::{BatchId, Instant};
use store::{Column, Columns, Error, Row, Slot, Value};

use super::files::{Batch, Compared};
use super::run::Counts;

/// A row: its columns, then the counts.
macro_rules! row {
    ($name:ty { $($field:ident: $kind:ty),+ $(,)? }) => {
        impl Columns for $name {
            const SLOTS: &'static [Slot] = &[
                $(<$kind as Column>::SLOT,)+
                // The counts.
                i64::SLOT, i64::SLOT, i64::SLOT, i64::SLOT, i64::SLOT, i64::SLOT, i64::SLOT, i64::SLOT,
                i64::SLOT, i64::SLOT,
            ];
        }

        impl Row for $name {
            fn read<'a>(cell: impl Fn(usize) -> Result<Value<'a>, Error>) -> Result<Self, Error> {
                let mut at = 0..;
                let mut next = || cell(at.next().unwrap_or(usize::MAX));
                Ok(Self {
                    $($field: <$kind as Column>::from_value(next()?)?,)+
                    counts: counts(next)?,
                })
            }
        }
    };
}

row!(Batch {
    batch: BatchId,
    source: String,
    started: Instant,
    ended: Option<Instant>,
    kind: String,
    undone: Option<Instant>,
});

row!(Compared {
    source: String,
    kind: String,
    batches: i64,
    undone: i64,
});

/// A check as it is kept.
pub(crate) struct CheckRow {
    pub(super) source: String,
    pub(super) said: String,
    pub(super) started: Instant,
    pub(super) advanced: Instant,
    pub(super) ended: Option<Instant>,
    pub(super) problems: String,
    pub(super) failed: Option<String>,
    pub(super) failed_line: Option<i64>,
    pub(super) rejected_file: Option<i64>,
    pub(super) counts: Counts,
}

row!(CheckRow {
    source: String,
    said: String,
    started: Instant,
    advanced: Instant,
    ended: Option<Instant>,
    problems: String,
    failed: Option<String>,
    failed_line: Option<i64>,
    rejected_file: Option<i64>,
});

/// Rows of the file, done, created, updated, known, rejected, missing, without a proved consent,
/// with an earlier "no", unchanged.
fn counts<'a>(mut next: impl FnMut() -> Result<Value<'a>, Error>) -> Result<Counts, Error> {
    Ok(Counts {
        all: next()?.int()?,
        done: next()?.int()?,
        created: next()?.int()?,
        updated: next()?.int()?,
        known: next()?.int()?,
        rejected: next()?.int()?,
        missing: next()?.int()?,
        no_consent: next()?.int()?,
        earlier_no: next()?.int()?,
        unchanged: next()?.int()?,
    })
}
