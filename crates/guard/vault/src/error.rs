//! Why the vault does not open, seal or erase.

use basics::{Code, Coded};

/// A failure of the vault. It names no one and holds no value.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system has no randomness to give.
    #[error("the operating system gives no randomness")]
    Randomness,
    /// There is no root key where the settings say.
    #[error("the root key is missing")]
    RootKeyMissing,
    /// A root key is there already.
    #[error("there is a root key already")]
    RootKeyExists,
    /// The root key cannot be written.
    #[error("the root key cannot be written")]
    RootKeyUnwritable,
    /// Others may read the root key.
    #[error("others may read the root key: set its mode to 0600")]
    RootKeyExposed,
    /// The root key belongs to another user of the computer.
    #[error("the root key belongs to another user of the computer")]
    RootKeyForeign,
    /// The root key has the wrong length.
    #[error("the root key has the wrong length")]
    RootKeyLength,
    /// The root key is locked with a passphrase, and nobody gave it.
    #[error("the root key is locked with a passphrase")]
    RootKeyLocked,
    /// The passphrase is another, or the locked key is damaged.
    #[error("the passphrase does not open the root key")]
    RootKeyPassphrase,
    /// The root key is not the one the key store was made with.
    #[error("the root key is not the one these keys were made with")]
    RootKeyWrong,
    /// The root key was changed by another process; it is to be taken up first.
    #[error("the root key was changed meanwhile")]
    RootKeyChanged,
    /// A change of the root key is under way.
    #[error("a change of the root key is under way")]
    RootKeyChanging,
    /// There is no change of the root key that could be ended.
    #[error("the change of the root key is not at its end")]
    RootKeyNotSwept,
    /// A value was moved, changed, or is not of this key.
    #[error("a sealed value does not open")]
    NotOpened,
    /// A value could not be sealed.
    #[error("a value could not be sealed")]
    NotSealed,
    /// The lot's key was destroyed, or never existed.
    #[error("the key of the lot is destroyed")]
    KeyGone,
    /// The key store belongs to another register.
    #[error("the key store belongs to another register")]
    OtherRegister,
    /// The register holds lots whose keys the key store never made.
    #[error("the key store is older than the register: {missing} lots have no key")]
    KeysBehind {
        /// How many lots.
        missing: i64,
    },
    /// A sealed file is cut, swapped or changed.
    #[error("a sealed file is damaged")]
    FileDamaged,
    /// A file is no package of a register.
    #[error("the file is no package of a register")]
    NotAPackage,
    /// A file could not be read or written.
    #[error("a file of the data folder could not be read or written")]
    File,
    /// The list of columns this program was built with is not readable.
    #[error("the list of columns is not readable")]
    Columns,
    /// The store.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Randomness => "vault.randomness",
            Self::RootKeyMissing => "vault.root_key.missing",
            Self::RootKeyExists => "vault.root_key.exists",
            Self::RootKeyUnwritable => "vault.root_key.unwritable",
            Self::RootKeyExposed => "vault.root_key.exposed",
            Self::RootKeyForeign => "vault.root_key.foreign",
            Self::RootKeyLength => "vault.root_key.length",
            Self::RootKeyLocked => "vault.root_key.locked",
            Self::RootKeyPassphrase => "vault.root_key.passphrase",
            Self::RootKeyWrong => "vault.root_key.wrong",
            Self::RootKeyChanged => "vault.root_key.changed",
            Self::RootKeyChanging => "vault.root_key.changing",
            Self::RootKeyNotSwept => "vault.root_key.not_swept",
            Self::NotOpened => "vault.not_opened",
            Self::NotSealed => "vault.not_sealed",
            Self::KeyGone => "vault.key_gone",
            Self::OtherRegister => "vault.other_register",
            Self::KeysBehind { .. } => "vault.keys_behind",
            Self::FileDamaged => "vault.file.damaged",
            Self::NotAPackage => "vault.package.none",
            Self::File => "vault.file.failed",
            Self::Columns => "vault.columns",
            Self::Store(error) => return error.code(),
        })
    }
}
