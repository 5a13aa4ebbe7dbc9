//! The notices of a case: what its erasure had left because the law kept it, and that went since.

use axum::response::Response;

use super::case::{as_json, as_pdf, as_signed, read};
use crate::web::{Ids, Problem, Visitor};

/// `GET /retention/cases/{case}/notices/{file}`: `17.pdf`, `17.txt` as it was signed, `17.json` with what
/// it says.
pub(in super::super) async fn file(
    visitor: Visitor,
    Ids(case, file): Ids<i64, String>,
) -> Result<Response, Problem> {
    let missing = || Problem::NoPage(visitor.language());
    let (number, form) = file.split_once('.').ok_or_else(missing)?;
    let number: i64 = number.parse().map_err(|_| missing())?;
    let notices = read(&visitor, case).await?.notices;
    let mut notices = notices.into_iter().filter(|one| one.number == number);
    let note = notices.next().ok_or_else(missing)?.note;
    let name = format!("notice-{number}");
    match form {
        "txt" => Ok(as_signed(note, &name)),
        "json" => as_json(&visitor, &note, &name),
        "pdf" => as_pdf(&visitor, &note, &name).await,
        _ => Err(missing()),
    }
}
