//! The list of an import once more, as whoever keeps a register beside another one sends it: what
//! changed in it is brought up to date, the rest stays.
//!
//! Two columns are left out. Who belongs to an organisation that is there, a list does not tell, and
//! its rows would be refused; a date of birth on file is not for a clerk to change by a list.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};

const LEFT_OUT: [&str; 2] = ["Yhteyshenkilö", "Syntymäaika"];
const CHANGED: &str = "Katuosoite";

/// Writes the list again, in it another street for one row in so many; nothing: as it was.
///
/// # Errors
///
/// Where a file cannot be read or written, or lacks one of the columns.
pub(crate) fn list(from: &Path, to: &Path, one_in: Option<u64>) -> Result<()> {
    let mut lines = BufReader::new(File::open(from)?).lines();
    let mut written = BufWriter::new(File::create(to)?);
    let head = lines.next().context("the file is empty")??;
    let delimiter = if head.contains(';') { ';' } else { ',' };
    let place = |title: &str| {
        let mut titles = head.trim_start_matches('\u{feff}').split(delimiter);
        let found = titles.position(|one| one.trim_matches('"') == title);
        found.with_context(|| format!("the file has no column {title}: {head}"))
    };
    let [persons, births] = LEFT_OUT.map(place);
    let (left_out, changed) = ([persons?, births?], place(CHANGED)?);
    let mut put = |line: &str, street: Option<&str>| {
        let fields = line.split(delimiter).enumerate();
        let kept = fields.filter(|(at, _)| !left_out.contains(at));
        let fields: Vec<&str> = kept
            .map(|(at, field)| street.filter(|_| at == changed).unwrap_or(field))
            .collect();
        let joint = delimiter.to_string();
        writeln!(written, "{}", fields.join(&joint))
    };
    put(head.trim_end(), None)?;
    for (row, line) in (0_u64..).zip(lines) {
        let street = one_in
            .filter(|one_in| row.checked_rem(*one_in) == Some(0))
            .map(|_| format!("Muutostie {row}"));
        put(line?.trim_end(), street.as_deref())?;
    }
    Ok(written.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_comes_again_without_what_it_may_not_tell_and_with_so_many_other_streets() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
        let row = |row| format!("N{row};1.1.1970;Pekka;Tie {row};m{row}@example.com");
        let head = "\u{feff}Sukunimi;Syntymäaika;Yhteyshenkilö;Katuosoite;Sähköposti";
        let text = [head, &row(0), &row(1), &row(2), &row(3), ""].join("\r\n");
        std::fs::write(&from, text).unwrap();
        let read = |one_in| {
            list(&from, &to, one_in).unwrap();
            std::fs::read_to_string(&to).unwrap()
        };
        assert_eq!(
            read(None).lines().collect::<Vec<_>>(),
            [
                "\u{feff}Sukunimi;Katuosoite;Sähköposti",
                "N0;Tie 0;m0@example.com",
                "N1;Tie 1;m1@example.com",
                "N2;Tie 2;m2@example.com",
                "N3;Tie 3;m3@example.com",
            ]
        );
        let changed = read(Some(2));
        assert_eq!(changed.matches("Muutostie").count(), 2, "{changed}");
        assert!(
            changed.contains("N2;Muutostie 2;m2@example.com"),
            "{changed}"
        );
    }
}
