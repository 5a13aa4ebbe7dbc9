//! Keeping a register safe: backups, copies of the keys, restoring, changes of the root key, and
//! when each is due.
//!
//! These are the operator's deeds. They open no personal data, so nobody signs in for them: whoever
//! runs them holds the data folder. Each leaves a line in the trail.

mod begun;
mod due;
mod rehearse;
mod restore;

use std::fs::File;
use std::path::{Path, PathBuf};

use basics::{Code, Coded};
use guard::{BackupError, Guard, KEYS_FILE, Lost, Manifest, RootKey, StartError, StartReport};
use guard::{Verified, is_backup, read_backup};
use store::{Db, Location, Settings, schemas, whole};

use crate::folder::{Folder, FolderError, ROOT_KEY};

pub use due::{Chore, Due, due};
pub use rehearse::rehearse;
pub use restore::restore;

/// What is to be restored, and from where.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// The folder of a backup, or one that holds backups: then the newest is meant.
    pub backup: PathBuf,
    /// Whether what is there may be set aside.
    pub replace: bool,
    /// The copy of the keys, where those in the data folder are lost or not to be used.
    pub keys: Option<PathBuf>,
    /// The root key, where that in the data folder is lost.
    pub root_key: Option<PathBuf>,
    /// Whether the lines of the trail since the backup are given up, where the trail is lost.
    pub trail_lost: bool,
    /// The server to restore to, where the data folder has no settings yet.
    pub postgres: Option<String>,
}

/// What was restored or rehearsed.
#[derive(Debug, Clone)]
pub struct Restored {
    /// Which backup.
    pub backup: PathBuf,
    /// What it says of itself.
    pub manifest: Manifest,
    /// What the start found and mended: erasures, every "no", lines.
    pub report: StartReport,
    /// What the trail was found to be.
    pub verified: Verified,
    /// How far the trail once reached, where lines of it were given up.
    pub lost: Option<Lost>,
    /// Whether the trail of the data folder stayed, because it was there.
    pub own_trail: bool,
    /// How many changes were made after the backup, as far as the trail tells; nothing: nobody knows.
    pub changed_after: Option<u64>,
    /// Where what was before is kept; nothing where nothing was.
    pub kept: Option<PathBuf>,
    /// Parties that were written into the index again.
    pub indexed: i64,
    /// How long it took, in milliseconds.
    pub took_ms: u128,
}

/// Why nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum KeepingError {
    /// There is a register already, and nothing was said of setting it aside.
    #[error("there is a register already")]
    HoldsRegister,
    /// There are no keys.
    #[error("the keys are missing")]
    KeysNeeded,
    /// There is no root key.
    #[error("the root key is missing")]
    RootKeyNeeded,
    /// The copy of the keys that was named cannot be read.
    #[error("the copy of the keys cannot be read")]
    KeysUnreadable,
    /// The copy of the root key that was named cannot be read.
    #[error("the copy of the root key cannot be read")]
    RootKeyUnreadable,
    /// What was named as a copy of the keys is damaged, or none.
    #[error("the copy of the keys is damaged, or it is none")]
    KeysDamaged,
    /// The trail is lost, and with it lines that were written after the backup.
    #[error("the trail of the backup lacks lines that were signed")]
    TrailBehind,
    /// The backup.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// The data folder.
    #[error(transparent)]
    Folder(#[from] FolderError),
}

impl Coded for KeepingError {
    fn code(&self) -> Code {
        match self {
            Self::HoldsRegister => Code::new("backup.holds_register"),
            Self::KeysNeeded => Code::new("backup.keys_needed"),
            Self::RootKeyNeeded => Code::new("backup.root_key_needed"),
            Self::KeysUnreadable => Code::new("backup.keys_unreadable"),
            Self::RootKeyUnreadable => Code::new("backup.root_key_unreadable"),
            Self::KeysDamaged => Code::new("backup.keys_damaged"),
            Self::TrailBehind => Code::new("backup.trail_behind"),
            Self::Backup(error) => error.code(),
            Self::Folder(error) => error.code(),
        }
    }
}

impl From<guard::Error> for KeepingError {
    fn from(error: guard::Error) -> Self {
        Self::Folder(error.into())
    }
}

impl From<StartError> for KeepingError {
    fn from(error: StartError) -> Self {
        Self::Folder(error.into())
    }
}

impl From<store::Error> for KeepingError {
    fn from(error: store::Error) -> Self {
        guard::Error::from(error).into()
    }
}

impl From<std::io::Error> for KeepingError {
    fn from(error: std::io::Error) -> Self {
        Self::Backup(error.into())
    }
}

/// Gives the search index a new key and makes it again; how many parties are in it.
///
/// # Errors
///
/// [`KeepingError`]: somebody has the register open; the stores'.
pub async fn change_index_key(folder: &Folder) -> Result<i64, KeepingError> {
    if !folder.holds_register() {
        return Err(FolderError::NoRegister.into());
    }
    let lock = folder.lock_alone()?;
    let setup = folder.setup(&folder.config()?);
    Guard::change_index_key(&setup, &folder.root_key()?).await?;
    let (app, _) = folder.open_holding(lock).await?;
    let indexed = app.guard().read_state(|tx| Ok(tx.one(&INDEXED, ())?)).await;
    app.guard().clone().close().await;
    Ok(indexed?)
}

store::statements! {
    /// How many parties are in the index.
    pub(crate) INDEXED: () -> i64 =
        "select cast(count(*) as bigint) from indexed where written = version";

    /// How many parties wait to be written into the index.
    pub(crate) BEHIND: () -> i64 =
        "select cast(count(*) as bigint) from indexed where written < version";
}

/// The backup that is meant: the folder itself, or the newest in it.
fn chosen(folder: &Path) -> Result<PathBuf, KeepingError> {
    if folder.join("manifest.json").exists() {
        return Ok(folder.to_owned());
    }
    let mut newest = None;
    for entry in std::fs::read_dir(folder).map_err(|_| BackupError::NoBackup)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        if is_backup(&name) && newest.as_deref().is_none_or(|newest| newest < &*name) {
            newest = Some(name.into_owned());
        }
    }
    let newest = newest.ok_or(BackupError::NoBackup)?;
    Ok(folder.join(newest))
}

/// A file that was named, or the one of this name in a folder that was.
fn in_folder(from: &Path, name: &str) -> PathBuf {
    if from.is_dir() {
        from.join(name)
    } else {
        from.to_owned()
    }
}

/// A copy of the keys that were named, which only its owner can read.
fn copy_keys(from: &Path, to: &Path) -> Result<(), KeepingError> {
    let from = File::open(in_folder(from, KEYS_FILE));
    copy_own(from.map_err(|_| KeepingError::KeysUnreadable)?, to)
}

/// The same of the root key.
fn copy_root_key(from: &Path, to: &Path) -> Result<(), KeepingError> {
    let from = File::open(in_folder(from, ROOT_KEY));
    copy_own(from.map_err(|_| KeepingError::RootKeyUnreadable)?, to)
}

/// Reads a backup. What is wrong with keys that were named is said of them, and not of the register.
async fn read(
    backup: &Path,
    (keys, named): (&Location, bool),
    root: &RootKey,
) -> Result<Manifest, KeepingError> {
    const DAMAGED: [&str; 6] = [
        "store.damaged",
        "store.changed",
        "store.migration",
        "store.engine",
        "store.unreadable",
        // It holds the keys of no register.
        "vault.other_register",
    ];
    let read = async {
        if named {
            read_whole(keys).await?;
        }
        read_backup(backup, keys, root).await
    };
    read.await.map_err(|error| match error.code().as_str() {
        code if named && DAMAGED.contains(&code) => KeepingError::KeysDamaged,
        _ => error.into(),
    })
}

/// Reads every row of a copy of the keys: one that is damaged somewhere would be found out by whoever
/// looks for what it held, when the register is replaced already.
async fn read_whole(keys: &Location) -> Result<(), store::Error> {
    let db = Db::open(keys, &schemas::KEYS, Settings::default()).await?;
    let read = db.read(|tx| {
        let dumped = whole::dump(tx, &schemas::KEYS, &mut std::io::sink());
        dumped.map_err(|failed| match failed {
            whole::Failed::Store(error) => error,
            whole::Failed::Io(_) | whole::Failed::Form => store::Error::Damaged,
        })
    });
    let read = read.await;
    db.close().await;
    read.map(drop)
}

fn copy_own(mut from: File, to: &Path) -> Result<(), KeepingError> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = std::fs::File::options();
    let mut to = options.write(true).create_new(true).mode(0o600).open(to)?;
    std::io::copy(&mut from, &mut to)?;
    Ok(to.sync_all()?)
}
