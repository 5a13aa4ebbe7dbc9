//! What every column of every table is: `migrations/columns.toml`, read and held against the
//! live tables.
//!
//! Erasure, the register extract and the tests read this list instead of lists of their own, so
//! that no table can be forgotten. Invariants that [`Columns::check`] and
//! [`Columns::check_numbers`] hold: every live column is classed and every classed column lives;
//! every table has one owner; every sealed column holds bytes, names its category, purpose and a
//! lot column of its own table, and has a number no other has, by which the vault binds its values.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::describe::{ColumnInfo, TableInfo};
pub use crate::erasures::Erasure;
pub use crate::with_party::{WhenGone, WithParty};
use crate::{Kind, schemas};

/// The whole list: store → table → columns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Columns(BTreeMap<String, BTreeMap<String, Table>>);

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The capability, or the part of the trusted core, that alone names this table in its
    /// statements.
    pub owner: String,
    /// What is done with a row when a lot of it is erased.
    #[serde(default)]
    pub on_erase: OnErase,
    /// The rows that go when nothing is left of who a party is, whatever lot they belong to.
    #[serde(default)]
    pub with_party: Vec<WithParty>,
    /// What each column is.
    pub columns: BTreeMap<String, Class>,
}

/// What is done with a row when a lot of it is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnErase {
    /// It goes.
    #[default]
    Delete,
    /// It stays without the sealed values of that lot: their columns become null.
    Empty,
}

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "class", rename_all = "lowercase", deny_unknown_fields)]
pub enum Class {
    /// Nothing personal by itself.
    Clear {
        /// What it holds, in a word or two. `lot`, `instant`, `day`, `amount` and `count` are held
        /// against the column's kind.
        what: String,
    },
    /// Personal and readable by whoever has the database; every one needs its reason.
    Personal {
        /// The category of the notice.
        category: String,
        /// What it is needed for.
        purpose: String,
        /// Why it is not sealed.
        why: String,
    },
    /// Sealed by the vault.
    Sealed {
        /// The category of the notice.
        category: String,
        /// What the vault binds its values to. Never changes, is never used again.
        number: u16,
        /// The column of the same table that holds the lot of the value.
        lot: String,
        /// What it is needed for.
        purpose: String,
    },
    /// A hash from which the value cannot be read back: of a password, a token, a search word.
    Hashed {
        /// Of what.
        of: String,
    },
    /// A key, wrapped by another.
    Wrapped {
        /// By which.
        by: String,
    },
}

/// The list cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("columns.toml: {0}")]
pub struct Unreadable(String);

/// A sealed column and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedColumn<'a> {
    /// The store: `register`.
    pub store: &'a str,
    /// The table.
    pub table: &'a str,
    /// The column.
    pub column: &'a str,
    /// The category of the notice.
    pub category: &'a str,
    /// What the vault binds its values to.
    pub number: u16,
    /// The column of the same table that holds the lot.
    pub lot: &'a str,
    /// What it is needed for.
    pub purpose: &'a str,
}

impl Columns {
    /// The list this program was built with, read once.
    ///
    /// # Errors
    ///
    /// [`Unreadable`] where it is not of the form described here; a test sees to that.
    pub fn ours() -> Result<&'static Self, Unreadable> {
        static OURS: LazyLock<Result<Columns, Unreadable>> =
            LazyLock::new(|| Columns::parse(schemas::COLUMNS));
        OURS.as_ref().map_err(Clone::clone)
    }

    /// Reads a list.
    ///
    /// # Errors
    ///
    /// [`Unreadable`], with line and column.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        toml::from_str(text).map_err(|error| Unreadable(error.to_string()))
    }

    /// The tables of a store, by name.
    pub fn tables(&self, store: &str) -> impl Iterator<Item = (&str, &Table)> {
        let tables = self.0.get(store).into_iter().flatten();
        tables.map(|(name, table)| (name.as_str(), table))
    }

    /// Every sealed column of every store.
    pub fn sealed(&self) -> impl Iterator<Item = SealedColumn<'_>> {
        self.0.iter().flat_map(|(store, tables)| {
            tables.iter().flat_map(move |(table, entry)| {
                entry
                    .columns
                    .iter()
                    .filter_map(move |(column, class)| match class {
                        Class::Sealed {
                            category,
                            number,
                            lot,
                            purpose,
                        } => Some(SealedColumn {
                            store,
                            table,
                            column,
                            category,
                            number: *number,
                            lot,
                            purpose,
                        }),
                        _ => None,
                    })
            })
        })
    }

    /// What is wrong with the numbers of sealed columns and the names of stores, one sentence each.
    #[must_use]
    pub fn check_numbers(&self) -> Vec<String> {
        let known = schemas::ALL.map(|schema| schema.name);
        let odd = self
            .0
            .keys()
            .filter(|store| !known.contains(&store.as_str()));
        let mut found: Vec<String> = odd
            .map(|store| format!("there is no store {store}"))
            .collect();
        let mut numbers: BTreeMap<u16, String> = BTreeMap::new();
        for sealed in self.sealed() {
            let place = format!("{}.{}.{}", sealed.store, sealed.table, sealed.column);
            if let Some(other) = numbers.insert(sealed.number, place.clone()) {
                found.push(format!(
                    "{place} and {other} have the number {}",
                    sealed.number
                ));
            }
        }
        found
    }

    /// Where the list and the live tables of a store differ, one sentence each.
    #[must_use]
    pub fn check(&self, store: &str, live: &[TableInfo]) -> Vec<String> {
        let mut found = Vec::new();
        for (name, table) in self.tables(store) {
            match live.iter().find(|live| live.name == name) {
                Some(live) => check_table(table, live, &mut found),
                None => found.push(format!("{store}.{name} is listed and not there")),
            }
        }
        for live in live {
            if self.tables(store).all(|(name, _)| name != live.name) {
                found.push(format!(
                    "{store}.{} is not listed in columns.toml",
                    live.name
                ));
            }
        }
        found
    }
}

fn check_table(table: &Table, live: &TableInfo, found: &mut Vec<String>) {
    if table.owner.is_empty() {
        found.push(format!("{} has no owner", live.name));
    }
    for rows in &table.with_party {
        for column in std::iter::once(&rows.column).chain(&rows.without) {
            if !table.columns.contains_key(column) {
                found.push(format!("{} goes by {column}, which it has not", live.name));
            }
        }
    }
    for column in &live.columns {
        let place = format!("{}.{}", live.name, column.name);
        match table.columns.get(&column.name) {
            None => found.push(format!("{place} is not listed in columns.toml")),
            Some(class) => {
                let wrong = check_column(table, class, column);
                found.extend(wrong.into_iter().map(|what| format!("{place} {what}")));
            }
        }
    }
    for name in table.columns.keys() {
        if live.columns.iter().all(|column| column.name != *name) {
            found.push(format!("{}.{name} is listed and not there", live.name));
        }
    }
}

fn check_column(table: &Table, class: &Class, column: &ColumnInfo) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut hold = |right: bool, what: &str| {
        if !right {
            wrong.push(what.to_owned());
        }
    };
    match class {
        Class::Clear { what } => {
            let kind = match what.as_str() {
                "lot" | "instant" | "amount" | "count" => Some(Kind::Int),
                "day" => Some(Kind::Text),
                _ => None,
            };
            hold(!what.is_empty(), "does not say what it holds");
            hold(
                kind.is_none() || column.kind == kind,
                "is of another kind than what it holds",
            );
            let timed = column.name.ends_with("_ms");
            hold(!timed || what == "instant", "ends in _ms and is no instant");
        }
        Class::Sealed {
            category,
            lot,
            purpose,
            ..
        } => {
            let of_lot = |class: &Class| matches!(class, Class::Clear { what } if what == "lot");
            hold(column.kind == Some(Kind::Bytes), "is sealed and not bytes");
            hold(!category.is_empty(), "has no category");
            hold(!purpose.is_empty(), "has no purpose");
            hold(
                table.columns.get(lot).is_some_and(of_lot),
                "names a lot column that its table does not have",
            );
            let emptied = table.on_erase == OnErase::Empty;
            hold(
                !emptied || column.nullable,
                "is emptied by erasure and must be nullable",
            );
        }
        Class::Personal {
            category,
            purpose,
            why,
        } => {
            let said = [category, purpose, why].iter().all(|text| !text.is_empty());
            hold(
                said,
                "is personal in the clear and does not say what for and why",
            );
        }
        Class::Hashed { of: what } | Class::Wrapped { by: what } => {
            hold(!what.is_empty(), "does not say of what, or by what");
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"
[register.note]
owner = "people"
[register.note.columns]
note_id = { class = "clear", what = "key" }
lot_id = { class = "clear", what = "lot" }
body = { class = "sealed", category = "messages", number = 12, lot = "lot_id", purpose = "services" }

[register.staff]
owner = "access"
on_erase = "empty"
[register.staff.columns]
staff_id = { class = "clear", what = "key" }
email = { class = "personal", category = "staff", purpose = "staff", why = "signing in" }
password = { class = "hashed", of = "the password" }
"#;

    fn column(name: &str, kind: Kind) -> ColumnInfo {
        ColumnInfo {
            name: name.to_owned(),
            kind: Some(kind),
            declared: String::new(),
            nullable: false,
            key_place: 0,
        }
    }

    fn live() -> Vec<TableInfo> {
        let table = |name: &str, columns: &[(&str, Kind)]| TableInfo {
            name: name.to_owned(),
            columns: columns
                .iter()
                .map(|(name, kind)| column(name, *kind))
                .collect(),
            strict: true,
        };
        let note = [
            ("note_id", Kind::Int),
            ("lot_id", Kind::Int),
            ("body", Kind::Bytes),
        ];
        let staff = [
            ("staff_id", Kind::Int),
            ("email", Kind::Text),
            ("password", Kind::Text),
        ];
        vec![table("note", &note), table("staff", &staff)]
    }

    #[test]
    fn a_list_that_tells_of_every_column_is_right() {
        let columns = Columns::parse(LIST).unwrap();
        assert_eq!(columns.check("register", &live()), Vec::<String>::new());
        assert_eq!(columns.check_numbers(), Vec::<String>::new());
        let sealed: Vec<_> = columns
            .sealed()
            .map(|one| (one.table, one.column, one.number))
            .collect();
        assert_eq!(sealed, [("note", "body", 12)]);
    }

    #[test]
    fn a_column_that_nobody_classed_is_found() {
        let mut tables = live();
        tables[0].columns.push(column("forgotten", Kind::Text));
        tables[1].columns.pop();
        tables.push(TableInfo {
            name: "new".to_owned(),
            columns: Vec::new(),
            strict: true,
        });
        let found = Columns::parse(LIST).unwrap().check("register", &tables);
        assert_eq!(
            found,
            [
                "note.forgotten is not listed in columns.toml",
                "staff.password is listed and not there",
                "register.new is not listed in columns.toml",
            ]
        );
    }

    #[test]
    fn a_sealed_column_must_hold_bytes_and_name_a_lot_of_its_table() {
        let mut tables = live();
        tables[0].columns[2].kind = Some(Kind::Text);
        let list = LIST.replace("lot = \"lot_id\"", "lot = \"note_id\"");
        let found = Columns::parse(&list).unwrap().check("register", &tables);
        assert_eq!(
            found,
            [
                "note.body is sealed and not bytes",
                "note.body names a lot column that its table does not have",
            ]
        );
    }

    #[test]
    fn a_number_stands_for_one_column_only() {
        let twice = format!("{LIST}{}", LIST.replace("register.", "trail."));
        let found = Columns::parse(&twice).unwrap().check_numbers();
        assert_eq!(
            found,
            ["trail.note.body and register.note.body have the number 12"]
        );
        assert!(Columns::parse("[cellar]").unwrap().check_numbers().len() == 1);
    }

    #[test]
    fn an_unknown_class_word_or_field_is_refused() {
        for (right, wrong) in [
            ("class = \"hashed\"", "class = \"hidden\""),
            (
                "owner = \"people\"",
                "owner = \"people\"\nkeeper = \"people\"",
            ),
            ("number = 12,", ""),
        ] {
            assert!(
                Columns::parse(&LIST.replace(right, wrong)).is_err(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn erasing_a_lot_reaches_every_table_that_may_hold_it() {
        let texts = |list: &str| {
            let made = Columns::parse(list).unwrap().erasures("register").unwrap();
            let made = made.iter().map(|one| one.statement.text().to_owned());
            made.collect::<Vec<String>>()
        };
        let list = LIST.replace(
            "lot_id = {",
            "party_id = { class = \"clear\", what = \"party\" }\nlot_id = {",
        );
        assert_eq!(
            texts(&list),
            ["delete from note where lot_id = $1 and party_id = $2"]
        );
        let made = Columns::parse(&list).unwrap().erasures("register").unwrap();
        assert!(made[0].may_hold("messages") && !made[0].may_hold("identity"));
        let emptied = list.replace(
            "owner = \"people\"",
            "owner = \"people\"\non_erase = \"empty\"",
        );
        assert_eq!(
            texts(&emptied),
            ["update note set body = null where lot_id = $1 and party_id = $2"]
        );
    }

    #[test]
    fn words_that_belong_to_nobody_go_by_their_lot_alone() {
        let columns = Columns::parse(LIST).unwrap();
        assert!(columns.erasures("register").unwrap().is_empty());
        let made = columns.erasures_of_nobody("register").unwrap();
        assert_eq!(
            made[0].statement.text(),
            "delete from note where lot_id = $1"
        );
    }
}
