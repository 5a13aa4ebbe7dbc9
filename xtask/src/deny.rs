//! The dependency check: licences, sources, duplicates, known weaknesses.
//!
//! A command of its own, because installing `cargo-deny` takes longer than most test runs.
//! `xtask test` runs the part that needs no network where `cargo-deny` is installed already.

use std::path::Path;

use anyhow::{Result, bail};

use crate::command::{cargo, output_of, went_well};

/// What `deny.toml` says and no network is needed for.
const WITHOUT_NETWORK: [&str; 5] = ["deny", "--offline", "check", "bans", "licenses"];

/// Whether `cargo-deny` is installed.
pub(crate) fn installed(root: &Path) -> bool {
    output_of(&mut cargo(root, &["deny", "--version"])).is_some()
}

/// The part of the check that needs no network.
///
/// # Errors
///
/// If cargo can't be started.
pub(crate) fn check_without_network(root: &Path) -> Result<bool> {
    let mut command = cargo(root, &WITHOUT_NETWORK);
    command.arg("sources");
    went_well(&mut command)
}

/// The whole check, with `cargo-deny` installed if it is missing.
///
/// # Errors
///
/// If `cargo-deny` can't be installed.
pub(crate) fn run(root: &Path, without_advisories: bool) -> Result<bool> {
    if !installed(root) {
        println!("cargo-deny is missing; installing it takes some minutes, once");
        let install = ["install", "cargo-deny", "--locked"];
        if !went_well(&mut cargo(root, &install))? {
            bail!("cargo-deny can't be installed");
        }
    }
    let clean = check_without_network(root)?;
    if without_advisories {
        println!("advisories: not checked, as asked");
        return Ok(clean);
    }
    let advised = went_well(&mut cargo(root, &["deny", "check", "advisories"]))?;
    if !advised {
        println!(
            "If the list of advisories can't be fetched here, --without-advisories leaves it out."
        );
    }
    Ok(clean && advised)
}
