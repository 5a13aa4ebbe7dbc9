//! Reading a file row by row: each makes an entry, or reasons why it makes none.
//!
//! Memory is bounded by the chunk that is asked for.

use std::io::{Read, Seek, SeekFrom};

use basics::{Code, Coded};
use formats::csv::{Limits, NotRead, Reader, Row};
use formats::headings::Heading;
use sha2::{Digest, Sha256};

use super::mapping::Mapping;
use super::order::Order;
use super::run::Error;
use crate::people::{Earlier, Listed, Reason, Who, listed};

/// A row after examination.
pub(super) enum Examined {
    /// It makes an entry; earlier rows were perhaps about the same.
    Listed(Box<Listed>, Who, Row),
    /// It makes none.
    Refused(Vec<Reason>, Row),
}

/// Characters of a field that is too long, as it stands among the rejected rows: enough to be
/// known again, and still too long for any field of the register.
const CUT_AT: usize = 20_000;

/// One pass over a file.
pub(super) struct Pass<'f, F> {
    reader: Reader<&'f mut F>,
    mapping: Mapping,
    order: Order,
    /// Whether the notice lets contact persons of companies be held.
    contact_persons: bool,
    earlier: Earlier,
}

impl<'f, F: Read + Seek> Pass<'f, F> {
    /// Begins at the start of the file.
    ///
    /// # Errors
    ///
    /// Where its headings cannot be read.
    pub(super) fn open(
        file: &'f mut F,
        order: &Order,
        contact_persons: bool,
    ) -> Result<Self, Error> {
        let reader = open(file)?;
        let mapping = Mapping::of(reader.headings(), order.ignore_unknown)?;
        Ok(Self {
            reader,
            mapping,
            order: order.clone(),
            contact_persons,
            earlier: Earlier::default(),
        })
    }

    /// The headings, as they stand in the file.
    pub(super) fn headings(&self) -> &[String] {
        self.reader.headings()
    }

    /// The next rows, examined; none at the end.
    ///
    /// # Errors
    ///
    /// What ends reading.
    pub(super) fn chunk(&mut self, most: usize) -> Result<Vec<Examined>, Error> {
        let mut chunk = Vec::new();
        while chunk.len() < most {
            let Some(row) = self.reader.next() else { break };
            chunk.push(self.examine(row)?);
        }
        Ok(chunk)
    }

    fn examine(&mut self, row: Result<Row, NotRead>) -> Result<Examined, Error> {
        let row = match row {
            Ok(row) => row,
            Err(error) if error.why.ends_reading() => return Err(error.into()),
            Err(error) => {
                let fields = self.reader.last_fields(CUT_AT);
                let row = Row {
                    line: error.line,
                    fields,
                };
                return Ok(Examined::Refused(vec![Reason::of_row(error.code())], row));
            }
        };
        if self.mapping.says_more(&row.fields) {
            let reason = Reason::of_row(formats::csv::WhyNotRead::Fields.code());
            return Ok(Examined::Refused(vec![reason], row));
        }
        let text = |heading| self.mapping.text(&row.fields, heading);
        Ok(match listed(&text, &self.order.terms) {
            Ok(made) if made.contact_person.is_some() && !self.contact_persons => {
                let reason = Reason {
                    heading: Some(Heading::LastName),
                    code: Code::new("people.field.not_for_organisation"),
                };
                Examined::Refused(vec![reason], row)
            }
            Ok(made) => {
                let who = self.earlier.meet(&made.entry);
                Examined::Listed(Box::new(made), who, row)
            }
            Err(reasons) => Examined::Refused(reasons, row),
        })
    }
}

/// Looks at the headings alone: what is told before a file is kept.
///
/// # Errors
///
/// Where they cannot be read or mapped.
pub(super) fn check_headings(file: &mut (impl Read + Seek), order: &Order) -> Result<(), Error> {
    Mapping::of(open(file)?.headings(), order.ignore_unknown)?;
    Ok(())
}

/// Reads the whole file once, to find what ends reading before anything is written; its rows.
///
/// # Errors
///
/// As [`check_headings`]; what ends reading.
pub(super) fn count(file: &mut (impl Read + Seek), order: &Order) -> Result<i64, Error> {
    let mut reader = open(file)?;
    Mapping::of(reader.headings(), order.ignore_unknown)?;
    let mut rows = 0;
    for row in reader.by_ref() {
        match row {
            Err(error) if error.why.ends_reading() => return Err(error.into()),
            _ => rows += 1,
        }
    }
    Ok(rows)
}

/// By what the same file is known again.
///
/// # Errors
///
/// Where it cannot be read.
pub(super) fn digest(file: &mut (impl Read + Seek)) -> Result<Vec<u8>, Error> {
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
    Ok(hash.finalize().to_vec())
}

fn open<F: Read + Seek>(file: &mut F) -> Result<Reader<&mut F>, Error> {
    file.seek(SeekFrom::Start(0)).map_err(|_| Error::File)?;
    Ok(Reader::open(file, Limits::default())?)
}
