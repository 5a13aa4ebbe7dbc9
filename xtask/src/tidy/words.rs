//! One word per thing: the names that this house does not use, in file and column names.

use super::migrations::tables;
use super::{Finding, Tree};

/// A word that may not be part of a name, and what to write instead.
const PARTS: [(&[&str], &str); 5] = [
    (&["user", "users"], "say `party`, `person` or `staff`"),
    (&["client", "clients"], "say `customer`"),
    (&["ttl", "expiry"], "say `clock` or `due`"),
    (&["audit"], "say `trail`"),
    (
        &[
            "util", "utils", "helper", "helpers", "common", "misc", "manager", "managers",
        ],
        "name it for what it does",
    ),
];

/// A word that says too little by itself.
const ALONE: [(&str, &str); 3] = [
    (
        "contact",
        "say `contact_person`, `contact_point` or `party`",
    ),
    (
        "ground",
        "say which: `legal_basis`, `disclosure_ground`, `retention_ground`",
    ),
    (
        "hold",
        "say which: `legal_hold`, `collection_stop`, `restriction`",
    ),
];

/// Names of files and folders, tables and columns.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, _) in tree.all() {
        let names = path
            .split('/')
            .map(|part| part.split_once('.').map_or(part, |(stem, _)| stem));
        for says in names.flat_map(banned_part) {
            findings.push(Finding::in_file(path, says));
        }
    }
    for (path, text) in tree.texts(&[".sql"]) {
        for table in tables(text) {
            let columns = table
                .columns
                .iter()
                .map(|column| (column.line, column.name.as_str()));
            for (line, name) in std::iter::once((table.line, table.name.as_str())).chain(columns) {
                for says in banned_part(name).into_iter().chain(banned_alone(name)) {
                    findings.push(Finding::in_line(path, line, says));
                }
            }
        }
    }
    findings
}

fn banned_part(name: &str) -> Vec<String> {
    let parts: Vec<&str> = name.split(['_', '-']).collect();
    let banned = PARTS
        .iter()
        .flat_map(|(words, instead)| words.iter().map(move |word| (*word, *instead)));
    banned
        .filter(|(word, _)| parts.contains(word))
        .map(|(word, instead)| format!("`{word}` in the name {name}: {instead}"))
        .collect()
}

fn banned_alone(name: &str) -> Option<String> {
    let (_, instead) = ALONE.iter().find(|(word, _)| *word == name)?;
    Some(format!("the name {name} says too little: {instead}"))
}

#[cfg(test)]
mod tests {
    use super::super::tree::found;
    use super::*;

    #[test]
    fn a_file_is_not_named_with_a_word_of_another_trade() {
        let files = [
            ("a/src/utils.rs", ""),
            ("a/src/user_list.rs", ""),
            ("a/src/people.rs", ""),
        ];
        assert_eq!(
            found(check, &files),
            ["a/src/user_list.rs:0", "a/src/utils.rs:0"]
        );
    }

    #[test]
    fn a_column_is_not_named_with_a_word_of_another_trade_nor_with_half_a_name() {
        let sql = "create table party (\n  party_id BIGINT not null,\n  user_id BIGINT,\n  hold TEXT,\n  bank_account TEXT\n);\n";
        let path = "migrations/register/V1__people.sql";
        assert_eq!(
            found(check, &[(path, sql)]),
            [format!("{path}:3"), format!("{path}:4")]
        );
    }
}
