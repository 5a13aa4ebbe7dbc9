//! The rows that were not taken, with their reasons: a CSV that can be mended and imported again.

use formats::csv::{Row, Writer};

use crate::people::Reason;

/// Gathers rejected rows. They are personal data: what [`Rejected::finish`] gives is sealed at
/// once.
pub(super) struct Rejected {
    writer: Option<Writer<Vec<u8>>>,
    headings: usize,
    count: u64,
    problems: Vec<(u64, Reason)>,
}

/// Problems that are told; the file holds all of them.
const TOLD: usize = 50;

impl Rejected {
    /// For a file with these headings.
    #[must_use]
    pub(super) fn new(headings: &[String]) -> Self {
        let titles = headings.iter().map(String::as_str).chain(["Rivi", "Syy"]);
        let titles: Vec<&str> = titles.collect();
        Self {
            writer: Writer::new(Vec::new(), &titles).ok(),
            headings: headings.len(),
            count: 0,
            problems: Vec::new(),
        }
    }

    /// Adds a row with its reasons: their codes, each with the column it concerns.
    pub(super) fn add(&mut self, row: &Row, reasons: &[Reason]) {
        let why: Vec<String> = reasons
            .iter()
            .map(|reason| match reason.heading {
                Some(heading) => format!("{}: {}", heading.key(), reason.code),
                None => reason.code.to_string(),
            })
            .collect();
        let mut fields = row.fields.clone();
        fields.resize(self.headings, String::new());
        fields.push(row.line.to_string());
        fields.push(why.join(", "));
        self.count += 1;
        let room = TOLD.saturating_sub(self.problems.len());
        self.problems
            .extend(reasons.iter().take(room).map(|reason| (row.line, *reason)));
        if let Some(writer) = &mut self.writer
            && writer.row(&fields).is_err()
        {
            self.writer = None;
        }
    }

    /// The first problems: the line of the file and the reason.
    #[must_use]
    pub(super) fn problems(&self) -> Vec<(u64, Reason)> {
        self.problems.clone()
    }

    /// The file, where any row was rejected.
    #[must_use]
    pub(super) fn finish(self) -> Option<Vec<u8>> {
        let writer = self.writer.filter(|_| self.count > 0)?;
        writer.finish().ok()
    }
}
