//! Putting a backup back: read and checked as a whole before anything is written.
//!
//! Only rows and files are put back here, and only where the keys reach as far as the rows do. What
//! they mean today is for every start to find out, so there is no way to restore around its checks.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use flate2::read::GzDecoder;
use store::whole::{Dumped, count_above};
use store::{Db, Here, Location, Schema, Settings, schemas};
use subtle::ConstantTimeEq;
use vault::RootKey;

use super::BackupError;
use super::form::{self, FILES, FORMAT, MANIFEST, Manifest, REGISTER, SEAL, TRAIL};
use super::make::{FILES_MAGIC, is_file_name, own_folder};

/// What a later form of the manifest still says.
#[derive(serde::Deserialize)]
struct Version {
    format: u32,
}

/// Reads a backup and checks it as a whole: that it is sealed with these keys, that each part is
/// what the manifest says, and that this program can restore it.
///
/// # Errors
///
/// [`BackupError`], saying what is wrong with it.
pub async fn read_backup(
    folder: &Path,
    keys: &Location,
    root: &RootKey,
) -> Result<Manifest, BackupError> {
    let secure = Settings {
        secure_delete: true,
        ..Settings::default()
    };
    let keys = Db::open(keys, &schemas::KEYS, secure).await?;
    let (folder, root, open) = (folder.to_owned(), root.duplicate(), keys.clone());
    let read = store::hop(move |here| read(here, &folder, &open, &root)).await;
    keys.close().await;
    read?
}

fn read(here: &Here, folder: &Path, keys: &Db, root: &RootKey) -> Result<Manifest, BackupError> {
    let text = match fs::read_to_string(folder.join(MANIFEST)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(BackupError::NoBackup),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            return Err(BackupError::NotSealed);
        }
        text => text?,
    };
    let version: Version = serde_json::from_str(&text).map_err(|_| BackupError::NotSealed)?;
    if version.format > FORMAT {
        return Err(BackupError::Newer);
    }
    let manifest: Manifest = serde_json::from_str(&text).map_err(|_| BackupError::NotSealed)?;
    let reach = vault::reach(here, keys)?;
    if manifest.register != reach.register {
        return Err(BackupError::OtherRegister);
    }
    let told = fs::read_to_string(folder.join(SEAL)).map_err(|_| BackupError::NotSealed)?;
    let seal = basics::hex(&vault::backup_seal(here, keys, root, &text)?);
    if !bool::from(seal.as_bytes().ct_eq(told.trim().as_bytes())) {
        return Err(BackupError::NotSealed);
    }
    for (file, schema) in [
        (REGISTER, Some(&schemas::REGISTER)),
        (TRAIL, Some(&schemas::TRAIL)),
        (FILES, None),
    ] {
        let part = manifest.part(file)?;
        if schema.is_some_and(|schema| part.migration > schema.newest()) {
            return Err(BackupError::Newer);
        }
        let found = form::hash_of(&folder.join(file));
        if !found.is_ok_and(|found| found == (part.bytes, part.sha256.clone())) {
            return Err(BackupError::Damaged {
                part: file.to_owned(),
            });
        }
    }
    if manifest.keys_taken > reach.made {
        keys_reach(&folder.join(REGISTER), reach.made)?;
    }
    Ok(manifest)
}

/// Keys older than the register of a backup are refused before anything takes its place: a start
/// would refuse them, and there would be no register then.
fn keys_reach(rows: &Path, made: i64) -> Result<(), BackupError> {
    let mut rows = BufReader::new(GzDecoder::new(BufReader::new(File::open(rows)?)));
    match count_above(&mut rows, &["lot", "loose_file", "own_lot"], "lot_id", made)? {
        0 => Ok(()),
        missing => Err(crate::Error::from(vault::Error::KeysBehind { missing }).into()),
    }
}

/// Whether the checkpoints beside the keys tell of more lines than the trail of a backup has.
///
/// # Errors
///
/// The store's.
pub async fn trail_is_behind(manifest: &Manifest, keys: &Location) -> Result<bool, BackupError> {
    let keys = Db::open(keys, &schemas::KEYS, Settings::default()).await?;
    let (note, open) = (manifest.checkpoint.clone(), keys.clone());
    let behind = store::hop(move |here| trail::is_beyond(here, &open, note.as_deref())).await;
    keys.close().await;
    Ok(behind??)
}

/// Puts the register of a backup that was read into an empty place.
///
/// # Errors
///
/// [`BackupError`]; what was written is to be thrown away.
pub async fn restore_register(
    folder: &Path,
    manifest: &Manifest,
    to: &Location,
) -> Result<(), BackupError> {
    restore_rows(folder, manifest, (REGISTER, &schemas::REGISTER), to).await
}

/// Puts the trail of a backup that was read into an empty place.
///
/// # Errors
///
/// [`BackupError`]; what was written is to be thrown away.
pub async fn restore_trail(
    folder: &Path,
    manifest: &Manifest,
    to: &Location,
) -> Result<(), BackupError> {
    restore_rows(folder, manifest, (TRAIL, &schemas::TRAIL), to).await
}

async fn restore_rows(
    folder: &Path,
    manifest: &Manifest,
    (file, schema): (&str, &Schema),
    to: &Location,
) -> Result<(), BackupError> {
    let part = manifest.part(file)?;
    // The tables of that day: the next start brings them up to date, with what is in them.
    let schema = schema.until(part.migration).ok_or(BackupError::Newer)?;
    let deleting = Settings {
        secure_delete: true,
        ..Settings::default()
    };
    store::place::prepare(to).await?;
    let db = Db::open(to, &schema, deleting).await?;
    let (filled, path) = (db.clone(), folder.join(file));
    let filling = move |here: &Here| -> Result<Dumped, BackupError> {
        let mut rows = BufReader::new(GzDecoder::new(BufReader::new(File::open(path)?)));
        Ok(filled.fill_here(here, &mut rows)?)
    };
    let dumped = store::hop(filling).await;
    db.close().await;
    if dumped??.tables == part.counts {
        Ok(())
    } else {
        Err(BackupError::Damaged {
            part: file.to_owned(),
        })
    }
}

/// Puts the sealed files of a backup that was read into a folder, which is made.
///
/// # Errors
///
/// [`BackupError`]; what was written is to be thrown away.
pub async fn restore_files(folder: &Path, to: &Path) -> Result<u64, BackupError> {
    let (from, to) = (folder.join(FILES), Arc::new(to.to_owned()));
    store::hop(move |_| files(&from, &to)).await?
}

fn files(from: &Path, to: &Path) -> Result<u64, BackupError> {
    let damaged = || BackupError::Damaged {
        part: FILES.to_owned(),
    };
    own_folder(to)?;
    let mut from = BufReader::with_capacity(1 << 16, File::open(from)?);
    let mut magic = [0; FILES_MAGIC.len()];
    from.read_exact(&mut magic).map_err(|_| damaged())?;
    if magic != FILES_MAGIC {
        return Err(damaged());
    }
    let mut count = 0;
    loop {
        let mut tag = [0];
        from.read_exact(&mut tag).map_err(|_| damaged())?;
        match &tag {
            b"Z" => return Ok(count),
            b"F" => {}
            _ => return Err(damaged()),
        }
        let mut numbers = [0; 16];
        from.read_exact(&mut numbers).map_err(|_| damaged())?;
        let (name, length) = numbers.split_at(8);
        let number = |bytes: &[u8]| <[u8; 8]>::try_from(bytes).map_or(0, u64::from_be_bytes);
        let (name, length) = (number(name), number(length));
        let mut inside = String::new();
        let named = from
            .by_ref()
            .take(name.min(200))
            .read_to_string(&mut inside);
        if named.is_err() || !is_file_name(&inside) {
            return Err(damaged());
        }
        let path = to.join(&inside);
        own_folder(path.parent().unwrap_or(to))?;
        let mut file = form::own_file(&path)?;
        if io::copy(&mut from.by_ref().take(length), &mut file)? != length {
            return Err(damaged());
        }
        file.sync_all()?;
        count += 1;
    }
}
