//! The form of a backup: its manifest, and parts that are hashed while they are written.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::BackupError;

/// The version of the form. What a later program cannot read here gets a higher one.
pub(crate) const FORMAT: u32 = 1;
/// The manifest's file.
pub(crate) const MANIFEST: &str = "manifest.json";
/// The file of its seal.
pub(crate) const SEAL: &str = "manifest.seal";
/// The part of the register.
pub(crate) const REGISTER: &str = "register.rows.gz";
/// The part of the trail.
pub(crate) const TRAIL: &str = "trail.rows.gz";
/// The part of the sealed files.
pub(crate) const FILES: &str = "files.bin";

/// What a backup says of itself. It names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the form.
    pub format: u32,
    /// The version of the program that made it.
    pub program: String,
    /// The number of the register.
    pub register: i64,
    /// When it was made, milliseconds UTC.
    pub taken_ms: i64,
    /// Whether the customers are made up.
    pub demo: bool,
    /// Up to which number keys were handed out by then: no lot in it has a higher one.
    pub keys_taken: i64,
    /// How many lots were erased by then.
    pub lots_erased: i64,
    /// The newest checkpoint of the trail by then; nothing where it has no line.
    pub checkpoint: Option<String>,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A part of a backup: a file of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The file's name.
    pub file: String,
    /// The newest migration of its tables; zero where it has none.
    pub migration: i64,
    /// How long the file is.
    pub bytes: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// What is in it: rows of each table, or files.
    pub counts: Vec<(String, u64)>,
}

impl Manifest {
    /// A part by its file.
    pub(crate) fn part(&self, file: &str) -> Result<&Part, BackupError> {
        let mut parts = self.parts.iter();
        parts
            .find(|part| part.file == file)
            .ok_or(BackupError::NoBackup)
    }

    /// How many rows of a table are in it.
    #[must_use]
    pub fn rows(&self, table: &str) -> u64 {
        let counts = self.parts.iter().flat_map(|part| &part.counts);
        counts
            .filter(|(name, _)| name == table)
            .map(|(_, rows)| rows)
            .sum()
    }

    /// How long it is altogether.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.parts.iter().map(|part| part.bytes).sum()
    }
}

/// A file that is hashed while it is written.
pub(crate) struct Hashed {
    file: BufWriter<File>,
    sum: Sha256,
    bytes: u64,
}

impl Hashed {
    /// A new file, readable by its owner alone.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::with_capacity(1 << 16, own_file(path)?),
            sum: Sha256::new(),
            bytes: 0,
        })
    }

    /// Brings it to the disk; how long it is and its hash.
    pub(crate) fn finish(self) -> io::Result<(u64, String)> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok((self.bytes, basics::hex(&self.sum.finalize())))
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sum.update(bytes.get(..written).unwrap_or_default());
        self.bytes += u64::try_from(written).unwrap_or(0);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A new file that only its owner can read.
pub(crate) fn own_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600).open(path)
}

/// Length and SHA-256 of a file.
pub(crate) fn hash_of(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let (mut sum, mut all, mut chunk) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            return Ok((all, basics::hex(&sum.finalize())));
        }
        sum.update(chunk.get(..read).unwrap_or_default());
        all += u64::try_from(read).unwrap_or(0);
    }
}
