//! A file is handed out: to be saved, or as a picture in the page.
//!
//! Invariants: whatever it is, the browser runs nothing of it: it comes as a file to be saved, says
//! what its bytes are and is not guessed at, and stands in a sandbox of its own; only pictures whose
//! decoders run nothing are shown inside a page, and no PDF, whose viewers are programs; its line
//! is durable before the first byte leaves.

use axum::Extension;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use basics::{PartyId, RowId};
use guard::{FileReader, Work};
use policy::Action;

use super::super::ledger;
use super::super::model::FileView;
use super::purpose;
use crate::web::{Foreign, Ids, Problem, Visitor, read_out};

/// `GET /customers/{party}/files/{file}`: to be saved.
pub(super) async fn download(
    visitor: Visitor,
    Ids(party, row): Ids<PartyId, RowId>,
) -> Result<Response, Problem> {
    let (file, reader) = opened(&visitor, party, row).await?;
    Ok(answer(&file, reader, Shown::Saved))
}

/// `GET /customers/{party}/files/{file}/picture`: inside the page.
pub(super) async fn picture(
    visitor: Visitor,
    Ids(party, row): Ids<PartyId, RowId>,
) -> Result<Response, Problem> {
    let (file, reader) = opened(&visitor, party, row).await?;
    if !file.kind.is_shown_as_picture() {
        return Err(Problem::NoPage(visitor.language()));
    }
    Ok(answer(&file, reader, Shown::Inside))
}

async fn opened(
    visitor: &Visitor,
    party: PartyId,
    row: RowId,
) -> Result<(FileView, FileReader), Problem> {
    let reading = move |work: &mut Work<'_>| ledger::read(work, party, row);
    let purpose = purpose(visitor, party, Action::View).await?;
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose, reading).await;
    read.map_err(|error| Problem::of(&error, visitor.language()))
}

/// How a file is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Shown {
    /// To be saved.
    Saved,
    /// Inside a page.
    Inside,
}

/// The answer that hands out a file, chunk by chunk.
pub(in super::super) fn answer(file: &FileView, reader: FileReader, shown: Shown) -> Response {
    let length = HeaderValue::from(reader.length());
    let kind = HeaderValue::from_static(file.kind.media_type());
    let disposition = match shown {
        Shown::Saved => attachment(&file.name),
        Shown::Inside => HeaderValue::from_static("inline"),
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_LENGTH, length),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (Extension(Foreign), headers, read_out(reader)).into_response()
}

/// `attachment` with a name (RFC 6266, RFC 8187): of letters everybody knows, and as it is.
fn attachment(name: &str) -> HeaderValue {
    let plain: String = name
        .chars()
        .map(|c| match c {
            'ä' | 'å' | 'Ä' | 'Å' => 'a',
            'ö' | 'Ö' => 'o',
            c if c.is_ascii_alphanumeric() || ". -_()".contains(c) => c,
            _ => '_',
        })
        .collect();
    let mut whole = String::with_capacity(name.len() * 3);
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            whole.push(char::from(byte));
        } else {
            whole.push('%');
            for nibble in [byte >> 4, byte & 15] {
                let digit = char::from_digit(u32::from(nibble), 16).unwrap_or('0');
                whole.push(digit.to_ascii_uppercase());
            }
        }
    }
    let text = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_a_header_whatever_is_in_it() {
        let header = attachment("Päiväys \"1\"; x.pdf");
        assert_eq!(
            header.to_str().unwrap(),
            "attachment; filename=\"Paivays _1__ x.pdf\"; \
             filename*=UTF-8''P%C3%A4iv%C3%A4ys%20%221%22%3B%20x.pdf"
        );
    }
}
