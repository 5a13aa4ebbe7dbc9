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
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

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

    /// Begins a file that is sealed as it comes.
    pub(crate) fn begin(&self, number: i64, lot_key: &[u8; 32]) -> Result<FileWriter, Error> {
        let path = self.path(number);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).map_err(|_| Error::File)?;
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(|_| Error::Randomness)?;
        let key = FileKey::derive(lot_key, &salt, number);
        let unfinished = path.with_extension("part");
        let file = File::create(&unfinished).map_err(|_| Error::File)?;
        let mut writer = FileWriter {
            file,
            key,
            path,
            waiting: Zeroizing::new(Vec::with_capacity(CHUNK)),
            chunks: 0,
            length: 0,
            whole: false,
        };
        let header = [&[VERSION], salt.as_slice()].concat();
        writer.file.write_all(&header).map_err(|_| Error::File)?;
        Ok(writer)
    }

    /// Seals a file from a source.
    pub(crate) fn write(
        &self,
        number: i64,
        lot_key: &[u8; 32],
        mut source: impl Read,
    ) -> Result<u64, Error> {
        let mut writer = self.begin(number, lot_key)?;
        let mut piece = Zeroizing::new(vec![0; CHUNK]);
        loop {
            let count = source.read(&mut piece).map_err(|_| Error::File)?;
            if count == 0 {
                return writer.finish();
            }
            let read = piece.get(..count).unwrap_or_default();
            writer.put(read)?;
        }
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

    /// When something was last written to a file that is not whole yet, in milliseconds UTC.
    pub(crate) fn written_ms(&self, number: i64) -> Option<i64> {
        let begun = fs::metadata(self.path(number).with_extension("part")).ok()?;
        let since = begun.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        i64::try_from(since.as_millis()).ok()
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

/// A file that is sealed as it comes, chunk by chunk. What is dropped before its end is removed.
pub struct FileWriter {
    file: File,
    key: FileKey,
    path: PathBuf,
    /// What is not sealed yet: the last chunk is sealed otherwise than the others.
    waiting: Zeroizing<Vec<u8>>,
    chunks: u64,
    length: u64,
    whole: bool,
}

impl FileWriter {
    fn put(&mut self, mut bytes: &[u8]) -> Result<(), Error> {
        while !bytes.is_empty() {
            if self.waiting.len() == CHUNK {
                self.seal(false)?;
            }
            let room = (CHUNK - self.waiting.len()).min(bytes.len());
            let (now, later) = bytes.split_at(room);
            self.waiting.extend_from_slice(now);
            bytes = later;
        }
        Ok(())
    }

    fn seal(&mut self, last: bool) -> Result<(), Error> {
        let sealed = self.key.seal(self.chunks, last, &self.waiting)?;
        self.file.write_all(&sealed).map_err(|_| Error::File)?;
        self.chunks += 1;
        self.length += self.waiting.len() as u64;
        self.waiting.clear();
        Ok(())
    }

    /// Ends the file: it appears under its name. How many bytes it holds.
    ///
    /// # Errors
    ///
    /// [`Error::File`], and then nothing is left of it.
    pub fn finish(mut self) -> Result<u64, Error> {
        self.seal(true)?;
        self.file.sync_all().map_err(|_| Error::File)?;
        fs::rename(self.path.with_extension("part"), &self.path).map_err(|_| Error::File)?;
        self.whole = true;
        File::open(self.path.parent().unwrap_or(Path::new(".")))
            .and_then(|folder| folder.sync_all())
            .map_err(|_| Error::File)?;
        Ok(self.length)
    }
}

impl Write for FileWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.put(bytes).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    /// Nothing: a chunk is written when it is whole.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for FileWriter {
    fn drop(&mut self) {
        if !self.whole {
            // What is left is sealed; a failure to remove it does no harm.
            let _left = fs::remove_file(self.path.with_extension("part"));
        }
    }
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
    use crate::reader::FileReader;
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
    fn a_file_is_sealed_as_it_comes_and_read_from_anywhere() {
        let (_folder, files) = folder();
        let text: Vec<u8> = (0..3 * CHUNK + 5)
            .map(|at| u8::try_from(at % 253).unwrap())
            .collect();
        let mut writer = files.begin(5, &[1; 32]).unwrap();
        for piece in text.chunks(10_007) {
            writer.write_all(piece).unwrap();
        }
        assert!(!files.is_there(5), "it appears when it is whole");
        assert_eq!(writer.finish().unwrap(), text.len() as u64);
        let mut reader = FileReader::new(files.open(5, &[1; 32]).unwrap());
        let mut read = Vec::new();
        reader.read_to_end(&mut read).unwrap();
        assert!(read == text);
        for at in [0, CHUNK - 1, CHUNK, 2 * CHUNK + 7] {
            reader.seek(SeekFrom::Start(at as u64)).unwrap();
            let mut piece = [0; 9];
            reader.read_exact(&mut piece).unwrap();
            assert_eq!(piece, text[at..at + 9]);
        }
        assert_eq!(reader.seek(SeekFrom::End(0)).unwrap(), text.len() as u64);
        assert_eq!(reader.read(&mut [0; 4]).unwrap(), 0);
        assert!(reader.seek(SeekFrom::Current(-1_000_000)).is_err());
    }

    #[test]
    fn a_file_that_is_given_up_leaves_nothing() {
        let (folder, files) = folder();
        let mut writer = files.begin(5, &[1; 32]).unwrap();
        writer.write_all(&vec![1; 2 * CHUNK]).unwrap();
        assert!(files.written_ms(5).is_some());
        drop(writer);
        assert!(walk(folder.path()).is_empty());
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
