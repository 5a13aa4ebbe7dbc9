//! The rules of the house that no compiler knows, each with what to do instead.
//!
//! A rule is a function from the [`Tree`] to findings, so each is tested on a small tree that
//! breaks it. Who may depend on whom is read from the tables in `ARCHITECTURE.md`: what people
//! read there is what is enforced here.

mod architecture;
mod crates;
mod dependencies;
mod files;
mod locales;
mod migrations;
mod pages;
mod source;
mod statements;
mod tree;
mod uses;
mod words;

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::command::{cargo, output_of};
pub(crate) use tree::Tree;

/// One place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// The file, from the root of the repository.
    path: String,
    /// Counted from one; zero is the file as a whole.
    line: usize,
    /// What is wrong and what to do instead.
    says: String,
}

impl Finding {
    fn in_line(path: &str, line: usize, says: impl Into<String>) -> Finding {
        Finding {
            path: path.to_owned(),
            line,
            says: says.into(),
        }
    }

    fn in_file(path: &str, says: impl Into<String>) -> Finding {
        Finding::in_line(path, 0, says)
    }
}

/// Every rule that needs nothing but the files.
const RULES: [fn(&Tree) -> Vec<Finding>; 11] = [
    files::check,
    source::check,
    words::check,
    crates::check,
    uses::check,
    dependencies::check_list,
    locales::check,
    migrations::check,
    pages::check,
    statements::check,
    architecture::check_links,
];

/// Checks the repository and prints every finding; true if there is none.
///
/// # Errors
///
/// If git or cargo can't say what the repository holds.
pub(crate) fn run(root: &Path) -> Result<bool> {
    let tree = Tree::read(root)?;
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    findings.extend(dependencies::check_built(&everything_built(root)?));
    findings.sort();
    findings.dedup();
    for Finding { path, line, says } in &findings {
        match line {
            0 => println!("{path}: {says}"),
            line => println!("{path}:{line}: {says}"),
        }
    }
    match findings.len() {
        0 => println!("tidy: {} files, nothing to say", tree.len()),
        number => println!("tidy: {number} to mend"),
    }
    Ok(findings.is_empty())
}

/// The names of all packages that any of our builds contains, one a line.
fn everything_built(root: &Path) -> Result<String> {
    let list = [
        "tree",
        "--workspace",
        "--locked",
        "--prefix=none",
        "--format={p}",
    ];
    let mut command = cargo(root, &list);
    command.args(["--edges=normal,build,dev", "--target=all"]);
    output_of(&mut command).context("cargo tree failed; is Cargo.lock up to date?")
}
