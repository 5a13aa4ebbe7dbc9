//! Sealed files that belong to no party: uploads, the rows an import did not take.
//!
//! Invariants: a file's row, with its clock, is committed before the file is written; whoever
//! keeps or reads one may import, and the line names the file by its lot; only what was kept here
//! can be dropped, and a line tells of it.

use std::io::{self, Write};
use std::sync::{Arc, OnceLock};

use basics::{DAY_MS, LotId};
use policy::{Action, Category, Purpose};
use vault::{FileReader, FileWriter};
use zeroize::Zeroizing;

use crate::actor::{Actor, jobs};
use crate::ask::Ask;
use crate::category::Identity;
use crate::core::Core;
use crate::error::Error;
use crate::guard::Guard;
use crate::lines::Draft;
use crate::work::Work;

/// How long a file that belongs to no party is kept: the rows an import did not take.
pub const LOOSE_FILE_DAYS: i64 = 30;

/// A sealed file that is being written.
pub struct LooseFile {
    lot: LotId,
    writer: FileWriter,
}

impl Write for LooseFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Guard {
    /// Seals a file that belongs to no party, such as the rows an import did not take; its number.
    ///
    /// # Errors
    ///
    /// The refusal where the actor may not import; the vault's, and then nothing is kept.
    pub async fn keep_file(
        &self,
        actor: &Actor,
        purpose: Purpose,
        bytes: Zeroizing<Vec<u8>>,
    ) -> Result<i64, Error> {
        let mut file = self.begin_file(actor, purpose).await?;
        match store::hop(move |_| file.write_all(&bytes).map(|()| file)).await? {
            Ok(file) => self.finish_file(file).await,
            Err(_) => Err(vault::Error::File.into()),
        }
    }

    /// Begins such a file, to be sealed as it comes: its row and its line are there before its
    /// first byte. One that is dropped before [`Guard::finish_file`] leaves no bytes, and its row
    /// goes with [`Guard::give_up_file`] or in its days.
    ///
    /// # Errors
    ///
    /// As [`Guard::keep_file`].
    pub async fn begin_file(&self, actor: &Actor, purpose: Purpose) -> Result<LooseFile, Error> {
        // One number for all runs of the unit.
        let number = OnceLock::new();
        let noting = move |work: &mut Work<'_>| {
            let _grant = work.grant::<Identity>(Ask::import(&[]))?;
            let lot = if let Some(lot) = number.get() {
                *lot
            } else {
                let fresh = work.core.vault.file_lot(work.here)?;
                *number.get_or_init(|| fresh)
            };
            work.note_file(Action::Import, lot);
            let (now, by) = (work.now(), work.actor().id());
            work.core.vault.note_loose(&mut work.tx, lot, now, by)?;
            Ok::<_, Error>(lot)
        };
        let lot = self.desk().write(actor, purpose, noting).await?;
        let core = Arc::clone(&self.core);
        let beginning = move |here: &store::Here| core.vault.begin_loose(here, lot);
        match store::hop(beginning).await? {
            Ok(writer) => Ok(LooseFile { lot, writer }),
            Err(error) => {
                self.drop_file(lot.get()).await?;
                Err(error.into())
            }
        }
    }

    /// Ends a file that was begun; its number.
    ///
    /// # Errors
    ///
    /// The vault's, and then nothing is kept.
    pub async fn finish_file(&self, file: LooseFile) -> Result<i64, Error> {
        let LooseFile { lot, writer } = file;
        match store::hop(move |_| writer.finish()).await? {
            Ok(_length) => Ok(lot.get()),
            Err(error) => {
                self.drop_file(lot.get()).await?;
                Err(error.into())
            }
        }
    }

    /// Gives up a file that was begun: nothing of it stays.
    ///
    /// # Errors
    ///
    /// As [`Guard::drop_file`].
    pub async fn give_up_file(&self, file: LooseFile) -> Result<(), Error> {
        let LooseFile { lot, writer } = file;
        drop(writer);
        self.drop_file(lot.get()).await
    }

    /// Opens such a file to import what is in it, one chunk in memory at a time.
    ///
    /// # Errors
    ///
    /// The refusal where the actor may not import; [`Error::NotThere`]; the vault's, where it is
    /// damaged.
    pub async fn read_file(
        &self,
        actor: &Actor,
        purpose: Purpose,
        number: i64,
    ) -> Result<FileReader, Error> {
        self.open_file(actor, purpose, Action::Import, number).await
    }

    /// Opens such a file to hand it out, which the trail tells as an export.
    ///
    /// # Errors
    ///
    /// As [`Guard::read_file`].
    pub async fn take_out_file(
        &self,
        actor: &Actor,
        purpose: Purpose,
        number: i64,
    ) -> Result<FileReader, Error> {
        self.open_file(actor, purpose, Action::Export, number).await
    }

    async fn open_file(
        &self,
        actor: &Actor,
        purpose: Purpose,
        action: Action,
        number: i64,
    ) -> Result<FileReader, Error> {
        let lot = LotId::new(number);
        let opening = move |work: &mut Work<'_>| {
            let _grant = work.grant::<Identity>(Ask::import(&[]))?;
            let opened = work.core.vault.open_loose(work.here, &mut work.tx, lot)?;
            let file = opened.ok_or(Error::NotThere)?;
            work.note_file(action, lot);
            Ok(FileReader::new(file))
        };
        self.desk().read(actor, purpose, opening).await
    }

    /// The files that were kept for [`LOOSE_FILE_DAYS`] and are to be dropped, oldest first.
    ///
    /// # Errors
    ///
    /// The register's.
    pub async fn old_files(&self, limit: i64) -> Result<Vec<i64>, Error> {
        let core = Arc::clone(&self.core);
        let before = core.clock.now().plus_ms(-LOOSE_FILE_DAYS * DAY_MS);
        let old = self.core.register.read(move |tx| {
            let lots = core.vault.old_loose(tx, before, limit)?;
            Ok::<_, Error>(lots.into_iter().map(LotId::get).collect())
        });
        old.await
    }

    /// Destroys such a file: its key, the file, and its row with the line that tells of it.
    ///
    /// # Errors
    ///
    /// [`Error::NotThere`] where no such file is kept: nothing else has such a number. The
    /// vault's; what is left then goes at the next start.
    pub async fn drop_file(&self, number: i64) -> Result<(), Error> {
        let (core, lot) = (Arc::clone(&self.core), LotId::new(number));
        store::hop(move |here| core.shred_file(here, lot)).await??;
        let forgetting = move |work: &mut Work<'_>| {
            work.core.vault.forget_loose(&mut work.tx, lot)?;
            work.note_file(Action::Erase, lot);
            Ok::<_, Error>(())
        };
        let job = Actor::of_job(&jobs::IMPORT);
        self.desk().write(&job, Purpose::Care, forgetting).await
    }
}

impl Core {
    fn shred_file(&self, here: &store::Here, lot: LotId) -> Result<(), Error> {
        let kept = self
            .register
            .read_here(here, |tx| self.vault.keeps_loose(tx, lot));
        if !kept? {
            return Err(Error::NotThere);
        }
        let now = self.clock.now();
        let shredded = self.vault.shred_loose(here, &self.register, lot, now);
        Ok(shredded?)
    }
}

impl Work<'_> {
    /// A line about a file, by its lot.
    fn note_file(&mut self, action: Action, lot: LotId) {
        let draft = Draft::of(&Ask::new(action, &[]), Category::Identity, None);
        self.drafts.note(draft.about(&[lot]));
    }
}
