//! The Debian package: whether its parts fit together, and on request building it and trying it
//! in a fresh root.
//!
//! The check takes seconds and is part of `cargo xtask test`. Building and trying takes many
//! minutes and the superuser, so it runs where it is asked for: before a release.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::command::{cargo, output_of, program, went_well};

/// What to do with the package.
#[derive(Debug, Default, Args)]
pub(crate) struct PackageOptions {
    /// Builds it for release.
    #[arg(long)]
    build: bool,
    /// Builds two versions quickly, and installs, starts, upgrades and removes them in a fresh
    /// root.
    #[arg(long)]
    test: bool,
}

/// The exposure that systemd may find in the unit, in tenths: 10 would be a service that may do
/// all.
const EXPOSURE_MAX: &str = "15";

/// Does what `options` ask for.
///
/// # Errors
///
/// If a tool is missing or fails.
pub(crate) fn run(root: &Path, options: &PackageOptions) -> Result<bool> {
    let mut good = check(root)?;
    if options.build {
        let deb = built(root, &["--profile", "release"])?;
        println!("{}", deb.display());
    }
    if options.test {
        good &= tried(root)?;
    }
    Ok(good)
}

/// Whether the unit is one, and what the package names is there.
///
/// # Errors
///
/// If a file can't be read.
pub(crate) fn check(root: &Path) -> Result<bool> {
    let mut wrong = Vec::new();
    let folder = root.join("packaging");
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    check_unit(&read("seloste.service")?, &mut wrong)?;
    check_settings(root, &read("seloste.default")?, &mut wrong);
    for script in ["postinst", "prerm", "postrm"] {
        let parsed = Command::new("sh")
            .arg("-n")
            .arg(folder.join("deb").join(script))
            .status()?;
        if !parsed.success() {
            wrong.push(format!("packaging/deb/{script} is no shell script"));
        }
    }
    let manifest = fs::read_to_string(root.join("crates/register/Cargo.toml"))?;
    for asset in assets(&manifest) {
        if !root.join("crates/register").join(&asset).exists() {
            wrong.push(format!("the package names {asset}, which is not there"));
        }
    }
    for finding in &wrong {
        println!("package: {finding}");
    }
    Ok(wrong.is_empty())
}

/// The files of the repository that the manifest puts into the package.
fn assets(manifest: &str) -> Vec<String> {
    let (_, deb) = manifest
        .split_once("[package.metadata.deb]")
        .unwrap_or_default();
    let rows = deb.lines().map(str::trim);
    let first = rows.filter_map(|row| row.strip_prefix("[\"")?.split('"').next());
    first
        .filter(|path| !path.contains("target/"))
        .map(str::to_owned)
        .collect()
}

/// systemd understands the unit and finds little that it may do.
fn check_unit(unit: &str, wrong: &mut Vec<String>) -> Result<()> {
    if Command::new("systemd-analyze")
        .arg("--version")
        .output()
        .is_err()
    {
        println!("package: the unit is not verified, there is no systemd-analyze");
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("seloste.service");
    // The program is not installed where this runs; any other shows that the unit is one.
    fs::write(&path, unit.replace("/usr/bin/seloste", "/bin/true"))?;
    let verified = Command::new("systemd-analyze")
        .arg("verify")
        .arg(&path)
        .output()?;
    let told = String::from_utf8_lossy(&verified.stderr);
    if !verified.status.success() || told.contains("seloste.service") {
        wrong.push(format!("systemd-analyze verify: {}", told.trim()));
    }
    let judged = Command::new("systemd-analyze")
        .args(["security", "--offline=true", "--threshold", EXPOSURE_MAX])
        .arg(&path)
        .output()?;
    let told = String::from_utf8_lossy(&judged.stdout);
    let exposure = told.lines().find(|line| line.contains("Overall exposure"));
    println!("package: {}", exposure.unwrap_or("no judgement").trim());
    if !judged.status.success() {
        wrong.push(format!("the unit may do more than {EXPOSURE_MAX} tenths"));
    }
    Ok(())
}

/// Every setting that is named to the administrator is one that the program reads.
fn check_settings(root: &Path, settings: &str, wrong: &mut Vec<String>) {
    let folder = root.join("crates/register/src/cli");
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let code: String = files
        .filter_map(|file| fs::read_to_string(file.path()).ok())
        .collect();
    let names = settings
        .lines()
        .filter_map(|line| line.trim_start_matches('#').split_once('='))
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("SELOSTE_"));
    let mut count = 0;
    for name in names {
        count += 1;
        if !code.contains(&format!("\"{name}\"")) {
            wrong.push(format!(
                "packaging/seloste.default: the program does not read {name}"
            ));
        }
    }
    if count == 0 {
        wrong.push("packaging/seloste.default names no setting".to_owned());
    }
}

/// Builds a package; where it lies.
fn built(root: &Path, more: &[&str]) -> Result<PathBuf> {
    let present = || output_of(&mut cargo(root, &["deb", "--version"])).is_some();
    if !present() {
        println!("cargo-deb is missing; installing it takes some minutes, once");
        went_well(&mut cargo(root, &["install", "cargo-deb", "--locked"]))?;
    }
    completions(root)?;
    manual(root)?;
    let mut deb = cargo(root, &["deb", "--quiet", "--package", "seloste"]);
    let told = output_of(deb.args(more)).context("cargo deb failed")?;
    let last = told.lines().last().context("cargo deb told no file")?;
    Ok(PathBuf::from(last.trim()))
}

/// How the program itself is asked for what the package brings.
const PROGRAM: [&str; 7] = [
    "run",
    "--quiet",
    "--package",
    "seloste",
    "--bin",
    "seloste",
    "--",
];

/// Writes the manual pages that the package brings.
fn manual(root: &Path) -> Result<()> {
    let folder = root.join("target/manual");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut command = cargo(root, &PROGRAM);
    let written = went_well(command.args(["manual", "--to"]).arg(folder))?;
    anyhow::ensure!(written, "no manual pages");
    Ok(())
}

/// Writes the completions that the package brings.
fn completions(root: &Path) -> Result<()> {
    let folder = root.join("target/completions");
    fs::create_dir_all(&folder)?;
    for (shell, name) in [
        ("bash", "seloste"),
        ("zsh", "_seloste"),
        ("fish", "seloste.fish"),
    ] {
        let mut command = cargo(root, &PROGRAM);
        let text = output_of(command.args(["completions", shell]));
        fs::write(folder.join(name), text.context("no completions")?)?;
    }
    Ok(())
}

/// Installs, starts, upgrades and removes the package in a fresh root.
fn tried(root: &Path) -> Result<bool> {
    let folder = tempfile::Builder::new()
        .prefix("seloste-package.")
        .tempdir()?;
    let version = env!("CARGO_PKG_VERSION");
    let mut debs = Vec::new();
    for release in ["1", "2"] {
        let version = format!("{version}-{release}");
        let deb = built(
            root,
            &["--fast", "--profile", "dev", "--deb-version", &version],
        )?;
        let kept = folder.path().join(format!("seloste-{release}.deb"));
        fs::copy(&deb, &kept).with_context(|| deb.display().to_string())?;
        debs.push(kept);
    }
    let fresh = folder.path().join("root");
    debian(root, &fresh)?;
    let mut command = Command::new("unshare");
    command
        .args([
            "--net",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc",
        ])
        .arg(root.join("packaging/try.sh"))
        .arg(&fresh)
        .args(&debs)
        .arg(root.join("notice/tlmaint.toml"));
    went_well(&mut command)
}

/// A fresh root of Debian, from its own mirror; kept in the build folder to be copied from.
fn debian(root: &Path, to: &Path) -> Result<()> {
    let kept = root.join("target/debian-root");
    if !kept.join("etc/debian_version").exists() {
        let mut made = program(root, "debootstrap", &["--variant=minbase", "bookworm"]);
        made.arg(&kept).arg("http://deb.debian.org/debian");
        if !went_well(&mut made).context("please run: sudo apt-get install debootstrap")? {
            bail!("debootstrap could not make a root");
        }
    }
    let mut copied = Command::new("cp");
    copied.arg("-a").arg(&kept).arg(to);
    if !went_well(&mut copied)? {
        bail!("the root could not be copied");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assets_of_the_repository_are_told_from_what_is_built() {
        let manifest = "[package]\nname = \"x\"\n[package.metadata.deb]\nassets = [\n  \
                        [\"target/release/x\", \"usr/bin/\", \"755\"],\n  \
                        [\"../../LICENSE\", \"usr/share/doc/x/\", \"644\"],\n]\n";
        assert_eq!(assets(manifest), ["../../LICENSE"]);
    }

    #[test]
    fn a_setting_that_nothing_reads_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let cli = folder.path().join("crates/register/src/cli");
        fs::create_dir_all(&cli).unwrap();
        fs::write(cli.join("a.rs"), "env = \"SELOSTE_LISTEN\"").unwrap();
        let mut wrong = Vec::new();
        check_settings(
            folder.path(),
            "#SELOSTE_LISTEN=x\nSELOSTE_GONE=1\n",
            &mut wrong,
        );
        assert_eq!(wrong.len(), 1, "{wrong:?}");
    }
}
