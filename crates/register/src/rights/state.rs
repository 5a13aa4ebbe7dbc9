//! How a request stands: typed, so that nothing is decided before it is known who asks, and nothing
//! is answered before everything is decided.
//!
//! Invariants: a state is made from the one before it, never by hand; what lies in the register is
//! read by walking the same steps, so a row cannot claim what no step led to. The clock runs from
//! the day after receipt (Regulation 1182/71, art. 3(1)) for a month, three where it was extended in
//! the first (GDPR art. 12(3)), and stands still while an answer about who asks is waited for
//! (EDPB guidelines 01/2022, section 5.3).

use std::collections::BTreeMap;

use basics::{Code, Coded, Day};

use super::kinds::{Means, Outcome, RequestKind};

/// One step of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// She was asked who she is: there was reasonable doubt (GDPR art. 12(6)).
    AskedIdentity,
    /// It is known who she is.
    Identified(Means),
    /// The month became three; she was told why.
    Extended,
    /// One thing she asked for was decided.
    Decided(RequestKind, Outcome),
    /// A copy of what is held, or of what she gave, was handed over (GDPR art. 15(3), 20).
    Delivered(RequestKind),
    /// She has her answer.
    Answered,
    /// It ended without one: she took it back, or never said who she is.
    Ended,
}

/// A step on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) deed: Deed,
    pub(super) on: Day,
}

/// Why a step cannot follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotNow {
    /// It is not known who asks.
    #[error("it is not known who asks")]
    NotIdentified,
    /// She was asked who she is already, or it is known.
    #[error("this was asked already")]
    AskedAlready,
    /// Nothing of the kind was asked for.
    #[error("this was not asked for")]
    NotAskedFor,
    /// It is decided already.
    #[error("this is decided already")]
    DecidedAlready,
    /// Something is not decided yet.
    #[error("something is not decided yet")]
    Undecided,
    /// The month is over, or it was extended already.
    #[error("the time can be extended once, within the first month")]
    NotExtended,
    /// It may not be refused.
    #[error("this may not be refused")]
    Absolute,
    /// The day lies before the step before it.
    #[error("the day lies before the one before it")]
    DayBefore,
    /// It is over.
    #[error("the request is over")]
    Over,
}

impl Coded for NotNow {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::NotIdentified => "rights.not_identified",
            Self::AskedAlready => "rights.asked_already",
            Self::NotAskedFor => "rights.not_asked_for",
            Self::DecidedAlready => "rights.decided_already",
            Self::Undecided => "rights.undecided",
            Self::NotExtended => "rights.not_extended",
            Self::Absolute => "rights.absolute",
            Self::DayBefore => "rights.day_before",
            Self::Over => "rights.over",
        })
    }
}

/// The clock of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    received: Day,
    extended: bool,
    /// How many days it stood still.
    still: i32,
    last: Day,
}

impl Clock {
    const fn from(received: Day) -> Self {
        Self {
            received,
            extended: false,
            still: 0,
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

    fn at(self, on: Day) -> Result<Self, NotNow> {
        if on < self.last {
            return Err(NotNow::DayBefore);
        }
        Ok(Self { last: on, ..self })
    }

    /// Whether it may be extended on a day.
    fn extend(self, on: Day) -> Result<(), NotNow> {
        if self.extended || on > self.end_of(1) {
            return Err(NotNow::NotExtended);
        }
        Ok(())
    }

    const fn extended(self) -> Self {
        Self {
            extended: true,
            ..self
        }
    }
}

/// A request of somebody who is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Received {
    clock: Clock,
    kinds: Vec<RequestKind>,
    /// Since when an answer about who she is is waited for.
    asked: Option<Day>,
}

/// A request of somebody who is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identified {
    clock: Clock,
    kinds: Vec<RequestKind>,
    means: Means,
    decided: BTreeMap<&'static str, Outcome>,
}

/// A request that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Closed {
    /// Whether she was answered.
    pub(super) answered: bool,
    /// On which day.
    pub(super) on: Day,
    /// The day it was due.
    pub(super) due: Day,
}

/// How a request stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Request {
    /// It is not known who asks.
    Received(Received),
    /// It is known.
    Identified(Identified),
    /// It is over.
    Closed(Closed),
}

impl Received {
    fn ask_identity(self, on: Day) -> Result<Self, NotNow> {
        if self.asked.is_some() {
            return Err(NotNow::AskedAlready);
        }
        Ok(Self {
            asked: Some(on),
            ..self
        })
    }

    /// The clock with the days it has stood still up to a day.
    fn waited(&self, on: Day) -> Clock {
        let waited = self.asked.map_or(0, |asked| days_between(asked, on));
        Clock {
            still: self.clock.still.saturating_add(waited),
            ..self.clock
        }
    }

    fn identify(self, means: Means, on: Day) -> Identified {
        Identified {
            clock: self.waited(on),
            kinds: self.kinds,
            means,
            decided: BTreeMap::new(),
        }
    }
}

impl Identified {
    /// What is not decided yet.
    pub(super) fn open(&self) -> Vec<RequestKind> {
        let kinds = self.kinds.iter().copied();
        kinds
            .filter(|kind| !self.decided.contains_key(kind.key()))
            .collect()
    }

    fn decide(mut self, kind: RequestKind, outcome: Outcome) -> Result<Self, NotNow> {
        if !self.kinds.contains(&kind) {
            return Err(NotNow::NotAskedFor);
        }
        if kind.absolute() && outcome == Outcome::Refused {
            return Err(NotNow::Absolute);
        }
        if self.decided.insert(kind.key(), outcome).is_some() {
            return Err(NotNow::DecidedAlready);
        }
        Ok(self)
    }
}

impl Request {
    /// A request that came on a day, for at least one thing.
    pub(super) const fn begin(received: Day, kinds: Vec<RequestKind>) -> Self {
        Self::Received(Received {
            clock: Clock::from(received),
            kinds,
            asked: None,
        })
    }

    /// The request that these steps make of one that came on a day.
    pub(super) fn walked(
        received: Day,
        kinds: Vec<RequestKind>,
        steps: impl IntoIterator<Item = Step>,
    ) -> Result<Self, NotNow> {
        steps
            .into_iter()
            .try_fold(Self::begin(received, kinds), Self::follow)
    }

    /// The request after one more step.
    pub(super) fn follow(self, step: Step) -> Result<Self, NotNow> {
        match self {
            Self::Closed(_) => Err(NotNow::Over),
            Self::Received(received) => {
                let clock = received.clock.at(step.on)?;
                let received = Received { clock, ..received };
                match step.deed {
                    Deed::AskedIdentity => received.ask_identity(step.on).map(Self::Received),
                    Deed::Identified(means) => {
                        Ok(Self::Identified(received.identify(means, step.on)))
                    }
                    Deed::Extended => {
                        received.waited(step.on).extend(step.on)?;
                        let clock = clock.extended();
                        Ok(Self::Received(Received { clock, ..received }))
                    }
                    Deed::Ended => Ok(Self::closed(clock, false, step.on)),
                    Deed::Decided(..) | Deed::Delivered(_) | Deed::Answered => {
                        Err(NotNow::NotIdentified)
                    }
                }
            }
            Self::Identified(known) => {
                let clock = known.clock.at(step.on)?;
                let known = Identified { clock, ..known };
                match step.deed {
                    Deed::AskedIdentity | Deed::Identified(_) => Err(NotNow::AskedAlready),
                    Deed::Extended => {
                        clock.extend(step.on)?;
                        let clock = clock.extended();
                        Ok(Self::Identified(Identified { clock, ..known }))
                    }
                    Deed::Decided(kind, outcome) => {
                        known.decide(kind, outcome).map(Self::Identified)
                    }
                    Deed::Delivered(kind) if known.kinds.contains(&kind) => {
                        Ok(Self::Identified(known))
                    }
                    Deed::Delivered(_) => Err(NotNow::NotAskedFor),
                    Deed::Answered if known.open().is_empty() => {
                        Ok(Self::closed(clock, true, step.on))
                    }
                    Deed::Answered => Err(NotNow::Undecided),
                    Deed::Ended => Ok(Self::closed(clock, false, step.on)),
                }
            }
        }
    }

    fn closed(clock: Clock, answered: bool, on: Day) -> Self {
        Self::Closed(Closed {
            answered,
            on,
            due: clock.due(),
        })
    }

    /// The last day on which she is to have her answer.
    pub(super) fn due(&self) -> Day {
        match self {
            Self::Received(received) => received.clock.due(),
            Self::Identified(known) => known.clock.due(),
            Self::Closed(closed) => closed.due,
        }
    }

    /// Since when the clock stands still; nothing where it runs.
    pub(super) const fn waits_since(&self) -> Option<Day> {
        match self {
            Self::Received(received) => received.asked,
            Self::Identified(_) | Self::Closed(_) => None,
        }
    }

    /// Whether the time may still be extended on a day.
    pub(super) fn may_extend(&self, on: Day) -> bool {
        let clock = match self {
            Self::Received(received) => received.waited(on),
            Self::Identified(known) => known.clock,
            Self::Closed(_) => return false,
        };
        clock.extend(on).is_ok()
    }

    /// How she was recognised.
    pub(super) const fn means(&self) -> Option<Means> {
        match self {
            Self::Identified(known) => Some(known.means),
            Self::Received(_) | Self::Closed(_) => None,
        }
    }
}

/// How many days lie between two days, the first one not counted; none where they are the other way
/// round.
fn days_between(from: Day, to: Day) -> i32 {
    let span = from.date().until(to.date());
    span.map_or(0, |span| span.get_days().max(0))
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
