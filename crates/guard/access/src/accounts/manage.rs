//! Accounts as the administrator manages them, and one's own.

use std::collections::HashMap;
use std::sync::Arc;

use basics::{Instant, StaffId};
use policy::{Policy, Purpose, Right, Role, RoleKey};
use store::Tx;

use super::account::{Account, NewAccount, Refused, RoleGiven};
use super::answer::{Request, once};
use super::deed::Deed;
use super::own::SessionRow;
use super::password::NewPassword;
use super::session::{IDLE_MS, WHOLE_MS};
use super::sign_in::roles;
use super::{Accounts, queries};
use crate::actor::Actor;
use crate::ask::Ask;
use crate::category;
use crate::desk::Desk;
use crate::work::Work;

impl Accounts {
    pub(crate) fn desk(&self) -> Desk {
        Desk {
            core: Arc::clone(&self.core),
        }
    }

    /// The accounts after one, by address: under [`Purpose::Staff`] for
    /// whoever manages accounts, under [`Purpose::Security`] for whoever reads the trail.
    ///
    /// # Errors
    ///
    /// A refusal where the actor may not see staff; the register's failure.
    pub async fn list(
        &self,
        actor: &Actor,
        purpose: Purpose,
        after: Option<StaffId>,
        limit: u16,
    ) -> Result<Vec<Account>, Refused> {
        self.desk()
            .read(actor, purpose, move |work| {
                let ask = match purpose {
                    Purpose::Staff => Ask::list(&[]),
                    _ => Ask::list(&[]).with(Right::Trail),
                };
                let _seen = work.ask::<category::Staff>(ask)?;
                let after = match after {
                    Some(staff) => account(work, staff)?.email,
                    None => String::new(),
                };
                let rows = work
                    .tx()
                    .all(&queries::ALL_STAFF, (after.clone(), i64::from(limit)))?;
                let last = rows.last().map(|row| row.2.clone());
                let mut having = roles_between(work, after, last)?;
                let account = |(staff, name, email, language, created, closed)| Account {
                    staff,
                    name,
                    email,
                    language,
                    roles: having.remove(&staff).unwrap_or_default(),
                    created,
                    closed,
                };
                Ok(rows.into_iter().map(account).collect())
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

    /// Makes an account.
    ///
    /// # Errors
    ///
    /// [`Refused::EmailTaken`], [`Refused::UnknownRole`]; a refusal; the register's failure.
    pub async fn add(&self, actor: &Actor, new: NewAccount) -> Result<StaffId, Refused> {
        self.add_once(actor, new, None).await
    }

    /// The same, once however often a program sends it under a key: the account of the first time.
    ///
    /// # Errors
    ///
    /// As [`Accounts::add`]; [`Refused::NotRepeated`].
    pub async fn add_once(
        &self,
        actor: &Actor,
        new: NewAccount,
        request: Option<Request>,
    ) -> Result<StaffId, Refused> {
        new.password.suits(&[&new.name, &new.email])?;
        let hash = self.hash(&new.password).await?;
        let staff = StaffId::new(self.core.ids.ordered());
        let adding = move |work: &mut Work<'_>| {
            once(work, request.as_ref(), |work| {
                insert(work, staff, &new, &hash)?;
                Ok(staff.to_string())
            })
        };
        let made = self.desk().write(actor, Purpose::Staff, adding).await?;
        made.parse().map_err(|_| Refused::NotThere)
    }

    /// Makes the first account of a register, with the roles that may manage accounts and
    /// settings. Nobody can have signed in yet, so the program itself is the actor.
    ///
    /// # Errors
    ///
    /// [`Refused::NotFirst`] where there is an account already; the register's failure.
    pub async fn add_first(&self, new: NewAccount) -> Result<StaffId, Refused> {
        new.password.suits(&[&new.name, &new.email])?;
        // Whoever makes the register chooses her own.
        let new = NewAccount {
            password: new.password.hers(),
            ..new
        };
        let hash = self.hash(&new.password).await?;
        let staff = StaffId::new(self.core.ids.ordered());
        let actor = Actor::of_job(&crate::actor::jobs::INIT);
        self.desk()
            .write(&actor, Purpose::Staff, move |work| {
                if work.tx().one(&queries::COUNT_STAFF, ())? > 0 {
                    return Err(Refused::NotFirst);
                }
                insert(work, staff, &new, &hash)?;
                someone_manages(work)
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
                Deed::RoleGiven.govern(work, staff, role.as_str())?;
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
                Deed::RoleTaken.govern(work, staff, role.as_str())?;
                account(work, staff)?;
                let (now, by) = (work.now(), work.actor().answerable());
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
        self.set_closed_once(actor, staff, closed, None).await
    }

    /// The same, once however often a program sends it under a key: what others did since stays.
    ///
    /// # Errors
    ///
    /// As [`Accounts::set_closed`]; [`Refused::NotRepeated`].
    pub async fn set_closed_once(
        &self,
        actor: &Actor,
        staff: StaffId,
        closed: bool,
        request: Option<Request>,
    ) -> Result<(), Refused> {
        let closing = move |work: &mut Work<'_>| {
            once(work, request.as_ref(), |work| {
                close(work, staff, closed)?;
                Ok(staff.to_string())
            })
        };
        self.desk().write(actor, Purpose::Staff, closing).await?;
        Ok(())
    }

    /// Sets a new password for somebody who forgot hers, and ends her sessions. She has to change
    /// it when she signs in; the data-protection contact is shown that it was set.
    ///
    /// # Errors
    ///
    /// [`Refused::NotThere`]; [`Refused::Unfit`]; a refusal; the register's failure.
    pub async fn reset_password(
        &self,
        actor: &Actor,
        staff: StaffId,
        password: NewPassword,
    ) -> Result<(), Refused> {
        let hash = self.hash(&password).await?;
        self.desk()
            .write(actor, Purpose::Staff, move |work| {
                Deed::PasswordReset.govern(work, staff, "")?;
                let account = account(work, staff)?;
                password.suits(&[&account.name, &account.email])?;
                let (now, by) = (work.now(), work.actor().answerable());
                work.tx().run(&queries::RESET, (staff, now, by))?;
                set_password(work, staff, &hash, Some(now))
            })
            .await
    }

    /// The sessions of an account that last, newest first: for whoever manages accounts.
    ///
    /// # Errors
    ///
    /// A refusal; the register's failure.
    pub async fn sessions_of(
        &self,
        actor: &Actor,
        staff: StaffId,
    ) -> Result<Vec<SessionRow>, Refused> {
        self.desk()
            .read(actor, Purpose::Staff, move |work| {
                let _seen = work.ask::<category::Staff>(Ask::view(&[]))?;
                lasting(work, staff)
            })
            .await
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    ///
    /// [`Refused::NotThere`]; a refusal; the register's failure.
    pub async fn end_sessions(&self, actor: &Actor, staff: StaffId) -> Result<(), Refused> {
        self.desk()
            .write(actor, Purpose::Staff, move |work| {
                Deed::SessionsEnded.govern(work, staff, "")?;
                account(work, staff)?;
                let now = work.now();
                work.tx().run(&queries::END_SESSIONS, (staff, now))?;
                Ok(())
            })
            .await
    }

    /// The hash of a password, when its turn has come.
    pub(super) async fn hash(&self, password: &NewPassword) -> Result<String, Refused> {
        let password = password.duplicate();
        let turn = self.turn().await?;
        let hash = store::hop(move |_| password.hash()).await?;
        drop(turn);
        Ok(hash?)
    }
}

/// The sessions of an account that last, newest first.
pub(super) fn lasting(work: &mut Work<'_>, staff: StaffId) -> Result<Vec<SessionRow>, Refused> {
    let now = work.now();
    let (used, begun) = (now.plus_ms(-IDLE_MS), now.plus_ms(-WHOLE_MS));
    let rows = work.tx().all(&queries::SESSIONS, (staff, used, begun))?;
    let row = |(session, created, seen)| SessionRow {
        session,
        created,
        seen,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Roles an account may have at once, as far as a list shows them.
const ROLES_EACH: i64 = 100;

/// The roles of the accounts with addresses after one and up to another.
fn roles_between(
    work: &mut Work<'_>,
    after: String,
    last: Option<String>,
) -> Result<HashMap<StaffId, Vec<RoleKey>>, Refused> {
    let mut having: HashMap<StaffId, Vec<RoleKey>> = HashMap::new();
    let Some(last) = last else { return Ok(having) };
    let limit = i64::from(u16::MAX) * ROLES_EACH;
    let rows = work
        .tx()
        .all(&queries::ROLES_BETWEEN, (after, last, limit))?;
    for (staff, role) in rows {
        if let Ok(role) = role.parse() {
            having.entry(staff).or_default().push(role);
        }
    }
    Ok(having)
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
    let keys: Vec<&str> = new.roles.iter().map(RoleKey::as_str).collect();
    Deed::AccountMade.govern(work, staff, &keys.join(" "))?;
    let email = new.email.trim().to_lowercase();
    let (now, by) = (work.now(), work.actor().answerable());
    let row = (
        staff,
        new.name.clone(),
        email,
        new.language,
        hash.to_owned(),
        now,
        by,
        (!new.password.is_hers()).then_some(now),
    );
    match work.tx().run_one(&queries::ADD_STAFF, row) {
        Err(store::Error::Unique { .. }) => return Err(Refused::EmailTaken),
        other => other?,
    }
    new.roles
        .iter()
        .try_for_each(|role| give(work, staff, role))
}

fn close(work: &mut Work<'_>, staff: StaffId, closed: bool) -> Result<(), Refused> {
    let deed = if closed { Deed::Closed } else { Deed::Opened };
    deed.govern(work, staff, "")?;
    account(work, staff)?;
    let now = work.now();
    work.tx()
        .run_one(&queries::SET_CLOSED, (staff, closed.then_some(now)))?;
    if closed {
        work.tx().run(&queries::END_SESSIONS, (staff, now))?;
    }
    someone_manages(work)
}

fn give(work: &mut Work<'_>, staff: StaffId, role: &RoleKey) -> Result<(), Refused> {
    if work.policy().role(role).is_none() {
        return Err(Refused::UnknownRole);
    }
    let (now, by) = (work.now(), work.actor().answerable());
    let row = (staff, role.as_str().to_owned(), now, by);
    Ok(work.tx().run_one(&queries::GIVE_ROLE, row)?)
}

/// Sets a password and ends all sessions. `given`: since when it is one that somebody else gave.
pub(super) fn set_password(
    work: &mut Work<'_>,
    staff: StaffId,
    hash: &str,
    given: Option<Instant>,
) -> Result<(), Refused> {
    let now = work.now();
    work.tx()
        .run_one(&queries::SET_PASSWORD, (staff, hash.to_owned(), now, given))?;
    work.tx().run(&queries::END_SESSIONS, (staff, now))?;
    Ok(())
}

/// Somebody must be left who may manage accounts and settings, or nobody could ever mend it.
fn someone_manages(work: &mut Work<'_>) -> Result<(), Refused> {
    let policy = Arc::clone(&work.policy);
    if is_managed(work.tx(), &policy)? {
        Ok(())
    } else {
        Err(Refused::LastAdministrator)
    }
}

/// Whether by this notice somebody with an open account may manage accounts, and somebody settings.
pub(crate) fn is_managed(tx: &mut Tx<'_>, policy: &Policy) -> Result<bool, store::Error> {
    for right in [Right::Staff, Right::Settings] {
        let mut held = false;
        for role in policy.roles().iter().filter(|role| gives(role, right)) {
            let key = role.key.as_str().to_owned();
            held = held || tx.one(&queries::COUNT_WITH_ROLE, (key,))? > 0;
        }
        if !held {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a role brings this right of managing the register, for the purpose it is used for.
pub(crate) fn gives(role: &Role, right: Right) -> bool {
    role.rights.contains(&right) && role.purposes.contains(&Purpose::Staff)
}
