//! Workbooks of spreadsheets (Office Open XML, ECMA-376).
//!
//! Invariant: a workbook is unpacked once into nothing, counting, before it is given to the
//! library that understands it: neither what it says of its sizes nor what it is fills the memory.
//! It may not unpack to far more than any list of people does. The rows of one sheet are held, within
//! [`CELLS_MAX`], [`CELL_BYTES_MAX`] and [`ROWS_MAX`]; a longer list comes as CSV.

use std::io::{self, Read, Seek, SeekFrom};

use basics::Coded;
use calamine::{DataRef, Reader as _, SheetType, Xlsx, XlsxError};

use super::{Mark, NotRead, Row};
use crate::csv::{Limits, WhyNotRead};
use crate::reason::reasons;

/// Parts of a workbook: sheets, styles, pictures.
const PARTS_MAX: usize = 2_000;
/// What a workbook may unpack to.
pub(super) struct Bounds {
    /// Bytes of all its parts.
    pub(super) whole_bytes_max: u64,
    /// Bytes of its table of texts: it is held whole.
    pub(super) texts_bytes_max: u64,
    /// How many times its own size it may unpack to. A list of people unpacks to some ten times;
    /// what unpacks to far more says the same over and over and is read for long.
    pub(super) times_its_size: u64,
    /// Bytes that any workbook may unpack to, however small it is.
    pub(super) small_bytes: u64,
}
const BOUNDS: Bounds = Bounds {
    whole_bytes_max: 160 * 1024 * 1024,
    texts_bytes_max: 32 * 1024 * 1024,
    times_its_size: 60,
    small_bytes: 16 * 1024 * 1024,
};
/// Rows of a sheet.
pub const ROWS_MAX: usize = 200_000;
/// Cells of a sheet, also those in which nothing stands: they are looked at all the same.
pub const CELLS_MAX: usize = 2_000_000;
/// Bytes of the cells of a sheet, as text.
pub const CELL_BYTES_MAX: usize = 48 * 1024 * 1024;

reasons! {
    /// Why a workbook was not read.
    pub enum NotAWorkbook {
        /// It is damaged, or no workbook.
        Damaged = "formats.xlsx.damaged", "the workbook is damaged or no workbook";
        /// It unpacks to more than is taken.
        TooLarge = "formats.xlsx.too_large", "the workbook unpacks to more than is taken";
        /// It has rows enough for CSV.
        TooLong = "formats.xlsx.too_long", "the sheet has too many rows";
        /// It is protected by a password.
        Protected = "formats.xlsx.protected", "the workbook is protected by a password";
        /// Several of its sheets hold something, and nobody said which is meant.
        WhichSheet = "formats.xlsx.which_sheet", "the workbook has several sheets: choose one";
        /// It has no such sheet.
        NoSheet = "formats.xlsx.no_sheet", "the workbook has no such sheet";
    }
}

/// A sheet, read whole.
pub struct Sheet {
    headings: Vec<String>,
    rows: std::vec::IntoIter<Row>,
    last: Vec<String>,
}

/// The names of the sheets of a workbook that hold anything, with their places from nought.
///
/// # Errors
///
/// [`NotAWorkbook`].
pub fn sheets(source: impl Read + Seek) -> Result<Vec<(usize, String)>, NotAWorkbook> {
    filled(&mut open(source)?)
}

fn filled<R: Read + Seek>(book: &mut Xlsx<R>) -> Result<Vec<(usize, String)>, NotAWorkbook> {
    let all: Vec<(usize, String)> = book
        .sheets_metadata()
        .iter()
        .enumerate()
        .filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet)
        .map(|(at, sheet)| (at, sheet.name.clone()))
        .collect();
    let mut filled = Vec::new();
    for (at, name) in all {
        let mut cells = book
            .worksheet_cells_reader(&name)
            .map_err(|error| why(&error))?;
        let (mut any, mut count) = (false, 0_usize);
        while let Some(cell) = cells.next_cell().map_err(|error| why(&error))? {
            count += 1;
            if count > CELLS_MAX {
                return Err(NotAWorkbook::TooLong);
            }
            if *cell.get_value() != DataRef::Empty {
                any = true;
                break;
            }
        }
        if any {
            filled.push((at, name));
        }
    }
    Ok(filled)
}

fn open<R: Read + Seek>(mut source: R) -> Result<Xlsx<R>, NotAWorkbook> {
    weigh(&mut source, &BOUNDS)?;
    source
        .seek(SeekFrom::Start(0))
        .map_err(|_| NotAWorkbook::Damaged)?;
    Xlsx::new(source).map_err(|error| why(&error))
}

fn why(error: &XlsxError) -> NotAWorkbook {
    match error {
        XlsxError::Password => NotAWorkbook::Protected,
        _ => NotAWorkbook::Damaged,
    }
}

/// Unpacks everything into nothing: first by what it says, then by what it is.
pub(super) fn weigh(source: &mut (impl Read + Seek), bounds: &Bounds) -> Result<(), NotAWorkbook> {
    if entries_told(source).map_err(|_| NotAWorkbook::Damaged)? > PARTS_MAX {
        return Err(NotAWorkbook::TooLarge);
    }
    let packed = source.seek(SeekFrom::End(0));
    let packed = packed.map_err(|_| NotAWorkbook::Damaged)?;
    let by_ratio = packed.saturating_mul(bounds.times_its_size);
    let whole_max = by_ratio.max(bounds.small_bytes).min(bounds.whole_bytes_max);
    let mut archive = zip::ZipArchive::new(source).map_err(|_| NotAWorkbook::Damaged)?;
    if archive.len() > PARTS_MAX {
        return Err(NotAWorkbook::TooLarge);
    }
    let (mut told, mut whole) = (0_u64, 0_u64);
    for at in 0..archive.len() {
        let part = archive
            .by_index_raw(at)
            .map_err(|_| NotAWorkbook::Damaged)?;
        if part.encrypted() {
            return Err(NotAWorkbook::Protected);
        }
        told = told.saturating_add(part.size());
    }
    if told > whole_max {
        return Err(NotAWorkbook::TooLarge);
    }
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| NotAWorkbook::Damaged)?;
        let name = part.name().map_err(|_| NotAWorkbook::Damaged)?;
        let texts = name.to_ascii_lowercase().ends_with("sharedstrings.xml");
        let left = whole_max - whole;
        let most = if texts {
            left.min(bounds.texts_bytes_max)
        } else {
            left
        };
        let unpacked = io::copy(&mut part.take(most + 1), &mut io::sink());
        let unpacked = unpacked.map_err(|_| NotAWorkbook::Damaged)?;
        if unpacked > most {
            return Err(NotAWorkbook::TooLarge);
        }
        whole += unpacked;
    }
    Ok(())
}

/// How many parts the end of the archive names, before its list is read: `PK\5\6` and ten bytes
/// further on. 65,535 also where a longer form says more.
fn entries_told(source: &mut (impl Read + Seek)) -> io::Result<usize> {
    let length = source.seek(SeekFrom::End(0))?;
    let tail = length.min(66 * 1024);
    source.seek(SeekFrom::Start(length - tail))?;
    let mut bytes = Vec::new();
    source.take(tail).read_to_end(&mut bytes)?;
    let end = bytes
        .windows(12)
        .rfind(|window| window.starts_with(b"PK\x05\x06"));
    match end {
        Some([.., low, high]) => Ok(usize::from(u16::from_le_bytes([*low, *high]))),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

impl Sheet {
    pub(super) fn open(source: impl Read + Seek, sheet: Option<usize>) -> Result<Self, NotRead> {
        let mut book = open(source)?;
        let filled = filled(&mut book)?;
        let name = match (sheet, filled.as_slice()) {
            (Some(at), all) => {
                let found = all.iter().find(|(place, _)| *place == at);
                &found.ok_or(NotAWorkbook::NoSheet)?.1
            }
            (None, [(_, name)]) => name,
            (None, []) => return Err(refused(1, WhyNotRead::Empty)),
            (None, _) => return Err(NotAWorkbook::WhichSheet.into()),
        };
        let mut rows = rows(&mut book, name)?.into_iter();
        let first = rows.next().ok_or_else(|| refused(1, WhyNotRead::Empty))?;
        let mut headings: Vec<String> = first
            .fields
            .iter()
            .map(|text| text.trim().to_owned())
            .collect();
        while headings.last().is_some_and(String::is_empty) {
            headings.pop();
        }
        Ok(Self {
            headings,
            rows,
            last: Vec::new(),
        })
    }

    pub(super) fn headings(&self) -> &[String] {
        &self.headings
    }

    pub(super) fn last_fields(&self) -> &[String] {
        &self.last
    }

    pub(super) fn next(&mut self) -> Option<Result<Row, NotRead>> {
        let mut row = self.rows.next()?;
        self.last.clone_from(&row.fields);
        let beyond = row.fields.get(self.headings.len()..).unwrap_or_default();
        if beyond.iter().any(|field| !field.trim().is_empty()) {
            return Some(Err(refused(row.line, WhyNotRead::Fields)));
        }
        let long = Limits::default().field_bytes_max;
        if row.fields.iter().any(|field| field.len() > long) {
            return Some(Err(refused(row.line, WhyNotRead::FieldLength)));
        }
        row.fields.resize(self.headings.len(), String::new());
        Some(Ok(row))
    }
}

fn refused(line: u64, why: WhyNotRead) -> NotRead {
    NotRead {
        line,
        code: why.code(),
        ends_reading: why.ends_reading(),
    }
}

/// The rows that hold anything, within the bounds.
fn rows<R: Read + Seek>(book: &mut Xlsx<R>, name: &str) -> Result<Vec<Row>, NotRead> {
    let mut cells = book
        .worksheet_cells_reader(name)
        .map_err(|error| why(&error))?;
    let columns_max = Limits::default().columns_max;
    let (mut rows, mut bytes): (Vec<Row>, usize) = (Vec::new(), 0);
    let mut looked_at = 0_usize;
    while let Some(cell) = cells.next_cell().map_err(|error| why(&error))? {
        looked_at += 1;
        if looked_at > CELLS_MAX {
            return Err(NotAWorkbook::TooLong.into());
        }
        let (row, column) = cell.get_position();
        let (line, column) = (
            u64::from(row) + 1,
            usize::try_from(column).unwrap_or(usize::MAX),
        );
        let (text, mark) = text_of(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        if column >= columns_max {
            return Err(refused(line, WhyNotRead::Columns));
        }
        if rows.last().is_none_or(|last| last.line < line) {
            rows.push(Row {
                line,
                ..Row::default()
            });
        }
        let count = rows.len();
        let Some(last) = rows.last_mut().filter(|last| last.line == line) else {
            return Err(NotAWorkbook::Damaged.into());
        };
        if last.fields.len() <= column {
            bytes += (column + 1 - last.fields.len()) * size_of::<String>();
            last.fields.resize(column + 1, String::new());
        }
        bytes += text.len();
        if count > ROWS_MAX + 1 || bytes > CELL_BYTES_MAX {
            return Err(NotAWorkbook::TooLong.into());
        }
        if let Some(field) = last.fields.get_mut(column) {
            *field = text;
        }
        last.marks.extend(mark.map(|mark| (column, mark)));
    }
    Ok(rows)
}

/// Beyond this a spreadsheet keeps no longer every digit.
const EXACT_BELOW: f64 = 1e15;

fn text_of(value: &DataRef<'_>) -> (String, Option<Mark>) {
    match value {
        DataRef::Int(number) => (number.to_string(), Some(Mark::Number)),
        DataRef::Float(number) if number.abs() >= EXACT_BELOW => {
            (format!("{number:e}"), Some(Mark::Scientific))
        }
        // Digits are never written with an exponent here.
        DataRef::Float(number) => (number.to_string(), Some(Mark::Number)),
        DataRef::String(text) | DataRef::DurationIso(text) => (text.clone(), None),
        DataRef::SharedString(text) => ((*text).to_owned(), None),
        DataRef::Bool(yes) => (yes.to_string(), None),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            (format!("{year:04}-{month:02}-{day:02}"), None)
        }
        DataRef::DateTime(at) => (at.as_f64().to_string(), Some(Mark::Number)),
        DataRef::DateTimeIso(text) => (text.split('T').next().unwrap_or_default().to_owned(), None),
        DataRef::Error(error) => (error.to_string(), Some(Mark::Broken)),
        DataRef::Empty => (String::new(), None),
    }
}
