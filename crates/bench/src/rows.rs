//! The rows of the made-up customers: what is typed into the search box, and what a bare database
//! is filled with.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Lines};
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::load::Dice;

/// Rows from which something is typed.
const TYPED_FROM: usize = 2_000;

/// The rows of a file, one after the other.
pub(crate) struct Rows {
    lines: Lines<BufReader<File>>,
    delimiter: char,
    columns: Columns,
}

struct Columns {
    first: usize,
    last: usize,
    company: usize,
    street: usize,
    postal_code: usize,
    phone: usize,
    email: usize,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// First names and last name, or the company's.
    pub(crate) names: Vec<String>,
    /// Street and number.
    pub(crate) street: String,
    /// The postal code.
    pub(crate) postal_code: String,
    /// The phone number.
    pub(crate) phone: String,
    /// The e-mail address.
    pub(crate) email: String,
}

impl Rows {
    /// Opens a file as the program makes them.
    ///
    /// # Errors
    ///
    /// Where a heading is missing.
    pub(crate) fn of(file: &Path) -> Result<Self> {
        let mut lines = BufReader::new(File::open(file)?).lines();
        let head = lines.next().context("the file is empty")??;
        let head = head.trim_start_matches('\u{feff}');
        let delimiter = if head.contains(';') { ';' } else { ',' };
        let titles: Vec<&str> = head.split(delimiter).collect();
        let at = |title: &str| {
            let found = titles.iter().position(|one| one.trim_matches('"') == title);
            found.with_context(|| format!("the file has no column {title}: {head}"))
        };
        let columns = Columns {
            first: at("Etunimet")?,
            last: at("Sukunimi")?,
            company: at("Yritys")?,
            street: at("Katuosoite")?,
            postal_code: at("Postinumero")?,
            phone: at("Puhelin")?,
            email: at("Sähköposti")?,
        };
        Ok(Self {
            lines,
            delimiter,
            columns,
        })
    }

    /// What clerks type: names letter by letter, whole ones, numbers, streets, addresses.
    pub(crate) fn typed(self, dice: &mut Dice) -> Vec<String> {
        let mut typed = Vec::new();
        for row in self.take(TYPED_FROM) {
            let Some(last) = row.names.last() else {
                continue;
            };
            let letters = 2 + dice.below(5);
            let beginning = start(last, letters);
            let first = row.names.first().map_or("", String::as_str);
            typed.push(match dice.below(20) {
                0..11 => beginning,
                11..15 => [&beginning, " ", &start(first, letters)].concat(),
                15 => last.clone(),
                16 => row.phone,
                17 => row.email,
                18 => row.street,
                _ => row.postal_code,
            });
        }
        typed
    }
}

impl Iterator for Rows {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let line = self.lines.next()?.ok()?;
        let fields: Vec<&str> = line.split(self.delimiter).collect();
        let field = |at: usize| {
            fields
                .get(at)
                .copied()
                .unwrap_or_default()
                .trim_matches('"')
        };
        let columns = &self.columns;
        let names = [columns.first, columns.company, columns.last].map(field);
        let words = names.iter().flat_map(|name| name.split(' '));
        Some(Row {
            names: words
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
            street: field(columns.street).to_owned(),
            postal_code: field(columns.postal_code).to_owned(),
            phone: field(columns.phone).to_owned(),
            email: field(columns.email).to_owned(),
        })
    }
}

/// The first letters of a word.
pub(crate) fn start(word: &str, letters: u64) -> String {
    word.chars()
        .take(usize::try_from(letters).unwrap_or(usize::MAX))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_by_its_headings_and_something_of_it_is_typed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("rows.csv");
        let text = "\u{feff}Etunimet;Sukunimi;Yritys;Katuosoite;Postinumero;Puhelin;Sähköposti\n\
            Maija Liisa;Mäki;;Tie 1;00100;040;m@example.com\n";
        std::fs::write(&file, text).unwrap();
        let row = Rows::of(&file).unwrap().next().unwrap();
        assert_eq!(row.names, ["Maija", "Liisa", "Mäki"]);
        assert_eq!(
            (row.street.as_str(), row.email.as_str()),
            ("Tie 1", "m@example.com")
        );
        let typed = Rows::of(&file).unwrap().typed(&mut Dice::new(1));
        assert_eq!(typed.len(), 1);
    }
}
