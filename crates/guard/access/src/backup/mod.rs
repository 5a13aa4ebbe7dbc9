//! Backups: the register, the trail and the sealed files, and never a key.
//!
//! ```text
//! DIR/backup-20261124T080000Z/manifest.json   what is in it, how much, with SHA-256 of each part
//!                             manifest.seal   keyed hash of the manifest
//!                             register.rows.gz
//!                             trail.rows.gz
//!                             files.bin       sealed files, one after the other
//! ```
//!
//! The rows are written as they lie there, sealed where they are personal, in a form that goes back
//! into either engine. Invariants: register and trail are snapshots of one moment, and the trail's
//! is the later one, so that no change is without its line; a backup appears under its name when it
//! is whole; neither the key store nor the index nor a root key is in it, and the manifest names
//! nobody.

mod ages;
mod form;
mod keys_copy;
mod make;
mod restore;

use basics::{Code, Coded};

pub use ages::{Ages, Deed, KnownCopy};
pub use form::{Manifest, Part};
pub use keys_copy::KEYS_FILE;
pub use make::{BackupMade, is_backup};
pub use restore::{read_backup, restore_files, restore_register, restore_trail, trail_is_behind};

/// The statements of backups that run against the register.
pub(crate) fn statements() -> Vec<&'static dyn store::Declared> {
    [ages::all(), make::all()].concat()
}

/// Why a backup was not made, read or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The folder cannot be written or read.
    #[error("the folder of the backup cannot be read or written")]
    Unusable,
    /// The disk is full.
    #[error("there is no room for the backup")]
    Full,
    /// The register itself lives in the folder, or in one around it.
    #[error("the register itself lives in this folder")]
    OwnFolder,
    /// Another process is making a backup there.
    #[error("another process is making a backup there")]
    Busy,
    /// There is no backup in the folder, or it is not whole.
    #[error("there is no whole backup in the folder")]
    NoBackup,
    /// What the manifest says is not what was sealed.
    #[error("the manifest of the backup was changed, or is another register's")]
    NotSealed,
    /// A part is not what the manifest says.
    #[error("the part {part} of the backup is damaged")]
    Damaged {
        /// Which part.
        part: String,
    },
    /// A newer version of the program made it.
    #[error("the backup was made by a newer version of the program")]
    Newer,
    /// The keys are another register's.
    #[error("the backup is another register's than the keys")]
    OtherRegister,
    /// The stores, the vault or the trail.
    #[error(transparent)]
    Guard(#[from] crate::Error),
}

impl Coded for BackupError {
    fn code(&self) -> Code {
        match self {
            Self::Unusable => Code::new("backup.unusable"),
            Self::Full => Code::new("backup.full"),
            Self::OwnFolder => Code::new("backup.own_folder"),
            Self::Busy => Code::new("backup.busy"),
            Self::NoBackup => Code::new("backup.none"),
            Self::NotSealed => Code::new("backup.not_sealed"),
            Self::Damaged { .. } => Code::new("backup.damaged"),
            Self::Newer => Code::new("backup.newer"),
            Self::OtherRegister => Code::new("backup.other_register"),
            Self::Guard(error) => error.code(),
        }
    }
}

impl From<store::Error> for BackupError {
    fn from(error: store::Error) -> Self {
        Self::Guard(error.into())
    }
}

impl From<vault::Error> for BackupError {
    fn from(error: vault::Error) -> Self {
        Self::Guard(error.into())
    }
}

impl From<trail::Error> for BackupError {
    fn from(error: trail::Error) -> Self {
        Self::Guard(error.into())
    }
}

impl From<std::io::Error> for BackupError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Unusable,
        }
    }
}

impl From<store::whole::Failed> for BackupError {
    fn from(failed: store::whole::Failed) -> Self {
        match failed {
            store::whole::Failed::Store(error) => error.into(),
            store::whole::Failed::Io(error) => error.into(),
            store::whole::Failed::Form => Self::Damaged {
                part: "rows".to_owned(),
            },
        }
    }
}
