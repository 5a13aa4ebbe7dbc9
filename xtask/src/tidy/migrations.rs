//! Migrations: numbered without gaps, named so that none is skipped, with the three column types
//! that mean the same on both engines.

use std::collections::BTreeMap;

use super::{Finding, Tree};

/// A table as a migration creates it.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) columns: Vec<Column>,
}

/// A column of it.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) line: usize,
}

/// The only column types that mean the same on both engines.
const KINDS: [&str; 3] = ["bigint", "text", "bytea"];

/// What begins a part of `create table` that is not a column.
const NOT_COLUMNS: [&str; 6] = [
    "primary",
    "foreign",
    "unique",
    "check",
    "constraint",
    "references",
];

/// File names and column types.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut numbers: BTreeMap<&str, Vec<(u32, &str)>> = BTreeMap::new();
    for (path, _) in tree.all() {
        let Some((folder, name)) = path
            .strip_prefix("migrations/")
            .and_then(|p| p.split_once('/'))
        else {
            continue;
        };
        match number(name) {
            Some(number) => numbers.entry(folder).or_default().push((number, path)),
            None => findings.push(Finding::in_file(
                path,
                "would be skipped silently: call it `V1__what_it_makes.sql`, lower case",
            )),
        }
    }
    for files in numbers.values_mut() {
        files.sort_unstable();
        for (expected, (number, path)) in (1..).zip(files.iter()) {
            if *number != expected {
                let says = format!("number {number} where {expected} is next: no gaps, no doubles");
                findings.push(Finding::in_file(path, says));
                break;
            }
        }
    }
    for (path, text) in tree
        .texts(&[".sql"])
        .filter(|(path, _)| path.starts_with("migrations/"))
    {
        let columns = tables(text).into_iter().flat_map(|table| table.columns);
        for column in columns.filter(|column| !KINDS.contains(&column.kind.as_str())) {
            let says = format!(
                "column {} is of type {}: only BIGINT, TEXT and BYTEA mean the same everywhere",
                column.name, column.kind
            );
            findings.push(Finding::in_line(path, column.line, says));
        }
    }
    findings
}

/// The number in a name such as `V12__invoices.sql`.
fn number(name: &str) -> Option<u32> {
    let (number, title) = name
        .strip_prefix('V')?
        .strip_suffix(".sql")?
        .split_once("__")?;
    let plain = !title.is_empty()
        && title
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    number
        .parse()
        .ok()
        .filter(|_| plain && !number.starts_with('0'))
}

/// The tables that a migration creates.
pub(super) fn tables(sql: &str) -> Vec<Table> {
    let text = lower_without_comments(sql);
    let mut tables = Vec::new();
    for (at, start) in text.match_indices("create table ") {
        let Some(after) = text.get(at + start.len()..) else {
            continue;
        };
        let after = after.strip_prefix("if not exists ").unwrap_or(after);
        let Some((name, inside)) = after.split_once('(') else {
            continue;
        };
        let offset = text.len() - inside.len();
        let columns = parts(inside)
            .into_iter()
            .filter_map(|(from, part)| column(&text, offset + from, part));
        tables.push(Table {
            name: name.trim().to_owned(),
            line: line_at(&text, at),
            columns: columns.collect(),
        });
    }
    tables
}

fn column(text: &str, at: usize, part: &str) -> Option<Column> {
    let mut words = part.split_whitespace();
    let name = words.next()?;
    let first = name.split('(').next().unwrap_or(name);
    let kind = words.next().unwrap_or_default();
    let blank = part.len() - part.trim_start().len();
    (!NOT_COLUMNS.contains(&first)).then(|| Column {
        name: name.to_owned(),
        kind: kind.to_owned(),
        line: line_at(text, at + blank),
    })
}

/// The parts between commas up to the closing parenthesis, each with its place.
fn parts(inside: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let mut depth = 0_u32;
    let mut from = 0;
    for (at, character) in inside.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ')' => {
                parts.extend(inside.get(from..at).map(|part| (from, part)));
                break;
            }
            ',' if depth == 0 => {
                parts.extend(inside.get(from..at).map(|part| (from, part)));
                from = at + 1;
            }
            _ => {}
        }
    }
    parts
}

/// Lower case, comments blanked, every character in its place.
fn lower_without_comments(sql: &str) -> String {
    let lines = sql.split('\n').map(|line| {
        let (code, comment) = line.split_at(line.find("--").unwrap_or(line.len()));
        code.to_ascii_lowercase() + &" ".repeat(comment.len())
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn line_at(text: &str, at: usize) -> usize {
    1 + text
        .get(..at)
        .map_or(0, |before| before.matches('\n').count())
}

#[cfg(test)]
mod tests {
    use super::super::tree::found;
    use super::*;

    #[test]
    fn migrations_are_numbered_without_gaps() {
        let files = [
            ("migrations/keys/V1__keys.sql", ""),
            ("migrations/register/V1__people.sql", ""),
            ("migrations/register/V3__invoices.sql", ""),
        ];
        assert_eq!(
            found(check, &files),
            ["migrations/register/V3__invoices.sql:0"]
        );
    }

    #[test]
    fn a_misnamed_migration_is_found() {
        let files = [
            ("migrations/keys/0001_keys.sql", ""),
            ("migrations/keys/V1__Keys.sql", ""),
        ];
        let expected = [
            "migrations/keys/0001_keys.sql:0",
            "migrations/keys/V1__Keys.sql:0",
        ];
        assert_eq!(found(check, &files), expected);
        assert_eq!(found(check, &[("migrations/columns.toml", "")]), [""; 0]);
    }

    #[test]
    fn a_column_has_one_of_three_types() {
        let sql = "-- a boolean is told here\ncreate table note (\n  note_id BIGINT primary key,\n  done BOOLEAN, -- no\n  state TEXT check (state in ('a', 'b')),\n  unique (state, done)\n);\n";
        let path = "migrations/register/V1__notes.sql";
        assert_eq!(found(check, &[(path, sql)]), [format!("{path}:4")]);
    }
}
