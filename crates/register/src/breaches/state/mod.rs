//! How a breach stands: typed, so that it is not closed before its risk is assessed, the authority is
//! told or need not be, and of a high risk the people are.
//!
//! Invariants: a state is made from the one before it, never by hand; what lies in the register is
//! read by walking the same steps. The 72 hours run from the moment the controller became aware
//! (GDPR art. 33(1)), hour by hour, also over a weekend: a period in hours that the regulation sets
//! as a target is counted without the two working days of Regulation 1182/71, art. 3(5), which could
//! only make it longer. A notification may come in phases (art. 33(4)); the first stops the clock.

use basics::{Code, Coded, Instant, Language};

use super::kinds::{Risk, Spared};

/// Within which the authority is to be told: 72 hours (GDPR art. 33(1)).
pub(super) const TOLD_WITHIN_MS: i64 = 72 * 60 * 60 * 1_000;

/// One step of a breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// It is reasonably certain that personal data was breached.
    Aware,
    /// What is known was written down, or supplemented.
    Noted,
    /// The risk was assessed, or assessed anew.
    Assessed(Risk),
    /// Something was done about it.
    Measure,
    /// How people are told of it was written, in a language.
    Worded(Language),
    /// The authority was told: first, or a supplement.
    ToldAuthority,
    /// It was decided that the authority need not be told.
    NotTold,
    /// The people were told, each.
    ToldPeople,
    /// A public notice took the place of telling each (GDPR art. 34(3)(c)).
    ToldPublic,
    /// It was decided that the people need not be told (art. 34(3)(a), (b)).
    Spared(Spared),
    /// It is over, with what was learnt.
    Closed,
    /// It turned out to be no breach of personal data.
    NoBreach,
}

/// A step at its moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) deed: Deed,
    pub(super) at: Instant,
}

/// Why a step cannot follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotNow {
    /// It is not certain yet that there was one.
    #[error("it is not certain yet that it is a breach")]
    NotAware,
    /// That is known already.
    #[error("this is known already")]
    AwareAlready,
    /// It lies before what it follows.
    #[error("it lies before what it follows")]
    Before,
    /// The risk is not assessed.
    #[error("the risk is not assessed")]
    Unassessed,
    /// There is a risk, so the authority is told.
    #[error("where a risk is likely the authority is told")]
    RiskLikely,
    /// The authority was told already.
    #[error("the authority was told already")]
    ToldAlready,
    /// The authority was not told, and it was not decided that it need not be.
    #[error("the authority was not told")]
    AuthorityOpen,
    /// The people were not told, and nothing says that they need not be.
    #[error("the people were not told")]
    PeopleOpen,
    /// The risk is not high, so nobody has to be spared.
    #[error("the risk is not high")]
    NotHigh,
    /// It is over.
    #[error("the breach is over")]
    Over,
}

impl Coded for NotNow {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::NotAware => "breaches.not_aware",
            Self::AwareAlready => "breaches.aware_already",
            Self::Before => "breaches.before",
            Self::Unassessed => "breaches.unassessed",
            Self::RiskLikely => "breaches.risk_likely",
            Self::ToldAlready => "breaches.told_already",
            Self::AuthorityOpen => "breaches.authority_open",
            Self::PeopleOpen => "breaches.people_open",
            Self::NotHigh => "breaches.not_high",
            Self::Over => "breaches.over",
        })
    }
}

/// What the authority knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Authority {
    /// Nothing, and nothing was decided: the clock runs.
    Open,
    /// It was told first at this moment.
    Told(Instant),
    /// It need not be told.
    NotTold,
}

/// What the people know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum People {
    /// Nothing, and nothing was decided.
    Open,
    /// Each was told.
    Told,
    /// There was a public notice.
    Public,
    /// They need not be told.
    Spared(Spared),
}

/// Something that was noticed: whether it is a breach is being looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noticed {
    at: Instant,
}

/// A breach the controller is aware of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    noticed: Instant,
    pub(super) aware: Instant,
    pub(super) risk: Option<Risk>,
    pub(super) authority: Authority,
    pub(super) people: People,
}

/// A breach that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Closed {
    pub(super) at: Instant,
    /// How it stood; nothing where it was never certain.
    pub(super) was: Option<Known>,
    /// Whether it was one.
    pub(super) breach: bool,
}

/// How a breach stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Breach {
    /// It is looked into.
    Noticed(Noticed),
    /// It is one.
    Known(Known),
    /// It is over.
    Closed(Closed),
}

impl Known {
    /// Until when the authority is to be told.
    pub(super) const fn due(&self) -> Instant {
        self.aware.plus_ms(TOLD_WITHIN_MS)
    }

    /// Whether telling the authority at a moment for the first time is late, so that the reasons
    /// must be given (GDPR art. 33(1)).
    pub(super) fn is_late(&self, at: Instant) -> bool {
        matches!(self.authority, Authority::Open) && at > self.due()
    }

    fn follow(self, step: Step) -> Result<Breach, NotNow> {
        let known = match step.deed {
            Deed::Aware => return Err(NotNow::AwareAlready),
            Deed::Noted | Deed::Measure | Deed::Worded(_) => self,
            Deed::Assessed(risk) => self.assessed(risk),
            Deed::ToldAuthority => self.told_authority(step.at)?,
            Deed::NotTold => self.not_told()?,
            Deed::ToldPeople => self.people(People::Told, step.at)?,
            Deed::ToldPublic => self.people(People::Public, step.at)?,
            Deed::Spared(_) if self.risk != Some(Risk::High) => return Err(NotNow::NotHigh),
            Deed::Spared(why) => self.people(People::Spared(why), step.at)?,
            Deed::Closed => return self.close(step.at).map(Breach::Closed),
            Deed::NoBreach => return Ok(closed(Some(self), step.at, false)),
        };
        Ok(Breach::Known(known))
    }

    /// A risk that is found later takes back that the authority need not be told.
    fn assessed(self, risk: Risk) -> Self {
        let authority = match self.authority {
            Authority::NotTold if risk != Risk::Unlikely => Authority::Open,
            authority => authority,
        };
        Self {
            risk: Some(risk),
            authority,
            ..self
        }
    }

    fn told_authority(self, at: Instant) -> Result<Self, NotNow> {
        if at < self.aware {
            return Err(NotNow::Before);
        }
        let first = match self.authority {
            Authority::Told(first) => first.min(at),
            Authority::Open | Authority::NotTold => at,
        };
        Ok(Self {
            authority: Authority::Told(first),
            ..self
        })
    }

    fn not_told(self) -> Result<Self, NotNow> {
        match (self.authority, self.risk) {
            (Authority::Told(_), _) => Err(NotNow::ToldAlready),
            (_, None) => Err(NotNow::Unassessed),
            (_, Some(Risk::Unlikely)) => Ok(Self {
                authority: Authority::NotTold,
                ..self
            }),
            (_, Some(_)) => Err(NotNow::RiskLikely),
        }
    }

    fn people(self, people: People, at: Instant) -> Result<Self, NotNow> {
        if at < self.noticed {
            return Err(NotNow::Before);
        }
        Ok(Self { people, ..self })
    }

    fn close(self, at: Instant) -> Result<Closed, NotNow> {
        let risk = self.risk.ok_or(NotNow::Unassessed)?;
        if self.authority == Authority::Open {
            return Err(NotNow::AuthorityOpen);
        }
        if risk == Risk::High && self.people == People::Open {
            return Err(NotNow::PeopleOpen);
        }
        Ok(Closed {
            at,
            was: Some(self),
            breach: true,
        })
    }
}

const fn closed(was: Option<Known>, at: Instant, breach: bool) -> Breach {
    Breach::Closed(Closed { at, was, breach })
}

impl Breach {
    /// Something that was noticed at a moment.
    pub(super) const fn begin(noticed: Instant) -> Self {
        Self::Noticed(Noticed { at: noticed })
    }

    /// What these steps make of something that was noticed at a moment.
    pub(super) fn walked(
        noticed: Instant,
        steps: impl IntoIterator<Item = Step>,
    ) -> Result<Self, NotNow> {
        steps
            .into_iter()
            .try_fold(Self::begin(noticed), Self::follow)
    }

    /// The breach after one more step.
    pub(super) fn follow(self, step: Step) -> Result<Self, NotNow> {
        match self {
            Self::Closed(_) => Err(NotNow::Over),
            Self::Noticed(noticed) if step.at < noticed.at => Err(NotNow::Before),
            Self::Known(known) if step.at < known.noticed => Err(NotNow::Before),
            Self::Noticed(noticed) => match step.deed {
                Deed::Aware => Ok(Self::Known(Known {
                    noticed: noticed.at,
                    aware: step.at,
                    risk: None,
                    authority: Authority::Open,
                    people: People::Open,
                })),
                Deed::Noted | Deed::Measure | Deed::Worded(_) => Ok(Self::Noticed(noticed)),
                Deed::NoBreach => Ok(closed(None, step.at, false)),
                _ => Err(NotNow::NotAware),
            },
            Self::Known(known) => known.follow(step),
        }
    }

    /// What is known of it, where it is or was certain.
    pub(super) const fn known(&self) -> Option<&Known> {
        match self {
            Self::Noticed(_) => None,
            Self::Known(known) => Some(known),
            Self::Closed(closed) => closed.was.as_ref(),
        }
    }

    /// Whether it goes on.
    pub(super) const fn is_open(&self) -> bool {
        !matches!(self, Self::Closed(_))
    }

    /// Until when the authority is to be told, while that is open.
    pub(super) fn waits_until(&self) -> Option<Instant> {
        match self {
            Self::Known(known) if known.authority == Authority::Open => Some(known.due()),
            _ => None,
        }
    }

    /// Whether the people are still to be told.
    pub(super) fn owes_people(&self) -> bool {
        matches!(self, Self::Known(known)
            if known.risk == Some(Risk::High) && known.people == People::Open)
    }
}

/// Whole hours from one moment to another; below nought where it has passed. A begun hour that is
/// left counts as none, one that is over as one.
pub(super) const fn hours_left(until: Instant, now: Instant) -> i64 {
    until.ms_since(now).div_euclid(60 * 60 * 1_000)
}

#[cfg(test)]
mod tests;
