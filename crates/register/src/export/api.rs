//! Exporting by a program: counted first where it wants, then taken out as it is read.
//!
//! Invariants: what pages demand is demanded here: the right, a reason, a line for each customer;
//! a search without words is a mistake and never takes out everyone; nothing that was ordered is
//! cut short without a word.

use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use basics::Coded;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::choice::Choice;
use super::flow::Flow;
use super::format::Format;
use super::run::{Count, Error, Order, REASON_MAX, Run, View, WORDS_MAX};
use crate::api::{Body, Caller, FieldProblem, Problem, ProblemBody};
use crate::app::App;
use crate::people::PURPOSES;

pub(super) fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(take_out))
        .routes(routes!(count))
}

/// What is taken out of whom, why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExportOrder {
    /// Those whom a search for this finds; left out: everyone.
    #[schema(min_length = 1, max_length = 200)]
    words: Option<String>,
    /// What stands in the file. An address brings the mark of its turvakielto along.
    #[schema(min_items = 1)]
    choices: Vec<Choice>,
    /// The form of the file; what it has no place for is left out of it.
    format: Format,
    /// Why: it stands in the trail of each of the customers.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// A workbook.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
struct WorkbookFile(#[expect(dead_code, reason = "it stands for bytes")] Vec<u8>);

/// How many an export would be about.
#[derive(Serialize, ToSchema)]
struct ExportCount {
    /// So many customers.
    count: i64,
    /// Whether some of them may be left out, because nothing of them may be taken out.
    at_most: bool,
}

/// Takes customers out as a file, everyone or those a search finds: with the right to export, for a
/// reason, and with a line of the trail for each of them. A file that breaks off ends as an error
/// of its transfer.
#[utoipa::path(
    post,
    path = "/exports",
    tag = "exports",
    operation_id = "exportCustomers",
    request_body = ExportOrder,
    responses((
        status = 200,
        description = "The file in the form that was ordered; JSON by the schema at `/schema/customers-1.json`.",
        content(
            (String = "text/csv"),
            (WorkbookFile = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (String = "text/vcard"),
            (serde_json::Value = "application/json"),
        ),
        headers(("Content-Disposition" = String, description = "The file's name.")),
    )),
)]
async fn take_out(caller: Caller, body: Body<ExportOrder>) -> Result<Response, Problem> {
    let run = begun(&caller, body.value).await?;
    let now = caller.app.clock().now();
    let flow = Flow::begin(run, caller.language, now).await;
    let flow = flow.map_err(|error| failed(&caller, &error))?;
    Ok(flow.answer(caller.policy.controller().zone.day_at(now)))
}

/// How many customers an export would be about, before anything leaves.
#[utoipa::path(
    post,
    path = "/exports/counts",
    tag = "exports",
    operation_id = "countExport",
    request_body = ExportOrder,
    responses(
        (status = 200, description = "How many.", body = ExportCount),
        (status = 403, description = "The token may not take this out.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
async fn count(caller: Caller, body: Body<ExportOrder>) -> Result<Json<ExportCount>, Problem> {
    let run = begun(&caller, body.value).await?;
    let (count, at_most) = match run.count() {
        Count::Exactly(count) => (count, false),
        Count::AtMost(count) => (count, true),
    };
    Ok(Json(ExportCount { count, at_most }))
}

async fn begun(caller: &Caller, asked: ExportOrder) -> Result<Run, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    if !PURPOSES.contains(&purpose) {
        return Err(caller.problem(400, "api.purpose.other"));
    }
    let view = match asked.words.as_deref().map(str::trim) {
        None => View::All,
        Some(words) if words.is_empty() || words.chars().count() > WORDS_MAX => {
            return Err(caller.problem(422, "api.words"));
        }
        Some(words) => View::of(words),
    };
    let reason = asked.reason.trim().to_owned();
    if reason.chars().count() > REASON_MAX {
        return Err(caller.problem(422, "export.reason_long"));
    }
    let order = Order {
        view,
        choices: asked.choices,
        format: asked.format,
        reason,
    };
    let run = Run::begin_for(caller.app.guard(), &caller.actor, purpose, order).await;
    run.map_err(|error| failed(caller, &error))
}

fn failed(caller: &Caller, error: &Error) -> Problem {
    let problem = caller.failed(error);
    match error {
        Error::NotYours(choice) => {
            let mut field = FieldProblem::new(choice.key(), error.code(), caller.language);
            field.title = [choice.title(caller.language).as_str(), ": ", &field.title].concat();
            problem
                .with_status(StatusCode::FORBIDDEN)
                .about(vec![field])
        }
        Error::Nothing | Error::Filter | Error::TooManyFound | Error::TooManyRows => {
            problem.with_status(StatusCode::UNPROCESSABLE_ENTITY)
        }
        Error::NotWritten | Error::Workbook(_) | Error::People(_) => problem,
    }
}
