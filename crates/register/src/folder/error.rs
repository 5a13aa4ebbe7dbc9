//! Why a register was not made or opened.

use basics::{Code, Coded};
use guard::StartError;

/// Why a register was not made or opened.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is no register in the folder.
    #[error("there is no register in the data folder")]
    NoRegister,
    /// The folder holds something already.
    #[error("the data folder is not empty")]
    NotEmpty,
    /// The register was begun and never finished.
    #[error("the register was never finished")]
    Unfinished,
    /// The register is being moved to a server, or that broke off.
    #[error("the register is being moved to a server")]
    Moving,
    /// The register was moved to a server, and its settings name none any more.
    #[error("the register was moved to a server")]
    MovedAway,
    /// The server holds another register already.
    #[error("there is another register on the server")]
    ServerInUse,
    /// Putting a backup back broke off.
    #[error("a backup was being put back, and that broke off")]
    HalfRestored,
    /// Somebody has the register open.
    #[error("another process has the register open")]
    InUse,
    /// A backup is being put back.
    #[error("a backup is being put back")]
    Restoring,
    /// The store of the keys is gone.
    #[error("the key store is missing")]
    KeysMissing,
    /// The register's own store is gone.
    #[error("the register's database is missing")]
    RegisterMissing,
    /// The trail is gone.
    #[error("the trail is missing")]
    TrailMissing,
    /// The folder cannot be read or written.
    #[error("the data folder cannot be read or written")]
    Unusable,
    /// The root key is a credential of systemd and can't be changed in place.
    #[error("the root key is a credential")]
    Credential,
    /// The file of the passphrase is missing or empty.
    #[error("there is no passphrase in its file")]
    PassphraseMissing,
    /// Others may read the file of the passphrase.
    #[error("others may read the file of the passphrase")]
    PassphraseExposed,
    /// The folder's settings are not understood.
    #[error("the settings of the data folder are not understood")]
    Config,
    /// The register did not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The trusted core failed.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

impl Coded for FolderError {
    fn code(&self) -> Code {
        match self {
            Self::NoRegister => Code::new("folder.no_register"),
            Self::NotEmpty => Code::new("folder.not_empty"),
            Self::Unfinished => Code::new("folder.unfinished"),
            Self::Moving => Code::new("folder.moving"),
            Self::MovedAway => Code::new("folder.moved_away"),
            Self::ServerInUse => Code::new("folder.server_in_use"),
            Self::HalfRestored => Code::new("folder.half_restored"),
            Self::InUse => Code::new("folder.in_use"),
            Self::Restoring => Code::new("folder.restoring"),
            Self::KeysMissing => Code::new("folder.keys_missing"),
            Self::RegisterMissing => Code::new("folder.register_missing"),
            Self::TrailMissing => Code::new("folder.trail_missing"),
            Self::Unusable => Code::new("folder.unusable"),
            Self::Credential => Code::new("folder.root_key_credential"),
            Self::PassphraseMissing => Code::new("folder.passphrase_missing"),
            Self::PassphraseExposed => Code::new("folder.passphrase_exposed"),
            Self::Config => Code::new("folder.config"),
            Self::Start(error) => error.code(),
            Self::Guard(error) => error.code(),
        }
    }
}
