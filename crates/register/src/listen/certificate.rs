//! A certificate with its key, as files in PEM hold them, and what can be said of it to people.
//!
//! Invariant: a key that everybody on the computer may read is not used, and a key that does not
//! belong to its certificate is found here, not by the first visitor.
//! Sources: RFC 5280 (certificates), RFC 7468 (PEM).

use std::fs;
use std::net::IpAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use basics::{Code, Coded, Instant};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use sha2::{Digest, Sha256};
use x509_cert::der::{Decode, Encode};
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::GeneralName;

/// A certificate with its key, ready for the TLS library.
pub struct Certificate {
    pub(super) certified: Arc<CertifiedKey>,
    /// What can be said of it.
    pub facts: Facts,
}

/// What can be said of a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// SHA-256 of the certificate, as browsers show it: `AB:CD:…`.
    pub fingerprint: String,
    /// SHA-256 of its public key in base64, by which programs pin it.
    pub pin: String,
    /// The host names and addresses it is for.
    pub names: Vec<String>,
    /// From when it is valid.
    pub from: Instant,
    /// Until when it is valid.
    pub until: Instant,
}

/// Why a certificate is not used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// The certificate's file cannot be read.
    #[error("the certificate cannot be read")]
    Unreadable,
    /// The key's file cannot be read.
    #[error("the key cannot be read")]
    KeyUnreadable,
    /// Everybody on the computer may read the key.
    #[error("everybody may read the key")]
    KeyExposed,
    /// A file does not hold what it should, in PEM.
    #[error("no certificate in PEM")]
    Form,
    /// The key's file holds no key in PEM.
    #[error("no key in PEM")]
    KeyForm,
    /// The key is not the certificate's.
    #[error("the key belongs to another certificate")]
    Mismatch,
    /// A certificate could not be made.
    #[error("a certificate could not be made")]
    NotMade,
    /// A certificate was made and could not be written.
    #[error("the certificate could not be written")]
    Unwritable,
}

impl Coded for CertificateError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Unreadable => "listen.certificate.unreadable",
            Self::KeyUnreadable => "listen.certificate.key_unreadable",
            Self::KeyExposed => "listen.certificate.key_exposed",
            Self::Form => "listen.certificate.form",
            Self::KeyForm => "listen.certificate.key_form",
            Self::Mismatch => "listen.certificate.mismatch",
            Self::NotMade => "listen.certificate.not_made",
            Self::Unwritable => "listen.certificate.unwritable",
        })
    }
}

impl Certificate {
    /// Reads a certificate (its own first, then those that lead to its issuer) and its key.
    ///
    /// # Errors
    ///
    /// [`CertificateError`].
    pub fn read(certificate: &Path, key: &Path) -> Result<Self, CertificateError> {
        let pem = fs::read(certificate).map_err(|_| CertificateError::Unreadable)?;
        let chain: Result<Vec<CertificateDer<'static>>, _> =
            CertificateDer::pem_slice_iter(&pem).collect();
        let chain = chain.map_err(|_| CertificateError::Form)?;
        let facts = Facts::of(chain.first().ok_or(CertificateError::Form)?)?;
        let mode = fs::metadata(key).map_err(|_| CertificateError::KeyUnreadable)?;
        if mode.permissions().mode() & 0o007 != 0 {
            return Err(CertificateError::KeyExposed);
        }
        let pem =
            zeroize::Zeroizing::new(fs::read(key).map_err(|_| CertificateError::KeyUnreadable)?);
        let key = PrivateKeyDer::from_pem_slice(&pem).map_err(|_| CertificateError::KeyForm)?;
        let provider = rustls::crypto::ring::default_provider();
        let certified =
            CertifiedKey::from_der(chain, key, &provider).map_err(|error| match error {
                rustls::Error::InconsistentKeys(_) => CertificateError::Mismatch,
                _ => CertificateError::KeyForm,
            })?;
        Ok(Self {
            certified: Arc::new(certified),
            facts,
        })
    }
}

impl Facts {
    /// What the certificate in a file says of itself; its key is not looked at.
    ///
    /// # Errors
    ///
    /// [`CertificateError::Unreadable`], [`CertificateError::Form`].
    pub fn read(certificate: &PathBuf) -> Result<Self, CertificateError> {
        let pem = fs::read(certificate).map_err(|_| CertificateError::Unreadable)?;
        let first = CertificateDer::from_pem_slice(&pem).map_err(|_| CertificateError::Form)?;
        Self::of(&first)
    }

    fn of(der: &CertificateDer<'_>) -> Result<Self, CertificateError> {
        let form = |_| CertificateError::Form;
        let parsed = x509_cert::Certificate::from_der(der).map_err(form)?;
        let inner = &parsed.tbs_certificate;
        let key = inner.subject_public_key_info.to_der().map_err(form)?;
        let names = inner.get::<SubjectAltName>().map_err(form)?;
        let names = names.map_or_else(Vec::new, |(_, names)| names.0);
        let at = |time: x509_cert::time::Time| {
            let since = time.to_unix_duration().as_millis();
            Instant::from_ms(i64::try_from(since).unwrap_or(i64::MAX))
        };
        let bytes = Sha256::digest(der);
        let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        Ok(Self {
            fingerprint: hex.join(":"),
            pin: STANDARD.encode(Sha256::digest(&key)),
            names: names.iter().filter_map(name).collect(),
            from: at(inner.validity.not_before),
            until: at(inner.validity.not_after),
        })
    }

    /// Whether the certificate is for this host name or address.
    #[must_use]
    pub fn is_for(&self, host: &str) -> bool {
        let wild = host.split_once('.').map(|(_, rest)| ["*.", rest].concat());
        let named = |name: &String| *name == host || Some(name) == wild.as_ref();
        self.names.iter().any(named)
    }
}

fn name(general: &GeneralName) -> Option<String> {
    match general {
        GeneralName::DnsName(name) => Some(name.as_str().to_ascii_lowercase()),
        GeneralName::IpAddress(bytes) => {
            let bytes = bytes.as_bytes();
            let four = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
            let sixteen = <[u8; 16]>::try_from(bytes).map(IpAddr::from);
            four.or(sixteen).ok().map(|address| address.to_string())
        }
        _ => None,
    }
}
