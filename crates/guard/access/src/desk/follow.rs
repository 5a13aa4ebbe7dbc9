//! What follows the commit of a unit of work: the index learns its terms, the trail gets its lines.
//!
//! Invariants: nobody is told of a unit before the trail has its lines. The terms of units that
//! come in a stream are written one unit behind, and until they are, the whole values among them
//! are kept at hand, so that nobody is taken for new who came a moment ago.

use std::sync::{Arc, Mutex, PoisonError};

use store::{Beside, Here};

use super::Reindexed;
use crate::core::Core;
use crate::error::Error;

/// The terms that are written while the next unit is.
#[derive(Default)]
pub(crate) struct Behind(Mutex<Option<Writing>>);

struct Writing {
    terms: Arc<Reindexed>,
    task: Beside<Result<(), vault::Error>>,
}

impl Core {
    /// Writes terms and lines.
    pub(super) fn follow(&self, here: &Here, reindexed: &Reindexed) -> Result<(), Error> {
        self.vault.index(here, &self.register, reindexed)?;
        self.trail.settle(here, &self.register)?;
        Ok(())
    }

    /// The same, but for the terms, which are only begun to be written. Those of the unit before
    /// are there when this returns.
    pub(super) fn follow_behind(
        self: &Arc<Self>,
        here: &Here,
        reindexed: Reindexed,
    ) -> Result<(), Error> {
        self.trail.settle(here, &self.register)?;
        let mut behind = self.behind.0.lock().unwrap_or_else(PoisonError::into_inner);
        self.wait(here, &mut behind)?;
        if reindexed.is_empty() {
            return Ok(());
        }
        self.vault.keep_at_hand(&reindexed);
        let (core, terms) = (Arc::clone(self), Arc::new(reindexed));
        let written = Arc::clone(&terms);
        let task = here.beside(move |here| core.vault.index(here, &core.register, &written));
        *behind = Some(Writing { terms, task });
        Ok(())
    }

    /// Waits until everything is in the index.
    pub(crate) fn catch_up(&self, here: &Here) -> Result<(), Error> {
        let mut behind = self.behind.0.lock().unwrap_or_else(PoisonError::into_inner);
        self.wait(here, &mut behind)
    }

    /// Where writing failed, which it does when the register was too busy for its turn to come, it
    /// is tried once more.
    fn wait(&self, here: &Here, behind: &mut Option<Writing>) -> Result<(), Error> {
        let Some(Writing { terms, task }) = behind.take() else {
            return Ok(());
        };
        if !matches!(task.join(), Ok(Ok(()))) {
            self.vault.index(here, &self.register, &terms)?;
        }
        self.vault.let_go();
        Ok(())
    }
}
