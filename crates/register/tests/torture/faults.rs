//! A disk and a clock that go wrong while the register runs.
//!
//! A small library in C, made here and loaded before the C library, stands between the program and
//! the kernel: `disk.c`. What is wrong at the moment stands in a file that both look at.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What can be wrong, in the order of `struct faults`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// The clock is off by so many milliseconds.
    Clock = 0,
    /// Every flush takes so many milliseconds.
    Slow = 1,
    /// No room, where it is not 0.
    Full = 2,
    /// The trail's file cannot be written, where it is not 0.
    Trail = 3,
    /// The program is killed at this step on the disk from now on: a flush, a file that goes or is
    /// cut.
    Kill = 4,
    /// The same, at this message over a socket.
    Cut = 5,
}

/// The bad disk of one data folder.
pub(crate) struct Faults {
    library: PathBuf,
    file: PathBuf,
    folder: PathBuf,
}

impl Faults {
    /// Makes the library in `around`, for the data folder `folder`. Nothing is wrong yet.
    pub(crate) fn make(around: &Path, folder: &Path) -> Self {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/torture/disk.c");
        let library = around.join("disk.so");
        let made = Command::new("cc")
            .args(["-O1", "-shared", "-fPIC", "-Wall", "-Werror", "-o"])
            .arg(&library)
            .arg(source)
            .arg("-ldl")
            .status()
            .expect("a C compiler");
        assert!(made.success(), "the bad disk is compiled");
        let file = around.join("faults");
        std::fs::write(&file, [0; 48]).unwrap();
        Self {
            library,
            file,
            folder: folder.to_owned(),
        }
    }

    /// Makes something wrong, or with 0 right again.
    pub(crate) fn set(&self, wrong: Wrong, value: i64) {
        let file = File::options().write(true).open(&self.file).unwrap();
        let at = 8 * wrong as u64;
        file.write_all_at(&value.to_ne_bytes(), at).unwrap();
    }

    /// How it stands.
    pub(crate) fn get(&self, wrong: Wrong) -> i64 {
        let mut value = [0; 8];
        let file = File::open(&self.file).unwrap();
        file.read_exact_at(&mut value, 8 * wrong as u64).unwrap();
        i64::from_ne_bytes(value)
    }

    /// Puts a program on this disk.
    pub(crate) fn under(&self, command: &mut Command) {
        command
            .env("LD_PRELOAD", &self.library)
            .env("SELOSTE_FAULTS", &self.file)
            .env("SELOSTE_FAULTY", &self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(faults: &Faults, path: &Path) -> bool {
        let mut command = Command::new("dd");
        command
            .arg("if=/dev/zero")
            .arg(["of=", path.to_str().unwrap()].concat())
            .args(["bs=16", "count=1", "conv=fdatasync", "status=none"])
            .stderr(std::process::Stdio::null());
        faults.under(&mut command);
        command.status().unwrap().success()
    }

    #[test]
    fn the_bad_disk_refuses_what_it_should_and_nothing_else() {
        let around = tempfile::tempdir().unwrap();
        let (folder, other) = (around.path().join("data"), around.path().join("other"));
        std::fs::create_dir(&folder).unwrap();
        std::fs::create_dir(&other).unwrap();
        let faults = Faults::make(around.path(), &folder);
        let files = [
            folder.join("register.sqlite"),
            folder.join("trail.sqlite-wal"),
            other.join("trail.sqlite"),
        ];
        let each = || files.each_ref().map(|file| written(&faults, file));
        assert_eq!(each(), [true, true, true]);
        faults.set(Wrong::Trail, 1);
        assert_eq!(each(), [true, false, true]);
        faults.set(Wrong::Full, 1);
        assert_eq!(each(), [false, false, true]);
        faults.set(Wrong::Trail, 0);
        faults.set(Wrong::Full, 0);
        assert_eq!(each(), [true, true, true]);
        faults.set(Wrong::Kill, 1);
        assert_eq!(each(), [false, false, false], "at the first flush");
        faults.set(Wrong::Kill, 0);
        assert_eq!(each(), [true, true, true]);
    }
}
