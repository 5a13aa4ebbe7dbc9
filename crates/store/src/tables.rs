//! Whole tables, row by row in the order of their keys, whatever stands in them: for moving a
//! register to another engine and for taking it out as a whole.
//!
//! Invariants: both engines give the rows of a table in the same order (numbers by value, text and
//! bytes by their bytes), so that two stores can be compared page by page; memory holds one page;
//! tables come in an order in which no row names one that is not there yet.

use std::collections::{BTreeMap, BTreeSet};

use crate::describe::TableInfo;
use crate::statement::Columns;
use crate::{Dynamic, Error, Kind, Row, Schema, Tx, Value};

/// The values of one row, in the order of its table's columns. No `Debug`: they may be personal.
pub type AnyRow = Vec<Value<'static>>;

/// A row of as many columns as there are.
struct Open(AnyRow);

impl Columns for Open {
    const SLOTS: &'static [crate::Slot] = &[];
}

impl Row for Open {
    fn read<'a>(cell: impl Fn(usize) -> Result<Value<'a>, Error>) -> Result<Self, Error> {
        let cells = (0..).map_while(|place| cell(place).ok());
        Ok(Self(cells.map(Value::into_owned).collect()))
    }
}

/// The rows of a generated query of so many columns, whatever stands in them.
///
/// # Errors
///
/// What the engine refuses; [`Error::Unreadable`].
pub fn rows(
    tx: &mut Tx<'_>,
    statement: &Dynamic,
    params: &[Value<'_>],
    width: usize,
) -> Result<Vec<AnyRow>, Error> {
    let rows: Vec<Open> = tx.all_text(statement, params)?;
    let whole = |row: Open| {
        let whole = row.0.len() == width;
        whole.then_some(row.0).ok_or_else(Error::unreadable)
    };
    rows.into_iter().map(whole).collect()
}

/// A table, ready to be read and written row by row.
pub struct Whole {
    name: String,
    columns: Vec<String>,
    /// Places of the key's columns.
    key: Vec<usize>,
    first: Dynamic,
    next: Dynamic,
    insert: Dynamic,
    count: Dynamic,
}

impl Whole {
    /// A table as its engine describes it.
    ///
    /// # Errors
    ///
    /// [`Error::Identifier`] for a table without a primary key or with an odd name.
    pub fn of(table: &TableInfo) -> Result<Self, Error> {
        let columns: Vec<&str> = table.columns.iter().map(|one| one.name.as_str()).collect();
        let mut key: Vec<(i64, usize)> = Vec::new();
        for (place, column) in table.columns.iter().enumerate() {
            if column.key_place > 0 {
                key.push((column.key_place, place));
            }
        }
        key.sort_unstable();
        let key: Vec<usize> = key.into_iter().map(|(_, place)| place).collect();
        let of_key = key.iter().filter_map(|place| table.columns.get(*place));
        let named: Vec<(&str, bool)> = of_key
            .map(|column| (column.name.as_str(), column.kind == Some(Kind::Text)))
            .collect();
        Ok(Self {
            first: Dynamic::page(&table.name, &columns, &named, false)?,
            next: Dynamic::page(&table.name, &columns, &named, true)?,
            insert: Dynamic::insert(&table.name, &columns)?,
            count: Dynamic::count_all(&table.name)?,
            name: table.name.clone(),
            columns: columns.into_iter().map(str::to_owned).collect(),
            key,
        })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its columns, in their order.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The place of a column.
    #[must_use]
    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|one| one == column)
    }

    /// Places of the key's columns, in the order of the key.
    #[must_use]
    pub fn key(&self) -> &[usize] {
        &self.key
    }

    /// How many rows there are.
    ///
    /// # Errors
    ///
    /// What the engine refuses.
    pub fn count(&self, tx: &mut Tx<'_>) -> Result<i64, Error> {
        let rows: Vec<i64> = tx.all_text(&self.count, &[])?;
        rows.into_iter().next().ok_or_else(Error::unreadable)
    }

    /// The next rows behind one, at most `limit`.
    ///
    /// # Errors
    ///
    /// What the engine refuses; [`Error::Unreadable`].
    pub fn page(
        &self,
        tx: &mut Tx<'_>,
        after: Option<&AnyRow>,
        limit: i64,
    ) -> Result<Vec<AnyRow>, Error> {
        let width = self.columns.len();
        match after {
            None => rows(tx, &self.first, &[Value::Int(limit)], width),
            Some(row) => {
                let key = self.key.iter().filter_map(|place| row.get(*place));
                let mut params: Vec<Value<'_>> = key.cloned().collect();
                params.push(Value::Int(limit));
                rows(tx, &self.next, &params, width)
            }
        }
    }

    /// Writes rows that are not there yet.
    ///
    /// # Errors
    ///
    /// What the engine refuses, such as [`Error::Unique`].
    pub fn insert(&self, tx: &mut Tx<'_>, rows: &[AnyRow]) -> Result<u64, Error> {
        tx.batch_rows(&self.insert, rows)
    }
}

/// The tables of a unit of work's store, those before that others name.
///
/// # Errors
///
/// Where the engine refuses to tell; [`Error::Identifier`] for tables that name each other.
pub fn in_order(tx: &mut Tx<'_>, schema: &Schema) -> Result<Vec<Whole>, Error> {
    let mut left = crate::describe::tables(tx)?;
    let named = references(schema);
    let mut there: BTreeSet<String> = BTreeSet::new();
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let ready = |table: &TableInfo| {
            let others = named.get(&table.name);
            others.is_none_or(|others| others.iter().all(|one| there.contains(one)))
        };
        let (now, later): (Vec<TableInfo>, Vec<TableInfo>) = left.into_iter().partition(ready);
        if now.is_empty() {
            return Err(Error::Identifier);
        }
        for table in now {
            ordered.push(Whole::of(&table)?);
            there.insert(table.name);
        }
        left = later;
    }
    Ok(ordered)
}

/// Which tables each table names, as the migrations say it.
fn references(schema: &Schema) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, text) in schema.migrations {
        let lines = text
            .lines()
            .map(|line| line.split("--").next().unwrap_or(""));
        let code = lines.collect::<Vec<_>>().join("\n");
        for statement in code.split(';') {
            let apart = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
            let words: Vec<String> = statement
                .split(apart)
                .filter(|word| !word.is_empty())
                .map(str::to_ascii_lowercase)
                .collect();
            let table = match words.as_slice() {
                [verb, what, table, ..]
                    if (verb == "create" || verb == "alter") && what == "table" =>
                {
                    table.clone()
                }
                _ => continue,
            };
            for pair in words.windows(2) {
                if let [word, other] = pair
                    && word == "references"
                    && *other != table
                {
                    found
                        .entry(table.clone())
                        .or_default()
                        .insert(other.clone());
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schemas;

    #[test]
    fn what_a_table_names_is_read_from_the_migrations() {
        let found = references(&schemas::REGISTER);
        assert_eq!(
            found.get("staff_role"),
            Some(&BTreeSet::from(["staff".to_owned()]))
        );
        assert_eq!(
            found.get("connection"),
            Some(&BTreeSet::from(["party".to_owned()]))
        );
        assert_eq!(found.get("party"), None);
    }
}
