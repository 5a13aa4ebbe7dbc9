//! The comparison of an import with the register: as a page, and as a file to keep.

use askama::Template;
use axum::response::Response;
use basics::BatchId;

use super::super::comparison::{self, Comparison, Line, TITLES};
use super::may_import;
use crate::web::{Frame, Id, Problem, Visitor, page, saved};

#[derive(Template)]
#[template(path = "transfer/compared.html")]
struct ComparedPage {
    frame: Frame,
    /// Each with its title and its lines by their names.
    parts: [(String, Vec<(String, Line)>); 2],
    titles: [&'static str; 7],
    found: Comparison,
}

async fn compared(visitor: &Visitor, batch: BatchId) -> Result<Comparison, Problem> {
    may_import(visitor).await?;
    let language = visitor.language();
    let found = comparison::compare(&visitor.app, batch).await;
    let found = found.map_err(|error| Problem::of(&error, language))?;
    found.ok_or(Problem::NoPage(language))
}

/// `GET /import/{batch}/compared`
pub(super) async fn show(visitor: Visitor, Id(batch): Id<BatchId>) -> Result<Response, Problem> {
    let found = compared(&visitor, batch).await?;
    let say = |key: &str| texts::say(visitor.language(), key);
    let named = |lines: &[Line]| {
        let named = lines
            .iter()
            .map(|line| (line.name(visitor.language()), line.clone()));
        named.collect()
    };
    let title = [&say("transfer-compare"), ": ", &found.batch.source].concat();
    page(&ComparedPage {
        frame: Frame::of(&visitor, title),
        parts: [
            (say("transfer-compared-values"), named(&found.values)),
            (say("transfer-compared-words"), named(&found.words)),
        ],
        titles: TITLES,
        found,
    })
}

/// `GET /import/{batch}/compared.csv`: the same as a file.
pub(super) async fn csv(visitor: Visitor, Id(batch): Id<BatchId>) -> Result<Response, Problem> {
    let language = visitor.language();
    let found = compared(&visitor, batch).await?;
    let bytes = found.csv(language);
    let bytes = bytes.map_err(|error| Problem::of(&error, language))?;
    Ok(saved("text/csv; charset=utf-8", "vertailu.csv", bytes))
}
