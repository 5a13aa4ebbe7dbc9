//! Checkpoints: the signed root of the open month, kept in the trail and beside the keys.

use basics::Instant;
use store::{Here, Tx};

use crate::Trail;
use crate::append::End;
use crate::error::Error;

// Both stores have the same table, so that one statement serves both.
store::statements! {
    /// Keeps a checkpoint. One of this size that is there already stays: it is evidence.
    pub(crate) KEEP: (i64, i64, String, Instant) -> () =
        "insert into checkpoint (month, size, note, signed_ms) values ($1, $2, $3, $4)
         on conflict (month, size) do nothing";

    /// Checkpoints in their order, after one.
    pub(crate) KEPT: (i64, i64, i64) -> (i64, i64, String) =
        "select month, size, note from checkpoint
          where (month, size) > ($1, $2)
          order by month, size
          limit $3";

    /// When checkpoints were signed, in their order, after one.
    pub(crate) SIGNED: (i64, i64, i64) -> (i64, i64, Instant) =
        "select month, size, signed_ms from checkpoint
          where (month, size) > ($1, $2)
          order by month, size
          limit $3";

    /// A checkpoint is not needed any more.
    pub(crate) DROP_KEPT: (i64, i64) -> () =
        "delete from checkpoint where month = $1 and size = $2";

    /// The last checkpoint of a month: its size and note.
    pub(crate) LAST_OF: (i64,) -> (i64, String) =
        "select size, note from checkpoint where month = $1 order by size desc limit 1";

    /// How many checkpoints there are of a month's tree at a size.
    pub(crate) KEPT_AT: (i64, i64) -> i64 =
        "select cast(count(*) as bigint) from checkpoint where month = $1 and size = $2";
}

/// For how long every checkpoint is kept.
const ALL_MS: i64 = HOUR_MS;
/// For how long one of every hour is kept.
const HOURLY_MS: i64 = 7 * 24 * HOUR_MS;
const HOUR_MS: i64 = 60 * 60 * 1_000;
/// Checkpoints read at once.
const PAGE: i64 = 1_000;

impl Trail {
    /// Signs the tree of the open month as it stands, keeps the note in the trail and beside the
    /// keys, and gives it to keep elsewhere. None where there is no line yet.
    ///
    /// # Errors
    ///
    /// The stores'; [`Error::Torn`].
    pub fn checkpoint(&self, here: &Here, now: Instant) -> Result<Option<String>, Error> {
        let root = self
            .db
            .read_here(here, |tx| Ok::<_, Error>(End::load(tx)?.root()))?;
        let Some(root) = root else { return Ok(None) };
        let note = self.notary.sign(&root);
        for store in [&self.db, &self.keys] {
            let row = (root.month, root.size, note.clone(), now);
            store.write_here(here, |tx| tx.run(&KEEP, row.clone()))?;
        }
        Ok(Some(note))
    }

    /// The same where there are lines that no checkpoint covers yet.
    ///
    /// # Errors
    ///
    /// As [`Trail::checkpoint`].
    pub fn checkpoint_if_new(&self, here: &Here, now: Instant) -> Result<Option<String>, Error> {
        let covered = self.db.read_here(here, |tx| {
            let root = End::load(tx)?.root();
            let Some(root) = root else { return Ok(true) };
            Ok::<_, Error>(tx.one(&KEPT_AT, (root.month, root.size))? > 0)
        })?;
        if covered {
            Ok(None)
        } else {
            self.checkpoint(here, now)
        }
    }

    /// Removes checkpoints that nobody needs any more: all of the last hour stay, one of each hour
    /// of the last week, the last of each month, and the newest. How many went.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub fn thin_checkpoints(&self, here: &Here, now: Instant) -> Result<u64, Error> {
        let mut thinned = 0;
        for store in [&self.db, &self.keys] {
            let kept = store.read_here(here, signed)?;
            let spare = spare(&kept, now);
            if !spare.is_empty() {
                thinned += store.write_here(here, |tx| tx.batch(&DROP_KEPT, spare.clone()))?;
            }
        }
        Ok(thinned)
    }

    /// The last signed root of a month such as 202611: how many leaves it covers, and the note;
    /// nothing where no line of that month was signed.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn last_checkpoint(&self, here: &Here, month: i64) -> Result<Option<(i64, String)>, Error> {
        Ok(self.db.read_here(here, |tx| tx.maybe(&LAST_OF, (month,)))?)
    }

    /// A signed statement of the register, such as the receipt of an erasure: one line of text.
    #[must_use]
    pub fn state(&self, kind: &str, line: &str) -> String {
        self.notary.state(kind, line)
    }

    /// The public key with which checkpoints and proofs are checked.
    #[must_use]
    pub fn public_key(&self) -> [u8; 32] {
        self.notary.public_key().to_bytes()
    }
}

fn signed(tx: &mut Tx<'_>) -> Result<Vec<(i64, i64, Instant)>, Error> {
    let mut all: Vec<(i64, i64, Instant)> = Vec::new();
    loop {
        let after = all
            .last()
            .map_or((i64::MIN, i64::MIN), |row| (row.0, row.1));
        let page = tx.all(&SIGNED, (after.0, after.1, PAGE))?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// Those of all checkpoints, in their order, that need not stay.
fn spare(kept: &[(i64, i64, Instant)], now: Instant) -> Vec<(i64, i64)> {
    let followed = kept.iter().zip(kept.iter().skip(1));
    let spare = followed.filter(|((month, _, signed), (next_month, _, next))| {
        let age = now.ms() - signed.ms();
        let hour = |at: &Instant| at.ms().div_euclid(HOUR_MS);
        let last_of_month = month != next_month;
        let last_of_hour = age <= HOURLY_MS && hour(signed) != hour(next);
        age > ALL_MS && !last_of_month && !last_of_hour
    });
    spare.map(|((month, size, _), _)| (*month, *size)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_509_000_000;

    fn at(month: i64, size: i64, ago_minutes: i64) -> (i64, i64, Instant) {
        (month, size, Instant::from_ms(NOW - ago_minutes * 60_000))
    }

    #[test]
    fn of_a_year_of_checkpoints_the_newest_a_week_of_hours_and_the_ends_of_months_stay() {
        let minutes = 60 * 24 * 60;
        let mut kept: Vec<_> = (0..minutes)
            .map(|minute| at(202_611, minute + 1, minutes - 1 - minute))
            .collect();
        kept.insert(0, at(202_609, 9, 2 * minutes));
        kept.insert(0, at(202_609, 8, 2 * minutes + 1));
        let spare = spare(&kept, Instant::from_ms(NOW));
        let left = kept.len() - spare.len();
        assert!((60 + 7 * 24..60 + 7 * 24 + 5).contains(&left), "{left}");
        let stays = |month, size| !spare.contains(&(month, size));
        assert!(stays(202_611, minutes), "the newest");
        assert!(stays(202_609, 9), "the last of its month");
        assert!(!stays(202_609, 8));
    }

    #[test]
    fn a_single_old_checkpoint_stays() {
        assert_eq!(
            spare(&[at(202_001, 5, 9_999_999)], Instant::from_ms(NOW)),
            []
        );
    }
}
