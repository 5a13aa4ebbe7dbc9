//! The hop from async code to a thread that may block, and the proof that it was made.
//!
//! One unit of work is one hop, however many statements it runs. Invariant: whatever touches a
//! database asks for a [`Here`], which exists on such a thread only, so no statement can stall or
//! break the async runtime.

use std::marker::PhantomData;
use std::rc::Rc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use crate::Error;

/// How many units of work may be on blocking threads at once. Far below the 512 threads of tokio:
/// what does not fit waits cheaply, and a pile-up becomes a clear [`Error::Busy`].
const HOPS_MAX: usize = 64;

/// How long a unit of work waits for a thread.
const WAIT: Duration = Duration::from_secs(10);

/// Blocking threads belong to the process, not to a store, and so does their limit.
static THREADS: Semaphore = Semaphore::const_new(HOPS_MAX);

/// Proof of being on a thread that may block. Only [`hop`] makes one, and it cannot leave its
/// thread.
pub struct Here {
    runtime: Handle,
    stays: PhantomData<Rc<()>>,
}

impl Here {
    /// Begins `work` on a thread of its own that may block too. Whoever does not wait for it leaves
    /// it to its end.
    pub fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Here) -> T + Send + 'static,
    ) -> Beside<T> {
        let runtime = self.runtime.clone();
        Beside(std::thread::spawn(move || {
            work(&Here {
                runtime,
                stays: PhantomData,
            })
        }))
    }

    /// The runtime from which the hop was made. On this thread it may be waited for.
    pub(crate) const fn runtime(&self) -> &Handle {
        &self.runtime
    }
}

/// Work that was begun on a thread of its own.
pub struct Beside<T>(std::thread::JoinHandle<T>);

impl<T> Beside<T> {
    /// Waits for its end.
    ///
    /// # Errors
    ///
    /// [`Error::Panicked`].
    pub fn join(self) -> Result<T, Error> {
        self.0.join().map_err(|_| Error::Panicked)
    }
}

/// Runs `work` on a thread that may block.
///
/// # Errors
///
/// [`Error::Busy`] where too much work is waiting for a thread, [`Error::Panicked`] where `work`
/// panicked.
pub async fn hop<T: Send + 'static>(
    work: impl FnOnce(&Here) -> T + Send + 'static,
) -> Result<T, Error> {
    let waiting = tokio::time::timeout(WAIT, THREADS.acquire());
    let Ok(Ok(permit)) = waiting.await else {
        return Err(Error::Busy);
    };
    let runtime = Handle::current();
    let done = tokio::task::spawn_blocking(move || {
        // The permit goes along: where the caller stops waiting, the thread is still taken.
        let _permit = permit;
        let here = Here {
            runtime,
            stays: PhantomData,
        };
        work(&here)
    });
    done.await.map_err(|_| Error::Panicked)
}
