//! What a person is told of her own accord: who looked at her data, and whether words of her free
//! texts name somebody else.
//!
//! Both need a proof in the category of requests that names her. Staff are told by their roles and
//! never by name (CJEU C-579/21); of whom words name nothing is told but that they name somebody.

use std::collections::{HashMap, HashSet};

use basics::{ActorId, Instant, PartyId, StaffId, TokenId, UnitId};
use policy::{Action, Category, Purpose, RoleKey};

use crate::accounts::queries;
use crate::actor::jobs;
use crate::ask::{Ask, Noted};
use crate::category::{Identity, Requests};
use crate::error::Error;
use crate::lines::Draft;
use crate::work::Work;

/// Who looked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Looker {
    /// A member of staff, or a program of hers: the roles she has now. None where the account is
    /// gone.
    Roles(Vec<RoleKey>),
    /// The register itself, by the name of the job.
    Job(&'static str),
}

/// One look at a party, or one change of what is held about her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// When.
    pub at: Instant,
    /// By whom.
    pub who: Looker,
    /// What for.
    pub purpose: Purpose,
    /// What was done.
    pub action: Action,
    /// Whether her data was opened; otherwise she stood in a list.
    pub opened: bool,
}

/// Whether a line is about what was given to others: that is told apart from who looked, but for what
/// the law withholds from her (tietosuojalaki 34 §), of which no line may tell either.
fn is_of_disclosures(line: &trail::Line) -> bool {
    let own = |one: &Category| *one == Category::Disclosures;
    let alone = !line.categories.is_empty() && line.categories.iter().all(own);
    line.action == Action::Disclose || alone
}

/// Lines read at once.
const BLOCK: i64 = 1_000;

impl<'w> Work<'w> {
    /// Who looked at a party or changed her data, newest first, as many as wanted at most; and
    /// whether there are older ones. What was refused showed nobody anything and is left out.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`] where the proof does not name the party; the stores'.
    pub fn looks(
        &mut self,
        proof: &Noted<'w, Requests>,
        party: PartyId,
        most: usize,
    ) -> Result<(Vec<Look>, bool), Error> {
        covers(proof, party)?;
        let mut parties = vec![party];
        parties.extend(self.merged_here(party)?);
        let (mut looks, mut who, mut more) = (HashMap::new(), HashMap::new(), false);
        let mut giving = HashSet::new();
        for party in parties {
            let mut before = None;
            loop {
                let block = self.core.trail.of_party(self.here, party, before, BLOCK)?;
                let Some(last) = block.last() else { break };
                before = Some(last.sequence);
                for recorded in block {
                    let line = recorded.line;
                    if line.action == Action::Disclose {
                        giving.insert(line.unit);
                    }
                    if line.action == Action::Refuse || is_of_disclosures(&line) {
                        continue;
                    }
                    let look = Look {
                        at: line.instant,
                        who: self.looker(line.actor, &mut who)?,
                        purpose: line.purpose,
                        action: line.action,
                        opened: line.parties.contains(&party),
                    };
                    looks.insert(recorded.sequence, (line.unit, look));
                }
                if looks.len() > most {
                    more = true;
                    break;
                }
            }
        }
        // What was revealed to be given went to whoever it was given to.
        let given =
            |(unit, look): &(UnitId, Look)| look.action == Action::Reveal && giving.contains(unit);
        let looks = looks.into_iter().filter(|(_, one)| !given(one));
        let mut looks: Vec<(i64, Look)> = looks.map(|(at, (_, look))| (at, look)).collect();
        looks.sort_unstable_by_key(|(sequence, _)| std::cmp::Reverse(*sequence));
        looks.truncate(most);
        Ok((looks.into_iter().map(|(_, look)| look).collect(), more))
    }

    pub(crate) fn looker(
        &mut self,
        actor: ActorId,
        known: &mut HashMap<ActorId, Looker>,
    ) -> Result<Looker, Error> {
        if let Some(who) = known.get(&actor) {
            return Ok(who.clone());
        }
        let job = jobs::ALL.iter().find(|job| job.number == actor.get());
        let who = match job {
            Some(job) => Looker::Job(job.name),
            None => Looker::Roles(self.roles_of(actor)?),
        };
        known.insert(actor, who.clone());
        Ok(who)
    }

    fn roles_of(&mut self, actor: ActorId) -> Result<Vec<RoleKey>, Error> {
        let token = (TokenId::new(actor.get()),);
        let roles = match self.tx.maybe(&queries::TOKEN_ROLE, token)? {
            Some(role) => vec![role],
            None => self.tx.all(&queries::ROLES, (StaffId::new(actor.get()),))?,
        };
        Ok(roles.iter().filter_map(|role| role.parse().ok()).collect())
    }

    /// Of pairs of words, which ones are both words of the name of one and the same other party.
    /// Nothing is opened and nobody is told: the look is a line of its own, without parties and with
    /// how many pairs found somebody.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`] where the proof does not name the party; the refusal where the actor may
    /// not search for persons; the stores'.
    pub fn name_others(
        &mut self,
        proof: &Noted<'w, Requests>,
        party: PartyId,
        pairs: &[(String, String)],
    ) -> Result<Vec<bool>, Error> {
        covers(proof, party)?;
        let _grant = self.grant::<Identity>(Ask::search(&[]))?;
        let mut own = vec![party];
        own.extend(self.merged_here(party)?);
        let found = self.core.vault.find_pairs(self.here, pairs)?;
        let others = |parties: &Vec<PartyId>| parties.iter().any(|one| !own.contains(one));
        let named: Vec<bool> = found.iter().map(others).collect();
        let count = named.iter().filter(|named| **named).count();
        let draft = Draft::of(&Ask::search(&[]), Category::Identity, None);
        self.drafts.note(draft.found(count));
        Ok(named)
    }
}

/// That a proof opens and names a party.
pub(crate) fn covers(proof: &Noted<'_, Requests>, party: PartyId) -> Result<(), Error> {
    let covered = proof.opens() && proof.names(party);
    covered.then_some(()).ok_or(Error::NotCovered)
}
