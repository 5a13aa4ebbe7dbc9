//! What an account, a token or a job saw between two instants, as people and categories: for a
//! breach, of which the controller must tell whose data was reached (GDPR art. 33(3)(a), 34).
//!
//! The trail holds no network addresses and no sessions. From which networks an account signed in
//! lies in the register as keyed hashes, so that an address which is known can be compared with
//! them; a session is what lies between a sign-in and the next end of one, and what an account did
//! in another window at the same time is told with it.
//!
//! Invariants: reading this is itself a line; refused looks showed nothing, so they are left out;
//! every walk is bounded and goes on behind its last line.

use std::collections::{BTreeMap, BTreeSet};

use basics::{ActorId, Instant, PartyId, StaffId, UnitId};
use policy::{Action, Category, Purpose};

use crate::accounts::{Accounts, WHOLE_MS, network_of, queries};
use crate::actor::Actor;
use crate::ask::Ask;
use crate::category;
use crate::error::Error;
use crate::work::Work;

/// Somebody whose data was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonSeen {
    /// Whose.
    pub party: PartyId,
    /// The categories that were opened.
    pub opened: BTreeSet<Category>,
    /// The categories in which she only stood in a list or among hits.
    pub listed: BTreeSet<Category>,
    /// When first and last, within this part.
    pub first: Instant,
    /// When last.
    pub last: Instant,
    /// In how many lines.
    pub times: i64,
}

/// A part of the people somebody saw.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleSeen {
    /// Each once within this part, in the order of their numbers; she may stand in the next part as
    /// well.
    pub people: Vec<PersonSeen>,
    /// The line behind which the next part begins; nothing where the time is over.
    pub next: Option<i64>,
}

/// Who opened or changed whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffLook {
    /// Who.
    pub actor: ActorId,
    /// When.
    pub at: Instant,
    /// What was done.
    pub action: Action,
    /// In which unit of work: a page may need several lines.
    pub unit: UnitId,
    /// Whom it opened.
    pub parties: Vec<PartyId>,
}

/// When somebody signed in, and until when that session can have lasted.
pub type SignIns = Vec<(Instant, Instant)>;

/// An account that has signed in from a network: who, its name, when it was last seen there.
pub type KnownNetwork = (StaffId, String, Instant);

/// Lines read at once.
const BLOCK: i64 = 500;
/// Lines looked through for one part.
const LOOKED_THROUGH_MAX: usize = 5_000;
/// Sign-ins and sign-outs read at once.
const SIGN_INS_AT_ONCE: i64 = 200;
/// Accounts compared with a network.
const ACCOUNTS_MAX: i64 = 10_000;

/// Whether an action shows data of those its line names.
const fn shows(action: Action) -> bool {
    matches!(
        action,
        Action::View
            | Action::List
            | Action::Search
            | Action::Reveal
            | Action::Play
            | Action::Export
            | Action::Change
            | Action::Merge
            | Action::Disclose
            | Action::Send
            | Action::Print
    )
}

impl Work<'_> {
    /// The people an actor saw from one instant to another, in parts: behind the line `after`, until
    /// at least `most` people are found.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; the stores'.
    pub fn people_seen(
        &mut self,
        whom: ActorId,
        times: (Instant, Instant),
        after: Option<i64>,
        most: usize,
    ) -> Result<PeopleSeen, Error> {
        let _noted = self.ask::<category::Staff>(Ask::trail(&[]))?;
        let trail = &self.core.trail;
        let (first, last) = trail.span(self.here, times)?;
        let mut after = after.unwrap_or(first).max(first);
        let (mut people, mut looked) = (BTreeMap::new(), 0);
        loop {
            let block = trail.of_actor_from(self.here, whom, (after, last), BLOCK)?;
            if block.is_empty() {
                return Ok(part(people, None));
            }
            for recorded in block {
                after = recorded.sequence;
                looked += 1;
                let line = recorded.line;
                let within = times.0 <= line.instant && line.instant < times.1;
                if !within || !shows(line.action) {
                    continue;
                }
                for (parties, opened) in [(&line.parties, true), (&line.listed, false)] {
                    for party in parties {
                        see(&mut people, *party, opened, &line.categories, line.instant);
                    }
                }
                if people.len() >= most || looked >= LOOKED_THROUGH_MAX {
                    return Ok(part(people, Some(after)));
                }
            }
        }
    }

    /// When an actor signed in between two instants, and until when each session can have lasted:
    /// to its sign-out, or twelve hours. Looks of two sessions at one time are not told apart.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; the stores'.
    pub fn sign_ins(&mut self, whom: ActorId, times: (Instant, Instant)) -> Result<SignIns, Error> {
        let _noted = self.ask::<category::Staff>(Ask::trail(&[]))?;
        let trail = &self.core.trail;
        let span = trail.span(self.here, times)?;
        let (mut after, until) = span;
        let mut lines = Vec::new();
        loop {
            let block = trail.sign_ins(self.here, whom, (after, until), SIGN_INS_AT_ONCE)?;
            let Some(last) = block.last() else { break };
            after = last.sequence;
            lines.extend(block.into_iter().map(|one| one.line));
        }
        let within = |at: Instant| times.0 <= at && at < times.1;
        let mut sessions: SignIns = Vec::new();
        for line in &lines {
            match line.action {
                Action::SignIn if line.code.is_none() && within(line.instant) => {
                    sessions.push((line.instant, line.instant.plus_ms(WHOLE_MS)));
                }
                // The end of one: of the only one that is open, or nobody knows of which.
                Action::SignOut => {
                    let mut open = sessions.iter_mut().filter(|one| one.1 > line.instant);
                    if let (Some(only), None) = (open.next(), open.next()) {
                        only.1 = line.instant.plus_ms(1);
                    }
                }
                _ => {}
            }
        }
        Ok(sessions)
    }

    /// Walks the lines of a time, oldest first, behind the line `after`: who opened or changed whom,
    /// for the rules of the oversight. The line behind which it goes on, where the time is not over.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; the stores'.
    pub fn looks_from(
        &mut self,
        times: (Instant, Instant),
        after: Option<i64>,
        most: i64,
    ) -> Result<(Vec<StaffLook>, Option<i64>), Error> {
        let _noted = self.ask::<category::Staff>(Ask::trail(&[]))?;
        let trail = &self.core.trail;
        let (first, last) = trail.span(self.here, times)?;
        let after = after.unwrap_or(first).max(first);
        let lines = trail.from(self.here, (after, last), most)?;
        let full = i64::try_from(lines.len()).unwrap_or(i64::MAX) >= most;
        let next = lines.last().map(|line| line.sequence).filter(|_| full);
        let lines = lines.into_iter().map(|one| one.line);
        let within = lines
            .filter(|line| times.0 <= line.instant && line.instant < times.1 && shows(line.action));
        let looks = within.map(|line| StaffLook {
            actor: line.actor,
            at: line.instant,
            action: line.action,
            unit: line.unit,
            parties: line.parties,
        });
        Ok((looks.collect(), next))
    }

    /// The last signed root of a month such as 202611: how many leaves it covers, and the note.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; the store's.
    pub fn last_checkpoint(&mut self, month: i64) -> Result<Option<(i64, String)>, Error> {
        let _noted = self.ask::<category::Staff>(Ask::trail(&[]))?;
        Ok(self.core.trail.last_checkpoint(self.here, month)?)
    }
}

fn see(
    people: &mut BTreeMap<PartyId, PersonSeen>,
    party: PartyId,
    opened: bool,
    categories: &[Category],
    at: Instant,
) {
    let person = people.entry(party).or_insert_with(|| PersonSeen {
        party,
        opened: BTreeSet::new(),
        listed: BTreeSet::new(),
        first: at,
        last: at,
        times: 0,
    });
    let into = if opened {
        &mut person.opened
    } else {
        &mut person.listed
    };
    into.extend(categories.iter().copied());
    person.first = person.first.min(at);
    person.last = person.last.max(at);
    person.times += 1;
}

fn part(people: BTreeMap<PartyId, PersonSeen>, next: Option<i64>) -> PeopleSeen {
    PeopleSeen {
        people: people.into_values().collect(),
        next,
    }
}

impl Accounts {
    /// The accounts that have signed in from the network of an address within the last ninety days,
    /// with when they were last seen to. Addresses are kept as keyed hashes alone, so one that is
    /// known is compared and none is read out.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; the register's failure.
    pub async fn seen_from(
        &self,
        actor: &Actor,
        address: &str,
    ) -> Result<Vec<KnownNetwork>, Error> {
        let network = network_of(address.trim());
        self.desk()
            .read(actor, Purpose::Security, move |work| {
                let _noted = work.ask::<category::Staff>(Ask::trail(&[]))?;
                let rows = (String::new(), ACCOUNTS_MAX);
                let accounts = work.tx().all(&queries::ALL_STAFF, rows)?;
                let vault = &work.core.vault;
                let keys = accounts.iter().map(|(_, _, email, ..)| {
                    let [account, _] = vault.sign_in_subjects(email, &network);
                    (account,)
                });
                let keys: Vec<(Vec<u8>,)> = keys.collect();
                let found = work.tx().all_of(&queries::KNOWN_NETWORK, keys)?;
                let known = accounts.into_iter().zip(found);
                let known = known.filter_map(|(account, last)| {
                    let last = last.into_iter().next()?;
                    Some((account.0, account.1, last))
                });
                Ok(known.collect())
            })
            .await
    }
}
