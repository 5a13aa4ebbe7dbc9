//! One's own account: password, sessions, language. It needs no right, because it touches nobody
//! else's data.

use basics::{Instant, Language, SessionId};
use policy::Purpose;
use secrecy::SecretString;

use super::manage::{Refused, hash, set_password};
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
    /// Changes one's own password; all other sessions end.
    ///
    /// # Errors
    ///
    /// [`Refused::WrongPassword`]; the register's failure.
    pub async fn change_own_password(
        &self,
        actor: &Actor,
        current: SecretString,
        password: NewPassword,
    ) -> Result<(), Refused> {
        let Some(staff) = actor.staff().map(|staff| staff.staff) else {
            return Err(Refused::NotThere);
        };
        let hash = hash(&password).await?;
        let place = self
            .comparing
            .acquire()
            .await
            .map_err(|_| store::Error::Busy)?;
        let old = self.own(actor, move |work| {
            work.tx()
                .maybe(&queries::PASSWORD, (staff,))?
                .ok_or(Refused::NotThere)
        });
        let old = old.await?;
        if !store::hop(move |_| matches(&current, &old)).await? {
            return Err(Refused::WrongPassword);
        }
        drop(place);
        self.own(actor, move |work| set_password(work, staff, &hash))
            .await
    }

    /// The sessions of the actor that have not ended, newest first.
    ///
    /// # Errors
    ///
    /// The register's failure.
    pub async fn own_sessions(&self, actor: &Actor) -> Result<Vec<SessionRow>, Refused> {
        let Some(staff) = actor.staff().map(|staff| staff.staff) else {
            return Ok(Vec::new());
        };
        self.own(actor, move |work| {
            let rows = work.tx().all(&queries::SESSIONS, (staff,))?;
            let row = |(session, created, seen)| SessionRow {
                session,
                created,
                seen,
            };
            Ok(rows.into_iter().map(row).collect())
        })
        .await
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
    async fn own<T: Send + 'static>(
        &self,
        actor: &Actor,
        work: impl for<'w> Fn(&mut Work<'w>) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Refused> {
        self.desk().write(actor, Purpose::Staff, work).await
    }
}
