//! Who acts: a member of staff, a token, a job, or the person herself.
//!
//! Invariant: outside this crate an [`Actor`] comes from a sign-in, a token or is one of the named jobs;
//! nobody else can make one.

use basics::{ActorId, Language, SessionId, StaffId, TokenId};
use policy::{Action, Category, Policy, Purpose, Right, Role, RoleKey};

use crate::accounts::Power;

/// Whoever asks for personal data.
#[derive(Clone)]
pub struct Actor {
    id: ActorId,
    who: Who,
}

/// What kind of actor it is.
#[derive(Clone)]
pub enum Who {
    /// A signed-in member of staff.
    Staff(Staff),
    /// A token: a program that acts for a member of staff.
    Token(Token),
    /// A job of the program, named in the notice's security section and in the trail.
    Job(&'static Job),
}

/// A signed-in member of staff.
#[derive(Clone)]
pub struct Staff {
    /// Whose account.
    pub staff: StaffId,
    /// Which session; none on the command line, which signs in for one command.
    pub session: Option<SessionId>,
    /// The roles of the notice that were given to her.
    pub roles: Vec<RoleKey>,
    /// The language her pages are in.
    pub language: Language,
}

/// A token: a program acts with a part of what one role of its owner may do.
#[derive(Clone)]
pub struct Token {
    /// Which one.
    pub token: TokenId,
    /// Whose.
    pub owner: StaffId,
    /// Her language.
    pub language: Language,
    /// What it may do at most.
    pub power: Power,
}

/// A job: its name is its actor; it has one purpose, what it does and the categories it needs.
/// Only this crate can make one.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Job {
    /// The name, as it stands in the trail.
    pub name: &'static str,
    /// Its number among actors, negative so that it never meets a member of staff.
    pub number: i64,
    /// Why it works.
    pub purpose: Purpose,
    /// What it does.
    pub actions: &'static [Action],
    /// By which rights.
    pub rights: &'static [Right],
    /// In which categories.
    pub categories: &'static [Category],
}

/// The jobs that open personal data. Others work on states, amounts and dates alone.
pub mod jobs {
    use super::{Action, Category, Job, Purpose, Right};

    /// Writes the blind index anew: after a crash, or when it was lost. It opens nothing for
    /// anyone: values only become terms.
    pub static REINDEX: Job = Job {
        name: "reindex",
        number: -1,
        purpose: Purpose::Security,
        actions: &[],
        rights: &[],
        categories: &[],
    };

    /// Continues an import that was interrupted, and fills the demo. It looks at names to tell
    /// whether somebody is in the register already.
    pub static IMPORT: Job = Job {
        name: "import",
        number: -2,
        purpose: Purpose::Care,
        actions: &[Action::Import, Action::View, Action::Search],
        rights: &[],
        categories: &[
            Category::Identity,
            Category::Company,
            Category::Contact,
            Category::BirthDate,
            Category::IdentityCode,
            Category::Services,
            Category::Permissions,
            Category::Other,
        ],
    };

    /// Makes a register: the first administrator and the first notice. It acts before there is
    /// anybody else, and only inside this crate.
    pub(crate) static INIT: Job = Job {
        name: "init",
        number: -3,
        purpose: Purpose::Staff,
        actions: &[Action::Govern, Action::Publish],
        rights: &[Right::Staff, Right::Settings],
        categories: &[Category::Staff],
    };

    /// Lets the lines of the trail go when the trail's own clock runs out.
    pub static TRAIL_CLOCK: Job = Job {
        name: "trail-clock",
        number: -4,
        purpose: Purpose::Security,
        actions: &[],
        rights: &[],
        categories: &[],
    };

    /// Counts the months that are over. It opens nothing: it sees kinds and days, and through the
    /// index how many live where.
    pub static STATISTICS: Job = Job {
        name: "statistics",
        number: -5,
        purpose: Purpose::Statistics,
        actions: &[Action::List],
        rights: &[],
        categories: &[Category::Contact],
    };

    /// Removes the rows of merged parties when the days are over in which they can be parted. It
    /// opens nothing.
    pub static MERGES: Job = Job {
        name: "merges",
        number: -6,
        purpose: Purpose::Security,
        actions: &[],
        rights: &[],
        categories: &[],
    };

    /// Erases what was set aside when the days are over in which it can be taken back, and clears
    /// the disk of what no row keeps. It opens nothing.
    pub static FILES: Job = Job {
        name: "files",
        number: -7,
        purpose: Purpose::Security,
        actions: &[],
        rights: &[],
        categories: &[],
    };

    /// Erases what is past its clock. It opens nothing: it sees lots, days and holds.
    pub static RETENTION: Job = Job {
        name: "retention",
        number: -8,
        purpose: Purpose::Security,
        actions: &[Action::Erase],
        rights: &[Right::Erase],
        categories: &[Category::Identity],
    };

    /// Hands out a package to whoever brings its address and its code, and lets those go whose days
    /// are over. Whoever prepared it was asked for every right then.
    pub static PACKAGES: Job = Job {
        name: "packages",
        number: -10,
        purpose: Purpose::Rights,
        actions: &[Action::View, Action::Send, Action::Disclose],
        rights: &[Right::Requests, Right::Disclose],
        categories: &[Category::Requests, Category::Disclosures],
    };

    /// Looks through the use of the register by the rules the staff was told of, and lets go of
    /// breaches past their clock. It opens nothing: it sees who looked when, at how many.
    pub static OVERSIGHT: Job = Job {
        name: "oversight",
        number: -11,
        purpose: Purpose::Security,
        actions: &[Action::View, Action::Erase],
        rights: &[Right::Trail, Right::Erase],
        categories: &[Category::Staff, Category::Requests],
    };

    /// Writes down what somebody asks about her data by the public form. It opens nothing.
    pub static REQUESTS: Job = Job {
        name: "requests",
        number: -12,
        purpose: Purpose::Rights,
        actions: &[Action::Change],
        rights: &[],
        categories: &[Category::Requests],
    };

    /// Whoever keeps the register running, with the key files and without signing in: backups,
    /// copies of the keys, restoring, changes of the root key.
    pub static OPERATOR: Job = Job {
        name: "operator",
        number: -20,
        purpose: Purpose::Security,
        actions: &[],
        rights: &[],
        categories: &[],
    };

    /// All of them.
    pub static ALL: [&Job; 12] = [
        &REINDEX,
        &IMPORT,
        &INIT,
        &TRAIL_CLOCK,
        &STATISTICS,
        &MERGES,
        &FILES,
        &RETENTION,
        &PACKAGES,
        &OVERSIGHT,
        &REQUESTS,
        &OPERATOR,
    ];
}

impl Actor {
    /// The actor of a sign-in.
    pub(crate) fn of_staff(staff: Staff) -> Self {
        Self {
            id: ActorId::new(staff.staff.get()),
            who: Who::Staff(staff),
        }
    }

    /// The actor that a token is.
    pub(crate) fn of_token(token: Token) -> Self {
        Self {
            id: ActorId::new(token.token.get()),
            who: Who::Token(token),
        }
    }

    /// The actor that a job is.
    #[must_use]
    pub fn of_job(job: &'static Job) -> Self {
        Self {
            id: ActorId::new(job.number),
            who: Who::Job(job),
        }
    }

    /// Its id in the trail.
    #[must_use]
    pub const fn id(&self) -> ActorId {
        self.id
    }

    /// Who it is.
    #[must_use]
    pub const fn who(&self) -> &Who {
        &self.who
    }

    /// The account, where the actor is a member of staff.
    #[must_use]
    pub const fn staff(&self) -> Option<&Staff> {
        match &self.who {
            Who::Staff(staff) => Some(staff),
            Who::Token(_) | Who::Job(_) => None,
        }
    }

    /// The token, where a program acts with one.
    #[must_use]
    pub const fn token(&self) -> Option<&Token> {
        match &self.who {
            Who::Token(token) => Some(token),
            Who::Staff(_) | Who::Job(_) => None,
        }
    }

    /// The member of staff whose jobs and parties are the actor's own: herself, or the owner of
    /// the token.
    #[must_use]
    pub const fn behind(&self) -> Option<StaffId> {
        match &self.who {
            Who::Staff(staff) => Some(staff.staff),
            Who::Token(token) => Some(token.owner),
            Who::Job(_) => None,
        }
    }

    /// Who answers for what is done to accounts: of a token its owner, so that nobody hides behind
    /// one from whoever watches over administrators.
    pub(crate) fn answerable(&self) -> ActorId {
        self.behind()
            .map_or(self.id, |staff| ActorId::new(staff.get()))
    }

    /// The language to answer in.
    #[must_use]
    pub fn language(&self) -> Language {
        match &self.who {
            Who::Staff(staff) => staff.language,
            Who::Token(token) => token.language,
            Who::Job(_) => Language::Fi,
        }
    }

    /// Whether a role of the actor serves a purpose, by this notice.
    #[must_use]
    pub fn serves(&self, policy: &Policy, purpose: Purpose) -> bool {
        self.any_role(policy, |role| role.purposes.contains(&purpose))
    }

    /// Whether a role of the actor holds a right, by this notice: for menus and buttons.
    #[must_use]
    pub fn holds(&self, policy: &Policy, right: Right) -> bool {
        self.any_role(policy, |role| role.rights.contains(&right))
    }

    pub(crate) fn any_role(&self, policy: &Policy, is: impl Fn(&Role) -> bool) -> bool {
        match &self.who {
            Who::Staff(staff) => {
                let mut roles = staff.roles.iter().filter_map(|key| policy.role(key));
                roles.any(is)
            }
            Who::Token(token) => token.power.role(policy).is_some_and(|role| is(&role)),
            Who::Job(_) => false,
        }
    }

    /// The roles of the actor by this notice; of a token the one it is a part of.
    pub(crate) fn roles<'p>(&self, policy: &'p Policy) -> Vec<&'p Role> {
        match &self.who {
            Who::Staff(staff) => {
                let roles = staff.roles.iter();
                roles.filter_map(|key| policy.role(key)).collect()
            }
            Who::Token(token) => policy.role(&token.power.role).into_iter().collect(),
            Who::Job(_) => Vec::new(),
        }
    }

    /// Whether the actor has this role.
    #[must_use]
    pub fn has_role(&self, role: &RoleKey) -> bool {
        self.staff().is_some_and(|staff| staff.roles.contains(role))
    }
}
