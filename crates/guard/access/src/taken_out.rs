//! What was taken out of the register about somebody: files of lists and single ones, paper.
//!
//! They lie outside, wherever whoever took them out put them: no erasure reaches them. What is known
//! of them stands in the trail, so it is known as long as its lines are kept. Told by roles and never
//! by name, as every look is (CJEU C-579/21).

use std::collections::{HashMap, HashSet};

use basics::{Instant, PartyId};
use policy::{Action, Purpose};

use crate::ask::Noted;
use crate::category::Requests;
use crate::error::Error;
use crate::subject::{Looker, covers};
use crate::work::Work;

/// A file or a paper in which somebody stood when it was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOut {
    /// When.
    pub at: Instant,
    /// By whom.
    pub who: Looker,
    /// What for.
    pub purpose: Purpose,
    /// Whether it was printed; otherwise it is a file.
    pub printed: bool,
}

/// Lines read at once.
const BLOCK: i64 = 1_000;

impl<'w> Work<'w> {
    /// What was taken out about a party, the newest first, as many as wanted at most; and whether
    /// there is more. What takes her out in several lines of one unit of work is one.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`] where the proof does not name the party; the stores'.
    pub fn taken_out(
        &mut self,
        proof: &Noted<'w, Requests>,
        party: PartyId,
        most: usize,
    ) -> Result<(Vec<TakenOut>, bool), Error> {
        covers(proof, party)?;
        let mut parties = vec![party];
        parties.extend(self.merged_here(party)?);
        let (mut taken, mut units, mut who) = (Vec::new(), HashSet::new(), HashMap::new());
        let actions = [Action::Export, Action::Print];
        for party in parties {
            let mut before = None;
            loop {
                let trail = &self.core.trail;
                let block = trail.of_party_doing(self.here, party, actions, before, BLOCK)?;
                let Some(last) = block.last() else { break };
                before = Some(last.sequence);
                for recorded in block {
                    let line = recorded.line;
                    if !units.insert(line.unit) {
                        continue;
                    }
                    let one = TakenOut {
                        at: line.instant,
                        who: self.looker(line.actor, &mut who)?,
                        purpose: line.purpose,
                        printed: line.action == Action::Print,
                    };
                    taken.push((recorded.sequence, one));
                }
                if taken.len() > most {
                    break;
                }
            }
        }
        taken.sort_unstable_by_key(|(sequence, _)| std::cmp::Reverse(*sequence));
        let more = taken.len() > most;
        taken.truncate(most);
        Ok((taken.into_iter().map(|(_, one)| one).collect(), more))
    }
}
