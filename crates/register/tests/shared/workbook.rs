//! Workbooks made up for the stories and the tests of the command line.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

const NS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of sheets with rows of cells: text, or a number where it begins with `#`.
pub(crate) fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let (mut named, mut related) = (String::new(), String::new());
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let number = at + 1;
        let _written = write!(
            named,
            "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>"
        );
        let _written = write!(
            related,
            "<Relationship Id=\"r{number}\" Type=\"{REL}/worksheet\" Target=\"worksheets/s{number}.xml\"/>"
        );
        let mut text = String::new();
        for (row, cells) in rows.iter().enumerate() {
            let _written = write!(text, "<row r=\"{}\">", row + 1);
            for (column, cell) in cells.iter().enumerate() {
                let place = format!(
                    "{}{}",
                    char::from(b'A' + u8::try_from(column).unwrap()),
                    row + 1
                );
                let made = match cell.strip_prefix('#') {
                    Some(digits) => format!("<c r=\"{place}\"><v>{digits}</v></c>"),
                    None => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
                };
                text.push_str(&made);
            }
            text += "</row>";
        }
        put(
            &format!("xl/worksheets/s{number}.xml"),
            &format!("<worksheet xmlns=\"{NS}\"><sheetData>{text}</sheetData></worksheet>"),
        );
    }
    put(
        "xl/workbook.xml",
        &format!("<workbook xmlns=\"{NS}\" xmlns:r=\"{REL}\"><sheets>{named}</sheets></workbook>"),
    );
    put(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{related}</Relationships>"
        ),
    );
    let package = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{REL}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    put("_rels/.rels", &package);
    zip.finish().unwrap().into_inner()
}
