//! Accounts as the administrator manages them, and one's own.

use std::sync::Arc;

use basics::{ActorId, Code, Coded, Instant, Language, StaffId};
use policy::{Purpose, Right, RoleKey};

use super::password::{HashFailed, NewPassword, Unfit};
use super::sign_in::roles;
use super::{Accounts, queries};
use crate::actor::Actor;
use crate::ask::Ask;
use crate::category;
use crate::desk::Desk;
use crate::error::Error;
use crate::work::Work;

/// An account as lists and pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub staff: StaffId,
    /// Her name.
    pub name: String,
    /// The address she signs in with.
    pub email: String,
    /// The language of her pages.
    pub language: Language,
    /// The roles she has now.
    pub roles: Vec<RoleKey>,
    /// Since when the account exists.
    pub created: Instant,
    /// Since when it is closed; nothing: it is open.
    pub closed: Option<Instant>,
}

/// An account to be made.
pub struct NewAccount {
    /// Her name.
    pub name: String,
    /// The address she will sign in with.
    pub email: String,
    /// The language of her pages.
    pub language: Language,
    /// A password to begin with, to be changed by herself.
    pub password: NewPassword,
    /// Roles to begin with.
    pub roles: Vec<RoleKey>,
}

/// A role as it was given, and perhaps taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleGiven {
    /// Which role.
    pub role: RoleKey,
    /// When it was given.
    pub given: Instant,
    /// By whom; the account itself, where somebody gave a role to herself.
    pub given_by: ActorId,
    /// When it was taken.
    pub taken: Option<Instant>,
    /// By whom.
    pub taken_by: Option<ActorId>,
}

/// Why an account was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The notice knows no such role.
    #[error("the notice has no such role")]
    UnknownRole,
    /// The address is none.
    #[error("that is no e-mail address")]
    Email,
    /// The name is missing or too long.
    #[error("the name is missing or too long")]
    Name,
    /// Another account signs in with this address.
    #[error("another account has this address")]
    EmailTaken,
    /// Nobody would be left who may manage accounts.
    #[error("nobody would be left who may manage accounts")]
    LastAdministrator,
    /// There is no such account.
    #[error("there is no such account")]
    NotThere,
    /// There are accounts already: the first one is made only once.
    #[error("there are accounts already")]
    NotFirst,
    /// The current password is wrong.
    #[error("the current password is wrong")]
    WrongPassword,
    /// The new password is not accepted.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The password could not be hashed.
    #[error(transparent)]
    HashFailed(#[from] HashFailed),
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] Error),
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Guard(error.into())
    }
}

impl Coded for Refused {
    fn code(&self) -> Code {
        match self {
            Self::UnknownRole => Code::new("access.staff.unknown_role"),
            Self::Email => Code::new("access.staff.email"),
            Self::Name => Code::new("access.staff.name"),
            Self::EmailTaken => Code::new("access.staff.email_taken"),
            Self::LastAdministrator => Code::new("access.staff.last_administrator"),
            Self::NotThere => Code::new("access.staff.not_there"),
            Self::NotFirst => Code::new("access.staff.not_first"),
            Self::WrongPassword => Code::new("access.staff.wrong_password"),
            Self::HashFailed(_) => Code::new("access.password.not_hashed"),
            Self::Unfit(unfit) => unfit.code(),
            Self::Guard(error) => error.code(),
        }
    }
}

impl Accounts {
    pub(super) fn desk(&self) -> Desk {
        Desk {
            core: Arc::clone(&self.core),
        }
    }

    /// The accounts whose address comes after `after`, by address.
    ///
    /// # Errors
    ///
    /// A refusal where the actor may not see staff; the register's failure.
    pub async fn list(
        &self,
        actor: &Actor,
        after: Option<String>,
        limit: u16,
    ) -> Result<Vec<Account>, Refused> {
        self.desk()
            .read(actor, Purpose::Staff, move |work| {
                let _seen = work.ask::<category::Staff>(Ask::list(&[]))?;
                let after = after.clone().unwrap_or_default();
                let rows = work
                    .tx()
                    .all(&queries::ALL_STAFF, (after, i64::from(limit)))?;
                rows.into_iter()
                    .map(|(staff, name, email, language, created, closed)| {
                        let roles = roles(work.tx(), staff)?;
                        Ok(Account {
                            staff,
                            name,
                            email,
                            language,
                            roles,
                            created,
                            closed,
                        })
                    })
                    .collect()
            })
            .await
    }

    /// The account that signs in with an address: for whoever manages accounts or reads the trail.
    ///
    /// # Errors
    ///
    /// [`Refused::NotThere`]; a refusal; the register's failure.
    pub async fn of_email(&self, actor: &Actor, email: &str) -> Result<StaffId, Refused> {
        let email = email.trim().to_lowercase();
        self.desk()
            .read(actor, Purpose::Staff, move |work| {
                // Whoever may read the trail may name the account whose lines she reads.
                if !work.holds(Right::Trail) {
                    let _seen = work.ask::<category::Staff>(Ask::view(&[]))?;
                }
                work.tx()
                    .maybe(&queries::OF_EMAIL, (email.clone(),))?
                    .ok_or(Refused::NotThere)
            })
            .await
    }

    /// One account with its roles of all times.
    ///
    /// # Errors
    ///
    /// [`Refused::NotThere`]; a refusal; the register's failure.
    pub async fn account(
        &self,
        actor: &Actor,
        staff: StaffId,
    ) -> Result<(Account, Vec<RoleGiven>), Refused> {
        self.desk()
            .read(actor, Purpose::Staff, move |work| {
                let _seen = work.ask::<category::Staff>(Ask::view(&[]))?;
                let account = account(work, staff)?;
                let given = work.tx().all(&queries::ROLE_HISTORY, (staff,))?;
                let given = given
                    .into_iter()
                    .filter_map(|(role, given, by, taken, taken_by)| {
                        let role = role.parse().ok()?;
                        Some(RoleGiven {
                            role,
                            given,
                            given_by: by,
                            taken,
                            taken_by,
                        })
                    });
                Ok((account, given.collect()))
            })
            .await
    }

    /// Roles that somebody gave to herself and still has: name, role, when. For the
    /// data-protection contact.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; the register's failure.
    pub async fn given_to_oneself(
        &self,
        actor: &Actor,
    ) -> Result<Vec<(String, RoleKey, Instant)>, Refused> {
        self.desk()
            .read(actor, Purpose::Security, move |work| {
                let _seen = work.ask::<category::Staff>(Ask::trail(&[]))?;
                let rows = work.tx().all(&queries::GIVEN_TO_ONESELF, ())?;
                let known = |(name, role, at): (String, String, Instant)| {
                    Some((name, role.parse().ok()?, at))
                };
                Ok(rows.into_iter().filter_map(known).collect())
            })
            .await
    }

    /// Makes an account.
    ///
    /// # Errors
    ///
    /// [`Refused::EmailTaken`], [`Refused::UnknownRole`]; a refusal; the register's failure.
    pub async fn add(&self, actor: &Actor, new: NewAccount) -> Result<StaffId, Refused> {
        let hash = hash(&new.password).await?;
        let staff = StaffId::new(self.core.ids.ordered());
        self.desk()
            .write(actor, Purpose::Staff, move |work| {
                let _noted = work.ask::<category::Staff>(Ask::govern())?;
                insert(work, staff, &new, &hash)
            })
            .await?;
        Ok(staff)
    }

    /// Makes the first account of a register, with the roles that may manage accounts and
    /// settings. Nobody can have signed in yet, so the program itself is the actor.
    ///
    /// # Errors
    ///
    /// [`Refused::NotFirst`] where there is an account already; the register's failure.
    pub async fn add_first(&self, new: NewAccount) -> Result<StaffId, Refused> {
        let hash = hash(&new.password).await?;
        let staff = StaffId::new(self.core.ids.ordered());
        let actor = Actor::of_job(&crate::actor::jobs::INIT);
        self.desk()
            .write(&actor, Purpose::Staff, move |work| {
                let _noted = work.ask::<category::Staff>(Ask::govern())?;
                if work.tx().one(&queries::COUNT_STAFF, ())? > 0 {
                    return Err(Refused::NotFirst);
                }
                insert(work, staff, &new, &hash)
            })
            .await?;
        Ok(staff)
    }

    /// Gives a role to an account. Whoever gives one to herself is shown to the data-protection
    /// contact.
    ///
    /// # Errors
    ///
    /// [`Refused::UnknownRole`], [`Refused::NotThere`]; a refusal; the register's failure.
    pub async fn give_role(
        &self,
        actor: &Actor,
        staff: StaffId,
        role: RoleKey,
    ) -> Result<(), Refused> {
        self.desk()
            .write(actor, Purpose::Staff, move |work| {
                let _noted = work.ask::<category::Staff>(Ask::govern())?;
                if account(work, staff)?.roles.contains(&role) {
                    return Ok(());
                }
                give(work, staff, &role)
            })
            .await
    }

    /// Takes a role from an account.
    ///
    /// # Errors
    ///
    /// [`Refused::LastAdministrator`], [`Refused::NotThere`]; a refusal; the register's failure.
    pub async fn take_role(
        &self,
        actor: &Actor,
        staff: StaffId,
        role: RoleKey,
    ) -> Result<(), Refused> {
        self.desk()
            .write(actor, Purpose::Staff, move |work| {
                let _noted = work.ask::<category::Staff>(Ask::govern())?;
                account(work, staff)?;
                let (now, by) = (work.now(), work.actor().id());
                work.tx().run(
                    &queries::TAKE_ROLE,
                    (staff, role.as_str().to_owned(), now, by),
                )?;
                someone_manages(work)
            })
            .await
    }

    /// Closes an account and ends its sessions, or opens it again.
    ///
    /// # Errors
    ///
    /// [`Refused::LastAdministrator`], [`Refused::NotThere`]; a refusal; the register's failure.
    pub async fn set_closed(
        &self,
        actor: &Actor,
        staff: StaffId,
        closed: bool,
    ) -> Result<(), Refused> {
        self.desk()
            .write(actor, Purpose::Staff, move |work| {
                let _noted = work.ask::<category::Staff>(Ask::govern())?;
                account(work, staff)?;
                let now = work.now();
                work.tx()
                    .run_one(&queries::SET_CLOSED, (staff, closed.then_some(now)))?;
                if closed {
                    work.tx().run(&queries::END_SESSIONS, (staff, now))?;
                }
                someone_manages(work)
            })
            .await
    }

    /// Sets a new password for somebody who forgot hers, and ends her sessions.
    ///
    /// # Errors
    ///
    /// [`Refused::NotThere`]; a refusal; the register's failure.
    pub async fn reset_password(
        &self,
        actor: &Actor,
        staff: StaffId,
        password: NewPassword,
    ) -> Result<(), Refused> {
        let hash = hash(&password).await?;
        self.desk()
            .write(actor, Purpose::Staff, move |work| {
                let _noted = work.ask::<category::Staff>(Ask::govern())?;
                account(work, staff)?;
                set_password(work, staff, &hash)
            })
            .await
    }
}

pub(super) async fn hash(password: &NewPassword) -> Result<String, Refused> {
    let password = password.duplicate();
    Ok(store::hop(move |_| password.hash()).await??)
}

fn account(work: &mut Work<'_>, staff: StaffId) -> Result<Account, Refused> {
    let found = work.tx().maybe(&queries::STAFF, (staff,))?;
    let (name, email, language, created, closed) = found.ok_or(Refused::NotThere)?;
    let roles = roles(work.tx(), staff)?;
    Ok(Account {
        staff,
        name,
        email,
        language,
        roles,
        created,
        closed,
    })
}

fn insert(
    work: &mut Work<'_>,
    staff: StaffId,
    new: &NewAccount,
    hash: &str,
) -> Result<(), Refused> {
    let email = new.email.trim().to_lowercase();
    let row = (
        staff,
        new.name.clone(),
        email,
        new.language,
        hash.to_owned(),
        work.now(),
    );
    match work.tx().run_one(&queries::ADD_STAFF, row) {
        Err(store::Error::Unique { .. }) => return Err(Refused::EmailTaken),
        other => other?,
    }
    new.roles
        .iter()
        .try_for_each(|role| give(work, staff, role))
}

fn give(work: &mut Work<'_>, staff: StaffId, role: &RoleKey) -> Result<(), Refused> {
    if work.policy().role(role).is_none() {
        return Err(Refused::UnknownRole);
    }
    let (now, by) = (work.now(), work.actor().id());
    let row = (staff, role.as_str().to_owned(), now, by);
    Ok(work.tx().run_one(&queries::GIVE_ROLE, row)?)
}

pub(super) fn set_password(work: &mut Work<'_>, staff: StaffId, hash: &str) -> Result<(), Refused> {
    let now = work.now();
    work.tx()
        .run_one(&queries::SET_PASSWORD, (staff, hash.to_owned(), now))?;
    work.tx().run(&queries::END_SESSIONS, (staff, now))?;
    Ok(())
}

/// Somebody must be left who may manage accounts, or the register could never be opened to anyone
/// again.
fn someone_manages(work: &mut Work<'_>) -> Result<(), Refused> {
    let policy = Arc::clone(&work.policy);
    for role in policy
        .roles()
        .iter()
        .filter(|role| role.rights.contains(&Right::Staff))
    {
        if work
            .tx()
            .one(&queries::COUNT_WITH_ROLE, (role.key.as_str().to_owned(),))?
            > 0
        {
            return Ok(());
        }
    }
    Err(Refused::LastAdministrator)
}
