//! The data folder from outside: whose it is, who may read it, how much room there is, whether
//! time went backwards.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use super::Report;
use crate::folder::Folder;

/// Room below which something is to be done: the register stops taking changes when it is gone.
const ROOM_BYTES_MIN: u64 = 1 << 30;
/// How far in the future a file may be written before the clock is thought to have gone back.
const AHEAD_MS: i64 = 5 * 60_000;
/// The files that are written while the register works.
const WRITTEN: [&str; 6] = [
    "keys.sqlite",
    "keys.sqlite-wal",
    "register.sqlite",
    "register.sqlite-wal",
    "trail.sqlite",
    "trail.sqlite-wal",
];

/// Looks at the folder; whether it may be opened.
pub(super) fn look(place: &Folder, report: &mut Report<'_>) -> bool {
    let dir = place.path();
    let Ok(metadata) = fs::metadata(dir) else {
        // That there is none is told by opening it.
        return true;
    };
    if !place.holds_register() {
        return true;
    }
    let shown = dir.display().to_string();
    let values = [("folder", shown.as_str())];
    if metadata.permissions().mode() & 0o077 != 0 {
        report.wrong("doctor.folder.exposed", &values);
    }
    room(dir, report);
    time(dir, report);
    let own = fs::metadata("/proc/self").map(|me| me.uid());
    let foreign = own.is_ok_and(|uid| uid != metadata.uid());
    if foreign {
        let owner = metadata.uid().to_string();
        report.wrong(
            "doctor.folder.foreign",
            &[("folder", &shown), ("owner", &owner)],
        );
    }
    !foreign
}

fn room(dir: &Path, report: &mut Report<'_>) {
    let Ok(disk) = rustix::fs::statvfs(dir) else {
        return;
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let mib = (free >> 20).to_string();
    if free < ROOM_BYTES_MIN {
        report.wrong("doctor.disk.full", &[("mib", &mib)]);
    } else {
        report.fact("doctor-disk-room", &[("mib", &mib)]);
    }
}

/// What was written in the future was written before the clock went back.
fn time(dir: &Path, report: &mut Report<'_>) {
    let written = WRITTEN
        .iter()
        .filter_map(|name| fs::metadata(dir.join(name)).ok());
    let newest = written.map(|file| file.mtime().saturating_mul(1_000)).max();
    if newest.is_some_and(|newest| newest > report.now.ms().saturating_add(AHEAD_MS)) {
        report.wrong("doctor.clock.back", &[]);
    }
}
