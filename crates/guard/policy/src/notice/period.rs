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

impl Unit {
    const ALL: [Self; 3] = [Self::Days, Self::Months, Self::Years];

    /// The unit that is called so in one of the languages, of one or of several.
    fn of_word(word: &str) -> Option<Self> {
        let called = |unit: &Self| {
            Language::ALL.into_iter().any(|language| {
                [1, 2].into_iter().any(|number| {
                    let whole = Period::new(number, *unit).in_words(language);
                    whole.split_once(' ').is_some_and(|(_, unit)| unit == word)
                })
            })
        };
        Self::ALL.into_iter().find(called)
    }
}

const NOT_STATED: &str = "policy-period-not-stated";
const WHILE_IN_FORCE: &str = "policy-period-while-in-force";

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

    /// What a file says about a length of time, in words: `6 vuotta`. Nothing where it says none.
    #[must_use]
    pub fn said(text: &str, language: Language) -> Option<String> {
        let key = match Self::parse(text)? {
            Said::Period(period) => return Some(period.in_words(language)),
            Said::NotStated => NOT_STATED,
            Said::WhileInForce => WHILE_IN_FORCE,
            Said::Forever => return None,
        };
        Some(texts::say(language, key))
    }

    /// What somebody says in words, as a file says it: `6 years` of `6 vuotta`, of `6 år` and of
    /// `6 Years`. Nothing where it says no length of time in any of the languages.
    #[must_use]
    pub fn written(words: &str) -> Option<String> {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.to_lowercase();
        let says = |key: &str| {
            let mut languages = Language::ALL.into_iter();
            languages.any(|language| texts::say(language, key).to_lowercase() == words)
        };
        if says(NOT_STATED) {
            return Some("not stated".to_owned());
        }
        if says(WHILE_IN_FORCE) {
            return Some("while in force".to_owned());
        }
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = words.split_at_checked(digits)?;
        let number: u16 = number.parse().ok().filter(|number| *number > 0)?;
        let unit = Unit::of_word(unit.trim_start())?;
        Some(Self::new(number, unit).to_string())
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

    #[rstest]
    #[case("6 vuotta", Some("6 years"))]
    #[case("1 vuosi", Some("1 year"))]
    #[case("6 vuosi", Some("6 years"))]
    #[case(" 14  Päivää ", Some("14 days"))]
    #[case("14päivää", Some("14 days"))]
    #[case("3 år", Some("3 years"))]
    #[case("1 månad", Some("1 month"))]
    #[case("12 months", Some("12 months"))]
    #[case("Ei ilmoitettu", Some("not stated"))]
    #[case("så länge förbudet gäller", Some("while in force"))]
    #[case("0 vuotta", None)]
    #[case("kuusi vuotta", None)]
    #[case("P3Y", None)]
    #[case("vuotta", None)]
    #[case("", None)]
    fn a_length_of_time_is_written_in_any_of_the_languages(
        #[case] words: &str,
        #[case] written: Option<&str>,
    ) {
        assert_eq!(Period::written(words).as_deref(), written);
    }

    #[test]
    fn what_a_file_says_reads_back_from_its_words() {
        for text in [
            "1 day",
            "14 days",
            "1 month",
            "6 months",
            "1 year",
            "10 years",
            "not stated",
            "while in force",
        ] {
            for language in Language::ALL {
                let words = Period::said(text, language).unwrap();
                assert_eq!(Period::written(&words).as_deref(), Some(text), "{words}");
            }
        }
        assert_eq!(Period::said("forever", Language::Fi), None);
        assert_eq!(Period::said("6 weeks", Language::Fi), None);
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
