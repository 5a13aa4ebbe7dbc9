//! How the trusted core fares, in numbers: for whoever watches over the program.
//!
//! Invariant: numbers only; reading them waits for nothing and opens nothing.

use std::sync::atomic::{AtomicU64, Ordering};

use store::Db;

use crate::core::Core;
use crate::guard::Guard;

/// What units of work are counted in.
#[derive(Default)]
pub(crate) struct Units {
    reads: AtomicU64,
    writes: AtomicU64,
}

impl Units {
    pub(crate) fn read(&self) {
        self.reads.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn write(&self) {
        self.writes.fetch_add(1, Ordering::Relaxed);
    }
}

/// How the trusted core fares since it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pulse {
    /// Units of work that looked at personal data.
    pub reads: u64,
    /// Units of work that changed some.
    pub writes: u64,
    /// Lines of the trail, as this process knows them.
    pub trail_lines: i64,
    /// Groups of lines that wait to be written.
    pub trail_waiting: usize,
    /// Each store.
    pub stores: Vec<StorePulse>,
}

/// How a store fares since it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorePulse {
    /// What it is called.
    pub name: &'static str,
    /// Units that waited for a connection.
    pub waits: u64,
    /// How long they waited in all, in milliseconds.
    pub waited_ms: u64,
    /// Units that got no connection in time.
    pub busy: u64,
    /// Units that were run again after a conflict.
    pub reruns: u64,
}

impl StorePulse {
    fn of(db: &Db) -> Self {
        let waits = db.waits();
        Self {
            name: db.name(),
            waits: waits.count,
            waited_ms: waits.waited_ms,
            busy: waits.busy,
            reruns: db.reruns(),
        }
    }
}

impl Guard {
    /// How the trusted core fares.
    #[must_use]
    pub fn pulse(&self) -> Pulse {
        let core: &Core = self.core();
        let stores = std::iter::once(&core.register).chain(&core.others);
        Pulse {
            reads: core.units.reads.load(Ordering::Relaxed),
            writes: core.units.writes.load(Ordering::Relaxed),
            trail_lines: core.trail.end(),
            trail_waiting: core.trail.waiting(),
            stores: stores.map(StorePulse::of).collect(),
        }
    }
}
