//! What outlives the runs of a unit of work, and whoever watches over it.

use std::cell::{Cell, RefCell};

use basics::{LotId, UnitId};
use store::Here;
use trail::Line;

use crate::core::Core;
use crate::error::Error;
use crate::lines::Refused;
use crate::work::Frame;

/// A unit that ended without a result.
pub(super) struct Ended<E> {
    pub(super) error: E,
    /// What the register's store said, where it was the store that ended it.
    pub(super) store: Option<store::Error>,
}

impl<E: From<Error>> From<store::Error> for Ended<E> {
    fn from(error: store::Error) -> Self {
        Self {
            error: E::from(Error::Store(error.clone())),
            store: Some(error),
        }
    }
}

impl<E: From<Error>> From<Error> for Ended<E> {
    fn from(error: Error) -> Self {
        Self {
            error: E::from(error),
            store: None,
        }
    }
}

/// What outlives the runs of a unit, whatever becomes of them: its refusals, and what it wrote
/// beside the keys.
#[derive(Default)]
pub(super) struct Held<'a> {
    pub(super) refused: Refused,
    pub(super) frame: Cell<Option<Frame<'a>>>,
    pub(super) noes_of: Cell<Option<UnitId>>,
    /// Whether the last run got as far as the commit.
    pub(super) committing: Cell<bool>,
    /// Whether the last run met a value whose key was destroyed.
    pub(super) key_gone: Cell<bool>,
    /// Lots whose keys any run destroyed, and how many keys they were.
    pub(super) destroyed: RefCell<Vec<LotId>>,
    pub(super) keys: Cell<u64>,
}

impl Held<'_> {
    pub(super) fn refusals(&self) -> Vec<Line> {
        let frame = self.frame.take();
        frame.map_or_else(Vec::new, |frame| self.refused.take_lines(&frame))
    }

    /// Whether a unit that ended like this changed nothing for certain. Where the server was lost
    /// at the commit, nobody knows.
    pub(super) fn changed_nothing<E>(&self, ended: &Ended<E>) -> bool {
        let unknown = matches!(
            ended.store,
            Some(store::Error::Unreachable | store::Error::Engine { .. } | store::Error::Damaged)
        );
        !(self.committing.get() && unknown)
    }
}

/// Watches over a unit: where it breaks off, its refusals are recorded all the same, and no "no" of
/// it stands.
pub(super) struct Watch<'u, 'a> {
    pub(super) core: &'u Core,
    pub(super) here: &'u Here,
    pub(super) held: &'u Held<'a>,
}

impl Drop for Watch<'_, '_> {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        let recorded = self.core.record_refusals(self.here, self.held);
        let noes = self.held.noes_of.get();
        let taken = noes.map_or(Ok(()), |unit| {
            self.core.vault.take_back_noes(self.here, unit)
        });
        if recorded.is_err() || taken.is_err() {
            tracing::warn!("what a unit that broke off left behind was not recorded");
        }
    }
}
