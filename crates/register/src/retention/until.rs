//! Until when: a clock of the notice, held against what starts it.

use basics::{Day, Language};
use policy::{Clock, ClockStart, Time};

use super::clocks::last_end;

/// Until when something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// The notice does not say: nothing goes by itself.
    NotStated,
    /// As long as it is in force.
    InForce,
    /// What starts the clock has not happened yet: a connection goes on.
    NotStarted(Time),
    /// From something that is not reckoned here, such as the end of a ground.
    From(Time),
    /// Each value for itself, from the day it was written down.
    Each(Time),
    /// To the end of this day.
    Day(Time, Day),
}

impl Until {
    /// What a clock says of a party whose connections end on these days; nothing: it goes on.
    pub(super) fn of(clock: Option<&Clock>, ends: &[Option<Day>], today: Day) -> Self {
        let Some(clock) = clock else {
            return Self::NotStated;
        };
        let start = match clock.time {
            Time::NotStated => return Self::NotStated,
            Time::WhileInForce => return Self::InForce,
            Time::For { start, .. } => start,
        };
        match start {
            ClockStart::Arrival => Self::Each(clock.time),
            ClockStart::ConnectionEnd => {
                let kept = last_end(ends, today).and_then(|last| clock.last_day(last));
                match kept {
                    Some(day) => Self::Day(clock.time, day),
                    None if ends.is_empty() => Self::From(clock.time),
                    None => Self::NotStarted(clock.time),
                }
            }
            _ => Self::From(clock.time),
        }
    }

    /// The same, where the clock of what a party has of it started: until its last day.
    pub(super) const fn or_day(self, day: Option<Day>) -> Self {
        match (self, day) {
            (Self::From(time), Some(day)) => Self::Day(time, day),
            (until, _) => until,
        }
    }

    /// In words.
    pub(super) fn in_words(self, language: Language, today: Day) -> String {
        let with = |key: &str, time: Time, day: &str| {
            let time = time.in_words(language);
            texts::say_with(language, key, &[("time", time.as_str()), ("day", day)])
        };
        match self {
            Self::NotStated => texts::say(language, "retention-not-stated"),
            Self::InForce => texts::say(language, "retention-in-force"),
            Self::NotStarted(time) => with("retention-not-started", time, ""),
            Self::From(time) => with("retention-from", time, ""),
            Self::Each(time) => with("retention-each", time, ""),
            Self::Day(time, day) if day < today => with("retention-over", time, &day.finnish()),
            Self::Day(time, day) => with("retention-day", time, &day.finnish()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn clock(of: &str) -> Clock {
        let notice = include_str!("../../../../notice/tlmaint.toml");
        let policy = policy::Policy::parse(notice, "tlmaint.toml").expect("the notice");
        let kept = policy::Kept::from_key(of).expect("something kept");
        policy.clock(kept).expect("its clock").clone()
    }

    #[test]
    fn a_clock_that_starts_with_the_end_of_the_last_connection_waits_for_it() {
        let today = day("29.11.2026");
        let clock = clock("contact");
        let of = |ends: &[Option<Day>]| Until::of(Some(&clock), ends, today);
        let ended = |text: &str| Some(day(text));
        let cases = [
            (of(&[]), None),
            (of(&[None]), None),
            (of(&[ended("1.2.2026"), None]), None),
            (of(&[ended("1.2.2026"), ended("30.12.2026")]), None),
            (
                of(&[ended("1.2.2026"), ended("3.3.2025")]),
                Some("1.2.2029"),
            ),
        ];
        for (number, (found, expected)) in cases.into_iter().enumerate() {
            let found = match found {
                Until::Day(_, day) => Some(day.finnish()),
                Until::NotStarted(_) | Until::From(_) => None,
                other => panic!("case {number}: {other:?}"),
            };
            assert_eq!(found.as_deref(), expected, "case {number}");
        }
    }

    #[test]
    fn what_the_notice_does_not_say_is_not_made_up() {
        let today = day("29.11.2026");
        assert_eq!(Until::of(None, &[], today), Until::NotStated);
        assert!(matches!(
            Until::of(Some(&clock("other")), &[], today),
            Until::Each(_)
        ));
        // When a ground ended is not known here, so it is not said that the time has not begun.
        for kept in ["permissions", "identity_code", "site_access"] {
            let until = Until::of(Some(&clock(kept)), &[None], today);
            assert!(matches!(until, Until::From(_)), "{kept}");
        }
        assert_eq!(
            Until::of(Some(&clock("permissions.prohibitions")), &[], today),
            Until::InForce
        );
    }
}
