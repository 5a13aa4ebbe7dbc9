//! Signing in, staying signed in, signing out.

use std::sync::Arc;

use basics::{ActorId, Code, Coded, Instant, Language, SessionId, StaffId, UnitId};
use policy::{Action, Category, Policy, Purpose, RoleKey};
use secrecy::SecretString;
use store::{Here, Tx};
use trail::{Line, Trail};

use super::delay::{Failures, wait_ms};
use super::password::{hash_of_nobody, matches};
use super::session::{SEEN_EVERY_MS, SessionToken, lasts};
use super::{Accounts, queries};
use crate::actor::{Actor, Staff};
use crate::core::Core;
use crate::error::Error;

/// A successful sign-in: the secret for the cookie and the actor.
pub struct SignedIn {
    /// To be put into the browser's cookie.
    pub token: SessionToken,
    /// Who signed in.
    pub actor: Actor,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInRefused {
    /// The address or the password is wrong: which of them is not told.
    #[error("the address or the password is wrong")]
    Wrong,
    /// Too many failures from here: wait.
    #[error("wait {seconds} s before you try again")]
    Wait {
        /// How long.
        seconds: i64,
    },
    /// The register failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<store::Error> for SignInRefused {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Coded for SignInRefused {
    fn code(&self) -> Code {
        match self {
            Self::Wrong => Code::new("access.sign_in.wrong"),
            Self::Wait { .. } => Code::new("access.sign_in.wait"),
            Self::Failed(error) => error.code(),
        }
    }
}

/// What is known of an account before its password is compared.
struct Known {
    account: Option<(StaffId, String, Language)>,
    roles: Vec<RoleKey>,
}

impl Accounts {
    /// Signs in with address and password, from a network (the address of the peer, or
    /// `terminal`).
    ///
    /// # Errors
    ///
    /// [`SignInRefused::Wrong`] whichever of the two is wrong, after the same work;
    /// [`SignInRefused::Wait`] before any comparison; the register's failure.
    pub async fn sign_in(
        &self,
        email: &str,
        password: SecretString,
        network: &str,
    ) -> Result<SignedIn, SignInRefused> {
        let staff = self.compare(email, password, network).await?;
        let token = SessionToken::draw().map_err(|_| Error::Store(store::Error::Busy))?;
        let hash = token.hash();
        let core = Arc::clone(&self.core);
        let session = SessionId::new(core.ids.ordered());
        let actor = Actor::of_staff(Staff {
            session: Some(session),
            ..staff
        });
        let line = self.line(actor.id(), Action::SignIn, None);
        let account = actor.staff().map(|staff| staff.staff);
        store::hop(move |here| -> Result<(), Error> {
            let now = core.clock.now();
            core.trail.ready(here)?;
            core.register.write_here(here, |tx| {
                let Some(account) = account else {
                    return Ok(());
                };
                tx.run_one(&queries::ADD_SESSION, (session, account, hash.clone(), now))?;
                Trail::put_out(tx, std::slice::from_ref(&line))?;
                Ok::<_, Error>(())
            })?;
            core.trail.settle(here, &core.register)?;
            Ok(())
        })
        .await
        .map_err(Error::Store)??;
        Ok(SignedIn { token, actor })
    }

    /// Signs in for one command, without a session: the command line.
    ///
    /// # Errors
    ///
    /// As [`Accounts::sign_in`].
    pub async fn sign_in_once(
        &self,
        email: &str,
        password: SecretString,
    ) -> Result<Actor, SignInRefused> {
        let staff = self.compare(email, password, "terminal").await?;
        let actor = Actor::of_staff(staff);
        let line = self.line(actor.id(), Action::SignIn, None);
        let core = Arc::clone(&self.core);
        store::hop(move |here| core.trail.append(here, vec![line]))
            .await
            .map_err(Error::Store)?
            .map_err(Error::Trail)?;
        Ok(actor)
    }

    /// The actor whose session a token belongs to, with the notice in force; nothing where the
    /// session has ended.
    ///
    /// # Errors
    ///
    /// The register's failure.
    pub async fn visit(&self, token: &SessionToken) -> Result<Option<(Actor, Arc<Policy>)>, Error> {
        let core = Arc::clone(&self.core);
        let hash = token.hash();
        store::hop(move |here| {
            let found = core
                .register
                .read_here(here, |tx| match session(tx, &hash)? {
                    Some(found) => Ok::<_, Error>(Some((found, core.policy(tx)?))),
                    None => Ok(None),
                })?;
            let Some(((staff, created, seen), policy)) = found else {
                return Ok(None);
            };
            let now = core.clock.now();
            if !lasts(created, seen, now) {
                return Ok(None);
            }
            if let Some(id) = staff.session
                && now.ms_since(seen) >= SEEN_EVERY_MS
            {
                core.register
                    .write_here(here, |tx| tx.run(&queries::SEE_SESSION, (id, now)))?;
            }
            Ok(Some((Actor::of_staff(staff), policy)))
        })
        .await?
    }

    /// Ends the session of this actor.
    ///
    /// # Errors
    ///
    /// The register's failure.
    pub async fn sign_out(&self, actor: &Actor) -> Result<(), Error> {
        let Some(staff) = actor.staff().cloned() else {
            return Ok(());
        };
        let Some(session) = staff.session else {
            return Ok(());
        };
        let line = self.line(actor.id(), Action::SignOut, None);
        let core = Arc::clone(&self.core);
        store::hop(move |here| -> Result<(), Error> {
            let now = core.clock.now();
            core.register.write_here(here, |tx| {
                tx.run(&queries::END_SESSION, (staff.staff, session, now))?;
                Trail::put_out(tx, std::slice::from_ref(&line))?;
                Ok::<_, Error>(())
            })?;
            core.trail.settle(here, &core.register)?;
            Ok(())
        })
        .await?
    }

    /// Compares a password and keeps count of failures. No session yet.
    async fn compare(
        &self,
        email: &str,
        password: SecretString,
        network: &str,
    ) -> Result<Staff, SignInRefused> {
        let email = email.trim().to_lowercase();
        let subjects = self.core.vault.sign_in_subjects(&email, network);
        let core = Arc::clone(&self.core);
        let known = store::hop(move |here| known(&core, here, &email, &subjects)).await??;
        let (known, subjects) = known;
        let place = self
            .comparing
            .acquire()
            .await
            .map_err(|_| Error::Store(store::Error::Busy))?;
        let nobody = Arc::clone(&self.nobody);
        let hash = known.account.as_ref().map(|(_, hash, _)| hash.clone());
        let matched = store::hop(move |_| match hash {
            Some(hash) => matches(&password, &hash),
            // The same work where there is no such account, so that time tells nothing.
            None => matches(
                &password,
                nobody.get_or_init(|| hash_of_nobody().unwrap_or_default()),
            ),
        })
        .await?;
        drop(place);
        let core = Arc::clone(&self.core);
        match known.account {
            Some((staff, _, language)) if matched => {
                let [account, _] = subjects;
                store::hop(move |here| {
                    core.register
                        .write_here(here, |tx| tx.run(&queries::FORGIVE, (account.clone(),)))
                })
                .await??;
                Ok(Staff {
                    staff,
                    session: None,
                    roles: known.roles,
                    language,
                })
            }
            other => {
                let who = other.map_or(ActorId::new(0), |(staff, _, _)| ActorId::new(staff.get()));
                let refused = Some(SignInRefused::Wrong.code());
                let line = self.line(who, Action::SignIn, refused);
                store::hop(move |here| failed(&core, here, &subjects, line)).await??;
                Err(SignInRefused::Wrong)
            }
        }
    }

    fn line(&self, actor: ActorId, action: Action, refused: Option<Code>) -> Line {
        Line {
            instant: self.core.clock.now(),
            actor,
            purpose: Purpose::Security,
            action: if refused.is_some() {
                Action::SignInFailed
            } else {
                action
            },
            parties: Vec::new(),
            listed: Vec::new(),
            categories: vec![Category::Staff],
            lots: Vec::new(),
            count: 0,
            unit: UnitId::new(self.core.ids.ordered()),
            request: None,
            code: refused.map(|code| code.as_str().to_owned()),
            reason: None,
        }
    }
}

type Subjects = [Vec<u8>; 2];

/// The account and its roles, unless the failures say to wait first.
fn known(
    core: &Core,
    here: &Here,
    email: &str,
    subjects: &Subjects,
) -> Result<(Known, Subjects), SignInRefused> {
    let now = core.clock.now();
    core.register.read_here(here, |tx| {
        let [account, network] = subjects;
        let failures = |tx: &mut Tx<'_>, subject: &Vec<u8>| {
            let found = tx.maybe(&queries::FAILURES, (subject.clone(),))?;
            Ok::<_, store::Error>(found.map(|(count, last)| Failures { count, last }))
        };
        let (account, network) = (failures(tx, account)?, failures(tx, network)?);
        let wait = wait_ms(account, network, now);
        if wait > 0 {
            return Err(SignInRefused::Wait {
                seconds: (wait + 999) / 1000,
            });
        }
        let account = tx.maybe(&queries::ACCOUNT, (email.to_owned(),))?;
        let roles = match &account {
            Some((staff, _, _)) => roles(tx, *staff)?,
            None => Vec::new(),
        };
        Ok((Known { account, roles }, subjects.clone()))
    })
}

/// Counts a failure for account and network, and records it.
fn failed(core: &Core, here: &Here, subjects: &Subjects, line: Line) -> Result<(), Error> {
    let now = core.clock.now();
    core.register.write_here(here, |tx| {
        for subject in subjects {
            let earlier = tx.maybe(&queries::FAILURES, (subject.clone(),))?;
            let count = earlier.map_or(0, |(count, last)| Failures { count, last }.at(now));
            tx.run_one(&queries::FAIL, (subject.clone(), count + 1, now))?;
        }
        Ok::<_, Error>(())
    })?;
    Ok(core.trail.append(here, vec![line])?)
}

fn session(tx: &mut Tx<'_>, hash: &[u8]) -> Result<Option<(Staff, Instant, Instant)>, Error> {
    let found = tx.maybe(&queries::SESSION, (hash.to_vec(),))?;
    let Some((session, staff, created, seen, language)) = found else {
        return Ok(None);
    };
    let roles = roles(tx, staff)?;
    Ok(Some((
        Staff {
            staff,
            session: Some(session),
            roles,
            language,
        },
        created,
        seen,
    )))
}

/// The roles an account has now.
pub(super) fn roles(tx: &mut Tx<'_>, staff: StaffId) -> Result<Vec<RoleKey>, store::Error> {
    let keys = tx.all(&queries::ROLES, (staff,))?;
    Ok(keys
        .into_iter()
        .filter_map(|key| key.parse().ok())
        .collect())
}
