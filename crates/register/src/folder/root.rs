//! Where the root key of a data folder lies, and its passphrase.
//!
//! ```text
//! DIR/root.key                    in the folder, readable by its owner alone; open or locked
//! CREDENTIALS/seloste-root-key    or a credential that systemd hands to the service
//! ```
//!
//! Invariant: a passphrase is asked for only where a key is locked, and once in a process.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use guard::{CREDENTIAL, RootKey, create_root_key, lock_root_key, read_root_key};
use secrecy::SecretString;

use super::{Folder, FolderError, ROOT_KEY};

/// The name of the passphrase among the credentials that systemd hands to a service.
pub const PASSPHRASE_CREDENTIAL: &str = "seloste-passphrase";

/// Asks for the passphrase of a root key; nothing where there is nobody to ask.
pub type AskPassphrase = Arc<dyn Fn() -> Option<SecretString> + Send + Sync>;

/// Where the passphrase of a locked root key comes from.
#[derive(Clone)]
pub(super) struct Passphrase {
    /// A file that holds it in its first line.
    file: Option<PathBuf>,
    ask: AskPassphrase,
    known: Arc<OnceLock<SecretString>>,
}

impl Passphrase {
    /// Nowhere: a locked key stays locked.
    pub(super) fn none() -> Self {
        Self {
            file: None,
            ask: Arc::new(|| None),
            known: Arc::default(),
        }
    }

    fn known(&self, credentials: Option<&Path>) -> Result<Option<SecretString>, FolderError> {
        if let Some(known) = self.known.get() {
            return Ok(Some(known.clone()));
        }
        let credential = credentials.map(|dir| dir.join(PASSPHRASE_CREDENTIAL));
        let given = match credential.filter(|path| path.exists()) {
            Some(credential) => Some(first_line(&credential)?),
            None => match &self.file {
                Some(file) if others_read(file) => return Err(FolderError::PassphraseExposed),
                Some(file) => Some(first_line(file)?),
                None => (self.ask)(),
            },
        };
        Ok(given.map(|given| self.known.get_or_init(|| given).clone()))
    }
}

fn others_read(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}

fn first_line(file: &Path) -> Result<SecretString, FolderError> {
    let text = fs::read_to_string(file).map(SecretString::from);
    let text = text.map_err(|_| FolderError::PassphraseMissing)?;
    let line = secrecy::ExposeSecret::expose_secret(&text).lines().next();
    let line = line.filter(|line| !line.is_empty());
    line.map(SecretString::from)
        .ok_or(FolderError::PassphraseMissing)
}

impl Folder {
    /// The same folder, its root key a credential of systemd where there is one in `credentials`.
    #[must_use]
    pub fn with_credentials(self, credentials: Option<PathBuf>) -> Self {
        Self {
            credentials,
            ..self
        }
    }

    /// The same folder; the passphrase of its root key stands in a file, or is asked for.
    #[must_use]
    pub fn with_passphrase(self, file: Option<PathBuf>, ask: AskPassphrase) -> Self {
        let passphrase = Passphrase {
            file,
            ask,
            known: Arc::default(),
        };
        Self { passphrase, ..self }
    }

    /// Where the root key is read from.
    #[must_use]
    pub fn root_key_file(&self) -> PathBuf {
        let credential = self.credentials.as_ref().map(|dir| dir.join(CREDENTIAL));
        let there = credential.filter(|path| path.exists());
        there.unwrap_or_else(|| self.dir.join(ROOT_KEY))
    }

    /// Where the root key lies, for whoever is about to put another in its place.
    ///
    /// # Errors
    ///
    /// [`FolderError::Credential`] where it is a credential of systemd: that is for reading alone.
    pub(crate) fn own_root_key_file(&self) -> Result<PathBuf, FolderError> {
        let file = self.root_key_file();
        if file == self.dir.join(ROOT_KEY) {
            Ok(file)
        } else {
            Err(FolderError::Credential)
        }
    }

    /// The root key of the folder.
    pub(crate) fn root_key(&self) -> Result<RootKey, FolderError> {
        self.root_key_of(&self.root_key_file())
    }

    /// The root key in a file: the folder's own, or a copy of it.
    pub(crate) fn root_key_of(&self, file: &Path) -> Result<RootKey, FolderError> {
        let mut failed = None;
        let read = read_root_key(file, || {
            let known = self.passphrase.known(self.credentials.as_deref());
            known.unwrap_or_else(|error| {
                failed = Some(error);
                None
            })
        });
        match failed {
            Some(error) => Err(error),
            None => Ok(read?),
        }
    }

    /// Makes the root key of a new register.
    pub(super) fn make_root_key(&self) -> Result<RootKey, FolderError> {
        Ok(create_root_key(&self.dir.join(ROOT_KEY))?)
    }

    /// Locks the root key of a register that nobody has open with a passphrase, in the place of the
    /// one before; with none it lies open again. Keys and data stay as they are.
    ///
    /// # Errors
    ///
    /// [`FolderError::InUse`], [`FolderError::Credential`]; the vault's.
    pub fn lock_root_key(&self, passphrase: Option<&SecretString>) -> Result<(), FolderError> {
        if !self.holds_register() {
            return Err(FolderError::NoRegister);
        }
        let _alone = self.lock_alone()?;
        let file = self.own_root_key_file()?;
        Ok(lock_root_key(self.root_key()?, &file, passphrase)?)
    }
}
