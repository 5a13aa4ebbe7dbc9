//! Checkpoints: the signed root of the open month, kept in the trail and beside the keys.

use basics::Instant;
use store::Here;

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
}

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

    /// The public key with which checkpoints and proofs are checked.
    #[must_use]
    pub fn public_key(&self) -> [u8; 32] {
        self.notary.public_key().to_bytes()
    }
}
