//! The delay that grows with every failed sign-in, and why it locks nobody out.
//!
//! A failure counts for the account *from that network* and for the network as a whole; whoever
//! signs in from elsewhere waits for nothing. Many people may share a network, all of them where a
//! proxy stands in front: so what the network did never delays an account that has signed in from
//! it before, and half of it is forgotten with every hour. Guessing from many networks at once is
//! slowed by what a password costs to compare, of which only a few run at a time.

use basics::Instant;

/// Failures that cost nothing: people mistype.
const FREE: i64 = 3;
/// The longest wait, in milliseconds.
const LONGEST_MS: i64 = 15 * 60 * 1000;
/// After this long without a failure, all is forgotten.
pub(crate) const FORGOTTEN_MS: i64 = 24 * 60 * 60 * 1000;
/// After this long, half of what a network did is forgotten.
const HALVED_MS: i64 = 60 * 60 * 1000;
/// A network may fail this much more often than one account from it: an office shares one.
const NETWORK_SHARE: i64 = 10;

/// Failures of one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Failures {
    pub(crate) count: i64,
    pub(crate) last: Instant,
    /// Until when the hourly halving has been done.
    pub(crate) halved: Instant,
}

impl Failures {
    /// The first one.
    pub(crate) const fn first(now: Instant) -> Self {
        Self {
            count: 1,
            last: now,
            halved: now,
        }
    }

    /// Those of an account that still count at `now`.
    pub(crate) fn of_account(self, now: Instant) -> Self {
        if now.ms_since(self.last) > FORGOTTEN_MS {
            Self { count: 0, ..self }
        } else {
            self
        }
    }

    /// Those of a network that still count at `now`.
    pub(crate) fn of_network(self, now: Instant) -> Self {
        let hours = now.ms_since(self.halved).max(0) / HALVED_MS;
        let halvings = u32::try_from(hours).unwrap_or(u32::MAX);
        Self {
            count: self.count.checked_shr(halvings).unwrap_or(0),
            halved: self.halved.plus_ms(hours * HALVED_MS),
            ..self
        }
    }

    /// One more.
    pub(crate) const fn and_one(self, now: Instant) -> Self {
        Self {
            count: self.count.saturating_add(1),
            last: now,
            ..self
        }
    }
}

/// Milliseconds to wait before the next attempt is looked at; nothing to wait gives 0. `network`
/// is left out for an account that has signed in from it before.
pub(crate) fn wait_ms(account: Option<Failures>, network: Option<Failures>, now: Instant) -> i64 {
    let left = |failures: Option<Failures>, divisor: i64| {
        let Some(failures) = failures else { return 0 };
        let delay = delay_ms(failures.count / divisor);
        delay.saturating_sub(now.ms_since(failures.last)).max(0)
    };
    let account = account.map(|failures| failures.of_account(now));
    let network = network.map(|failures| failures.of_network(now));
    left(account, 1).max(left(network, NETWORK_SHARE))
}

/// The network as failures are counted by: an IPv6 customer holds a whole /64.
#[must_use]
pub fn network_of(peer: &str) -> String {
    use std::net::{IpAddr, Ipv6Addr};
    match peer.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            let prefix = u128::from(address) >> 64 << 64;
            format!("{}/64", Ipv6Addr::from(prefix))
        }
        Ok(address) => address.to_string(),
        Err(_) => peer.to_owned(),
    }
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

    fn failures(count: i64, at: i64) -> Failures {
        Failures {
            count,
            ..Failures::first(Instant::from_ms(at))
        }
    }

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
        assert_eq!(wait_ms(Some(failures(count, now.ms())), None, now), ms);
    }

    #[test]
    fn a_failure_elsewhere_delays_nobody_and_an_office_may_mistype() {
        let now = Instant::from_ms(0);
        assert_eq!(wait_ms(None, None, now), 0);
        assert_eq!(wait_ms(None, Some(failures(30, 0)), now), 0);
        assert_eq!(wait_ms(None, Some(failures(40, 0)), now), 1_000);
    }

    #[test]
    fn after_a_day_all_is_forgotten() {
        let next_day = Instant::from_ms(FORGOTTEN_MS + 1);
        assert_eq!(wait_ms(Some(failures(50, 0)), None, next_day), 0);
        assert_eq!(failures(50, 0).of_account(next_day).count, 0);
    }

    #[rstest]
    #[case(0, 80)]
    #[case(HALVED_MS - 1, 80)]
    #[case(HALVED_MS, 40)]
    #[case(3 * HALVED_MS + 5, 10)]
    #[case(900 * HALVED_MS, 0)]
    fn every_hour_half_of_what_a_network_did_is_forgotten_even_while_it_goes_on(
        #[case] at: i64,
        #[case] left: i64,
    ) {
        let busy = Failures {
            last: Instant::from_ms(at),
            ..failures(80, 0)
        };
        let halved = busy.of_network(Instant::from_ms(at));
        assert_eq!(halved.count, left);
        assert_eq!(
            halved.of_network(Instant::from_ms(at)),
            halved,
            "and only once"
        );
    }

    #[rstest]
    #[case("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    #[case("::ffff:192.0.2.7", "192.0.2.7")]
    #[case("192.0.2.7", "192.0.2.7")]
    #[case("terminal", "terminal")]
    fn a_customer_of_ipv6_is_one_network(#[case] peer: &str, #[case] network: &str) {
        assert_eq!(network_of(peer), network);
    }

    proptest! {
        #[test]
        fn more_failures_never_shorten_the_wait(count in 0..10_000i64) {
            let now = Instant::from_ms(0);
            let wait = |count| wait_ms(Some(failures(count, 0)), None, now);
            prop_assert!(wait(count) <= wait(count + 1));
            prop_assert!(wait(count) <= LONGEST_MS);
        }
    }
}
