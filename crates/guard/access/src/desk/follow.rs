//! What follows the commit of a unit of work: the index learns its terms, the trail gets its lines.
//!
//! Invariants: nobody is told of a unit before the trail has its lines. The terms of units that
//! come in a stream are hashed beside the next unit, gathered, and written many at once while more
//! units are: a page of the index that each of them would change is changed once for all. Until they
//! are written, the whole values among them are kept at hand, so that nobody is taken for new who
//! came a moment ago.

use std::sync::{Arc, Mutex, PoisonError};

use store::{Beside, Here};
use vault::Hashed;

use super::Reindexed;
use crate::core::Core;
use crate::error::Error;

/// Parties whose terms are written at once. They take some 11 MB while they wait, and as much while
/// they are written: the more there are, the fewer pages of the index are changed for each, and the
/// longer somebody waits who saves a change meanwhile, some two seconds at a million customers.
const AT_ONCE: usize = 32_000;

/// The terms on their way into the index.
#[derive(Default)]
pub(crate) struct Behind(Mutex<Terms>);

#[derive(Default)]
struct Terms {
    /// Those of the last unit.
    hashing: Option<Beside<Hashed>>,
    waiting: Vec<Hashed>,
    writing: Option<Writing>,
}

struct Writing {
    terms: Arc<Vec<Hashed>>,
    task: Beside<Result<(), vault::Error>>,
}

impl Terms {
    /// Waits until the terms of the last unit are hashed. Where that broke off, they are announced
    /// and the next start writes them.
    fn gather(&mut self) -> Result<(), Error> {
        if let Some(hashing) = self.hashing.take() {
            self.waiting.push(hashing.join()?);
        }
        Ok(())
    }
}

impl Core {
    /// Writes terms and lines.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "as what follows behind, which keeps them"
    )]
    pub(super) fn follow(self: &Arc<Self>, here: &Here, reindexed: Reindexed) -> Result<(), Error> {
        self.vault.index(here, &self.register, &reindexed)?;
        self.trail.settle(here, &self.register)?;
        Ok(())
    }

    /// Writes lines; the terms are gathered, and where there are enough of them they are begun to
    /// be written.
    pub(super) fn follow_behind(
        self: &Arc<Self>,
        here: &Here,
        reindexed: Reindexed,
    ) -> Result<(), Error> {
        let mut behind = self.behind.0.lock().unwrap_or_else(PoisonError::into_inner);
        self.vault.keep_at_hand(&reindexed);
        behind.gather()?;
        let (core, fresh) = (Arc::clone(self), reindexed.len());
        behind.hashing = Some(here.beside(move |_| core.vault.hashed(&reindexed)));
        self.trail.settle(here, &self.register)?;
        let waiting = behind.waiting.iter().map(Hashed::len).sum::<usize>();
        if waiting + fresh < AT_ONCE {
            return Ok(());
        }
        behind.gather()?;
        self.written(here, &mut behind)?;
        let terms = Arc::new(std::mem::take(&mut behind.waiting));
        self.vault.writing_at_hand();
        let (core, written) = (Arc::clone(self), Arc::clone(&terms));
        let task = here.beside(move |here| core.vault.index_hashed(here, &core.register, &written));
        behind.writing = Some(Writing { terms, task });
        Ok(())
    }

    /// Waits until everything is in the index.
    pub(super) fn catch_up(&self, here: &Here) -> Result<(), Error> {
        let mut behind = self.behind.0.lock().unwrap_or_else(PoisonError::into_inner);
        behind.gather()?;
        self.written(here, &mut behind)?;
        if behind.waiting.is_empty() {
            return Ok(());
        }
        self.vault.writing_at_hand();
        let waiting = std::mem::take(&mut behind.waiting);
        self.vault.index_hashed(here, &self.register, &waiting)?;
        self.vault.let_go();
        Ok(())
    }

    /// Waits for what is being written. Where that failed, as it does when the register was too
    /// busy for its turn to come, it is tried once more.
    fn written(&self, here: &Here, behind: &mut Terms) -> Result<(), Error> {
        let Some(Writing { terms, task }) = behind.writing.take() else {
            return Ok(());
        };
        if !matches!(task.join(), Ok(Ok(()))) {
            self.vault.index_hashed(here, &self.register, &terms)?;
        }
        self.vault.let_go();
        Ok(())
    }
}
