//! The rows that a check would not take, or that an import did not: as CSV, and as a workbook for
//! those who open lists by a double click. What is handed out is mended and imported again as it is.

use axum::response::Response;
use basics::BatchId;
use formats::workbook::ROWS_MAX;

use super::super::files;
use super::super::rejected::workbook;
use super::super::run::Counts;
use super::{check, follow};
use crate::web::{Id, Problem, Visitor, beside, read_out, saved};

/// Whether the rows that are not taken fit into a workbook.
pub(super) fn fits_workbook(counts: Counts) -> bool {
    usize::try_from(counts.rejected).is_ok_and(|rows| rows <= ROWS_MAX)
}

/// `GET /import/checks/{file}/rejected`
pub(super) async fn of_check(visitor: Visitor, Id(file): Id<i64>) -> Result<Response, Problem> {
    let found = check::found(&visitor, file).await?;
    as_list(&visitor, found.rejected).await
}

/// `GET /import/checks/{file}/rejected.xlsx`
pub(super) async fn of_check_in_workbook(
    visitor: Visitor,
    Id(file): Id<i64>,
) -> Result<Response, Problem> {
    let found = check::found(&visitor, file).await?;
    as_workbook(&visitor, found.rejected).await
}

/// `GET /import/{batch}/rejected`
pub(super) async fn of_batch(
    visitor: Visitor,
    Id(batch): Id<BatchId>,
) -> Result<Response, Problem> {
    let found = follow::found(&visitor, batch).await?;
    as_list(&visitor, found.rejected).await
}

/// `GET /import/{batch}/rejected.xlsx`
pub(super) async fn of_batch_in_workbook(
    visitor: Visitor,
    Id(batch): Id<BatchId>,
) -> Result<Response, Problem> {
    let found = follow::found(&visitor, batch).await?;
    as_workbook(&visitor, found.rejected).await
}

async fn as_list(visitor: &Visitor, file: Option<i64>) -> Result<Response, Problem> {
    let opened = opened(visitor, file).await?;
    let name = called(visitor, "csv");
    Ok(saved("text/csv; charset=utf-8", &name, read_out(opened)))
}

async fn as_workbook(visitor: &Visitor, file: Option<i64>) -> Result<Response, Problem> {
    let language = visitor.language();
    let opened = opened(visitor, file).await?;
    let made = beside(language, move || workbook(opened)).await?;
    let book = made.map_err(|error| Problem::unfit(&error, language))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(saved(kind, &called(visitor, "xlsx"), book))
}

async fn opened(visitor: &Visitor, file: Option<i64>) -> Result<guard::FileReader, Problem> {
    let language = visitor.language();
    let file = file.ok_or(Problem::NoPage(language))?;
    let opened = files::take_out(&visitor.app, &visitor.actor, file).await;
    opened.map_err(|error| Problem::of(&error, language))
}

/// What the file is called, in the words of whoever saves it.
fn called(visitor: &Visitor, ending: &str) -> String {
    let name = texts::say(visitor.language(), "transfer-rejected-name");
    [&name, ".", ending].concat()
}
