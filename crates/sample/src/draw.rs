//! Drawing: numbers from a seed, words by their weight, numbers that never repeat.
//!
//! Only the raw output of the `ChaCha` cipher is used, which is specified; the convenience functions of `rand`
//! may draw differently from one version to the next, and the same seed must give the same people.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// Draws for one party.
pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    /// The draws of party `number` under `seed`.
    pub(crate) fn of(seed: u64, number: u32) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(u64::from(number));
        Self(random)
    }

    /// A number from zero to `end`, `end` excluded.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        let scaled = u64::from(self.0.next_u32()) * u64::from(end);
        u32::try_from(scaled >> 32).unwrap_or_default()
    }

    /// Yes, `percent` times in a hundred.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of several, each as likely; nothing of none.
    pub(crate) fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
        all.get(usize::try_from(self.below(count)).ok()?).copied()
    }

    /// One of several words.
    pub(crate) fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.one_of(words).unwrap_or_default()
    }
}

/// Things to draw, some more often than others.
pub(crate) struct Weighted<T> {
    /// Each with the sum of weights up to and with it.
    entries: Vec<(u32, T)>,
}

impl<T: Copy> Weighted<T> {
    pub(crate) fn new(entries: impl IntoIterator<Item = (u32, T)>) -> Self {
        let mut sum = 0;
        let entries = entries
            .into_iter()
            .map(|(weight, thing)| {
                sum += weight;
                (sum, thing)
            })
            .collect();
        Self { entries }
    }

    /// One of them, by weight; nothing of none.
    pub(crate) fn draw(&self, draw: &mut Draw) -> Option<T> {
        let (sum, _) = self.entries.last()?;
        let drawn = draw.below(*sum);
        let at = self.entries.partition_point(|(end, _)| *end <= drawn);
        self.entries.get(at).map(|(_, thing)| *thing)
    }
}

impl Weighted<&'static str> {
    /// Of a table `Korhonen 21882, Virtanen 21144, …`.
    pub(crate) fn names(table: &'static str) -> Self {
        Self::new(table.split(',').filter_map(|entry| {
            let mut words = entry.split_whitespace();
            let name = words.next()?;
            Some((words.next()?.parse().ok()?, name))
        }))
    }

    /// One of them, by weight.
    pub(crate) fn name(&self, draw: &mut Draw) -> &'static str {
        self.draw(draw).unwrap_or_default()
    }
}

/// Where `number` lies when `0..count` is shuffled under `seed`: every number has a place of its
/// own, as long as `count` is not a multiple of the step, which is a prime above four million.
pub(crate) fn shuffled(seed: u64, number: u32, count: u32) -> u32 {
    const STEP: u64 = 4_256_233;
    let count = u64::from(count);
    let start = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) % count;
    let place = (u64::from(number) * STEP + start) % count;
    u32::try_from(place).unwrap_or_default()
}
