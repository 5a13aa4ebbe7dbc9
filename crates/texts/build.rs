//! Lists the Fluent files of each language, so that a new file is picked up by being there.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const LANGUAGES: [&str; 3] = ["fi", "sv", "en"];

fn main() -> Result<(), Box<dyn Error>> {
    // Read when it runs: where two checkouts share a build folder, the path it was built in may be gone.
    let own = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names the crate's folder")?;
    let root = Path::new(&own).join("../../locales").canonicalize()?;
    let mut code = String::new();
    for language in LANGUAGES {
        let folder = root.join(language);
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut names = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let name = entry?
                .file_name()
                .into_string()
                .map_err(|_| "a name is not UTF-8")?;
            if Path::new(&name)
                .extension()
                .is_some_and(|ending| ending == "ftl")
            {
                names.push(name);
            }
        }
        names.sort();
        let constant = language.to_uppercase();
        writeln!(code, "pub(crate) const {constant}: &[(&str, &str)] = &[")?;
        for name in names {
            let path = folder.join(&name);
            println!("cargo::rerun-if-changed={}", path.display());
            let path = path
                .to_str()
                .ok_or("the path of the workspace is not UTF-8")?;
            writeln!(
                code,
                "    ({:?}, include_str!({path:?})),",
                format!("{language}/{name}")
            )?;
        }
        code.push_str("];\n");
    }
    let out = std::env::var_os("OUT_DIR").ok_or("cargo names a folder")?;
    fs::write(Path::new(&out).join("files.rs"), code)?;
    Ok(())
}
