//! The clock of a request.
//!
//! Invariants: it runs from the day after receipt (Regulation 1182/71, art. 3(1)) for a month, three
//! where it was extended in the first (GDPR art. 12(3)); it stands still while an answer about who
//! asks, or what is meant, is waited for (EDPB guidelines 01/2022, section 5.3), and days on which
//! both are waited for count once; it never runs backwards.

use basics::Day;

use super::state::NotNow;

/// What she was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    /// Who she is.
    Identity,
    /// What she means.
    Meaning,
}

/// The clock of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    received: Day,
    extended: bool,
    /// How many days it stood still, those that it stands now not counted.
    still: i32,
    /// Since when it stands still.
    since: Option<Day>,
    identity: bool,
    meaning: bool,
    last: Day,
}

impl Clock {
    pub(super) const fn from(received: Day) -> Self {
        Self {
            received,
            extended: false,
            still: 0,
            since: None,
            identity: false,
            meaning: false,
            last: received,
        }
    }

    /// The last day on which she is to have her answer.
    pub(super) fn due(self) -> Day {
        self.end_of(if self.extended { 3 } else { 1 })
    }

    fn end_of(self, months: i32) -> Day {
        let end = self.received.plus_months(months).plus_days(self.still);
        end.or_next_working_day()
    }

    /// The clock on a day, which does not lie before the one before it.
    pub(super) fn at(self, on: Day) -> Result<Self, NotNow> {
        if on < self.last {
            return Err(NotNow::DayBefore);
        }
        Ok(Self { last: on, ..self })
    }

    /// Whether it may be extended on a day.
    pub(super) fn may_extend(self, on: Day) -> bool {
        !self.extended && on <= self.stopped(on).end_of(1)
    }

    pub(super) fn extend(self, on: Day) -> Result<Self, NotNow> {
        if !self.may_extend(on) {
            return Err(NotNow::NotExtended);
        }
        Ok(Self {
            extended: true,
            ..self
        })
    }

    /// Since when it stands still; nothing where it runs.
    pub(super) const fn waits_since(self) -> Option<Day> {
        self.since
    }

    /// Whether an answer to this question is waited for.
    pub(super) const fn waits_for(self, question: Question) -> bool {
        match question {
            Question::Identity => self.identity,
            Question::Meaning => self.meaning,
        }
    }

    /// She was asked.
    pub(super) fn ask(mut self, question: Question, on: Day) -> Result<Self, NotNow> {
        if self.waits_for(question) {
            return Err(NotNow::AskedAlready);
        }
        self.set(question, true);
        self.since = self.since.or(Some(on));
        Ok(self)
    }

    /// She answered; it runs on where nothing else is waited for.
    pub(super) fn answered(mut self, question: Question, on: Day) -> Self {
        self.set(question, false);
        if self.identity || self.meaning {
            return self;
        }
        Self {
            since: None,
            ..self.stopped(on)
        }
    }

    const fn set(&mut self, question: Question, waits: bool) {
        match question {
            Question::Identity => self.identity = waits,
            Question::Meaning => self.meaning = waits,
        }
    }

    /// The clock with the days that it has stood still up to a day.
    fn stopped(self, on: Day) -> Self {
        let waited = self.since.map_or(0, |since| days_between(since, on));
        Self {
            still: self.still.saturating_add(waited),
            ..self
        }
    }
}

/// How many days lie between two days, the first one not counted; none where they are the other way
/// round.
pub(super) fn days_between(from: Day, to: Day) -> i32 {
    let span = from.date().until(to.date());
    span.map_or(0, |span| span.get_days().max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn days_on_which_both_answers_are_waited_for_count_once() {
        let clock = Clock::from(day("24.11.2026"));
        let clock = clock.ask(Question::Identity, day("26.11.2026")).unwrap();
        let clock = clock.ask(Question::Meaning, day("30.11.2026")).unwrap();
        assert_eq!(
            clock.ask(Question::Meaning, day("30.11.2026")),
            Err(NotNow::AskedAlready)
        );
        let clock = clock.answered(Question::Identity, day("2.12.2026"));
        assert_eq!(clock.waits_since(), Some(day("26.11.2026")));
        let clock = clock.answered(Question::Meaning, day("6.12.2026"));
        assert_eq!(clock.waits_since(), None);
        // Ten days later than 24.12.2026: a Sunday, so Monday.
        assert_eq!(clock.due(), day("4.1.2027"));
    }
}
