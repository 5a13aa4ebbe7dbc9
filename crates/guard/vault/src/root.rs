//! The root key and what is derived from it.
//!
//! Invariant: keys come from the operating system's randomness or from a person's passphrase,
//! never from the randomness that tests and the demo inject. No key has `Debug`, `Display` or
//! `Serialize`; all are wiped when dropped.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hkdf::Hkdf;
use secrecy::SecretString;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::Error;
use crate::lock::{Lock, is_locked};

/// Bytes of a key.
pub(crate) const KEY_BYTES: usize = 32;

/// The name of the root key among the credentials that systemd hands to a service.
pub const CREDENTIAL: &str = "seloste-root-key";

/// The key under which all other keys lie.
pub struct RootKey {
    bytes: Zeroizing<[u8; KEY_BYTES]>,
    /// The file it was read from, which holds another one after a change.
    origin: Option<PathBuf>,
    /// What that file is locked with; nothing where whoever has it can use it.
    lock: Option<Arc<Lock>>,
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
            lock: None,
        }
    }

    /// The same key, which will lie where the other one does, and locked alike.
    pub(crate) fn in_place_of(self, other: &Self) -> Self {
        Self {
            origin: other.origin.clone(),
            lock: other.lock.clone(),
            ..self
        }
    }

    /// The same key, locked with a passphrase wherever it is written; with none, it lies there open.
    ///
    /// # Errors
    ///
    /// [`Error::Randomness`].
    pub fn locked_with(self, passphrase: Option<&SecretString>) -> Result<Self, Error> {
        let lock = passphrase.map(Lock::new).transpose()?;
        Ok(Self {
            lock: lock.map(Arc::new),
            ..self
        })
    }

    /// Its bytes, to be sealed under another.
    pub(crate) fn bytes(&self) -> &[u8] {
        &*self.bytes
    }

    /// Reads the file once more from which it was read. Where its passphrase was changed since, it
    /// stays locked.
    pub(crate) fn reread(&self) -> Result<Self, Error> {
        let origin = self.origin.as_deref().ok_or(Error::RootKeyWrong)?;
        let written = written(origin)?;
        match &self.lock {
            Some(lock) if is_locked(&written) => {
                Ok(Self::of(lock.open(&written)?).in_place_of(self))
            }
            _ => Self::unlocked(&written, origin),
        }
    }

    /// The same key once more, for a thread of its own.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self {
            bytes: self.bytes.clone(),
            origin: self.origin.clone(),
            lock: self.lock.clone(),
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
            let length = old.metadata().map_err(unwritable)?.len();
            let zeros = vec![0; usize::try_from(length).unwrap_or(KEY_BYTES)];
            let wiped = old.write_all(&zeros).and_then(|()| old.sync_all());
            wiped.map_err(unwritable)?;
        }
        Ok(())
    }

    fn write(&self, path: &Path) -> Result<(), Error> {
        let locked = self.lock.as_ref().map(|lock| lock.seal(&self.bytes));
        let locked = locked.transpose()?;
        let bytes = locked.as_deref().unwrap_or(self.bytes());
        let open = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path);
        let mut file = open.map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Error::RootKeyExists,
            _ => Error::RootKeyUnwritable,
        })?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        written.map_err(|_| Error::RootKeyUnwritable)
    }

    /// Reads a key file; `passphrase` is asked for where it is locked.
    ///
    /// # Errors
    ///
    /// [`Error::RootKeyMissing`]; [`Error::RootKeyExposed`] where others may read it;
    /// [`Error::RootKeyForeign`] where it belongs to someone else; [`Error::RootKeyLength`];
    /// [`Error::RootKeyLocked`] where it is locked and there is no passphrase,
    /// [`Error::RootKeyPassphrase`] where that is another.
    pub fn read(
        path: &Path,
        passphrase: impl FnOnce() -> Option<SecretString>,
    ) -> Result<Self, Error> {
        let written = written(path)?;
        if !is_locked(&written) {
            return Self::unlocked(&written, path);
        }
        let passphrase = passphrase().ok_or(Error::RootKeyLocked)?;
        let lock = Lock::of_file(&written, &passphrase)?;
        let key = lock.open(&written)?;
        Ok(Self {
            bytes: key,
            origin: Some(path.to_owned()),
            lock: Some(Arc::new(lock)),
        })
    }

    /// The key of a file that is not locked.
    fn unlocked(written: &[u8], path: &Path) -> Result<Self, Error> {
        if is_locked(written) {
            return Err(Error::RootKeyLocked);
        }
        let key = <[u8; KEY_BYTES]>::try_from(written).map_err(|_| Error::RootKeyLength)?;
        Ok(Self {
            origin: Some(path.to_owned()),
            ..Self::of(Zeroizing::new(key))
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

/// What is written in a key file that nobody else can read.
fn written(path: &Path) -> Result<Zeroizing<Vec<u8>>, Error> {
    let metadata = fs::metadata(path).map_err(|_| Error::RootKeyMissing)?;
    // A credential of systemd lies in a folder that only its service gets into, by an access
    // list whose mask stands where else the group's bits stand; it may be root's.
    let credential = path.file_name().is_some_and(|name| name == CREDENTIAL);
    let others = if credential { 0o007 } else { 0o077 };
    if metadata.permissions().mode() & others != 0 {
        return Err(Error::RootKeyExposed);
    }
    let own = fs::metadata("/proc/self").map(|me| me.uid());
    if !credential && own.is_ok_and(|uid| uid != metadata.uid() && uid != 0) {
        return Err(Error::RootKeyForeign);
    }
    let bytes = fs::read(path).map_err(|_| Error::RootKeyMissing)?;
    Ok(Zeroizing::new(bytes))
}
