//! May this actor do this? A pure decision over the notice, the roles and the facts of a party.
//!
//! Nothing here reads a clock, a database or a setting, so that every rule is tested as a table.
//!
//! Invariants: one role must bring everything. A purpose from one role and a category from another
//! do not add up, because the notice binds categories to tasks (GDPR art. 5(1)(b), 25); and whatever a
//! role may see, it sees under a purpose what the notice uses for that purpose, and nothing else.

use basics::Day;
use policy::{Action, Category, ConnectionKind, Policy, Purpose, Right, Role, Scope};

use crate::actor::{Actor, Job, Token, Who};
use crate::refusal::Refusal;

/// What the register knows about a party that decides over access to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Facts {
    /// The processing is restricted (GDPR art. 18).
    pub restricted: bool,
    /// Purposes the person objects to (GDPR art. 21).
    pub objects: Vec<Purpose>,
    /// On which connections she is held today; read where she objects to the purpose of the unit.
    pub held_on: Vec<ConnectionKind>,
    /// Marketing may reach the party.
    pub reachable: bool,
    /// Days on which the party belongs to a job of the actor, first and last.
    pub jobs: Vec<(Day, Day)>,
}

/// A question to the rules.
#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) actor: &'a Actor,
    pub(crate) purpose: Purpose,
    pub(crate) action: Action,
    pub(crate) category: Category,
    /// Rights that are needed beside what the action needs.
    pub(crate) rights: &'a [Right],
    pub(crate) reasoned: bool,
    /// Whether somebody is added who was not there: there is nothing to rectify then.
    pub(crate) adds: bool,
    pub(crate) today: Day,
}

impl Allowed<'_> {
    /// Whether a party's jobs have to be looked up to decide.
    pub(crate) fn asks_for_jobs(&self) -> bool {
        let own = |role: &&Role| matches!(role.scope, Scope::OwnJobs { .. });
        matches!(self, Self::Roles(roles) if roles.iter().any(own))
    }
}

/// Under what an action is allowed, before any party is looked at.
pub(crate) enum Allowed<'a> {
    /// By these roles, each sufficient alone but for its scope.
    Roles(Vec<&'a Role>),
    /// By the nature of the job.
    Job,
}

impl<'a> Question<'a> {
    /// What allows it, before any party is looked at.
    ///
    /// # Errors
    ///
    /// What is lacking; of several roles, that of the one that came closest.
    pub(crate) fn allowed(&self) -> Result<Allowed<'a>, Refusal> {
        if !self.policy.stores(self.category) {
            return Err(Refusal::NotInNotice);
        }
        let staff = match self.actor.who() {
            Who::Job(job) => return self.job(job).map(|()| Allowed::Job),
            Who::Token(token) => return self.token(token),
            Who::Staff(staff) => staff,
        };
        let mut closest = Refusal::Purpose;
        let mut roles = Vec::new();
        for role in staff.roles.iter().filter_map(|key| self.policy.role(key)) {
            match self.within(role) {
                Ok(()) => roles.push(role),
                Err(refusal) => closest = later(closest, refusal),
            }
        }
        if roles.is_empty() {
            Err(closest)
        } else {
            Ok(Allowed::Roles(roles))
        }
    }

    /// What a token may: its part of a role, with the scope of the role.
    fn token(&self, token: &Token) -> Result<Allowed<'a>, Refusal> {
        let whole = self.policy.role(&token.power.role);
        let whole = whole.ok_or(Refusal::Purpose)?;
        self.within(&token.power.of(whole))?;
        Ok(Allowed::Roles(vec![whole]))
    }

    fn job(&self, job: &Job) -> Result<(), Refusal> {
        if job.purpose != self.purpose {
            return Err(Refusal::Purpose);
        }
        let holds = |right: &Right| job.rights.contains(right);
        if !job.actions.contains(&self.action) || !self.rights.iter().all(holds) {
            return Err(Refusal::Right);
        }
        if job.categories.contains(&self.category) {
            Ok(())
        } else {
            Err(Refusal::View)
        }
    }

    fn within(&self, role: &Role) -> Result<(), Refusal> {
        if !role.purposes.contains(&self.purpose) {
            return Err(Refusal::Purpose);
        }
        let holds = |right: &Right| role.rights.contains(right);
        if !self.rights.iter().all(holds) {
            return Err(Refusal::Right);
        }
        self.acts(role)?;
        let used = self.passes_unseen() || self.policy.uses(self.purpose, self.category);
        used.then_some(()).ok_or(Refusal::NotUsed)
    }

    /// Whether a role may do it at all, for whichever purpose.
    fn acts(&self, role: &Role) -> Result<(), Refusal> {
        let holds = |right: &Right| role.rights.contains(right);
        let held = |right: Right| holds(&right).then_some(()).ok_or(Refusal::Right);
        match self.action {
            // A file may bring any category the notice names; what it brings is not shown.
            Action::Import => held(Right::Import),
            Action::Change => self.changes(role),
            Action::Merge => self.merges(role),
            Action::Reveal => self.reveals(role),
            // Nobody takes out what she may not see.
            Action::Export => {
                held(Right::Export)?;
                self.sees(role)?;
                self.reasoned()
            }
            Action::Govern | Action::Publish | Action::Operate => Ok(()),
            // An identity code is never part of a page: only a reasoned reveal shows it.
            _ if self.category == Category::IdentityCode => Err(Refusal::Right),
            _ => self.sees(role),
        }
    }

    /// Whether nothing of the category is shown by it: a file brings what it holds, and merging moves
    /// what the two have.
    const fn passes_unseen(&self) -> bool {
        matches!(self.action, Action::Import | Action::Merge)
    }

    /// Whoever may merge moves whatever the two have, and is shown none of it by that; but she must
    /// be one who may say what they are called.
    fn merges(&self, role: &Role) -> Result<(), Refusal> {
        let holds = role.rights.contains(&Right::Merge);
        holds.then_some(()).ok_or(Refusal::Right)?;
        match self.category {
            Category::Identity | Category::Company => {
                let changes = role.change.contains(&self.category);
                changes.then_some(()).ok_or(Refusal::Change)
            }
            _ => Ok(()),
        }
    }

    fn sees(&self, role: &Role) -> Result<(), Refusal> {
        let sees = role.sees(self.category);
        sees.then_some(()).ok_or(Refusal::View)
    }

    fn reasoned(&self) -> Result<(), Refusal> {
        self.reasoned.then_some(()).ok_or(Refusal::ReasonMissing)
    }

    fn changes(&self, role: &Role) -> Result<(), Refusal> {
        if role.change.contains(&self.category) {
            return Ok(());
        }
        // Rectification reaches every category (GDPR art. 16), for a reason: the request.
        let rectifies = self.purpose == Purpose::Rights && role.rights.contains(&Right::Rectify);
        if rectifies && !self.adds {
            return self.reasoned();
        }
        // Whoever may see an identity code for its ground may also enter it on that ground.
        let enters = role.rights.contains(&Right::RevealIdentityCode);
        if self.category == Category::IdentityCode && enters {
            return Ok(());
        }
        Err(Refusal::Change)
    }

    fn reveals(&self, role: &Role) -> Result<(), Refusal> {
        let code = self.category == Category::IdentityCode;
        if code && role.rights.contains(&Right::RevealIdentityCode) {
            return self.reasoned();
        }
        if !role.rights.contains(&Right::Reveal) {
            return Err(Refusal::Right);
        }
        self.sees(role)?;
        self.reasoned()
    }

    /// Whether this party may be touched.
    ///
    /// # Errors
    ///
    /// [`Refusal::OutOfScope`], [`Refusal::Restricted`] or [`Refusal::Objected`].
    pub(crate) fn party(&self, allowed: &Allowed<'_>, facts: &Facts) -> Result<(), Refusal> {
        let inside = match allowed {
            Allowed::Job => true,
            Allowed::Roles(roles) => roles.iter().any(|role| self.covers(role.scope, facts)),
        };
        if !inside {
            return Err(Refusal::OutOfScope);
        }
        if facts.restricted && !despite_restriction(self.purpose) {
            return Err(Refusal::Restricted);
        }
        // What the law orders or a contract needs cannot be objected to (GDPR art. 21(1), 17(3)).
        let objects = facts.objects.contains(&self.purpose);
        if objects && self.policy.ends_by_no(self.purpose, &facts.held_on) {
            return Err(Refusal::Objected);
        }
        Ok(())
    }

    fn covers(&self, scope: Scope, facts: &Facts) -> bool {
        match scope {
            Scope::All => true,
            Scope::OwnJobs {
                before_days,
                after_days,
            } => facts.jobs.iter().any(|(from, until)| {
                let (before, after) = (i32::from(before_days), i32::from(after_days));
                from.plus_days(-before) <= self.today && self.today <= until.plus_days(after)
            }),
            Scope::MarketingReach => {
                facts.reachable && !facts.objects.contains(&Purpose::Marketing)
            }
        }
    }
}

/// Purposes that go on while processing is restricted: the person's own rights, proof, security
/// and what the law orders (GDPR art. 18(2)).
const fn despite_restriction(purpose: Purpose) -> bool {
    matches!(
        purpose,
        Purpose::Rights
            | Purpose::Accounting
            | Purpose::Security
            | Purpose::Breach
            | Purpose::Proof
    )
}

/// The refusal that came closest to a permission: it tells best what is lacking.
const fn later(one: Refusal, other: Refusal) -> Refusal {
    if rank(other) > rank(one) { other } else { one }
}

const fn rank(refusal: Refusal) -> u8 {
    match refusal {
        Refusal::NotInNotice => 0,
        Refusal::Purpose => 1,
        Refusal::View | Refusal::Change => 2,
        Refusal::Right => 3,
        Refusal::ReasonMissing => 4,
        Refusal::NotUsed => 5,
        Refusal::OutOfScope | Refusal::Restricted | Refusal::Objected => 6,
    }
}

#[cfg(test)]
mod tests;
