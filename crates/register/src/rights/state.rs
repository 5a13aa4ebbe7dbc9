//! How a request stands: typed, so that nothing is decided before it is known who asks, and nothing
//! is answered before everything is decided.
//!
//! Invariants: a state is made from the one before it, never by hand; what lies in the register is
//! read by walking the same steps, so a row cannot claim what no step led to. What is asked for may
//! become clear later (an unclear letter is asked about, never refused), but is never taken away;
//! whoever was not recognised is told that there is nothing, and that no marketing is sent,
//! and nothing else.

use std::collections::BTreeMap;

use basics::{Code, Coded, Day, RowId};

use super::clock::{Clock, Question};
use super::kinds::{Means, Outcome, RequestKind};

/// One step of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// She was asked who she is: there was reasonable doubt (GDPR art. 12(6)).
    AskedIdentity,
    /// It is known who she is.
    Identified(Means),
    /// She was asked what she means.
    AskedMeaning,
    /// It became clear that she asks for this.
    Understood(RequestKind),
    /// She was reminded of what she was asked.
    Reminded,
    /// The month became three; she was told why.
    Extended,
    /// One thing she asked for was decided.
    Decided(RequestKind, Outcome),
    /// A copy of what is held, or of what she gave, was handed over (GDPR art. 15(3), 20).
    Delivered(RequestKind),
    /// The one who asked was found in the register: it is hers now.
    Linked,
    /// It was the same as another one of hers, which goes on.
    Joined(RowId),
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
    /// She was asked already, or it is known.
    #[error("this was asked already")]
    AskedAlready,
    /// She was asked nothing.
    #[error("she was asked nothing")]
    NothingAsked,
    /// It is known already that she asks for this.
    #[error("it is known already that this is asked for")]
    KnownAlready,
    /// Nothing of the kind was asked for.
    #[error("this was not asked for")]
    NotAskedFor,
    /// It is decided already.
    #[error("this is decided already")]
    DecidedAlready,
    /// It is not clear what is asked for.
    #[error("it is not clear what is asked for")]
    Unclear,
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
            Self::NothingAsked => "rights.nothing_asked",
            Self::KnownAlready => "rights.known_already",
            Self::NotAskedFor => "rights.not_asked_for",
            Self::DecidedAlready => "rights.decided_already",
            Self::Unclear => "rights.unclear",
            Self::Undecided => "rights.undecided",
            Self::NotExtended => "rights.not_extended",
            Self::Absolute => "rights.absolute",
            Self::DayBefore => "rights.day_before",
            Self::Over => "rights.over",
        })
    }
}

/// What every request has until it is over.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Open {
    clock: Clock,
    kinds: Vec<RequestKind>,
}

/// A request of somebody who is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Received(Open);

/// A request of somebody who is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identified {
    open: Open,
    means: Means,
    decided: BTreeMap<&'static str, Outcome>,
}

/// How a request came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// She was answered.
    Answered,
    /// She was not, and need not be.
    Ended,
    /// Another one of hers goes on.
    Joined(RowId),
}

/// A request that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Closed {
    pub(super) ending: Ending,
    /// On which day.
    pub(super) on: Day,
    /// The day it was due.
    pub(super) due: Day,
    kinds: Vec<RequestKind>,
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

impl Open {
    fn understand(&mut self, kind: RequestKind, on: Day) -> Result<(), NotNow> {
        let known = self.kinds.contains(&kind);
        if known && !self.clock.waits_for(Question::Meaning) {
            return Err(NotNow::KnownAlready);
        }
        if !known {
            self.kinds.push(kind);
        }
        self.clock = self.clock.answered(Question::Meaning, on);
        Ok(())
    }

    /// A step that means the same whether it is known who asks or not; the step where it does not.
    fn common(&mut self, step: Step) -> Result<Option<Deed>, NotNow> {
        match step.deed {
            Deed::AskedMeaning => self.clock = self.clock.ask(Question::Meaning, step.on)?,
            Deed::Understood(kind) => self.understand(kind, step.on)?,
            Deed::Reminded if self.clock.waits_since().is_some() => {}
            Deed::Reminded => return Err(NotNow::NothingAsked),
            Deed::Extended => self.clock = self.clock.extend(step.on)?,
            other => return Ok(Some(other)),
        }
        Ok(None)
    }

    fn closed(self, ending: Ending, on: Day) -> Request {
        Request::Closed(Closed {
            ending,
            on,
            due: self.clock.due(),
            kinds: self.kinds,
        })
    }
}

impl Received {
    fn follow(mut self, step: Step) -> Result<Request, NotNow> {
        self.0.clock = self.0.clock.at(step.on)?;
        let Some(deed) = self.0.common(step)? else {
            return Ok(Request::Received(self));
        };
        let mut open = self.0;
        Ok(match deed {
            Deed::AskedIdentity => {
                open.clock = open.clock.ask(Question::Identity, step.on)?;
                Request::Received(Self(open))
            }
            Deed::Identified(means) => {
                open.clock = open.clock.answered(Question::Identity, step.on);
                Request::Identified(Identified {
                    open,
                    means,
                    decided: BTreeMap::new(),
                })
            }
            Deed::Linked => Request::Received(Self(open)),
            Deed::Joined(row) => open.closed(Ending::Joined(row), step.on),
            Deed::Ended => open.closed(Ending::Ended, step.on),
            _ => return Err(NotNow::NotIdentified),
        })
    }
}

impl Identified {
    /// What is not decided yet.
    pub(super) fn undecided(&self) -> Vec<RequestKind> {
        let kinds = self.open.kinds.iter().copied();
        kinds
            .filter(|kind| !self.decided.contains_key(kind.key()))
            .collect()
    }

    fn decide(&mut self, kind: RequestKind, outcome: Outcome) -> Result<(), NotNow> {
        if !self.open.kinds.contains(&kind) {
            return Err(NotNow::NotAskedFor);
        }
        // Whoever asks for no marketing is told nothing and harms nobody: it matters not who she is.
        let anybody = outcome == Outcome::Nothing || kind == RequestKind::MarketingObjection;
        if self.means == Means::NotNeeded && !anybody {
            return Err(NotNow::NotIdentified);
        }
        if kind.absolute() && !matches!(outcome, Outcome::Granted | Outcome::Nothing) {
            return Err(NotNow::Absolute);
        }
        if self.decided.insert(kind.key(), outcome).is_some() {
            return Err(NotNow::DecidedAlready);
        }
        Ok(())
    }

    /// Whether she can be answered.
    pub(super) fn answer(&self) -> Result<(), NotNow> {
        if self.open.kinds.is_empty() || self.open.clock.waits_for(Question::Meaning) {
            return Err(NotNow::Unclear);
        }
        if !self.undecided().is_empty() {
            return Err(NotNow::Undecided);
        }
        Ok(())
    }

    /// She was found in the register after all: that there is nothing was not true, what was done for
    /// the addresses she gave is to be done for her, and where nobody was recognised, somebody is to
    /// be.
    fn linked(mut self) -> Request {
        if self.means == Means::NotNeeded {
            return Request::Received(Received(self.open));
        }
        let anew = |kind: &str| {
            RequestKind::AGAINST_MARKETING
                .iter()
                .any(|one| one.key() == kind)
        };
        self.decided
            .retain(|kind, one| *one != Outcome::Nothing && !(one.is_done() && anew(kind)));
        Request::Identified(self)
    }

    fn follow(mut self, step: Step) -> Result<Request, NotNow> {
        self.open.clock = self.open.clock.at(step.on)?;
        let Some(deed) = self.open.common(step)? else {
            return Ok(Request::Identified(self));
        };
        match deed {
            Deed::Identified(means) if self.means == Means::NotNeeded => self.means = means,
            Deed::Decided(kind, outcome) => self.decide(kind, outcome)?,
            Deed::Delivered(_) if self.means == Means::NotNeeded => {
                return Err(NotNow::NotIdentified);
            }
            Deed::Delivered(kind) if self.open.kinds.contains(&kind) => {}
            Deed::Delivered(_) => return Err(NotNow::NotAskedFor),
            Deed::Linked => return Ok(self.linked()),
            Deed::Joined(row) => return Ok(self.open.closed(Ending::Joined(row), step.on)),
            Deed::Answered => {
                self.answer()?;
                return Ok(self.open.closed(Ending::Answered, step.on));
            }
            Deed::Ended => return Ok(self.open.closed(Ending::Ended, step.on)),
            _ => return Err(NotNow::AskedAlready),
        }
        Ok(Request::Identified(self))
    }
}

impl Request {
    /// A request that came on a day. Where it is not clear what is asked for, it is for nothing yet.
    pub(super) const fn begin(received: Day, kinds: Vec<RequestKind>) -> Self {
        Self::Received(Received(Open {
            clock: Clock::from(received),
            kinds,
        }))
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
            Self::Received(received) => received.follow(step),
            Self::Identified(known) => known.follow(step),
        }
    }

    const fn open(&self) -> Option<&Open> {
        match self {
            Self::Received(received) => Some(&received.0),
            Self::Identified(known) => Some(&known.open),
            Self::Closed(_) => None,
        }
    }

    /// What is asked for, as far as it is clear.
    pub(super) fn kinds(&self) -> &[RequestKind] {
        match self {
            Self::Received(received) => &received.0.kinds,
            Self::Identified(known) => &known.open.kinds,
            Self::Closed(closed) => &closed.kinds,
        }
    }

    /// The last day on which she is to have her answer.
    pub(super) fn due(&self) -> Day {
        match self {
            Self::Received(received) => received.0.clock.due(),
            Self::Identified(known) => known.open.clock.due(),
            Self::Closed(closed) => closed.due,
        }
    }

    /// Since when the clock stands still; nothing where it runs.
    pub(super) fn waits_since(&self) -> Option<Day> {
        self.open().and_then(|open| open.clock.waits_since())
    }

    /// Whether an answer to this question is waited for.
    pub(super) fn waits_for(&self, question: Question) -> bool {
        self.open()
            .is_some_and(|open| open.clock.waits_for(question))
    }

    /// Whether the time may still be extended on a day.
    pub(super) fn may_extend(&self, on: Day) -> bool {
        self.open().is_some_and(|open| open.clock.may_extend(on))
    }

    /// Whether she forbade marketing by it, and that was carried out.
    pub(super) fn forbids_marketing(&self) -> bool {
        let Self::Identified(known) = self else {
            return false;
        };
        let mut against = RequestKind::AGAINST_MARKETING.iter();
        against.any(|kind| {
            known
                .decided
                .get(kind.key())
                .is_some_and(|one| one.is_done())
        })
    }

    /// How she was recognised.
    pub(super) const fn means(&self) -> Option<Means> {
        match self {
            Self::Identified(known) => Some(known.means),
            Self::Received(_) | Self::Closed(_) => None,
        }
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
