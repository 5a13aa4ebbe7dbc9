//! Reading the trail: who saw this customer, what did this actor see.
//!
//! Both need the right *trail*; reading the trail is itself a line of it. The lines tell ids,
//! words and times, never a value; a reason is opened for the reader, in her unit of work.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use basics::{ActorId, Instant, PartyId, StaffId, TokenId, UnitId};
use policy::{Action, Category, Purpose};
use trail::{How, Line, Recorded};

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
    /// The code of the refusal, where it was refused; the deed, where accounts were governed; what
    /// whoever did it said of it.
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
                let parties = work.ask_for_lines_of(party)?;
                let lines = work.lines_of(&parties, before, i64::from(limit))?;
                work.read_lines(lines)
            })
            .await
    }

    /// The same in two parts, each before a line of its own: whoever only saw her among others in a
    /// list or a search stands apart from whoever opened or changed her data, or asked for it.
    ///
    /// # Errors
    ///
    /// As [`Records::of_party`].
    pub async fn of_party_apart(
        &self,
        actor: &Actor,
        party: PartyId,
        before: Apart<Option<i64>>,
        limit: u16,
    ) -> Result<Apart<Between>, Error> {
        self.desk()
            .read(actor, Purpose::Security, move |work| {
                let parties = work.ask_for_lines_of(party)?;
                let mut part = |how, before| {
                    let (lines, next) = work.lines_telling(&parties, how, before, limit)?;
                    let lines = work.read_lines(lines)?;
                    Ok::<_, Error>(Between { lines, next })
                };
                Ok(Apart {
                    opened: part(How::Opened, before.opened)?,
                    listed: part(How::Listed, before.listed)?,
                })
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
                let mut actors: Vec<_> = staff.collect();
                let tokens = work
                    .tx()
                    .all(&queries::TOKENS, (TokenId::new(i64::MAX), 1_000))?;
                let tokens = tokens.iter().map(|row| ActorId::new(row.0.get()));
                actors.extend(work.actor_names(tokens)?);
                let jobs = jobs::ALL
                    .iter()
                    .map(|job| (ActorId::new(job.number), job.name.into()));
                actors.extend(jobs);
                Ok(actors)
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
        if let Some(row) = found {
            return Ok(row.0);
        }
        let token = (TokenId::new(actor.get()),);
        let found = self.tx.maybe(&queries::TOKEN_NAME, token)?;
        let named = |(_, name, owner): (_, String, String)| [&name, " (", &owner, ")"].concat();
        Ok(found.map_or_else(|| "–".to_owned(), named))
    }

    fn read_lines(&mut self, lines: Vec<Recorded>) -> Result<Vec<Seen>, Error> {
        let mut names = self.actor_names(lines.iter().map(|recorded| recorded.line.actor))?;
        let mut seen = Vec::with_capacity(lines.len());
        for Recorded { sequence, line, .. } in lines {
            let told = self.told(&line, &mut names)?;
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
                code: told.code,
                asked: told.asked,
                reason: told.reason,
            });
        }
        Ok(seen)
    }

    /// What a line tells beside its facts. `names` are those of accounts.
    fn told(&mut self, line: &Line, names: &mut HashMap<ActorId, String>) -> Result<Told, Error> {
        let reason = match &line.reason {
            Some(sealed) => {
                let opened = self.core.vault.open_reason(line.unit, sealed)?;
                Some(String::from_utf8_lossy(&opened).into_owned())
            }
            None => None,
        };
        let governs = line.action == Action::Govern;
        if let Some((deed, staff, about)) = reason.as_deref().filter(|_| governs).and_then(governed)
        {
            let staff = ActorId::new(staff.get());
            let name = match names.entry(staff) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => unknown.insert(self.staff_name(staff)?),
            };
            let joint = if about.is_empty() { "" } else { ": " };
            return Ok(Told {
                asked: None,
                code: Some(deed.to_owned()),
                reason: Some([name.as_str(), joint, &about].concat()),
            });
        }
        let refused = line.code.as_deref().map(read_refused);
        Ok(Told {
            asked: refused.and_then(|(asked, _)| asked),
            code: refused.map(|(_, code)| code.to_owned()),
            reason,
        })
    }
}

/// What a line tells beside its facts.
struct Told {
    /// The action that was refused.
    asked: Option<Action>,
    /// Why it was refused, or what was done to an account.
    code: Option<String>,
    /// The reason that was given, or which account it was and what about it.
    reason: Option<String>,
}

/// One for the lines that opened a party's data, one for those that only listed the party.
#[derive(Debug, Clone, Copy, Default)]
pub struct Apart<T> {
    /// Of those that opened it.
    pub opened: T,
    /// Of those that listed it.
    pub listed: T,
}

/// Lines of an actor that are looked through for one page.
const LOOKED_THROUGH_MAX: usize = 20_000;
/// Lines read at once.
const BLOCK: i64 = 1_000;

/// Lines of a part of the trail: of some time, or of one kind.
pub struct Between {
    /// The lines, newest first.
    pub lines: Vec<Seen>,
    /// The line before which older ones may be found.
    pub next: Option<i64>,
}

impl Records {
    /// What an actor did from one instant to another, newest first, before a line.
    ///
    /// A line bears the instant of its unit of work, and what a crash left is appended later: so
    /// lines stand almost in time, and looking ends only after a whole block of older ones.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; the stores'.
    pub async fn of_actor_between(
        &self,
        actor: &Actor,
        who: ActorId,
        times: (Instant, Instant),
        before: Option<i64>,
        limit: usize,
    ) -> Result<Between, Error> {
        self.desk()
            .read(actor, Purpose::Security, move |work| {
                let _noted = work.ask::<category::Staff>(Ask::trail(&[]))?;
                let (lines, next) = work.lines_between(who, times, before, limit)?;
                let lines = work.read_lines(lines)?;
                Ok(Between { lines, next })
            })
            .await
    }
}

impl Work<'_> {
    /// Asks for the lines of a party. Whoever saw one that was merged into her saw her: all of them.
    fn ask_for_lines_of(&mut self, party: PartyId) -> Result<Vec<PartyId>, Error> {
        match self.party(party)?.map(|row| row.kind) {
            Some(PartyKind::Organisation) => {
                let _noted = self.ask::<category::Company>(Ask::trail(&[party]))?;
            }
            Some(PartyKind::Person) | None => {
                let _noted = self.ask::<category::Identity>(Ask::trail(&[party]))?;
            }
        }
        let mut parties = vec![party];
        parties.extend(self.merged_here(party)?);
        Ok(parties)
    }

    /// Lines of these parties, newest first, before a line.
    fn lines_of(
        &self,
        parties: &[PartyId],
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Recorded>, Error> {
        let mut lines = Vec::new();
        for party in parties {
            lines.extend(self.core.trail.of_party(self.here, *party, before, limit)?);
        }
        newest_of(&mut lines, usize::try_from(limit).unwrap_or_default());
        Ok(lines)
    }

    /// Of the lines of these parties those that tell of them in this way, newest first, before a
    /// line; and the line before which there are more.
    fn lines_telling(
        &self,
        parties: &[PartyId],
        how: How,
        before: Option<i64>,
        limit: u16,
    ) -> Result<(Vec<Recorded>, Option<i64>), Error> {
        let mut lines = Vec::new();
        for party in parties {
            let (trail, limit) = (&self.core.trail, i64::from(limit) + 1);
            lines.extend(trail.telling(self.here, *party, how, before, limit)?);
        }
        let more = newest_of(&mut lines, usize::from(limit));
        let next = lines.last().filter(|_| more).map(|line| line.sequence);
        // Of two that were made one a line may have opened one and listed the other.
        lines.retain(|recorded| How::of(&recorded.line, parties) == how);
        Ok((lines, next))
    }

    fn lines_between(
        &mut self,
        who: ActorId,
        (from, until): (Instant, Instant),
        mut before: Option<i64>,
        limit: usize,
    ) -> Result<(Vec<Recorded>, Option<i64>), Error> {
        let (mut found, mut looked) = (Vec::new(), 0);
        loop {
            let block = self.core.trail.of_actor(self.here, who, before, BLOCK)?;
            let Some(last) = block.last().map(|line| line.sequence) else {
                return Ok((found, None));
            };
            looked += block.len();
            let older = block.iter().all(|line| line.line.instant < from);
            for line in block {
                let instant = line.line.instant;
                if from <= instant && instant < until {
                    found.push(line);
                }
            }
            if found.len() > limit {
                found.truncate(limit);
                let next = found.last().map(|line| line.sequence);
                return Ok((found, next));
            }
            if older {
                return Ok((found, None));
            }
            if looked >= LOOKED_THROUGH_MAX {
                return Ok((found, Some(last)));
            }
            before = Some(last);
        }
    }
}

/// Leaves the newest lines, each once, newest first; whether there were more.
fn newest_of(lines: &mut Vec<Recorded>, limit: usize) -> bool {
    lines.sort_unstable_by_key(|line| Reverse(line.sequence));
    lines.dedup_by_key(|line| line.sequence);
    let more = lines.len() > limit;
    lines.truncate(limit);
    more
}
