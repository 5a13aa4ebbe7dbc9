//! The desk: where every look and every change is handed in.
//!
//! A read: the closure ends, its snapshot closes, its lines are durable (together with everyone
//! else's), and only then its result is released. A write: its lines are rows of `trail_out` in
//! the same transaction; after the commit the appender moves them, and only then the result is
//! released. Nothing leaves before the trail has it: where the trail cannot be written, the answer
//! is an error and nothing is shown.

use std::sync::Arc;

use basics::{PartyId, UnitId};
use policy::Purpose;
use store::{Here, Tx};
use trail::{Line, Trail};
use vault::{IndexTerms, No};

use crate::actor::Actor;
use crate::core::Core;
use crate::error::Error;
use crate::work::{Frame, Work};

/// The way to personal data. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub(crate) core: Arc<Core>,
}

/// A unit that ended without a result, and the refusals it leaves behind.
struct Ended<E> {
    error: E,
    refusals: Vec<Line>,
}

impl<E: From<Error>> From<store::Error> for Ended<E> {
    fn from(error: store::Error) -> Self {
        Self {
            error: E::from(Error::Store(error)),
            refusals: Vec::new(),
        }
    }
}

impl<E: From<Error>> From<Error> for Ended<E> {
    fn from(error: Error) -> Self {
        Self {
            error: E::from(error),
            refusals: Vec::new(),
        }
    }
}

/// What a unit brought, with the lines that must be durable before it is released.
struct Brought<T> {
    value: T,
    noted: Vec<Line>,
    refusals: Vec<Line>,
    reindexed: Vec<(PartyId, IndexTerms)>,
    noes: Vec<(No, bool)>,
}

impl Desk {
    /// Reads, for a declared purpose. The closure sees one snapshot of the register.
    ///
    /// # Errors
    ///
    /// What the closure returns; the guard's own errors where the register, the vault or the
    /// trail failed.
    pub async fn read<T, E, F>(&self, actor: &Actor, purpose: Purpose, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: for<'w> Fn(&mut Work<'w>) -> Result<T, E> + Send + 'static,
    {
        let core = Arc::clone(&self.core);
        let actor = actor.clone();
        let hop = store::hop(move |here| core.read_here(here, &actor, purpose, &work)).await;
        hop.unwrap_or_else(|error| Err(E::from(Error::Store(error))))
    }

    /// Changes, for a declared purpose, in one transaction. The closure may run twice where
    /// another writer came in between; nothing of the first time remains.
    ///
    /// # Errors
    ///
    /// What the closure returns, and then nothing is changed; the guard's own errors.
    pub async fn write<T, E, F>(&self, actor: &Actor, purpose: Purpose, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: for<'w> Fn(&mut Work<'w>) -> Result<T, E> + Send + 'static,
    {
        let core = Arc::clone(&self.core);
        let actor = actor.clone();
        let hop = store::hop(move |here| core.write_here(here, &actor, purpose, &work)).await;
        hop.unwrap_or_else(|error| Err(E::from(Error::Store(error))))
    }
}

impl Core {
    fn read_here<T, E: From<Error>>(
        &self,
        here: &Here,
        actor: &Actor,
        purpose: Purpose,
        work: &impl for<'w> Fn(&mut Work<'w>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.vault.begin(here).map_err(Error::Vault)?;
        let outcome = self
            .register
            .read_here(here, |tx| self.run(here, tx, actor, purpose, work));
        let brought = self.after(here, outcome)?;
        self.trail
            .append(here, brought.noted)
            .map_err(Error::Trail)?;
        Ok(brought.value)
    }

    fn write_here<T, E: From<Error>>(
        &self,
        here: &Here,
        actor: &Actor,
        purpose: Purpose,
        work: &impl for<'w> Fn(&mut Work<'w>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.vault.begin(here).map_err(Error::Vault)?;
        self.trail.ready(here).map_err(Error::Trail)?;
        let outcome = self.register.write_here(here, |tx| {
            let brought = self.run(here, tx, actor, purpose, work)?;
            Trail::put_out(tx, &brought.noted).map_err(Error::Trail)?;
            self.stand(here, &brought.noes, true)?;
            Ok(brought)
        });
        let brought = self.after(here, outcome)?;
        self.stand(here, &brought.noes, false)?;
        let indexed = self.vault.index(here, &self.register, &brought.reindexed);
        indexed.map_err(Error::Vault)?;
        self.trail
            .settle(here, &self.register)
            .map_err(Error::Trail)?;
        Ok(brought.value)
    }

    fn run<T, E: From<Error>>(
        &self,
        here: &Here,
        tx: &mut Tx<'_>,
        actor: &Actor,
        purpose: Purpose,
        work: &impl for<'w> Fn(&mut Work<'w>) -> Result<T, E>,
    ) -> Result<Brought<T>, Ended<E>> {
        let policy = self.policy(tx)?;
        let now = self.clock.now();
        let unit = UnitId::new(self.ids.ordered());
        let today = Self::zone(&policy).day_at(now);
        let frame = Frame {
            actor,
            purpose,
            now,
            today,
            unit,
        };
        let mut unit_of_work = Work::new(tx.lend(), here, self, policy, frame);
        let outcome = work(&mut unit_of_work);
        let Work {
            drafts,
            reindexed,
            noes,
            ..
        } = unit_of_work;
        let (noted, refusals) = drafts.into_lines(&frame);
        match outcome {
            Ok(value) => Ok(Brought {
                value,
                noted,
                refusals,
                reindexed,
                noes,
            }),
            Err(error) => Err(Ended { error, refusals }),
        }
    }

    /// Writes every "no" beside the keys before the register's commit, and lifts one only after
    /// it: a crash between the two leaves a "no" too many, never one too few.
    fn stand(&self, here: &Here, noes: &[(No, bool)], standing: bool) -> Result<(), Error> {
        for (no, _) in noes.iter().filter(|(_, stands)| *stands == standing) {
            if standing {
                self.vault.write_no(here, self.ids.ordered(), no)?;
            } else {
                self.vault.lift_no(here, no)?;
            }
        }
        Ok(())
    }

    /// Records the refusals of a unit, whatever became of it.
    fn after<T, E: From<Error>>(
        &self,
        here: &Here,
        outcome: Result<Brought<T>, Ended<E>>,
    ) -> Result<Brought<T>, E> {
        match outcome {
            Ok(mut brought) => {
                let refusals = std::mem::take(&mut brought.refusals);
                self.trail.append(here, refusals).map_err(Error::Trail)?;
                Ok(brought)
            }
            Err(Ended { error, refusals }) => {
                self.trail.append(here, refusals).map_err(Error::Trail)?;
                Err(error)
            }
        }
    }
}
