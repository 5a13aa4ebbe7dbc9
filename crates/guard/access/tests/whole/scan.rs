//! Looks for bytes in every file of a folder, whatever made the file.
//!
//! Invariant: what it tells is which of the needles was found and in which file, never a value;
//! a file it may not read is told, and fails the test where everything must run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// What is looked for: each needle has a number, and may look like several things.
pub(crate) struct Needles {
    shapes: Vec<(usize, Vec<u8>)>,
    /// Which shapes begin with these two bytes.
    starts: Vec<Vec<usize>>,
    /// Whether any does.
    begins: Vec<bool>,
}

/// Needles by number, each with the files it was found in.
pub(crate) type Found = BTreeMap<usize, BTreeSet<PathBuf>>;

impl Needles {
    /// Bytes as they are.
    pub(crate) fn raw(all: &[Vec<u8>]) -> Self {
        Self::new(all.iter().cloned().enumerate().collect())
    }

    /// Texts in every encoding in which they might lie somewhere.
    pub(crate) fn texts<T: AsRef<str>>(all: &[T]) -> Self {
        let mut shapes = BTreeSet::new();
        for (number, text) in all.iter().enumerate() {
            let text = text.as_ref();
            for text in [text.to_owned(), text.to_lowercase(), text.to_uppercase()] {
                shapes.extend(encodings(&text).into_iter().map(|bytes| (number, bytes)));
            }
        }
        Self::new(shapes.into_iter().collect())
    }

    fn new(shapes: Vec<(usize, Vec<u8>)>) -> Self {
        let mut starts = vec![Vec::new(); 1 << 16];
        for (at, (_, bytes)) in shapes.iter().enumerate() {
            assert!(bytes.len() >= 8, "too short to tell anything");
            starts[start(bytes)].push(at);
        }
        let begins = starts.iter().map(|shapes| !shapes.is_empty()).collect();
        Self {
            shapes,
            starts,
            begins,
        }
    }

    /// The needles that lie in a file of the folder or of those below it.
    pub(crate) fn found_in(&self, folder: &Path) -> Found {
        let mut found = Found::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let Some(entries) = readable(&folder, fs::read_dir(&folder)) else {
                continue;
            };
            for entry in entries.flatten() {
                let (path, kind) = (entry.path(), entry.file_type().unwrap());
                if kind.is_dir() {
                    folders.push(path);
                } else if kind.is_file() {
                    for number in self.found(&readable(&path, fs::read(&path)).unwrap_or_default())
                    {
                        found.entry(number).or_default().insert(path.clone());
                    }
                }
            }
        }
        found
    }

    fn found(&self, bytes: &[u8]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let begins: &[bool] = &self.begins;
        let (mut at, mut before) = (1, bytes.first().copied().map_or(0, usize::from));
        // A loop as plain as can be: it runs over all that a server keeps, unoptimised.
        while at < bytes.len() {
            let next = usize::from(bytes[at]);
            if begins[before << 8 | next] {
                found.extend(self.here(&bytes[at - 1..]));
            }
            before = next;
            at += 1;
        }
        found
    }

    /// The needles that begin here.
    fn here(&self, bytes: &[u8]) -> impl Iterator<Item = usize> {
        let shapes = self.starts[start(bytes)]
            .iter()
            .map(|shape| &self.shapes[*shape]);
        let lying = shapes.filter(|(_, shape)| bytes.starts_with(shape));
        lying.map(|(number, _)| *number)
    }
}

fn start(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

/// What could be read. What is gone in the meantime is no matter: others use the server too.
fn readable<T>(path: &Path, read: std::io::Result<T>) -> Option<T> {
    match read {
        Ok(read) => Some(read),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => {
            eprintln!("not looked into: {} ({})", path.display(), error.kind());
            assert!(!testkit::must_run(), "every file must be looked into");
            None
        }
    }
}

fn encodings(text: &str) -> Vec<Vec<u8>> {
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let mut all = vec![
        text.as_bytes().to_vec(),
        utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
    ];
    let latin: Option<Vec<u8>> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect();
    all.extend(latin);
    for before in 0..3 {
        let bytes = [vec![0; before], text.as_bytes().to_vec()].concat();
        // Characters that the bytes before or behind have no part in.
        let inner = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
        for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
            all.push(engine.encode(&bytes)[inner.clone()].as_bytes().to_vec());
        }
    }
    all
}

#[test]
fn a_text_is_found_in_every_encoding_and_nowhere_else() {
    let text = "Äijälä-Öhström å?>";
    let folder = tempfile::tempdir().unwrap();
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let latin: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let mut files = vec![
        text.as_bytes().to_vec(),
        text.to_lowercase().into_bytes(),
        utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        latin,
    ];
    for around in ["", "x", "xy"] {
        let whole = format!("{around}{text}{around}");
        files.push(STANDARD_NO_PAD.encode(&whole).into_bytes());
        files.push(URL_SAFE_NO_PAD.encode(&whole).into_bytes());
    }
    fs::create_dir(folder.path().join("below")).unwrap();
    for (number, bytes) in files.iter().enumerate() {
        let place = folder
            .path()
            .join(["", "below"][number % 2])
            .join(number.to_string());
        fs::write(place, [b"before ".as_slice(), bytes, b" behind"].concat()).unwrap();
    }
    fs::write(folder.path().join("other"), "Äijälä-Öhstrom").unwrap();
    let found = Needles::texts(&["somebody else", text]).found_in(folder.path());
    assert_eq!(found.keys().collect::<Vec<_>>(), [&1]);
    assert_eq!(found[&1].len(), files.len());
}
