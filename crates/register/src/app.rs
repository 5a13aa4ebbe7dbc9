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
use tokio::task::JoinSet;

use crate::web::Link;

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
    menu: Vec<Link>,
    /// Work that goes on after its request was answered.
    tasks: Mutex<JoinSet<()>>,
    /// Keeps others from putting another register in the place of this one.
    lock: OnceLock<File>,
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
        menu: Vec<Link>,
    ) -> Self {
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
        tasks.spawn(work);
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

    /// The menu: what the capabilities offer, in their order.
    #[must_use]
    pub fn menu(&self) -> &[Link] {
        &self.inner.menu
    }

    /// Whether its customers are made up.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.inner.demo
    }
}
