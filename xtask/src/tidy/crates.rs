//! Who may depend on whom among the crates: the table in `ARCHITECTURE.md` against the manifests.
//!
//! This is what keeps the application away from the keys and the trail: it may use the guard, and
//! nothing below it that opens a value.

use std::collections::BTreeSet;

use toml::Table;

use super::{Finding, Tree, architecture};

/// What any crate may use for its tests.
const FOR_TESTS: [&str; 2] = ["testkit", "sample"];

/// Manifests of all members against the table `crates`.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let manifests = members(tree);
    if manifests.is_empty() {
        return Vec::new();
    }
    let Some(may) = architecture::table(tree, "crates") else {
        return architecture::missing("crates");
    };
    let ours: BTreeSet<&str> = manifests.iter().map(|(_, name, _)| name.as_str()).collect();
    let mut findings = Vec::new();
    for (path, name, manifest) in &manifests {
        let Some((_, allowed)) = may.get(name) else {
            let says = format!(
                "{name} has no row in the table of crates in {}",
                architecture::PAGE
            );
            findings.push(Finding::in_file(path, says));
            continue;
        };
        for (section, dependency, entry) in dependencies(manifest) {
            let known = ours.contains(dependency.as_str());
            let for_tests = section == DEV && FOR_TESTS.contains(&dependency.as_str());
            if known && !allowed.contains(&dependency) && !for_tests {
                let says = format!(
                    "{name} may not use {dependency}: see who may depend on whom in {}",
                    architecture::PAGE
                );
                findings.push(Finding::in_file(path, says));
            }
            if !is_from_workspace(entry) {
                let says =
                    format!("{dependency}: say `{{ workspace = true }}`, the root has the version");
                findings.push(Finding::in_file(path, says));
            }
        }
        if !lints_are_the_workspaces(manifest) {
            findings.push(Finding::in_file(
                path,
                "needs `[lints]` with `workspace = true`",
            ));
        }
    }
    for (who, (line, whom)) in &may {
        for name in std::iter::once(who)
            .chain(whom)
            .filter(|name| !ours.contains(name.as_str()))
        {
            let says = format!("the table names {name}, which is no crate of ours");
            findings.push(Finding::in_line(architecture::PAGE, *line, says));
        }
    }
    findings
}

const DEV: &str = "dev-dependencies";

/// The manifests of the members: path, package, content.
fn members(tree: &Tree) -> Vec<(String, String, Table)> {
    let manifests = tree.texts(&["/Cargo.toml"]);
    manifests
        .filter_map(|(path, text)| {
            let manifest: Table = text.parse().ok()?;
            let name = manifest.get("package")?.get("name")?.as_str()?.to_owned();
            Some((path.to_owned(), name, manifest))
        })
        .collect()
}

/// Every dependency of a manifest: section, name, entry.
fn dependencies(manifest: &Table) -> Vec<(&'static str, String, &toml::Value)> {
    let sections = ["dependencies", DEV, "build-dependencies"];
    let found = sections.into_iter().filter_map(|section| {
        let table = manifest.get(section)?.as_table()?;
        Some(
            table
                .iter()
                .map(move |(name, entry)| (section, name.clone(), entry)),
        )
    });
    found.flatten().collect()
}

fn is_from_workspace(entry: &toml::Value) -> bool {
    entry.get("workspace").and_then(toml::Value::as_bool) == Some(true)
}

fn lints_are_the_workspaces(manifest: &Table) -> bool {
    manifest.get("lints").is_some_and(is_from_workspace)
}

#[cfg(test)]
mod tests {
    use super::super::tree::found;
    use super::*;

    const PAGE: &str = "<!-- tidy: crates -->\n| crate | may use |\n|---|---|\n| guard | vault |\n| register | guard |\n| vault | nothing |\n| testkit | nothing |\n";

    fn manifest(name: &str, rest: &str) -> String {
        format!("[package]\nname = \"{name}\"\n[lints]\nworkspace = true\n{rest}")
    }

    fn check_register(page: &str, register: &str) -> Vec<String> {
        let guard = manifest("guard", "[dependencies]\nvault.workspace = true\n");
        let files = [
            ("ARCHITECTURE.md", page),
            ("crates/guard/Cargo.toml", guard.as_str()),
            ("crates/register/Cargo.toml", register),
            ("crates/testkit/Cargo.toml", &manifest("testkit", "")),
            ("crates/vault/Cargo.toml", &manifest("vault", "")),
        ];
        found(check, &files)
    }

    #[test]
    fn what_the_table_allows_is_tidy_and_tests_may_use_the_testkit() {
        let rest = "[dependencies]\nguard = { workspace = true }\n[dev-dependencies]\ntestkit = { workspace = true }\n";
        assert_eq!(check_register(PAGE, &manifest("register", rest)), [""; 0]);
    }

    #[test]
    fn the_application_may_not_use_the_vault_not_even_in_tests() {
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let rest = format!("[{section}]\nvault = {{ workspace = true }}\n");
            let found = check_register(PAGE, &manifest("register", &rest));
            assert_eq!(found, ["crates/register/Cargo.toml:0"], "{section}");
        }
    }

    #[test]
    fn a_crate_without_a_row_and_a_row_without_a_crate_are_found() {
        let page = PAGE.replace("| register | guard |", "| registre | guard |");
        let found = check_register(&page, &manifest("register", ""));
        assert_eq!(found, ["ARCHITECTURE.md:5", "crates/register/Cargo.toml:0"]);
        assert_eq!(
            check_register("", &manifest("register", "")),
            ["ARCHITECTURE.md:0"]
        );
    }

    #[test]
    fn versions_and_lints_are_the_workspaces() {
        let rest = "[dependencies]\nserde = \"1\"\n";
        assert_eq!(
            check_register(PAGE, &manifest("register", rest)),
            ["crates/register/Cargo.toml:0"]
        );
        let bare = "[package]\nname = \"register\"\n";
        assert_eq!(check_register(PAGE, bare), ["crates/register/Cargo.toml:0"]);
    }
}
