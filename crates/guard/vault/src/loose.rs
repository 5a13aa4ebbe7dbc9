//! Loose files: sealed files that belong to no party, such as an upload or the rows an import did
//! not take.
//!
//! Each has a lot of its own, whose number is also the file's. Invariants: its row, and with it
//! its clock, is in the register before the file is on the disk; it goes in the order key, file,
//! row; nothing here touches the lot of a party.

use basics::{ActorId, Instant, LotId};
use store::{Db, Here, Tx};

use crate::error::Error;
use crate::files::{FileWriter, SealedFile};
use crate::lots;
use crate::vault::Vault;

store::statements! {
    /// A loose file is about to be written.
    pub(crate) KEEP_FILE: (LotId, Instant, ActorId) -> () =
        "insert into loose_file (lot_id, kept_ms, kept_by) values ($1, $2, $3)";

    /// Since when a loose file is kept.
    pub(crate) FILE_KEPT: (LotId,) -> Instant =
        "select kept_ms from loose_file where lot_id = $1";

    /// The loose files that are older than an instant, oldest first.
    pub(crate) OLD_FILES: (Instant, i64) -> LotId =
        "select lot_id from loose_file where kept_ms < $1 order by kept_ms, lot_id limit $2";

    /// Loose files, by number, after one.
    pub(crate) FILES_AFTER: (LotId, i64) -> (LotId, Instant) =
        "select lot_id, kept_ms from loose_file where lot_id > $1 order by lot_id limit $2";

    /// A loose file is gone.
    pub(crate) FORGET_FILE: (LotId,) -> () =
        "delete from loose_file where lot_id = $1";
}

/// How long a file may take from its row to its first byte, and from one piece to the next: what is
/// younger may be another process's, at work.
const WRITING_MS: i64 = 60 * 60 * 1_000;
/// Rows read at once.
const PAGE: i64 = 1_000;

impl Vault {
    /// A lot of its own for a loose file.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn file_lot(&self, here: &Here) -> Result<LotId, Error> {
        self.keys.next(here)
    }

    /// Writes down that a loose file is kept, before it is written.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn note_loose(
        &self,
        tx: &mut Tx<'_>,
        lot: LotId,
        now: Instant,
        by: ActorId,
    ) -> Result<(), Error> {
        Ok(tx.run_one(&KEEP_FILE, (lot, now, by))?)
    }

    /// Begins a loose file that is sealed as it comes.
    ///
    /// # Errors
    ///
    /// [`Error::File`], [`Error::KeyGone`]; the store's.
    pub fn begin_loose(&self, here: &Here, lot: LotId) -> Result<FileWriter, Error> {
        let key = self.keys.file_key(here, lot)?;
        self.loose.begin(lot.get(), &key)
    }

    /// Opens a loose file; nothing where there is none with this number.
    ///
    /// # Errors
    ///
    /// [`Error::FileDamaged`], [`Error::File`], [`Error::KeyGone`]; the stores'.
    pub fn open_loose(
        &self,
        here: &Here,
        tx: &mut Tx<'_>,
        lot: LotId,
    ) -> Result<Option<SealedFile>, Error> {
        if tx.maybe(&FILE_KEPT, (lot,))?.is_none() {
            return Ok(None);
        }
        let key = self.keys.file_key(here, lot)?;
        self.loose.open(lot.get(), &key).map(Some)
    }

    /// Whether a loose file with this number is kept.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn keeps_loose(&self, tx: &mut Tx<'_>, lot: LotId) -> Result<bool, Error> {
        Ok(tx.maybe(&FILE_KEPT, (lot,))?.is_some())
    }

    /// The loose files kept since before an instant, oldest first.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn old_loose(
        &self,
        tx: &mut Tx<'_>,
        before: Instant,
        limit: i64,
    ) -> Result<Vec<LotId>, Error> {
        Ok(tx.all(&OLD_FILES, (before, limit))?)
    }

    /// Destroys the key of a loose file and the file. The row goes with the line that tells of it:
    /// [`Vault::forget_loose`].
    ///
    /// # Errors
    ///
    /// The store's, and then nothing was destroyed; [`Error::File`].
    pub fn shred_loose(
        &self,
        here: &Here,
        register: &Db,
        lot: LotId,
        now: Instant,
    ) -> Result<(), Error> {
        let party = register.read_here(here, |tx| tx.maybe(&lots::WHOSE, (lot,)))?;
        if party.is_none() {
            self.shred(here, &[lot], "loose file", now)?;
        }
        self.loose.remove(lot.get())
    }

    /// Forgets a loose file that was destroyed.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn forget_loose(&self, tx: &mut Tx<'_>, lot: LotId) -> Result<(), Error> {
        tx.run(&FORGET_FILE, (lot,))?;
        Ok(())
    }

    /// Brings rows and files to agree: what a crash or an old register left of the one goes as
    /// well. How many went.
    ///
    /// # Errors
    ///
    /// The stores'; [`Error::File`].
    pub fn mend_loose(&self, here: &Here, register: &Db, now: Instant) -> Result<u64, Error> {
        // The files first: a row is there before its file, so no file seen now is too new for it.
        let files = self.loose.all()?;
        let mut known = Vec::new();
        let mut gone = Vec::new();
        let mut after = LotId::new(i64::MIN);
        loop {
            let rows = register.read_here(here, |tx| tx.all(&FILES_AFTER, (after, PAGE)))?;
            let Some(last) = rows.last() else { break };
            after = last.0;
            for (lot, kept) in rows {
                let written = self.loose.written_ms(lot.get()).unwrap_or(i64::MIN);
                let young = kept.ms().max(written) > now.ms() - WRITING_MS;
                if young || self.loose.is_there(lot.get()) {
                    known.push(lot.get());
                } else {
                    gone.push(lot);
                }
            }
        }
        let mut lost: Vec<i64> = files;
        lost.retain(|number| known.binary_search(number).is_err());
        let mut mended = 0;
        for lot in gone.into_iter().chain(lost.into_iter().map(LotId::new)) {
            self.shred_loose(here, register, lot, now)?;
            register.write_here(here, |tx| self.forget_loose(tx, lot))?;
            mended += 1;
        }
        Ok(mended)
    }
}
