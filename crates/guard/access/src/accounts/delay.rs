//! The delay that grows with every failed sign-in, and why it locks nobody out.
//!
//! A failure counts for the account *from that network* and for the network as a whole; whoever
//! signs in from elsewhere waits for nothing. Guessing from many networks at once is slowed by
//! what a password costs to compare, of which only a few run at a time.

use basics::Instant;

/// Failures that cost nothing: people mistype.
const FREE: i64 = 3;
/// The longest wait, in milliseconds.
const LONGEST_MS: i64 = 15 * 60 * 1000;
/// After this long without a failure, all is forgotten.
pub(crate) const FORGOTTEN_MS: i64 = 24 * 60 * 60 * 1000;
/// A network may fail this much more often than one account from it: an office shares one.
const NETWORK_SHARE: i64 = 10;

/// Failures of one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Failures {
    pub(crate) count: i64,
    pub(crate) last: Instant,
}

impl Failures {
    /// Those that still count at `now`.
    pub(crate) fn at(self, now: Instant) -> i64 {
        if now.ms_since(self.last) > FORGOTTEN_MS {
            0
        } else {
            self.count
        }
    }
}

/// Milliseconds to wait before the next attempt is looked at; nothing to wait gives 0.
pub(crate) fn wait_ms(account: Option<Failures>, network: Option<Failures>, now: Instant) -> i64 {
    let left = |failures: Option<Failures>, divisor: i64| {
        let Some(failures) = failures else { return 0 };
        let delay = delay_ms(failures.at(now) / divisor);
        delay.saturating_sub(now.ms_since(failures.last)).max(0)
    };
    left(account, 1).max(left(network, NETWORK_SHARE))
}

/// 1 s after the fourth failure, doubling up to a quarter of an hour.
fn delay_ms(failures: i64) -> i64 {
    match u32::try_from(failures - FREE) {
        Ok(0) | Err(_) => 0,
        Ok(over) => 1000_i64
            .saturating_mul(2_i64.saturating_pow(over - 1))
            .min(LONGEST_MS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, 0)]
    #[case(3, 0)]
    #[case(4, 1_000)]
    #[case(5, 2_000)]
    #[case(9, 32_000)]
    #[case(40, LONGEST_MS)]
    #[case(1_000, LONGEST_MS)]
    fn the_wait_doubles_from_the_fourth_failure(#[case] count: i64, #[case] ms: i64) {
        let now = Instant::from_ms(1_000_000);
        assert_eq!(wait_ms(Some(Failures { count, last: now }), None, now), ms);
    }

    #[test]
    fn a_failure_elsewhere_delays_nobody() {
        let now = Instant::from_ms(0);
        assert_eq!(wait_ms(None, None, now), 0);
        let office = Failures {
            count: 30,
            last: now,
        };
        assert_eq!(
            wait_ms(None, Some(office), now),
            0,
            "an office may mistype thirty times"
        );
    }

    #[test]
    fn after_a_day_all_is_forgotten() {
        let failed = Failures {
            count: 50,
            last: Instant::from_ms(0),
        };
        let next_day = Instant::from_ms(FORGOTTEN_MS + 1);
        assert_eq!(wait_ms(Some(failed), None, next_day), 0);
        assert_eq!(failed.at(next_day), 0);
    }

    proptest! {
        #[test]
        fn more_failures_never_shorten_the_wait(count in 0..10_000i64) {
            let now = Instant::from_ms(0);
            let wait = |count| wait_ms(Some(Failures { count, last: now }), None, now);
            prop_assert!(wait(count) <= wait(count + 1));
            prop_assert!(wait(count) <= LONGEST_MS);
        }
    }
}
