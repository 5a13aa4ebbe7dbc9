//! Every row of the published tables of Finnish identifiers.
//!
//! Codes in the range of real people are never printed: a failure names file, row and reason.

use std::fmt::Debug;

use basics::Day;
use formats::{
    Artificial, BusinessId, FinnishReference, Iban, IdentityCode, NotAnIban, NotAnIdentityCode,
    RfReference,
};

/// The rows below the headings, with their line numbers; nothing where the tables are not there.
#[expect(
    clippy::unwrap_used,
    reason = "a table that cannot be read fails the test"
)]
fn rows(name: &str) -> Vec<(usize, Vec<String>)> {
    let Some(path) = testkit::shared(&format!("standards/{name}")) else {
        return Vec::new();
    };
    let text = std::fs::read_to_string(path).unwrap();
    let rows: Vec<_> = text
        .split('\n')
        .map(|line| line.trim_end_matches('\r'))
        .enumerate()
        .skip(1)
        .filter(|(_, line)| line.contains('\t'))
        .map(|(at, line)| (at + 1, line.split('\t').map(str::to_owned).collect()))
        .collect();
    assert!(!rows.is_empty(), "{name} has no rows");
    rows
}

/// Whether reading went as the table says.
fn agree<T, E: Debug>(name: &str, line: usize, valid: bool, read: &Result<T, E>) {
    assert_eq!(
        read.is_ok(),
        valid,
        "{name} line {line}: {:?}",
        read.as_ref().err()
    );
}

#[test]
fn identity_codes_are_read_or_refused_as_published() {
    let today = Day::new(2026, 11, 23).unwrap();
    for (line, row) in rows("fi-identifiers/hetu.tsv") {
        let [text, ordinary, artificial, reason, birth, _, _, rest @ ..] = row.as_slice() else {
            panic!("hetu.tsv line {line} has too few columns");
        };
        let note = rest.first().map_or("", String::as_str);
        let read = IdentityCode::parse(text, today, Artificial::Allowed);
        // The table refuses white space and lower case; here they are forgiven and taken away.
        if note.contains("untrimmed") || note.contains("lower case") {
            let canonical = text.trim().to_uppercase();
            assert!(canonical != *text, "hetu.tsv line {line}");
            assert!(
                read == IdentityCode::parse(&canonical, today, Artificial::Allowed)
                    && read.err() != Some(NotAnIdentityCode::Format),
                "hetu.tsv line {line}"
            );
            continue;
        }
        agree("hetu.tsv", line, artificial == "true", &read);
        let strict = IdentityCode::parse(text, today, Artificial::Refused);
        agree("hetu.tsv", line, ordinary == "true", &strict);
        match read {
            Ok(code) => {
                assert_eq!(
                    code.birth_date().to_string(),
                    *birth,
                    "hetu.tsv line {line}"
                );
                assert_eq!(
                    code.is_artificial(),
                    ordinary == "false",
                    "hetu.tsv line {line}"
                );
            }
            Err(why) => {
                let expected: &[NotAnIdentityCode] = match reason.as_str() {
                    "individual<002" => &[NotAnIdentityCode::Number],
                    "date" => &[NotAnIdentityCode::Date],
                    "future" => &[NotAnIdentityCode::Future],
                    // Where a character does not belong there at all the table says either.
                    _ => &[NotAnIdentityCode::Format, NotAnIdentityCode::Check],
                };
                assert!(expected.contains(&why), "hetu.tsv line {line}: {why:?}");
            }
        }
    }
}

#[test]
fn business_ids_are_read_or_refused_as_published() {
    for (line, row) in rows("fi-identifiers/ytunnus.tsv") {
        agree(
            "ytunnus.tsv",
            line,
            row[1] == "true",
            &BusinessId::parse(&row[0]),
        );
    }
}

#[test]
fn account_numbers_say_which_check_fails_as_published() {
    for (line, row) in rows("fi-identifiers/iban.tsv") {
        let (whole, account) = (row[1] == "true", row[2] == "true");
        let read = Iban::parse(&row[0]);
        agree("iban.tsv", line, whole && account, &read);
        if whole && !account {
            assert_eq!(read, Err(NotAnIban::AccountCheck), "iban.tsv line {line}");
        }
        if !whole && !account && row[0].len() == 18 {
            assert_eq!(read, Err(NotAnIban::BothChecks), "iban.tsv line {line}");
        }
    }
}

#[test]
fn finnish_references_are_read_or_refused_as_published() {
    for (line, row) in rows("fi-identifiers/viitenumero.tsv") {
        agree(
            "viitenumero.tsv",
            line,
            row[1] == "true",
            &FinnishReference::parse(&row[0]),
        );
    }
}

#[test]
fn creditor_references_are_read_or_refused_as_published() {
    for (line, row) in rows("fi-identifiers/rf-reference.tsv") {
        let read = RfReference::parse(&row[0]);
        agree("rf-reference.tsv", line, row[1] == "true", &read);
        if let Ok(reference) = read {
            let finnish = reference.finnish();
            assert_eq!(
                finnish.is_some(),
                row[2] == "true",
                "rf-reference.tsv line {line}"
            );
            if let Some(finnish) = finnish {
                assert_eq!(
                    RfReference::from(&finnish),
                    reference,
                    "rf-reference.tsv line {line}"
                );
            }
        }
    }
}

#[test]
fn the_months_of_a_request_end_where_the_worked_examples_say() {
    let day = |text: &str| Day::parse(text).expect("a day of the table");
    for (line, row) in rows("fi-rates/dsar-deadlines.tsv") {
        let days: Vec<Day> = row.iter().map(|text| day(text)).collect();
        let [received, one, deadline, three, extended] = days[..] else {
            panic!("line {line} has five days");
        };
        assert_eq!(received.plus_months(1), one, "line {line}");
        assert_eq!(received.end_of_months(1), deadline, "line {line}");
        assert_eq!(received.plus_months(3), three, "line {line}");
        assert_eq!(received.end_of_months(3), extended, "line {line}");
    }
}
