//! Lines of changes on their way: written with the change into the register, moved to the trail
//! after it.
//!
//! Invariant: a line is in the trail once, exactly where its change was kept, whatever broke off
//! in between. It is known by its unit and a place that no two lines of this process share.

use std::sync::PoisonError;
use std::sync::atomic::{AtomicI64, Ordering};

use basics::UnitId;
use store::{Db, Here, Tx};

use crate::Trail;
use crate::append::Entry;
use crate::error::Error;
use crate::line::Line;

store::statements! {
    /// A line that is to be moved.
    pub(crate) PUT_OUT: (UnitId, i64, Vec<u8>) -> () =
        "insert into trail_out (unit_id, place, body) values ($1, $2, $3)";

    /// Lines that are to be moved.
    pub(crate) OUT: (i64,) -> (UnitId, i64, Vec<u8>) =
        "select unit_id, place, body from trail_out order by unit_id, place limit $1";

    /// A line was moved.
    pub(crate) MOVED: (UnitId, i64) -> () =
        "delete from trail_out where unit_id = $1 and place = $2";
}

/// Lines moved at once.
const PAGE: i64 = 1_000;

/// Places given so far. A unit that is run again takes new ones; those of the lost run are gone
/// with it.
static PLACES: AtomicI64 = AtomicI64::new(1);

impl Trail {
    /// Writes lines beside the change they tell of, in the register's own transaction.
    ///
    /// # Errors
    ///
    /// The register's; [`Error::TooLong`].
    pub fn put_out(tx: &mut Tx<'_>, lines: &[Line]) -> Result<(), Error> {
        let count = i64::try_from(lines.len()).map_err(|_| Error::TooLong)?;
        let first = PLACES.fetch_add(count, Ordering::Relaxed);
        let mut rows = Vec::with_capacity(lines.len());
        for (place, line) in (first..).zip(lines) {
            rows.push((line.unit, place, line.encode(Some(place))?));
        }
        tx.batch(&PUT_OUT, rows)?;
        Ok(())
    }

    /// Moves all lines that wait in the register to the trail; how many. Returns when they are
    /// durable there.
    ///
    /// # Errors
    ///
    /// The stores'; [`Error::Taken`] and [`Error::Unreadable`] where someone meddled with either.
    pub fn settle(&self, here: &Here, register: &Db) -> Result<u64, Error> {
        // One at a time: whoever waits here finds its lines moved by the one before.
        let _turn = self.settling.lock().unwrap_or_else(PoisonError::into_inner);
        let mut moved = 0;
        loop {
            let rows = register.read_here(here, |tx| tx.all(&OUT, (PAGE,)))?;
            if rows.is_empty() {
                return Ok(moved);
            }
            let keys: Vec<(UnitId, i64)> = rows.iter().map(|row| (row.0, row.1)).collect();
            let entries = rows.into_iter().map(entry).collect::<Result<Vec<_>, _>>()?;
            self.commit(here, entries)?;
            // Where this is lost with the power, they are moved again and found to be there.
            let forget = |tx: &mut Tx<'_>| tx.batch(&MOVED, keys.iter().copied());
            moved += register.write_soon_here(here, forget)?;
        }
    }
}

fn entry((unit, place, body): (UnitId, i64, Vec<u8>)) -> Result<Entry, Error> {
    let (line, at) = Line::decode(&body)?;
    if line.unit != unit || at != Some(place) {
        return Err(Error::Unreadable);
    }
    Ok(Entry {
        line,
        place: at,
        body,
    })
}
