//! A list as people send it, whatever it was saved as: delimited text, a workbook, contact cards.
//!
//! [`Table::open`] finds out by the first bytes what it is and gives rows with headings. Errors
//! name line and reason only.
//!
//! Invariant: memory is bounded, by one record for delimited text and cards, by fixed sizes for a
//! workbook ([`xlsx`]), which is looked through before anything of it is believed.

mod cards;
mod number;
pub mod xlsx;

#[cfg(test)]
mod tests;

pub use number::{NotANumber, settled};
pub use xlsx::NotAWorkbook;

use std::io::{Read, Seek, SeekFrom};

use basics::{Code, Coded};

use crate::csv::{self, Limits};
use crate::reason::reasons;
use crate::vcard;

/// What is odd about a cell of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It was a number, not text: zeros at its beginning are lost.
    Number,
    /// It was a number with more digits than a workbook keeps.
    Scientific,
    /// It holds an error, such as `#REF!`.
    Broken,
}

/// One row: as many fields as there are headings.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The line, from one, in which it begins; of a workbook the row.
    pub line: u64,
    /// Its fields.
    pub fields: Vec<String>,
    /// Its odd cells by their column, from nought.
    pub marks: Vec<(usize, Mark)>,
}

/// Names line and count only: the fields are personal data.
impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Row(line {}, {} fields)", self.line, self.fields.len())
    }
}

impl Row {
    /// What is odd about a column's cell.
    #[must_use]
    pub fn mark(&self, column: usize) -> Option<Mark> {
        let mut marks = self.marks.iter();
        marks.find(|(at, _)| *at == column).map(|(_, mark)| *mark)
    }
}

/// What was not read, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {code}")]
pub struct NotRead {
    /// The line, from one, in which the row begins.
    pub line: u64,
    /// Why.
    pub code: Code,
    /// Whether nothing more can be read; otherwise only this row is lost.
    pub ends_reading: bool,
}

impl Coded for NotRead {
    fn code(&self) -> Code {
        self.code
    }
}

impl From<csv::NotRead> for NotRead {
    fn from(error: csv::NotRead) -> Self {
        Self {
            line: error.line,
            code: error.code(),
            ends_reading: error.why.ends_reading(),
        }
    }
}

impl From<vcard::NotRead> for NotRead {
    fn from(error: vcard::NotRead) -> Self {
        Self {
            line: error.line,
            code: error.code(),
            ends_reading: error.why.ends_reading(),
        }
    }
}

impl From<NotAWorkbook> for NotRead {
    fn from(error: NotAWorkbook) -> Self {
        Self {
            line: 1,
            code: error.code(),
            ends_reading: true,
        }
    }
}

reasons! {
    /// Why a file is no list that can be read.
    pub enum NotATable {
        /// A workbook of the old binary form, or one that is protected by a password.
        Old = "formats.table.old", "an old or protected workbook: save it as .xlsx or CSV";
        /// No text, and nothing else that can be read: a picture, a document, a program.
        Binary = "formats.table.binary", "the file is neither text nor a workbook";
        /// A contact card about neither a person nor an organisation.
        CardKind = "formats.table.card_kind",
            "the contact card is about neither a person nor an organisation";
    }
}

impl From<NotATable> for NotRead {
    fn from(error: NotATable) -> Self {
        Self {
            line: 1,
            code: error.code(),
            ends_reading: true,
        }
    }
}

/// A list under reading. An iterator over its rows.
pub enum Table<R> {
    /// Delimited text.
    Delimited(Box<csv::Reader<R>>),
    /// A sheet of a workbook.
    Sheet(xlsx::Sheet),
    /// Contact cards.
    Cards(Box<cards::Cards<R>>),
}

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Delimited text.
    Delimited,
    /// A workbook.
    Workbook,
    /// Contact cards.
    Cards,
    /// A workbook that cannot be read.
    OldWorkbook,
    /// Nothing that is a list.
    Other,
}

impl Form {
    /// What a file is; it is rewound.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn of(source: &mut (impl Read + Seek)) -> std::io::Result<Self> {
        source.seek(SeekFrom::Start(0))?;
        let mut first = Vec::new();
        source.by_ref().take(512).read_to_end(&mut first)?;
        source.seek(SeekFrom::Start(0))?;
        let text = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&first);
        let text = text.trim_ascii_start();
        let begins = text.get(..11).unwrap_or_default();
        Ok(match first.as_slice() {
            [b'P', b'K', 3, 4, ..] => Self::Workbook,
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Self::OldWorkbook,
            _ if begins.eq_ignore_ascii_case(b"BEGIN:VCARD") => Self::Cards,
            // Text of two bytes a letter says so in its first.
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Self::Delimited,
            [b'%', b'P', b'D', b'F', b'-', ..] => Self::Other,
            all if all.contains(&0) => Self::Other,
            _ => Self::Delimited,
        })
    }
}

impl<R: Read + Seek> Table<R> {
    /// Begins to read from the start. `sheet` is the place, from nought, of the sheet of a
    /// workbook; nothing where it has one with anything in it.
    ///
    /// # Errors
    ///
    /// [`NotRead`] where there is no heading to read; [`NotAWorkbook::WhichSheet`].
    pub fn open(mut source: R, sheet: Option<usize>) -> Result<Self, NotRead> {
        let unreadable = |_| NotRead {
            line: 1,
            code: csv::WhyNotRead::Source.code(),
            ends_reading: true,
        };
        match Form::of(&mut source).map_err(unreadable)? {
            Form::Delimited => {
                let reader = csv::Reader::open(source, Limits::default())?;
                Ok(Self::Delimited(Box::new(reader)))
            }
            Form::Workbook => Ok(Self::Sheet(xlsx::Sheet::open(source, sheet)?)),
            Form::Cards => Ok(Self::Cards(Box::new(cards::Cards::new(source)))),
            Form::OldWorkbook => Err(NotATable::Old.into()),
            Form::Other => Err(NotATable::Binary.into()),
        }
    }

    /// The headings, trimmed.
    #[must_use]
    pub fn headings(&self) -> &[String] {
        match self {
            Self::Delimited(reader) => reader.headings(),
            Self::Sheet(sheet) => sheet.headings(),
            Self::Cards(cards) => cards.headings(),
        }
    }

    /// The fields of the row that was just read or refused, a long one cut to `most` characters,
    /// so that it can be handed back to whoever mends it.
    #[must_use]
    pub fn last_fields(&self, most: usize) -> Vec<String> {
        let fields = match self {
            Self::Delimited(reader) => return reader.last_fields(most),
            Self::Sheet(sheet) => sheet.last_fields(),
            Self::Cards(cards) => cards.last_fields(),
        };
        let cut = |text: &String| text.chars().take(most).collect();
        fields.iter().map(cut).collect()
    }
}

impl<R: Read + Seek> Iterator for Table<R> {
    type Item = Result<Row, NotRead>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Delimited(reader) => reader.next().map(|row| match row {
                Ok(row) => Ok(Row {
                    line: row.line,
                    fields: row.fields,
                    marks: Vec::new(),
                }),
                Err(error) => Err(error.into()),
            }),
            Self::Sheet(sheet) => sheet.next(),
            Self::Cards(cards) => cards.next(),
        }
    }
}
