//! Importing by a program: a file as the body, what would come of it or what came of it, the rows
//! that were not taken.
//!
//! Invariant: the right is asked before a byte of the file is read; whatever takes long runs in the
//! background and is followed.

use axum::Json;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use basics::{BatchId, Instant};
use bytes::Bytes;
use formats::headings::Heading;
use guard::category::Identity;
use guard::{Ask, Work};
use policy::Purpose;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zeroize::Zeroizing;

use super::mapping::Unmapped;
use super::pages::{
    STILL_MS, UPLOAD_BYTES_MAX, check_headings, order_of_fields, pieces, sentence, started,
};
use super::run::{Counts, Error};
use super::{checks, files};
use crate::api::{Caller, Id, PREFIX, Problem, ProblemBody, Query};
use crate::app::App;
use crate::web::Fields;

pub(super) fn operations() -> OpenApiRouter<App> {
    let upload = OpenApiRouter::new()
        .routes(routes!(begin))
        .layer(DefaultBodyLimit::max(UPLOAD_BYTES_MAX));
    OpenApiRouter::new()
        .merge(upload)
        .routes(routes!(checked))
        .routes(routes!(show))
        .routes(routes!(rejected))
}

/// What is imported, from where, on which connection.
#[derive(Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ImportOrder {
    /// Where the data comes from, in a word that is known again.
    name: String,
    /// Why the customers may be held, in the notice's word.
    connection: String,
    /// Who the data comes from, in the notice's word.
    source: String,
    /// The ground on which identity codes may be stored, in the notice's word.
    identity_code_ground: Option<String>,
    /// Take rows as new that may be somebody who is in the register already.
    #[serde(default)]
    create_likely: bool,
    /// Leave out columns whose heading nobody knows.
    #[serde(default)]
    ignore_unknown: bool,
    /// Check everything, store nothing.
    #[serde(default)]
    dry_run: bool,
}

impl ImportOrder {
    fn fields(&self) -> Fields {
        let ticked = |on: bool| if on { "1".to_owned() } else { String::new() };
        let ground = self.identity_code_ground.clone().unwrap_or_default();
        let pairs = [
            ("name", self.name.replace(char::is_control, " ")),
            ("connection", self.connection.clone()),
            ("source", self.source.clone()),
            ("identity_code_ground", ground),
            ("create_likely", ticked(self.create_likely)),
            ("ignore_unknown", ticked(self.ignore_unknown)),
        ];
        Fields::of(pairs.map(|(name, text)| (name.to_owned(), text)).to_vec())
    }
}

/// An import or a check that began.
#[derive(Serialize, ToSchema)]
struct Begun {
    /// The import, or the check of a dry run.
    id: String,
    /// Where it is followed.
    follow: String,
}

/// Whoever may not import is refused before anything is read or shown.
async fn may_import(caller: &Caller) -> Result<(), Problem> {
    let purpose = caller.only(Purpose::Care)?;
    let asking = |work: &mut Work<'_>| {
        let _grant = work.grant::<Identity>(Ask::import(&[]))?;
        Ok::<_, guard::Error>(())
    };
    let desk = caller.app.guard().desk();
    let asked = desk.read(&caller.actor, purpose, asking).await;
    asked.map_err(|error| caller.failed(&error))
}

/// Imports a CSV file, or checks it where `dry_run` is said. The same file is not imported twice.
#[utoipa::path(
    post,
    path = "/imports",
    tag = "imports",
    operation_id = "importCustomers",
    params(ImportOrder),
    request_body(content = String, content_type = "text/csv", description = "CSV with headings in Finnish, Swedish or English."),
    responses(
        (status = 202, description = "It began.", body = Begun,
         headers(("Location" = String, description = "Where it is followed."))),
        (status = 409, description = "The file was imported already, or is being imported.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
async fn begin(
    caller: Caller,
    Query(asked): Query<ImportOrder>,
    request: Request,
) -> Result<Response, Problem> {
    may_import(&caller).await?;
    let kind = request.headers().get(header::CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/csv")) {
        return Err(caller.problem(415, "api.body.not_csv"));
    }
    let bytes = Bytes::from_request(request, &caller.app).await;
    let bytes = bytes.map_err(|rejection| match rejection.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => caller.problem(413, "web.too_large"),
        _ => caller.problem(400, "api.body.unreadable"),
    })?;
    if bytes.is_empty() {
        return Err(caller.problem(422, "transfer.file.missing"));
    }
    let place = (&caller.app, &*caller.policy, caller.actor.language());
    let order = order_of_fields(place, &asked.fields());
    let order = order
        .map_err(|code| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, caller.language))?;
    let fits = order.fits(&caller.policy).map_err(Error::from);
    fits.map_err(|error| failed(&caller, &error))?;
    let (app, actor) = (&caller.app, &caller.actor);
    let bytes = Zeroizing::new(bytes.to_vec());
    let sealed = app.guard().keep_file(actor, Purpose::Care, bytes).await;
    let file = sealed.map_err(|error| caller.failed(&error))?;
    let opened = files::open(app, actor, file).await;
    let mut opened = opened.map_err(|error| caller.failed(&error))?;
    if let Err(error) = check_headings(&mut opened, &order) {
        let destroyed = files::destroy(app, file).await;
        destroyed.map_err(|error| caller.failed(&error))?;
        return Err(failed(&caller, &error));
    }
    let begun = checks::begin(app, &order, file).await;
    begun.map_err(|error| caller.failed(&error))?;
    let (id, path) = if asked.dry_run {
        checks::spawn(app.clone(), actor.clone(), file, order);
        (file.to_string(), "/imports/checks/")
    } else {
        let begun = started(app, actor, file, order).await;
        let batch = begun.map_err(|error| failed(&caller, &error))?;
        let batch = batch.ok_or_else(|| caller.problem(500, "web.failed"))?;
        (batch.to_string(), "/imports/")
    };
    let follow = [PREFIX, path, &id].concat();
    let place = HeaderValue::from_str(&follow).unwrap_or(HeaderValue::from_static(PREFIX));
    let head = [(header::LOCATION, place)];
    Ok((StatusCode::ACCEPTED, head, Json(Begun { id, follow })).into_response())
}

fn failed(caller: &Caller, error: &Error) -> Problem {
    let problem = caller.failed(error);
    match error {
        Error::Already | Error::Underway | Error::OtherOrder => {
            problem.with_status(StatusCode::CONFLICT)
        }
        Error::NotRead(error) => problem.at(usize::try_from(error.line).unwrap_or(usize::MAX), 0),
        // The heading itself is not told: it may be the first customer of a file without headings.
        Error::Unmapped(Unmapped::Unknown(at, _) | Unmapped::Twice(at, _)) => problem.at(1, *at),
        _ => problem,
    }
}

/// Rows of a file.
#[derive(Serialize, ToSchema)]
struct Rows {
    /// All of them.
    all: i64,
    /// Those dealt with.
    done: i64,
    /// Customers and contact persons created, or that would be.
    created: i64,
    /// Those about somebody who is in the register already.
    known: i64,
    /// Those not taken.
    rejected: i64,
}

const fn rows(counts: Counts) -> Rows {
    Rows {
        all: counts.all,
        done: counts.done,
        created: counts.created,
        known: counts.known,
        rejected: counts.rejected,
    }
}

/// Why a row would not be taken. Nothing of the row is told.
#[derive(Serialize, ToSchema)]
struct RowProblem {
    /// Its line.
    line: u64,
    /// The field.
    field: Option<&'static str>,
    /// The stable code.
    code: String,
    /// What to do, in the language that was asked for.
    title: String,
}

/// A check of a file.
#[derive(Serialize, ToSchema)]
struct CheckState {
    /// `running`, `done`, `failed`, or `cut_off`: then it is begun again.
    state: &'static str,
    /// How far it got.
    rows: Rows,
    /// Why the file could not be read to its end.
    code: Option<String>,
    /// At which line.
    line: Option<i64>,
    /// The first rows that would not be taken.
    problems: Vec<RowProblem>,
}

fn state(caller: &Caller, ended: bool, failed: bool, advanced: Instant) -> &'static str {
    let still = caller.app.clock().now().ms_since(advanced) >= STILL_MS;
    match (failed, ended, still) {
        (true, ..) => "failed",
        (_, true, _) => "done",
        (.., true) => "cut_off",
        _ => "running",
    }
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
async fn checked(caller: Caller, Id(file): Id<i64>) -> Result<Json<CheckState>, Problem> {
    may_import(&caller).await?;
    let found = checks::check(&caller.app, file).await;
    let found = found.map_err(|error| caller.failed(&error))?;
    let check = found.ok_or_else(|| caller.problem(404, "transfer.check.not_there"))?;
    let problem = |(line, heading, code): (u64, Option<Heading>, String)| RowProblem {
        line,
        field: heading.map(Heading::key),
        title: sentence(caller.language, &code),
        code,
    };
    let (code, line) = check.failed.unzip();
    Ok(Json(CheckState {
        state: state(
            &caller,
            check.ended.is_some(),
            code.is_some(),
            check.advanced,
        ),
        rows: rows(check.counts),
        code,
        line: line.flatten(),
        problems: check.problems.into_iter().map(problem).collect(),
    }))
}

/// An import.
#[derive(Serialize, ToSchema)]
struct ImportState {
    /// Its id.
    id: String,
    /// Where the data came from, in the importer's word.
    name: String,
    /// `running`, `done`, `failed` or `cut_off`.
    state: &'static str,
    /// When it began.
    started: String,
    /// When it ended.
    ended: Option<String>,
    /// How far it got.
    rows: Rows,
    /// What ended the last run.
    code: Option<String>,
    /// Whether rows that were not taken can be read.
    has_rejected: bool,
}

async fn found(caller: &Caller, batch: BatchId) -> Result<files::BatchPage, Problem> {
    may_import(caller).await?;
    let found = files::batch(&caller.app, batch).await;
    let found = found.map_err(|error| caller.failed(&error))?;
    found.ok_or_else(|| caller.problem(404, "transfer.batch.not_there"))
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
async fn show(caller: Caller, Id(batch): Id<BatchId>) -> Result<Json<ImportState>, Problem> {
    let found = found(&caller, batch).await?;
    let ended = found.batch.ended;
    Ok(Json(ImportState {
        id: batch.to_string(),
        state: state(
            &caller,
            ended.is_some(),
            found.failed.is_some(),
            found.advanced,
        ),
        name: found.batch.source,
        started: found.batch.started.to_string(),
        ended: ended.map(|at| at.to_string()),
        rows: rows(found.batch.counts),
        code: found.failed,
        has_rejected: found.rejected.is_some(),
    }))
}

/// The rows that were not taken, with the reasons, as CSV.
#[utoipa::path(
    get,
    path = "/imports/{id}/rejected",
    tag = "imports",
    operation_id = "readRejected",
    params(("id" = String, Path, description = "The import's id.")),
    responses((status = 200, description = "The rows.", body = String, content_type = "text/csv")),
)]
async fn rejected(caller: Caller, Id(batch): Id<BatchId>) -> Result<Response, Problem> {
    let found = found(&caller, batch).await?;
    let file = found.rejected;
    let file = file.ok_or_else(|| caller.problem(404, "transfer.batch.none_rejected"))?;
    let opened = files::take_out(&caller.app, &caller.actor, file).await;
    let opened = opened.map_err(|error| caller.failed(&error))?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok((
        [(header::CONTENT_TYPE, kind)],
        axum::body::Body::from_stream(pieces(opened)),
    )
        .into_response())
}
