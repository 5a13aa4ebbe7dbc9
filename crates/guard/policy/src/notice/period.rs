//! How long: a number of days, months or years, or a state that is not a length.

use std::cmp::Ordering;
use std::fmt;

use basics::{Day, Language};
use jiff::Span;

/// A length of time: `6 years`, `12 months`, `14 days`.
#[derive(Debug, Clone, Copy)]
pub struct Period {
    number: u16,
    unit: Unit,
}

/// What a period is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Calendar months: the same date, or the last day of a shorter month.
    Months,
    /// Calendar years.
    Years,
}

/// What a text says about a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    Period(Period),
    NotStated,
    WhileInForce,
    Forever,
}

impl Period {
    /// A period.
    #[must_use]
    pub const fn new(number: u16, unit: Unit) -> Self {
        Self { number, unit }
    }

    /// The number of its units.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.number
    }

    /// What it is counted in.
    #[must_use]
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// Reads `14 days`, `1 month`, `6 years`, or a state.
    pub(crate) fn parse(text: &str) -> Option<Said> {
        match text {
            "not stated" => return Some(Said::NotStated),
            "while in force" => return Some(Said::WhileInForce),
            "forever" | "always" | "indefinitely" | "permanently" | "unlimited" | "ever" => {
                return Some(Said::Forever);
            }
            _ => {}
        }
        let (number, unit) = text.split_once(' ')?;
        let number: u16 = number.parse().ok().filter(|number| *number > 0)?;
        let unit = match unit {
            "day" | "days" => Unit::Days,
            "month" | "months" => Unit::Months,
            "year" | "years" => Unit::Years,
            _ => return None,
        };
        Some(Said::Period(Self { number, unit }))
    }

    /// The last day of the period that begins after `day`.
    #[must_use]
    pub fn after(self, day: Day) -> Day {
        let number = i64::from(self.number);
        let span = match self.unit {
            Unit::Days => Span::new().try_days(number),
            Unit::Months => Span::new().try_months(number),
            Unit::Years => Span::new().try_years(number),
        };
        let later = span.map(|span| day.date().saturating_add(span));
        Day::from_date(later.unwrap_or(jiff::civil::Date::MAX))
    }

    /// As many days as it may take at most.
    pub(crate) const fn days_at_most(self) -> i32 {
        let unit = match self.unit {
            Unit::Days => 1,
            Unit::Months => 31,
            Unit::Years => 366,
        };
        self.number as i32 * unit
    }

    /// In twelve-hundredths of a day, a month being a twelfth of a year of 365.25 days.
    const fn weight(self) -> u64 {
        let unit = match self.unit {
            Unit::Days => 1_200,
            Unit::Months => 36_525,
            Unit::Years => 438_300,
        };
        self.number as u64 * unit
    }

    /// In words: `6 years`, `6 vuotta`, `6 år`.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        let key = match self.unit {
            Unit::Days => "policy-period-days",
            Unit::Months => "policy-period-months",
            Unit::Years => "policy-period-years",
        };
        texts::say_with(language, key, &[("number", self.number)])
    }
}

/// Twelve months are one year.
impl PartialEq for Period {
    fn eq(&self, other: &Self) -> bool {
        self.weight() == other.weight()
    }
}

impl Eq for Period {}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        self.weight().cmp(&other.weight())
    }
}

/// As a notice file writes it: `6 years`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Days => "day",
            Unit::Months => "month",
            Unit::Years => "year",
        };
        let many = if self.number == 1 { "" } else { "s" };
        write!(f, "{} {unit}{many}", self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("14 days", "2026-01-31", "2026-02-14")]
    #[case("1 month", "2026-01-31", "2026-02-28")]
    #[case("12 months", "2024-02-29", "2025-02-28")]
    #[case("6 years", "2026-12-31", "2032-12-31")]
    fn a_period_ends_on_the_calendar(#[case] text: &str, #[case] day: &str, #[case] end: &str) {
        let Some(Said::Period(period)) = Period::parse(text) else {
            panic!("{text}")
        };
        assert_eq!(period.after(Day::parse(day).unwrap()).to_string(), end);
    }

    #[rstest]
    #[case("")]
    #[case("0 years")]
    #[case("-1 years")]
    #[case("6")]
    #[case("6 weeks")]
    #[case("six years")]
    #[case("99999 years")]
    fn what_is_no_period_is_refused(#[case] text: &str) {
        assert_eq!(Period::parse(text), None);
    }

    #[test]
    fn twelve_months_are_a_year() {
        assert_eq!(Period::new(12, Unit::Months), Period::new(1, Unit::Years));
        assert!(Period::new(13, Unit::Months) > Period::new(1, Unit::Years));
        assert!(Period::new(366, Unit::Days) > Period::new(12, Unit::Months));
    }

    proptest! {
        #[test]
        fn a_period_reads_back_as_it_was_written(number in 1..u16::MAX, unit in 0..3u8) {
            let unit = [Unit::Days, Unit::Months, Unit::Years][usize::from(unit)];
            let period = Period::new(number, unit);
            prop_assert_eq!(Period::parse(&period.to_string()), Some(Said::Period(period)));
            let _ = period.after(Day::new(2026, 1, 31).unwrap());
        }
    }
}
