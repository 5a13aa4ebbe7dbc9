//! A certificate that a register makes for itself, where nobody issues one for it.
//!
//! Nobody vouches for it: whoever connects compares its fingerprint with the one that `init`,
//! `serve` and `doctor` show. When it is made anew its key stays, so that who pinned the key need
//! not pin it again.
//!
//! Invariant: the key's file is readable by its owner alone from its first byte on.

use std::fs::{self, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use basics::{Instant, Zone};
use rcgen::{
    CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose,
    SerialNumber,
};
use zeroize::Zeroizing;

use super::certificate::{CertificateError, Facts};
use super::name::HostName;

/// How long a made certificate is valid. Apple's systems take none of more than 825 days.
const DAYS: i32 = 820;

/// Where a made certificate lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The certificate.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

impl Made {
    /// The places in a data folder.
    #[must_use]
    pub fn within(data: &Path) -> Self {
        let folder = data.join("tls");
        Self {
            certificate: folder.join("certificate.pem"),
            key: folder.join("key.pem"),
        }
    }

    /// Whether one was made there.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.certificate.exists() && self.key.exists()
    }

    /// Whether it is for all of these names.
    #[must_use]
    pub fn is_for(&self, names: &[HostName]) -> bool {
        let facts = Facts::read(&self.certificate);
        facts.is_ok_and(|facts| names.iter().all(|name| facts.is_for(name.as_str())))
    }
}

/// Makes a certificate for these names, with the key that is there or a new one. `serial` tells it
/// from the one before it, which browsers demand.
///
/// # Errors
///
/// [`CertificateError`]; what was there is then as it was.
pub fn make(
    at: &Made,
    names: &[HostName],
    now: Instant,
    serial: i64,
    new_key: bool,
) -> Result<Facts, CertificateError> {
    let key = match fs::read_to_string(&at.key).map(Zeroizing::new) {
        Ok(pem) if !new_key => KeyPair::from_pem(&pem).map_err(|_| CertificateError::KeyForm)?,
        _ => KeyPair::generate().map_err(|_| CertificateError::NotMade)?,
    };
    let signed = params(names, now, serial)?.self_signed(&key);
    let pem = signed.map_err(|_| CertificateError::NotMade)?.pem();
    let secret = Zeroizing::new(key.serialize_pem());
    let written = folder(at)
        .and_then(|()| replace(&at.key, secret.as_bytes(), 0o600))
        .and_then(|()| replace(&at.certificate, pem.as_bytes(), 0o644));
    written.map_err(|_| CertificateError::Unwritable)?;
    Facts::read(&at.certificate)
}

fn params(
    names: &[HostName],
    now: Instant,
    serial: i64,
) -> Result<CertificateParams, CertificateError> {
    let names: Vec<String> = names.iter().map(HostName::to_string).collect();
    let first = names.first().cloned().ok_or(CertificateError::NotMade)?;
    let mut params = CertificateParams::new(names).map_err(|_| CertificateError::NotMade)?;
    params.distinguished_name.push(DnType::CommonName, first);
    params
        .distinguished_name
        .push(DnType::OrganizationName, "Seloste");
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.serial_number = Some(SerialNumber::from_slice(
        &serial.unsigned_abs().to_be_bytes(),
    ));
    // From yesterday on: the clocks of those who connect may be behind.
    let zone = Zone::named("UTC").map_err(|_| CertificateError::NotMade)?;
    let today = zone.day_at(now);
    let date = |days: i32| {
        let date = today.plus_days(days).date();
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        rcgen::date_time_ymd(i32::from(date.year()), month, day)
    };
    (params.not_before, params.not_after) = (date(-1), date(DAYS));
    Ok(params)
}

fn folder(at: &Made) -> std::io::Result<()> {
    let Some(folder) = at.key.parent() else {
        return Ok(());
    };
    fs::create_dir_all(folder)?;
    fs::set_permissions(folder, Permissions::from_mode(0o700))
}

/// Writes a file in one step: it is the old one or the new one, never half of either.
fn replace(path: &Path, bytes: &[u8], mode: u32) -> std::io::Result<()> {
    let new = path.with_extension("new");
    match fs::remove_file(&new) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let opened = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(&new);
    let mut file = opened?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&new, path)
}

#[cfg(test)]
mod tests {
    use super::CertificateError::{Form, KeyExposed, KeyForm, KeyUnreadable, Mismatch, Unreadable};
    use super::*;
    use crate::listen::Certificate;

    const NOW: Instant = Instant::from_ms(1_795_507_200_000);

    fn names(texts: &[&str]) -> Vec<HostName> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn a_made_certificate_is_for_the_names_it_was_made_for_and_opens_with_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let at = Made::within(folder.path());
        assert!(!at.exists());
        let hosts = names(&["register.example.fi", "192.0.2.7", "2001:db8::1"]);
        let facts = make(&at, &hosts, NOW, 77, false).unwrap();
        assert_eq!(
            facts.names,
            ["register.example.fi", "192.0.2.7", "2001:db8::1"]
        );
        assert!(facts.from < NOW && facts.until.ms_since(NOW) > 819 * basics::DAY_MS);
        assert!(facts.until.ms_since(facts.from) <= 825 * basics::DAY_MS);
        assert_eq!(facts.fingerprint.len(), 32 * 3 - 1);
        let read = Certificate::read(&at.certificate, &at.key).unwrap();
        assert_eq!(read.facts, facts);
        assert!(at.is_for(&hosts) && !at.is_for(&names(&["other.example.fi"])));
        let mode = fs::metadata(&at.key).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn made_anew_it_has_another_fingerprint_and_the_same_key_unless_a_new_one_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let at = Made::within(folder.path());
        let hosts = names(&["register.example.fi"]);
        let first = make(&at, &hosts, NOW, 1, false).unwrap();
        let second = make(&at, &hosts, NOW, 2, false).unwrap();
        assert_ne!(first.fingerprint, second.fingerprint);
        assert_eq!(first.pin, second.pin);
        let third = make(&at, &hosts, NOW, 3, true).unwrap();
        assert_ne!(third.pin, second.pin);
    }

    #[test]
    fn a_key_of_another_certificate_or_that_everybody_reads_is_refused() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (one, other) = (Made::within(one.path()), Made::within(other.path()));
        make(&one, &names(&["a.example"]), NOW, 1, false).unwrap();
        make(&other, &names(&["a.example"]), NOW, 1, false).unwrap();
        let read = |certificate: &Path, key: &Path| Certificate::read(certificate, key).err();
        assert_eq!(read(&one.certificate, &other.key), Some(Mismatch));
        assert_eq!(read(&one.key, &one.key), Some(Form));
        assert_eq!(
            read(&one.certificate, Path::new("/nowhere")),
            Some(KeyUnreadable)
        );
        assert_eq!(read(Path::new("/nowhere"), &one.key), Some(Unreadable));
        fs::set_permissions(&one.certificate, Permissions::from_mode(0o600)).unwrap();
        assert_eq!(read(&one.certificate, &one.certificate), Some(KeyForm));
        fs::set_permissions(&one.key, Permissions::from_mode(0o604)).unwrap();
        assert_eq!(read(&one.certificate, &one.key), Some(KeyExposed));
    }
}
