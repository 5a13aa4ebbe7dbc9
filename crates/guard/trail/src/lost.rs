//! Lines that were lost with the trail, and that whoever restored it gave up.
//!
//! The checkpoints beside the keys tell of them for ever, as they tell of a tail that was cut off.
//! So giving them up is a deed of its own: the checkpoints are kept apart as evidence, and a line
//! tells how far the trail once reached. A checkpoint that was kept elsewhere still shows the loss.

use basics::Instant;
use store::{Db, Here, Tx};

use crate::Trail;
use crate::append::End;
use crate::error::Error;

store::statements! {
    /// The highest checkpoint there is.
    pub(crate) HIGHEST: () -> (i64, i64) =
        "select month, size from checkpoint order by month desc, size desc limit 1";

    /// Keeps the checkpoints above one as evidence.
    pub(crate) KEEP_LOST: (i64, i64, Instant) -> () =
        "insert into lost_checkpoint (month, size, note, signed_ms, lost_ms)
         select month, size, note, signed_ms, $3 from checkpoint where (month, size) > ($1, $2)
         on conflict (month, size) do nothing";

    /// The checkpoints above one do not count any more.
    pub(crate) DROP_ABOVE: (i64, i64) -> () =
        "delete from checkpoint where (month, size) > ($1, $2)";
}

/// How far a trail once reached: month and size of its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost {
    /// The month, such as 202611.
    pub month: i64,
    /// Leaves of its tree.
    pub size: i64,
}

impl Lost {
    /// The code of the line that tells of it.
    #[must_use]
    pub fn code(&self) -> String {
        format!("trail lost until {} {}", self.month, self.size)
    }
}

/// Whether checkpoints in a key store tell of more than a signed note does; nothing was signed
/// where there is none.
///
/// # Errors
///
/// The store's.
pub fn is_beyond(here: &Here, keys: &Db, note: Option<&str>) -> Result<bool, Error> {
    let highest = keys.read_here(here, |tx| tx.maybe(&HIGHEST, ()))?;
    let told = note.and_then(|note| {
        let mut lines = note.lines();
        let month = lines.next()?.rsplit_once('/')?.1.parse().ok()?;
        Some((month, lines.next()?.parse().ok()?))
    });
    Ok(highest.is_some_and(|highest| highest > told.unwrap_or((0, 0))))
}

impl Trail {
    /// How far the trail once reached, where the checkpoints beside the keys tell of more lines
    /// than it has.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub fn lost(&self, here: &Here) -> Result<Option<Lost>, Error> {
        let end = self.reaches(here)?;
        let highest = self.keys.read_here(here, |tx| tx.maybe(&HIGHEST, ()))?;
        Ok(highest
            .filter(|place| *place > end)
            .map(|(month, size)| Lost { month, size }))
    }

    /// Gives the lines up that the checkpoints beside the keys tell of and the trail lacks. The line
    /// that says so is the caller's to write.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub fn give_up(&self, here: &Here, now: Instant) -> Result<u64, Error> {
        let (month, size) = self.reaches(here)?;
        let give_up = |tx: &mut Tx<'_>| {
            tx.run(&KEEP_LOST, (month, size, now))?;
            tx.run(&DROP_ABOVE, (month, size))
        };
        Ok(self.keys.write_here(here, give_up)?)
    }

    fn reaches(&self, here: &Here) -> Result<(i64, i64), Error> {
        let root = self
            .db
            .read_here(here, |tx| Ok::<_, Error>(End::load(tx)?.root()))?;
        Ok(root.map_or((0, 0), |root| (root.month, root.size)))
    }
}
