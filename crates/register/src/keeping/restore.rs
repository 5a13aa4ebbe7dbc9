//! Putting a backup back into a data folder.
//!
//! Everything is read, checked and laid ready first; then it takes the place of what was, which is
//! kept; then the register starts, with every check of any start. Invariants: while somebody has
//! the register open nothing is restored; what breaks off on the way never opens and can be begun
//! again; nothing that was there is removed.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Instant as Tick;

use basics::{Clock, Instant, SystemClock};
use guard::{Deed, Guard, KEYS_FILE, Manifest, Setup, trail_is_behind};
use guard::{restore_files, restore_register, restore_trail};
use store::{Location, aside};

use super::begun::Begun;
use super::{KeepingError, Order, Restored, chosen, copy_keys, copy_root_key, read};
use crate::folder::{Config, Folder, ROOT_KEY, SWAPPING};

/// Where everything is laid ready.
const READY: &str = "restoring";

/// What the keys and the root key are until they have taken their places.
struct Keys {
    location: Location,
    root: guard::RootKey,
}

/// Restores a backup.
///
/// # Errors
///
/// [`KeepingError`], saying what to do. Before the backup takes its place nothing was changed;
/// afterwards the register does not open until restoring is begun again.
pub async fn restore(folder: &Folder, order: &Order) -> Result<Restored, KeepingError> {
    let began = Tick::now();
    let dir = folder.path();
    let laying = Begun::in_folder(folder, READY)?;
    let ready = laying.ready().to_owned();
    let Laid {
        backup,
        manifest,
        config,
        own_trail,
    } = lay_ready(folder, order, &ready).await?;
    File::create(dir.join(SWAPPING))?.sync_all()?;
    let lock = laying.stays()?;
    let setup = folder.setup(&config);
    let kept = swap(&setup, dir, &ready, (&backup, &manifest), own_trail).await?;
    folder.keep_config(&config)?;
    // One that broke off may have put the backup's trail in its place already.
    let lost = if own_trail && !order.trail_lost {
        None
    } else {
        Guard::give_up_lost_trail(&setup, &folder.root_key()?).await?
    };
    remove(&ready)?;
    fs::remove_file(dir.join(SWAPPING))?;
    let (app, report) = folder.open_holding(lock).await?;
    app.guard().note_deed(Deed::Restore).await?;
    let made = Instant::from_ms(manifest.taken_ms);
    let changed_after = app.guard().note_put_back(made, own_trail).await?;
    let verified = app.guard().verify_trail(None).await;
    app.guard().clone().close().await;
    Ok(Restored {
        backup,
        manifest,
        report,
        verified: verified.map_err(guard::StartError::Trail)?,
        lost,
        own_trail,
        changed_after,
        kept,
        indexed: 0,
        took_ms: began.elapsed().as_millis(),
    })
}

/// What was laid ready.
struct Laid {
    backup: PathBuf,
    manifest: Manifest,
    config: Config,
    own_trail: bool,
}

async fn lay_ready(folder: &Folder, order: &Order, ready: &Path) -> Result<Laid, KeepingError> {
    let backup = chosen(&order.backup)?;
    let keys = keys(folder, order, ready)?;
    let named = (&keys.location, order.keys.is_some());
    let manifest = read(&backup, named, &keys.root).await?;
    let mut config = folder.config()?;
    if !folder.path().join("seloste.toml").exists() {
        config.postgres.clone_from(&order.postgres);
        config.demo = manifest.demo;
    }
    let setup = folder.setup(&config);
    let (register, trail) = (setup.register.clone(), setup.trail.clone());
    let there = store::hop(move |here| -> Result<_, store::Error> {
        Ok((
            aside::is_there(here, &register)?,
            aside::is_there(here, &trail)?,
        ))
    });
    let (holds_register, own_trail) = there.await??;
    let replaced = holds_register || (order.keys.is_some() && folder.holds_register());
    if replaced && !order.replace && !folder.path().join(SWAPPING).exists() {
        return Err(KeepingError::HoldsRegister);
    }
    if !own_trail && !order.trail_lost && trail_is_behind(&manifest, &keys.location).await? {
        return Err(KeepingError::TrailBehind);
    }
    if config.postgres.is_none() {
        let place = |name: &str| Location::Sqlite(ready.join([name, ".sqlite"].concat()));
        restore_register(&backup, &manifest, &place("register")).await?;
        if !own_trail {
            restore_trail(&backup, &manifest, &place("trail")).await?;
        }
    }
    restore_files(&backup, &ready.join("files")).await?;
    // The last thing that may be refused: a server that is new has no schemas yet.
    for place in [&setup.register, &setup.index, &setup.trail] {
        store::place::prepare(place).await?;
    }
    Ok(Laid {
        backup,
        manifest,
        config,
        own_trail,
    })
}

/// The keys and the root key: those of the data folder, or copies that were named.
fn keys(folder: &Folder, order: &Order, ready: &Path) -> Result<Keys, KeepingError> {
    let keys = match &order.keys {
        Some(from) => {
            let place = ready.join(KEYS_FILE);
            copy_keys(from, &place)?;
            place
        }
        None if folder.holds_register() => folder.path().join(KEYS_FILE),
        None => return Err(KeepingError::KeysNeeded),
    };
    let own = folder.root_key_file();
    let root = match &order.root_key {
        Some(from) => {
            let place = ready.join(ROOT_KEY);
            copy_root_key(from, &place)?;
            place
        }
        None if own.exists() => own,
        None => return Err(KeepingError::RootKeyNeeded),
    };
    Ok(Keys {
        location: Location::Sqlite(keys),
        root: folder.root_key_of(&root)?,
    })
}

/// Puts what lies ready in the place of what was; where that is kept.
async fn swap(
    setup: &Setup,
    dir: &Path,
    ready: &Path,
    (backup, manifest): (&Path, &Manifest),
    own_trail: bool,
) -> Result<Option<PathBuf>, KeepingError> {
    let now = SystemClock.now().ms();
    let kept = dir.join(format!("before-restore-{now}"));
    let mark = format!("before_{now}");
    let mut stores = vec![setup.register.clone()];
    if !own_trail {
        stores.push(setup.trail.clone());
    }
    let aside_in = kept.clone();
    let setting_aside = move |here: &store::Here| -> Result<bool, store::Error> {
        let mut any = false;
        for location in &stores {
            any |= aside::set_aside(here, location, &aside_in, &mark)?;
        }
        Ok(any)
    };
    let mut any = store::hop(setting_aside).await??;
    for name in ["files", KEYS_FILE, "root.key"] {
        // The keys and the root key only where copies of them were named.
        if ready.join(name).exists() && dir.join(name).exists() {
            any = true;
            if name == "files" {
                fs::create_dir_all(&kept)?;
                fs::rename(dir.join(name), kept.join(name))?;
            } else {
                aside::move_file(&dir.join(name), &kept)?;
            }
        }
    }
    if let Location::Postgres(_) = setup.register {
        restore_register(backup, manifest, &setup.register).await?;
        if !own_trail {
            restore_trail(backup, manifest, &setup.trail).await?;
        }
    }
    for name in [
        "register.sqlite",
        "trail.sqlite",
        "files",
        KEYS_FILE,
        "root.key",
    ] {
        if ready.join(name).exists() {
            fs::rename(ready.join(name), dir.join(name))?;
        }
    }
    File::open(dir)?.sync_all()?;
    Ok(any.then_some(kept))
}

/// Removes what lay ready and is not needed any more. Copies of keys are overwritten first: they
/// must not outlive what is erased later.
pub(super) fn remove(ready: &Path) -> Result<(), KeepingError> {
    for name in [KEYS_FILE, "keys.sqlite-wal", "root.key"] {
        match File::options().write(true).open(ready.join(name)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            file => {
                let mut file = file?;
                let length = file.metadata()?.len();
                std::io::copy(&mut std::io::repeat(0).take(length), &mut file)?;
                file.sync_all()?;
            }
        }
    }
    match fs::remove_dir_all(ready) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
