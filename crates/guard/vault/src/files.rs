//! Sealed files: uploads, rejected rows, print files, later recordings and packages.
//!
//! Form: a header (version, 32 random bytes of salt), then chunks of 64 KiB, each sealed under a
//! key of the file's own (HKDF of the lot's key and the salt). The nonce of a chunk is its number
//! and whether it is the last, as in the STREAM construction (Hoang, Reyhanitabar, Rogaway,
//! Vizár 2015); the associated data are the file's number. So a chunk that is changed, swapped,
//! left out or cut off is noticed, and any chunk can be read without the others.
//!
//! Invariant: no plaintext is ever written to the disk; a file appears under its name only when it
//! is whole.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::Error;

const VERSION: u8 = 1;
/// Random bytes at the beginning of a file.
pub(crate) const SALT: usize = 32;
const HEADER: usize = 1 + SALT;
/// Bytes of a file in one chunk.
pub(crate) const CHUNK: usize = 64 * 1024;
/// Bytes by which a sealed chunk is longer.
pub(crate) const TAG: usize = 16;

/// The key of one file.
pub(crate) struct FileKey {
    cipher: Aes256Gcm,
    number: i64,
}

impl FileKey {
    pub(crate) fn derive(lot_key: &[u8; 32], salt: &[u8], number: i64) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        let done = Hkdf::<Sha256>::new(Some(salt), lot_key).expand(b"seloste file 1", &mut *key);
        debug_assert!(done.is_ok(), "32 bytes are never too many");
        Self {
            cipher: Aes256Gcm::new((&*key).into()),
            number,
        }
    }

    fn nonce(chunk: u64, last: bool) -> [u8; 12] {
        let mut nonce = [0; 12];
        if let Some(slot) = nonce.first_chunk_mut::<8>() {
            *slot = chunk.to_be_bytes();
        }
        if let Some(flag) = nonce.last_mut() {
            *flag = u8::from(last);
        }
        nonce
    }

    pub(crate) fn seal(&self, chunk: u64, last: bool, plain: &[u8]) -> Result<Vec<u8>, Error> {
        let aad = self.number.to_be_bytes();
        let nonce = Nonce::from(Self::nonce(chunk, last));
        let payload = Payload {
            msg: plain,
            aad: &aad,
        };
        self.cipher
            .encrypt(&nonce, payload)
            .map_err(|_| Error::NotSealed)
    }

    pub(crate) fn open(
        &self,
        chunk: u64,
        last: bool,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let aad = self.number.to_be_bytes();
        let nonce = Nonce::from(Self::nonce(chunk, last));
        let payload = Payload {
            msg: sealed,
            aad: &aad,
        };
        let opened = self
            .cipher
            .decrypt(&nonce, payload)
            .map_err(|_| Error::FileDamaged)?;
        Ok(Zeroizing::new(opened))
    }
}

/// The folder of sealed files.
#[derive(Clone)]
pub(crate) struct Files(PathBuf);

impl Files {
    pub(crate) const fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// The folder itself.
    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }

    /// Where the file with this number lies: spread over folders by its last digits.
    pub(crate) fn path(&self, number: i64) -> PathBuf {
        let name = format!("{number:016x}");
        self.0.join(name.get(14..).unwrap_or("00")).join(name)
    }

    /// Seals a file from a source.
    pub(crate) fn write(
        &self,
        number: i64,
        lot_key: &[u8; 32],
        mut source: impl Read,
    ) -> Result<u64, Error> {
        let path = self.path(number);
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|_| Error::File)?;
        let unfinished = path.with_extension("part");
        let written = seal_into(&unfinished, number, lot_key, &mut source);
        let written = written.and_then(|length| {
            fs::rename(&unfinished, &path).map_err(|_| Error::File)?;
            File::open(folder)
                .and_then(|f| f.sync_all())
                .map_err(|_| Error::File)?;
            Ok(length)
        });
        if written.is_err() {
            // What is left is sealed; a failure to remove it does no harm.
            let _left = fs::remove_file(&unfinished);
        }
        written
    }

    /// Opens a file for reading from anywhere in it.
    pub(crate) fn open(&self, number: i64, lot_key: &[u8; 32]) -> Result<SealedFile, Error> {
        let mut file = File::open(self.path(number)).map_err(|_| Error::File)?;
        let mut header = [0; HEADER];
        file.read_exact(&mut header)
            .map_err(|_| Error::FileDamaged)?;
        let Some((&VERSION, salt)) = header.split_first() else {
            return Err(Error::FileDamaged);
        };
        let key = FileKey::derive(lot_key, salt, number);
        let length = file.metadata().map_err(|_| Error::File)?.len();
        let sealed = length
            .checked_sub(HEADER as u64)
            .ok_or(Error::FileDamaged)?;
        let whole = (CHUNK + TAG) as u64;
        let chunks = sealed.div_ceil(whole);
        let mut opened = SealedFile {
            file,
            key,
            chunks,
            sealed,
        };
        // A file that was cut shows itself at its end, wherever it is read from.
        let last = chunks.checked_sub(1).ok_or(Error::FileDamaged)?;
        opened.chunk(last)?;
        Ok(opened)
    }

    /// Whether there is a file with this number.
    pub(crate) fn is_there(&self, number: i64) -> bool {
        self.path(number).exists()
    }

    /// The numbers of all files, begun ones among them.
    pub(crate) fn all(&self) -> Result<Vec<i64>, Error> {
        let mut numbers = Vec::new();
        for folder in entries(&self.0)? {
            for file in entries(&folder)? {
                let stem = file.file_stem().and_then(|name| name.to_str());
                numbers.extend(stem.and_then(|name| i64::from_str_radix(name, 16).ok()));
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }

    /// Removes a file, or what was begun of it; nothing happens where there is none.
    pub(crate) fn remove(&self, number: i64) -> Result<(), Error> {
        let path = self.path(number);
        for file in [path.with_extension("part"), path] {
            match fs::remove_file(file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::File);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// What lies in a folder; nothing where there is no such folder.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    match fs::read_dir(folder) {
        Ok(all) => all
            .map(|entry| entry.map(|entry| entry.path()).map_err(|_| Error::File))
            .collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(_) => Err(Error::File),
    }
}

fn seal_into(
    path: &Path,
    number: i64,
    lot_key: &[u8; 32],
    source: &mut impl Read,
) -> Result<u64, Error> {
    let mut salt = [0; SALT];
    getrandom::fill(&mut salt).map_err(|_| Error::Randomness)?;
    let key = FileKey::derive(lot_key, &salt, number);
    let mut file = File::create(path).map_err(|_| Error::File)?;
    let mut put = |bytes: &[u8]| file.write_all(bytes).map_err(|_| Error::File);
    put(&[VERSION])?;
    put(&salt)?;
    let mut chunk = fill(source)?;
    let (mut at, mut length) = (0, 0);
    loop {
        let next = fill(source)?;
        let last = next.is_empty();
        put(&key.seal(at, last, &chunk)?)?;
        length += chunk.len() as u64;
        if last {
            break;
        }
        chunk = next;
        at += 1;
    }
    file.sync_all().map_err(|_| Error::File)?;
    Ok(length)
}

fn fill(source: &mut impl Read) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut chunk = Zeroizing::new(Vec::with_capacity(CHUNK));
    let read = source.by_ref().take(CHUNK as u64).read_to_end(&mut chunk);
    read.map_err(|_| Error::File)?;
    Ok(chunk)
}

/// A sealed file opened for reading.
pub struct SealedFile {
    file: File,
    key: FileKey,
    chunks: u64,
    sealed: u64,
}

impl SealedFile {
    /// How many bytes it holds.
    #[must_use]
    pub const fn length(&self) -> u64 {
        self.sealed - self.chunks * (TAG as u64)
    }

    /// How many chunks it has.
    #[must_use]
    pub const fn chunks(&self) -> u64 {
        self.chunks
    }

    /// One chunk in the clear.
    ///
    /// # Errors
    ///
    /// [`Error::FileDamaged`] where it was changed, swapped or cut; [`Error::File`].
    pub fn chunk(&mut self, number: u64) -> Result<Zeroizing<Vec<u8>>, Error> {
        if number >= self.chunks {
            return Err(Error::FileDamaged);
        }
        let whole = (CHUNK + TAG) as u64;
        let start = HEADER as u64 + number * whole;
        self.file
            .seek(SeekFrom::Start(start))
            .map_err(|_| Error::File)?;
        let mut sealed = Vec::new();
        Read::by_ref(&mut self.file)
            .take(whole)
            .read_to_end(&mut sealed)
            .map_err(|_| Error::File)?;
        self.key.open(number, number + 1 == self.chunks, &sealed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn folder() -> (tempfile::TempDir, Files) {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::new(folder.path().to_owned());
        (folder, files)
    }

    fn read(file: &mut SealedFile) -> Vec<u8> {
        (0..file.chunks())
            .flat_map(|at| file.chunk(at).unwrap().to_vec())
            .collect()
    }

    #[rstest]
    #[case(0)]
    #[case(1)]
    #[case(CHUNK)]
    #[case(CHUNK + 1)]
    #[case(3 * CHUNK - 7)]
    fn a_file_reads_back_as_it_was_sealed(#[case] length: usize) {
        let (_folder, files) = folder();
        let text: Vec<u8> = (0..length)
            .map(|at| u8::try_from(at % 251).unwrap())
            .collect();
        assert_eq!(
            files.write(5, &[1; 32], text.as_slice()).unwrap(),
            length as u64
        );
        let mut file = files.open(5, &[1; 32]).unwrap();
        assert_eq!(file.length(), length as u64);
        assert!(read(&mut file) == text);
        assert!(
            files.open(5, &[2; 32]).is_err(),
            "another key opens nothing"
        );
    }

    #[test]
    fn a_file_that_was_cut_lengthened_swapped_or_changed_is_noticed() {
        let (_folder, files) = folder();
        let text = vec![7; 2 * CHUNK + 100];
        files.write(5, &[1; 32], text.as_slice()).unwrap();
        let whole = fs::read(files.path(5)).unwrap();
        let chunk = CHUNK + TAG;
        let mut swapped = whole.clone();
        swapped[HEADER..HEADER + chunk].copy_from_slice(&whole[HEADER + chunk..HEADER + 2 * chunk]);
        let mut flipped = whole.clone();
        flipped[HEADER + 10] ^= 1;
        let cut = whole[..HEADER + 2 * chunk].to_vec();
        let shorter = whole[..whole.len() - 1].to_vec();
        let longer = [whole.clone(), vec![0]].concat();
        for (what, bytes) in [
            ("swapped", swapped),
            ("flipped", flipped),
            ("cut", cut),
            ("shorter", shorter),
            ("longer", longer),
        ] {
            fs::write(files.path(5), bytes).unwrap();
            let read = files.open(5, &[1; 32]).and_then(|mut file| {
                (0..file.chunks()).try_for_each(|at| file.chunk(at).map(drop))
            });
            assert!(read.is_err(), "{what}");
        }
    }

    #[test]
    fn a_file_under_another_number_does_not_open() {
        let (_folder, files) = folder();
        files.write(5, &[1; 32], b"text".as_slice()).unwrap();
        fs::create_dir_all(files.path(6).parent().unwrap()).unwrap();
        fs::copy(files.path(5), files.path(6)).unwrap();
        assert!(files.open(6, &[1; 32]).is_err());
    }

    #[test]
    fn nothing_of_the_text_lies_on_the_disk() {
        let (folder, files) = folder();
        files
            .write(5, &[1; 32], b"Maija Mallikas".repeat(10_000).as_slice())
            .unwrap();
        for entry in walk(folder.path()) {
            let bytes = fs::read(entry).unwrap();
            assert!(!bytes.windows(5).any(|window| window == b"Maija"));
        }
    }

    fn walk(folder: &Path) -> Vec<PathBuf> {
        fs::read_dir(folder)
            .unwrap()
            .flat_map(|entry| {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path)
                } else {
                    vec![path]
                }
            })
            .collect()
    }
}
