//! What the tests need that is not in the repository: found, or installed, or asked for in words.
//!
//! Only package managers are used (Debian's, npm's, cargo's), never a download of our own.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::cluster;
use crate::command::{environment, is_root, output_of, program, went_well};

/// What runs the tests of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runner {
    /// cargo-nextest: each test in a process of its own.
    Nextest,
    /// Cargo itself, where nextest can't be had.
    Cargo,
}

/// The test runner, installed if it is missing and can be.
///
/// # Errors
///
/// If cargo can't be started.
pub(crate) fn runner(root: &Path) -> Result<Runner> {
    let present = || {
        let mut version = crate::command::cargo(root, &["nextest", "--version"]);
        output_of(&mut version).is_some()
    };
    if present() {
        return Ok(Runner::Nextest);
    }
    println!("cargo-nextest is missing; installing it takes some minutes, once");
    let install = ["install", "cargo-nextest", "--locked"];
    if went_well(&mut crate::command::cargo(root, &install))? && present() {
        return Ok(Runner::Nextest);
    }
    println!("cargo-nextest can't be installed: `cargo test` runs the tests instead");
    Ok(Runner::Cargo)
}

/// The folder with the programs of a PostgreSQL server, installed if it is missing.
///
/// # Errors
///
/// If there is none and it can't be installed.
pub(crate) fn postgres() -> Result<PathBuf> {
    if let Some(programs) = cluster::programs() {
        return Ok(programs);
    }
    install(&[&["postgresql-15"], &["postgresql"]])?;
    cluster::programs().context("the package postgresql brought no server of version 15 or newer")
}

/// The browser, installed if it is missing. `SELOSTE_CHROMIUM` names another one.
///
/// # Errors
///
/// If there is none and it can't be installed.
pub(crate) fn browser() -> Result<PathBuf> {
    if let Some(own) = environment("SELOSTE_CHROMIUM") {
        return Ok(PathBuf::from(own));
    }
    let usual = Path::new("/usr/bin/chromium");
    if !usual.exists() {
        install(&[&["chromium", "fonts-liberation"]])?;
    }
    if !usual.exists() {
        bail!("the package chromium brought no /usr/bin/chromium");
    }
    Ok(usual.to_path_buf())
}

/// The npm packages of the browser tests, exactly as the lock file names them.
///
/// # Errors
///
/// If npm is missing or can't install them.
pub(crate) fn browser_packages(folder: &Path) -> Result<()> {
    let wanted = std::fs::read(folder.join("package-lock.json"))
        .context("e2e/package-lock.json can't be read")?;
    let mark = folder.join("node_modules/.installed-from");
    if std::fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut npm = program(folder, "npm", &["ci", "--no-audit", "--no-fund"]);
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    if !went_well(&mut npm).context("Node with npm is needed for the browser tests")? {
        bail!("npm could not install the packages of e2e/");
    }
    std::fs::write(mark, wanted).context("npm left no folder node_modules")
}

/// What tries the interface for programs, from Python's registry, in versions that are known to work together.
const INTERFACE_TOOLS: [&str; 2] = ["schemathesis==4.32.5", "openapi-spec-validator==0.9.0"];

/// The folder with the programs that try the interface, installed under the build folder if they
/// are missing.
///
/// # Errors
///
/// If Python is missing or can't install them.
pub(crate) fn interface_tools(root: &Path) -> Result<PathBuf> {
    let builds = environment("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let folder = builds.join("interface-tools");
    let (tools, mark) = (folder.join("bin"), folder.join(".installed"));
    let wanted = INTERFACE_TOOLS.join(" ");
    // A build folder that was moved has them, but they do not start from there.
    let starts = || {
        let mut tool = Command::new(tools.join("openapi-spec-validator"));
        output_of(tool.arg("--version")).is_some()
    };
    if std::fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) && starts() {
        return Ok(tools);
    }
    let make = |root: &Path| {
        let mut python = program(root, "python3", &["-m", "venv", "--clear"]);
        went_well(python.arg(&folder)).unwrap_or(false)
    };
    if !make(root) {
        install(&[&["python3-venv"]])?;
        if !make(root) {
            bail!("python3 makes no environment of its own");
        }
    }
    let mut pip = Command::new(tools.join("pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check"]);
    if !went_well(pip.args(INTERFACE_TOOLS))? {
        bail!("pip could not install {wanted}");
    }
    std::fs::write(mark, wanted).context("the tools' folder can't be written")?;
    Ok(tools)
}

/// Installs the first of `choices` (each a list of Debian packages) that can be had.
fn install(choices: &[&[&str]]) -> Result<()> {
    let first = choices.first().copied().unwrap_or_default().join(" ");
    let apt = Command::new("apt-get").arg("--version").output().is_ok();
    if !apt {
        bail!("please install what Debian calls \"{first}\", then run this again");
    }
    if !is_root() {
        bail!("please run: sudo apt-get install {first}");
    }
    let here = Path::new("/");
    // A list that can't be renewed may still do.
    went_well(&mut program(here, "apt-get", &["update", "-qq"]))?;
    for packages in choices {
        let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
        arguments.extend(*packages);
        let mut apt = program(here, "apt-get", &arguments);
        if went_well(apt.env("DEBIAN_FRONTEND", "noninteractive"))? {
            return Ok(());
        }
    }
    bail!("apt-get could not install {first}")
}
