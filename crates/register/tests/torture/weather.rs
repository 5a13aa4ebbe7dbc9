//! What is going wrong at the moment, as those who work must know it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

/// The moment's weather. Whoever works looks at it before and after.
pub(crate) struct Weather {
    began: Instant,
    /// Counts every change of the weather.
    changes: AtomicU64,
    /// Whether the trail cannot be written.
    dark: AtomicBool,
    /// Whether something is wrong.
    rough: AtomicBool,
    /// When it became calm, in milliseconds since the beginning.
    calm_since: AtomicU64,
    over: AtomicBool,
}

/// A look at the weather.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    changes: u64,
    /// Whether the trail cannot be written.
    pub(crate) dark: bool,
    /// Whether nothing is wrong, nor was just before.
    pub(crate) calm: bool,
}

impl Look {
    /// Whether the weather was the same all the time between two looks.
    pub(crate) fn held(self, later: Self) -> bool {
        self.changes == later.changes
    }
}

/// After the storm the register may still be busy with what was left: for how many milliseconds.
const SETTLES_MS: u64 = 5_000;

impl Weather {
    pub(crate) fn new() -> Self {
        Self {
            began: Instant::now(),
            changes: AtomicU64::new(0),
            dark: AtomicBool::new(false),
            rough: AtomicBool::new(false),
            calm_since: AtomicU64::new(0),
            over: AtomicBool::new(false),
        }
    }

    fn ms(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Something goes wrong.
    pub(crate) fn breaks(&self, dark: bool) {
        self.rough.store(true, Ordering::SeqCst);
        self.dark.store(dark, Ordering::SeqCst);
        self.changes.fetch_add(1, Ordering::SeqCst);
    }

    /// It is about to be right again: whoever is answered from here on proves nothing.
    pub(crate) fn lifts(&self) {
        self.dark.store(false, Ordering::SeqCst);
        self.changes.fetch_add(1, Ordering::SeqCst);
    }

    /// It is right again.
    pub(crate) fn clears(&self) {
        self.calm_since.store(self.ms(), Ordering::SeqCst);
        self.rough.store(false, Ordering::SeqCst);
        self.changes.fetch_add(1, Ordering::SeqCst);
    }

    /// It is over: everybody goes home.
    pub(crate) fn ends(&self) {
        self.over.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    /// How it is.
    pub(crate) fn look(&self) -> Look {
        let settled = self.calm_since.load(Ordering::SeqCst) + SETTLES_MS;
        Look {
            changes: self.changes.load(Ordering::SeqCst),
            dark: self.dark.load(Ordering::SeqCst),
            calm: !self.rough.load(Ordering::SeqCst) && self.ms() >= settled,
        }
    }
}
