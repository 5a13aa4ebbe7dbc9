//! Signing in, staying signed in, signing out.
//!
//! Invariant: an attempt is counted before its password is compared, so that many at once are not
//! many free guesses.

use std::sync::Arc;

use basics::{ActorId, Code, Coded, Instant, Language, SessionId, StaffId};
use policy::{Action, Category, Policy, Purpose, RoleKey};
use secrecy::SecretString;
use store::{Here, Tx};
use trail::{Line, Trail};

use super::attempt::{self, Begun, Crowded, Subjects};
use super::delay::network_of;
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
    /// Too many passwords are being compared at this moment.
    #[error(transparent)]
    Crowded(#[from] Crowded),
    /// The password is one that somebody else gave: she changes it in the browser first.
    #[error("change the password you were given first")]
    ChangeFirst,
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
            Self::Crowded(crowded) => crowded.code(),
            Self::ChangeFirst => Code::new("access.sign_in.change_first"),
            Self::Failed(error) => error.code(),
        }
    }
}

/// An actor whose session lasts, and what decides over her pages.
pub struct Visit {
    /// Who it is.
    pub actor: Actor,
    /// The notice in force.
    pub policy: Arc<Policy>,
    /// Whether her password is one that somebody else gave: it has to be changed first.
    pub change_first: bool,
}

/// What is known of an account before its password is compared.
struct Known {
    account: Option<(StaffId, String, Language, Option<Instant>)>,
    roles: Vec<RoleKey>,
    /// Whether a wait begins with this attempt, if it is wrong.
    waits: bool,
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
        let (staff, _) = self.compare(email, password, network).await?;
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
    /// As [`Accounts::sign_in`]; [`SignInRefused::ChangeFirst`].
    pub async fn sign_in_once(
        &self,
        email: &str,
        password: SecretString,
    ) -> Result<Actor, SignInRefused> {
        self.signed_in_once(email, password, false).await
    }

    /// The same, for the one command that changes a password which somebody else gave.
    ///
    /// # Errors
    ///
    /// As [`Accounts::sign_in`].
    pub async fn sign_in_to_change(
        &self,
        email: &str,
        password: SecretString,
    ) -> Result<Actor, SignInRefused> {
        self.signed_in_once(email, password, true).await
    }

    async fn signed_in_once(
        &self,
        email: &str,
        password: SecretString,
        to_change: bool,
    ) -> Result<Actor, SignInRefused> {
        let (staff, given) = self.compare(email, password, "terminal").await?;
        let actor = Actor::of_staff(staff);
        let change_first = given && !to_change;
        let refused = change_first.then(|| SignInRefused::ChangeFirst.code());
        let line = self.line(actor.id(), Action::SignIn, refused);
        let core = Arc::clone(&self.core);
        store::hop(move |here| core.trail.append(here, vec![line]))
            .await
            .map_err(Error::Store)?
            .map_err(Error::Trail)?;
        if change_first {
            return Err(SignInRefused::ChangeFirst);
        }
        Ok(actor)
    }

    /// The actor whose session a token belongs to, with the notice in force; nothing where the
    /// session has ended.
    ///
    /// # Errors
    ///
    /// The register's failure.
    pub async fn visit(&self, token: &SessionToken) -> Result<Option<Visit>, Error> {
        let core = Arc::clone(&self.core);
        let hash = token.hash();
        store::hop(move |here| {
            let found = core
                .register
                .read_here(here, |tx| match session(tx, &hash)? {
                    Some(found) => Ok::<_, Error>(Some((found, core.policy(tx)?))),
                    None => Ok(None),
                })?;
            let Some((session, policy)) = found else {
                return Ok(None);
            };
            let Session {
                staff,
                created,
                seen,
                change_first,
            } = session;
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
            Ok(Some(Visit {
                actor: Actor::of_staff(staff),
                policy,
                change_first,
            }))
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

    /// Compares a password and keeps count of failures: who it is, and whether the password has to
    /// be changed first. No session yet.
    async fn compare(
        &self,
        email: &str,
        password: SecretString,
        network: &str,
    ) -> Result<(Staff, bool), SignInRefused> {
        let email = email.trim().to_lowercase();
        let [account, network] = self
            .core
            .vault
            .sign_in_subjects(&email, &network_of(network));
        let network = Some(network);
        let subjects = Arc::new(Subjects { account, network });
        // Whoever has to wait takes nobody's turn.
        let (core, of) = (Arc::clone(&self.core), Arc::clone(&subjects));
        store::hop(move |here| {
            let now = core.clock.now();
            core.register
                .read_here(here, |tx| match attempt::wait(tx, &of, now)? {
                    Some(seconds) => Err(SignInRefused::Wait { seconds }),
                    None => Ok(()),
                })
        })
        .await??;
        let turn = self.turn().await?;
        let (core, of) = (Arc::clone(&self.core), Arc::clone(&subjects));
        let known = store::hop(move |here| known(&core, here, &email, &of)).await??;
        let hash = known.account.as_ref().map(|(_, hash, ..)| hash.clone());
        let matched = self.matches(password, hash).await?;
        drop(turn);
        match known.account {
            Some((staff, _, language, given)) if matched => {
                self.forgive(subjects).await?;
                let staff = Staff {
                    staff,
                    session: None,
                    roles: known.roles,
                    language,
                };
                Ok((staff, given.is_some()))
            }
            other => {
                let who = other.map_or(ActorId::new(0), |(staff, ..)| ActorId::new(staff.get()));
                self.failed(who, SignInRefused::Wrong.code(), known.waits)
                    .await?;
                Err(SignInRefused::Wrong)
            }
        }
    }

    /// Compares, with the same work where there is no such account, so that time tells nothing.
    async fn matches(
        &self,
        password: SecretString,
        hash: Option<String>,
    ) -> Result<bool, store::Error> {
        let nobody = Arc::clone(&self.nobody);
        store::hop(move |_| match hash {
            Some(hash) => matches(&password, &hash),
            None => matches(
                &password,
                nobody.get_or_init(|| hash_of_nobody().unwrap_or_default()),
            ),
        })
        .await
    }

    /// The password was right.
    pub(super) async fn forgive(&self, subjects: Arc<Subjects>) -> Result<(), store::Error> {
        let core = Arc::clone(&self.core);
        store::hop(move |here| {
            let now = core.clock.now();
            core.register
                .write_here(here, |tx| attempt::forgive(tx, &subjects, now))
        })
        .await?
    }

    /// Records a failure that is counted already, and the wait that begins with it.
    pub(super) async fn failed(&self, who: ActorId, why: Code, waits: bool) -> Result<(), Error> {
        let wait = SignInRefused::Wait { seconds: 0 }.code();
        let codes = [Some(why), waits.then_some(wait)];
        let lines = codes
            .into_iter()
            .flatten()
            .map(|code| self.line(who, Action::SignIn, Some(code)))
            .collect();
        let core = Arc::clone(&self.core);
        Ok(store::hop(move |here| core.trail.append(here, lines)).await??)
    }

    pub(super) fn line(&self, actor: ActorId, action: Action, refused: Option<Code>) -> Line {
        let action = if refused.is_some() {
            Action::SignInFailed
        } else {
            action
        };
        let now = self.core.clock.now();
        Line {
            categories: vec![Category::Staff],
            code: refused.map(|code| code.as_str().to_owned()),
            ..self.core.line(now, actor, (Purpose::Security, action))
        }
    }
}

/// Counts an attempt, unless it has to wait; the account and its roles.
fn known(
    core: &Core,
    here: &Here,
    email: &str,
    subjects: &Subjects,
) -> Result<Known, SignInRefused> {
    let now = core.clock.now();
    core.register.write_here(here, |tx| {
        let waits = match attempt::begin(tx, subjects, now)? {
            Begun::Counted { waits } => waits,
            Begun::Wait { seconds } => return Err(SignInRefused::Wait { seconds }),
        };
        let account = tx.maybe(&queries::ACCOUNT, (email.to_owned(),))?;
        let roles = match &account {
            Some((staff, ..)) => roles(tx, *staff)?,
            None => Vec::new(),
        };
        Ok(Known {
            account,
            roles,
            waits,
        })
    })
}

/// A session that has not ended, and how old it is.
struct Session {
    staff: Staff,
    created: Instant,
    seen: Instant,
    change_first: bool,
}

fn session(tx: &mut Tx<'_>, hash: &[u8]) -> Result<Option<Session>, Error> {
    let found = tx.maybe(&queries::SESSION, (hash.to_vec(),))?;
    let Some((session, staff, created, seen, language, given)) = found else {
        return Ok(None);
    };
    let roles = roles(tx, staff)?;
    Ok(Some(Session {
        staff: Staff {
            staff,
            session: Some(session),
            roles,
            language,
        },
        created,
        seen,
        change_first: given.is_some(),
    }))
}

/// The roles an account has now.
pub(super) fn roles(tx: &mut Tx<'_>, staff: StaffId) -> Result<Vec<RoleKey>, store::Error> {
    let keys = tx.all(&queries::ROLES, (staff,))?;
    Ok(keys
        .into_iter()
        .filter_map(|key| key.parse().ok())
        .collect())
}
