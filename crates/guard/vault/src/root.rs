//! The root key and what is derived from it.
//!
//! Invariant: keys come from the operating system's randomness or from a person's passphrase,
//! never from the randomness that tests and the demo inject. No key has `Debug`, `Display` or
//! `Serialize`; all are wiped when dropped.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::Error;

/// Bytes of a key.
pub(crate) const KEY_BYTES: usize = 32;

/// The key under which all other keys lie.
pub struct RootKey {
    bytes: Zeroizing<[u8; KEY_BYTES]>,
    /// The file it was read from, which holds another one after a change.
    origin: Option<PathBuf>,
}

/// What a sub-key is for. The words are part of the derivation and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Wraps the keys of lots.
    Wrap,
    /// Keyed hashes of the blind index.
    Index,
    /// Keyed hashes of the suppression list.
    Suppression,
    /// Keyed hashes of sign-ins and form tokens.
    Sessions,
    /// The seed of the key that signs checkpoints of the trail.
    Checkpoints,
    /// Seals the reasons of looks in the trail.
    Reasons,
    /// Shows that the root key is the one the key store was made with.
    Check,
    /// Shows that a backup is this register's, whole and unchanged.
    Backups,
    /// Seals the next root key while the root key is changed.
    Change,
}

impl Use {
    /// Those that stay when the root key is changed.
    pub(crate) const LASTING: [Self; 6] = [
        Self::Index,
        Self::Suppression,
        Self::Sessions,
        Self::Checkpoints,
        Self::Reasons,
        Self::Backups,
    ];

    /// Its name in the key store.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Wrap => "wrap",
            Self::Index => "index",
            Self::Suppression => "suppression",
            Self::Sessions => "sessions",
            Self::Checkpoints => "checkpoints",
            Self::Reasons => "reasons",
            Self::Check => "check",
            Self::Backups => "backups",
            Self::Change => "change",
        }
    }

    const fn word(self) -> &'static [u8] {
        match self {
            Self::Wrap => b"seloste wrap 1",
            Self::Index => b"seloste index 1",
            Self::Suppression => b"seloste suppression 1",
            Self::Sessions => b"seloste sessions 1",
            Self::Checkpoints => b"seloste checkpoints 1",
            Self::Reasons => b"seloste reasons 1",
            Self::Check => b"seloste check 1",
            Self::Backups => b"seloste backups 1",
            Self::Change => b"seloste change 1",
        }
    }
}

impl RootKey {
    /// A new key of the operating system's randomness.
    ///
    /// # Errors
    ///
    /// [`Error::Randomness`].
    pub fn draw() -> Result<Self, Error> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(&mut *bytes).map_err(|_| Error::Randomness)?;
        Ok(Self::of(bytes))
    }

    /// The key of these bytes.
    pub(crate) const fn of(bytes: Zeroizing<[u8; KEY_BYTES]>) -> Self {
        Self {
            bytes,
            origin: None,
        }
    }

    /// The same key, which will lie where the other one does.
    pub(crate) fn in_place_of(self, other: &Self) -> Self {
        Self {
            origin: other.origin.clone(),
            ..self
        }
    }

    /// Its bytes, to be sealed under another.
    pub(crate) fn bytes(&self) -> &[u8] {
        &*self.bytes
    }

    /// Reads the file once more from which it was read.
    pub(crate) fn reread(&self) -> Result<Self, Error> {
        let origin = self.origin.as_deref().ok_or(Error::RootKeyWrong)?;
        Self::read(origin)
    }

    /// The same key once more, for a thread of its own.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self {
            bytes: self.bytes.clone(),
            origin: self.origin.clone(),
        }
    }

    /// Makes a key file: 32 bytes, mode 0600, only where there is none.
    ///
    /// # Errors
    ///
    /// [`Error::RootKeyExists`], [`Error::RootKeyUnwritable`], [`Error::Randomness`].
    pub fn create(path: &Path) -> Result<Self, Error> {
        let key = Self::draw()?;
        key.write(path)?;
        Ok(Self {
            origin: Some(path.to_owned()),
            ..key
        })
    }

    /// Puts this key in the place of the one in a key file, and wipes that one: at every moment one
    /// of them is there whole.
    ///
    /// # Errors
    ///
    /// [`Error::RootKeyUnwritable`].
    pub fn replace(&self, path: &Path) -> Result<(), Error> {
        let unwritable = |_| Error::RootKeyUnwritable;
        let next = path.with_extension("next");
        match fs::remove_file(&next) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::RootKeyUnwritable);
            }
            _ => {}
        }
        self.write(&next)?;
        let old = OpenOptions::new().write(true).open(path);
        fs::rename(&next, path).map_err(unwritable)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let folder = fs::File::open(folder).map_err(unwritable)?;
        folder.sync_all().map_err(unwritable)?;
        if let Ok(mut old) = old {
            let wiped = old.write_all(&[0; KEY_BYTES]).and_then(|()| old.sync_all());
            wiped.map_err(unwritable)?;
        }
        Ok(())
    }

    fn write(&self, path: &Path) -> Result<(), Error> {
        let open = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path);
        let mut file = open.map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Error::RootKeyExists,
            _ => Error::RootKeyUnwritable,
        })?;
        let written = file.write_all(&*self.bytes).and_then(|()| file.sync_all());
        written.map_err(|_| Error::RootKeyUnwritable)
    }

    /// Reads a key file.
    ///
    /// # Errors
    ///
    /// [`Error::RootKeyMissing`]; [`Error::RootKeyExposed`] where others may read it;
    /// [`Error::RootKeyForeign`] where it belongs to someone else; [`Error::RootKeyLength`].
    pub fn read(path: &Path) -> Result<Self, Error> {
        let metadata = fs::metadata(path).map_err(|_| Error::RootKeyMissing)?;
        if metadata.permissions().mode() & 0o077 != 0 {
            return Err(Error::RootKeyExposed);
        }
        let own = fs::metadata("/proc/self").map(|me| me.uid());
        if own.is_ok_and(|uid| uid != metadata.uid() && uid != 0) {
            return Err(Error::RootKeyForeign);
        }
        let bytes = Zeroizing::new(fs::read(path).map_err(|_| Error::RootKeyMissing)?);
        let key =
            <[u8; KEY_BYTES]>::try_from(bytes.as_slice()).map_err(|_| Error::RootKeyLength)?;
        Ok(Self {
            bytes: Zeroizing::new(key),
            origin: Some(path.to_owned()),
        })
    }

    /// The sub-key for a use (HKDF-SHA-256, RFC 5869).
    #[must_use]
    pub fn derive(&self, what: Use) -> Zeroizing<[u8; KEY_BYTES]> {
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        let expanded = Hkdf::<Sha256>::new(None, &*self.bytes).expand(what.word(), &mut *key);
        debug_assert!(expanded.is_ok(), "32 bytes are never too many");
        key
    }
}
