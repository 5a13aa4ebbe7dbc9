//! What is written into a workbook reads back as it was, and as a text.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use formats::workbook::{ROWS_MAX, Sheet, WhyNotWritten};

fn read(bytes: Vec<u8>) -> Option<Vec<Vec<Data>>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).ok()?;
    let range = book.worksheet_range_at(0)?.ok()?;
    Some(range.rows().map(<[Data]>::to_vec).collect())
}

#[test]
fn texts_stay_texts_whatever_they_look_like() {
    let fields = [
        "00100",
        "+358401234567",
        "=1+1",
        "-1",
        "@x",
        "1.2.2026",
        "TRUE",
        "Öhman\nja muut",
        "<&\">",
    ];
    let mut sheet =
        Sheet::begin(fields.iter().enumerate().map(|(at, _)| format!("C{at}"))).unwrap();
    sheet.row(fields).unwrap();
    let rows = read(sheet.finish().unwrap()).unwrap();
    assert_eq!(rows.len(), 2);
    for (cell, field) in rows[1].iter().zip(fields) {
        assert_eq!(cell, &Data::String(field.to_owned()));
    }
}

#[test]
fn an_empty_field_leaves_its_neighbours_where_they_are() {
    let mut sheet = Sheet::begin(["a", "b", "c"]).unwrap();
    sheet.row(["", "x", ""]).unwrap();
    sheet.row(["", "", "y"]).unwrap();
    let rows = read(sheet.finish().unwrap()).unwrap();
    assert_eq!(rows[1][1], Data::String("x".into()));
    assert_eq!(rows[2][2], Data::String("y".into()));
    assert_eq!((&rows[1][0], &rows[2][1]), (&Data::Empty, &Data::Empty));
}

#[test]
fn what_does_not_fit_is_refused_and_not_cut() {
    let mut sheet = Sheet::begin(["a"]).unwrap();
    let long = "x".repeat(32_768);
    assert_eq!(sheet.row([long.as_str()]), Err(WhyNotWritten::CellLength));
    let mut sheet = Sheet::begin(["a"]).unwrap();
    for _ in 0..ROWS_MAX {
        sheet.row([""]).unwrap();
    }
    assert_eq!(sheet.row([""]), Err(WhyNotWritten::Rows));
}
