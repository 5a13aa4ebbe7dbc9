//! The trail's own clock: the lines of a month that is over go, its tree stays.
//!
//! Invariants: a line tells it before anything goes; the newest month never goes; whatever was
//! signed still verifies, because the leaves of the tree are kept.

use basics::Instant;
use policy::Action;
use store::Here;

use crate::Trail;
use crate::append::HEAD;
use crate::error::Error;
use crate::line::Line;

store::statements! {
    /// The months whose lines are here, oldest first, before one.
    pub(crate) HELD: (i64,) -> i64 =
        "select month from month where month < $1 and expired_ms is null order by month limit 1200";

    /// The first line of a month.
    pub(crate) BEGINS: (i64,) -> i64 =
        "select first_sequence from month where month = $1";

    /// The first line of the month after one.
    pub(crate) ENDS: (i64,) -> Option<i64> =
        "select min(first_sequence) from month where month > $1";

    /// The lines from one to before another go.
    pub(crate) DROP_LINES: (i64, i64) -> () =
        "delete from line where sequence >= $1 and sequence < $2";

    /// What they were found by goes.
    pub(crate) DROP_LOOK_UPS: (i64, i64) -> () =
        "delete from line_party where sequence >= $1 and sequence < $2";

    /// The lines of a month are gone.
    pub(crate) EXPIRE: (i64, Instant) -> () =
        "update month set expired_ms = $2 where month = $1 and expired_ms is null";
}

/// Begins the code of the line that tells it; the month stands behind it.
const CODE: &str = "trail expired until ";

/// The code of a line that tells that the months up to this one are expired.
#[must_use]
pub fn past_clock_code(month: i64) -> String {
    [CODE, &month.to_string()].concat()
}

/// The month up to which a line tells the trail to be expired; zero where it tells nothing of it.
pub(crate) fn told_by(line: &Line) -> i64 {
    let code = line
        .code
        .as_deref()
        .filter(|_| line.action == Action::Operate);
    let month = code.and_then(|code| code.strip_prefix(CODE));
    month.and_then(|month| month.parse().ok()).unwrap_or(0)
}

impl Trail {
    /// The months before the newest whose lines are here, oldest first, such as 202611.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn months_held(&self, here: &Here) -> Result<Vec<i64>, Error> {
        Ok(self.db.read_here(here, |tx| {
            let newest = tx.maybe(&HEAD, ())?.map_or(0, |(_, month)| month);
            tx.all(&HELD, (newest,))
        })?)
    }

    /// Lets the lines of the months up to `until` go; how many. A line with [`past_clock_code`] must
    /// have been appended before: without it the lines count as removed.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn expire(&self, here: &Here, until: i64, now: Instant) -> Result<u64, Error> {
        let mut gone = 0;
        for month in self.months_held(here)? {
            if month > until {
                break;
            }
            gone += self.db.write_here(here, |tx| {
                let first = tx.one(&BEGINS, (month,))?;
                let Some(end) = tx.one(&ENDS, (month,))? else {
                    return Ok::<_, Error>(0);
                };
                tx.run(&DROP_LOOK_UPS, (first, end))?;
                let lines = tx.run(&DROP_LINES, (first, end))?;
                tx.run(&EXPIRE, (month, now))?;
                Ok(lines)
            })?;
        }
        Ok(gone)
    }
}
