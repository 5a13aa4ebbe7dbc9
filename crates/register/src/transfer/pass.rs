//! Reading a file row by row: each makes something, or reasons why it makes nothing.
//!
//! Memory is bounded by the chunk that is asked for.

use std::borrow::Cow;
use std::io::{Read, Seek, SeekFrom};

use basics::Coded;

use formats::headings::Heading;
use formats::table::{NotRead, Row, Table, settled};
use policy::{FieldKey, FieldKind, Policy};
use sha2::{Digest, Sha256};

use super::kind::{Kind, What};
use super::mapping::{Mapping, Own};
use super::order::{Key, Mode, Order};
use super::run::Error;
use crate::people::Reason;

/// A row after examination.
pub(super) enum Examined<M> {
    /// It makes this.
    Made(M, Row),
    /// It makes nothing.
    Refused(Vec<Reason>, Row),
}

impl<M> Examined<M> {
    /// What the row makes, where it makes anything.
    pub(super) const fn made(&self) -> Option<&M> {
        match self {
            Self::Made(made, _) => Some(made),
            Self::Refused(..) => None,
        }
    }
}

/// Characters of a field that is too long, as it stands among the rejected rows: enough to be
/// known again, and still too long for any field of the register.
const CUT_AT: usize = 20_000;

/// One pass over a file.
pub(super) struct Pass<'f, F, K> {
    table: Table<&'f mut F>,
    mapping: Mapping,
    kind: K,
}

impl<'f, F: Read + Seek, K: Kind> Pass<'f, F, K> {
    /// Begins at the start of the file.
    ///
    /// # Errors
    ///
    /// Where its headings cannot be read.
    pub(super) fn open(file: &'f mut F, order: &Order, policy: &Policy) -> Result<Self, Error> {
        let table = open(file, order)?;
        let mapping = mapped::<K>(table.headings(), order)?;
        Ok(Self {
            table,
            mapping,
            kind: K::begin(order, policy),
        })
    }

    /// The headings, as they stand in the file.
    pub(super) fn headings(&self) -> &[String] {
        self.table.headings()
    }

    /// Which column holds what.
    pub(super) const fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// The next rows, examined; none at the end.
    ///
    /// # Errors
    ///
    /// What ends reading.
    pub(super) fn chunk(&mut self, most: usize) -> Result<Vec<Examined<K::Made>>, Error> {
        let mut chunk = Vec::new();
        while chunk.len() < most {
            let Some(row) = self.table.next() else { break };
            chunk.push(self.examine(row)?);
        }
        Ok(chunk)
    }

    fn examine(&mut self, row: Result<Row, NotRead>) -> Result<Examined<K::Made>, Error> {
        let mut row = match row {
            Ok(row) => row,
            Err(error) if error.ends_reading => return Err(error.into()),
            Err(error) => {
                let row = Row {
                    line: error.line,
                    fields: self.table.last_fields(CUT_AT),
                    marks: Vec::new(),
                };
                return Ok(Examined::Refused(vec![Reason::of_row(error.code())], row));
            }
        };
        if self.mapping.says_more(&row.fields) {
            let reason = Reason::of_row(formats::csv::WhyNotRead::Fields.code());
            return Ok(Examined::Refused(vec![reason], row));
        }
        let lost = settle(&self.mapping, &mut row);
        if !lost.is_empty() {
            return Ok(Examined::Refused(lost, row));
        }
        let text = |heading| self.mapping.text(&row.fields, heading);
        let own = self.mapping.own().iter().map(|(at, key, _)| {
            let field = row.fields.get(*at).map_or("", String::as_str);
            (*key, field)
        });
        let own: Vec<(FieldKey, &str)> = own.collect();
        Ok(match self.kind.examine(&text, &own) {
            Ok(made) => Examined::Made(made, row),
            Err(reasons) => Examined::Refused(reasons, row),
        })
    }
}

/// Puts right what a spreadsheet did to numbers; what of them is lost.
fn settle(mapping: &Mapping, row: &mut Row) -> Vec<Reason> {
    let mut lost = Vec::new();
    for (at, key, kind) in mapping.own() {
        let mark = row.mark(*at);
        let Some(field) = row.fields.get_mut(*at) else {
            continue;
        };
        // A day may be kept as a count of days; of the others only what is broken is lost.
        let like = match kind {
            FieldKind::Date => Heading::BirthDate,
            _ => Heading::Note,
        };
        match settled(like, field, mark) {
            Ok(None) => {}
            Ok(Some(meant)) => *field = meant,
            Err(error) => lost.push(Reason::of_own(*key, error.code())),
        }
    }
    for (at, heading) in mapping.columns().iter().enumerate() {
        let Some(heading) = *heading else { continue };
        let mark = row.mark(at);
        let Some(field) = row.fields.get_mut(at) else {
            break;
        };
        match settled(heading, field, mark) {
            Ok(None) => {}
            Ok(Some(meant)) => *field = meant,
            Err(error) => lost.push(Reason {
                heading: Some(heading),
                own: None,
                code: error.code(),
            }),
        }
    }
    lost
}

fn mapped<K: Kind>(titles: &[String], order: &Order) -> Result<Mapping, Error> {
    let none = Own::default();
    let own = match order.what {
        What::Customers => &order.own,
        What::Notes | What::Sites | What::Tasks => &none,
    };
    let mapping = Mapping::of(titles, &order.columns, order.ignore_unknown, own)?;
    K::fits(&mapping, order)?;
    Ok(mapping)
}

/// Looks at the headings alone: what is told before a file is kept.
///
/// # Errors
///
/// Where they cannot be read or mapped.
pub(super) fn check_headings<K: Kind>(
    file: &mut (impl Read + Seek),
    order: &Order,
) -> Result<(), Error> {
    mapped::<K>(open(file, order)?.headings(), order)?;
    Ok(())
}

/// Reads the whole file once, to find what ends reading before anything is written; its rows.
///
/// # Errors
///
/// As [`check_headings`]; what ends reading.
pub(super) fn count<K: Kind>(file: &mut (impl Read + Seek), order: &Order) -> Result<i64, Error> {
    let mut table = open(file, order)?;
    mapped::<K>(table.headings(), order)?;
    let mut rows = 0;
    for row in table.by_ref() {
        match row {
            Err(error) if error.ends_reading => return Err(error.into()),
            _ => rows += 1,
        }
    }
    Ok(rows)
}

/// The first rows of a file, under its headings, as they stand there: for whoever says what the
/// columns hold.
///
/// # Errors
///
/// Where the headings cannot be read.
pub(super) fn first_rows(
    file: &mut (impl Read + Seek),
    order: &Order,
    most: usize,
) -> Result<(Vec<String>, Vec<Vec<String>>), Error> {
    let mut table = open(file, order)?;
    let headings = table.headings().to_vec();
    let rows = table.by_ref().take(most).filter_map(Result::ok);
    Ok((headings, rows.map(|row| row.fields).collect()))
}

/// By what the same file is known again; another sheet of a workbook is another file, and so is the
/// same list when it is to bring customers up to date, or is matched by something else.
///
/// # Errors
///
/// Where it cannot be read.
pub(super) fn digest(file: &mut (impl Read + Seek), order: &Order) -> Result<Vec<u8>, Error> {
    file.seek(SeekFrom::Start(0)).map_err(|_| Error::File)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = file.read(&mut buffer).map_err(|_| Error::File)?;
        if count == 0 {
            break;
        }
        hash.update(buffer.get(..count).unwrap_or_default());
    }
    let by = match (order.mode, order.key) {
        (Mode::Create, _) | (_, Key::Certain) => String::new(),
        (_, key) => [" ", key.key()].concat(),
    };
    let more = match (order.what, order.sheet, order.mode) {
        (What::Customers, None, Mode::Create) => Cow::Borrowed(""),
        (what, sheet, mode) => Cow::Owned(format!("{} {sheet:?} {}{by}", what.key(), mode.key())),
    };
    hash.update(more.as_bytes());
    Ok(hash.finalize().to_vec())
}

fn open<'f, F: Read + Seek>(file: &'f mut F, order: &Order) -> Result<Table<&'f mut F>, Error> {
    Ok(Table::open(file, order.sheet)?)
}
