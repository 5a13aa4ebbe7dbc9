//! The months of the trail: each a tree of its own that begins with the root of the one before.

use basics::Instant;

use crate::tree::{Hash, empty};

/// How a month stands: the first leaf of the next one tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Root {
    /// 202611; zero before the first month.
    pub(crate) month: i64,
    /// How many leaves.
    pub(crate) size: i64,
    /// The root over them.
    pub(crate) hash: Hash,
}

/// Version of the encoding, and what is encoded: a line is `1, 1`.
const OPENING: [u8; 2] = [1, 2];

impl Root {
    /// Before the first month.
    pub(crate) fn nothing() -> Self {
        Self {
            month: 0,
            size: 0,
            hash: empty(),
        }
    }

    /// The first leaf of `month`, which follows on this one: `1`, `2`, then each 8 bytes
    /// big-endian: the month, the month before, its size; its root.
    pub(crate) fn opening_of(&self, month: i64) -> Vec<u8> {
        let mut leaf = OPENING.to_vec();
        for number in [month, self.month, self.size] {
            leaf.extend(number.to_be_bytes());
        }
        leaf.extend(self.hash);
        leaf
    }
}

/// The month of an instant in UTC, such as 202611. The civil calendar from days, after Howard
/// Hinnant's `civil_from_days`: years begin in March, 400 years have 146,097 days.
pub(crate) const fn month_of(instant: Instant) -> i64 {
    let days = instant.ms().div_euclid(86_400_000) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let leap = day_of_era / 1_460 - day_of_era / 36_524 + day_of_era / 146_096;
    let year_of_era = (day_of_era - leap) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let year = era * 400 + year_of_era;
    if from_march < 10 {
        year * 100 + from_march + 3
    } else {
        (year + 1) * 100 + from_march - 9
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use basics::Zone;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_month_is_that_of_the_calendar(ms in -30_000_000_000_000..250_000_000_000_000_i64) {
            let date = Zone::named("UTC").unwrap().day_at(Instant::from_ms(ms)).date();
            let expected = i64::from(date.year()) * 100 + i64::from(date.month());
            prop_assert_eq!(month_of(Instant::from_ms(ms)), expected);
        }

        #[test]
        fn every_instant_has_a_month(ms in any::<i64>()) {
            let _ = month_of(Instant::from_ms(ms));
        }
    }
}
