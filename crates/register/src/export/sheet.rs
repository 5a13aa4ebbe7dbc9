//! A file under way: its beginning, its rows chunk by chunk, its end.
//!
//! Invariant: nothing is held back but what the form cannot be written without; what is not ended
//! is no whole file (JSON lacks its closing bracket; every file breaks off as an error of its
//! transport).

use basics::{Instant, Language};
use formats::csv::Writer;
use formats::workbook;
use policy::DeclaredField;
use serde_json::{Map, Value, json};

use super::cards;
use super::choice::Choice;
use super::format::Format;
use super::run::{Error, Run, View};
use super::words;
use crate::people::{AddressOut, TakenOut};

/// The published schema of the JSON form.
pub const SCHEMA: &str = include_str!("../../../../docs/schema/customers-1.json");
/// What the JSON form says it is.
const JSON_FORMAT: &str = "seloste/customers/1";

/// A file under way.
pub struct Sheet {
    format: Format,
    choices: Vec<Choice>,
    /// The fields of the company.
    own: Vec<DeclaredField>,
    language: Language,
    rows: u64,
    /// A workbook, which is written at its end alone.
    book: Option<workbook::Sheet>,
}

impl Sheet {
    /// Begins a file; its first bytes.
    ///
    /// # Errors
    ///
    /// [`Error::NotWritten`].
    pub fn begin(run: &Run, language: Language, now: Instant) -> Result<(Self, Vec<u8>), Error> {
        let (order, own) = (run.order(), run.own());
        let mut sheet = Self {
            format: order.format,
            choices: order.choices.clone(),
            own: own.to_vec(),
            language,
            rows: 0,
            book: None,
        };
        let bytes = match order.format {
            Format::Vcard => Vec::new(),
            Format::Xlsx => {
                let headings = words::headings(&order.choices, own, language);
                sheet.book = Some(workbook::Sheet::begin(headings)?);
                Vec::new()
            }
            Format::Csv => {
                let headings = words::headings(&order.choices, own, language);
                let begun = Writer::new(Vec::new(), headings).and_then(Writer::finish);
                begun.map_err(|_| Error::NotWritten)?
            }
            Format::Json => {
                let view = match order.view {
                    View::All => "all",
                    // Narrowed or ticked in a list is found too: not everyone.
                    View::Found(_) | View::Narrowed(_) | View::Chosen(_) => "found",
                };
                let head = format!(
                    "{{\"format\":{},\"exported\":{},\"view\":{},\"customers\":[",
                    json!(JSON_FORMAT),
                    json!(now.to_string()),
                    json!(view)
                );
                head.into_bytes()
            }
        };
        Ok((sheet, bytes))
    }

    /// The bytes of some customers.
    ///
    /// # Errors
    ///
    /// [`Error::NotWritten`].
    pub fn rows(&mut self, rows: &[TakenOut]) -> Result<Vec<u8>, Error> {
        let bytes = match self.format {
            Format::Csv => self.csv(rows)?,
            Format::Xlsx => {
                for row in rows {
                    let fields = words::fields((&self.choices, &self.own), row, self.language);
                    if let Some(book) = &mut self.book {
                        book.row(fields)?;
                    }
                }
                Vec::new()
            }
            Format::Vcard => {
                let card = |row| cards::card(&self.choices, row, self.language).written();
                rows.iter().map(card).collect::<String>().into_bytes()
            }
            Format::Json => self.json(rows),
        };
        self.rows += u64::try_from(rows.len()).unwrap_or(0);
        Ok(bytes)
    }

    /// The last bytes.
    ///
    /// # Errors
    ///
    /// [`Error::NotWritten`].
    pub fn end(self) -> Result<Vec<u8>, Error> {
        Ok(match self.format {
            Format::Csv | Format::Vcard => Vec::new(),
            Format::Xlsx => self.book.ok_or(Error::NotWritten)?.finish()?,
            Format::Json => format!("\n],\"count\":{}}}\n", self.rows).into_bytes(),
        })
    }

    fn csv(&self, rows: &[TakenOut]) -> Result<Vec<u8>, Error> {
        let mut writer = Writer::continued(Vec::new());
        for row in rows {
            let fields = words::fields((&self.choices, &self.own), row, self.language);
            writer.row(fields).map_err(|_| Error::NotWritten)?;
        }
        writer.finish().map_err(|_| Error::NotWritten)
    }

    fn json(&self, rows: &[TakenOut]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let first = self.rows == 0 && at == 0;
            bytes.extend_from_slice(if first { b"\n" } else { b",\n" });
            bytes.extend_from_slice(
                json_of((&self.choices, &self.own), row)
                    .to_string()
                    .as_bytes(),
            );
        }
        bytes
    }
}

pub(super) fn json_of((choices, own): (&[Choice], &[DeclaredField]), row: &TakenOut) -> Value {
    let mut map = Map::new();
    map.insert("id".to_owned(), json!(row.party.to_string()));
    for choice in choices {
        let key = choice.key().to_owned();
        let value = match choice {
            Choice::Number => json!(row.number),
            Choice::Kind => json!(row.kind.key()),
            Choice::Names => {
                map.insert("company".to_owned(), json!(row.company));
                map.insert("business_id".to_owned(), json!(row.business_id));
                map.insert("first_names".to_owned(), json!(row.first_names));
                map.insert("call_name".to_owned(), json!(row.call_name));
                map.insert("last_name".to_owned(), json!(row.last_name));
                continue;
            }
            Choice::FormerNames => json!(row.former_names),
            Choice::BirthDate => json!(row.birth_date.map(|day| day.to_string())),
            Choice::Address => {
                let all: Vec<Value> = row.addresses.iter().map(address).collect();
                map.insert("addresses".to_owned(), json!(all));
                continue;
            }
            Choice::Phone => {
                map.insert("phones".to_owned(), json!(row.phones));
                continue;
            }
            Choice::Email => {
                map.insert("emails".to_owned(), json!(row.emails));
                continue;
            }
            Choice::Language => json!(row.language.code()),
            Choice::NonDisclosure => json!(row.protected),
            Choice::Deceased => json!(row.deceased.map(|day| day.to_string())),
            Choice::MarketingBan => json!(row.marketing_ban),
            Choice::Connections => {
                let all = row.connections.iter().map(|one| {
                    json!({
                        "kind": one.kind.key(), "from": one.from.to_string(),
                        "until": one.until.map(|day| day.to_string()),
                    })
                });
                json!(all.collect::<Vec<_>>())
            }
            Choice::Notes => json!(row.notes),
            Choice::Fields => {
                let value = |field: &DeclaredField| {
                    let mut held = row.fields.iter();
                    let held = held.find(|(key, _)| *key == field.key);
                    (
                        field.key.to_string(),
                        json!(held.map(|(_, value)| value.kept())),
                    )
                };
                Value::Object(own.iter().map(value).collect())
            }
        };
        map.insert(key, value);
    }
    Value::Object(map)
}

fn address(address: &AddressOut) -> Value {
    json!({
        "lines": address.lines, "postal_code": address.postal_code,
        "town": address.town, "country": address.country,
    })
}
