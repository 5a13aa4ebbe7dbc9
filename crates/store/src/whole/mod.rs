//! Whole stores, row by row, whatever engine they are on: for backups and copies.
//!
//! A dump names its tables and columns, so it goes back into either engine. Its form: the line
//! `seloste rows 1`, then for each table `T`, name, columns with their kinds, each row behind an
//! `R`, and an `E` with the number of rows; in the end a `Z`. Numbers are eight bytes, the high one
//! first; texts and bytes stand behind their length.
//!
//! Invariants: what is dumped is one snapshot, in bounded memory; a dump that is cut off, or names
//! what the store does not have, is an error and never fewer rows. Values stay as they lie there:
//! what is sealed stays sealed. Never here: keys of encryption, or a file of our own.

mod above;

use std::borrow::Cow;
use std::io::{self, Read, Write};

use crate::describe::{self, TableInfo};
use crate::dynamic::Dynamic;
use crate::statement::Columns as Shape;
use crate::{Db, Error, Here, Kind, Params, Row, Schema, Slot, Tx, Value};

pub use above::count_above;

/// Why a store was not dumped or filled.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The store.
    #[error(transparent)]
    Store(#[from] Error),
    /// What is read from or written to.
    #[error("the dump could not be read or written")]
    Io(#[from] io::Error),
    /// It is no dump, or not of these tables.
    #[error("this is no dump of this store")]
    Form,
}

/// What a dump holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dumped {
    /// Each table and how many rows it has, in the order in which they can be filled.
    pub tables: Vec<(String, u64)>,
}

const MAGIC: &[u8] = b"seloste rows 1\n";
/// Bytes of one value at most: whatever claims more is no dump.
const VALUE_MAX: u64 = 1 << 30;
/// Columns of a table at most.
const COLUMNS_MAX: u64 = 200;
/// Rows written in one transaction at most, and bytes after which it ends earlier.
const ROWS_AT_ONCE: usize = 1_000;
const BYTES_AT_ONCE: usize = 4 << 20;

/// A row of any width. Its first column says how many follow.
struct Wide(Vec<Value<'static>>);

impl Shape for Wide {
    const SLOTS: &'static [Slot] = &[];
}

impl Row for Wide {
    fn read<'a>(cell: impl Fn(usize) -> Result<Value<'a>, Error>) -> Result<Self, Error> {
        let width = usize::try_from(cell(0)?.int()?).map_err(|_| Error::unreadable())?;
        let values = (1..=width).map(|place| Ok(owned(cell(place)?)));
        values.collect::<Result<_, Error>>().map(Self)
    }
}

/// A row on its way in.
struct Lent<'r>(&'r [Value<'static>]);

impl Params for Lent<'_> {
    const SLOTS: &'static [Slot] = &[];

    fn visit<'a, E>(&'a self, take: &mut impl FnMut(Value<'a>) -> Result<(), E>) -> Result<(), E> {
        self.0.iter().try_for_each(|value| {
            take(match value {
                Value::Null => Value::Null,
                Value::Int(number) => Value::Int(*number),
                Value::Text(text) => Value::Text(Cow::Borrowed(text)),
                Value::Bytes(bytes) => Value::Bytes(Cow::Borrowed(bytes)),
            })
        })
    }
}

fn owned(value: Value<'_>) -> Value<'static> {
    match value {
        Value::Null => Value::Null,
        Value::Int(number) => Value::Int(number),
        Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
        Value::Bytes(bytes) => Value::Bytes(Cow::Owned(bytes.into_owned())),
    }
}

/// Writes every row of a unit of work's store, as of its snapshot.
///
/// # Errors
///
/// [`Failed`]; then what was written is no dump.
pub fn dump(tx: &mut Tx<'_>, schema: &Schema, out: &mut dyn Write) -> Result<Dumped, Failed> {
    out.write_all(MAGIC)?;
    let mut tables = Vec::new();
    for table in tables_of(tx, schema)? {
        out.write_all(b"T")?;
        put_bytes(out, table.name.as_bytes())?;
        put_number(out, length(table.columns.len()))?;
        for column in &table.columns {
            put_bytes(out, column.name.as_bytes())?;
            out.write_all(&[letter(column.kind.ok_or(Failed::Form)?)])?;
        }
        let mut rows = 0;
        tx.each_text(&every_row(&table)?, |Wide(values)| {
            out.write_all(b"R")?;
            rows += 1;
            values.iter().try_for_each(|value| put(out, value))
        })?;
        out.write_all(b"E")?;
        put_number(out, rows)?;
        tables.push((table.name, rows));
    }
    out.write_all(b"Z")?;
    Ok(Dumped { tables })
}

impl Db {
    /// Fills this store, whose tables are empty, from a dump of one with the same tables.
    ///
    /// # Errors
    ///
    /// [`Failed`]; then the store holds a part of it and is to be thrown away.
    pub fn fill_here(&self, here: &Here, from: &mut dyn Read) -> Result<Dumped, Failed> {
        let ours: Vec<TableInfo> = self.read_here(here, describe::tables)?;
        let mut magic = [0; MAGIC.len()];
        from.read_exact(&mut magic)?;
        if magic != MAGIC {
            return Err(Failed::Form);
        }
        let mut tables = Vec::new();
        loop {
            match tag(from)? {
                b'T' => tables.push(self.fill_table(here, from, &ours)?),
                b'Z' if tables.len() == ours.len() => return Ok(Dumped { tables }),
                _ => return Err(Failed::Form),
            }
        }
    }

    fn fill_table(
        &self,
        here: &Here,
        from: &mut dyn Read,
        ours: &[TableInfo],
    ) -> Result<(String, u64), Failed> {
        let name = text(from)?;
        let width = number(from)?;
        if width > COLUMNS_MAX {
            return Err(Failed::Form);
        }
        let mut columns = Vec::new();
        for _ in 0..width {
            let column = text(from)?;
            let kind = kind(tag(from)?).ok_or(Failed::Form)?;
            columns.push((column, kind));
        }
        let table = ours.iter().find(|table| table.name == name);
        let known = |(column, kind): &(String, Kind)| {
            let all = table.into_iter().flat_map(|table| &table.columns);
            all.into_iter()
                .any(|one| one.name == *column && one.kind == Some(*kind))
        };
        let whole = table.is_some_and(|table| table.columns.len() == columns.len());
        if !whole || !columns.iter().all(known) {
            return Err(Failed::Form);
        }
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let mut chunk = Chunk::new(self, here, Dynamic::insert(&name, &names)?);
        loop {
            match tag(from)? {
                b'R' => {
                    let row: Result<Vec<_>, Failed> = columns.iter().map(|_| get(from)).collect();
                    chunk.push(row?)?;
                }
                b'E' => {
                    let rows = chunk.finish()?;
                    return if number(from)? == rows {
                        Ok((name, rows))
                    } else {
                        Err(Failed::Form)
                    };
                }
                _ => return Err(Failed::Form),
            }
        }
    }
}

/// Copies every row of a unit of work's store, as of its snapshot, into another with the same
/// tables, which are empty.
///
/// # Errors
///
/// [`Failed`]; then the other holds a part of it and is to be thrown away.
pub fn copy(tx: &mut Tx<'_>, schema: &Schema, to: &Db, here: &Here) -> Result<Dumped, Failed> {
    let mut tables = Vec::new();
    for table in tables_of(tx, schema)? {
        let names: Vec<&str> = names(&table);
        let mut chunk = Chunk::new(to, here, Dynamic::insert(&table.name, &names)?);
        tx.each_text(&every_row(&table)?, |Wide(values)| chunk.push(values))?;
        let rows = chunk.finish()?;
        tables.push((table.name, rows));
    }
    Ok(Dumped { tables })
}

/// Rows that are written together.
struct Chunk<'a> {
    db: &'a Db,
    here: &'a Here,
    insert: Dynamic,
    rows: Vec<Vec<Value<'static>>>,
    bytes: usize,
    written: u64,
}

impl<'a> Chunk<'a> {
    const fn new(db: &'a Db, here: &'a Here, insert: Dynamic) -> Self {
        Self {
            db,
            here,
            insert,
            rows: Vec::new(),
            bytes: 0,
            written: 0,
        }
    }

    fn push(&mut self, row: Vec<Value<'static>>) -> Result<(), Failed> {
        let size = |value: &Value<'_>| match value {
            Value::Text(text) => text.len(),
            Value::Bytes(bytes) => bytes.len(),
            Value::Null | Value::Int(_) => 8,
        };
        self.bytes += row.iter().map(size).sum::<usize>();
        self.rows.push(row);
        if self.rows.len() >= ROWS_AT_ONCE || self.bytes >= BYTES_AT_ONCE {
            self.write()?;
        }
        Ok(())
    }

    fn write(&mut self) -> Result<(), Failed> {
        let rows = || self.rows.iter().map(|row| Lent(row));
        let insert = &self.insert;
        let write = |tx: &mut Tx<'_>| tx.batch_text(insert, rows());
        self.written += self.db.write_here(self.here, write)?;
        self.rows.clear();
        self.bytes = 0;
        Ok(())
    }

    fn finish(mut self) -> Result<u64, Failed> {
        if !self.rows.is_empty() {
            self.write()?;
        }
        Ok(self.written)
    }
}

/// The tables in the order in which they were made: whatever a row refers to was made before.
fn tables_of(tx: &mut Tx<'_>, schema: &Schema) -> Result<Vec<TableInfo>, Error> {
    let mut tables = describe::tables(tx)?;
    let made: String = schema.migrations.iter().map(|(_, text)| *text).collect();
    tables.sort_by_key(|table| {
        let begins = format!("create table {} (", table.name);
        made.find(&begins).unwrap_or(usize::MAX)
    });
    Ok(tables)
}

fn names(table: &TableInfo) -> Vec<&str> {
    let columns = table.columns.iter();
    columns.map(|column| column.name.as_str()).collect()
}

fn every_row(table: &TableInfo) -> Result<Dynamic, Error> {
    let mut key: Vec<_> = table
        .columns
        .iter()
        .filter(|one| one.key_place > 0)
        .collect();
    key.sort_by_key(|column| column.key_place);
    let key: Vec<&str> = key.iter().map(|column| column.name.as_str()).collect();
    Dynamic::every_row(&table.name, &names(table), &key)
}

const fn letter(kind: Kind) -> u8 {
    match kind {
        Kind::Int => b'i',
        Kind::Text => b't',
        Kind::Bytes => b'b',
    }
}

const fn kind(letter: u8) -> Option<Kind> {
    match letter {
        b'i' => Some(Kind::Int),
        b't' => Some(Kind::Text),
        b'b' => Some(Kind::Bytes),
        _ => None,
    }
}

fn length(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

fn put_number(out: &mut dyn Write, number: u64) -> io::Result<()> {
    out.write_all(&number.to_be_bytes())
}

fn put_bytes(out: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    put_number(out, length(bytes.len()))?;
    out.write_all(bytes)
}

fn put(out: &mut dyn Write, value: &Value<'_>) -> Result<(), Failed> {
    match value {
        Value::Null => out.write_all(b"n")?,
        Value::Int(number) => {
            out.write_all(b"i")?;
            out.write_all(&number.to_be_bytes())?;
        }
        Value::Text(text) => {
            out.write_all(b"t")?;
            put_bytes(out, text.as_bytes())?;
        }
        Value::Bytes(bytes) => {
            out.write_all(b"b")?;
            put_bytes(out, bytes)?;
        }
    }
    Ok(())
}

fn tag(from: &mut dyn Read) -> Result<u8, Failed> {
    let mut tag = [0];
    from.read_exact(&mut tag)?;
    let [tag] = tag;
    Ok(tag)
}

fn number(from: &mut dyn Read) -> Result<u64, Failed> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Ok(u64::from_be_bytes(bytes))
}

fn bytes(from: &mut dyn Read) -> Result<Vec<u8>, Failed> {
    let length = number(from)?;
    if length > VALUE_MAX {
        return Err(Failed::Form);
    }
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if self::length(bytes.len()) == length {
        Ok(bytes)
    } else {
        Err(Failed::Form)
    }
}

fn text(from: &mut dyn Read) -> Result<String, Failed> {
    String::from_utf8(bytes(from)?).map_err(|_| Failed::Form)
}

fn get(from: &mut dyn Read) -> Result<Value<'static>, Failed> {
    Ok(match tag(from)? {
        b'n' => Value::Null,
        b'i' => {
            let mut bytes = [0; 8];
            from.read_exact(&mut bytes)?;
            Value::Int(i64::from_be_bytes(bytes))
        }
        b't' => Value::from(text(from)?),
        b'b' => Value::from(bytes(from)?),
        _ => return Err(Failed::Form),
    })
}
