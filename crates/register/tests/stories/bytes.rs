//! Looks for bytes in every file of a folder.

use std::fs;
use std::path::Path;

/// How many of these lie in some file of a folder, or of one below it.
pub(crate) fn found_in(folder: &Path, needles: &[Vec<u8>]) -> usize {
    let mut found = vec![false; needles.len()];
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            for (needle, found) in needles.iter().zip(&mut found) {
                assert!(needle.len() >= 8, "too short to tell anything");
                *found = *found || holds(&bytes, needle);
            }
        }
    }
    found.into_iter().filter(|found| *found).count()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    let first = needle[0];
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == first) {
        if bytes[from + at..].starts_with(needle) {
            return true;
        }
        from += at + 1;
    }
    false
}
