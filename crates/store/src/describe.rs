//! What tables a store really has, as its engine tells it.
//!
//! For tests that hold the lists written by hand (`migrations/columns.toml`) against the live
//! tables, and the tables of one engine against those of the other.

use crate::prepared::kind_of;
use crate::{Db, Engine, Error, Kind, Statement, Tx, migrate};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableInfo {
    /// Its name.
    pub name: String,
    /// Its columns, in their order.
    pub columns: Vec<ColumnInfo>,
    /// Whether the engine refuses values of another kind (SQLite: `strict`).
    pub strict: bool,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnInfo {
    /// Its name.
    pub name: String,
    /// Its kind; none where its type is not one of ours.
    pub kind: Option<Kind>,
    /// Its type as the engine calls it.
    pub declared: String,
    /// Whether it may be null.
    pub nullable: bool,
    /// Its place in the primary key, counted from one; zero where it is not in it.
    pub key_place: i64,
}

/// Table, whether strict, whether without row ids; column, type, whether not null, key place.
type Told = (String, i64, i64, String, String, i64, i64);

// Each is for one engine alone and would not prepare on the other, so neither is in a list.
static SQLITE_COLUMNS: Statement<(), Told> = Statement::declared(
    "store::describe::SQLITE_COLUMNS",
    "select t.name, t.strict, t.wr, c.name, c.type, c.[notnull], c.pk
       from pragma_table_list t
       join pragma_table_info(t.name) c
      where t.schema = 'main' and t.type = 'table' and t.name not like 'sqlite!_%' escape '!'
      order by t.name, c.cid",
);
static POSTGRES_COLUMNS: Statement<(), Told> = Statement::declared(
    "store::describe::POSTGRES_COLUMNS",
    "select cast(t.relname as text), cast(1 as bigint), cast(1 as bigint),
            cast(c.attname as text), cast(format_type(c.atttypid, c.atttypmod) as text),
            cast(cast(c.attnotnull as int) as bigint),
            cast(coalesce(array_position(cast(k.indkey as smallint[]), c.attnum) + 1, 0) as bigint)
       from pg_class t
       join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
       left join pg_index k on k.indrelid = t.oid and k.indisprimary
      where t.relkind = 'r' and t.relnamespace = cast(current_schema() as regnamespace)
      order by t.relname, c.attnum",
);

/// The tables of a unit of work's store, by name, without the history of its migrations.
///
/// # Errors
///
/// Where the engine refuses to tell.
pub fn tables(tx: &mut Tx<'_>) -> Result<Vec<TableInfo>, Error> {
    let rows = match tx.engine() {
        Engine::Sqlite => tx.all(&SQLITE_COLUMNS, ())?,
        Engine::Postgres => tx.all(&POSTGRES_COLUMNS, ())?,
    };
    let mut tables: Vec<TableInfo> = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while let Some((table, strict, ..)) = rows.peek().cloned() {
        let mut columns = Vec::new();
        while let Some(row) = rows.next_if(|row| row.0 == table) {
            columns.push(column(row));
        }
        if table != migrate::HISTORY {
            tables.push(TableInfo {
                name: table,
                columns,
                strict: strict == 1,
            });
        }
    }
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(tables)
}

fn column(row: Told) -> ColumnInfo {
    let (_, _, without_rowid, name, declared, not_null, key_place) = row;
    // SQLite keeps null out of a key by itself only where the key is the row's number or the row
    // has none; elsewhere the table must say so.
    let kept_out = key_place > 0 && (without_rowid == 1 || declared == "INTEGER");
    ColumnInfo {
        name,
        kind: kind_of(&declared),
        declared,
        nullable: not_null == 0 && !kept_out,
        key_place,
    }
}

impl Db {
    /// The tables of this store, by name, without the history of its migrations.
    ///
    /// # Errors
    ///
    /// Where the engine refuses to tell.
    pub async fn describe(&self) -> Result<Vec<TableInfo>, Error> {
        self.read(tables).await
    }
}

/// How two descriptions of one store differ, one sentence each; nothing where both engines hold
/// the same tables column by column.
#[must_use]
pub fn differences(one: &[TableInfo], other: &[TableInfo]) -> Vec<String> {
    let mut found = Vec::new();
    let names = |tables: &[TableInfo]| {
        tables
            .iter()
            .map(|table| table.name.clone())
            .collect::<Vec<String>>()
    };
    if names(one) != names(other) {
        found.push(format!("tables: {:?} and {:?}", names(one), names(other)));
    }
    for table in one {
        let Some(same) = other.iter().find(|same| same.name == table.name) else {
            continue;
        };
        if table.columns.len() != same.columns.len() {
            found.push(format!("{}: another number of columns", table.name));
        }
        for (a, b) in table.columns.iter().zip(&same.columns) {
            let shown = |c: &ColumnInfo| (c.name.clone(), c.kind, c.nullable, c.key_place);
            if shown(a) != shown(b) {
                found.push(format!("{}: {:?} and {:?}", table.name, shown(a), shown(b)));
            }
        }
    }
    found
}

/// What no table of ours may have: a column of another type than our three, a table that takes
/// values of any kind.
#[must_use]
pub fn oddities(tables: &[TableInfo]) -> Vec<String> {
    let loose = tables.iter().filter(|table| !table.strict);
    let mut found: Vec<String> = loose
        .map(|table| format!("{} is not strict", table.name))
        .collect();
    for table in tables {
        let odd = table.columns.iter().filter(|column| column.kind.is_none());
        found.extend(odd.map(|column| {
            format!(
                "{}.{} is of type {}",
                table.name, column.name, column.declared
            )
        }));
        if table.columns.iter().all(|column| column.key_place == 0) {
            found.push(format!("{} has no primary key", table.name));
        }
    }
    found
}
