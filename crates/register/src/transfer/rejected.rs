//! The rows that were not taken, with their reasons in words: a CSV that can be mended and
//! imported again as it is, or the same as a workbook.

use std::io::{self, Read};
use std::sync::Arc;

use basics::Language;
use formats::csv::{Limits, Reader, Writer};
use formats::headings::Remark;
use formats::table::Row;
use formats::workbook::{Sheet, WhyNotWritten};
use policy::DeclaredField;

use zeroize::Zeroizing;

use crate::people::Reason;

/// Gathers rejected rows, a chunk at a time. They are personal data: what [`Rejected::chunk`] gives
/// is sealed at once.
pub(super) struct Rejected {
    titles: Vec<String>,
    waiting: Vec<Vec<String>>,
    begun: bool,
    language: Language,
    /// For each column of the file, whether it is kept: what an earlier import added is not.
    kept: Vec<bool>,
    problems: Vec<(u64, Reason)>,
    /// The fields of the company, by whose names their columns are told.
    fields: Arc<[DeclaredField]>,
}

/// Problems that are told; the file holds all of them.
const TOLD: usize = 50;

impl Rejected {
    /// For a file with these headings, in the importer's language.
    #[must_use]
    pub(super) fn new(headings: &[String], language: Language) -> Self {
        let kept: Vec<bool> = headings
            .iter()
            .map(|heading| Remark::recognise(heading).is_none())
            .collect();
        let own = headings.iter().zip(&kept).filter(|(_, kept)| **kept);
        let remarks = Remark::ALL.map(|remark| remark.title(language));
        let titles = remarks
            .into_iter()
            .chain(own.map(|(heading, _)| heading.as_str()));
        Self {
            titles: titles.map(ToOwned::to_owned).collect(),
            waiting: Vec::new(),
            begun: false,
            language,
            kept,
            problems: Vec::new(),
            fields: Arc::default(),
        }
    }

    /// The same where the file may hold fields of the company.
    #[must_use]
    pub(super) fn with_fields(self, fields: &Arc<[DeclaredField]>) -> Self {
        Self {
            fields: Arc::clone(fields),
            ..self
        }
    }

    /// Adds a row with its reasons: a sentence for each, with the column it concerns. Fields
    /// beyond the headings stay at the end.
    pub(super) fn add(&mut self, row: &Row, reasons: &[Reason]) {
        let why: Vec<String> = reasons
            .iter()
            .map(|reason| self.sentence(*reason))
            .collect();
        let kept = |at: usize| self.kept.get(at).copied().unwrap_or(true);
        let own = row.fields.iter().enumerate().filter(|(at, _)| kept(*at));
        let mut fields = vec![why.join(" "), row.line.to_string()];
        fields.extend(own.map(|(_, field)| field.clone()));
        let room = TOLD.saturating_sub(self.problems.len());
        self.problems
            .extend(reasons.iter().take(room).map(|reason| (row.line, *reason)));
        self.waiting.push(fields);
    }

    /// Drops the rows that nobody took, for a dry run.
    pub(super) fn forget(&mut self) {
        self.waiting.clear();
    }

    fn sentence(&self, reason: Reason) -> String {
        let sentence = texts::say(self.language, &reason.code.text_key());
        let own = |key| self.fields.iter().find(|field| Some(field.key) == key);
        match (reason.heading, own(reason.own)) {
            (Some(heading), _) => [heading.title(self.language), ": ", &sentence].concat(),
            (None, Some(field)) => [field.text.get(self.language), ": ", &sentence].concat(),
            (None, None) => sentence,
        }
    }

    /// The first problems: the line of the file and the reason.
    #[must_use]
    pub(super) fn problems(&self) -> &[(u64, Reason)] {
        &self.problems
    }

    /// What the rows added since the last time make of the file; nothing where there are none.
    ///
    /// # Errors
    ///
    /// None but those of a full memory.
    pub(super) fn chunk(&mut self) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
        if self.waiting.is_empty() {
            return Ok(None);
        }
        let mut writer = if self.begun {
            Writer::continued(Vec::new())
        } else {
            Writer::new(Vec::new(), &self.titles)?
        };
        self.begun = true;
        for fields in self.waiting.drain(..) {
            writer.row(&fields)?;
        }
        writer.finish().map(|bytes| Some(Zeroizing::new(bytes)))
    }
}

/// Characters of a field that a row with too many of them keeps: as many as a cell holds.
const CELL_MAX: usize = 32_767;

/// The same as a workbook, of which every cell is a text: it is mended and imported again as the CSV
/// is.
///
/// # Errors
///
/// [`WhyNotWritten`], also where the CSV is damaged.
pub(super) fn workbook(csv: impl Read) -> Result<Vec<u8>, WhyNotWritten> {
    let damaged = |_| WhyNotWritten::Failed;
    let limits = Limits::default();
    // Line and reasons stand before the columns of the list.
    let limits = Limits {
        columns_max: limits.columns_max + Remark::ALL.len(),
        ..limits
    };
    let mut reader = Reader::open(csv, limits).map_err(damaged)?;
    let mut sheet = Sheet::begin(reader.headings())?;
    while let Some(row) = reader.next() {
        match row {
            Ok(row) => sheet.row(row.fields)?,
            Err(error) if error.why.ends_reading() => return Err(WhyNotWritten::Failed),
            // Fields beyond the headings are why it was not taken: they stay for whoever mends it.
            Err(_) => sheet.row(reader.last_fields(CELL_MAX))?,
        }
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use basics::Code;
    use formats::headings::Heading;
    use formats::table::Table;

    #[test]
    fn a_rejected_row_says_why_in_words_and_reads_back_as_it_was() {
        let why = Remark::Why.title(Language::En);
        let headings = [why, "Sukunimi", "Sähköposti"].map(ToOwned::to_owned);
        let mut rejected = Rejected::new(&headings, Language::Fi);
        let row = Row {
            line: 3,
            fields: ["old reason", "Mallikas", "ei osoite", "liikaa"]
                .map(ToOwned::to_owned)
                .to_vec(),
            marks: Vec::new(),
        };
        let reason = Reason {
            own: None,
            heading: Some(Heading::Email),
            code: Code::new("people.field.date"),
        };
        rejected.add(&row, &[reason]);
        assert_eq!(rejected.problems(), [(3, reason)]);
        let bytes = rejected.chunk().unwrap().unwrap();
        assert!(rejected.chunk().unwrap().is_none());
        let mut reader = Reader::open(bytes.as_slice(), Limits::default()).unwrap();
        let expected = [Remark::Why, Remark::Line].map(|remark| remark.title(Language::Fi));
        assert_eq!(reader.headings()[..2], expected);
        assert_eq!(reader.headings()[2..], ["Sukunimi", "Sähköposti"]);
        assert!(
            reader.next().unwrap().is_err(),
            "there are still too many fields"
        );
        let fields = reader.last_fields(100);
        assert!(
            fields[0].starts_with("Sähköposti: Kirjoita päivä"),
            "{}",
            fields[0]
        );
        assert_eq!(fields[1..], ["3", "Mallikas", "ei osoite", "liikaa"]);
    }

    #[test]
    fn as_a_workbook_it_has_the_same_rows_as_texts() {
        let headings = ["Sukunimi", "Postinumero"].map(ToOwned::to_owned);
        let mut rejected = Rejected::new(&headings, Language::Fi);
        for (line, fields) in [
            (2, vec!["=1+1", "00100"]),
            (3, vec!["Mallikas", "0", "liikaa"]),
        ] {
            let fields = fields.into_iter().map(ToOwned::to_owned).collect();
            let row = Row {
                line,
                fields,
                marks: Vec::new(),
            };
            rejected.add(&row, &[Reason::of_row(Code::new("people.field.date"))]);
        }
        let csv = rejected.chunk().unwrap().unwrap();
        let book = workbook(csv.as_slice()).unwrap();
        let mut table = Table::open(io::Cursor::new(book), None).unwrap();
        assert_eq!(table.headings()[2..], headings);
        let first = table.next().unwrap().unwrap().fields;
        assert_eq!(first[1..], ["2", "=1+1", "00100"]);
        let _refused = table.next().unwrap();
        assert_eq!(
            table.last_fields(100)[1..],
            ["3", "Mallikas", "0", "liikaa"]
        );
        assert!(table.next().is_none());
    }

    #[test]
    fn where_every_row_was_taken_there_is_no_file() {
        let mut rejected = Rejected::new(&["Sukunimi".to_owned()], Language::Sv);
        assert!(rejected.chunk().unwrap().is_none());
    }

    #[test]
    fn chunks_make_one_file_with_its_headings_once() {
        let mut rejected = Rejected::new(&["Sukunimi".to_owned()], Language::En);
        let mut file = Vec::new();
        for line in [2, 3] {
            let fields = vec!["Mallikas".to_owned()];
            let row = Row {
                line,
                fields,
                marks: Vec::new(),
            };
            rejected.add(&row, &[Reason::of_row(Code::new("people.field.date"))]);
            file.extend_from_slice(&rejected.chunk().unwrap().unwrap());
        }
        let lines: Vec<u64> = Reader::open(file.as_slice(), Limits::default())
            .unwrap()
            .map(|row| row.unwrap().fields[1].parse().unwrap())
            .collect();
        assert_eq!(lines, [2, 3]);
    }
}
