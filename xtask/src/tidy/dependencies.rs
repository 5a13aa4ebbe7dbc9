//! Libraries of others: each has a line that says why, and two of them are never built.

use std::collections::BTreeSet;

use toml::Table;

use super::{Finding, Tree};

/// Where each library has its line.
const LIST: &str = "docs/dependencies.md";

/// Packages that no build of ours may contain, because each brings a second TLS and a C build.
const NEVER: [&str; 3] = ["aws-lc-sys", "openssl-sys", "native-tls"];

/// The root manifest against the list.
pub(super) fn check_list(tree: &Tree) -> Vec<Finding> {
    let Some(manifest) = tree
        .text("Cargo.toml")
        .and_then(|text| text.parse::<Table>().ok())
    else {
        return Vec::new();
    };
    let wanted: BTreeSet<&str> = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies")?.as_table())
        .into_iter()
        .flatten()
        .filter(|(_, entry)| entry.get("path").is_none())
        .map(|(name, _)| name.as_str())
        .collect();
    let text = tree.text(LIST).unwrap_or_default();
    let mut listed = BTreeSet::new();
    let mut findings = Vec::new();
    for (line, name) in (1..)
        .zip(text.lines())
        .filter_map(|(n, line)| Some((n, named(line)?)))
    {
        if !listed.insert(name) {
            findings.push(Finding::in_line(
                LIST,
                line,
                format!("{name} has two lines"),
            ));
        } else if !wanted.contains(name) {
            let says = format!("{name} is no dependency of the workspace any more");
            findings.push(Finding::in_line(LIST, line, says));
        }
    }
    for name in wanted.difference(&listed) {
        let says =
            format!("{name} has no line in {LIST}: what for, who keeps it, licence, leaving it");
        findings.push(Finding::in_file("Cargo.toml", says));
    }
    findings
}

/// The library that a row of the list is about.
fn named(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("| `")?.split_once('`')?;
    Some(name)
}

/// What is built against what may never be.
pub(super) fn check_built(packages: &str) -> Vec<Finding> {
    let names = packages
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    let built: BTreeSet<&str> = names.filter(|name| NEVER.contains(name)).collect();
    let finding = |name| {
        let says = format!("{name} is built: `cargo tree -i {name}` tells who brings it");
        Finding::in_file("Cargo.lock", says)
    };
    built.into_iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::found;
    use super::*;

    const MANIFEST: &str = "[workspace.dependencies]\nbasics = { path = \"crates/basics\" }\nserde = { version = \"1\" }\n";

    #[test]
    fn every_library_has_one_line_and_every_line_a_library() {
        let good = "| library | what for |\n|---|---|\n| `serde` | reading |\n";
        assert_eq!(
            found(check_list, &[("Cargo.toml", MANIFEST), (LIST, good)]),
            [""; 0]
        );
        assert_eq!(
            found(check_list, &[("Cargo.toml", MANIFEST), (LIST, "")]),
            ["Cargo.toml:0"]
        );
        let more = "| `serde` | reading |\n| `serde` | again |\n| `gone` | x |\n";
        let expected = [format!("{LIST}:2"), format!("{LIST}:3")];
        assert_eq!(
            found(check_list, &[("Cargo.toml", MANIFEST), (LIST, more)]),
            expected
        );
    }

    #[test]
    fn a_second_tls_is_never_built() {
        let built = "serde v1.0.0\nopenssl-sys v0.9.1\nopenssl-sys v0.9.1 (*)\n";
        assert_eq!(check_built(built).len(), 1);
        assert_eq!(check_built("serde v1.0.0\nring v0.17.0\n"), []);
    }
}
