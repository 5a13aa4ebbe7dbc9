//! The desk: where every look and every change is handed in.
//!
//! A read: the closure ends, its snapshot closes, its lines are durable (together with everyone
//! else's), and only then its result is released. A write: its lines are rows of `trail_out` in
//! the same transaction; after the commit the appender moves them, and only then the result is
//! released. Nothing leaves before the trail has it: where the trail cannot be written, the answer
//! is an error and nothing is shown.

mod follow;
mod held;

use std::sync::Arc;
use std::time::Duration;

use basics::{Coded, Instant, PartyId, UnitId};
use policy::Purpose;
use store::{Here, Tx};
use trail::{Line, Trail};
use vault::{IndexTerms, No, Suppressed};

use crate::actor::Actor;
use crate::core::Core;
use crate::erase::Going;
use crate::error::Error;
use crate::lines::Drafts;
use crate::looked_up::LookedUp;
use crate::work::{Frame, Work};

pub(crate) use self::follow::Behind;
use self::held::{Ended, Held, Watch};

/// The way to personal data. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub(crate) core: Arc<Core>,
}

/// Parties whose terms changed, with the version and the terms.
pub(crate) type Reindexed = Vec<(PartyId, i64, IndexTerms)>;

/// What a unit brought, with the lines that must be durable before it is released.
struct Brought<T> {
    value: T,
    noted: Vec<Line>,
    reindexed: Reindexed,
    noes: Vec<(No, bool)>,
    suppressed: Vec<Suppressed>,
    /// Addresses it looked for among those that are suppressed.
    looked_up: LookedUp,
    marks: Vec<(&'static str, i64)>,
    now: Instant,
    unit: UnitId,
    /// Entries of the ledger that are lifted once the unit is committed.
    lifted: Vec<i64>,
    /// Addresses that are released then.
    released: Vec<Suppressed>,
    /// Lots whose keys go as the last thing before the commit.
    going: Option<Going>,
}

/// What a unit changed, and what follows its commit.
struct Written<T> {
    value: T,
    reindexed: Reindexed,
    /// Keys that were destroyed with it.
    keys: u64,
}

/// How long a look waits before it looks again, where it met a key that was just destroyed.
const LOOKS_AGAIN: [Duration; 4] = [
    Duration::from_millis(5),
    Duration::from_millis(20),
    Duration::from_millis(80),
    Duration::from_millis(320),
];

/// Whether others may write while a unit does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    Write,
    Wait,
}

/// What follows the commit of a unit.
type Follow = fn(&Arc<Core>, &Here, Reindexed) -> Result<(), Error>;

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
        core.units.read();
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
        let how = (Others::Write, Core::follow as Follow);
        Ok(self.written(actor, purpose, how, work).await?.0)
    }

    /// [`Desk::write`] for one of many units that come one after the other, as those of a file do:
    /// what its parties are found by is written while the next unit is. Whole values find them at
    /// once ([`Work::find_exact`]); that the general search does, [`Desk::end_stream`] waits for.
    ///
    /// # Errors
    ///
    /// As [`Desk::write`]; the index's of the unit before.
    pub async fn write_in_stream<T, E, F>(
        &self,
        actor: &Actor,
        purpose: Purpose,
        work: F,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: for<'w> Fn(&mut Work<'w>) -> Result<T, E> + Send + 'static,
    {
        let how = (Others::Write, Core::follow_behind as Follow);
        Ok(self.written(actor, purpose, how, work).await?.0)
    }

    /// [`Desk::write`] while nobody else writes: what the unit read stands until its commit. For what
    /// destroys keys, which no rollback brings back; how many were destroyed.
    pub(crate) async fn write_alone<T, E, F>(
        &self,
        actor: &Actor,
        purpose: Purpose,
        work: F,
    ) -> Result<(T, u64), E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: for<'w> Fn(&mut Work<'w>) -> Result<T, E> + Send + 'static,
    {
        let how = (Others::Wait, Core::follow as Follow);
        self.written(actor, purpose, how, work).await
    }

    /// Writes, and lets follow what follows a commit; how many keys were destroyed with it.
    async fn written<T, E, F>(
        &self,
        actor: &Actor,
        purpose: Purpose,
        (others, follow): (Others, Follow),
        work: F,
    ) -> Result<(T, u64), E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: for<'w> Fn(&mut Work<'w>) -> Result<T, E> + Send + 'static,
    {
        let core = Arc::clone(&self.core);
        let actor = actor.clone();
        core.units.write();
        let write = move |here: &Here| {
            let written = core.write_here(here, &actor, purpose, others, &work)?;
            follow(&core, here, written.reindexed)?;
            Ok((written.value, written.keys))
        };
        let hop = store::hop(write).await;
        hop.unwrap_or_else(|error| Err(E::from(Error::Store(error))))
    }

    /// Waits until the general search finds what [`Desk::write_in_stream`] wrote.
    ///
    /// # Errors
    ///
    /// The index's. What was not written is written at the next start.
    pub async fn end_stream(&self) -> Result<(), Error> {
        let core = Arc::clone(&self.core);
        store::hop(move |here| core.catch_up(here)).await?
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
        let mut looks = LOOKS_AGAIN.into_iter();
        loop {
            self.vault.begin(here).map_err(Error::Vault)?;
            let held = Held::default();
            let _watch = Watch {
                core: self,
                here,
                held: &held,
            };
            let outcome = self
                .register
                .read_here(here, |tx| self.run(here, tx, actor, purpose, &held, work));
            self.record_refusals(here, &held)?;
            // Somebody is erased in this very moment: her key is gone, and her rows go with the
            // commit. Whoever looks again finds neither.
            let again = looks
                .next()
                .filter(|_| outcome.is_err() && held.key_gone.get());
            if let Some(wait) = again {
                std::thread::sleep(wait);
                continue;
            }
            let brought = outcome.map_err(|ended: Ended<E>| ended.error)?;
            self.trail
                .append(here, brought.noted)
                .map_err(Error::Trail)?;
            return Ok(brought.value);
        }
    }

    fn write_here<T, E: From<Error>>(
        &self,
        here: &Here,
        actor: &Actor,
        purpose: Purpose,
        others: Others,
        work: &impl for<'w> Fn(&mut Work<'w>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        self.vault.begin(here).map_err(Error::Vault)?;
        self.trail.ready(here).map_err(Error::Trail)?;
        let held = Held::default();
        let _watch = Watch {
            core: self,
            here,
            held: &held,
        };
        let unit = |tx: &mut Tx<'_>| -> Result<Brought<T>, Ended<E>> {
            held.committing.set(false);
            let mut brought = self.run(here, tx, actor, purpose, &held, work)?;
            Trail::put_out(tx, &brought.noted).map_err(Error::Trail)?;
            let suppresses = !brought.suppressed.is_empty();
            self.in_order(here, tx, (&mut brought.looked_up, suppresses))?;
            self.stand(here, &mut brought, &held)?;
            self.series.raise(here, &self.vault, &brought.marks)?;
            self.let_keys_go(here, &brought, &held)?;
            held.committing.set(true);
            Ok(brought)
        };
        let outcome = match others {
            Others::Write => self.written_beside(here, &held, &unit),
            Others::Wait => self.register.write_alone_here(here, unit),
        };
        if let Err(ended) = &outcome {
            self.take_back(here, &held, ended);
            self.finish_destroyed(here, &held);
        }
        self.record_refusals(here, &held)?;
        let brought = outcome.map_err(|ended: Ended<E>| ended.error)?;
        let lifted = self.vault.lift_noes(here, &brought.lifted, brought.now);
        lifted.map_err(Error::Vault)?;
        let released = self.vault.release(here, &brought.released);
        released.map_err(Error::Vault)?;
        Ok(Written {
            value: brought.value,
            reindexed: brought.reindexed,
            keys: held.keys.get(),
        })
    }

    /// Runs a unit beside others; once more where it met a key that an erasure had destroyed while it
    /// waited for its turn: what it saw then was from before.
    fn written_beside<'a, T, E: From<Error>>(
        &'a self,
        here: &'a Here,
        held: &Held<'a>,
        unit: &impl Fn(&mut Tx<'_>) -> Result<Brought<T>, Ended<E>>,
    ) -> Result<Brought<T>, Ended<E>> {
        let outcome = self.register.write_here(here, unit);
        match &outcome {
            Err(ended) if held.key_gone.get() && held.destroyed.borrow().is_empty() => {
                self.take_back(here, held, ended);
                self.register.write_here(here, unit)
            }
            _ => outcome,
        }
    }

    /// Destroys the keys of what the unit erases. From here on there is no way back.
    fn let_keys_go<T>(
        &self,
        here: &Here,
        brought: &Brought<T>,
        held: &Held<'_>,
    ) -> Result<(), Error> {
        let Some(going) = brought.going.as_ref().filter(|one| !one.whose.is_empty()) else {
            return Ok(());
        };
        let keys = self.destroy(here, going)?;
        held.keys.set(held.keys.get() + keys);
        let lots = going.whose.iter().map(|one| one.lot);
        held.destroyed.borrow_mut().extend(lots);
        Ok(())
    }

    /// Removes what a unit destroyed the keys of and did not commit. Where that fails as well, the
    /// next start does it.
    fn finish_destroyed(&self, here: &Here, held: &Held<'_>) {
        let destroyed = held.destroyed.take();
        if !destroyed.is_empty()
            && let Err(error) = self.apply_again(here, &destroyed)
        {
            tracing::warn!(
                code = error.code().as_str(),
                "what was erased goes from the register at the next start"
            );
        }
    }

    fn run<'a, T, E: From<Error>>(
        &self,
        here: &Here,
        tx: &mut Tx<'_>,
        actor: &'a Actor,
        purpose: Purpose,
        held: &Held<'a>,
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
        held.frame.set(Some(frame));
        let mut unit_of_work = Work::new(tx.lend(), here, self, policy, frame);
        unit_of_work.drafts = Drafts::over(&held.refused);
        held.key_gone.set(false);
        let outcome = work(&mut unit_of_work).and_then(|value| {
            unit_of_work.write_ahead().map_err(E::from)?;
            Ok(value)
        });
        held.key_gone.set(unit_of_work.key_gone);
        let Work {
            drafts,
            reindexed,
            noes,
            suppressed,
            released,
            looked_up,
            marks,
            going,
            ..
        } = unit_of_work;
        let value = outcome.map_err(|error| Ended { error, store: None })?;
        Ok(Brought {
            value,
            noted: drafts.into_lines(&frame),
            reindexed,
            noes,
            suppressed,
            looked_up,
            marks,
            now,
            unit,
            lifted: Vec::new(),
            released,
            going,
        })
    }

    /// Writes every "no" and what it suppresses beside the keys before the register's commit, all of
    /// a unit at once, and
    /// finds the entries that are lifted after it: those that stand now, so that no newer one is
    /// lifted with them. A crash between the two leaves a "no" too many, never one too few.
    fn stand<T>(
        &self,
        here: &Here,
        brought: &mut Brought<T>,
        held: &Held<'_>,
    ) -> Result<(), Error> {
        let noes = last_words(&brought.noes);
        for (no, _) in noes.iter().filter(|(_, stands)| !stands) {
            brought.lifted.extend(self.vault.entries_of(here, no)?);
        }
        let standing = noes.into_iter().filter(|(_, stands)| *stands);
        let standing: Vec<(i64, No)> = standing
            .map(|(no, _)| (self.ids.ordered(), no.clone()))
            .collect();
        let earlier = held.noes_of.get();
        if standing.is_empty() && brought.suppressed.is_empty() && earlier.is_none() {
            return Ok(());
        }
        // Before they are written: a run that breaks off in between takes back what it did not
        // write, which does no harm.
        held.noes_of.set(Some(brought.unit));
        let units = (brought.unit, earlier);
        let suppressed = &brought.suppressed;
        Ok(self
            .vault
            .write_noes(here, units, &standing, suppressed, brought.now)?)
    }

    /// Takes back every "no" of a unit that changed nothing. Where that fails as well, one stands
    /// too many until the person's next word; the unit's own failure is what is told.
    fn take_back<E>(&self, here: &Here, held: &Held<'_>, ended: &Ended<E>) {
        let Some(unit) = held.noes_of.get() else {
            return;
        };
        if held.changed_nothing(ended)
            && let Err(error) = self.vault.take_back_noes(here, unit)
        {
            tracing::warn!(
                code = error.code().as_str(),
                "what a failed unit wrote down was not taken back"
            );
        }
    }

    /// Records the refusals of a unit, whatever became of it.
    fn record_refusals(&self, here: &Here, held: &Held<'_>) -> Result<(), Error> {
        Ok(self.trail.append(here, held.refusals())?)
    }
}

/// Of several words of a unit about the same "no" the last one counts.
fn last_words(noes: &[(No, bool)]) -> Vec<&(No, bool)> {
    let same = |one: &No, other: &No| {
        one.party == other.party && one.kind == other.kind && one.purpose == other.purpose
    };
    let mut last: Vec<&(No, bool)> = Vec::new();
    for word in noes {
        last.retain(|earlier| !same(&earlier.0, &word.0));
        last.push(word);
    }
    last
}

#[cfg(test)]
mod tests;
