//! How many requests may come by the public form from one network.
//!
//! Invariants: a network is known by a hash under a key that this process drew and tells nobody, so
//! that no address is kept; what is known of it is forgotten when its window is over.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use basics::Instant;

/// Requests from one network in a window: an office or a library shares one.
const EACH_MAX: u32 = 5;
/// Requests from one site in a window: it holds many networks of IP version 6, and nobody who has one
/// shuts the form for everybody.
const SITE_MAX: u32 = 20;
/// Requests from everywhere in a window: more than a company ever gets.
const ALL_MAX: u32 = 200;
/// How long a window lasts, in milliseconds.
const WINDOW_MS: i64 = 60 * 60 * 1_000;

/// When a window began and how many came in it.
type Window = (Instant, u32);

/// Counts what comes by the public form.
#[derive(Default)]
pub(super) struct Gate {
    key: RandomState,
    counted: Mutex<Counted>,
}

#[derive(Default)]
struct Counted {
    each: HashMap<u64, Window>,
    all: Option<Window>,
}

impl Gate {
    /// Whether one more may come from a network now; if so it is counted.
    pub(super) fn lets_in(&self, network: &str, now: Instant) -> bool {
        let own = networks(network).map(|(network, most)| (self.key.hash_one(network), most));
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = |window: &Window| now.ms_since(window.0) < WINDOW_MS;
        counted.each.retain(|_, window| fresh(window));
        let all = counted.all.filter(fresh).unwrap_or((now, 0));
        let full = |(network, most): &(u64, u32)| {
            let window = counted.each.get(network);
            window.is_some_and(|window| window.1 >= *most)
        };
        if all.1 >= ALL_MAX || own.iter().any(full) {
            return false;
        }
        counted.all = Some((all.0, all.1 + 1));
        for (network, _) in own {
            counted.each.entry(network).or_insert((now, 0)).1 += 1;
        }
        true
    }

    /// How many networks it knows.
    #[cfg(test)]
    fn remembers(&self) -> usize {
        let counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        counted.each.len()
    }
}

/// The network of an address and the site that holds it (a /48, RFC 6177), each with how many may come
/// from it.
fn networks(peer: &str) -> [(String, u32); 2] {
    let site = match peer.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => Ipv6Addr::from(u128::from(address) >> 80 << 80).to_string(),
        _ => ["site of ", peer].concat(),
    };
    [(guard::network_of(peer), EACH_MAX), (site, SITE_MAX)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_ms(1_795_507_200_000);

    #[test]
    fn a_network_waits_after_some_requests_and_is_forgotten_after_its_hour() {
        let gate = Gate::default();
        let from = |peer: &str, now| gate.lets_in(peer, now);
        assert!((0..EACH_MAX).all(|_| from("2001:db8::1", NOW)));
        assert!(!from("2001:db8::ffff", NOW), "a customer holds a whole /64");
        assert!(from("192.0.2.1", NOW), "another network waits for nothing");
        assert_eq!(gate.remembers(), 4, "two networks and their sites");
        let later = NOW.plus_ms(WINDOW_MS);
        assert!(from("2001:db8::1", later));
        assert_eq!(gate.remembers(), 2, "the other one is forgotten");
    }

    #[test]
    fn whoever_holds_many_networks_is_one_site() {
        let gate = Gate::default();
        let come = (0..100).filter(|one| gate.lets_in(&format!("2001:db8:7:{one:x}::1"), NOW));
        assert_eq!(come.count(), usize::try_from(SITE_MAX).unwrap());
        assert!(
            gate.lets_in("2001:db8:8::1", NOW),
            "another site waits for nothing"
        );
    }

    #[test]
    fn from_everywhere_no_more_come_than_so_many() {
        let gate = Gate::default();
        let all = (0..=ALL_MAX).map(|one| {
            let network = format!("192.0.{}.{}", one / 200, one % 200);
            gate.lets_in(&network, NOW)
        });
        assert_eq!(
            all.filter(|let_in| *let_in).count(),
            usize::try_from(ALL_MAX).unwrap()
        );
    }
}
