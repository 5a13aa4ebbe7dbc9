//! Making a backup while the register runs, from any process.

use std::cell::RefCell;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use basics::{Instant, Zone};
use flate2::Compression;
use flate2::write::GzEncoder;
use store::{Here, Schema, Tx, schemas, whole};
use vault::CopyKind;

use super::form::{self, FILES, FORMAT, Hashed, MANIFEST, Manifest, Part, REGISTER, SEAL, TRAIL};
use super::{BackupError, Deed};
use crate::core::Core;
use crate::guard::Guard;

store::statements! {
    /// Begins the snapshot of the register.
    pub(crate) BEGIN: () -> i64 =
        "select cast(count(*) as bigint) from register_mark";
}

/// A backup that was made.
#[derive(Debug, Clone)]
pub struct BackupMade {
    /// Where it is.
    pub folder: PathBuf,
    /// What is in it.
    pub manifest: Manifest,
}

/// The beginning of a backup's name.
const NAME: &str = "backup-";
/// The ending of one that is being made.
const PART: &str = ".part";
/// The file that keeps two processes from making backups in one folder at once.
const LOCK: &str = ".seloste-lock";
/// The beginning of the part of files.
pub(crate) const FILES_MAGIC: &[u8] = b"seloste files 1\n";

impl Guard {
    /// Makes a backup in a folder of its own below `to`. `program` is the program's version, `demo`
    /// whether the customers are made up.
    ///
    /// # Errors
    ///
    /// [`BackupError`]; then there is no backup of this name.
    pub async fn back_up(
        &self,
        to: PathBuf,
        program: &str,
        demo: bool,
    ) -> Result<BackupMade, BackupError> {
        let (core, program) = (Arc::clone(self.core()), program.to_owned());
        let making = move |here: &Here| core.back_up(here, &to, program, demo);
        store::hop(making).await?
    }
}

/// Whether a name is that of a whole backup.
#[must_use]
pub fn is_backup(name: &str) -> bool {
    name.starts_with(NAME) && !name.ends_with(PART)
}

impl Core {
    fn back_up(
        &self,
        here: &Here,
        to: &Path,
        program: String,
        demo: bool,
    ) -> Result<BackupMade, BackupError> {
        own_folder(to)?;
        // Held until this ends, also where the process is killed.
        let lock = File::options()
            .create(true)
            .append(true)
            .open(to.join(LOCK))?;
        lock.try_lock().map_err(|_| BackupError::Busy)?;
        clear(to)?;
        let now = self.clock.now();
        let name = name_of(now);
        let folder = to.join(&name);
        let unfinished = to.join([&name, PART].concat());
        if folder.exists() {
            return Err(BackupError::Busy);
        }
        own_folder(&unfinished)?;
        let made = self.fill(here, &unfinished, now, program, demo);
        let made = made.and_then(|manifest| {
            fs::rename(&unfinished, &folder)?;
            File::open(to)?.sync_all()?;
            Ok(manifest)
        });
        match made {
            Ok(manifest) => {
                self.note_deed(here, Deed::Backup, now)?;
                self.know_copy(here, CopyKind::Backup, &folder, now)?;
                Ok(BackupMade { folder, manifest })
            }
            Err(error) => {
                // What is left of it is no backup, and the next one removes it.
                let _left = fs::remove_dir_all(&unfinished);
                Err(error)
            }
        }
    }

    fn fill(
        &self,
        here: &Here,
        folder: &Path,
        now: Instant,
        program: String,
        demo: bool,
    ) -> Result<Manifest, BackupError> {
        let checkpoint = self.trail.checkpoint(here, now)?;
        let [_, _, lines] = &self.others;
        let filled = self.register.read_here(here, |register| {
            register.one(&BEGIN, ())?;
            // After the snapshot began: no key of what is in it was handed out later, so a copy of
            // the keys that reaches so far opens everything.
            let reach = self.vault.reach(here)?;
            let register = RefCell::new(register.lend());
            lines.read_here(here, |trail| {
                // The trail's snapshot is the later one and is read first, which is quick; the
                // register's has begun already.
                let trail = rows(trail, &schemas::TRAIL, folder, TRAIL)?;
                let mut register = register.borrow_mut();
                let register = rows(&mut register, &schemas::REGISTER, folder, REGISTER)?;
                Ok::<_, BackupError>((vec![register, trail], reach))
            })
        });
        let (mut parts, reach) = filled?;
        parts.push(files(self.vault.files_folder(), folder)?);
        let manifest = Manifest {
            format: FORMAT,
            program,
            register: reach.register,
            taken_ms: now.ms(),
            demo,
            keys_taken: reach.taken,
            lots_erased: reach.erased,
            checkpoint,
            parts,
        };
        let text = serde_json::to_string_pretty(&manifest).map_err(io::Error::other)?;
        let seal = basics::hex(&self.vault.backup_seal(&text));
        for (name, text) in [(MANIFEST, text), (SEAL, seal)] {
            let mut file = form::own_file(&folder.join(name))?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
        }
        File::open(folder)?.sync_all()?;
        Ok(manifest)
    }
}

/// The rows of a store as a part.
fn rows(tx: &mut Tx<'_>, schema: &Schema, folder: &Path, file: &str) -> Result<Part, BackupError> {
    // Sealed values do not shrink; the rest does so at once.
    let out = Hashed::create(&folder.join(file))?;
    let mut out = GzEncoder::new(out, Compression::fast());
    let dumped = whole::dump(tx, schema, &mut out)?;
    let (bytes, sha256) = out.finish()?.finish()?;
    Ok(Part {
        file: file.to_owned(),
        migration: schema.newest(),
        bytes,
        sha256,
        counts: dumped.tables,
    })
}

/// The sealed files as a part. One that is being written has another name, and one that goes
/// meanwhile is left out: its key is gone as well.
fn files(from: &Path, folder: &Path) -> Result<Part, BackupError> {
    let mut out = Hashed::create(&folder.join(FILES))?;
    out.write_all(FILES_MAGIC)?;
    let mut count = 0;
    let mut below = vec![String::new()];
    while let Some(place) = below.pop() {
        let mut names = names(&from.join(&place))?;
        names.sort_unstable();
        for name in names {
            let inside = if place.is_empty() {
                name
            } else {
                [&place, "/", &name].concat()
            };
            let path = from.join(&inside);
            if path.is_dir() {
                below.push(inside);
            } else if is_file_name(&inside) && file(&path, &inside, &mut out)? {
                count += 1;
            }
        }
    }
    out.write_all(b"Z")?;
    let (bytes, sha256) = out.finish()?;
    Ok(Part {
        file: FILES.to_owned(),
        migration: 0,
        bytes,
        sha256,
        counts: vec![("files".to_owned(), count)],
    })
}

/// Whether a path below the folder of files is one of ours: plain words, at most three.
pub(crate) fn is_file_name(inside: &str) -> bool {
    let plain = |word: &str| {
        let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !word.is_empty() && word.bytes().all(letter)
    };
    inside.split('/').all(plain) && inside.split('/').count() <= 3
}

fn file(path: &Path, inside: &str, out: &mut Hashed) -> Result<bool, BackupError> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        opened => opened?,
    };
    let length = file.metadata()?.len();
    out.write_all(b"F")?;
    for number in [u64::try_from(inside.len()).unwrap_or(0), length] {
        out.write_all(&number.to_be_bytes())?;
    }
    out.write_all(inside.as_bytes())?;
    if io::copy(&mut file.take(length), out)? == length {
        Ok(true)
    } else {
        Err(BackupError::Unusable)
    }
}

fn names(folder: &Path) -> Result<Vec<String>, BackupError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    for entry in entries {
        names.extend(entry?.file_name().into_string());
    }
    Ok(names)
}

/// What earlier backups left that broke off.
fn clear(to: &Path) -> Result<(), BackupError> {
    for name in names(to)? {
        if name.starts_with(NAME) && name.ends_with(PART) {
            fs::remove_dir_all(to.join(name))?;
        }
    }
    Ok(())
}

/// A folder that only its owner can enter, where there is none.
pub(crate) fn own_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// The name of a backup, by its moment in UTC.
fn name_of(now: Instant) -> String {
    let second = now.ms().div_euclid(1_000);
    let utc = Zone::named("UTC").map(|zone| zone.day_at(now).to_string());
    let day = utc.unwrap_or_default().replace('-', "");
    let (hour, minute, rest) = (second / 3_600 % 24, second / 60 % 60, second % 60);
    format!("{NAME}{day}T{hour:02}{minute:02}{rest:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn a_backup_is_named_after_its_moment() {
        let name = name_of(Instant::from_ms(1_795_507_200_000));
        assert_eq!(name, "backup-20261124T080000Z");
        assert!(is_backup(&name) && !is_backup("backup-20261124T080000Z.part"));
    }

    #[rstest]
    #[case("loose/0a/00000000000000aa", true)]
    #[case("0a/00000000000000aa", true)]
    #[case("0a/00000000000000aa.part", false)]
    #[case("../register.sqlite", false)]
    #[case("/etc/passwd", false)]
    #[case("a/b/c/d", false)]
    #[case("", false)]
    fn only_files_of_ours_go_into_a_backup_and_out_of_it(#[case] name: &str, #[case] ours: bool) {
        assert_eq!(is_file_name(name), ours);
    }
}
