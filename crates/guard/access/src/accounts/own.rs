//! One's own account: password, sessions, language. It needs no right, because it touches nobody
//! else's data.

use std::sync::Arc;

use basics::{Coded, Instant, Language, SessionId};
use policy::Purpose;
use secrecy::SecretString;

use super::account::Refused;
use super::attempt::{self, Begun, Subjects};
use super::deed::Deed;
use super::manage::{lasting, set_password};
use super::password::{NewPassword, matches};
use super::{Accounts, queries};
use crate::actor::Actor;
use crate::work::Work;

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Which.
    pub session: SessionId,
    /// Since when.
    pub created: Instant,
    /// Last used, to the minute.
    pub seen: Instant,
}

impl Accounts {
    /// Changes one's own password; all sessions end. A wrong current password makes the next
    /// attempt wait, as at signing in.
    ///
    /// # Errors
    ///
    /// [`Refused::WrongPassword`], [`Refused::Wait`], [`Refused::SamePassword`],
    /// [`Refused::Unfit`]; the register's failure.
    pub async fn change_own_password(
        &self,
        actor: &Actor,
        current: SecretString,
        password: NewPassword,
    ) -> Result<(), Refused> {
        let Some(staff) = actor.staff().map(|staff| staff.staff) else {
            return Err(Refused::NotThere);
        };
        let found = self.own(actor, move |work| {
            work.tx()
                .maybe(&queries::PASSWORD, (staff,))?
                .ok_or(Refused::NotThere)
        });
        let (old, name, email) = found.await?;
        password.suits(&[&name, &email])?;
        self.current(actor, &email, current, &old).await?;
        let (new, turn) = (password.duplicate(), self.turn().await?);
        let same = store::hop(move |_| new.is_behind(&old)).await?;
        drop(turn);
        if same {
            return Err(Refused::SamePassword);
        }
        let hash = self.hash(&password).await?;
        self.own(actor, move |work| {
            Deed::OwnPassword.own(work, staff)?;
            set_password(work, staff, &hash, None)
        })
        .await
    }

    /// Compares the current password, counted before as at signing in. The subject is one's own
    /// page: whoever holds a stolen session cannot make its owner wait at the door.
    async fn current(
        &self,
        actor: &Actor,
        email: &str,
        current: SecretString,
        hash: &str,
    ) -> Result<(), Refused> {
        let [account, _] = self.core.vault.sign_in_subjects(email, "own account");
        let network = None;
        let subjects = Arc::new(Subjects { account, network });
        let turn = self.turn().await?;
        let of = Arc::clone(&subjects);
        let counting = self.own(actor, move |work| {
            let now = work.now();
            match attempt::begin(work.tx(), &of, now)? {
                Begun::Counted { waits } => Ok(waits),
                Begun::Wait { seconds } => Err(Refused::Wait { seconds }),
            }
        });
        let waits = counting.await?;
        let hash = hash.to_owned();
        let matched = store::hop(move |_| matches(&current, &hash)).await?;
        drop(turn);
        if matched {
            return Ok(self.forgive(subjects).await?);
        }
        self.failed(actor.id(), Refused::WrongPassword.code(), waits)
            .await?;
        Err(Refused::WrongPassword)
    }

    /// The sessions of the actor that last, newest first.
    ///
    /// # Errors
    ///
    /// The register's failure.
    pub async fn own_sessions(&self, actor: &Actor) -> Result<Vec<SessionRow>, Refused> {
        let Some(staff) = actor.staff().map(|staff| staff.staff) else {
            return Ok(Vec::new());
        };
        self.own(actor, move |work| lasting(work, staff)).await
    }

    /// Ends one of the actor's own sessions.
    ///
    /// # Errors
    ///
    /// The register's failure.
    pub async fn end_own_session(&self, actor: &Actor, session: SessionId) -> Result<(), Refused> {
        let Some(staff) = actor.staff().map(|staff| staff.staff) else {
            return Ok(());
        };
        self.own(actor, move |work| {
            Deed::OwnSession.own(work, staff)?;
            let now = work.now();
            work.tx()
                .run(&queries::END_SESSION, (staff, session, now))?;
            Ok(())
        })
        .await
    }

    /// The language of the actor's own pages.
    ///
    /// # Errors
    ///
    /// The register's failure.
    pub async fn set_own_language(&self, actor: &Actor, language: Language) -> Result<(), Refused> {
        let Some(staff) = actor.staff().map(|staff| staff.staff) else {
            return Ok(());
        };
        self.own(actor, move |work| {
            Ok(work
                .tx()
                .run_one(&queries::SET_LANGUAGE, (staff, language))?)
        })
        .await
    }

    /// One's own account needs no right: no personal data of anyone else is touched.
    pub(super) async fn own<T: Send + 'static>(
        &self,
        actor: &Actor,
        work: impl for<'w> Fn(&mut Work<'w>) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Refused> {
        self.desk().write(actor, Purpose::Staff, work).await
    }
}
