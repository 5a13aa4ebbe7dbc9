//! Is the trail what was written? Every line is hashed again and held against the tiles, every
//! month against the one before, every checkpoint against the tree, every look-up against its line.
//!
//! Invariant: [`Trail::verify`] names the first line that is not true; it changes nothing, and
//! reads one snapshot in bounded memory.
//!
//! What a line says by itself is found out beside the reading of the next ones; the tree grows line
//! by line all the same, so that the first line that is not true is the one that is named.

use std::thread::{self, ScopedJoinHandle};

use basics::{ActorId, Instant, PartyId, UnitId};
use store::{Beside, Here, Tx};

use crate::Trail;
use crate::alike::LookUps;
use crate::append::HEAD;
use crate::compare;
use crate::error::{Error, Kept, NotTrue};
use crate::examine::{Examined, Page, Says};
use crate::month::Root;
use crate::signed::Signed;
use crate::tree::{Edge, Hash, WIDTH, leaf};

store::statements! {
    /// The months, in their order, after one.
    pub(crate) MONTHS: (i64, i64) -> (i64, i64, Vec<u8>, Option<Instant>) =
        "select month, first_sequence, opening, expired_ms
           from month
          where month > $1
          order by month
          limit $2";

    /// Lines as they stand, after one.
    pub(crate) LINES: (i64, i64) -> (i64, i64, ActorId, i64, UnitId, Option<i64>, Vec<u8>) =
        "select sequence, month, actor_id, action, unit_id, place, body
           from line
          where sequence > $1
          order by sequence
          limit $2";

    /// What lines are found by, after one.
    pub(crate) LOOK_UPS: (PartyId, i64, i64, i64) -> (PartyId, i64, i64) =
        "select party_id, opened, sequence
           from line_party
          where (party_id, opened, sequence) > ($1, $2, $3)
          order by party_id, opened, sequence
          limit $4";
}

/// A month as it stands: its number, its first line, its opening, since when it is expired.
type MonthRow = (i64, i64, Vec<u8>, Option<Instant>);

/// No look-up stands before it.
pub(crate) const BEFORE_ALL: (PartyId, i64, i64) = (PartyId::new(i64::MIN), i64::MIN, i64::MIN);

/// Rows read at once.
pub(crate) const PAGE: i64 = 2_000;

/// What was found true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many lines.
    pub lines: i64,
    /// How many of them are gone, because the trail's own clock ran out.
    pub expired: i64,
    /// How many months.
    pub months: i64,
    /// How many checkpoints they were held against: those in the trail, beside the keys, given.
    pub checkpoints: i64,
}

impl Trail {
    /// Whether every line is what was written, where it was written, and the trail the one whose
    /// checkpoints are in it, beside the keys, and `against`: the text of a signed note that was
    /// kept elsewhere.
    ///
    /// # Errors
    ///
    /// The first thing that is not true; [`NotTrue::Failed`] where the stores cannot be read.
    pub fn verify(&self, here: &Here, against: Option<&str>) -> Result<Verified, NotTrue> {
        let mut signed = Signed::default();
        if let Some(note) = against {
            signed.add(&self.notary, note, None, Kept::Given);
        }
        // Before the trail is read: what is signed afterwards is not in the snapshot below.
        let beside = self
            .keys
            .read_here(here, |tx| signed.clone().with(&self.notary, tx, Kept::Keys));
        let signed = beside?;
        let verified = self.db.read_here(here, |tx| {
            let signed = signed.clone().with(&self.notary, tx, Kept::Trail)?;
            let head = tx.maybe(&HEAD, ())?.map_or(0, |(sequence, _)| sequence);
            let told = LookUps::none();
            let (db, none) = (self.db.clone(), LookUps::none_like(&told));
            let reading =
                here.beside(move |here| db.read_here(here, |tx| stored_look_ups(tx, &none)));
            Walk::new(tx, &signed, (head, told), reading).all()
        })?;
        self.seen(verified.lines);
        Ok(verified)
    }
}

/// The way through all lines.
struct Walk<'t, 'x> {
    tx: &'t mut Tx<'x>,
    signed: &'t Signed,
    /// The last line, as the trail itself says.
    head: i64,
    /// The line that must come next.
    next: i64,
    /// The last line a checkpoint covers that is true.
    proved: i64,
    checkpoints: i64,
    /// Lines of months that are expired.
    expired: i64,
    /// The newest month that a line tells to be expired.
    told: i64,
    /// What the lines so far are found by, as they say themselves.
    told_by_lines: LookUps,
    /// What lines are found by as it is stored, which is read meanwhile.
    reading: Option<Reading>,
}

type Reading = Beside<Result<LookUps, Error>>;

/// What lines are found by, as it is stored; compared with the side that `none` begins.
fn stored_look_ups(tx: &mut Tx<'_>, none: &LookUps) -> Result<LookUps, Error> {
    let mut stored = LookUps::none_like(none);
    let mut after = BEFORE_ALL;
    loop {
        let page = tx.all(&LOOK_UPS, (after.0, after.1, after.2, PAGE))?;
        let Some(last) = page.last() else {
            return Ok(stored);
        };
        after = *last;
        for (party, opened, sequence) in page {
            stored.add(party, sequence, opened);
        }
    }
}

/// A month on the way.
struct Month {
    number: i64,
    first: i64,
    edge: Edge,
}

impl<'t, 'x> Walk<'t, 'x> {
    const fn new(
        tx: &'t mut Tx<'x>,
        signed: &'t Signed,
        (head, told_by_lines): (i64, LookUps),
        reading: Reading,
    ) -> Self {
        Self {
            tx,
            signed,
            head,
            next: 1,
            proved: 0,
            checkpoints: 0,
            expired: 0,
            told: 0,
            told_by_lines,
            reading: Some(reading),
        }
    }

    fn all(mut self) -> Result<Verified, NotTrue> {
        let months = self.months()?;
        let mut before = Root::nothing();
        for (place, (number, first, opening, expired)) in months.iter().enumerate() {
            let until = months.get(place + 1).map(|month| month.1);
            if *first != self.next || *opening != before.opening_of(*number) {
                return Err(NotTrue::Month {
                    month: *number,
                    sequence: self.next,
                });
            }
            before = match (expired, until) {
                (Some(_), Some(until)) => self.expired_month((*number, *first), opening, until)?,
                _ => self.month(*number, *first, opening, until)?,
            };
        }
        self.told(&months)?;
        self.beyond(&months)?;
        self.look_ups()?;
        match self.signed.bad {
            Some(kept) => Err(NotTrue::Signature { kept }),
            None => Ok(Verified {
                lines: self.next - 1,
                expired: self.expired,
                months: i64::try_from(months.len()).unwrap_or(i64::MAX),
                checkpoints: self.checkpoints,
            }),
        }
    }

    fn months(&mut self) -> Result<Vec<MonthRow>, Error> {
        let mut all: Vec<MonthRow> = Vec::new();
        loop {
            let after = all.last().map_or(i64::MIN, |month| month.0);
            let page = self.tx.all(&MONTHS, (after, PAGE))?;
            if page.is_empty() {
                return Ok(all);
            }
            all.extend(page);
        }
    }

    /// One month: its lines, its tree, its checkpoints. `until` is the first line of the next.
    fn month(
        &mut self,
        number: i64,
        first: i64,
        opening: &[u8],
        until: Option<i64>,
    ) -> Result<Root, NotTrue> {
        let mut month = Month {
            number,
            first,
            edge: Edge::default(),
        };
        self.grow(&mut month, leaf(opening))?;
        self.lines(&mut month, until.unwrap_or(i64::MAX))?;
        self.close(&month, until)?;
        Ok(Root {
            month: number,
            size: month.edge.size(),
            hash: month.edge.root(),
        })
    }

    /// The lines of a month before `end`. While a page of them is examined, the next one is read.
    fn lines(&mut self, month: &mut Month, end: i64) -> Result<(), NotTrue> {
        let (number, mut after) = (month.number, self.next - 1);
        thread::scope(|scope| {
            let mut examining: Option<ScopedJoinHandle<'_, Page>> = None;
            loop {
                let limit = PAGE.min(end.saturating_sub(after).saturating_sub(1));
                let rows = match limit {
                    1.. => self.tx.all(&LINES, (after, limit))?,
                    _ => Vec::new(),
                };
                let last = rows.last().map(|row| row.0);
                let next = last.map(|_| {
                    let none = LookUps::none_like(&self.told_by_lines);
                    scope.spawn(move || Page::examine(rows, number, none))
                });
                if let Some(page) = examining.take() {
                    let page = page.join().map_err(|_| store::Error::Panicked)?;
                    self.page(month, &page)?;
                }
                let Some(last) = last else { return Ok(()) };
                (after, examining) = (last, next);
            }
        })
    }

    fn page(&mut self, month: &mut Month, page: &Page) -> Result<(), NotTrue> {
        for line in &page.lines {
            self.line(month, line)?;
        }
        self.told_by_lines.join(&page.look_ups);
        Ok(())
    }

    /// A month whose lines are gone: its tree stands for them, as it was signed and as the next
    /// month begins with it.
    fn expired_month(
        &mut self,
        (number, first): (i64, i64),
        opening: &[u8],
        until: i64,
    ) -> Result<Root, NotTrue> {
        let mut month = Month {
            number,
            first,
            edge: Edge::default(),
        };
        self.grow(&mut month, leaf(opening))?;
        if let Some(row) = self.tx.all(&LINES, (first - 1, 1))?.first()
            && row.0 < until
        {
            return Err(NotTrue::Inserted { sequence: row.0 });
        }
        while self.next < until {
            let place = month.edge.size() / WIDTH;
            let tile = compare::stored(self.tx, number, 0, place)?.unwrap_or_default();
            let skip = usize::try_from(month.edge.size() % WIDTH).map_err(|_| Error::Torn)?;
            let left = usize::try_from(until - self.next).unwrap_or(usize::MAX);
            let leaves: Vec<Hash> = tile.into_iter().skip(skip).take(left).collect();
            if leaves.is_empty() {
                break;
            }
            for hash in leaves {
                let sequence = self.next;
                self.next += 1;
                self.expired += 1;
                self.grow(&mut month, hash)?;
                self.checkpoint(&month, sequence)?;
            }
        }
        self.close(&month, Some(until))?;
        Ok(Root {
            month: number,
            size: month.edge.size(),
            hash: month.edge.root(),
        })
    }

    /// Whoever lets lines go leaves a line that says so: without it they were removed.
    fn told(&self, months: &[MonthRow]) -> Result<(), NotTrue> {
        let expired = months.iter().filter(|row| row.3.is_some());
        match expired.max_by_key(|row| row.0) {
            Some(row) if row.0 > self.told => Err(NotTrue::Removed { sequence: row.1 }),
            _ => Ok(()),
        }
    }

    fn line(&mut self, month: &mut Month, line: &Examined) -> Result<(), NotTrue> {
        let sequence = line.sequence;
        if sequence != self.next {
            // A line is missing; but one before it may have been changed as well.
            self.hold(month)?;
            return Err(NotTrue::Removed {
                sequence: self.next,
            });
        }
        if sequence > self.head {
            self.hold(month)?;
            return Err(NotTrue::Inserted { sequence });
        }
        self.next += 1;
        self.grow(month, line.leaf)?;
        match &line.says {
            Says::Told(told) => self.told = self.told.max(*told),
            Says::OtherThanItsColumns => {
                self.hold(month)?;
                return Err(NotTrue::LookUp { sequence });
            }
            Says::Unreadable => {
                self.hold(month)?;
                return Err(Error::Unreadable.into());
            }
        }
        self.checkpoint(month, sequence)
    }

    /// Adds a leaf; each tile it fills must be the one that is stored.
    fn grow(&mut self, month: &mut Month, leaf: Hash) -> Result<(), NotTrue> {
        for tile in month.edge.push(leaf) {
            let stored = compare::stored(self.tx, month.number, tile.level, tile.place)?;
            if stored.as_ref() != Some(&tile.hashes) {
                return Err(self.differs(
                    month,
                    tile.level,
                    tile.place,
                    &tile.hashes,
                    stored.as_deref(),
                )?);
            }
        }
        Ok(())
    }

    /// The leaves of the open tile must be those that are stored, as far as we are.
    fn hold(&mut self, month: &Month) -> Result<(), NotTrue> {
        let Some((level, place, hashes)) = month.edge.open().next() else {
            return Ok(());
        };
        let stored = compare::stored(self.tx, month.number, level, place)?;
        let known = stored.as_deref().unwrap_or_default();
        if known.starts_with(hashes) {
            return Ok(());
        }
        let hashes = hashes.to_vec();
        Err(self.differs(month, level, place, &hashes, stored.as_deref())?)
    }

    /// The month is over: what is stored must end where its lines do.
    fn close(&mut self, month: &Month, until: Option<i64>) -> Result<(), NotTrue> {
        self.hold(month)?;
        let sequence = self.next;
        let gone = if until.is_none() {
            NotTrue::CutOff { sequence }
        } else {
            NotTrue::Removed { sequence }
        };
        if until.map_or(self.head >= sequence, |until| until != sequence) {
            return Err(gone);
        }
        for (level, place, hashes) in month.edge.open() {
            let stored = compare::stored(self.tx, month.number, level, place)?;
            let stored = stored.unwrap_or_default();
            if stored != hashes {
                let longer = level == 0 && stored.starts_with(hashes);
                let tree = NotTrue::Tree {
                    month: month.number,
                    sequence: month.first,
                };
                return Err(if longer { gone } else { tree });
            }
        }
        let first = month.first;
        match self.signed.beyond(month.number, month.edge.size()) {
            Some(_) if until.is_none() => Err(NotTrue::CutOff { sequence }),
            Some((size, kept)) => {
                let first_bad = self.proved + 1;
                Err(NotTrue::Rewritten {
                    first: first_bad,
                    last: first + size - 2,
                    kept,
                })
            }
            None => Ok(()),
        }
    }

    /// Checkpoints over the tree up to this line.
    fn checkpoint(&mut self, month: &Month, sequence: i64) -> Result<(), NotTrue> {
        let Some(signed) = self.signed.at(month.number, month.edge.size()) else {
            return Ok(());
        };
        let root = month.edge.root();
        for (hash, kept) in signed {
            if *hash != root {
                self.hold(month)?;
                return Err(NotTrue::Rewritten {
                    first: self.proved + 1,
                    last: sequence,
                    kept: *kept,
                });
            }
            self.checkpoints += 1;
        }
        self.proved = sequence;
        Ok(())
    }

    /// What the last line leaves over: lines behind it, checkpoints of months that are gone.
    fn beyond(&mut self, months: &[MonthRow]) -> Result<(), NotTrue> {
        let sequence = self.next;
        if let Some(row) = self.tx.all(&LINES, (sequence - 1, 1))?.first() {
            return Err(NotTrue::Inserted { sequence: row.0 });
        }
        let last = months.last().map_or(0, |month| month.0);
        if self.head >= sequence || self.signed.after(last) {
            return Err(NotTrue::CutOff { sequence });
        }
        let known = |month| months.iter().any(|row| row.0 == month);
        match self.signed.unknown(known) {
            Some(kept) => Err(NotTrue::Rewritten {
                first: 1,
                last: sequence - 1,
                kept,
            }),
            None => Ok(()),
        }
    }

    fn look_ups(&mut self) -> Result<(), NotTrue> {
        // They were read in a snapshot of their own, a moment younger. Where they
        // differ, because lines came meanwhile or because something is not true, this one decides.
        let read = self.reading.take().map(Beside::join);
        if let Some(Ok(Ok(read))) = read
            && read.are(&self.told_by_lines)
        {
            return Ok(());
        }
        if stored_look_ups(self.tx, &self.told_by_lines)?.are(&self.told_by_lines) {
            return Ok(());
        }
        let sequence = compare::first_look_up(self.tx)?;
        Err(NotTrue::LookUp { sequence })
    }

    /// Which line it is where a tile is not the stored one, and what became of it.
    fn differs(
        &mut self,
        month: &Month,
        level: i64,
        place: i64,
        ours: &[Hash],
        stored: Option<&[Hash]>,
    ) -> Result<NotTrue, Error> {
        let spot = compare::Spot {
            month: month.number,
            first: month.first,
        };
        compare::differs(self.tx, spot, (level, place), ours, stored)
    }
}
