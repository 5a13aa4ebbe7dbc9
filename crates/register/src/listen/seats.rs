//! How many connections there may be, in all and from one computer.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Connections at once. Who comes after waits in the operating system's queue.
const ALL_MAX: usize = 1024;
/// Connections at once from one computer. A browser opens six, or one with HTTP/2.
const EACH_MAX: usize = 128;

/// The seats of a listener.
pub(super) struct Seats {
    all: Arc<Semaphore>,
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// A connection's seat. It is free again when this is dropped.
pub(super) struct Seat {
    peer: IpAddr,
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
    _one: OwnedSemaphorePermit,
}

impl Seats {
    pub(super) fn new() -> Self {
        Self {
            all: Arc::new(Semaphore::new(ALL_MAX)),
            taken: Arc::default(),
        }
    }

    /// Waits for a free one.
    pub(super) async fn free(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.all).acquire_owned().await.ok()
    }

    /// Seats a computer, unless it holds too many already.
    pub(super) fn take(
        &self,
        one: OwnedSemaphorePermit,
        peer: IpAddr,
        shares: bool,
    ) -> Option<Seat> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(peer).or_default();
        if *count >= EACH_MAX && !shares {
            return None;
        }
        *count += 1;
        drop(taken);
        Some(Seat {
            peer,
            taken: Arc::clone(&self.taken),
            _one: one,
        })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.peer) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.peer);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_computer_takes_no_more_than_its_share_and_gives_back_what_it_took() {
        let seats = Seats::new();
        let (one, other): (IpAddr, IpAddr) = ([192, 0, 2, 1].into(), [192, 0, 2, 2].into());
        let mut held = Vec::new();
        for _ in 0..EACH_MAX {
            held.push(seats.take(seats.free().await.unwrap(), one, false).unwrap());
        }
        assert!(
            seats
                .take(seats.free().await.unwrap(), one, false)
                .is_none()
        );
        assert!(seats.take(seats.free().await.unwrap(), one, true).is_some());
        assert!(
            seats
                .take(seats.free().await.unwrap(), other, false)
                .is_some()
        );
        held.pop();
        assert!(
            seats
                .take(seats.free().await.unwrap(), one, false)
                .is_some()
        );
        held.clear();
        assert!(seats.taken.lock().unwrap().is_empty());
        assert_eq!(seats.all.available_permits(), ALL_MAX);
    }
}
