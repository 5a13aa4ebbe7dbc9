//! Lines become durable: in groups, in one transaction, behind one another.
//!
//! Whoever has lines puts them into the queue; one of those waiting writes what everyone put there
//! and tells them. Invariants: nobody is told that a line is in the trail before it is durable;
//! an error is everyone's; the months of the trail never go back, so a line that comes late is in
//! the tree that is open.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::atomic::Ordering;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use basics::{ActorId, PartyId, UnitId};
use store::{Here, Tx};

use crate::error::Error;
use crate::line::{How, Line};
use crate::month::{Root, month_of};
use crate::tree::{Edge, SET_TILE, Tile, leaf};
use crate::{Trail, tree};

store::statements! {
    /// The last line and its month.
    pub(crate) HEAD: () -> (i64, i64) =
        "select sequence, month from head where one = 1";

    /// A new last line.
    pub(crate) SET_HEAD: (i64, i64) -> () =
        "insert into head (one, sequence, month) values (1, $1, $2)
         on conflict (one) do update set sequence = $1, month = $2";

    /// Writes without changing anything.
    pub(crate) TOUCH_HEAD: () -> () =
        "update head set sequence = sequence where one = 1";

    /// The first line of a month.
    pub(crate) FIRST_OF: (i64,) -> i64 =
        "select first_sequence from month where month = $1";

    /// A month begins.
    pub(crate) OPEN_MONTH: (i64, i64, Vec<u8>) -> () =
        "insert into month (month, first_sequence, opening) values ($1, $2, $3)";

    /// A line.
    pub(crate) ADD_LINE: (i64, i64, ActorId, i64, UnitId, Option<i64>, Vec<u8>) -> () =
        "insert into line (sequence, month, actor_id, action, unit_id, place, body)
         values ($1, $2, $3, $4, $5, $6, $7)";

    /// A party a line tells of.
    pub(crate) ADD_LOOK_UP: (PartyId, i64, i64) -> () =
        "insert into line_party (party_id, opened, sequence) values ($1, $2, $3)";

    /// The lines of a unit that came by the register.
    pub(crate) OF_UNIT: (UnitId,) -> (i64, Vec<u8>) =
        "select place, body from line
          where unit_id = $1 and place is not null
          order by place";
}

/// Lines written in one transaction at most, beyond those of the first who waits.
const GROUP_MAX: usize = 4_096;

/// A line as it stands in its table: number, month, actor, action, unit, place, bytes.
pub(crate) type Row = (i64, i64, ActorId, i64, UnitId, Option<i64>, Vec<u8>);

/// A line that waits, with its bytes.
pub(crate) struct Entry {
    pub(crate) line: Line,
    pub(crate) place: Option<i64>,
    pub(crate) body: Vec<u8>,
}

impl Entry {
    pub(crate) fn new(line: Line) -> Result<Self, Error> {
        let body = line.encode(None)?;
        Ok(Self {
            line,
            place: None,
            body,
        })
    }
}

/// The parties a line is found by, each once, and the number of how it tells of them.
pub(crate) fn look_ups(line: &Line) -> impl Iterator<Item = (PartyId, i64)> {
    let named = line.listed.iter().map(|party| (*party, How::of(line, &[])));
    let mut all: Vec<(PartyId, How)> = named
        .chain(line.parties.iter().map(|party| (*party, How::Opened)))
        .collect();
    all.sort_unstable_by_key(|(party, how)| (*party, Reverse(*how)));
    all.dedup_by_key(|(party, _)| *party);
    all.into_iter().map(|(party, how)| (party, how.number()))
}

/// Those who wait, and what became of them.
#[derive(Default)]
pub(crate) struct Queue {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    next: u64,
    writing: bool,
    groups: VecDeque<(u64, Vec<Entry>)>,
    done: HashMap<u64, Result<(), Error>>,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the lines are written, or writes them with everyone else's.
    fn commit(
        &self,
        entries: Vec<Entry>,
        write: impl Fn(&[&Entry]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut waiting = self.lock();
        let ticket = waiting.next;
        waiting.next += 1;
        waiting.groups.push_back((ticket, entries));
        loop {
            if let Some(done) = waiting.done.remove(&ticket) {
                return done;
            }
            if waiting.writing {
                waiting = self
                    .changed
                    .wait(waiting)
                    .unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            waiting.writing = true;
            let group = waiting.take();
            drop(waiting);
            let mut turn = Turn {
                queue: self,
                group,
                outcome: Err(store::Error::Panicked.into()),
            };
            turn.outcome = write(&turn.entries());
            drop(turn);
            waiting = self.lock();
        }
    }
}

impl Waiting {
    fn take(&mut self) -> Vec<(u64, Vec<Entry>)> {
        let (mut group, mut lines) = (Vec::new(), 0);
        while lines < GROUP_MAX {
            let Some(next) = self.groups.pop_front() else {
                break;
            };
            lines += next.1.len();
            group.push(next);
        }
        group
    }
}

/// The turn of one who writes. It ends by telling everyone, also where the writing broke off.
struct Turn<'q> {
    queue: &'q Queue,
    group: Vec<(u64, Vec<Entry>)>,
    outcome: Result<(), Error>,
}

impl Turn<'_> {
    fn entries(&self) -> Vec<&Entry> {
        self.group.iter().flat_map(|(_, entries)| entries).collect()
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut waiting = self.queue.lock();
        waiting.writing = false;
        for (ticket, _) in &self.group {
            waiting.done.insert(*ticket, self.outcome.clone());
        }
        self.queue.changed.notify_all();
    }
}

impl Trail {
    /// Writes lines into the trail; returns when they are durable.
    ///
    /// # Errors
    ///
    /// [`Error::Store`] and [`Error::Torn`] where they cannot be written: then nothing may be
    /// shown. [`Error::TooLong`].
    pub fn append(&self, here: &Here, lines: Vec<Line>) -> Result<(), Error> {
        if lines.is_empty() {
            return Ok(());
        }
        let entries = lines
            .into_iter()
            .map(Entry::new)
            .collect::<Result<Vec<_>, _>>()?;
        self.commit(here, entries)
    }

    /// Whether lines can be taken: before work begins that could not be recorded.
    ///
    /// # Errors
    ///
    /// The store's, where it cannot be reached; where the last lines could not be written, it is
    /// tried whether writing works again.
    pub fn ready(&self, here: &Here) -> Result<(), Error> {
        if self.failing.load(Ordering::Relaxed) {
            self.db.write_here(here, |tx| tx.run(&TOUCH_HEAD, ()))?;
            self.failing.store(false, Ordering::Relaxed);
        }
        let head = self.db.read_here(here, |tx| tx.maybe(&HEAD, ()))?;
        self.seen(head.map_or(0, |(sequence, _)| sequence));
        Ok(())
    }

    /// How many lines there are, as far as this process knows: after its start by
    /// [`Trail::ready`], [`Trail::settle`] or its first line.
    #[must_use]
    pub fn end(&self) -> i64 {
        self.end.load(Ordering::Relaxed)
    }

    /// How many groups of lines wait to be written.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.queue.lock().groups.len()
    }

    pub(crate) fn seen(&self, sequence: i64) {
        self.end.fetch_max(sequence, Ordering::Relaxed);
    }

    pub(crate) fn commit(&self, here: &Here, entries: Vec<Entry>) -> Result<(), Error> {
        self.queue.commit(entries, |entries| {
            let written = self.db.write_here(here, |tx| extend(tx, entries));
            self.failing.store(written.is_err(), Ordering::Relaxed);
            self.seen(written?);
            Ok(())
        })
    }
}

/// Appends the lines that are not in the trail yet; gives the number of the last one.
fn extend(tx: &mut Tx<'_>, entries: &[&Entry]) -> Result<i64, Error> {
    let taken = taken(tx, entries)?;
    let mut end = End::load(tx)?;
    let mut fresh = HashSet::new();
    for entry in entries {
        let key = entry.place.map(|place| (entry.line.unit, place));
        match key.and_then(|key| taken.get(&key)) {
            Some(body) if *body == entry.body => {}
            Some(_) => return Err(Error::Taken),
            None if key.is_some_and(|key| !fresh.insert(key)) => {}
            None => end.push(entry),
        }
    }
    end.save(tx)
}

/// What the trail holds of the units whose lines come by the register: a line is moved once,
/// whatever broke off in between and however old a register comes back.
fn taken(tx: &mut Tx<'_>, entries: &[&Entry]) -> Result<HashMap<(UnitId, i64), Vec<u8>>, Error> {
    let mut taken = HashMap::new();
    let placed = entries.iter().filter(|entry| entry.place.is_some());
    let units: HashSet<UnitId> = placed.map(|entry| entry.line.unit).collect();
    for unit in units {
        let rows = tx.all(&OF_UNIT, (unit,))?;
        taken.extend(rows.into_iter().map(|(place, body)| ((unit, place), body)));
    }
    Ok(taken)
}

/// The end of the trail, and what is written behind it.
pub(crate) struct End {
    sequence: i64,
    month: i64,
    edge: Edge,
    rows: Rows,
}

#[derive(Default)]
struct Rows {
    months: Vec<(i64, i64, Vec<u8>)>,
    tiles: Vec<(i64, Tile)>,
    lines: Vec<Row>,
    /// Party, how, line.
    look_ups: Vec<(PartyId, i64, i64)>,
}

impl End {
    pub(crate) fn load(tx: &mut Tx<'_>) -> Result<Self, Error> {
        let Some((sequence, month)) = tx.maybe(&HEAD, ())? else {
            return Ok(Self {
                sequence: 0,
                month: 0,
                edge: Edge::default(),
                rows: Rows::default(),
            });
        };
        let first = tx.maybe(&FIRST_OF, (month,))?.ok_or(Error::Torn)?;
        let edge = Edge::load(tx, month, sequence - first + 2)?;
        Ok(Self {
            sequence,
            month,
            edge,
            rows: Rows::default(),
        })
    }

    /// The root of the month that is open; none where there is no line.
    pub(crate) fn root(&self) -> Option<Root> {
        let root = || Root {
            month: self.month,
            size: self.edge.size(),
            hash: self.edge.root(),
        };
        (self.sequence > 0).then(root)
    }

    fn push(&mut self, entry: &Entry) {
        let line = &entry.line;
        let month = month_of(line.instant).max(self.month);
        if month > self.month || self.sequence == 0 {
            self.open(month);
        }
        self.grow(leaf(&entry.body));
        self.sequence += 1;
        let (actor, action) = (line.actor, i64::from(line.action.number()));
        let body = entry.body.clone();
        self.rows.lines.push((
            self.sequence,
            self.month,
            actor,
            action,
            line.unit,
            entry.place,
            body,
        ));
        let look_ups = look_ups(line).map(|(party, opened)| (party, opened, self.sequence));
        self.rows.look_ups.extend(look_ups);
    }

    fn open(&mut self, month: i64) {
        let opening = self.root().unwrap_or_else(Root::nothing).opening_of(month);
        let grown = self.edge.grown().into_iter().map(|tile| (self.month, tile));
        self.rows.tiles.extend(grown);
        self.edge = Edge::default();
        self.month = month;
        self.grow(leaf(&opening));
        self.rows.months.push((month, self.sequence + 1, opening));
    }

    fn grow(&mut self, leaf: tree::Hash) {
        let filled = self
            .edge
            .push(leaf)
            .into_iter()
            .map(|tile| (self.month, tile));
        self.rows.tiles.extend(filled);
    }

    fn save(mut self, tx: &mut Tx<'_>) -> Result<i64, Error> {
        if self.rows.lines.is_empty() {
            return Ok(self.sequence);
        }
        let grown = self.edge.grown().into_iter().map(|tile| (self.month, tile));
        self.rows.tiles.extend(grown);
        let tiles = self.rows.tiles.into_iter();
        let tiles = tiles.map(|(month, tile)| {
            (
                month,
                tile.level,
                tile.place,
                tile.hashes.as_flattened().to_vec(),
            )
        });
        // The head first: two processes that append at once collide in this row, which the store
        // knows to run again, and not in the keys of the lines, which it would report.
        tx.run_one(&SET_HEAD, (self.sequence, self.month))?;
        tx.batch(&OPEN_MONTH, self.rows.months)?;
        tx.batch(&SET_TILE, tiles)?;
        tx.batch(&ADD_LINE, self.rows.lines)?;
        // In the order of the table: each of its pages is changed once for all lines.
        self.rows.look_ups.sort_unstable();
        tx.batch(&ADD_LOOK_UP, self.rows.look_ups)?;
        Ok(self.sequence)
    }
}
