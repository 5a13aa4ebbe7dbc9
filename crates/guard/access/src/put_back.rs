//! What was changed after a backup that was put back: it is in the register no more, and somebody does it
//! again (GDPR art. 5(1)(d), 16: what was corrected stays corrected).
//!
//! The values are gone with the register that was replaced; the trail stays where it was and tells of
//! whom something was changed, in which category, when and by whom. Where the trail was put back as
//! well, nobody knows what came after the backup, and that is said. Why no ledger of changes lies beside
//! the keys: each change would need a second durable write, and the trail is that ledger already.
//!
//! Invariant: that a backup was put back stands beside the keys until somebody says that what it lost was
//! done again.

use std::sync::Arc;

use basics::{ActorId, Instant, PartyId};
use policy::{Action, Category, Purpose, Right};
use vault::PutBack;

use crate::actor::Actor;
use crate::ask::Ask;
use crate::category;
use crate::core::Core;
use crate::erase::hop;
use crate::error::Error;
use crate::guard::Guard;
use crate::work::Work;

/// A change that a backup which was put back does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostChange {
    /// The number of its line in the trail.
    pub sequence: i64,
    /// When.
    pub at: Instant,
    /// By whom.
    pub actor: ActorId,
    /// Whom it was about.
    pub parties: Vec<PartyId>,
    /// In which categories.
    pub categories: Vec<Category>,
}

/// What a change is: a value written, corrected or ended; two customers made one.
const CHANGES: [Action; 2] = [Action::Change, Action::Merge];
/// Lines read at once.
const BLOCK: i64 = 500;
/// Changes that are counted at most.
const COUNTED_MAX: u64 = 10_000;

impl Guard {
    /// Writes down that a backup was put back just now; how many changes were made after it, counted
    /// to a bound. Nothing where the trail was put back as well, so that nobody knows.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub async fn note_put_back(
        &self,
        backup: Instant,
        own_trail: bool,
    ) -> Result<Option<u64>, Error> {
        let core = Arc::clone(self.core());
        hop(move |here| core.note_put_back(here, backup, own_trail)).await
    }

    /// The backups that were put back and of which what they lost waits to be done again, the newest
    /// first. It tells no more than when.
    ///
    /// # Errors
    ///
    /// The store's.
    pub async fn put_back(&self) -> Result<Vec<PutBack>, Error> {
        let core = Arc::clone(self.core());
        hop(move |here| Ok(core.vault.put_back(here)?)).await
    }

    /// What a backup that was put back lost was done again.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; [`Error::NotThere`] where nothing of it waits; the
    /// stores'.
    pub async fn settle_put_back(&self, actor: &Actor, restored: Instant) -> Result<(), Error> {
        let noting = |work: &mut Work<'_>| {
            let ask = Ask::change(&[]).with(Right::Trail);
            let _noted = work.ask::<category::Requests>(ask)?;
            Ok::<_, Error>(())
        };
        self.desk().write(actor, Purpose::Security, noting).await?;
        let core = Arc::clone(self.core());
        let settling = move |here: &store::Here| {
            let now = core.clock.now();
            Ok(core.vault.settle_put_back(here, restored, now)?)
        };
        let settled = hop::<_, Error>(settling).await?;
        settled.then_some(()).ok_or(Error::NotThere)
    }
}

impl Work<'_> {
    /// The changes that were made after a backup and before it was put back, the oldest first, behind
    /// a line; and the line behind which there are more.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; the stores'.
    pub fn lost_changes(
        &mut self,
        of: PutBack,
        after: Option<i64>,
        most: usize,
    ) -> Result<(Vec<LostChange>, Option<i64>), Error> {
        let _noted = self.ask::<category::Staff>(Ask::trail(&[]))?;
        self.core.lost_changes(self.here, of, after, most)
    }
}

impl Core {
    fn note_put_back(
        &self,
        here: &store::Here,
        backup: Instant,
        own_trail: bool,
    ) -> Result<Option<u64>, Error> {
        let one = PutBack {
            restored: self.clock.now(),
            backup,
            own_trail,
        };
        self.vault.note_put_back(here, one)?;
        if !own_trail {
            return Ok(None);
        }
        let (mut count, mut after) = (0, None);
        loop {
            let most = usize::try_from(BLOCK).unwrap_or(usize::MAX);
            let (changes, next) = self.lost_changes(here, one, after, most)?;
            count += u64::try_from(changes.len()).unwrap_or(u64::MAX);
            match next {
                Some(next) if count < COUNTED_MAX => after = Some(next),
                _ => return Ok(Some(count)),
            }
        }
    }

    fn lost_changes(
        &self,
        here: &store::Here,
        of: PutBack,
        after: Option<i64>,
        most: usize,
    ) -> Result<(Vec<LostChange>, Option<i64>), Error> {
        let (first, last) = self.trail.span(here, (of.backup, of.restored))?;
        let mut after = after.unwrap_or(first).max(first);
        let mut changes = Vec::new();
        loop {
            let block = self.trail.from_doing(here, CHANGES, (after, last), BLOCK)?;
            if block.is_empty() {
                return Ok((changes, None));
            }
            for recorded in block {
                let line = recorded.line;
                let within = of.backup <= line.instant && line.instant < of.restored;
                after = recorded.sequence;
                // What is about nobody, such as a list of somebody's own, corrects nothing of anybody.
                if !within || line.parties.is_empty() {
                    continue;
                }
                changes.push(LostChange {
                    sequence: recorded.sequence,
                    at: line.instant,
                    actor: line.actor,
                    parties: line.parties,
                    categories: line.categories,
                });
                if changes.len() >= most {
                    return Ok((changes, Some(after)));
                }
            }
        }
    }
}
