//! The trail's own clock, as the notice states it.

use std::sync::Arc;

use basics::Day;
use policy::{Action, Kept, Purpose};
use store::Here;
use trail::{Line, past_clock_code};

use crate::actor::{Actor, jobs};
use crate::core::Core;
use crate::error::Error;
use crate::guard::Guard;

impl Guard {
    /// Lets the lines of months go that are past the trail's own clock; how many. A line tells it
    /// first, and the trees of the months stay, so that the trail still verifies. Where the notice
    /// states no period, nothing goes.
    ///
    /// # Errors
    ///
    /// The register's and the trail's.
    pub async fn expire_trail(&self) -> Result<i64, Error> {
        let core = Arc::clone(self.core());
        store::hop(move |here| core.expire_trail(here)).await?
    }
}

impl Core {
    fn expire_trail(&self, here: &Here) -> Result<i64, Error> {
        let policy = self.register.read_here(here, |tx| self.policy(tx))?;
        let Some(clock) = policy.clock(Kept::Trail) else {
            return Ok(0);
        };
        let now = self.clock.now();
        let today = Self::zone(&policy).day_at(now);
        let over = |month: &i64| {
            let last = last_day_of(*month).and_then(|day| clock.last_day(day));
            last.is_some_and(|last| last < today)
        };
        let held = self.trail.months_held(here)?;
        let Some(until) = held.into_iter().take_while(over).last() else {
            return Ok(0);
        };
        let actor = Actor::of_job(&jobs::TRAIL_CLOCK).id();
        let line = Line {
            code: Some(past_clock_code(until)),
            ..self.line(now, actor, (Purpose::Security, Action::Operate))
        };
        self.trail.append(here, vec![line])?;
        let gone = self.trail.expire(here, until, now)?;
        Ok(i64::try_from(gone).unwrap_or(i64::MAX))
    }
}

/// The last day of a month such as 202611.
fn last_day_of(month: i64) -> Option<Day> {
    let (year, month) = (month / 100, month % 100);
    let (year, month) = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    let first = Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?;
    Some(first.plus_days(-1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(202_611, "2026-11-30")]
    #[case(202_612, "2026-12-31")]
    #[case(202_802, "2028-02-29")]
    fn a_month_ends_on_its_last_day(#[case] month: i64, #[case] day: &str) {
        assert_eq!(last_day_of(month), Day::parse(day).ok());
    }
}
