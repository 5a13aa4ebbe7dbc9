//! The check of a dry run: what it found, begun again, thrown away, imported.

use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use basics::Language;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::checks::{self, Check};
use super::super::files;
use super::super::kind::What;
use super::super::order::Order;
use super::super::pages::{sentence, started};
use super::{Begun, CHECKS, IMPORTS, Rows, begun, failed, may_import, order_of, rows, state};
use crate::api::{Caller, Id, Problem, ProblemBody};

/// Why a row would not be taken. Nothing of the row is told.
#[derive(Serialize, ToSchema)]
struct RowProblem {
    /// Its line.
    line: u64,
    /// The field.
    field: Option<String>,
    /// The stable code.
    code: String,
    /// What to do, in the language that was asked for.
    title: String,
}

/// A check of a file.
#[derive(Serialize, ToSchema)]
pub(super) struct CheckState {
    /// `running`, `done`, `failed`, or `cut_off`: then it is begun again.
    state: &'static str,
    /// How far it got.
    rows: Rows,
    /// The language (`fi`, `sv`, `en`) that customers get whose rows tell none; nothing for other
    /// lists.
    language: Option<&'static str>,
    /// Why the file could not be read to its end.
    code: Option<String>,
    /// At which line.
    line: Option<i64>,
    /// The first rows that would not be taken.
    problems: Vec<RowProblem>,
}

async fn found(caller: &Caller, file: i64) -> Result<Check, Problem> {
    may_import(caller).await?;
    let found = checks::check(&caller.app, file).await;
    let found = found.map_err(|error| caller.failed(&error))?;
    found.ok_or_else(|| caller.problem(404, "transfer.check.not_there"))
}

/// The check of a dry run.
#[utoipa::path(
    get,
    path = "/imports/checks/{file}",
    tag = "imports",
    operation_id = "readCheck",
    params(("file" = i64, Path, description = "The check's id.")),
    responses((status = 200, description = "How far it got, what it found.", body = CheckState)),
)]
pub(super) async fn show(caller: Caller, Id(file): Id<i64>) -> Result<Json<CheckState>, Problem> {
    let check = found(&caller, file).await?;
    let problem = |(line, heading, code): (u64, Option<String>, String)| RowProblem {
        line,
        field: heading,
        title: sentence(caller.language, &code),
        code,
    };
    let said = Some(check.said.as_str());
    let of_customers = said.filter(|said| Order::what_of_said(said) == What::Customers);
    let (code, line) = check.failed.unzip();
    Ok(Json(CheckState {
        state: state(
            &caller,
            check.ended.is_some(),
            code.is_some(),
            check.advanced,
        ),
        rows: rows(check.counts),
        language: of_customers
            .and_then(Order::language_of_said)
            .map(Language::code),
        code,
        line: line.flatten(),
        problems: check.problems.into_iter().map(problem).collect(),
    }))
}

/// Throws the file of a check away: nothing of it stays.
#[utoipa::path(
    delete,
    path = "/imports/checks/{file}",
    tag = "imports",
    operation_id = "discardCheck",
    params(("file" = i64, Path, description = "The check's id.")),
    responses((status = 204, description = "It is gone.")),
)]
pub(super) async fn discard(caller: Caller, Id(file): Id<i64>) -> Result<StatusCode, Problem> {
    found(&caller, file).await?;
    let destroyed = files::destroy(&caller.app, file).await;
    destroyed.map_err(|error| caller.failed(&error))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Checks the file again, where a check was cut off or the register is another by now.
#[utoipa::path(
    post,
    path = "/imports/checks/{file}/runs",
    tag = "imports",
    operation_id = "checkAgain",
    params(("file" = i64, Path, description = "The check's id.")),
    responses((status = 202, description = "It began.", body = Begun)),
)]
pub(super) async fn again(caller: Caller, Id(file): Id<i64>) -> Result<Response, Problem> {
    let check = found(&caller, file).await?;
    let order = order_of(&caller, &check.said, &check.source);
    let order = order.ok_or_else(|| caller.problem(404, "transfer.check.not_there"))?;
    let started = checks::start(&caller.app, &caller.actor, file, order).await;
    started.map_err(|error| caller.failed(&error))?;
    Ok(begun(CHECKS, file.to_string()))
}

/// Imports the file of a check as it was ordered then, without sending it again.
#[utoipa::path(
    post,
    path = "/imports/checks/{file}/imports",
    tag = "imports",
    operation_id = "importChecked",
    params(("file" = i64, Path, description = "The check's id.")),
    responses(
        (status = 202, description = "It began.", body = Begun,
         headers(("Location" = String, description = "Where it is followed."))),
        (status = 409, description = "The file was imported already, or is being imported.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "The file cannot be imported as it was ordered.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn import(caller: Caller, Id(file): Id<i64>) -> Result<Response, Problem> {
    let check = found(&caller, file).await?;
    let order = order_of(&caller, &check.said, &check.source);
    let order = order.ok_or_else(|| caller.problem(404, "transfer.check.not_there"))?;
    let batch = started(&caller.app, &caller.actor, file, order).await;
    let batch = batch.map_err(|error| failed(&caller, &error))?;
    let batch = batch.ok_or_else(|| caller.problem(500, "web.failed"))?;
    Ok(begun(IMPORTS, batch.to_string()))
}
