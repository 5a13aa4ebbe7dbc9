//! Sealed files as they lie: on their way from one register to another.
//!
//! Invariants: nothing is opened here; a file appears under its name only when it is whole.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::error::Error;
use crate::files::Files;

impl Files {
    /// When something was last written to a file, whole or not, in milliseconds UTC; nothing where
    /// there is none or the disk does not say.
    pub(crate) fn touched_ms(&self, number: i64) -> Option<i64> {
        let path = self.path(number);
        let touched = [path.with_extension("part"), path]
            .into_iter()
            .filter_map(|file| {
                let modified = fs::metadata(file).ok()?.modified().ok()?;
                let since = modified.duration_since(UNIX_EPOCH).ok()?;
                i64::try_from(since.as_millis()).ok()
            });
        touched.max()
    }

    /// The bytes of a file as they lie sealed.
    pub(crate) fn sealed(&self, number: i64) -> Result<File, Error> {
        File::open(self.path(number)).map_err(|_| Error::File)
    }

    /// Begins a file whose bytes come sealed: it appears under its name with [`RawWriter::finish`].
    pub(crate) fn begin_sealed(&self, number: i64) -> Result<RawWriter, Error> {
        let path = self.path(number);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).map_err(|_| Error::File)?;
        let file = File::create(path.with_extension("part")).map_err(|_| Error::File)?;
        Ok(RawWriter { file, path })
    }
}

/// A file whose bytes come sealed from elsewhere.
pub struct RawWriter {
    file: File,
    path: PathBuf,
}

impl RawWriter {
    /// The next bytes.
    ///
    /// # Errors
    ///
    /// [`Error::File`].
    pub fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.file.write_all(bytes).map_err(|_| Error::File)
    }

    /// Ends the file: it appears under its name.
    ///
    /// # Errors
    ///
    /// [`Error::File`].
    pub fn finish(self) -> Result<(), Error> {
        self.file.sync_all().map_err(|_| Error::File)?;
        fs::rename(self.path.with_extension("part"), &self.path).map_err(|_| Error::File)?;
        File::open(self.path.parent().unwrap_or(Path::new(".")))
            .and_then(|folder| folder.sync_all())
            .map_err(|_| Error::File)
    }
}
