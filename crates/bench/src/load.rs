//! Many at once: so many connections, each with one request after the other, for so long.
//!
//! Times are of the client: from the first byte that is sent to the last that is read. What is
//! measured before the round is warm does not count.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};

/// How long things took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Measure {
    /// How many there were.
    pub(crate) count: u64,
    /// How many a second, of all connections together.
    pub(crate) per_second: u64,
    /// Half of them took no longer, in nanoseconds.
    pub(crate) p50_ns: u64,
    /// Ninety-nine of a hundred took no longer, in nanoseconds.
    pub(crate) p99_ns: u64,
    /// The longest, in nanoseconds.
    pub(crate) most_ns: u64,
}

impl Measure {
    /// Of single times, and how long all of them took together.
    ///
    /// # Errors
    ///
    /// Where there are none.
    pub(crate) fn of(mut times: Vec<u64>, whole: Duration) -> Result<Self> {
        times.sort_unstable();
        let count = u64::try_from(times.len())?;
        let at = |hundredths: usize| {
            let place = times.len().saturating_sub(1) * hundredths / 100;
            times.get(place).copied().context("nothing was measured")
        };
        Ok(Self {
            count,
            per_second: per_second(count, whole),
            p50_ns: at(50)?,
            p99_ns: at(99)?,
            most_ns: at(100)?,
        })
    }
}

/// How many a second.
pub(crate) fn per_second(count: u64, whole: Duration) -> u64 {
    let ns = whole.as_nanos().max(1);
    u64::try_from(u128::from(count) * 1_000_000_000 / ns).unwrap_or(u64::MAX)
}

/// A duration in whole nanoseconds.
pub(crate) fn ns(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// A round: how long it is warmed up and how long it is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Round {
    /// What does not count.
    pub(crate) warm: Duration,
    /// What counts.
    pub(crate) counted: Duration,
}

/// When a client ends that has nothing to show: its round may have been too short for one step.
const GIVEN_UP: Duration = Duration::from_mins(1);

/// Lets `clients` of them work at once. `prepare` makes each its own step, which says how long it
/// took itself, or nothing where it was only on the way to something.
///
/// # Errors
///
/// The first of the steps'.
pub(crate) fn at_once<S>(
    clients: u32,
    round: Round,
    prepare: impl Fn(u32) -> Result<S> + Sync,
) -> Result<Measure>
where
    S: FnMut() -> Result<Option<Duration>>,
{
    let ready = Barrier::new(usize::try_from(clients)?);
    let all = thread::scope(|scope| {
        let client = |number: u32| {
            let (prepare, ready) = (&prepare, &ready);
            scope.spawn(move || {
                let step = prepare(number);
                ready.wait();
                one(step?, round)
            })
        };
        let clients: Vec<_> = (0..clients).map(client).collect();
        let joined = clients.into_iter().map(|client| {
            let done = client.join();
            done.unwrap_or_else(|_| Err(anyhow!("a client broke off")))
        });
        joined.collect::<Result<Vec<_>>>()
    })?;
    // Until the last of those that were begun within the round came back.
    let whole = all.iter().map(|(_, counted)| *counted).max();
    let times = all.into_iter().flat_map(|(times, _)| times).collect();
    Measure::of(times, whole.unwrap_or(round.counted))
}

/// The times of one client, and for how long they were counted.
fn one(
    mut step: impl FnMut() -> Result<Option<Duration>>,
    round: Round,
) -> Result<(Vec<u64>, Duration)> {
    let mut times = Vec::new();
    let began = Instant::now();
    loop {
        let took = step()?;
        let elapsed = began.elapsed();
        if let Some(took) = took.filter(|_| elapsed >= round.warm) {
            times.push(ns(took));
        }
        let over = elapsed >= round.warm + round.counted;
        if over && (!times.is_empty() || elapsed >= GIVEN_UP) {
            return Ok((times, elapsed.saturating_sub(round.warm)));
        }
    }
}

/// Numbers that look random and are the same in every run (Marsaglia's xorshift).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// One of a list.
    pub(crate) fn pick<'l, T>(&mut self, list: &'l [T]) -> Option<&'l T> {
        let length = u64::try_from(list.len())
            .ok()
            .filter(|length| *length > 0)?;
        list.get(usize::try_from(self.next() % length).ok()?)
    }

    /// A number below a bound.
    pub(crate) const fn below(&mut self, bound: u64) -> u64 {
        self.next() % if bound == 0 { 1 } else { bound }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_and_ninety_nine_of_a_hundred_are_told_apart() {
        let times = (1..=1_000).rev().collect();
        let measure = Measure::of(times, Duration::from_secs(2)).unwrap();
        assert_eq!((measure.count, measure.per_second), (1_000, 500));
        assert_eq!(
            (measure.p50_ns, measure.p99_ns, measure.most_ns),
            (500, 990, 1_000)
        );
        assert!(Measure::of(Vec::new(), Duration::from_secs(1)).is_err());
    }

    #[test]
    fn every_client_works_for_the_whole_round_and_what_is_only_on_the_way_does_not_count() {
        let round = Round {
            warm: Duration::from_millis(20),
            counted: Duration::from_millis(100),
        };
        let measure = at_once(3, round, |_| {
            let mut turn = 0;
            Ok(move || {
                turn += 1;
                thread::sleep(Duration::from_millis(1));
                Ok((turn % 2 == 0).then_some(Duration::from_nanos(7)))
            })
        });
        let measure = measure.unwrap();
        assert_eq!((measure.p50_ns, measure.most_ns), (7, 7));
        assert!((10..200).contains(&measure.count), "{measure:?}");
    }
}
