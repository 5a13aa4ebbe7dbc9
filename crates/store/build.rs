//! Lists the migrations of each store, so that a new file is picked up by being there.
//!
//! Invariant: no file is skipped silently. A file that is not called `V<number>__<name>.sql`, or
//! two with one number, stop the build.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const STORES: [&str; 4] = ["register", "keys", "index", "trail"];

fn main() -> Result<(), Box<dyn Error>> {
    // Read when it runs: where two checkouts share a build folder, the path it was built in may be gone.
    let own = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names the crate's folder")?;
    let root = Path::new(&own).join("../../migrations").canonicalize()?;
    let mut code = String::new();
    for store in STORES {
        let folder = root.join(store);
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let name = entry?
                .file_name()
                .into_string()
                .map_err(|_| "a name is not UTF-8")?;
            let number = number(&name).ok_or_else(|| {
                format!("migrations/{store}/{name} must be called V<number>__<name>.sql")
            })?;
            files.push((number, name));
        }
        files.sort();
        if let Some((_, twice)) = files
            .iter()
            .zip(files.iter().skip(1))
            .find(|(a, b)| a.0 == b.0)
        {
            return Err(format!("migrations/{store}/{}: its number is taken", twice.1).into());
        }
        write!(
            code,
            "/// The migrations of the {store} store.\npub static {}: Schema = Schema {{\n    name: \"{store}\",\n    migrations: &[",
            store.to_uppercase()
        )?;
        for (_, name) in files {
            let path = folder.join(&name);
            println!("cargo::rerun-if-changed={}", path.display());
            write!(
                code,
                "\n        ({name:?}, include_str!({:?})),",
                text(&path)?
            )?;
        }
        code.push_str("\n    ],\n};\n");
    }
    let columns = root.join("columns.toml");
    println!("cargo::rerun-if-changed={}", columns.display());
    writeln!(
        code,
        "pub(crate) const COLUMNS: &str = include_str!({:?});",
        text(&columns)?
    )?;
    let out = std::env::var_os("OUT_DIR").ok_or("cargo names a folder")?;
    fs::write(Path::new(&out).join("schemas.rs"), code)?;
    Ok(())
}

fn number(file: &str) -> Option<u32> {
    let (number, name) = file
        .strip_prefix('V')?
        .strip_suffix(".sql")?
        .split_once("__")?;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let named = !name.is_empty() && name.bytes().all(plain);
    number
        .parse()
        .ok()
        .filter(|_| named && !number.starts_with(['0', '+']))
}

fn text(path: &Path) -> Result<&str, Box<dyn Error>> {
    path.to_str()
        .ok_or_else(|| "the path of the workspace is not UTF-8".into())
}
