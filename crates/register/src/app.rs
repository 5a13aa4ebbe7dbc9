//! What everything hangs on.
//!
//! There are no globals: one process can hold many registers, each an [`App`] of its own with its
//! own folder, keys and host name.

use std::fs::File;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use basics::{Clock, Entropy, Ids};
use guard::Guard;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;

use crate::measured::Measured;
use crate::web::{Menu, Sought};

/// One register, opened. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    guard: Guard,
    data: PathBuf,
    clock: Arc<dyn Clock>,
    ids: Ids,
    demo: bool,
    menu: Menu,
    /// Work that goes on after its request was answered.
    tasks: Mutex<JoinSet<()>>,
    /// Keeps others from putting another register in the place of this one.
    lock: OnceLock<File>,
    measured: Arc<Measured>,
    /// The turn to verify the trail.
    verifying: Arc<Semaphore>,
    sought: Sought,
}

impl App {
    /// A register that was opened from `data`.
    #[must_use]
    pub fn new(
        guard: Guard,
        data: PathBuf,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        demo: bool,
        menu: Menu,
    ) -> Self {
        let measured = Arc::new(Measured::since(clock.now()));
        let ids = Ids::new(Arc::clone(&clock), entropy);
        Self {
            inner: Arc::new(Inner {
                guard,
                data,
                clock,
                ids,
                demo,
                menu,
                tasks: Mutex::default(),
                lock: OnceLock::new(),
                measured,
                verifying: Arc::new(Semaphore::new(1)),
                sought: Sought::default(),
            }),
        }
    }

    /// Holds the lock of the data folder as long as the register is open.
    pub(crate) fn hold(&self, lock: File) {
        // There is one for each register that was opened, and it is given once.
        let _first = self.inner.lock.set(lock);
    }

    /// Begins work that goes on after its request was answered, such as an import.
    pub fn begin(&self, work: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self
            .inner
            .tasks
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(Arc::clone(&self.inner.measured).background(work));
    }

    /// Waits for the work that was begun.
    pub async fn finish(&self) {
        let begun = || {
            let tasks = self.inner.tasks.lock();
            std::mem::take(&mut *tasks.unwrap_or_else(PoisonError::into_inner))
        };
        let mut tasks = begun();
        while tasks.join_next().await.is_some() {}
    }

    /// The turn to verify the trail for somebody else, who waits for it: every line is read, so one
    /// at a time has it. Nothing while another has.
    #[must_use]
    pub fn turn_to_verify(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.inner.verifying).try_acquire_owned().ok()
    }

    /// What is counted while the program runs.
    #[must_use]
    pub fn measured(&self) -> &Arc<Measured> {
        &self.inner.measured
    }

    /// What visitors sought, for their sessions.
    #[must_use]
    pub(crate) fn sought(&self) -> &Sought {
        &self.inner.sought
    }

    /// The trusted core.
    #[must_use]
    pub fn guard(&self) -> &Guard {
        &self.inner.guard
    }

    /// What time it is.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        self.inner.clock.as_ref()
    }

    /// Makes ids.
    #[must_use]
    pub fn ids(&self) -> &Ids {
        &self.inner.ids
    }

    /// The data folder.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.inner.data
    }

    /// What the capabilities offer, in their order.
    #[must_use]
    pub fn menu(&self) -> &Menu {
        &self.inner.menu
    }

    /// Whether its customers are made up.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.inner.demo
    }
}
