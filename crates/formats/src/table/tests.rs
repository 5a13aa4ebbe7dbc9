//! The rules of reading lists whatever they were saved as. Workbooks are made here, part by part.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::*;

const NS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of sheets, each its name and the XML of its rows.
fn workbook(sheets: &[(&str, &str)], more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    };
    let (mut named, mut related) = (String::new(), String::new());
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let _written = write!(
            named,
            "<sheet name=\"{name}\" sheetId=\"{0}\" r:id=\"r{0}\"/>",
            at + 1
        );
        let _written = write!(
            related,
            "<Relationship Id=\"r{0}\" Type=\"{REL}/worksheet\" Target=\"worksheets/s{0}.xml\"/>",
            at + 1
        );
        let sheet = format!("<worksheet xmlns=\"{NS}\"><sheetData>{rows}</sheetData></worksheet>");
        put(&format!("xl/worksheets/s{}.xml", at + 1), sheet.as_bytes());
    }
    let styles = format!(
        "<styleSheet xmlns=\"{NS}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    put("xl/styles.xml", styles.as_bytes());
    let book =
        format!("<workbook xmlns=\"{NS}\" xmlns:r=\"{REL}\"><sheets>{named}</sheets></workbook>");
    put("xl/workbook.xml", book.as_bytes());
    let related = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{related}</Relationships>"
    );
    put("xl/_rels/workbook.xml.rels", related.as_bytes());
    let package = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{REL}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    put("_rels/.rels", package.as_bytes());
    for (name, bytes) in more {
        put(name, bytes);
    }
    zip.finish().unwrap().into_inner()
}

fn text(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn customers() -> String {
    let headings = [
        ("A1", "Sukunimi"),
        ("B1", "Puhelin"),
        ("C1", "Postinumero"),
        ("D1", "Syntymäaika"),
    ];
    let headings: String = headings.iter().map(|(at, word)| text(at, word)).collect();
    format!(
        "<row r=\"1\">{headings}</row>\
         <row r=\"3\">{}<c r=\"B3\"><v>401234567</v></c><c r=\"C3\"><v>100</v></c><c r=\"D3\" s=\"1\"><v>31111</v></c></row>\
         <row r=\"4\">{}<c r=\"B4\"><v>4.0123456789012345E+20</v></c><c r=\"C4\" t=\"e\"><v>#REF!</v></c></row>",
        text("A3", "Mallikas"),
        text("A4", "Esimerkki")
    )
}

fn open(bytes: &[u8], sheet: Option<usize>) -> Result<Table<Cursor<&[u8]>>, Code> {
    Table::open(Cursor::new(bytes), sheet).map_err(|error| error.code)
}

#[test]
fn a_workbook_gives_rows_with_what_is_odd_about_their_cells() {
    let book = workbook(&[("Taul1", &customers())], &[]);
    let mut table = open(&book, None).unwrap_or_else(|code| panic!("{code}"));
    assert_eq!(
        table.headings(),
        ["Sukunimi", "Puhelin", "Postinumero", "Syntymäaika"]
    );
    let row = table.next().unwrap().unwrap();
    assert_eq!((row.line, row.fields[0].as_str()), (3, "Mallikas"));
    assert_eq!(row.fields[1..], ["401234567", "100", "1985-03-05"]);
    assert_eq!(
        [0, 1, 2, 3].map(|at| row.mark(at)),
        [None, Some(Mark::Number), Some(Mark::Number), None]
    );
    let row = table.next().unwrap().unwrap();
    assert_eq!(
        (row.line, row.mark(1), row.mark(2)),
        (4, Some(Mark::Scientific), Some(Mark::Broken))
    );
    assert!(table.next().is_none());
}

#[test]
fn of_several_sheets_one_is_chosen_and_empty_ones_are_none() {
    let book = workbook(&[("Tyhjä", ""), ("Asiakkaat", &customers())], &[]);
    assert!(open(&book, None).is_ok());
    let two = workbook(
        &[
            ("Ohje", &customers()),
            ("Tyhjä", ""),
            ("Asiakkaat", &customers()),
        ],
        &[],
    );
    assert_eq!(
        open(&two, None).err(),
        Some(NotAWorkbook::WhichSheet.code())
    );
    let sheets = xlsx::sheets(Cursor::new(&two)).unwrap();
    assert_eq!(
        sheets,
        [(0, "Ohje".to_owned()), (2, "Asiakkaat".to_owned())]
    );
    assert!(open(&two, Some(2)).is_ok());
    assert_eq!(
        open(&two, Some(1)).err(),
        Some(NotAWorkbook::NoSheet.code())
    );
}

fn weighed(book: &[u8]) -> Result<(), NotAWorkbook> {
    let bounds = xlsx::Bounds {
        whole_bytes_max: 900_000,
        texts_bytes_max: 300_000,
        times_its_size: u64::MAX,
        small_bytes: 0,
    };
    xlsx::weigh(&mut Cursor::new(book), &bounds)
}

#[test]
fn a_bomb_is_refused_before_it_is_believed() {
    let blank = vec![b' '; 400_000];
    let texts = workbook(
        &[("Taul1", &customers())],
        &[("xl/sharedStrings.xml", &blank)],
    );
    assert!(texts.len() < 20_000, "it is small until it is unpacked");
    assert_eq!(weighed(&texts), Err(NotAWorkbook::TooLarge));
    let picture = [("xl/media/a.bin", blank.as_slice())];
    let small = workbook(&[("Taul1", &customers())], &picture);
    assert_eq!(weighed(&small), Ok(()));
    let blank = [blank.as_slice(); 3].concat();
    let picture = [("xl/media/a.bin", blank.as_slice())];
    let whole = workbook(&[("Taul1", &customers())], &picture);
    assert_eq!(weighed(&whole), Err(NotAWorkbook::TooLarge));
}

/// Rows of cells that all say the same.
fn same_over_and_over(rows: usize, cell: &str) -> String {
    let cells = cell.repeat(100);
    let row = |at: usize| format!("<row r=\"{}\">{cells}</row>", at + 2);
    let head = format!("<row r=\"1\">{}</row>", text("A1", "Nimi"));
    std::iter::once(head).chain((0..rows).map(row)).collect()
}

#[test]
fn what_unpacks_to_far_more_than_a_list_does_is_refused_before_it_is_read() {
    // Two million cells in a file of a hundredth of their size.
    let same = same_over_and_over(20_000, "<c><v>1</v></c>");
    let book = workbook(&[("Taul1", &same)], &[]);
    assert!(book.len() < 300_000, "{}", book.len());
    assert_eq!(open(&book, None).err(), Some(NotAWorkbook::TooLarge.code()));
    // A short list may say what it likes.
    let book = workbook(&[("Taul1", &same_over_and_over(100, "<c></c>"))], &[]);
    assert!(open(&book, None).is_ok());
}

#[test]
fn cells_in_which_nothing_stands_are_counted_too() {
    let empty = same_over_and_over(20_000, "<c/>");
    let book = workbook(&[("Taul1", &empty)], &[]);
    assert_eq!(open(&book, None).err(), Some(NotAWorkbook::TooLong.code()));
}

#[test]
fn a_workbook_of_too_many_parts_is_refused() {
    let names: Vec<String> = (0..2_001).map(|at| format!("xl/media/{at}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &[][..])).collect();
    let book = workbook(&[("Taul1", &customers())], &parts);
    assert_eq!(open(&book, None).err(), Some(NotAWorkbook::TooLarge.code()));
}

#[test]
fn what_lies_about_its_size_is_weighed_all_the_same() {
    let blank = vec![b' '; 400_000];
    let mut book = workbook(
        &[("Taul1", &customers())],
        &[("xl/sharedStrings.xml", &blank)],
    );
    // Both places where the size unpacked is told say a little.
    let told = u32::try_from(blank.len()).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..book.len() - 4)
        .filter(|at| book[*at..*at + 4] == told)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        book[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    let refused = weighed(&book).unwrap_err();
    assert!(
        matches!(refused, NotAWorkbook::TooLarge | NotAWorkbook::Damaged),
        "{refused}"
    );
}

#[test]
fn a_cell_far_away_takes_no_room() {
    let far = format!(
        "<row r=\"1\">{}</row><row r=\"1048000\">{}</row>",
        text("A1", "Nimi"),
        text("ZZ1048000", "x")
    );
    let book = workbook(&[("Taul1", &far)], &[]);
    assert_eq!(
        open(&book, None).err(),
        Some(crate::csv::WhyNotRead::Columns.code())
    );
}

#[test]
fn what_is_no_text_is_no_list_and_no_heading_of_it_is_told() {
    let words: Vec<u8> = "Sukunimi\nÖrn\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked = [&b"\xFF\xFE"[..], &words].concat();
    assert!(open(&marked, None).is_ok(), "text of two bytes a letter");
    let others: [&[u8]; 4] = [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.7\n1 0 obj\n",
        &[0; 4096],
        b"\x7fELF\x02\x01\x01\x00",
    ];
    for other in others {
        assert_eq!(open(other, None).err(), Some(NotATable::Binary.code()));
    }
}

#[test]
fn an_old_workbook_is_told_apart() {
    assert_eq!(
        open(b"\xD0\xCF\x11\xE0\xA1\xB1", None).err(),
        Some(NotATable::Old.code())
    );
    assert_eq!(
        open(b"PK\x03\x04 not really", None).err(),
        Some(NotAWorkbook::Damaged.code())
    );
}

#[test]
fn cards_become_rows_and_nothing_they_say_is_lost() {
    let file = "\u{FEFF}BEGIN:VCARD\nVERSION:3.0\nN:Mehiläinen;Maija;Liisa;Dr.;\nFN:Maija Mehiläinen\n\
        TEL;TYPE=FAX:09 1\nTEL;TYPE=CELL:+358 40 0000001\nTEL;TYPE=CELL,PREF:040 2\nTEL:040 3\n\
        EMAIL:maija@example.com\nEMAIL;TYPE=WORK:tyo@example.com\nADR:;;Esimerkkikatu 1;Helsinki;;00100;Suomi\n\
        BDAY:--0405\nNOTE:Oma\\nrivi\nPHOTO:AAAA\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Ryhmä\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Esimerkki Oy\nX-FI-YTUNNUS:0112038-9\nEND:VCARD\n";
    let mut table = open(file.as_bytes(), None).unwrap_or_else(|code| panic!("{code}"));
    let headings: Vec<Heading> = table
        .headings()
        .iter()
        .filter_map(|key| Heading::by_key(key))
        .collect();
    let row = table.next().unwrap().unwrap();
    let field = |row: &Row, heading| {
        row.fields[headings.iter().position(|h| *h == heading).unwrap()].clone()
    };
    assert_eq!(field(&row, Heading::FirstNames), "Maija Liisa");
    assert_eq!(field(&row, Heading::CallName), "Maija");
    assert_eq!(field(&row, Heading::Phone), "040 2");
    assert_eq!(field(&row, Heading::PhoneSecond), "+358 40 0000001");
    assert_eq!(field(&row, Heading::Town), "Helsinki");
    let note =
        "N: Dr.\nOma\nrivi\nBDAY: --0405\nTEL: 040 3\nTEL fax: 09 1\nEMAIL work: tyo@example.com";
    assert_eq!(field(&row, Heading::Note), note);
    let group = table.next().unwrap().unwrap_err();
    assert_eq!(
        (group.code, group.ends_reading),
        (NotATable::CardKind.code(), false)
    );
    let row = table.next().unwrap().unwrap();
    assert_eq!(field(&row, Heading::Company), "Esimerkki Oy");
    assert_eq!(field(&row, Heading::BusinessId), "0112038-9");
    assert!(table.next().is_none());
}

use crate::headings::Heading;

/// A part of the usual number of cases, which whoever runs the tests may raise.
fn some_cases(part: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: usual.cases.div_ceil(part),
        ..usual
    }
}

proptest! {
    #![proptest_config(some_cases(4))]
    #[test]
    fn a_damaged_workbook_ends_in_rows_or_an_error(at in 0_usize..4000, byte: u8) {
        let mut book = workbook(&[("Taul1", &customers())], &[]);
        let place = at % book.len();
        book[place] = byte;
        if let Ok(table) = open(&book, None) {
            prop_assert!(table.count() <= 10);
        }
    }

    #[test]
    fn any_bytes_after_the_sign_of_a_workbook_are_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
        let file = [b"PK\x03\x04".as_slice(), &bytes].concat();
        prop_assert!(open(&file, None).is_err());
    }
}
