//! A package of a whole register on its way to another one: sealed under a passphrase.
//!
//! Form: magic, 32 random bytes of salt, then chunks of 64 KiB sealed as those of a file. The key
//! is Argon2id of passphrase and salt (64 MiB, 3 passes, 1 lane; RFC 9106 section 4, second
//! recommended option), then HKDF as for every file. So a package that is changed, cut off or put
//! together from two is noticed, and whoever guesses passphrases pays for each guess.
//!
//! Invariants: nothing in the clear is written to the disk; what is read was sealed whole: the end
//! is told from a cut.

use std::io::{self, Read, Write};

use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::files::{CHUNK, FileKey, SALT, TAG};

const MAGIC: &[u8; 16] = b"seloste package\x01";
/// Packages are files without a number.
const NUMBER: i64 = 0;
/// Argon2id: memory in KiB, passes, lanes.
const COST: (u32, u32, u32) = (64 * 1024, 3, 1);

fn key(passphrase: &SecretString, salt: &[u8; SALT]) -> Result<FileKey, Error> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, Some(32)).map_err(|_| Error::NotSealed)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut key = Zeroizing::new([0; 32]);
    let secret = passphrase.expose_secret().as_bytes();
    let made = argon.hash_password_into(secret, salt, &mut *key);
    made.map_err(|_| Error::NotSealed)?;
    Ok(FileKey::derive(&key, salt, NUMBER))
}

/// Seals what is written to it.
pub struct PackageWriter<W: Write> {
    target: W,
    key: FileKey,
    chunk: Zeroizing<Vec<u8>>,
    at: u64,
}

impl<W: Write> PackageWriter<W> {
    /// Begins a package.
    ///
    /// # Errors
    ///
    /// [`Error::Randomness`], [`Error::File`].
    pub fn begin(mut target: W, passphrase: &SecretString) -> Result<Self, Error> {
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(|_| Error::Randomness)?;
        let key = key(passphrase, &salt)?;
        let begun = target
            .write_all(MAGIC)
            .and_then(|()| target.write_all(&salt));
        begun.map_err(|_| Error::File)?;
        Ok(Self {
            target,
            key,
            chunk: Zeroizing::new(Vec::with_capacity(CHUNK)),
            at: 0,
        })
    }

    fn seal(&mut self, last: bool) -> io::Result<()> {
        let sealed = self.key.seal(self.at, last, &self.chunk);
        let sealed = sealed.map_err(io::Error::other)?;
        self.target.write_all(&sealed)?;
        self.chunk.clear();
        self.at += 1;
        Ok(())
    }

    /// Seals the end; gives the target back.
    ///
    /// # Errors
    ///
    /// [`Error::File`].
    pub fn finish(mut self) -> Result<W, Error> {
        self.seal(true).map_err(|_| Error::File)?;
        self.target.flush().map_err(|_| Error::File)?;
        Ok(self.target)
    }
}

impl<W: Write> Write for PackageWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // The last chunk is sealed as such, so a full one waits until something follows it.
        if self.chunk.len() == CHUNK && !bytes.is_empty() {
            self.seal(false)?;
        }
        let room = CHUNK.saturating_sub(self.chunk.len()).min(bytes.len());
        self.chunk
            .extend_from_slice(bytes.get(..room).unwrap_or_default());
        Ok(room)
    }

    /// What is not a full chunk is sealed at the end alone.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Opens what was sealed.
pub struct PackageReader<R: Read> {
    source: R,
    key: FileKey,
    /// The next sealed chunk, read ahead to know whether this one is the last.
    ahead: Vec<u8>,
    open: Zeroizing<Vec<u8>>,
    handed_out: usize,
    at: u64,
    ended: bool,
}

impl<R: Read> PackageReader<R> {
    /// Opens a package.
    ///
    /// # Errors
    ///
    /// [`Error::NotAPackage`]; [`Error::NotOpened`] for another passphrase or a changed package;
    /// [`Error::FileDamaged`] for a cut one.
    pub fn open(mut source: R, passphrase: &SecretString) -> Result<Self, Error> {
        let (mut magic, mut salt) = ([0; MAGIC.len()], [0; SALT]);
        let read = source
            .read_exact(&mut magic)
            .and_then(|()| source.read_exact(&mut salt));
        if read.is_err() || magic != *MAGIC {
            return Err(Error::NotAPackage);
        }
        let key = key(passphrase, &salt)?;
        let ahead = sealed(&mut source).map_err(|_| Error::File)?;
        let mut reader = Self {
            source,
            key,
            ahead,
            open: Zeroizing::new(Vec::new()),
            handed_out: 0,
            at: 0,
            ended: false,
        };
        // The first chunk tells whether the passphrase is right.
        match reader.advance() {
            Ok(()) => Ok(reader),
            Err(_) if reader.ahead.is_empty() => Err(Error::FileDamaged),
            Err(_) => Err(Error::NotOpened),
        }
    }

    fn advance(&mut self) -> io::Result<()> {
        let next = sealed(&mut self.source)?;
        let (this, last) = (
            std::mem::replace(&mut self.ahead, next),
            self.ahead.is_empty(),
        );
        let opened = self.key.open(self.at, last, &this);
        if opened.is_err() {
            self.ahead = this;
        }
        self.open = opened.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        self.handed_out = 0;
        self.at += 1;
        self.ended = last;
        Ok(())
    }
}

/// The next sealed chunk; empty at the end.
fn sealed(source: &mut impl Read) -> io::Result<Vec<u8>> {
    let whole = u64::try_from(CHUNK + TAG).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    source.by_ref().take(whole).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl<R: Read> Read for PackageReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.handed_out == self.open.len() {
            if self.ended {
                return Ok(0);
            }
            self.advance()?;
        }
        let waiting = self.open.get(self.handed_out..).unwrap_or_default();
        let count = waiting.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), waiting.get(..count)) {
            to.copy_from_slice(from);
        }
        self.handed_out += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn words(text: &str) -> SecretString {
        SecretString::from(text)
    }

    fn sealed_of(plain: &[u8]) -> Vec<u8> {
        let mut writer = PackageWriter::begin(Vec::new(), &words("oikea lause")).unwrap();
        writer.write_all(plain).unwrap();
        writer.finish().unwrap()
    }

    fn read(sealed: &[u8], passphrase: &str) -> Result<Vec<u8>, String> {
        let mut reader =
            PackageReader::open(sealed, &words(passphrase)).map_err(|error| error.to_string())?;
        let mut plain = Vec::new();
        match reader.read_to_end(&mut plain) {
            Ok(_) => Ok(plain),
            Err(error) => Err(error.to_string()),
        }
    }

    #[rstest]
    #[case(0)]
    #[case(1)]
    #[case(CHUNK)]
    #[case(CHUNK + 1)]
    #[case(2 * CHUNK)]
    fn a_package_reads_back_as_it_was_written(#[case] length: usize) {
        let plain = vec![7; length];
        let sealed = sealed_of(&plain);
        assert!(read(&sealed, "oikea lause") == Ok(plain));
        assert!(read(&sealed, "väärä lause").is_err());
    }

    #[test]
    fn what_was_cut_changed_or_lengthened_is_noticed() {
        let sealed = sealed_of(&vec![7; 2 * CHUNK + 9]);
        let head = MAGIC.len() + SALT;
        let mut flipped = sealed.clone();
        flipped[head + CHUNK + TAG + 3] ^= 1;
        let cases = [
            sealed[..sealed.len() - 1].to_vec(),
            sealed[..head + 2 * (CHUNK + TAG)].to_vec(),
            sealed[..head].to_vec(),
            sealed[..4].to_vec(),
            [sealed.clone(), vec![0]].concat(),
            flipped,
        ];
        for (case, odd) in cases.into_iter().enumerate() {
            assert!(read(&odd, "oikea lause").is_err(), "{case}");
        }
        assert!(!sealed.windows(9).any(|window| window == [7; 9]));
    }
}
