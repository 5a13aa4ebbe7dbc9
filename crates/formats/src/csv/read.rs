//! Reading delimited text row by row.
//!
//! Memory is bounded: at most one record of [`Limits::record_bytes_max`] is held. A quote that is
//! never closed would make one record of the rest of the file; it is noticed by that bound or by the
//! end of the file, and reported with the line it opened in. One that another quote closes, rows
//! later, makes one record of these rows: it is refused, with all that is in it.

use std::io::{self, Cursor, Read};

use csv as csv_crate;

use super::decode::{Decoded, Encoding, NotText};
use super::guard::unguarded;
use super::quotes::Quotes;
use crate::reason::reasons;

/// How much one file may hold.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one field, as UTF-8.
    pub field_bytes_max: usize,
    /// Bytes of one record, as UTF-8.
    pub record_bytes_max: usize,
    /// Columns.
    pub columns_max: usize,
    /// Records below the headings.
    pub records_max: u64,
}

impl Default for Limits {
    /// Enough for any customer list, too little to fill the memory.
    fn default() -> Self {
        Self {
            field_bytes_max: 64 * 1024,
            record_bytes_max: 256 * 1024,
            columns_max: 200,
            records_max: 5_000_000,
        }
    }
}

reasons! {
    /// Why a file or one of its rows was not read.
    pub enum WhyNotRead {
        /// The source itself failed.
        Source = "formats.csv.source", "the file could not be read";
        /// Bytes that are not text in the encoding the file began in.
        Encoding = "formats.csv.encoding", "the file has bytes that are not text";
        /// Nothing in it but white space.
        Empty = "formats.csv.empty", "the file is empty";
        /// More columns than anyone maps.
        Columns = "formats.csv.columns", "the file has too many columns";
        /// A record that does not end: most often a quote that is not closed.
        RecordLength = "formats.csv.record_length",
            "the row does not end: a quotation mark that opens here is never closed";
        /// Something behind the quote that closes a field, or a field over several lines of which
        /// one looks like a row of the list.
        Quotes = "formats.csv.quotes",
            "a quotation mark of the row is not closed, or one inside a field is not doubled";
        /// A field that is too long.
        FieldLength = "formats.csv.field_length", "a field of the row is too long";
        /// A row with more fields than there are headings.
        Fields = "formats.csv.fields", "the row has more fields than there are headings";
        /// More records than allowed.
        Records = "formats.csv.records", "the file has too many rows";
    }
}

impl WhyNotRead {
    /// Whether only this row is lost (`false`), or nothing more can be read (`true`).
    #[must_use]
    pub const fn ends_reading(self) -> bool {
        !matches!(self, Self::FieldLength | Self::Fields | Self::Quotes)
    }
}

/// What was not read, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct NotRead {
    /// The line, from one, in which the row begins.
    pub line: u64,
    /// Why.
    pub why: WhyNotRead,
}

impl basics::Coded for NotRead {
    fn code(&self) -> basics::Code {
        self.why.code()
    }
}

/// One row: as many fields as there are headings.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// The line, from one, in which it begins.
    pub line: u64,
    /// Its fields, as they stand in the file; missing ones at the end are empty.
    pub fields: Vec<String>,
}

/// Names line and count only: the fields are personal data.
impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Row(line {}, {} fields)", self.line, self.fields.len())
    }
}

/// Counts what one record takes, so that it cannot take everything.
struct Metered<R> {
    source: R,
    quotes: Quotes,
    taken: usize,
    limit: usize,
}

#[derive(Debug, thiserror::Error)]
#[error("the record does not end")]
struct Endless;

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.taken > self.limit {
            return Err(io::Error::other(Endless));
        }
        let count = self.source.read(buffer)?;
        self.taken = self.taken.saturating_add(count);
        self.quotes.see(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

type Source<R> = Metered<io::Chain<Cursor<Vec<u8>>, Decoded<R>>>;

/// Rows of delimited text. An iterator: after an error that ends reading it gives nothing more.
pub struct Reader<R> {
    records: csv_crate::Reader<Source<R>>,
    record: csv_crate::ByteRecord,
    headings: Vec<String>,
    delimiter: char,
    limits: Limits,
    count: u64,
    /// Lines taken away before the first record: `sep=;`.
    lines_before: u64,
    /// Whether lines end in two characters, of which the second is read with the next record.
    two_ends: bool,
    /// Whether the row that was just read may hold others.
    swallowed: bool,
    over: bool,
}

/// How much of the text is looked at to find delimiter and headings.
const SNIFFED_BYTES: usize = 64 * 1024;

impl<R: Read> Reader<R> {
    /// Begins to read: finds encoding and delimiter and takes the first row for the headings.
    ///
    /// # Errors
    ///
    /// [`NotRead`] where there is no heading to read.
    pub fn open(source: R, limits: Limits) -> Result<Self, NotRead> {
        let mut decoded = Decoded::new(source);
        let mut sniffed = Vec::new();
        let most = u64::try_from(SNIFFED_BYTES).unwrap_or(u64::MAX);
        decoded
            .by_ref()
            .take(most)
            .read_to_end(&mut sniffed)
            .map_err(|error| NotRead {
                line: 1,
                why: why(&error),
            })?;
        let (declared, lines_before) = take_declaration(&mut sniffed);
        let delimiter = declared.unwrap_or_else(|| sniff(&sniffed));
        let end = sniffed.iter().position(|byte| *byte == b'\n').unwrap_or(0);
        let two_ends = end > 0 && sniffed.get(end - 1) == Some(&b'\r');
        let records = csv_crate::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(Metered {
                source: Cursor::new(sniffed).chain(decoded),
                quotes: Quotes::new(delimiter),
                taken: 0,
                limit: limits.record_bytes_max,
            });
        let mut reader = Self {
            records,
            record: csv_crate::ByteRecord::new(),
            headings: Vec::new(),
            delimiter: char::from(delimiter),
            limits,
            count: 0,
            lines_before,
            two_ends,
            swallowed: false,
            over: false,
        };
        reader.read_headings()?;
        Ok(reader)
    }

    /// The first row, trimmed.
    #[must_use]
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// What parts the fields: `;`, `,` or a tab.
    #[must_use]
    pub const fn delimiter(&self) -> char {
        self.delimiter
    }

    /// The encoding, as far as the file is read; plain ASCII so far counts as UTF-8.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.records.get_ref().source.get_ref().1.encoding()
    }

    /// The fields of the row that was just read or refused, so that a refused row can be handed
    /// back to whoever mends it: all of them, a long one cut to `most` characters. What is no text
    /// is empty. Where a field may hold other rows, each part of its lines is a field of its own:
    /// these are too many, so that nobody takes the row as it is.
    #[must_use]
    pub fn last_fields(&self, most: usize) -> Vec<String> {
        let text = |field| std::str::from_utf8(field).map_or("", unguarded);
        let cut = |text: &str| text.chars().take(most).collect();
        let ends = [self.delimiter, '\n', '\r'];
        let parts = |text: &str| -> Vec<String> {
            if self.swallowed && text.contains(['\n', '\r']) {
                text.split(ends).map(cut).collect()
            } else {
                vec![cut(text)]
            }
        };
        self.record
            .iter()
            .flat_map(|field| parts(text(field)))
            .collect()
    }

    fn read_headings(&mut self) -> Result<(), NotRead> {
        let Some(line) = self.read_record()? else {
            return Err(self.stop(1, WhyNotRead::Empty));
        };
        if self.record.len() > self.limits.columns_max {
            return Err(self.stop(line, WhyNotRead::Columns));
        }
        let two_lines = |heading: &[u8]| {
            let parts = heading.iter().any(|byte| self.parts(*byte));
            parts && heading.iter().any(|byte| ends_line(*byte))
        };
        if self.record.iter().any(two_lines) || self.strayed() {
            return Err(self.stop(line, WhyNotRead::Quotes));
        }
        let headings = self.fields(line)?;
        self.headings = headings.iter().map(|h| h.trim().to_owned()).collect();
        while self.headings.last().is_some_and(String::is_empty) {
            self.headings.pop();
        }
        Ok(())
    }

    /// The next record that has something in it, and the line it begins in.
    fn read_record(&mut self) -> Result<Option<u64>, NotRead> {
        loop {
            self.records.get_mut().taken = 0;
            let left = u64::from(self.two_ends && self.records.position().byte() > 0);
            let line = self.records.position().line() + self.lines_before + left;
            match self.records.read_byte_record(&mut self.record) {
                Ok(false) => return Ok(None),
                Ok(true) => {}
                Err(error) => {
                    let why = match error.into_kind() {
                        csv_crate::ErrorKind::Io(error) => why(&error),
                        _ => WhyNotRead::Source,
                    };
                    return Err(self.stop(line, why));
                }
            }
            // Empty lines before it were read with it: it is told from its end where it begins.
            let inside = self.record.as_slice().iter();
            let inside: u64 = inside.map(|byte| u64::from(*byte == b'\n')).sum();
            let ends = self.records.position().line() + self.lines_before;
            let begins = ends.saturating_sub(inside + u64::from(!self.two_ends));
            let line = line.max(begins);
            let too_long = self.record.as_slice().len() > self.limits.record_bytes_max;
            if too_long || self.records.get_ref().quotes.is_open() {
                return Err(self.stop(line, WhyNotRead::RecordLength));
            }
            if self
                .record
                .iter()
                .any(|field| !field.trim_ascii().is_empty())
            {
                return Ok(Some(line));
            }
            // Nobody minds how nothing is written.
            self.strayed();
        }
    }

    /// The fields of the record at hand.
    fn fields(&self, line: u64) -> Result<Vec<String>, NotRead> {
        let mut fields = Vec::with_capacity(self.headings.len().max(self.record.len()));
        for field in &self.record {
            if field.len() > self.limits.field_bytes_max {
                return Err(NotRead {
                    line,
                    why: WhyNotRead::FieldLength,
                });
            }
            let text = std::str::from_utf8(field).map_err(|_| NotRead {
                line,
                why: WhyNotRead::Encoding,
            })?;
            fields.push(unguarded(text).to_owned());
        }
        Ok(fields)
    }

    fn read_row(&mut self) -> Result<Option<Row>, NotRead> {
        self.swallowed = false;
        let Some(line) = self.read_record()? else {
            return Ok(None);
        };
        self.count += 1;
        if self.count > self.limits.records_max {
            return Err(self.stop(line, WhyNotRead::Records));
        }
        self.swallowed = self.strayed() || self.holds_rows();
        if self.swallowed {
            return Err(NotRead {
                line,
                why: WhyNotRead::Quotes,
            });
        }
        let mut fields = self.fields(line)?;
        let beyond = fields.get(self.headings.len()..).unwrap_or_default();
        if beyond.iter().any(|field| !field.trim().is_empty()) {
            return Err(NotRead {
                line,
                why: WhyNotRead::Fields,
            });
        }
        fields.resize(self.headings.len(), String::new());
        Ok(Some(Row { line, fields }))
    }

    /// Whether something stands behind a closing quote in the record at hand.
    fn strayed(&mut self) -> bool {
        let end = self.records.position().byte();
        self.records.get_mut().quotes.strayed_before(end)
    }

    fn parts(&self, byte: u8) -> bool {
        char::from(byte) == self.delimiter
    }

    /// Whether a field goes over several lines of which one looks like a row of the list, and ends
    /// in a number: an inch closed it. What the opening quote of another field closed has strayed.
    /// Of a list of one or two columns any line of a text looks like a row.
    fn holds_rows(&self) -> bool {
        let columns = self.headings.len();
        let is_row = |line: &[u8]| line.split(|byte| self.parts(*byte)).count() == columns;
        let holds_row = |field: &[u8]| {
            let mut lines = field.split(|byte| ends_line(*byte)).skip(1);
            field.last().is_some_and(u8::is_ascii_digit) && lines.any(is_row)
        };
        columns > 2 && self.record.iter().any(holds_row)
    }

    const fn stop(&mut self, line: u64, why: WhyNotRead) -> NotRead {
        self.over = true;
        NotRead { line, why }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Row, NotRead>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let row = self.read_row().transpose();
        self.over |= row.is_none();
        row
    }
}

const fn ends_line(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn why(error: &io::Error) -> WhyNotRead {
    match error.get_ref() {
        Some(inner) if inner.is::<Endless>() => WhyNotRead::RecordLength,
        Some(inner) if inner.is::<NotText>() => WhyNotRead::Encoding,
        _ => WhyNotRead::Source,
    }
}

/// Takes away a first line `sep=;`, by which spreadsheets are told the delimiter.
fn take_declaration(text: &mut Vec<u8>) -> (Option<u8>, u64) {
    let (delimiter, mut bytes) = match text.as_slice() {
        [
            b's',
            b'e',
            b'p',
            b'=',
            delimiter @ (b';' | b',' | b'\t'),
            ..,
        ] => (*delimiter, 5),
        _ => return (None, 0),
    };
    while matches!(text.get(bytes), Some(b'\r' | b'\n')) {
        bytes += 1;
    }
    text.drain(..bytes);
    (Some(delimiter), 1)
}

/// The delimiter that parts the first line most often outside quotes; `;` where none does.
fn sniff(text: &[u8]) -> u8 {
    let mut counts = [(b';', 0_u32), (b'\t', 0), (b',', 0)];
    let mut quoted = false;
    let mut seen = false;
    for byte in text {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && seen => break,
            _ if quoted => {}
            other => {
                for (delimiter, count) in &mut counts {
                    *count += u32::from(delimiter == other);
                }
            }
        }
        seen |= !byte.is_ascii_whitespace();
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    counts
        .into_iter()
        .find(|(_, count)| Some(*count) == most)
        .map_or(b';', |(delimiter, _)| delimiter)
}
