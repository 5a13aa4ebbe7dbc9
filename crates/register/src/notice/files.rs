//! The notice and the record of processing on paper: the forms a document can take.

use basics::Instant;
use policy::Document;

/// A document as PDF/A, tagged, in its own language.
///
/// # Errors
///
/// [`pdf::Error`] where the document would not keep the standard.
pub fn print_pdf(document: &Document, author: &str, made: Instant) -> Result<Vec<u8>, pdf::Error> {
    let text = made.to_string();
    let part =
        |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<u16>().ok());
    let small = |from, to| {
        part(from, to)
            .and_then(|part| u8::try_from(part).ok())
            .unwrap_or(1)
    };
    let year = i32::from(part(0, 4).unwrap_or(1970));
    let created = (
        year,
        small(5, 7),
        small(8, 10),
        small(11, 13),
        small(14, 16),
        small(17, 19),
    );
    let meta = pdf::Meta {
        title: &document.title,
        author,
        language: document.language.code(),
        ident: &document.title,
        created,
    };
    pdf::document(&document.to_json(), meta)
}

#[cfg(test)]
mod tests {
    use basics::Language;
    use policy::Policy;

    use super::*;

    #[test]
    fn the_notice_and_the_record_are_printed_in_every_language() {
        let notices = [
            include_str!("../../../../notice/tlmaint-seed.toml"),
            include_str!("../../../../notice/tlmaint.toml"),
        ];
        for text in notices {
            let policy = Policy::parse(text, "notice.toml").unwrap();
            for language in Language::ALL {
                for document in [policy.document(language), policy.record(language)] {
                    let pdf = print_pdf(&document, "Esimerkki Oy", Instant::from_ms(0)).unwrap();
                    assert!(pdf.starts_with(b"%PDF-"));
                }
            }
        }
    }
}
