//! Clocks (§ 10): how long something is kept, from when, and on which ground.
//!
//! Invariant: no clock of a notice runs out before the law allows (kirjanpitolaki 1336/1997 2:10,
//! arvonlisäverolaki 1501/1993 209 n §), and none runs for ever.

use basics::{Day, Language};

use super::period::{Period, Said, Unit};
use crate::mark::{Mark, Wording};
use crate::read::{Table, Value};
use crate::{ClockStart, Kept, RetentionGround};

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
