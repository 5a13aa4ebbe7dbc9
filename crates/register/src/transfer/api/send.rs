//! A file that a program sends: sealed as it comes, checked or imported.
//!
//! Invariants: memory holds one piece of it, however long it is; it is taken for what it was said
//! to be or not at all; one that is refused is destroyed before the answer.

use std::io::Write as _;

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use formats::table::{Form, NotAWorkbook};
use futures_util::StreamExt as _;
use guard::{FileReader, LooseFile};
use policy::Purpose;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::super::kind::What;
use super::super::order::{Key, Mode, Order};
use super::super::pages::{UPLOAD_BYTES_MAX, check_headings, order_of_fields, started};
use super::super::run::Error;
use super::super::{checks, files, memory};
use super::{Begun, CHECKS, IMPORTS, begun, failed, may_import};
use crate::api::{Caller, Problem, ProblemBody, Query};
use crate::web::Fields;

/// What is imported, from where, on which connection.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ImportOrder {
    /// Where the data comes from, in a word that is known again. What was said in the browser about
    /// the columns of an earlier list of it holds.
    name: String,
    /// Why the customers may be held, in the notice's word.
    connection: String,
    /// Who the data comes from, in the notice's word.
    source: String,
    /// The ground on which identity codes may be stored, in the notice's word.
    identity_code_ground: Option<String>,
    /// What the list is about; left out: customers.
    #[param(inline)]
    what: Option<What>,
    /// What becomes of rows about customers who are there; left out: new ones are created, those
    /// who are there stay as they are.
    #[param(inline)]
    mode: Option<Mode>,
    /// By which column customers who are there are found; left out: by what makes them certainly
    /// the same, business id or identity code.
    #[param(inline)]
    key: Option<Key>,
    /// The sheet of a workbook with several, by its name or counted from one.
    sheet: Option<String>,
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
        let word = |key: Option<&'static str>| key.unwrap_or_default().to_owned();
        let pairs = [
            ("name", self.name.replace(char::is_control, " ")),
            ("connection", self.connection.clone()),
            ("source", self.source.clone()),
            ("identity_code_ground", ground),
            ("what", word(self.what.map(What::key))),
            ("mode", word(self.mode.map(Mode::key))),
            ("key", word(self.key.map(Key::key))),
            ("create_likely", ticked(self.create_likely)),
            ("ignore_unknown", ticked(self.ignore_unknown)),
        ];
        Fields::of(pairs.map(|(name, text)| (name.to_owned(), text)).to_vec())
    }
}

/// A workbook as it is sent.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
struct WorkbookSent(#[expect(dead_code, reason = "it stands for bytes")] Vec<u8>);

/// The form that a kind of body says it is.
fn form_of(headers: &HeaderMap) -> Option<Form> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let kind = kind.split(';').next().unwrap_or_default().trim();
    match kind.to_ascii_lowercase().as_str() {
        "text/csv" => Some(Form::Delimited),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => Some(Form::Workbook),
        "text/vcard" => Some(Form::Cards),
        _ => None,
    }
}

/// Imports a file, or checks it where `dry_run` is said: CSV, a workbook (.xlsx) or contact cards,
/// as `Content-Type` tells. The same file is not imported twice.
#[utoipa::path(
    post,
    path = "/imports",
    tag = "imports",
    operation_id = "importCustomers",
    params(ImportOrder),
    request_body(
        description = "A list with headings in Finnish, Swedish or English, or contact cards; 64 MiB at most.",
        content(
            (String = "text/csv"),
            (WorkbookSent = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (String = "text/vcard"),
        ),
    ),
    responses(
        (status = 202, description = "It began.", body = Begun,
         headers(("Location" = String, description = "Where it is followed."))),
        (status = 409, description = "The file was imported already, or is being imported.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn begin(
    caller: Caller,
    Query(asked): Query<ImportOrder>,
    request: Request,
) -> Result<Response, Problem> {
    may_import(&caller).await?;
    let form = form_of(request.headers());
    let form = form.ok_or_else(|| caller.problem(415, "api.body.not_a_list"))?;
    let place = (&caller.app, &*caller.policy, caller.actor.language());
    let order = order_of_fields(place, &asked.fields());
    let order = order
        .map_err(|code| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, caller.language))?;
    let fits = order.fits(&caller.policy).map_err(Error::from);
    fits.map_err(|error| failed(&caller, &error))?;
    let file = sealed(&caller, request).await?;
    match accepted(&caller, file, (form, order, &asked)).await {
        Ok(answer) => Ok(answer),
        Err(refused) => {
            if refused.destroy {
                let destroyed = files::destroy(&caller.app, file).await;
                destroyed.map_err(|error| caller.failed(&error))?;
            }
            Err(refused.problem)
        }
    }
}

/// Seals the body as it comes; its number. Nothing stays of one that is refused.
async fn sealed(caller: &Caller, request: Request) -> Result<i64, Problem> {
    let told = |error: guard::Error| caller.failed(&error);
    // One that says itself that it is too long is not waited for.
    let said = request.headers().get(header::CONTENT_LENGTH);
    let said = said.and_then(|said| said.to_str().ok()?.parse::<u64>().ok());
    if said.is_some_and(|said| said > UPLOAD_BYTES_MAX as u64) {
        return Err(caller.problem(413, "web.too_large"));
    }
    let guard = caller.app.guard();
    let file = guard.begin_file(&caller.actor, Purpose::Care).await;
    let mut file = file.map_err(told)?;
    match received(caller, request, &mut file).await {
        Ok(()) => guard.finish_file(file).await.map_err(told),
        Err(problem) => {
            guard.give_up_file(file).await.map_err(told)?;
            Err(problem)
        }
    }
}

/// How long a file is with another piece; nothing where that is too long.
const fn with(length: usize, piece: usize) -> Option<usize> {
    match length.checked_add(piece) {
        Some(longer) if longer <= UPLOAD_BYTES_MAX => Some(longer),
        _ => None,
    }
}

async fn received(caller: &Caller, request: Request, file: &mut LooseFile) -> Result<(), Problem> {
    let mut pieces = request.into_body().into_data_stream();
    let mut length = 0;
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| caller.problem(400, "api.body.cut_off"))?;
        let longer = with(length, piece.len());
        length = longer.ok_or_else(|| caller.problem(413, "web.too_large"))?;
        let written = file.write_all(&piece);
        written.map_err(|_| caller.problem(500, "web.failed"))?;
    }
    if length == 0 {
        return Err(caller.problem(422, "transfer.file.missing"));
    }
    Ok(())
}

/// Why a sealed file is not taken, and whether it is still there to be destroyed.
struct Refused {
    problem: Problem,
    destroy: bool,
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            destroy: true,
        }
    }
}

async fn accepted(
    caller: &Caller,
    file: i64,
    (form, mut order, asked): (Form, Order, &ImportOrder),
) -> Result<Response, Refused> {
    let (app, actor) = (&caller.app, &caller.actor);
    let opened = files::open(app, actor, file).await;
    let mut opened = opened.map_err(|error| caller.failed(&error))?;
    let is = Form::of(&mut opened).map_err(|_| failed(caller, &Error::File))?;
    // An old workbook is told what to do about it when its headings are read.
    if is != form && is != Form::OldWorkbook {
        return Err(caller.problem(415, "api.body.other_form").into());
    }
    let headed = headed(caller, &mut opened, &mut order, asked).await;
    headed.map_err(|error| failed(caller, &error))?;
    let begins = checks::begin(app, &order, file).await;
    begins.map_err(|error| caller.failed(&error))?;
    if asked.dry_run {
        let started = checks::start(app, actor, file, order).await;
        started.map_err(|error| caller.failed(&error))?;
        return Ok(begun(CHECKS, file.to_string()));
    }
    match started(app, actor, file, order).await {
        Ok(Some(batch)) => Ok(begun(IMPORTS, batch.to_string())),
        Ok(None) => Err(caller.problem(500, "web.failed").into()),
        Err(error) => Err(Refused {
            problem: failed(caller, &error),
            // Whatever was imported already is destroyed by the run that found it out.
            destroy: !matches!(error, Error::Already(_)),
        }),
    }
}

/// Which sheet is meant, what its columns hold.
async fn headed(
    caller: &Caller,
    opened: &mut FileReader,
    order: &mut Order,
    asked: &ImportOrder,
) -> Result<(), Error> {
    if let Some(named) = &asked.sheet {
        let place = memory::sheet_named(opened, named)?;
        let none = || Error::NotRead(NotAWorkbook::NoSheet.into());
        order.sheet = Some(place.ok_or_else(none)?);
    }
    memory::recall(caller.app.guard(), opened, order).await?;
    check_headings(opened, order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use rstest::rstest;

    #[test]
    fn a_file_that_does_not_say_how_long_it_is_ends_at_the_limit_all_the_same() {
        assert_eq!(with(UPLOAD_BYTES_MAX - 7, 7), Some(UPLOAD_BYTES_MAX));
        assert_eq!(with(UPLOAD_BYTES_MAX - 7, 8), None);
        assert_eq!(with(1, usize::MAX), None);
    }

    #[rstest]
    #[case("text/csv", Some(Form::Delimited))]
    #[case("Text/CSV; charset=utf-8", Some(Form::Delimited))]
    #[case("text/vcard;version=4.0", Some(Form::Cards))]
    #[case("text/csvx", None)]
    #[case("application/octet-stream", None)]
    fn a_body_is_what_its_kind_says_and_nothing_else(
        #[case] kind: &'static str,
        #[case] form: Option<Form>,
    ) {
        let mut headers = HeaderMap::new();
        assert_eq!(form_of(&headers), None);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        assert_eq!(form_of(&headers), form);
    }
}
