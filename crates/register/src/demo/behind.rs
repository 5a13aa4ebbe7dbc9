//! The clock by which the demo is made: behind the real one, and then caught up with it.
//!
//! A register that was made a moment ago erases nothing: its notice is too young, so that whoever
//! published it has days to notice a mistake. The demo's notice was published some weeks ago.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use basics::{Clock, DAY_MS, Instant};

/// How far it is behind at first, in days: longer than a new notice waits.
const DAYS: i64 = 30;

/// A clock that is behind another one until it has caught up.
pub struct Behind {
    clock: Arc<dyn Clock>,
    behind_ms: AtomicI64,
}

impl Behind {
    /// A clock some weeks behind another one.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let behind_ms = AtomicI64::new(DAYS * DAY_MS);
        Self { clock, behind_ms }
    }

    /// From now on it shows what the other one does.
    pub(super) fn catch_up(&self) {
        self.behind_ms.store(0, Ordering::Relaxed);
    }
}

impl Clock for Behind {
    fn now(&self) -> Instant {
        let behind_ms = self.behind_ms.load(Ordering::Relaxed);
        self.clock.now().plus_ms(-behind_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Still;

    impl Clock for Still {
        fn now(&self) -> Instant {
            Instant::from_ms(1_795_507_200_000)
        }
    }

    #[test]
    fn it_is_behind_for_longer_than_a_new_notice_waits_and_then_catches_up() {
        let behind = Behind::new(Arc::new(Still));
        let days = Still.now().ms_since(behind.now()) / DAY_MS;
        assert!(days > i64::from(policy::ERASURE_WAIT_DAYS), "{days}");
        behind.catch_up();
        assert_eq!(behind.now(), Still.now());
    }
}
