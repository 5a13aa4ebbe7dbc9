//! Writing a workbook (XLSX) of one sheet of texts, for those who open lists by a double click.
//!
//! Invariants: every cell is a text, so that telephone numbers and postal codes keep their zeros
//! and nothing runs as a formula; nothing lies in a temporary file: the workbook is put together
//! in memory, which is why it is bounded. It deliberately knows no numbers, dates or styles.
//!
//! Source: ECMA-376; limits of a sheet as Excel states them (1,048,576 rows, 32,767 characters a
//! cell).

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::reason::reasons;

/// Rows below the headings that one workbook may hold: some 100 MB of memory for wide rows.
pub const ROWS_MAX: usize = 100_000;

reasons! {
    /// Why a workbook was not written.
    pub enum WhyNotWritten {
        /// A text is longer than a cell holds.
        CellLength = "formats.workbook.cell_length", "a text is longer than a cell holds";
        /// More rows than a workbook may hold.
        Rows = "formats.workbook.rows", "there are more rows than a workbook may hold";
        /// It could not be put together.
        Failed = "formats.workbook.failed", "the workbook could not be put together";
    }
}

/// A workbook under way.
pub struct Sheet {
    book: Workbook,
    rows: usize,
}

impl Sheet {
    /// Begins with the headings, which stay in sight.
    ///
    /// # Errors
    ///
    /// [`WhyNotWritten`].
    pub fn begin<H: AsRef<str>>(
        headings: impl IntoIterator<Item = H>,
    ) -> Result<Self, WhyNotWritten> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_freeze_panes(1, 0).map_err(|error| why(&error))?;
        let mut begun = Self { book, rows: 0 };
        begun.put(0, headings)?;
        Ok(begun)
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// [`WhyNotWritten`].
    pub fn row<F: AsRef<str>>(
        &mut self,
        fields: impl IntoIterator<Item = F>,
    ) -> Result<(), WhyNotWritten> {
        if self.rows >= ROWS_MAX {
            return Err(WhyNotWritten::Rows);
        }
        self.rows += 1;
        let row = u32::try_from(self.rows).map_err(|_| WhyNotWritten::Rows)?;
        self.put(row, fields)
    }

    fn put<F: AsRef<str>>(
        &mut self,
        row: u32,
        fields: impl IntoIterator<Item = F>,
    ) -> Result<(), WhyNotWritten> {
        let sheet = self.book.worksheet_from_index(0);
        let sheet = sheet.map_err(|error| why(&error))?;
        for (column, field) in fields.into_iter().enumerate() {
            let column = u16::try_from(column).map_err(|_| WhyNotWritten::Failed)?;
            let field = field.as_ref();
            // An empty text would be no cell at all.
            if !field.is_empty() {
                let written = sheet.write_string(row, column, field);
                written.map_err(|error| why(&error))?;
            }
        }
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    ///
    /// [`WhyNotWritten::Failed`].
    pub fn finish(mut self) -> Result<Vec<u8>, WhyNotWritten> {
        self.book.save_to_buffer().map_err(|error| why(&error))
    }
}

/// What a failure means; the library's own words may hold the text of a cell.
fn why(error: &XlsxError) -> WhyNotWritten {
    match error {
        XlsxError::MaxStringLengthExceeded => WhyNotWritten::CellLength,
        XlsxError::RowColumnLimitError => WhyNotWritten::Rows,
        _ => WhyNotWritten::Failed,
    }
}
