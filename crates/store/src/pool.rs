//! Connections that wait for work, and units of work that wait for a connection.
//!
//! Invariants: whoever came first gets a connection first; a connection returns to the pool only
//! when its unit of work ended cleanly, so nobody ever finds themselves inside the transaction of
//! someone who panicked.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, SemaphorePermit, TryAcquireError};

use crate::{Error, Here};

/// A stack of idle connections behind a first-come gate.
pub(crate) struct Pool<C> {
    gate: Semaphore,
    size: u32,
    busy: Duration,
    idle: Mutex<Vec<C>>,
    waits: AtomicU64,
    waited_ms: AtomicU64,
    refused: AtomicU64,
}

/// How units of work waited for a connection since a store was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waits {
    /// How many had to wait.
    pub count: u64,
    /// How long they waited in all, in milliseconds.
    pub waited_ms: u64,
    /// How many got none in time.
    pub busy: u64,
}

/// A connection in use. Dropped without [`Lease::give_back`], the connection is dropped too.
pub(crate) struct Lease<'a, C> {
    pub(crate) connection: C,
    idle: &'a Mutex<Vec<C>>,
    _place: SemaphorePermit<'a>,
}

/// Never held while anything of a unit of work runs, so a panic cannot leave it half changed.
fn lock<C>(idle: &Mutex<Vec<C>>) -> MutexGuard<'_, Vec<C>> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<C> Pool<C> {
    /// A pool of at most `size` connections, for which a unit of work waits up to `busy`.
    pub(crate) const fn new(size: u32, busy: Duration) -> Self {
        Self {
            gate: Semaphore::const_new(size as usize),
            size,
            busy,
            idle: Mutex::new(Vec::new()),
            waits: AtomicU64::new(0),
            waited_ms: AtomicU64::new(0),
            refused: AtomicU64::new(0),
        }
    }

    /// How units of work waited.
    pub(crate) fn waits(&self) -> Waits {
        Waits {
            count: self.waits.load(Ordering::Relaxed),
            waited_ms: self.waited_ms.load(Ordering::Relaxed),
            busy: self.refused.load(Ordering::Relaxed),
        }
    }

    /// Puts a connection there before anyone asks.
    pub(crate) fn stock(&self, connection: C) {
        lock(&self.idle).push(connection);
    }

    /// A place behind the gate, without a connection yet.
    fn place(&self, here: &Here) -> Result<SemaphorePermit<'_>, Error> {
        match self.gate.try_acquire() {
            Ok(place) => Ok(place),
            Err(TryAcquireError::Closed) => Err(Error::Closed),
            Err(TryAcquireError::NoPermits) => {
                let wait = async { tokio::time::timeout(self.busy, self.gate.acquire()).await };
                // How long it takes is measured, never decided by.
                let began = Instant::now();
                let waited = here.runtime().block_on(wait);
                let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
                self.waits.fetch_add(1, Ordering::Relaxed);
                self.waited_ms.fetch_add(ms, Ordering::Relaxed);
                match waited {
                    Ok(Ok(place)) => Ok(place),
                    Ok(Err(_)) => Err(Error::Closed),
                    Err(_) => {
                        self.refused.fetch_add(1, Ordering::Relaxed);
                        Err(Error::Busy)
                    }
                }
            }
        }
    }

    /// A connection: an idle one that `usable` accepts, or one that `open` makes.
    pub(crate) fn take(
        &self,
        here: &Here,
        usable: impl Fn(&C) -> bool,
        open: impl FnOnce() -> Result<C, Error>,
    ) -> Result<Lease<'_, C>, Error> {
        let place = self.place(here)?;
        let idle = loop {
            let next = lock(&self.idle).pop();
            match next {
                Some(connection) if !usable(&connection) => drop(connection),
                other => break other,
            }
        };
        Ok(Lease {
            connection: match idle {
                Some(connection) => connection,
                None => open()?,
            },
            idle: &self.idle,
            _place: place,
        })
    }

    /// Waits until nothing is in use any more (up to the time of a unit of work), refuses whatever
    /// comes later, and gives the idle connections out to be dropped.
    pub(crate) fn close(&self, here: &Here) -> Vec<C> {
        let all =
            async { tokio::time::timeout(self.busy, self.gate.acquire_many(self.size)).await };
        let quiet = here.runtime().block_on(all);
        self.gate.close();
        drop(quiet);
        std::mem::take(&mut *lock(&self.idle))
    }
}

impl<C> Lease<'_, C> {
    /// Returns the connection: its unit of work ended cleanly.
    pub(crate) fn give_back(self) {
        lock(self.idle).push(self.connection);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc;

    use super::*;
    use crate::hop;

    #[tokio::test(flavor = "multi_thread")]
    async fn who_came_first_is_served_first() {
        let pool = Arc::new(Pool::new(1, Duration::from_secs(10)));
        let (served, order) = mpsc::channel();
        let take = |number: usize| {
            let (pool, served) = (Arc::clone(&pool), served.clone());
            tokio::spawn(hop(move |here| {
                let lease = pool.take(here, |()| true, || Ok(())).unwrap();
                served.send(number).unwrap();
                std::thread::sleep(Duration::from_millis(60));
                lease.give_back();
            }))
        };
        let mut tasks = Vec::new();
        for number in 0..8 {
            tasks.push(take(number));
            // Far enough apart to know who came first, close enough that all of them wait.
            tokio::time::sleep(Duration::from_millis(7)).await;
        }
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        drop(served);
        assert_eq!(
            order.try_iter().collect::<Vec<_>>(),
            (0..8).collect::<Vec<_>>()
        );
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_connection_is_reused_only_where_it_was_given_back() {
        let pool = Arc::new(Pool::new(1, Duration::from_secs(1)));
        let made = hop(move |here| {
            let made = std::cell::Cell::new(0);
            let open = || {
                made.set(made.get() + 1);
                Ok(made.get())
            };
            pool.take(here, |_| true, open).unwrap().give_back();
            drop(pool.take(here, |_| true, open).unwrap());
            pool.take(here, |_| true, open).unwrap().give_back();
            pool.take(here, |number| *number > 2, open)
                .unwrap()
                .give_back();
            made.get()
        });
        assert_eq!(made.await, Ok(3));
    }
}
