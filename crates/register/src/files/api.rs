//! The files of a customer for programs: what her page shows, opening one, attaching one.
//!
//! Invariants: what is sent is made of the same views as the page; a file is sent as a form with its
//! parts, so that neither its name nor what it is stands in an address; the right is asked before a
//! byte of it is read, and nothing stays of one that is refused.

use std::io::Write as _;

use axum::Json;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use basics::{PartyId, RowId};
use guard::Work;
use policy::Purpose;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ledger;
use super::model::{Error, FILE_BYTES_MAX, FileEntry, FileView, Filed};
use super::pages::{Shown, answer};
use super::receive::Incoming;
use crate::api::{Caller, Id, PREFIX, Problem, ProblemBody, Query, Within};
use crate::app::App;
use crate::people::{PURPOSES, name_of};
use crate::web::Fields;

/// What is sent beside a file, in bytes at most.
const FORM_BYTES_MAX: usize = 64 * 1024;

pub(super) fn operations() -> OpenApiRouter<App> {
    let whole = DefaultBodyLimit::max(FILE_BYTES_MAX + FORM_BYTES_MAX);
    OpenApiRouter::new()
        .routes(routes!(list, attach))
        .routes(routes!(open))
        .layer(whole)
}

/// Where the list begins.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// What `next` of the page before said.
    before: Option<String>,
}

/// Files of a customer.
#[derive(Serialize, ToSchema)]
struct CustomerFiles {
    /// The files, the newest first.
    files: Vec<CustomerFile>,
    /// Whether there are more that the token or the purpose may not see.
    hidden: bool,
    /// Where the next ones begin, where there are any.
    next: Option<String>,
}

/// A file of a customer.
#[derive(Serialize, ToSchema)]
struct CustomerFile {
    /// Which one.
    id: String,
    /// What it is called.
    name: String,
    /// What it is.
    about: Option<String>,
    /// `services`, `messages`, `site_access`, `requests` or `other`.
    category: &'static str,
    /// What its bytes are, as a media type.
    media_type: &'static str,
    /// How many there are.
    bytes: i64,
    /// Where it is from, in the notice's word.
    source: &'static str,
    /// When it was attached.
    recorded: String,
}

impl CustomerFile {
    fn of(file: FileView) -> Self {
        Self {
            id: file.row.to_string(),
            name: file.name,
            about: file.about,
            category: file.filed.key(),
            media_type: file.kind.media_type(),
            bytes: file.bytes,
            source: file.source.key(),
            recorded: file.recorded.to_string(),
        }
    }
}

/// The files of a customer, the newest first.
#[utoipa::path(
    get,
    path = "/customers/{id}/files",
    tag = "customers",
    operation_id = "listFiles",
    params(("id" = String, Path, description = "The customer's id."), Wish),
    responses((status = 200, description = "Files, as far as the token may see them.", body = CustomerFiles)),
)]
async fn list(
    caller: Caller,
    Id(party): Id<PartyId>,
    Query(wish): Query<Wish>,
) -> Result<Json<CustomerFiles>, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let before = match wish.before {
        None => RowId::new(i64::MAX),
        Some(text) => text.parse().map_err(|_| caller.problem(400, "api.query"))?,
    };
    let reading = move |work: &mut Work<'_>| {
        let _name = name_of(work, party)?;
        ledger::of_party(work, party, before)
    };
    let desk = caller.app.guard().desk();
    let read = desk.read(&caller.actor, purpose, reading).await;
    let files = read.map_err(|error| caller.failed(&error))?;
    Ok(Json(CustomerFiles {
        files: files.shown.into_iter().map(CustomerFile::of).collect(),
        hidden: files.hidden,
        next: files.older.map(|row| row.to_string()),
    }))
}

/// A file as it lies.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
struct FileBytes(#[expect(dead_code, reason = "it stands for bytes")] Vec<u8>);

/// What is in a file. The trail tells it as a look at the customer in the file's category.
#[utoipa::path(
    get,
    path = "/customers/{id}/files/{file}",
    tag = "customers",
    operation_id = "openFile",
    params(
        ("id" = String, Path, description = "The customer's id."),
        ("file" = String, Path, description = "The file's id."),
    ),
    responses((
        status = 200,
        description = "The file; its `Content-Type` says what its bytes are. It was sent in by somebody: do not run it.",
        content((FileBytes = "application/octet-stream")),
        headers(("Content-Disposition" = String, description = "The file's name.")),
    )),
)]
async fn open(
    caller: Caller,
    Within(party, row): Within<PartyId, RowId>,
) -> Result<Response, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let reading = move |work: &mut Work<'_>| ledger::read(work, party, row);
    let desk = caller.app.guard().desk();
    let read = desk.read(&caller.actor, purpose, reading).await;
    let (file, reader) = read.map_err(|error| caller.failed(&error))?;
    Ok(answer(&file, reader, Shown::Saved))
}

/// A file to be attached.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes a form with parts")]
struct NewFile {
    /// What it is called; left out: as the part says.
    name: Option<String>,
    /// What it is.
    about: Option<String>,
    /// `services`, `messages`, `site_access`, `requests` or `other`.
    category: String,
    /// Where it is from, in the notice's word.
    source: String,
    /// The file, 25 MiB at most: PDF, PNG, JPEG, TIFF, WebP, HEIC, DOCX or XLSX without macros, ODT,
    /// ODS, an e-mail or plain text, as its bytes say.
    file: FileBytes,
}

/// A file that was attached.
#[derive(Serialize, ToSchema)]
struct Attached {
    /// Which one.
    id: String,
}

/// Attaches a file to a customer.
#[utoipa::path(
    post,
    path = "/customers/{id}/files",
    tag = "customers",
    operation_id = "attachFile",
    params(("id" = String, Path, description = "The customer's id.")),
    request_body(content = NewFile, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "It is attached.", body = Attached,
         headers(("Location" = String, description = "Where it is."))),
        (status = 413, description = "It is too large.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "It is not taken as it is.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
async fn attach(
    caller: Caller,
    Id(party): Id<PartyId>,
    request: Request,
) -> Result<Response, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    may_attach(&caller, party, purpose).await?;
    let guard = caller.app.guard();
    let told = |error: guard::Error| caller.failed(&error);
    let mut incoming = Incoming::begin(guard).await.map_err(told)?;
    let (fields, sent_as) = received(&caller, request, &mut incoming).await?;
    let arrived = incoming.end(guard).await.map_err(told)?;
    let text = |name: &str| fields.text(name);
    let name = match text("name") {
        "" => sent_as.as_str(),
        name => name,
    };
    let entry = FileEntry::parse(name, text("about"), text("category"), text("source"));
    let by = (&caller.actor, purpose);
    let attached = arrived.attach(guard, by, party, entry).await;
    let row = attached.map_err(|error| failed(&caller, error))?;
    let place = format!("{PREFIX}/customers/{party}/files/{row}");
    let place = HeaderValue::from_str(&place).map_err(|_| caller.problem(500, "web.failed"))?;
    let body = Json(Attached {
        id: row.to_string(),
    });
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], body).into_response())
}

/// A token that may attach nothing to this customer is refused before anything is read.
async fn may_attach(caller: &Caller, party: PartyId, purpose: Purpose) -> Result<(), Problem> {
    let asking = move |work: &mut Work<'_>| {
        let filed = Filed::addable(work).into_iter().next();
        ledger::may_change(work, party, filed.unwrap_or(Filed::Other))
    };
    let desk = caller.app.guard().desk();
    let asked = desk.read(&caller.actor, purpose, asking).await;
    asked.map_err(|error: Error| caller.failed(&error))
}

/// The fields of a form with a file, which is sealed as it comes, and what the file is called.
async fn received(
    caller: &Caller,
    request: Request,
    incoming: &mut Incoming,
) -> Result<(Fields, String), Problem> {
    let bad = || caller.problem(400, "api.body.cut_off");
    let parts = Multipart::from_request(request, &caller.app).await;
    let mut parts = parts.map_err(|_| caller.problem(415, "api.body.not_a_form"))?;
    let (mut fields, mut sent_as) = (Vec::new(), String::new());
    let told = |error: &axum::extract::multipart::MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => caller.problem(413, "web.too_large"),
        _ => bad(),
    };
    while let Some(mut part) = parts.next_field().await.map_err(|error| told(&error))? {
        let name = part.name().unwrap_or_default().to_owned();
        if name != "file" {
            let text = part.text().await.map_err(|error| told(&error))?;
            fields.push((name, text));
            continue;
        }
        sent_as = part.file_name().unwrap_or_default().to_owned();
        while let Some(piece) = part.chunk().await.map_err(|error| told(&error))? {
            if incoming.write_all(&piece).is_err() {
                return Err(if incoming.is_too_large() {
                    caller.problem(413, "web.too_large")
                } else {
                    caller.problem(500, "web.failed")
                });
            }
        }
    }
    Ok((Fields::of(fields), sent_as))
}

fn failed(caller: &Caller, error: Error) -> Problem {
    match error.into_guard() {
        Ok(error) => caller.failed(&error),
        Err(error) => caller
            .failed(&error)
            .with_status(StatusCode::UNPROCESSABLE_ENTITY),
    }
}
