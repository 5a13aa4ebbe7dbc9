//! Clocks (§ 10): how long something is kept, from when, and on which ground.
//!
//! Invariant: no clock of a notice runs out before the law allows (kirjanpitolaki 1336/1997 2:10,
//! arvonlisäverolaki 1501/1993 209 n §), and none runs for ever.

use basics::{Day, Language};

use super::period::{Period, Said, Unit};
use crate::mark::{Mark, Wording};
use crate::read::{Table, Value};
use crate::{ClockStart, ErasedBy, Kept, RetentionGround};

/// How long something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// The notice does not say: nothing is erased by itself.
    NotStated,
    /// As long as it is in force: a prohibition, until the person herself lifts it.
    WhileInForce,
    /// For a period after its start.
    For {
        /// What starts it.
        start: ClockStart,
        /// How long.
        period: Period,
    },
}

/// A clock of the notice.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Clock {
    /// What it is for.
    pub kept: Kept,
    /// How long.
    pub time: Time,
    /// Why so long; nothing where the time is not stated.
    pub ground: Option<RetentionGround>,
    /// How often what is kept while in force is looked at again.
    pub review: Option<Period>,
    /// Who erases what is past it; a person where the notice does not say.
    pub by: ErasedBy,
    /// In the controller's words.
    pub text: Option<Wording>,
    /// Where it stands in the file.
    pub mark: Mark,
}

/// The shortest time the law allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Floor {
    /// How long at least.
    pub period: Period,
    /// From when.
    pub start: ClockStart,
    /// The statute.
    pub law: &'static str,
}

/// The longest time a notice may state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ceiling {
    /// How long at most.
    pub period: Period,
    /// Why.
    pub law: &'static str,
}

/// The shortest time the law allows for `kept`.
#[must_use]
pub const fn floor(kept: Kept) -> Option<Floor> {
    match kept {
        Kept::Billing => Some(Floor {
            period: Period::new(6, Unit::Years),
            start: ClockStart::FinancialYearsCalendarYearEnd,
            law: "Kirjanpitolaki 1336/1997 2:10 § 2 mom., AVL 1501/1993 209 n §",
        }),
        Kept::Books => Some(Floor {
            period: Period::new(10, Unit::Years),
            start: ClockStart::FinancialYearEnd,
            law: "Kirjanpitolaki 1336/1997 2:10 § 1 mom.",
        }),
        _ => None,
    }
}

/// The longest time a notice may state for `kept`.
#[must_use]
pub const fn ceiling(kept: Kept) -> Ceiling {
    let (period, law) = match kept {
        // A caller who was not told: kept no longer than it takes to look into it.
        Kept::UntoldRecordings => (Period::new(14, Unit::Days), "GDPR 5(1)(a), 5(1)(e), 12(1)"),
        Kept::Recordings | Kept::Forms => (Period::new(24, Unit::Months), "GDPR 5(1)(e)"),
        Kept::UnlinkedMessages | Kept::Offers | Kept::Backups => {
            (Period::new(12, Unit::Months), "GDPR 5(1)(e)")
        }
        Kept::Files => (Period::new(90, Unit::Days), "GDPR 5(1)(e)"),
        Kept::IdentityCode => (
            Period::new(12, Unit::Months),
            "Tietosuojalaki 1050/2018 29 §, GDPR 5(1)(e)",
        ),
        // A contractual debt of a natural person ends in twenty years at the latest.
        _ => (
            Period::new(20, Unit::Years),
            "GDPR 5(1)(e), 728/2003 13 a §",
        ),
    };
    Ceiling { period, law }
}

impl Floor {
    /// Whether a clock that runs `period` from `start` never ends before this floor.
    #[must_use]
    pub fn holds(&self, start: ClockStart, period: Period) -> bool {
        // The calendar year of a financial year ends up to eleven months after it.
        let a_year_more = Period::new(self.period.number().saturating_add(1), Unit::Years);
        match (self.start, start) {
            (
                ClockStart::FinancialYearsCalendarYearEnd,
                ClockStart::FinancialYearsCalendarYearEnd,
            )
            | (
                ClockStart::FinancialYearEnd,
                ClockStart::FinancialYearEnd | ClockStart::FinancialYearsCalendarYearEnd,
            ) => period >= self.period,
            (ClockStart::FinancialYearsCalendarYearEnd, ClockStart::FinancialYearEnd) => {
                period >= a_year_more
            }
            _ => false,
        }
    }
}

impl Clock {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let kept = table.need("of", table.word("of"));
        let said = table.parsed("period", "policy.period.wrong", Period::parse);
        let said = table.need("period", said);
        let start = table.word("starts");
        let ground = table.word("ground");
        let review = table.parsed(
            "review",
            "policy.period.wrong",
            |text| match Period::parse(text) {
                Some(Said::Period(period)) => Some(period),
                _ => None,
            },
        );
        let by = table.word("by").unwrap_or(ErasedBy::Review);
        let text = table.wording("text");
        let kept = kept?;
        let time = Self::time(table, kept, said?, start)?;
        if time != Time::NotStated {
            table.need("ground", ground);
        }
        Some(Self {
            kept,
            time,
            ground,
            review,
            by,
            text,
            mark,
        })
    }

    fn time(
        table: &Table<'_, '_>,
        kept: Kept,
        said: Said,
        start: Option<ClockStart>,
    ) -> Option<Time> {
        let period = match said {
            Said::NotStated => return Some(Time::NotStated),
            Said::WhileInForce if kept == Kept::Prohibitions => return Some(Time::WhileInForce),
            Said::WhileInForce => {
                table.refuse("policy.period.in_force", "period", vec![]);
                return None;
            }
            Said::Forever => {
                table.refuse("policy.period.forever", "period", vec![]);
                return None;
            }
            Said::Period(period) => period,
        };
        let start = table.need("starts", start)?;
        let values = |limit: Period, law: &'static str| {
            vec![
                ("period", Value::Period(period)),
                ("limit", Value::Period(limit)),
                ("limit_word", Value::plain(limit.to_string())),
                ("kept", Value::Named(kept.text_key())),
                ("law", Value::plain(law)),
            ]
        };
        if let Some(floor) = floor(kept).filter(|floor| !floor.holds(start, period)) {
            let mut values = values(floor.period, floor.law);
            values.push(("start", Value::Named(floor.start.text_key())));
            values.push(("start_word", Value::plain(floor.start.key())));
            table.refuse("policy.period.below_floor", "period", values);
        }
        let ceiling = ceiling(kept);
        if period > ceiling.period {
            table.refuse(
                "policy.period.above_ceiling",
                "period",
                values(ceiling.period, ceiling.law),
            );
        }
        Some(Time::For { start, period })
    }

    /// The last day on which it may be kept, where what starts the clock happened on `event`
    /// (for accounts: the day on which the financial year ended). Nothing where the time is not
    /// stated or has no end of its own.
    #[must_use]
    pub fn last_day(&self, event: Day) -> Option<Day> {
        let Time::For { start, period } = self.time else {
            return None;
        };
        let start = match start {
            ClockStart::FinancialYearsCalendarYearEnd => {
                Day::new(event.date().year(), 12, 31).unwrap_or(event)
            }
            _ => event,
        };
        Some(period.after(start))
    }
}

impl Clock {
    /// The newest day on which what starts the clock may have happened, so that the time is over on
    /// `today`: what started on it or before is due, what started later is not. Nothing where the
    /// time has no end of its own.
    ///
    /// One day for everyone, so that what is due is found by a comparison and not value by value.
    #[must_use]
    pub fn due_from(&self, today: Day) -> Option<Day> {
        let Time::For { period, .. } = self.time else {
            return None;
        };
        let over = |start: Day| self.last_day(start).is_some_and(|last| last < today);
        // A period of days, months or years ends later the later it starts, so the day is found
        // by halving: it lies between the period back, with the rest of a calendar year before
        // it, and today.
        let (mut early, mut late) = (-period.days_at_most() - DAYS_BEFORE, 0);
        if !over(today.plus_days(early)) {
            return None;
        }
        while late - early > 1 {
            let middle = early + (late - early) / 2;
            if over(today.plus_days(middle)) {
                early = middle;
            } else {
                late = middle;
            }
        }
        Some(today.plus_days(early))
    }
}

/// More than a calendar year: a financial year may end on the first day of one.
const DAYS_BEFORE: i32 = 400;

impl Time {
    /// In words: `6 years from the end of the calendar year in which the financial year ended`.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        match self {
            Self::NotStated => texts::say(language, "policy-time-not-stated"),
            Self::WhileInForce => texts::say(language, "policy-time-while-in-force"),
            Self::For { start, period } => {
                let period = period.in_words(language);
                let start = texts::say(language, &start.text_key());
                let values = [("period", period.as_str()), ("start", start.as_str())];
                texts::say_with(language, "policy-time-for", &values)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn clock(start: ClockStart, period: Period) -> Clock {
        Clock {
            kept: Kept::Other,
            time: Time::For { start, period },
            ground: None,
            review: None,
            by: ErasedBy::Review,
            text: None,
            mark: Mark::default(),
        }
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[rstest]
    #[case(
        ClockStart::Arrival,
        Period::new(14, Unit::Days),
        "15.11.2026",
        "31.10.2026"
    )]
    #[case(
        ClockStart::ConnectionEnd,
        Period::new(3, Unit::Years),
        "24.11.2026",
        "23.11.2023"
    )]
    // What started on the last day of February, or on one of the days that January has more, ends
    // on the last of a shorter February.
    #[case(
        ClockStart::Arrival,
        Period::new(1, Unit::Months),
        "1.3.2026",
        "31.1.2026"
    )]
    #[case(
        ClockStart::Arrival,
        Period::new(12, Unit::Months),
        "1.3.2025",
        "29.2.2024"
    )]
    // Accounts of a year are kept to the end of the sixth calendar year after it.
    #[case(
        ClockStart::FinancialYearsCalendarYearEnd,
        Period::new(6, Unit::Years),
        "31.12.2026",
        "31.12.2019"
    )]
    #[case(
        ClockStart::FinancialYearsCalendarYearEnd,
        Period::new(6, Unit::Years),
        "1.1.2027",
        "31.12.2020"
    )]
    fn what_started_on_this_day_or_before_is_due(
        #[case] start: ClockStart,
        #[case] period: Period,
        #[case] today: &str,
        #[case] from: &str,
    ) {
        let from = Some(day(from));
        assert_eq!(clock(start, period).due_from(day(today)), from);
    }

    #[test]
    fn a_time_without_an_end_makes_nothing_due() {
        for time in [Time::NotStated, Time::WhileInForce] {
            let clock = Clock {
                time,
                ..clock(ClockStart::Arrival, Period::new(1, Unit::Days))
            };
            assert_eq!(clock.due_from(day("24.11.2026")), None);
        }
    }

    proptest! {
        /// The comparison for everyone and the end that is told for one value are the same rule.
        #[test]
        fn exactly_what_ended_before_today_is_due(
            (number, unit) in (1_u16..40, 0_u8..3),
            start in 0_usize..6,
            (today, back) in (0_i32..20_000, 0_i32..20_000),
        ) {
            let unit = [Unit::Days, Unit::Months, Unit::Years][usize::from(unit)];
            let clock = clock(ClockStart::ALL[start], Period::new(number, unit));
            let today = day("1.1.2000").plus_days(today);
            let began = today.plus_days(-back);
            let over = clock.last_day(began).unwrap() < today;
            let due = clock.due_from(today).is_some_and(|from| began <= from);
            prop_assert_eq!(over, due);
        }
    }
}
