//! Backups and copies of the keys that were made, and where.
//!
//! Invariant: what is known here was made; whether it is still there is seen on the disk.

use basics::Instant;
use store::Here;

use crate::error::Error;
use crate::vault::Vault;

store::statements! {
    /// A copy was made, or made anew in the same place.
    pub(crate) KNOW_COPY: (String, String, Instant) -> () =
        "insert into known_copy (kind, place, made_ms) values ($1, $2, $3)
         on conflict (kind, place) do update set made_ms = $3";

    /// The copies that are known, the oldest first: kind, place, when.
    pub(crate) COPIES: () -> (String, String, Instant) =
        "select kind, place, made_ms
           from known_copy
          order by made_ms, kind, place
          limit 1000";

    /// Copies of long ago are forgotten.
    pub(crate) FORGET_COPIES: (Instant,) -> () =
        "delete from known_copy where made_ms < $1";
}

/// So long copies are known: longer than any notice keeps a backup.
const KNOWN_MS: i64 = 3 * 366 * 24 * 60 * 60_000;

/// What kind of copy it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CopyKind {
    /// A backup: it holds the sealed values.
    Backup,
    /// A copy of the keys.
    Keys,
}

impl CopyKind {
    /// `backup` or `keys`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Keys => "keys",
        }
    }
}

impl Vault {
    /// A copy was made.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn know_copy(
        &self,
        here: &Here,
        kind: CopyKind,
        place: &str,
        at: Instant,
    ) -> Result<(), Error> {
        self.keys.db.write_here(here, |tx| {
            tx.run(&FORGET_COPIES, (at.plus_ms(-KNOWN_MS),))?;
            tx.run(&KNOW_COPY, (kind.key().to_owned(), place.to_owned(), at))?;
            Ok::<_, Error>(())
        })
    }

    /// The copies that are known, the oldest first: what, where, when.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn known_copies(&self, here: &Here) -> Result<Vec<(CopyKind, String, Instant)>, Error> {
        let rows = self.keys.db.read_here(here, |tx| tx.all(&COPIES, ()))?;
        let copy = |(kind, place, at): (String, String, Instant)| {
            let kinds = [CopyKind::Backup, CopyKind::Keys];
            let kind = kinds.into_iter().find(|one| one.key() == kind)?;
            Some((kind, place, at))
        };
        Ok(rows.into_iter().filter_map(copy).collect())
    }
}
