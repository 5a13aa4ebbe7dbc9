//! A package on its way out: as it is, or sealed for its recipient, as it streams.
//!
//! Invariants: nothing of it lies in the clear anywhere, not even for a moment: one chunk is in
//! memory at a time; a file that breaks off ends the answer as an error, and whoever receives it
//! sees that it is not whole.
//!
//! Sources: the `age` format, version 1 (C2SP); ZIP with AES-256 as `WinZip` specifies it (AE-2),
//! which every common program opens.

use std::io::{self, Read, Write};

use age::secrecy::SecretString;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use guard::{FileReader, Secret};
use zeroize::Zeroizing;

use super::ledger::Opened;
use super::model::Error;
use crate::web::{Foreign, pipe, saved, streamed};

/// Bytes read at once.
const PIECE: usize = 64 * 1024;

/// How a file is sealed for its recipient.
pub(super) enum Seal {
    /// Not at all.
    Plain,
    /// To a public key.
    Age(Box<age::x25519::Recipient>),
    /// With a passphrase, as a file of `age`.
    AgePassphrase(Secret),
    /// With a passphrase, as a ZIP.
    Zip(Secret),
}

impl Seal {
    /// To the public key that somebody typed: `age1…`.
    ///
    /// # Errors
    ///
    /// [`Error::Key`].
    pub(super) fn to_key(typed: &str) -> Result<Self, Error> {
        let key: Result<age::x25519::Recipient, _> = typed.trim().parse();
        let key = key.map_err(|_| Error::Key)?;
        Ok(Self::Age(Box::new(key)))
    }

    const fn ending(&self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Age(_) | Self::AgePassphrase(_) => ".age",
            Self::Zip(_) => ".zip",
        }
    }
}

/// The answer that hands a package out.
pub(super) fn answer(opened: Opened, seal: Seal) -> Response {
    let Opened {
        format,
        name,
        reader,
    } = opened;
    let kind = match seal {
        Seal::Plain => format.media_type(),
        Seal::Age(_) | Seal::AgePassphrase(_) => "application/octet-stream",
        Seal::Zip(_) => "application/zip",
    };
    let ending = seal.ending();
    let body = streamed(pieces(reader, name.clone(), seal));
    let file = saved(kind, &[&name, ending].concat(), body);
    (axum::Extension(Foreign), file).into_response()
}

/// The file piece by piece: sealing runs on a thread that may block.
fn pieces(
    reader: FileReader,
    name: String,
    seal: Seal,
) -> impl futures_util::Stream<Item = io::Result<Bytes>> + Send {
    let (mut sink, pieces) = pipe();
    let breaker = sink.breaker();
    tokio::task::spawn_blocking(move || {
        let sealed = write(reader, &name, seal, &mut sink).and_then(|()| sink.flush());
        if let Err(error) = sealed {
            tracing::error!(kind = %error.kind(), "a package broke off");
            breaker.break_off_here();
        }
    });
    pieces
}

/// Writes a file sealed.
///
/// # Errors
///
/// Where it cannot be read or written to its end.
pub(super) fn write(
    mut reader: impl Read,
    name: &str,
    seal: Seal,
    out: &mut impl Write,
) -> io::Result<()> {
    let with_age = |encryptor: age::Encryptor, reader: &mut dyn Read, out: &mut dyn Write| {
        let mut sealed = encryptor.wrap_output(out)?;
        copy(reader, &mut sealed)?;
        sealed.finish().map(|_| ())
    };
    match seal {
        Seal::Plain => copy(&mut reader, out),
        Seal::Age(key) => {
            let keys = std::iter::once(&*key as &dyn age::Recipient);
            let encryptor = age::Encryptor::with_recipients(keys);
            with_age(encryptor.map_err(io::Error::other)?, &mut reader, out)
        }
        Seal::AgePassphrase(passphrase) => {
            let passphrase = SecretString::from(passphrase.expose().to_owned());
            let encryptor = age::Encryptor::with_user_passphrase(passphrase);
            with_age(encryptor, &mut reader, out)
        }
        Seal::Zip(passphrase) => {
            let mut sealed = zip::ZipWriter::new_stream(out);
            let options = zip::write::SimpleFileOptions::default()
                .compression_method(zip::CompressionMethod::Deflated)
                .with_aes_encryption(zip::AesMode::Aes256, passphrase.expose());
            sealed.start_file(name, options).map_err(io::Error::other)?;
            copy(&mut reader, &mut sealed)?;
            sealed.finish().map(|_| ()).map_err(io::Error::other)
        }
    }
}

/// Copies through a buffer that leaves nothing behind.
fn copy(reader: &mut dyn Read, out: &mut dyn Write) -> io::Result<()> {
    let mut piece = Zeroizing::new(vec![0; PIECE]);
    loop {
        match reader.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(count) => out.write_all(piece.get(..count).unwrap_or_default())?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn text() -> Vec<u8> {
        b"Maija Mallikas\n".repeat(12_000)
    }

    fn sealed(seal: Seal) -> Vec<u8> {
        let mut out = Vec::new();
        write(text().as_slice(), "tiedot.json", seal, &mut out).unwrap();
        out
    }

    #[test]
    fn what_is_sealed_to_a_key_opens_with_its_identity_and_no_other() {
        let identity = age::x25519::Identity::generate();
        let key = identity.to_public().to_string();
        let bytes = sealed(Seal::to_key(&format!(" {key}\n")).unwrap());
        assert_eq!(age::decrypt(&identity, &bytes).unwrap(), text());
        let other = age::x25519::Identity::generate();
        assert!(age::decrypt(&other, &bytes).is_err());
        for wrong in ["", "age1", "ssh-ed25519 AAAA", "AGE-SECRET-KEY-1"] {
            assert!(matches!(Seal::to_key(wrong), Err(Error::Key)), "{wrong}");
        }
    }

    #[test]
    fn what_is_sealed_with_a_passphrase_opens_with_it() {
        let passphrase = Secret::passphrase().unwrap();
        let bytes = sealed(Seal::AgePassphrase(Secret::received(passphrase.expose())));
        let mut identity =
            age::scrypt::Identity::new(SecretString::from(passphrase.expose().to_owned()));
        identity.set_max_work_factor(22);
        assert_eq!(age::decrypt(&identity, &bytes).unwrap(), text());
    }

    #[test]
    fn a_zip_opens_with_its_passphrase_and_shows_nothing_without() {
        let passphrase = Secret::passphrase().unwrap();
        let bytes = sealed(Seal::Zip(Secret::received(passphrase.expose())));
        let contains = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        assert!(!contains(b"Mallikas"));
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        assert!(archive.by_index(0).is_err());
        assert!(archive.by_index_decrypt(0, b"salasana").is_err());
        let mut file = archive
            .by_index_decrypt(0, passphrase.expose().as_bytes())
            .unwrap();
        assert_eq!(file.name().unwrap(), "tiedot.json");
        let mut read = Vec::new();
        file.read_to_end(&mut read).unwrap();
        assert_eq!(read, text());
    }

    #[test]
    fn a_file_that_breaks_off_is_an_error() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::InvalidData.into())
            }
        }
        let written = write(Broken, "tiedot.json", Seal::Plain, &mut Vec::new());
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
