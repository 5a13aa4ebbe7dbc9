//! Builds the style and the script from `web/` with the packages that its lock file names.
//!
//! Everything happens in the build folder: the packages are installed there, so that the checkout
//! stays as it is and two builds never meet. Node with npm is needed, as README says.

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What `npm ci` and the script need of `web/`.
const TOOLS: [&str; 3] = ["package.json", "package-lock.json", "build.mjs"];

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    let own = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names the folder")?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo names where to build")?);
    let web = own.join("../../web");
    let templates = own.join("../register/templates");
    println!("cargo::rerun-if-changed={}", web.display());
    println!("cargo::rerun-if-changed={}", templates.display());
    let tools = out.join("tools");
    fs::create_dir_all(&tools)?;
    install(&web, &tools)?;
    let made = out.join("made");
    if made.exists() {
        fs::remove_dir_all(&made)?;
    }
    let mut node = Command::new("node");
    node.arg(tools.join("build.mjs"))
        .args([&web, &templates, &made]);
    went_well(&mut node)?;
    fs::write(out.join("files.rs"), listed(&made)?)?;
    Ok(())
}

/// Installs the packages, where the lock file is not the one they were installed by.
fn install(web: &Path, tools: &Path) -> Result<(), Box<dyn Error>> {
    for name in TOOLS {
        fs::write(tools.join(name), fs::read(web.join(name))?)?;
    }
    let wanted = fs::read(web.join("package-lock.json"))?;
    let mark = tools.join("installed");
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(tools);
    went_well(&mut npm)?;
    fs::write(mark, wanted)?;
    Ok(())
}

fn went_well(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let done = command.output().map_err(|error| {
        format!("Node with npm is needed to build the pages' style and script: {error}")
    })?;
    if done.status.success() {
        return Ok(());
    }
    let told = String::from_utf8_lossy(&done.stderr);
    Err(format!("{command:?} failed: {told}").into())
}

/// The files as a table in Rust.
fn listed(made: &Path) -> Result<String, Box<dyn Error>> {
    let files = fs::read_to_string(made.join("files.txt"))?;
    let mut code = String::new();
    let mut names = Vec::new();
    for line in files.lines() {
        let [stem, ending, kind, name] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err("a line of files.txt has four parts".into());
        };
        let constant = format!("{stem}_{ending}").to_uppercase();
        let path = made.join(name);
        writeln!(code, "/// Built from `web/`.")?;
        writeln!(code, "pub const {constant}: Asset = Asset {{")?;
        writeln!(code, "    name: {name:?},")?;
        writeln!(code, "    kind: {kind:?},")?;
        for (field, end) in [("plain", ""), ("gzip", ".gz"), ("brotli", ".br")] {
            writeln!(
                code,
                "    {field}: include_bytes!(\"{}{end}\"),",
                path.display()
            )?;
        }
        writeln!(code, "}};")?;
        names.push(constant);
    }
    let all = names.join(", ");
    writeln!(
        code,
        "/// All of them.\npub const ALL: [&Asset; {}] = [&{}];",
        names.len(),
        all.replace(", ", ", &")
    )?;
    Ok(code)
}
