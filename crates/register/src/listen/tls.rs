//! TLS: one certificate at a time, which can be changed while people are connected.
//!
//! TLS 1.2 and 1.3 with the suites of the library, HTTP/2 and HTTP/1.1. The provider of the
//! cryptography is given in the configuration: nothing is installed for the whole process.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use rustls::ServerConfig;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::version::{TLS12, TLS13};

use super::certificate::{Certificate, CertificateError, Facts};

/// A certificate in use, and the files it is read from again when they change.
pub struct Tls {
    certificate: PathBuf,
    key: PathBuf,
    state: RwLock<State>,
}

struct State {
    certified: Arc<CertifiedKey>,
    facts: Facts,
    /// When the files were last written, as far as they were read.
    written: [Option<SystemTime>; 2],
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tls")
    }
}

impl Tls {
    /// TLS with the certificate in these files.
    ///
    /// # Errors
    ///
    /// [`CertificateError`].
    pub fn read(certificate: PathBuf, key: PathBuf) -> Result<Arc<Self>, CertificateError> {
        let written = written(&certificate, &key);
        let read = Certificate::read(&certificate, &key)?;
        Ok(Arc::new(Self {
            certificate,
            key,
            state: RwLock::new(State {
                certified: read.certified,
                facts: read.facts,
                written,
            }),
        }))
    }

    /// What can be said of the certificate in use.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        state.facts.clone()
    }

    /// Whether the files were written since they were read.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        state.written != written(&self.certificate, &self.key)
    }

    /// Reads the files again. Who is connected stays so; who comes from now on sees the new one.
    ///
    /// # Errors
    ///
    /// [`CertificateError`]; the certificate in use stays in use.
    pub fn reload(&self) -> Result<Facts, CertificateError> {
        let written = written(&self.certificate, &self.key);
        let read = Certificate::read(&self.certificate, &self.key);
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        // What cannot be read is not tried again until it changes.
        state.written = written;
        let read = read?;
        state.certified = read.certified;
        state.facts = read.facts.clone();
        Ok(read.facts)
    }

    /// The configuration of the library.
    ///
    /// # Errors
    ///
    /// [`CertificateError::NotMade`], which no supported platform gives.
    pub fn config(self: &Arc<Self>) -> Result<Arc<ServerConfig>, CertificateError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13, &TLS12])
            .map_err(|_| CertificateError::NotMade)?;
        let mut config = builder
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(Resolver(Arc::clone(self))));
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }
}

#[derive(Debug)]
struct Resolver(Arc<Tls>);

impl ResolvesServerCert for Resolver {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let state = self.0.state.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&state.certified))
    }
}

fn written(certificate: &PathBuf, key: &PathBuf) -> [Option<SystemTime>; 2] {
    [certificate, key].map(|path| {
        std::fs::metadata(path)
            .and_then(|file| file.modified())
            .ok()
    })
}
