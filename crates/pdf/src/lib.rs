//! Typst as a library: tagged PDF/A, printed from a template and data.
//!
//! A crate of its own because Typst takes minutes to build: it changes seldom, so it is built
//! seldom.
//!
//! Invariants:
//! * Data reaches a template as data (`json("/data.json")`), never as Typst text, so nobody's
//!   name is ever run.
//! * A document depends on nothing but what was given: there is no clock, no file system and no
//!   package, and the same input gives the same bytes.
//! * An error names the template and the line, never what was to be printed.

mod error;
mod letters;
mod world;

pub use error::Error;

use serde_json::{Value, json};
use typst::diag::{SourceDiagnostic, Warned};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use world::Files;

/// A template: Typst text that is part of the program.
///
/// It finds its data by `json("/data.json")`, and the shared house style by
/// `#import "/house.typ": house`, which it must apply: `#show: house`.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// Its name, such as `invoice.typ`; errors mention it.
    pub name: &'static str,
    /// Its text.
    pub source: &'static str,
    /// Parts it imports, by name, besides `house.typ`.
    pub parts: &'static [(&'static str, &'static str)],
}

/// What a document says about itself.
#[derive(Debug, Clone, Copy)]
pub struct Meta<'a> {
    /// Shown by readers in place of the file's name.
    pub title: &'a str,
    /// Who publishes it: the controller.
    pub author: &'a str,
    /// The language of its text: `fi`, `sv`, `en`.
    pub language: &'a str,
    /// Identifies the document for good, such as `invoice-1042`; hashed, not shown.
    pub ident: &'a str,
    /// When it was made, in UTC: year, month, day, hour, minute, second.
    pub created: (i32, u8, u8, u8, u8, u8),
}

/// A file inside the document, such as the machine-readable form of an invoice.
#[derive(Debug, Clone, Copy)]
pub struct Attachment<'a> {
    /// Its name, such as `finvoice.xml`.
    pub name: &'a str,
    /// What kind of file it is, such as `text/xml`.
    pub mime_type: &'a str,
    /// What it is, in words.
    pub description: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// Which archive standard the document keeps, always with PDF/UA-1 (accessibility).
#[derive(Debug, Clone, Copy)]
pub enum Standard<'a> {
    /// PDF/A-2a: letters and notices. Holds no attachments.
    A2a,
    /// PDF/A-3a with these attachments, each an alternative form of the whole document.
    A3a(&'a [Attachment<'a>]),
}

/// Notices, records and anything else that is a title, sections and blocks.
pub const DOCUMENT: Template = Template {
    name: "document.typ",
    source: include_str!("../templates/document.typ"),
    parts: &[BLOCKS],
};

/// Letters: one or many in one file, each with its address where the window of an envelope shows it.
/// Its data are `letters`, each with `sender`, `to`, `references`, `foot`, `document` in the JSON form
/// of `policy::Document`, and `enclosed`: the place of a document among `enclosures`, or nothing.
pub const LETTERS: Template = Template {
    name: "letter.typ",
    source: include_str!("../templates/letter.typ"),
    parts: &[BLOCKS],
};

const BLOCKS: (&str, &str) = ("blocks.typ", include_str!("../templates/blocks.typ"));

const HOUSE: (&str, &str) = ("house.typ", include_str!("../templates/house.typ"));

/// Prints `data` by `template`.
///
/// Letters that no font of ours can show are replaced by `□`, so that a document is printed
/// whatever someone is called.
///
/// # Errors
///
/// [`Error`], if the template cannot be set with this data or the document would not keep the
/// standard.
pub fn render(
    template: &Template,
    data: &Value,
    meta: Meta<'_>,
    standard: Standard<'_>,
) -> Result<Vec<u8>, Error> {
    let files = files(template, data, meta, standard)?;
    let set = set(&files, meta, standard);
    // What Typst remembers between documents would hold personal data of the last one.
    typst::comemo::evict(0);
    set.map_err(|wrong| Error::of(template, &files, &wrong))
}

/// Prints a document in the JSON form of `policy::Document`.
///
/// # Errors
///
/// As [`render`].
pub fn document(document: &Value, meta: Meta<'_>) -> Result<Vec<u8>, Error> {
    render(&DOCUMENT, document, meta, Standard::A2a)
}

/// What Typst itself says is wrong with a template, for the tests of templates: the messages may
/// repeat data, so this is for made-up data only.
#[must_use]
pub fn explain(template: &Template, data: &Value, meta: Meta<'_>) -> Vec<String> {
    match files(template, data, meta, Standard::A2a) {
        Err(error) => vec![error.to_string()],
        Ok(files) => match set(&files, meta, Standard::A2a) {
            Ok(_) => Vec::new(),
            Err(wrong) => wrong
                .iter()
                .map(|one| {
                    let hints = one.hints.iter().map(|hint| [" (", &hint.v, ")"].concat());
                    let hints: String = hints.collect();
                    format!(
                        "{}: {}{hints}",
                        error::place(template, &files, one),
                        one.message
                    )
                })
                .collect(),
        },
    }
}

/// Names of the places where attachments lie; fixed, because Typst never forgets a name.
const ATTACHED: [&str; 4] = ["attached-1", "attached-2", "attached-3", "attached-4"];

fn files(
    template: &Template,
    data: &Value,
    meta: Meta<'_>,
    standard: Standard<'_>,
) -> Result<Files, Error> {
    let attachments = match standard {
        Standard::A2a => &[],
        Standard::A3a(attachments) => attachments,
    };
    if attachments.len() > ATTACHED.len() {
        return Err(Error::Attachments {
            most: ATTACHED.len(),
        });
    }
    let places = || ATTACHED.into_iter().zip(attachments);
    let attached: Vec<Value> = places()
        .map(|(place, file)| {
            json!({
                "place": format!("/{place}"),
                "name": file.name,
                "mime_type": file.mime_type,
                "description": file.description,
            })
        })
        .collect();
    let about = json!({
        "title": meta.title,
        "author": meta.author,
        "language": meta.language,
        "attached": attached,
    });
    let sources = [(template.name, template.source), HOUSE];
    let json = |value: &Value| Bytes::from_string(letters::showable(value).to_string());
    let data = [("data.json", json(data)), ("meta.json", json(&about))];
    Files::new(
        template.name,
        sources.into_iter().chain(template.parts.iter().copied()),
        data.into_iter()
            .chain(places().map(|(place, file)| (place, Bytes::new(file.bytes.to_vec())))),
    )
    .map_err(|_| Error::Name {
        template: template.name,
    })
}

fn set(
    files: &Files,
    meta: Meta<'_>,
    standard: Standard<'_>,
) -> Result<Vec<u8>, EcoVec<SourceDiagnostic>> {
    let Warned { output, .. } = typst::compile::<PagedDocument>(files);
    let archive = match standard {
        Standard::A2a => PdfStandard::A_2a,
        Standard::A3a(_) => PdfStandard::A_3a,
    };
    // Typst refuses no pair of these; should it ever, the document is refused, not downgraded.
    let standards = PdfStandards::new(&[archive, PdfStandard::Ua_1]).map_err(|_| EcoVec::new())?;
    let (year, month, day, hour, minute, second) = meta.created;
    let created = Datetime::from_ymd_hms(year, month, day, hour, minute, second);
    let options = PdfOptions {
        ident: Smart::Custom(meta.ident.to_owned()),
        creator: Smart::Custom(Some("Seloste".to_owned())),
        timestamp: created.map(Timestamp::new_utc),
        standards,
        tagged: true,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&output?, &options)
}

#[cfg(test)]
mod tests;
