//! Imports under way, or past: how far they got, what was not taken; stopped, gone on with, taken
//! back.

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use basics::{BatchId, PartyId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::files::{self, Batch, BatchPage};
use super::super::pages::{STAYING, started, taking_back};
use super::super::run::Error;
use super::{Begun, IMPORTS, Rows, begun, failed, may_import, order_of, rows, state};
use crate::api::{Body, Caller, Id, Problem, ProblemBody};
use crate::people;
use crate::web::read_out;

/// An import in the list.
#[derive(Serialize, ToSchema)]
pub(super) struct ImportRow {
    /// Its id.
    id: String,
    /// Where the data came from, in the importer's word.
    name: String,
    /// What the list was about: `customers` or `notes`.
    what: String,
    /// When it began.
    started: String,
    /// When it ended; nothing while it runs, or where it was cut off.
    ended: Option<String>,
    /// When it was taken back.
    taken_back: Option<String>,
    /// How far it got.
    rows: Rows,
}

fn row(batch: Batch) -> ImportRow {
    ImportRow {
        id: batch.batch.to_string(),
        name: batch.source,
        what: batch.kind,
        started: batch.started.to_string(),
        ended: batch.ended.map(|at| at.to_string()),
        taken_back: batch.undone.map(|at| at.to_string()),
        rows: rows(batch.counts),
    }
}

/// The fifty newest imports.
#[utoipa::path(
    get,
    path = "/imports",
    tag = "imports",
    operation_id = "listImports",
    responses((status = 200, description = "Imports, newest first.", body = Vec<ImportRow>)),
)]
pub(super) async fn list(caller: Caller) -> Result<Json<Vec<ImportRow>>, Problem> {
    may_import(&caller).await?;
    let batches = files::batches(&caller.app).await;
    let batches = batches.map_err(|error| caller.failed(&error))?;
    Ok(Json(batches.into_iter().map(row).collect()))
}

/// An import.
#[derive(Serialize, ToSchema)]
pub(super) struct ImportState {
    /// Its id.
    id: String,
    /// Where the data came from, in the importer's word.
    name: String,
    /// What the list is about: `customers` or `notes`.
    what: String,
    /// `running`, `done`, `failed` or `cut_off`; once it is being taken back `taking_back`,
    /// `taken_back` or `cut_off`.
    state: &'static str,
    /// When it began.
    started: String,
    /// When it ended.
    ended: Option<String>,
    /// How far it got.
    rows: Rows,
    /// What ended the last run.
    code: Option<String>,
    /// Whether it ends after the rows at hand, because somebody said so.
    stopping: bool,
    /// Whether rows that were not taken can be read.
    has_rejected: bool,
    /// Customers or notes that were taken back.
    taken_back: i64,
    /// Customers who stay though it was taken back, because somebody touched them since: the first
    /// hundred.
    staying: Vec<String>,
    /// How many customers who were brought up to date are as they were before.
    restored: i64,
    /// Those who stay as they were brought up to date, at most a hundred.
    kept: Vec<String>,
}

async fn found(caller: &Caller, batch: BatchId) -> Result<BatchPage, Problem> {
    may_import(caller).await?;
    let found = files::batch(&caller.app, batch).await;
    let found = found.map_err(|error| caller.failed(&error))?;
    found.ok_or_else(|| caller.problem(404, "transfer.batch.not_there"))
}

/// How an import stands, or its taking back.
fn stand(caller: &Caller, found: &BatchPage) -> &'static str {
    if found.undo.0.is_none() {
        let (ended, failed) = (found.batch.ended.is_some(), found.failed.is_some());
        return state(caller, ended, failed, found.advanced);
    }
    match state(caller, found.batch.undone.is_some(), false, found.advanced) {
        "done" => "taken_back",
        "running" => "taking_back",
        other => other,
    }
}

/// How an import goes, or went.
#[utoipa::path(
    get,
    path = "/imports/{id}",
    tag = "imports",
    operation_id = "readImport",
    params(("id" = String, Path, description = "The import's id.")),
    responses((status = 200, description = "How far it got.", body = ImportState)),
)]
pub(super) async fn show(
    caller: Caller,
    Id(batch): Id<BatchId>,
) -> Result<Json<ImportState>, Problem> {
    let found = found(&caller, batch).await?;
    let (mut staying, mut restored, mut kept) = (Vec::new(), 0, Vec::new());
    if found.batch.undone.is_some() {
        let touched = people::touched_of_batch(caller.app.guard(), batch, STAYING).await;
        staying = touched.map_err(|error| caller.failed(&error))?;
        let renewed = files::renewed(&caller.app, batch, STAYING).await;
        (restored, kept) = renewed.map_err(|error| caller.failed(&error))?;
    }
    let ids = |parties: Vec<(PartyId, i64)>| -> Vec<String> {
        let ids = parties.into_iter().map(|(party, _)| party.to_string());
        ids.collect()
    };
    Ok(Json(ImportState {
        id: batch.to_string(),
        state: stand(&caller, &found),
        name: found.batch.source,
        what: found.batch.kind,
        started: found.batch.started.to_string(),
        ended: found.batch.ended.map(|at| at.to_string()),
        rows: rows(found.batch.counts),
        code: found.failed,
        stopping: found.stopping,
        has_rejected: found.rejected.is_some(),
        taken_back: found.undo.1,
        staying: ids(staying),
        restored,
        kept: ids(kept),
    }))
}

/// The rows that were not taken, with the reasons, as CSV: mended, it is imported as it is.
#[utoipa::path(
    get,
    path = "/imports/{id}/rejected",
    tag = "imports",
    operation_id = "readRejected",
    params(("id" = String, Path, description = "The import's id.")),
    responses((status = 200, description = "The rows.", body = String, content_type = "text/csv")),
)]
pub(super) async fn rejected(caller: Caller, Id(batch): Id<BatchId>) -> Result<Response, Problem> {
    let found = found(&caller, batch).await?;
    let file = found.rejected;
    let file = file.ok_or_else(|| caller.problem(404, "transfer.batch.none_rejected"))?;
    let opened = files::take_out(&caller.app, &caller.actor, file).await;
    let opened = opened.map_err(|error| caller.failed(&error))?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], read_out(opened)).into_response())
}

/// Goes on with an import that was stopped or cut off. Where another run is still at it, the two
/// meet and one of them stops.
#[utoipa::path(
    post,
    path = "/imports/{id}/runs",
    tag = "imports",
    operation_id = "resumeImport",
    params(("id" = String, Path, description = "The import's id.")),
    responses(
        (status = 202, description = "It goes on.", body = Begun),
        (status = 409, description = "There is nothing to go on with.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "The file cannot be imported as it was ordered.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn resume(caller: Caller, Id(batch): Id<BatchId>) -> Result<Response, Problem> {
    let found = found(&caller, batch).await?;
    let nothing = || caller.problem(409, "transfer.batch.nothing_left");
    let (Some(file), Some(said)) = (found.upload, found.said) else {
        return Err(nothing());
    };
    let order = order_of(&caller, &said, &found.batch.source).ok_or_else(nothing)?;
    let batch = started(&caller.app, &caller.actor, file, order).await;
    let batch = batch.map_err(|error| failed(&caller, &error))?;
    let batch = batch.ok_or_else(|| caller.problem(500, "web.failed"))?;
    Ok(begun(IMPORTS, batch.to_string()))
}

/// Stops an import after the rows at hand; it can be gone on with.
#[utoipa::path(
    post,
    path = "/imports/{id}/stop",
    tag = "imports",
    operation_id = "stopImport",
    params(("id" = String, Path, description = "The import's id.")),
    responses((status = 202, description = "It will stop, where it has not ended.", body = Begun)),
)]
pub(super) async fn stop(caller: Caller, Id(batch): Id<BatchId>) -> Result<Response, Problem> {
    found(&caller, batch).await?;
    let stopped = files::stop(&caller.app, batch).await;
    stopped.map_err(|error| caller.failed(&error))?;
    Ok(begun(IMPORTS, batch.to_string()))
}

/// That it is meant.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Undo {
    /// That it is understood that what is destroyed cannot be restored.
    sure: bool,
}

/// Takes an import back: whom nobody touched since goes with her keys, whoever was touched stays.
/// What was brought up to date stays as it is.
#[utoipa::path(
    post,
    path = "/imports/{id}/undo",
    tag = "imports",
    operation_id = "undoImport",
    params(("id" = String, Path, description = "The import's id.")),
    request_body = Undo,
    responses(
        (status = 202, description = "It is being taken back.", body = Begun),
        (status = 409, description = "It was taken back already.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn undo(
    caller: Caller,
    Id(batch): Id<BatchId>,
    body: Body<Undo>,
) -> Result<Response, Problem> {
    let found = found(&caller, batch).await?;
    if !body.value.sure {
        return Err(caller.problem(422, "transfer.undo.unsure"));
    }
    if found.batch.undone.is_some() {
        return Err(failed(&caller, &Error::TakenBack));
    }
    let taken = taking_back(&caller.app, &caller.actor, &found).await;
    taken.map_err(|error| caller.failed(&error))?;
    Ok(begun(IMPORTS, batch.to_string()))
}
