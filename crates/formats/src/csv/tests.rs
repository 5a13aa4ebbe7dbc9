//! What people's files may hold, and what reading and writing them promises.

use std::io::Read;

use proptest::prelude::*;
use rstest::rstest;

use super::{Encoding, Limits, NotRead, Reader, WhyNotRead, Writer};

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    Reader::open(bytes, Limits::default())
        .unwrap()
        .map(|row| row.unwrap().fields)
        .collect()
}

fn failure(bytes: &[u8], limits: Limits) -> NotRead {
    match Reader::open(bytes, limits) {
        Err(failure) => failure,
        Ok(mut reader) => reader.find_map(Result::err).unwrap(),
    }
}

#[rstest]
#[case("nimi;paikka\nMäki;Åbo\n".as_bytes(), ';', Encoding::Utf8)]
#[case("\u{FEFF}nimi,paikka\r\nMäki,Åbo".as_bytes(), ',', Encoding::Utf8)]
#[case("nimi\tpaikka\rMäki\tÅbo\r".as_bytes(), '\t', Encoding::Utf8)]
#[case(b"nimi;paikka\nM\xE4ki;\xC5bo\n", ';', Encoding::Windows1252)]
#[case(
    b"\xFF\xFEn\0i\0m\0i\0;\0p\0a\0i\0k\0k\0a\0\n\0M\0\xE4\0k\0i\0;\0\xC5\0b\0o\0",
    ';',
    Encoding::Utf16Le
)]
#[case(
    b"\0n\0i\0m\0i\0;\0p\0a\0i\0k\0k\0a\0\n\0M\0\xE4\0k\0i\0;\0\xC5\0b\0o",
    ';',
    Encoding::Utf16Be
)]
#[case("sep=;\r\nnimi;paikka\r\nMäki;Åbo\r\n".as_bytes(), ';', Encoding::Utf8)]
#[case("\n\nnimi;paikka\n\n;\nMäki;Åbo\n;;;\n".as_bytes(), ';', Encoding::Utf8)]
fn encoding_and_delimiter_are_found_out(
    #[case] bytes: &[u8],
    #[case] delimiter: char,
    #[case] encoding: Encoding,
) {
    let mut reader = Reader::open(bytes, Limits::default()).unwrap();
    assert_eq!(reader.headings(), ["nimi", "paikka"]);
    assert_eq!(reader.delimiter(), delimiter);
    let row = reader.next().unwrap().unwrap();
    assert_eq!(row.fields, ["Mäki", "Åbo"]);
    assert_eq!(reader.encoding(), encoding);
    assert!(reader.next().is_none());
}

#[test]
fn the_encoding_is_found_out_even_where_the_first_accent_comes_late() {
    for (last, encoding) in [
        (b"M\xE4ki".as_slice(), Encoding::Windows1252),
        ("Mäki".as_bytes(), Encoding::Utf8),
    ] {
        let mut bytes = b"nimi\n".to_vec();
        bytes.extend(b"Virtanen\n".repeat(100_000));
        bytes.extend(last);
        let mut reader = Reader::open(bytes.as_slice(), Limits::default()).unwrap();
        let last = reader.by_ref().last().unwrap().unwrap();
        assert_eq!(last.fields, ["Mäki"]);
        assert_eq!(last.line, 100_002);
        assert_eq!(reader.encoding(), encoding);
    }
}

#[test]
fn a_quoted_field_may_hold_delimiters_quotes_and_line_ends() {
    let read = rows(b"a;b\n\"x;\"\"y\"\"\nz\";2\n3;4\n");
    assert_eq!(read, [["x;\"y\"\nz", "2"], ["3", "4"]]);
}

#[test]
fn lines_are_counted_through_quoted_line_ends() {
    let mut reader = Reader::open(
        "sep=;\na;b\n\"x\ny\";1\n2;3\n".as_bytes(),
        Limits::default(),
    )
    .unwrap();
    assert_eq!(reader.next().unwrap().unwrap().line, 3);
    assert_eq!(reader.next().unwrap().unwrap().line, 5);
}

#[rstest]
#[case("a;b\n1;2\n3;4\n", &[2, 3])]
#[case("a;b\r\n1;2\r\n3;4\r\n", &[2, 3])]
#[case("a;b\r\n1;2\r\n3;4", &[2, 3])]
#[case("a;b\n1;2\n3;4", &[2, 3])]
#[case("a;b\n\n1;2\n\n\n3;4\n", &[3, 6])]
#[case("a;b\r\n\r\n1;2\r\n\r\n\r\n3;4\r\n", &[3, 6])]
#[case("sep=;\r\na;b\r\n1;2\r\n3;4\r\n", &[3, 4])]
#[case("a;b\r\n\"1\r\nx\";2\r\n3;4\r\n", &[2, 4])]
#[case("a;b\r\n\"1\nx\";2\r\n;\r\n3;4\r\n", &[2, 5])]
fn a_row_is_told_by_the_line_it_begins_in(#[case] text: &str, #[case] lines: &[u64]) {
    let read = Reader::open(text.as_bytes(), Limits::default()).unwrap();
    let told: Vec<u64> = read.map(|row| row.unwrap().line).collect();
    assert_eq!(told, lines);
}

#[test]
fn a_short_row_is_filled_up_and_a_long_one_is_refused_alone() {
    let results: Vec<_> = Reader::open("a;b\n1\n1;2;3\n1;2;;\n".as_bytes(), Limits::default())
        .unwrap()
        .map(|row| row.map(|row| row.fields))
        .collect();
    let too_many = NotRead {
        line: 3,
        why: WhyNotRead::Fields,
    };
    assert!(!too_many.why.ends_reading());
    assert_eq!(
        results,
        [
            Ok(vec!["1".to_owned(), String::new()]),
            Err(too_many),
            Ok(vec!["1".to_owned(), "2".to_owned()]),
        ]
    );
}

#[test]
fn a_quote_that_is_never_closed_is_reported_where_it_opens_in_bounded_memory() {
    let mut text = "a;b\n1;2\n\"oops;3\n".to_owned();
    text.push_str(&"4;5\n".repeat(500_000));
    let failure = failure(text.as_bytes(), Limits::default());
    assert_eq!((failure.line, failure.why), (3, WhyNotRead::RecordLength));
}

#[rstest]
#[case::in_a_note(1, "a;b;c\nA;B;C\nD;E;\"vielä\nF;G;H\nI;J;K\n")]
#[case::in_a_name(1, "a;b;c\nA;B;C\n\"D;E;F\nG;H;I\n")]
fn a_quote_that_the_file_never_closes_loses_no_row_without_a_word(
    #[case] before: usize,
    #[case] text: &str,
) {
    let mut reader = Reader::open(text.as_bytes(), Limits::default()).unwrap();
    assert_eq!(reader.by_ref().take(before).flatten().count(), before);
    let error = reader.next().unwrap().unwrap_err();
    assert_eq!((error.line, error.why), (3, WhyNotRead::RecordLength));
    assert!(reader.next().is_none());
}

#[rstest]
#[case::by_an_inch("a;b;c\nA;B;C\nD;E;\"vielä\nF;G;H\nI;J;5\"\nK;L;M\n")]
#[case::by_the_quote_of_another("a;b;c\nA;B;C\nD;\"E;F\nG;\"H\";I\nK;L;M\n")]
#[case::with_two_line_ends("a;b;c\r\nA;B;C\r\nD;\"E;F\r\nG;\"H\";I\r\nK;L;M\r\n")]
fn a_quote_that_another_row_closes_is_refused_with_what_it_swallowed(#[case] text: &str) {
    let mut reader = Reader::open(text.as_bytes(), Limits::default()).unwrap();
    assert!(reader.next().unwrap().is_ok());
    let error = reader.next().unwrap().unwrap_err();
    assert_eq!((error.line, error.why), (3, WhyNotRead::Quotes));
    let kept = reader.last_fields(1_000).concat();
    for swallowed in ['D', 'E', 'F', 'G', 'H', 'I'] {
        assert!(kept.contains(swallowed), "{swallowed}: {kept}");
    }
    let last = reader.next().unwrap().unwrap();
    assert_eq!(last.fields, ["K", "L", "M"]);
}

#[test]
fn a_row_that_swallowed_others_is_handed_back_so_that_nobody_takes_it_as_it_is() {
    for text in [
        "a;b;c\nD;E;\"vielä\nF;G;H\nI;J;5\"\n",
        "a;b;c\nD;\"x\nF;G;5\"\n",
    ] {
        let mut reader = Reader::open(text.as_bytes(), Limits::default()).unwrap();
        assert!(reader.next().unwrap().is_err());
        // A field is cut; what was swallowed is none.
        let fields = reader.last_fields(4);
        assert!(fields.concat().ends_with('5'), "{fields:?}");
        let mut writer = Writer::new(Vec::new(), ["a", "b", "c"]).unwrap();
        writer.row(&fields).unwrap();
        let again = writer.finish().unwrap();
        let mut reader = Reader::open(again.as_slice(), Limits::default()).unwrap();
        assert_eq!(reader.next().unwrap().unwrap_err().why, WhyNotRead::Fields);
    }
}

#[rstest]
#[case::a_quote_too_many("Nimi;\"Osoite;Puhelin\nA;\"B\";C\nD;E;F\n")]
#[case::behind_a_quote("\"Nimi\"x;Puhelin;Muu\nA;B;C\n")]
fn headings_with_a_quote_that_cannot_be_meant_are_refused(#[case] text: &str) {
    let error = failure(text.as_bytes(), Limits::default());
    assert_eq!((error.line, error.why), (1, WhyNotRead::Quotes));
}

#[test]
fn a_quote_of_another_row_is_told_of_no_row_behind_it() {
    let padded = "\"Nimi\" ;\"Puhelin\" ;Muu\nA;B;C\n";
    assert_eq!(rows(padded.as_bytes()), [["A", "B", "C"]]);
    let blank = "a;b;c\n\"\"x;;\nA;B;C\n";
    let mut reader = Reader::open(blank.as_bytes(), Limits::default()).unwrap();
    assert!(reader.next().unwrap().is_err());
    assert_eq!(reader.next().unwrap().unwrap().fields, ["A", "B", "C"]);
}

#[test]
fn a_text_of_several_lines_is_no_row() {
    let text = "a;b;c\nA;\"Soita;\nei iltaisin\n\";C\n";
    assert_eq!(rows(text.as_bytes()), [["A", "Soita;\nei iltaisin\n", "C"]]);
    let list = "a,b,c\nA,B,\"Soita ensin\nAvaimet, koodit, hälytys\"\n";
    assert_eq!(rows(list.as_bytes()).len(), 1);
    let two = "a,b\nA,\"Soita, kun ehdit\nhuomenna, kello 8\"\n";
    assert_eq!(rows(two.as_bytes()).len(), 1);
}

#[test]
fn limits_hold() {
    let limits = Limits {
        field_bytes_max: 5,
        record_bytes_max: 100,
        columns_max: 2,
        records_max: 2,
    };
    let why = |text: &str| failure(text.as_bytes(), limits).why;
    assert_eq!(why("a;b;c\n"), WhyNotRead::Columns);
    assert_eq!(why("a;b\n123456;1\n"), WhyNotRead::FieldLength);
    assert_eq!(why("a\n1\n2\n3\n"), WhyNotRead::Records);
    assert_eq!(why(""), WhyNotRead::Empty);
    assert_eq!(why(" \n;;\n"), WhyNotRead::Empty);
}

#[test]
fn bytes_that_turn_out_not_to_be_text_stop_reading() {
    let mut bytes = "\u{FEFF}a\nMäki\n".as_bytes().to_vec();
    bytes.extend(b"M\xE4ki\n");
    assert_eq!(failure(&bytes, Limits::default()).why, WhyNotRead::Encoding);
}

#[test]
fn a_source_that_fails_is_told_from_an_end() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("gone"))
        }
    }
    let source = b"a;b\n1;2\n".as_slice().chain(Fails);
    assert_eq!(
        Reader::open(source, Limits::default()).err().map(|e| e.why),
        Some(WhyNotRead::Source)
    );
}

#[test]
fn no_field_begins_like_a_formula() {
    let mut writer = Writer::new(Vec::new(), ["a"]).unwrap();
    for text in ["=1+1", "+358", "-1", "@SUM", "\t=1", "\r=1", "'=1", "'hei"] {
        writer.row([text]).unwrap();
    }
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    let written: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(written[1], "'=1+1");
    assert_eq!(written[2], "'+358");
    assert_eq!(written[7], "''=1");
    assert_eq!(written[8], "'hei");
    let read: Vec<String> = rows(text.as_bytes()).concat();
    assert_eq!(
        read,
        ["=1+1", "+358", "-1", "@SUM", "\t=1", "\r=1", "'=1", "'hei"]
    );
}

proptest! {
    #[test]
    fn what_is_written_reads_back(
        table in prop::collection::vec(prop::array::uniform3("(?s)['=+@\"; ,\n\r\t-]{0,3}.{0,8}"), 0..8)
    ) {
        let mut writer = Writer::new(Vec::new(), ["a", "b", "c"]).unwrap();
        for row in &table {
            writer.row(row).unwrap();
        }
        let expected: Vec<Vec<String>> = table
            .into_iter()
            .map(Vec::from)
            .filter(|row| row.iter().any(|field| !field.as_bytes().trim_ascii().is_empty()))
            .collect();
        // A row of white space alone is guarded where it begins with a tab or a line end.
        let read: Vec<Vec<String>> = rows(&writer.finish().unwrap())
            .into_iter()
            .filter(|row| row.iter().any(|field| !field.as_bytes().trim_ascii().is_empty()))
            .collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(reader) = Reader::open(bytes.as_slice(), Limits::default()) {
            reader.for_each(drop);
        }
    }
}
