//! Which column of a file holds what.
//!
//! Invariant: a file is read only where every column is understood, or the importer said to leave
//! the others out; no column is read twice.

use basics::{Code, Coded};
use formats::headings::Heading;

/// Which column of a file holds what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    columns: Vec<Option<Heading>>,
}

/// Why the headings of a file cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unmapped {
    /// No column holds a name.
    #[error("no column holds a name")]
    NoName,
    /// A heading nobody knows: which column, counted from one.
    #[error("column {0} has an unknown heading")]
    Unknown(usize),
    /// Two columns hold the same: which is the second, counted from one.
    #[error("column {0} holds what another column holds already")]
    Twice(usize),
}

impl Coded for Unmapped {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::NoName => "transfer.headings.no_name",
            Self::Unknown(_) => "transfer.headings.unknown",
            Self::Twice(_) => "transfer.headings.twice",
        })
    }
}

impl Mapping {
    /// Reads headings. Columns whose heading nobody knows are refused unless `ignore_unknown`.
    ///
    /// # Errors
    ///
    /// [`Unmapped`], with the column.
    pub fn of(titles: &[String], ignore_unknown: bool) -> Result<Self, Unmapped> {
        let mut columns: Vec<Option<Heading>> = Vec::with_capacity(titles.len());
        for (at, title) in titles.iter().enumerate() {
            let heading = Heading::recognise(title);
            if heading.is_none() && !ignore_unknown && !title.is_empty() {
                return Err(Unmapped::Unknown(at + 1));
            }
            if heading.is_some() && columns.contains(&heading) {
                return Err(Unmapped::Twice(at + 1));
            }
            columns.push(heading);
        }
        let names = [Heading::LastName, Heading::FullName, Heading::Company];
        if names.into_iter().any(|name| columns.contains(&Some(name))) {
            Ok(Self { columns })
        } else {
            Err(Unmapped::NoName)
        }
    }

    /// The text of a row under a heading; empty where the file has no such column.
    #[must_use]
    pub fn text<'a>(&self, fields: &'a [String], heading: Heading) -> &'a str {
        let place = self
            .columns
            .iter()
            .position(|column| *column == Some(heading));
        place
            .and_then(|at| fields.get(at))
            .map_or("", String::as_str)
    }
}
