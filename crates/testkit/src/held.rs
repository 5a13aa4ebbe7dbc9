//! Time and randomness that a test holds in its hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use basics::{Clock, Entropy, Instant};

/// A clock that stands still until it is set. Clones show the same time.
#[derive(Debug, Clone)]
pub struct FixedClock(Arc<AtomicI64>);

impl FixedClock {
    /// A clock that shows `now`.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self(Arc::new(AtomicI64::new(now.ms())))
    }

    /// Shows `now` from here on.
    pub fn set(&self, now: Instant) {
        self.0.store(now.ms(), Ordering::SeqCst);
    }

    /// Moves on by `ms` milliseconds.
    pub fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// Moves on by whole days of 24 hours.
    pub fn advance_days(&self, days: i64) {
        self.advance_ms(days.saturating_mul(basics::DAY_MS));
    }
}

/// 24 November 2026, 8.30 UTC.
impl Default for FixedClock {
    fn default() -> Self {
        Self::new(Instant::from_ms(1_795_509_000_000))
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        Instant::from_ms(self.0.load(Ordering::SeqCst))
    }
}

/// Randomness that is the same for the same seed (`SplitMix64`). Never for keys. Clones go on from
/// the same place.
#[derive(Debug, Clone)]
pub struct SeededEntropy(Arc<AtomicU64>);

impl SeededEntropy {
    /// The sequence that belongs to `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Arc::new(AtomicU64::new(seed)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(STEP, Ordering::SeqCst).wrapping_add(STEP);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^= z >> 31;
            for (byte, random) in chunk.iter_mut().zip(z.to_le_bytes()) {
                *byte = random;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_moves_only_when_told() {
        let clock = FixedClock::default();
        assert_eq!(clock.now().to_string(), "2026-11-24T08:30:00.000Z");
        clock.clone().advance_days(1);
        assert_eq!(clock.now().to_string(), "2026-11-25T08:30:00.000Z");
    }

    #[test]
    fn the_same_seed_gives_the_same_sequence() {
        let (one, other) = (SeededEntropy::new(7), SeededEntropy::new(7));
        assert_eq!(
            (one.next_u64(), one.next_u64()),
            (other.next_u64(), other.next_u64())
        );
        assert_ne!(one.next_u64(), SeededEntropy::new(8).next_u64());
    }
}
