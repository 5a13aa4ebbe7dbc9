//! Statements made while running: the few whose tables come from `columns.toml`.
//!
//! Invariant: the only free part of such a text is names, each a plain identifier
//! (`[a-z][a-z0-9_]*`, at most 63 characters); values are always parameters.

use crate::Error;
use crate::statement::{Source, for_sqlite};

/// A generated statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dynamic {
    text: String,
    for_sqlite: String,
}

/// A table's or column's name that is safe to stand in a text.
fn identifier(name: &str) -> Result<&str, Error> {
    let first = name
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_lowercase());
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if first && name.len() <= 63 && name.bytes().all(plain) {
        Ok(name)
    } else {
        Err(Error::Identifier)
    }
}

fn identifiers(names: &[&str]) -> Result<String, Error> {
    if names.is_empty() {
        return Err(Error::Identifier);
    }
    let checked: Result<Vec<&str>, Error> = names.iter().copied().map(identifier).collect();
    Ok(checked?.join(", "))
}

impl Dynamic {
    fn new(text: String) -> Self {
        Self {
            for_sqlite: for_sqlite(&text),
            text,
        }
    }

    /// Removes the rows of `table` whose `column` is `$1`.
    ///
    /// # Errors
    ///
    /// [`Error::Identifier`] for a name that is no plain identifier.
    pub fn delete(table: &str, column: &str) -> Result<Self, Error> {
        let (table, column) = (identifier(table)?, identifier(column)?);
        Ok(Self::new(format!(
            "delete from {table} where {column} = $1"
        )))
    }

    /// Removes the rows of `table` that lie in a lot of a party: `$1` is the lot, in the column `lot`,
    /// `$2` the party.
    ///
    /// # Errors
    ///
    /// As [`Dynamic::delete`].
    pub fn delete_lot(table: &str, lot: &str) -> Result<Self, Error> {
        let (table, lot) = (identifier(table)?, identifier(lot)?);
        Ok(Self::new(format!(
            "delete from {table} where {lot} = $1 and party_id = $2"
        )))
    }

    /// Counts the rows of `table` that lie in a lot of a party, as [`Dynamic::delete_lot`] has it, and
    /// gives the highest number among them, nought where there is none.
    ///
    /// # Errors
    ///
    /// As [`Dynamic::delete`].
    pub fn count_lot(table: &str, lot: &str) -> Result<Self, Error> {
        let (table, lot) = (identifier(table)?, identifier(lot)?);
        Ok(Self::new(format!(
            "select count(*), coalesce(max(row_id), 0) from {table} where {lot} = $1 and party_id = $2"
        )))
    }

    /// The lots of a category in which nothing lies, in their order, each with its party: in none of
    /// the `places`, tables with their columns of lots. `$1` is the category, `$2` a lot behind which
    /// and `$3` one to which they are looked at.
    ///
    /// # Errors
    ///
    /// As [`Dynamic::delete`].
    pub fn lots_without(lots: &str, places: &[(&str, &str)]) -> Result<Self, Error> {
        let lots = identifier(lots)?;
        let nowhere = |(table, lot): &(&str, &str)| {
            let (table, lot) = (identifier(table)?, identifier(lot)?);
            Ok(format!(
                "
                and not exists (select 1
                                  from {table}
                                 where {table}.party_id = {lots}.party_id
                                   and {table}.{lot} = {lots}.lot_id)"
            ))
        };
        let nowhere: Result<String, Error> = places.iter().map(nowhere).collect();
        let nowhere = nowhere?;
        Ok(Self::new(format!(
            "select lot_id, party_id
               from {lots}
              where category = $1 and lot_id > $2 and lot_id <= $3{nowhere}
              order by lot_id"
        )))
    }

    /// When the newest row of a party was written in any of these tables; null where there is none.
    /// `$1` is the party.
    ///
    /// # Errors
    ///
    /// As [`Dynamic::delete`], and where there is no table.
    pub fn newest(tables: &[&str]) -> Result<Self, Error> {
        let one = |table: &&str| {
            let table = identifier(table)?;
            Ok(format!(
                "select max(recorded_ms) as at from {table} where party_id = $1"
            ))
        };
        let each: Result<Vec<String>, Error> = tables.iter().map(one).collect();
        let each = each?;
        if each.is_empty() {
            return Err(Error::Identifier);
        }
        Ok(Self::new(format!(
            "select max(at) from ({}) of_hers",
            each.join(" union all ")
        )))
    }

    /// Removes the rows of `table` whose `column` is `$1` and that have nothing in `empty`.
    ///
    /// # Errors
    ///
    /// As [`Dynamic::delete`].
    pub fn delete_without(table: &str, column: &str, empty: &str) -> Result<Self, Error> {
        let (table, column, empty) = (identifier(table)?, identifier(column)?, identifier(empty)?);
        Ok(Self::new(format!(
            "delete from {table} where {column} = $1 and {empty} is null"
        )))
    }

    /// Removes one row of a party from `table`, and what those who were merged into her have of it:
    /// `$1` is the party, `$2` the row.
    ///
    /// # Errors
    ///
    /// As [`Dynamic::delete`].
    pub fn delete_row(table: &str) -> Result<Self, Error> {
        let table = identifier(table)?;
        Ok(Self::new(format!(
            "delete from {table}
              where party_id in (select cast($1 as bigint)
                                  union all
                                 select party_id from party where merged_into = $1)
                and row_id = $2"
        )))
    }

    /// Rows of `table` with a value in `column`, written down before `$1`, in the order of parties and rows, behind the row
    /// `$3` of the party `$2`, `$4` of them: party, row, lot, when. Of merged parties none: they go
    /// with the one they were merged into.
    ///
    /// # Errors
    ///
    /// As [`Dynamic::delete`].
    pub fn written_before(table: &str, column: &str, lot: &str) -> Result<Self, Error> {
        let (table, lot, column) = (identifier(table)?, identifier(lot)?, identifier(column)?);
        Ok(Self::new(format!(
            "select party_id, row_id, {lot}, recorded_ms
               from {table}
              where recorded_ms < $1 and (party_id, row_id) > ($2, $3) and {lot} is not null
                and {column} is not null
                and not exists (select 1
                                  from party
                                 where party.party_id = {table}.party_id
                                   and party.merged_into is not null)
              order by party_id, row_id
              limit $4"
        )))
    }

    /// Rows of a party in `table` with a value in `column` behind a row: row, lot, when. `$1` is the party, `$2` the row, `$3`
    /// how many.
    ///
    /// # Errors
    ///
    /// As [`Dynamic::delete`].
    pub fn written_of(table: &str, column: &str, lot: &str) -> Result<Self, Error> {
        let (table, lot, column) = (identifier(table)?, identifier(lot)?, identifier(column)?);
        Ok(Self::new(format!(
            "select party_id, row_id, {lot}, recorded_ms
               from {table}
              where party_id = $1 and row_id > $2 and {lot} is not null
                and {column} is not null
              order by row_id
              limit $3"
        )))
    }

    /// Sets `columns` of the rows of `table` to null that lie in a lot of a party, as
    /// [`Dynamic::delete_lot`] has it.
    ///
    /// # Errors
    ///
    /// [`Error::Identifier`] for a name that is no plain identifier, and where there is none.
    pub fn empty_lot(table: &str, columns: &[&str], lot: &str) -> Result<Self, Error> {
        let (table, lot) = (identifier(table)?, identifier(lot)?);
        identifiers(columns)?;
        let sets = columns.join(" = null, ");
        Ok(Self::new(format!(
            "update {table} set {sets} = null where {lot} = $1 and party_id = $2"
        )))
    }

    /// Reads `columns` of the rows of `table` whose `column` is `$1`, ordered by `order`.
    ///
    /// # Errors
    ///
    /// [`Error::Identifier`] for a name that is no plain identifier, and where there is none.
    pub fn select(
        table: &str,
        columns: &[&str],
        column: &str,
        order: &[&str],
    ) -> Result<Self, Error> {
        let (columns, order) = (identifiers(columns)?, identifiers(order)?);
        let (table, column) = (identifier(table)?, identifier(column)?);
        Ok(Self::new(format!(
            "select {columns} from {table} where {column} = $1 order by {order}"
        )))
    }

    /// Reads `columns` of every row of `table`, in the order of `order`; before them how many they are.
    ///
    /// # Errors
    ///
    /// [`Error::Identifier`] for a name that is no plain identifier, and where there is none.
    pub(crate) fn every_row(table: &str, columns: &[&str], order: &[&str]) -> Result<Self, Error> {
        let width = columns.len();
        let (columns, order) = (identifiers(columns)?, identifiers(order)?);
        let table = identifier(table)?;
        Ok(Self::new(format!(
            "select cast({width} as bigint), {columns} from {table} order by {order}"
        )))
    }

    /// Adds a row to `table`: a parameter for each of `columns`.
    ///
    /// # Errors
    ///
    /// [`Error::Identifier`] for a name that is no plain identifier, and where there is none.
    pub fn insert(table: &str, columns: &[&str]) -> Result<Self, Error> {
        let params: Vec<String> = (1..=columns.len()).map(|at| format!("${at}")).collect();
        let (table, columns) = (identifier(table)?, identifiers(columns)?);
        Ok(Self::new(format!(
            "insert into {table} ({columns}) values ({})",
            params.join(", ")
        )))
    }

    /// Removes those rows of `table` whose `owner` is `$1` and whose `key` a row of owner `$2` has
    /// too: the copies of its rows.
    ///
    /// # Errors
    ///
    /// [`Error::Identifier`] for a name that is no plain identifier.
    pub fn delete_copies(table: &str, owner: &str, key: &str) -> Result<Self, Error> {
        let (table, owner, key) = (identifier(table)?, identifier(owner)?, identifier(key)?);
        Ok(Self::new(format!(
            "delete from {table} where {owner} = $1 \
             and {key} in (select {key} from {table} where {owner} = $2)"
        )))
    }

    /// Reads `columns` of the rows of `table` in the order of its key, the last parameter at most;
    /// `after` the row whose key are the parameters before it. Of each column of the key it is said
    /// whether it is text, which both engines then order by its bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Identifier`] for a name that is no plain identifier, and where there is none.
    pub fn page(
        table: &str,
        columns: &[&str],
        key: &[(&str, bool)],
        after: bool,
    ) -> Result<Self, Error> {
        let (table, columns) = (identifier(table)?, identifiers(columns)?);
        let names: Vec<&str> = key.iter().map(|(name, _)| *name).collect();
        let plain = identifiers(&names)?;
        // The server sorts text by a language unless it is told otherwise; SQLite never does.
        let bytes = key.iter().map(|(name, text)| match text {
            true => format!("{name} collate \"C\""),
            false => (*name).to_owned(),
        });
        let bytes = bytes.collect::<Vec<_>>().join(", ");
        let text = |order: &str| {
            let places: Vec<String> = (1..=key.len()).map(|n| format!("${n}")).collect();
            let behind = if after {
                format!(" where ({order}) > ({})", places.join(", "))
            } else {
                String::new()
            };
            let limit = if after { key.len() + 1 } else { 1 };
            format!("select {columns} from {table}{behind} order by {order} limit ${limit}")
        };
        Ok(Self {
            for_sqlite: for_sqlite(&text(&plain)),
            text: text(&bytes),
        })
    }

    /// Counts all rows of `table`.
    ///
    /// # Errors
    ///
    /// [`Error::Identifier`] for a name that is no plain identifier.
    pub fn count_all(table: &str) -> Result<Self, Error> {
        let table = identifier(table)?;
        Ok(Self::new(format!("select count(*) from {table}")))
    }

    /// The text, with `$1` for its parameter.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn source(&self) -> Source<'_> {
        Source {
            name: "store::dynamic",
            text: &self.text,
            for_sqlite: &self.for_sqlite,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn generated_statements_read_as_expected() {
        let text = |made: Result<Dynamic, Error>| made.unwrap().text;
        assert_eq!(
            text(Dynamic::delete("note", "lot_id")),
            "delete from note where lot_id = $1"
        );
        assert_eq!(
            text(Dynamic::empty_lot("party", &["name", "born"], "lot_id")),
            "update party set name = null, born = null where lot_id = $1 and party_id = $2"
        );
        assert_eq!(
            text(Dynamic::select(
                "note",
                &["note_id", "body"],
                "party_id",
                &["note_id"]
            )),
            "select note_id, body from note where party_id = $1 order by note_id"
        );
    }

    #[rstest]
    #[case("")]
    #[case("Note")]
    #[case("1note")]
    #[case("note; drop table note")]
    #[case("note--")]
    #[case("\"note\"")]
    #[case("nöte")]
    fn an_odd_name_is_refused_everywhere(#[case] odd: &str) {
        assert_eq!(Dynamic::delete(odd, "a"), Err(Error::Identifier));
        assert_eq!(Dynamic::delete("a", odd), Err(Error::Identifier));
        assert_eq!(
            Dynamic::empty_lot("a", &["b", odd], "c"),
            Err(Error::Identifier)
        );
        assert_eq!(
            Dynamic::select("a", &["b"], "c", &[odd]),
            Err(Error::Identifier)
        );
        assert_eq!(
            Dynamic::delete_copies(odd, "a", "b"),
            Err(Error::Identifier)
        );
        assert_eq!(Dynamic::delete_lot(odd, "a"), Err(Error::Identifier));
        assert_eq!(Dynamic::count_lot("a", odd), Err(Error::Identifier));
        assert_eq!(Dynamic::count_all(odd), Err(Error::Identifier));
    }
}
