//! Reading the trail: who saw this customer, what did this actor see.
//!
//! Both need the right *trail*; reading the trail is itself a line of it. The lines tell ids,
//! words and times, never a value; a reason is opened for the reader, in her unit of work.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use basics::{ActorId, Instant, PartyId, StaffId, UnitId};
use policy::{Action, Category, Purpose};
use trail::Recorded;

use crate::accounts::{governed, queries};
use crate::actor::{Actor, jobs};
use crate::ask::Ask;
use crate::category;
use crate::core::Core;
use crate::desk::Desk;
use crate::error::Error;
use crate::lines::read_refused;
use crate::parties::PartyKind;
use crate::work::Work;

/// A line of the trail as a page shows it.
pub struct Seen {
    /// Its number in the trail.
    pub sequence: i64,
    /// When.
    pub at: Instant,
    /// By whom.
    pub actor: ActorId,
    /// Her name, or the job's.
    pub actor_name: String,
    /// For which purpose.
    pub purpose: Purpose,
    /// What was done.
    pub action: Action,
    /// The parties it opened.
    pub opened: Vec<PartyId>,
    /// The parties it listed.
    pub listed: Vec<PartyId>,
    /// In which categories.
    pub categories: Vec<Category>,
    /// How many parties.
    pub count: i64,
    /// In which unit of work.
    pub unit: UnitId,
    /// The code of the refusal, where it was refused; the deed, where accounts were governed.
    pub code: Option<String>,
    /// What was asked for, where it was refused.
    pub asked: Option<Action>,
    /// The reason that was given.
    pub reason: Option<String>,
}

/// The trail as people read it. Cheap to clone.
#[derive(Clone)]
pub struct Records {
    pub(crate) core: Arc<Core>,
}

impl Records {
    /// Who saw or changed a party, newest first, before a line.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; [`Error::NotThere`]; the stores'.
    pub async fn of_party(
        &self,
        actor: &Actor,
        party: PartyId,
        before: Option<i64>,
        limit: u16,
    ) -> Result<Vec<Seen>, Error> {
        self.desk()
            .read(actor, Purpose::Security, move |work| {
                match work.party(party)?.map(|row| row.kind) {
                    Some(PartyKind::Organisation) => {
                        let _noted = work.ask::<category::Company>(Ask::trail(&[party]))?;
                    }
                    Some(PartyKind::Person) | None => {
                        let _noted = work.ask::<category::Identity>(Ask::trail(&[party]))?;
                    }
                }
                let (trail, limit) = (&work.core.trail, i64::from(limit));
                let lines = trail.of_party(work.here, party, before, limit)?;
                work.read_lines(lines)
            })
            .await
    }

    /// What an actor did, newest first, before a line.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; the stores'.
    pub async fn of_actor(
        &self,
        actor: &Actor,
        who: ActorId,
        before: Option<i64>,
        limit: u16,
    ) -> Result<Vec<Seen>, Error> {
        self.desk()
            .read(actor, Purpose::Security, move |work| {
                let _noted = work.ask::<category::Staff>(Ask::trail(&[]))?;
                let (trail, limit) = (&work.core.trail, i64::from(limit));
                let lines = trail.of_actor(work.here, who, before, limit)?;
                work.read_lines(lines)
            })
            .await
    }

    /// The accounts and jobs whose lines can be read, by name.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; the stores'.
    pub async fn actors(&self, actor: &Actor) -> Result<Vec<(ActorId, String)>, Error> {
        self.desk()
            .read(actor, Purpose::Security, |work| {
                let _noted = work.ask::<category::Staff>(Ask::trail(&[]))?;
                let rows = work.tx().all(&queries::ALL_STAFF, (String::new(), 1_000))?;
                let staff = rows
                    .into_iter()
                    .map(|row| (ActorId::new(row.0.get()), row.1));
                let jobs = jobs::ALL
                    .iter()
                    .map(|job| (ActorId::new(job.number), job.name.into()));
                Ok(staff.chain(jobs).collect())
            })
            .await
    }

    /// Proves one line of a party to its subject, without the other lines.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; [`Error::NotThere`]; the stores'.
    pub async fn prove(&self, actor: &Actor, sequence: i64) -> Result<trail::Proof, Error> {
        self.desk()
            .read(actor, Purpose::Security, move |work| {
                let _noted = work.ask::<category::Staff>(Ask::trail(&[]))?;
                Ok(work.core.trail.prove(work.here, sequence)?)
            })
            .await
    }

    fn desk(&self) -> Desk {
        Desk {
            core: Arc::clone(&self.core),
        }
    }
}

impl Work<'_> {
    /// The names of actors: of staff and of jobs. Whoever may see a page may see who wrote on it.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn actor_names(
        &mut self,
        actors: impl IntoIterator<Item = ActorId>,
    ) -> Result<HashMap<ActorId, String>, Error> {
        let mut names = HashMap::new();
        for actor in actors {
            if names.contains_key(&actor) {
                continue;
            }
            let job = jobs::ALL.iter().find(|job| job.number == actor.get());
            let name = match job {
                Some(job) => job.name.to_owned(),
                None => self.staff_name(actor)?,
            };
            names.insert(actor, name);
        }
        Ok(names)
    }

    fn staff_name(&mut self, actor: ActorId) -> Result<String, Error> {
        let found = self
            .tx
            .maybe(&queries::STAFF, (StaffId::new(actor.get()),))?;
        Ok(found.map_or_else(|| "–".to_owned(), |row| row.0))
    }

    fn read_lines(&mut self, lines: Vec<Recorded>) -> Result<Vec<Seen>, Error> {
        let mut names = self.actor_names(lines.iter().map(|recorded| recorded.line.actor))?;
        let mut seen = Vec::with_capacity(lines.len());
        for Recorded { sequence, line, .. } in lines {
            let reason = match &line.reason {
                Some(sealed) => Some(self.core.vault.open_reason(line.unit, sealed)?),
                None => None,
            };
            let reason = reason.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            let told = reason.as_deref().filter(|_| line.action == Action::Govern);
            let (asked, code, reason) = if let Some((deed, staff, about)) = told.and_then(governed)
            {
                // What was done to which account: the deed, its name, the roles.
                let staff = ActorId::new(staff.get());
                let name = match names.entry(staff) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(unknown) => unknown.insert(self.staff_name(staff)?),
                };
                let joint = if about.is_empty() { "" } else { ": " };
                let told = [name.as_str(), joint, &about].concat();
                (None, Some(deed.to_owned()), Some(told))
            } else {
                let refused = line.code.as_deref().map(read_refused);
                let (asked, code) = refused.unzip();
                (asked.flatten(), code.map(str::to_owned), reason)
            };
            seen.push(Seen {
                sequence,
                at: line.instant,
                actor: line.actor,
                actor_name: names.entry(line.actor).or_default().clone(),
                purpose: line.purpose,
                action: line.action,
                opened: line.parties,
                listed: line.listed,
                categories: line.categories,
                count: line.count,
                unit: line.unit,
                code,
                asked,
                reason,
            });
        }
        Ok(seen)
    }
}
