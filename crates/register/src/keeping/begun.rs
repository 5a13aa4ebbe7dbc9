//! A data folder while a backup is laid ready in it.
//!
//! Invariant: until the backup takes the place of what was, everything that was made for it goes
//! again with whatever failed: what lies ready, the lock where there was none, folders that were not
//! there. The next try, or `seloste init`, finds the folder as it was.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::KeepingError;
use super::restore::remove;
use crate::folder::{Folder, FolderError, LOCK};

/// Folders that were made on the way to one, innermost first.
#[derive(Default)]
pub(super) struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    /// Makes a folder, and those above it, as far as they are missing; its owner alone may see it.
    pub(super) fn make(folder: &Path) -> io::Result<Self> {
        let above = folder.ancestors();
        let missing = above.take_while(|one| !one.as_os_str().is_empty() && !one.exists());
        let made = Self(missing.map(Path::to_owned).collect());
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
        Ok(made)
    }

    /// Removes those of them in which nothing lies.
    pub(super) fn take_back(&self) {
        for folder in &self.0 {
            match fs::remove_dir(folder) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    // What somebody else put there meanwhile stays, and all that is above it.
                    return;
                }
                _ => {}
            }
        }
    }
}

/// What was made to lay a backup ready, with the lock that nobody else holds.
pub(super) struct Begun {
    made: NewFolders,
    /// The lock, where it was not there before.
    new_lock: Option<PathBuf>,
    ready: PathBuf,
    lock: File,
    stays: bool,
}

impl Begun {
    /// Takes the lock of the data folder and makes `ready` in it, both anew where they are missing.
    ///
    /// # Errors
    ///
    /// [`KeepingError`]: somebody has the register open; the folder cannot be written.
    pub(super) fn in_folder(folder: &Folder, ready: &str) -> Result<Self, KeepingError> {
        let dir = folder.path();
        let made = NewFolders::make(dir).map_err(|_| FolderError::Unusable)?;
        let lock = dir.join(LOCK);
        let new_lock = (!lock.exists()).then_some(lock);
        let begun = Self {
            made,
            new_lock,
            ready: dir.join(ready),
            lock: folder.lock_alone()?,
            stays: false,
        };
        remove(&begun.ready)?;
        fs::DirBuilder::new().mode(0o700).create(&begun.ready)?;
        Ok(begun)
    }

    /// Where everything is laid ready.
    pub(super) fn ready(&self) -> &Path {
        &self.ready
    }

    /// What lies ready begins to take its place: from here on everything stays. The lock, to be
    /// held further.
    ///
    /// # Errors
    ///
    /// Where there are no more handles for files.
    pub(super) fn stays(mut self) -> io::Result<File> {
        let lock = self.lock.try_clone()?;
        self.stays = true;
        Ok(lock)
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        if self.stays {
            return;
        }
        if remove(&self.ready).is_err() {
            tracing::warn!("what was laid ready of a backup could not be removed");
        }
        if let Some(lock) = &self.new_lock {
            let _left = fs::remove_file(lock);
        }
        self.made.take_back();
    }
}
