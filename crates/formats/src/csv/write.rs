//! Writing delimited text that a Finnish spreadsheet opens by a double click: UTF-8 with a byte
//! order mark, `;` between fields, quotes where they are needed, no field that runs as a formula.

use std::io::{self, Write};

use csv as csv_crate;

use super::guard::guarded;

/// Writes rows below headings.
pub struct Writer<W: Write> {
    records: csv_crate::Writer<W>,
}

impl<W: Write> Writer<W> {
    /// Begins a file with its headings.
    ///
    /// # Errors
    ///
    /// Where the target cannot be written to.
    pub fn new<H: AsRef<str>>(
        mut target: W,
        headings: impl IntoIterator<Item = H>,
    ) -> io::Result<Self> {
        target.write_all("\u{FEFF}".as_bytes())?;
        let mut writer = Self::more(target);
        writer.row(headings)?;
        Ok(writer)
    }

    /// Goes on with a file that has its headings.
    #[must_use]
    pub fn more(target: W) -> Self {
        let records = csv_crate::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv_crate::Terminator::CRLF)
            .flexible(true)
            .from_writer(target);
        Self { records }
    }

    /// Writes one row.
    ///
    /// # Errors
    ///
    /// Where the target cannot be written to.
    pub fn row<F: AsRef<str>>(&mut self, fields: impl IntoIterator<Item = F>) -> io::Result<()> {
        for field in fields {
            let field = guarded(field.as_ref());
            self.records.write_field(field.as_bytes())?;
        }
        self.records.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Writes what is still held back and gives the target back.
    ///
    /// # Errors
    ///
    /// Where the target cannot be written to.
    pub fn finish(self) -> io::Result<W> {
        self.records
            .into_inner()
            .map_err(csv_crate::IntoInnerError::into_error)
    }
}
