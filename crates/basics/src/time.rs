//! Instants, days and the clock.
//!
//! An [`Instant`] is milliseconds in UTC. A [`Day`] is a date in the controller's zone: which
//! instant it begins at depends on a [`Zone`], and only there.

use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Milliseconds of 24 hours: for what is kept or waits so long, not for days of a calendar, which may
/// have 23 or 25 of them.
pub const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(i64);

impl Instant {
    /// From milliseconds since the Unix epoch.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// This instant `ms` milliseconds later (earlier where negative), held at the ends of time.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this instant; negative where it lies before.
    #[must_use]
    pub const fn ms_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Reads what [`Display`](fmt::Display) writes: a point in time by RFC 3339. What is finer than a
    /// millisecond is left out.
    ///
    /// # Errors
    ///
    /// [`NotAnInstant`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotAnInstant> {
        let at: jiff::Timestamp = text.parse().map_err(|_| NotAnInstant)?;
        Ok(Self(at.as_millisecond()))
    }

    fn timestamp(self) -> jiff::Timestamp {
        let clamped = self.0.clamp(
            jiff::Timestamp::MIN.as_millisecond(),
            jiff::Timestamp::MAX.as_millisecond(),
        );
        jiff::Timestamp::from_millisecond(clamped).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

/// The text is no point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a point in time is written as 2026-11-24T08:30:00.000Z")]
pub struct NotAnInstant;

/// RFC 3339 in UTC with milliseconds: `2026-11-24T08:30:00.000Z`.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.timestamp())
    }
}

/// A calendar day, `YYYY-MM-DD`, in the controller's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(Date);

/// The text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a day is written as 24.11.2026 or 2026-11-24")]
pub struct NotADay;

impl Day {
    /// The first day of the calendar: before it nothing is.
    pub const FIRST: Self = Self(Date::constant(1, 1, 1));

    /// The day with this year, month and day of month.
    ///
    /// # Errors
    ///
    /// [`NotADay`] where the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, NotADay> {
        Date::new(year, month, day).map(Self).map_err(|_| NotADay)
    }

    /// Reads a day as Finns write it (`24.11.2026`, `1.2.2026`) or as ISO 8601 (`2026-11-24`).
    ///
    /// # Errors
    ///
    /// [`NotADay`] for anything else, two-digit years and days the calendar lacks among it.
    pub fn parse(text: &str) -> Result<Self, NotADay> {
        let text = text.trim();
        let number = |part: &str, most: usize| {
            let fits = (1..=most).contains(&part.len());
            if fits && part.bytes().all(|b| b.is_ascii_digit()) {
                part.parse::<i16>().ok()
            } else {
                None
            }
        };
        let dotted: Vec<&str> = text.split('.').collect();
        let dashed: Vec<&str> = text.split('-').collect();
        let (([day, month, year], _) | (_, [year, month, day])) =
            (dotted.as_slice(), dashed.as_slice())
        else {
            return Err(NotADay);
        };
        if year.len() != 4 {
            return Err(NotADay);
        }
        let parts = (number(year, 4), number(month, 2), number(day, 2));
        let (Some(year), Some(month), Some(day)) = parts else {
            return Err(NotADay);
        };
        let small = |n: i16| i8::try_from(n).map_err(|_| NotADay);
        Self::new(year, small(month)?, small(day)?)
    }

    /// The calendar date, for arithmetic.
    #[must_use]
    pub const fn date(self) -> Date {
        self.0
    }

    /// From a calendar date.
    #[must_use]
    pub const fn from_date(date: Date) -> Self {
        Self(date)
    }

    /// The day `days` later (earlier where negative), held at the ends of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days)))
    }

    /// The same day of the month `months` later, or the last one where that month is shorter, as
    /// periods of months are counted (Regulation 1182/71, art. 3(2)(c)).
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().months(months)))
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self(self.0.first_of_month())
    }

    /// Its month as people read it: `11/2026`.
    #[must_use]
    pub fn month_of_year(self) -> String {
        format!("{}/{}", self.0.month(), self.0.year())
    }

    /// Finnish form: `24.11.2026`.
    #[must_use]
    pub fn finnish(self) -> String {
        format!("{}.{}.{}", self.0.day(), self.0.month(), self.0.year())
    }
}

/// ISO 8601: `2026-11-24`, as it is stored.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The zone in which days begin and end: the controller's, from the notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

/// No time zone has that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the time zone must be an IANA name such as Europe/Helsinki")]
pub struct UnknownZone;

impl Zone {
    /// The zone with this IANA name, such as `Europe/Helsinki`.
    ///
    /// # Errors
    ///
    /// [`UnknownZone`] where the bundled time-zone database has no such name.
    pub fn named(name: &str) -> Result<Self, UnknownZone> {
        TimeZone::get(name).map(Self).map_err(|_| UnknownZone)
    }

    /// The day it is at `instant` in this zone.
    #[must_use]
    pub fn day_at(&self, instant: Instant) -> Day {
        Day(instant.timestamp().to_zoned(self.0.clone()).date())
    }

    /// The instant at which `day` begins in this zone.
    #[must_use]
    pub fn start_of(&self, day: Day) -> Instant {
        let start = self.0.to_zoned(day.0.at(0, 0, 0, 0));
        Instant(start.map_or(0, |zoned| zoned.timestamp().as_millisecond()))
    }

    /// The instant at which clocks in this zone show a time of `day`: an hour that is turned back is the
    /// first of the two, one that is left out the one behind it. Nothing where it is no time of a day.
    #[must_use]
    pub fn at(&self, day: Day, hour: i8, minute: i8) -> Option<Instant> {
        let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
        let zoned = self.0.to_zoned(day.0.to_datetime(time)).ok()?;
        Some(Instant(zoned.timestamp().as_millisecond()))
    }

    /// `instant` as Finns write it, in this zone: `24.11.2026 10.30`.
    #[must_use]
    pub fn finnish(&self, instant: Instant) -> String {
        let here = instant.timestamp().to_zoned(self.0.clone());
        format!(
            "{} {}.{:02}",
            Day(here.date()).finnish(),
            here.hour(),
            here.minute()
        )
    }
}

/// What time it is: a parameter of everything that depends on it.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Instant;
}

/// The computer's clock. Made once, where the program starts.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the system clock"
    )]
    fn now(&self) -> Instant {
        Instant(jiff::Timestamp::now().as_millisecond())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[test]
    fn a_period_of_months_ends_on_the_same_day_or_on_the_last_one() {
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(day("2026-11-28").plus_months(1), day("2026-12-28"));
        assert_eq!(day("2027-01-31").plus_months(1), day("2027-02-28"));
        assert_eq!(day("2026-12-15").plus_months(1), day("2027-01-15"));
    }

    #[rstest]
    #[case("24.11.2026", 2026, 11, 24)]
    #[case("1.2.2026", 2026, 2, 1)]
    #[case(" 2026-02-01 ", 2026, 2, 1)]
    fn days_are_read_as_people_write_them(
        #[case] text: &str,
        #[case] year: i16,
        #[case] month: i8,
        #[case] day: i8,
    ) {
        assert_eq!(Day::parse(text), Day::new(year, month, day));
    }

    #[rstest]
    #[case("")]
    #[case("31.2.2026")]
    #[case("1.2.26")]
    #[case("2026-1")]
    #[case("+1.2.2026")]
    #[case("-2026-01-01")]
    fn what_is_no_day_is_refused(#[case] text: &str) {
        assert_eq!(Day::parse(text), Err(NotADay));
    }

    #[test]
    fn midnight_falls_by_the_controllers_zone_not_by_utc() {
        let zone = Zone::named("Europe/Helsinki").unwrap();
        // 2026-01-31 at 22:30 UTC is half past midnight of 1 February in Helsinki.
        let late = Instant::from_ms(1_769_898_600_000);
        assert_eq!(zone.day_at(late), Day::new(2026, 2, 1).unwrap());
        assert_eq!(late.to_string(), "2026-01-31T22:30:00.000Z");
        assert_eq!(zone.finnish(late), "1.2.2026 0.30");
    }

    proptest! {
        #[test]
        fn a_day_reads_back_as_it_was_written(days in -300_000..300_000i32) {
            let day = Day::new(2000, 1, 1).unwrap().plus_days(days);
            prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
            prop_assert_eq!(Day::parse(&format!("{:02}.{:02}.{:04}",
                day.date().day(), day.date().month(), day.date().year())), Ok(day));
        }

        #[test]
        fn an_instant_reads_back_as_it_was_written(ms in -62_135_596_800_000..253_402_300_799_999_i64) {
            let at = Instant::from_ms(ms);
            prop_assert_eq!(Instant::parse(&at.to_string()), Ok(at));
        }

        #[test]
        fn no_text_makes_parsing_panic(text in ".*") {
            let _ = Day::parse(&text);
            let _ = Instant::parse(&text);
        }

        #[test]
        fn every_instant_has_a_day_and_a_text(ms in any::<i64>()) {
            let zone = Zone::named("Europe/Helsinki").unwrap();
            let instant = Instant::from_ms(ms);
            let _ = (zone.day_at(instant), instant.to_string());
        }
    }
}
