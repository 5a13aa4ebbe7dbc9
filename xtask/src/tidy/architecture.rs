//! What `ARCHITECTURE.md` says about who may depend on whom, and whether the pages' links lead
//! anywhere.
//!
//! The tables stand behind a marker line each, so that the same rows serve people and this check.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Tree};

/// Where the tables stand.
pub(super) const PAGE: &str = "ARCHITECTURE.md";

/// Who (first column) may use whom (second column), with the line of the row.
pub(super) type May = BTreeMap<String, (usize, BTreeSet<String>)>;

/// The table behind the line `<!-- tidy: NAME -->`; nothing if there is none.
pub(super) fn table(tree: &Tree, name: &str) -> Option<May> {
    let marker = format!("<!-- tidy: {name} -->");
    let lines = (1..).zip(tree.text(PAGE)?.lines());
    let mut rows = lines.skip_while(|(_, line)| line.trim() != marker);
    rows.next()?;
    let rows = rows
        .skip_while(|(_, line)| line.trim().is_empty())
        .take_while(|(_, line)| line.starts_with('|'))
        .skip(2);
    Some(
        rows.filter_map(|(number, row)| read_row(number, row))
            .collect(),
    )
}

fn read_row(line: usize, row: &str) -> Option<(String, (usize, BTreeSet<String>))> {
    let mut cells = row.trim().trim_matches('|').split('|').map(str::trim);
    let who = cells.next()?.trim_matches('`').to_owned();
    let whom = cells
        .next()?
        .split(',')
        .map(|name| name.trim().trim_matches('`').to_owned());
    let whom = whom
        .filter(|name| !name.is_empty() && name != "nothing")
        .collect();
    Some((who, (line, whom)))
}

/// A finding for a table that is not there.
pub(super) fn missing(name: &str) -> Vec<Finding> {
    let says = format!("has no table behind a line `<!-- tidy: {name} -->`");
    vec![Finding::in_file(PAGE, says)]
}

/// Every link between pages leads to a file.
pub(super) fn check_links(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts(&[".md"]) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, line) in (1..).zip(text.lines()) {
            for target in line
                .split("](")
                .skip(1)
                .filter_map(|rest| rest.split(')').next())
            {
                let target = target.split('#').next().unwrap_or_default();
                if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                    continue;
                }
                if !resolve(folder, target).is_some_and(|target| tree.holds(&target)) {
                    let says = format!("the link to {target} leads nowhere");
                    findings.push(Finding::in_line(path, number, says));
                }
            }
        }
    }
    findings
}

/// A relative path, from the root; nothing if it leads out of the repository.
fn resolve(folder: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::tree::found;
    use super::*;

    #[test]
    fn a_table_is_read_behind_its_marker_alone() {
        let page = "| a | b |\n|---|---|\n| x | y |\n\n<!-- tidy: crates -->\n\n| crate | may use |\n|---|---|\n| `store` | `basics`, `texts` |\n| basics | nothing |\n\n| other | z |\n";
        let tree = Tree::of(&[(PAGE, page)]);
        let table = table(&tree, "crates").unwrap();
        let store: Vec<&str> = table["store"].1.iter().map(String::as_str).collect();
        assert_eq!(store, ["basics", "texts"]);
        assert!(table["basics"].1.is_empty());
        assert_eq!(table["basics"].0, 10);
        assert_eq!(table.len(), 2);
        assert!(super::table(&tree, "register").is_none());
    }

    #[test]
    fn a_link_leads_somewhere() {
        let page = "[a](../README.md) [b](decisions/) [c](https://example.org/x)\n[d](gone.md#part)\n[e](../../out.md)\n";
        let files = [
            ("README.md", ""),
            ("docs/decisions/1.md", ""),
            ("docs/page.md", page),
        ];
        assert_eq!(
            found(check_links, &files),
            ["docs/page.md:2", "docs/page.md:3"]
        );
    }
}
