//! `seloste certificate`: the certificate a register makes for itself, made and shown.

use serde_json::json;

use super::args::{Certificate, MakeCertificate};
use super::failed::Failed;
use super::reach::{hosts, make_certificate, shown};
use super::screen::Screen;
use super::{Outcome, Place};
use crate::folder::FolderError;
use crate::listen::{Facts, Made};

/// `seloste certificate …`
pub(super) fn certificate(at: &Place, order: Certificate, screen: &Screen) -> Outcome {
    let folder = at.folder("data");
    if !folder.holds_register() {
        return Err(Failed::of(&FolderError::NoRegister));
    }
    let made = Made::within(folder.path());
    let facts = match order {
        Certificate::Show => Facts::read(&made.certificate).map_err(|error| Failed::of(&error))?,
        Certificate::Make(MakeCertificate {
            hosts: names,
            new_key,
        }) => make_certificate(&made, &hosts(&names)?, new_key)?,
    };
    let json = json!({
        "names": facts.names,
        "until_ms": facts.until.ms(),
        "sha256": facts.fingerprint,
        "spki_sha256": facts.pin,
    });
    screen.result(&json, &[shown(&facts, screen)])?;
    Ok(0)
}
