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

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use basics::{ActorId, Instant, PartyId};
use policy::{Category, Purpose, Right};
use trail::Recorded;
use vault::PutBack;

use crate::actor::Actor;
use crate::ask::Ask;
use crate::category;
use crate::core::Core;
use crate::erase::hop;
use crate::error::Error;
use crate::guard::Guard;
use crate::work::Work;

/// A change of one party that a backup which was put back does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostChange {
    /// When.
    pub at: Instant,
    /// By whom.
    pub actor: ActorId,
    /// Whom it was about.
    pub party: PartyId,
    /// In which categories.
    pub categories: Vec<Category>,
}

/// A place among lost changes: a line of the trail, and one of the parties it tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LostPlace {
    line: i64,
    party: usize,
}

impl fmt::Display for LostPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.line, self.party)
    }
}

impl FromStr for LostPlace {
    type Err = Error;

    /// The place that its text says.
    fn from_str(text: &str) -> Result<Self, Error> {
        let (line, party) = text.split_once('.').ok_or(Error::NotThere)?;
        Ok(Self {
            line: line.parse().map_err(|_| Error::NotThere)?,
            party: party.parse().map_err(|_| Error::NotThere)?,
        })
    }
}

/// Lines read at once.
const BLOCK: i64 = 500;
/// Blocks read for one page at most: lines of another time stand between at both ends.
const BLOCKS_MAX: usize = 10;
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
    /// The changes that were made after a backup and before it was put back, one for each party, the
    /// oldest first, from a place on; and from where there may be more. However many there are, a page
    /// costs no more than another: it may hold less than `most` and go on all the same.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; the stores'.
    pub fn lost_changes(
        &mut self,
        of: PutBack,
        from: Option<LostPlace>,
        most: usize,
    ) -> Result<(Vec<LostChange>, Option<LostPlace>), Error> {
        let _noted = self.ask::<category::Staff>(Ask::trail(&[]))?;
        self.core.lost_changes(self.here, of, from, most)
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
        let (mut count, mut from) = (0, None);
        loop {
            let left = usize::try_from(COUNTED_MAX - count).unwrap_or(usize::MAX);
            let (changes, next) = self.lost_changes(here, one, from, left)?;
            count += u64::try_from(changes.len()).unwrap_or(u64::MAX);
            match next {
                Some(next) if count < COUNTED_MAX => from = Some(next),
                _ => return Ok(Some(count)),
            }
        }
    }

    fn lost_changes(
        &self,
        here: &store::Here,
        of: PutBack,
        from: Option<LostPlace>,
        most: usize,
    ) -> Result<(Vec<LostChange>, Option<LostPlace>), Error> {
        let (first, last) = self.trail.span(here, (of.backup, of.restored))?;
        let start = LostPlace {
            line: first.saturating_add(1),
            party: 0,
        };
        let mut from = from.filter(|from| from.line >= start.line).unwrap_or(start);
        let mut changes = Vec::new();
        for _ in 0..BLOCKS_MAX {
            let after = from.line.saturating_sub(1);
            let block = self.trail.changes(here, (after, last), BLOCK)?;
            let Some(newest) = block.last().map(|line| line.sequence) else {
                return Ok((changes, None));
            };
            if let Some(next) = take(&mut changes, most, block, (of, from)) {
                return Ok((changes, Some(next)));
            }
            from = LostPlace {
                line: newest.saturating_add(1),
                party: 0,
            };
        }
        Ok((changes, Some(from)))
    }
}

/// Takes from lines what was lost, one change for each party, from a place on; the first one for which
/// there is no room.
fn take(
    changes: &mut Vec<LostChange>,
    most: usize,
    lines: Vec<Recorded>,
    (of, from): (PutBack, LostPlace),
) -> Option<LostPlace> {
    for recorded in lines {
        let line = recorded.line;
        // What is about nobody, such as a list of somebody's own, corrects nothing of anybody.
        if !(of.backup..of.restored).contains(&line.instant) {
            continue;
        }
        let before = if recorded.sequence == from.line {
            from.party
        } else {
            0
        };
        for (at, party) in line.parties.iter().enumerate().skip(before) {
            if changes.len() >= most {
                return Some(LostPlace {
                    line: recorded.sequence,
                    party: at,
                });
            }
            changes.push(LostChange {
                at: line.instant,
                actor: line.actor,
                party: *party,
                categories: line.categories.clone(),
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use basics::UnitId;
    use policy::Action;
    use trail::Line;

    use super::*;

    fn line(sequence: i64, at: i64, parties: std::ops::Range<i64>) -> Recorded {
        Recorded {
            sequence,
            month: 202_611,
            leaf: sequence,
            line: Line {
                instant: Instant::from_ms(at),
                actor: ActorId::new(1),
                purpose: Purpose::Care,
                action: Action::Change,
                parties: parties.map(PartyId::new).collect(),
                listed: Vec::new(),
                categories: vec![Category::Contact],
                lots: Vec::new(),
                count: 1,
                unit: UnitId::new(1),
                request: None,
                code: None,
                reason: None,
            },
        }
    }

    #[test]
    fn a_line_about_many_is_told_page_by_page_and_nobody_twice() {
        let of = PutBack {
            backup: Instant::from_ms(10),
            restored: Instant::from_ms(20),
            own_trail: true,
        };
        let lines = || {
            vec![
                line(1, 9, 0..5),
                line(2, 10, 0..7),
                line(4, 19, 7..9),
                line(5, 20, 9..12),
            ]
        };
        let (mut told, mut from, mut pages) = (Vec::new(), LostPlace { line: 1, party: 0 }, 0);
        loop {
            let mut page = Vec::new();
            let left: Vec<Recorded> = lines()
                .into_iter()
                .filter(|one| one.sequence >= from.line)
                .collect();
            let next = take(&mut page, 3, left, (of, from));
            assert!(page.len() <= 3);
            told.extend(page.iter().map(|one| one.party.get()));
            pages += 1;
            match next {
                Some(next) => from = next.to_string().parse().unwrap(),
                None => break,
            }
        }
        assert_eq!((told, pages), ((0..9).collect::<Vec<_>>(), 3));
        for text in ["", "5", "5.", ".5", "5.x", "5.-1"] {
            assert!(text.parse::<LostPlace>().is_err(), "{text}");
        }
    }
}
