//! Who may use whom inside the application: the table in `ARCHITECTURE.md` against every path
//! that begins with `crate::`.
//!
//! A capability is one folder; another one sees of it what its `mod.rs` shows, nothing deeper. The
//! shells (web, api, jobs, command line) know no capability. The crate's own root, which puts
//! everything together, may name all.

use std::collections::{BTreeMap, BTreeSet};

use super::source::code_of;
use super::{Finding, Tree, architecture};

/// Where the application lies.
const SOURCE: &str = "crates/register/src/";

/// Modules that put everything together.
const ROOTS: [&str; 2] = ["lib", "main"];

/// Every path of the application against the table `register`.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let files = files(tree);
    let modules: BTreeSet<&str> = files.iter().map(|file| file.module).collect();
    if modules.is_empty() {
        return Vec::new();
    }
    let Some(may) = architecture::table(tree, "register") else {
        return architecture::missing("register");
    };
    let inner = inner_modules(&files);
    let mut findings = Vec::new();
    for module in modules.iter().filter(|module| !may.contains_key(**module)) {
        let says = format!("the module {module} has no row in the table of the application");
        findings.push(Finding::in_file(architecture::PAGE, says));
    }
    for (who, (line, whom)) in &may {
        for name in std::iter::once(who)
            .chain(whom)
            .filter(|name| !modules.contains(name.as_str()))
        {
            let says = format!("the table names {name}, which is no module of the application");
            findings.push(Finding::in_line(architecture::PAGE, *line, says));
        }
    }
    for file in &files {
        let Some((_, allowed)) = may.get(file.module) else {
            continue;
        };
        for Path { line, segments } in file.paths() {
            let Some(first) = segments.first().filter(|first| **first != file.module) else {
                continue;
            };
            if !modules.contains(first.as_str()) {
                continue;
            }
            if !allowed.contains(first) {
                let says = format!(
                    "{} may not use {first}: see {}",
                    file.module,
                    architecture::PAGE
                );
                findings.push(Finding::in_line(file.path, line, says));
            } else if let Some(second) = segments.get(1)
                && inner
                    .get(first.as_str())
                    .is_some_and(|inner| inner.contains(second.as_str()))
            {
                let says =
                    format!("{first}::{second} is inside {first}: use what its mod.rs shows");
                findings.push(Finding::in_line(file.path, line, says));
            }
        }
    }
    findings
}

/// A file of the application.
struct File<'a> {
    path: &'a str,
    /// The module below the root that it belongs to.
    module: &'a str,
    /// How deep its own module lies below the root.
    depth: usize,
    text: &'a str,
}

fn files(tree: &Tree) -> Vec<File<'_>> {
    let sources = tree.texts(&[".rs"]).filter_map(|(path, text)| {
        let inside = path.strip_prefix(SOURCE)?.strip_suffix(".rs")?;
        let parts: Vec<&str> = inside.split('/').collect();
        let module = *parts.first()?;
        let depth = parts.len() - usize::from(parts.last() == Some(&"mod"));
        Some(File {
            path,
            module,
            depth,
            text,
        })
    });
    sources
        .filter(|file| !ROOTS.contains(&file.module))
        .collect()
}

/// The modules inside each module, by the names of files and folders.
fn inner_modules<'a>(files: &[File<'a>]) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut inner: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in files {
        let below = file
            .path
            .trim_start_matches(SOURCE)
            .trim_end_matches(".rs")
            .split('/')
            .nth(1);
        if let Some(below) = below.filter(|below| *below != "mod") {
            inner.entry(file.module).or_default().insert(below);
        }
    }
    inner
}

/// A path from the root of the crate.
struct Path {
    line: usize,
    segments: Vec<String>,
}

impl File<'_> {
    /// Every path from the root of the crate, `super` chains that reach it included.
    fn paths(&self) -> Vec<Path> {
        let code = code_of(self.text);
        let mut paths = Vec::new();
        let up = "super::".repeat(self.depth);
        for start in ["crate::", up.as_str()] {
            for (at, _) in code.match_indices(start) {
                let before = code.get(..at).unwrap_or_default();
                let named = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
                if before.ends_with(named) || before.ends_with("super::") {
                    continue;
                }
                let line = 1 + before.matches('\n').count();
                let after = code.get(at + start.len()..).unwrap_or_default();
                for segments in leaves(after) {
                    paths.push(Path { line, segments });
                }
            }
        }
        paths
    }
}

/// The paths that begin here: one, or those in a group of braces, two segments each.
fn leaves(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        return parts(group).into_iter().flat_map(leaves).collect();
    }
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() {
        return Vec::new();
    }
    let deeper = match rest.strip_prefix("::") {
        Some(rest) => leaves(rest),
        None => Vec::new(),
    };
    if deeper.is_empty() {
        return vec![vec![name.to_owned()]];
    }
    let with_name = |tail: Vec<String>| std::iter::once(name.to_owned()).chain(tail).collect();
    deeper.into_iter().map(with_name).collect()
}

/// The parts between commas of a group that has begun.
fn parts(group: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut from = 0;
    for (at, character) in group.char_indices() {
        let ends = match character {
            '{' => {
                depth += 1;
                false
            }
            '}' if depth > 0 => {
                depth -= 1;
                false
            }
            '}' => true,
            ',' => depth == 0,
            _ => false,
        };
        if ends {
            parts.extend(group.get(from..at));
            from = at + 1;
        }
        if ends && character == '}' {
            break;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::tree::found;
    use super::*;

    const PAGE: &str = "<!-- tidy: register -->\n| module | may use |\n|---|---|\n| people | staff |\n| staff | nothing |\n| web | nothing |\n";

    fn check_people(source: &str) -> Vec<String> {
        let files = [
            ("ARCHITECTURE.md", PAGE),
            ("crates/register/src/lib.rs", "use crate::people::rules::X;"),
            ("crates/register/src/people/mod.rs", ""),
            ("crates/register/src/people/rules.rs", source),
            ("crates/register/src/staff/mod.rs", ""),
            ("crates/register/src/staff/queries.rs", ""),
            ("crates/register/src/web/mod.rs", ""),
        ];
        found(check, &files)
    }

    #[test]
    fn a_capability_uses_what_the_table_allows_through_its_mod() {
        let source = "use crate::staff::{Staff, role};\nuse crate::people::queries;\n// crate::web::x\nfn a() { crate::staff::name(); }\n";
        assert_eq!(check_people(source), [""; 0]);
    }

    #[test]
    fn a_capability_does_not_use_what_the_table_does_not_name() {
        let here = "crates/register/src/people/rules.rs";
        let sources = [
            "use crate::web::Page;\n",
            "use crate::{staff::Staff, web::{Page, Row}};\n",
            "fn a() { crate::web::page(); }\n",
            "use super::super::web::Page;\n",
        ];
        for source in sources {
            assert_eq!(
                check_people(source).first(),
                Some(&format!("{here}:1")),
                "{source}"
            );
        }
    }

    #[test]
    fn nothing_is_taken_from_inside_another_capability() {
        let here = "crates/register/src/people/rules.rs:2";
        assert_eq!(check_people("\nuse crate::staff::queries::ALL;\n"), [here]);
        assert_eq!(
            check_people("\nuse crate::staff::{Staff, queries::ALL};\n"),
            [here]
        );
    }

    #[test]
    fn every_module_has_a_row_and_every_row_a_module() {
        let files = [
            ("ARCHITECTURE.md", PAGE),
            ("crates/register/src/people/mod.rs", ""),
            ("crates/register/src/app.rs", ""),
            ("crates/register/src/staff.rs", ""),
        ];
        assert_eq!(
            found(check, &files),
            ["ARCHITECTURE.md:0", "ARCHITECTURE.md:6"]
        );
    }
}
