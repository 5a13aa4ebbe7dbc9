//! The copy of the keys: the newest one only.
//!
//! Invariant: in the folder there is one copy, whole, at every moment; the one before is wiped when
//! the new one has taken its place. Never here: the root key. Where both lie together, whoever
//! takes the folder and a backup reads everything; so the folder of the keys themselves is refused.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use store::{Db, Here, Location, Settings, schemas};

use vault::CopyKind;

use super::{BackupError, Deed};
use crate::core::Core;
use crate::guard::Guard;

/// The name of a copy: that of the key store itself.
pub const KEYS_FILE: &str = "keys.sqlite";
/// The name while it is made.
const UNFINISHED: &str = "keys.part";

impl Guard {
    /// Copies the keys with the ledgers beside them into a folder, in the place of an older copy;
    /// how many keys there are.
    ///
    /// # Errors
    ///
    /// [`BackupError`]; then the older copy is still there.
    pub async fn copy_keys(&self, to: PathBuf) -> Result<u64, BackupError> {
        self.core().not_their_own(&to)?;
        let keys = self.copy_keys_unnoted(to.clone()).await?;
        let core = Arc::clone(self.core());
        let noting = move |here: &Here| {
            let now = core.clock.now();
            core.note_deed(here, Deed::KeysCopy, now)?;
            core.know_copy(here, CopyKind::Keys, &to.join(KEYS_FILE), now)
        };
        store::hop(noting).await??;
        Ok(keys)
    }

    /// The same without counting as a copy, wherever it lies: for a rehearsal, which removes it
    /// again.
    ///
    /// # Errors
    ///
    /// As [`Guard::copy_keys`].
    pub async fn copy_keys_unnoted(&self, to: PathBuf) -> Result<u64, BackupError> {
        super::make::own_folder(&to)?;
        let unfinished = to.join(UNFINISHED);
        remove(&unfinished)?;
        let location = Location::Sqlite(unfinished.clone());
        let copy = Db::open(&location, &schemas::KEYS, Settings::default()).await?;
        let (core, into) = (Arc::clone(self.core()), copy.clone());
        let copied = store::hop(move |here| copied(&core, here, &into)).await;
        copy.close().await;
        let finished = copied
            .map_err(BackupError::from)
            .flatten()
            .and_then(|keys| take_place(&to, &unfinished).map(|()| keys));
        if finished.is_err() {
            let _left = remove(&unfinished);
        }
        finished
    }
}

impl Core {
    /// That a folder is neither the one the keys live in nor one in it: there the copy would take
    /// their own place, or be lost with them.
    fn not_their_own(&self, to: &Path) -> Result<(), BackupError> {
        let [keys, ..] = &self.others;
        let Some(own) = keys.file().and_then(Path::parent) else {
            return Ok(());
        };
        // A file that is named without a folder lies in the one the process works in.
        let own = if own.as_os_str().is_empty() {
            Path::new(".")
        } else {
            own
        };
        // Of a folder that is not there yet the one counts that it will lie in.
        let there = to.ancestors().find_map(|one| one.canonicalize().ok());
        let there = there.map_or_else(|| Path::new(".").canonicalize(), Ok)?;
        if there.starts_with(own.canonicalize()?) {
            return Err(BackupError::OwnFolder);
        }
        Ok(())
    }
}

fn copied(core: &Core, here: &Here, into: &Db) -> Result<u64, BackupError> {
    let keys = core.vault.copy_keys(here, into)?;
    into.checkpoint_truncate_here(here)?;
    Ok(keys)
}

/// Puts the new copy in the place of the old one, and wipes that.
fn take_place(to: &Path, unfinished: &Path) -> Result<(), BackupError> {
    File::open(unfinished)?.sync_all()?;
    let place = to.join(KEYS_FILE);
    let old = OpenOptions::new().write(true).open(&place);
    fs::rename(unfinished, &place)?;
    File::open(to)?.sync_all()?;
    if let Ok(mut old) = old {
        wipe(&mut old)?;
    }
    Ok(())
}

/// Overwrites a file that has no name any more, as far as the disk overwrites in place.
fn wipe(old: &mut File) -> Result<(), BackupError> {
    let zeros = [0; 8_192];
    let mut left = old.metadata()?.len();
    while left > 0 {
        let some = usize::try_from(left)
            .unwrap_or(zeros.len())
            .min(zeros.len());
        old.write_all(zeros.get(..some).unwrap_or_default())?;
        left -= u64::try_from(some).unwrap_or(left);
    }
    old.sync_all()?;
    Ok(())
}

fn remove(unfinished: &Path) -> Result<(), BackupError> {
    for ending in ["", "-wal", "-shm"] {
        let name = [&unfinished.to_string_lossy(), ending].concat();
        match fs::remove_file(name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}
