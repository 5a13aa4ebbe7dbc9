//! Finnish working days, and periods that end on one.
//!
//! Sources: Regulation (EEC, Euratom) 1182/71, art. 2(1) and 3; the public holidays of Finland as
//! given by the Employment Contracts and church acts: kirkkolaki 652/2023 1:6 §, laki vapunpäivän
//! järjestämisestä työntekijäin vapaapäiväksi eräissä tapauksissa 272/1944, laki itsenäisyyspäivän
//! viettämisestä 388/1937.
//!
//! Christmas Eve and Midsummer Eve are working days here: they are no public holidays by law, and a
//! period that ends a day too early harms nobody.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::Day;

impl Day {
    /// Whether it is a working day: neither a Saturday nor a Sunday nor a public holiday.
    #[must_use]
    pub fn is_working_day(self) -> bool {
        let date = self.date();
        !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(date)
    }

    /// The day itself where it is a working day, otherwise the next one that is.
    #[must_use]
    pub fn or_next_working_day(self) -> Self {
        let mut day = self;
        // No run of holidays and weekends is longer than five days; the bound ends at the calendar's end.
        for _ in 0..10 {
            if day.is_working_day() {
                break;
            }
            day = day.plus_days(1);
        }
        day
    }

    /// The last day of a period of months that an event on this day begins: the same day of the
    /// month, or the last one of a shorter month, moved to the next working day (Regulation
    /// 1182/71, art. 3(1), 3(2)(c) and 3(4)). The period ends with that day.
    #[must_use]
    pub fn end_of_months(self, months: i32) -> Self {
        self.plus_months(months).or_next_working_day()
    }
}

/// Whether a date is one of the public holidays that may fall on a weekday, or on a Saturday that
/// is no ordinary one.
fn is_holiday(date: Date) -> bool {
    let fixed = matches!(
        (date.month(), date.day()),
        (1, 1 | 6) | (5, 1) | (12, 6 | 25 | 26)
    );
    let Some(easter) = easter(date.year()) else {
        return fixed;
    };
    // Good Friday, Easter Monday, Ascension Day. Easter and Pentecost are Sundays, Midsummer Day and
    // All Saints' Day Saturdays.
    let movable = [-2, 1, 39].into_iter();
    fixed
        || movable
            .into_iter()
            .any(|days: i64| date == easter.saturating_add(days.days()))
}

/// Easter Sunday of a year in the Gregorian calendar (the algorithm known as Meeus/Jones/Butcher).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (golden, century, of_century) = (year_number % 19, year_number / 100, year_number % 100);
    let (leaps, odd) = (century / 4, century % 4);
    let correction = (8 * century + 13) / 25;
    let epact = (19 * golden + century - leaps - correction + 15) % 30;
    let (quads, rest) = (of_century / 4, of_century % 4);
    let weekday = (32 + 2 * odd + 2 * quads - epact - rest) % 7;
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * shift + 114;
    let (month, day) = (sum / 31, sum % 31 + 1);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        // University of Helsinki almanac.
        for (year, date) in [
            (2024, "31.3.2024"),
            (2025, "20.4.2025"),
            (2026, "5.4.2026"),
            (2027, "28.3.2027"),
            (2028, "16.4.2028"),
            (2038, "25.4.2038"),
            (2285, "22.3.2285"),
        ] {
            assert_eq!(easter(year).map(Day::from_date), Some(day(date)));
        }
    }

    #[test]
    fn public_holidays_and_weekends_are_no_working_days() {
        for holiday in [
            "1.1.2026",
            "6.1.2026",
            "3.4.2026",
            "6.4.2026",
            "1.5.2026",
            "14.5.2026",
            "20.6.2026",
            "31.10.2026",
            "6.12.2027",
            "25.12.2026",
            "28.12.2025",
            "26.12.2028",
        ] {
            assert!(!day(holiday).is_working_day(), "{holiday}");
        }
        for working in [
            "2.1.2026",
            "2.4.2026",
            "7.4.2026",
            "19.6.2026",
            "24.12.2026",
        ] {
            assert!(day(working).is_working_day(), "{working}");
        }
    }

    #[test]
    fn a_period_of_months_ends_on_a_working_day() {
        for (received, months, end) in [
            ("31.1.2026", 1, "2.3.2026"),
            ("30.11.2026", 1, "30.12.2026"),
            ("30.11.2026", 3, "1.3.2027"),
        ] {
            assert_eq!(day(received).end_of_months(months), day(end), "{received}");
        }
    }

    proptest! {
        #[test]
        fn a_period_never_ends_before_its_month_and_at_most_five_days_after(
            days in 0_i32..60_000, months in 1_i32..4,
        ) {
            let received = day("1.1.1950").plus_days(days);
            let (bare, end) = (received.plus_months(months), received.end_of_months(months));
            prop_assert!(end.is_working_day());
            prop_assert!(end >= bare && end <= bare.plus_days(5), "{bare} {end}");
        }
    }
}
