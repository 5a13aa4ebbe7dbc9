//! Rehearsing to restore: everything but taking the place of what is there.
//!
//! A scratch register in the data folder, on files whatever engine the register is on, with a copy
//! of the keys; every sealed value that people are found by is opened while its index is made.
//! Invariants: the register itself is not touched and may run meanwhile; the root key is not
//! copied; nothing of the scratch remains.

use std::path::{Path, PathBuf};
use std::time::Instant as Tick;

use guard::{Deed, Guard, KEYS_FILE, RootKey, Setup};
use guard::{restore_files, restore_register, restore_trail};
use store::Location;

use super::begun::NewFolders;
use super::restore::remove;
use super::{KeepingError, Order, Restored, chosen, copy_keys, in_folder, read};
use crate::folder::{Config, Folder, FolderError, ROOT_KEY};

const SCRATCH: &str = "rehearsal";

/// A folder that goes when it is dropped, with those that were made for it.
struct Scratch(PathBuf, NewFolders);

impl Scratch {
    fn new(dir: &Path) -> Result<Self, KeepingError> {
        let path = dir.join(SCRATCH);
        remove(&path)?;
        let made = NewFolders::make(&path).map_err(|_| FolderError::Unusable)?;
        Ok(Self(path, made))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if remove(&self.0).is_err() {
            tracing::warn!("the scratch of a rehearsal could not be removed");
        }
        self.1.take_back();
    }
}

/// Rehearses to restore a backup.
///
/// # Errors
///
/// [`KeepingError`]: what would keep the backup from being restored.
pub async fn rehearse(folder: &Folder, order: &Order) -> Result<Restored, KeepingError> {
    let began = Tick::now();
    let backup = chosen(&order.backup)?;
    let scratch = Scratch::new(folder.path())?;
    match &order.keys {
        Some(from) => copy_keys(from, &scratch.0.join(KEYS_FILE))?,
        None if folder.holds_register() => {
            let (app, _) = folder.open().await?;
            let copied = app.guard().copy_keys_unnoted(scratch.0.clone()).await;
            app.guard().clone().close().await;
            copied?;
        }
        None => return Err(KeepingError::KeysNeeded),
    }
    let root = root_key(folder, order)?;
    let named = order.keys.is_some();
    let restored = restored(folder, &scratch.0, (&backup, named), &root, began).await?;
    if folder.holds_register() {
        let (app, _) = folder.open().await?;
        let noted = app.guard().note_deed(Deed::Rehearsal).await;
        app.guard().clone().close().await;
        noted?;
    }
    Ok(restored)
}

/// The root key: that of the data folder, or a copy that was named. It is read and not copied.
fn root_key(folder: &Folder, order: &Order) -> Result<RootKey, KeepingError> {
    match &order.root_key {
        Some(from) => {
            let file = in_folder(from, ROOT_KEY);
            if !file.is_file() {
                return Err(KeepingError::RootKeyUnreadable);
            }
            Ok(folder.root_key_of(&file)?)
        }
        None if folder.root_key_file().exists() => Ok(folder.root_key()?),
        None => Err(KeepingError::RootKeyNeeded),
    }
}

async fn restored(
    folder: &Folder,
    scratch: &Path,
    (backup, named): (&Path, bool),
    root: &RootKey,
    began: Tick,
) -> Result<Restored, KeepingError> {
    let place = |name: &str| Location::Sqlite(scratch.join([name, ".sqlite"].concat()));
    let manifest = read(backup, (&place("keys"), named), root).await?;
    restore_register(backup, &manifest, &place("register")).await?;
    restore_trail(backup, &manifest, &place("trail")).await?;
    restore_files(backup, &scratch.join("files")).await?;
    let config = Config {
        demo: manifest.demo,
        ..Config::default()
    };
    let setup = Setup {
        register: place("register"),
        keys: place("keys"),
        index: place("index"),
        trail: place("trail"),
        files: scratch.join("files"),
        ..folder.setup(&config)
    };
    let lost = Guard::give_up_lost_trail(&setup, root).await?;
    let (guard, report) = Guard::open(&setup, root).await?;
    let app = folder.app(guard, &config);
    let checked = async {
        let indexed = crate::reindex(app.clone()).await?;
        let verified = app.guard().verify_trail(None).await;
        let verified = verified.map_err(guard::StartError::Trail)?;
        Ok::<_, KeepingError>((indexed, verified))
    };
    let checked = checked.await;
    app.guard().clone().close().await;
    let (indexed, verified) = checked?;
    Ok(Restored {
        backup: backup.to_owned(),
        manifest,
        report,
        verified,
        lost,
        own_trail: false,
        changed_after: None,
        kept: None,
        indexed,
        took_ms: began.elapsed().as_millis(),
    })
}
