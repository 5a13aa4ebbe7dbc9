//! Notes of a customer by a program.

use axum::Json;
use axum::response::Response;
use basics::{Code, PartyId, RowId};
use guard::Work;
use policy::SourceKind;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::super::card::name_seen;
use super::super::change::{Change, change};
use super::super::{Error, FreeText, PURPOSES, Part, notes};
use super::view::NotesPage;
use super::{Made, failed, made, unfit};
use crate::api::{Body, Caller, Id, Key, NotDone, Problem, ProblemBody, Query, done_once};

/// Where the page begins.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Before {
    /// What `next` of the page before said.
    before: Option<String>,
}

/// The notes of a customer, newest first.
#[utoipa::path(
    get,
    path = "/customers/{id}/notes",
    tag = "customers",
    operation_id = "listNotes",
    params(("id" = String, Path, description = "The customer's id."), Before),
    responses((status = 200, description = "Notes.", body = NotesPage)),
)]
pub(super) async fn list(
    caller: Caller,
    Id(party): Id<PartyId>,
    Query(Before { before }): Query<Before>,
) -> Result<Json<NotesPage>, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let before = match before {
        None => RowId::new(i64::MAX),
        Some(text) => text.parse().map_err(|_| caller.problem(400, "api.query"))?,
    };
    let reading = move |work: &mut Work<'_>| {
        name_seen(work, party)?;
        let notes = match notes(work, party, before)? {
            Part::Shown(notes) => notes,
            Part::NotYours => return Err(guard::Error::Refused(guard::Refusal::View).into()),
        };
        let authors = notes.shown.iter().map(|note| note.by);
        let actors = work.actor_names(authors.collect::<Vec<_>>())?;
        Ok::<_, Error>(NotesPage::of(notes, &actors))
    };
    let desk = caller.app.guard().desk();
    let read = desk.read(&caller.actor, purpose, reading).await;
    read.map(Json).map_err(|error| failed(&caller, error))
}

/// A note to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewNote {
    /// The text. It may not hold an identity code.
    text: String,
    /// Pieces of the text that look like identity codes and are none, such as an order number, each
    /// as it stands there. The trail tells that this was said, and never of which piece.
    #[serde(default)]
    not_identity_codes: Vec<String>,
    /// Where it came from, in the notice's word.
    source: String,
    /// The request that the note rests on, where the token needs one.
    reason: Option<String>,
}

/// Adds a note to a customer.
#[utoipa::path(
    post,
    path = "/customers/{id}/notes",
    tag = "customers",
    operation_id = "addNote",
    request_body = NewNote,
    params(
        ("id" = String, Path, description = "The customer's id."),
        ("Idempotency-Key" = Option<String>, Header, description = "Sent again within two days, the same request is done once."),
    ),
    responses(
        (status = 201, description = "It was added.", body = Made,
         headers(("Location" = String, description = "Where the customer is read."),
                 ("ETag" = String, description = "The customer's version now."))),
        (status = 409, description = "A request with this key is being done.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn add(
    caller: Caller,
    Id(party): Id<PartyId>,
    key: Key,
    body: Body<NewNote>,
) -> Result<Response, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let wrong = |code: Code| unfit(&caller, code);
    let no_codes = &body.value.not_identity_codes;
    let no_codes: Vec<&str> = no_codes.iter().map(String::as_str).collect();
    let text = FreeText::parse(&body.value.text, &no_codes);
    let text = text.map_err(|error| failed(&caller, error))?;
    let source = SourceKind::from_key(&body.value.source);
    let source = source.ok_or_else(|| wrong(Code::new("people.field.source")))?;
    let reason = body.value.reason.clone().unwrap_or_default();
    let about = ["addNote ", &party.to_string()].concat();
    let request = key.request(&caller, &about, purpose, &body.bytes);
    let adding = move |work: &mut Work<'_>| {
        done_once(work, request.as_ref(), |work| {
            let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
            // A note changes nothing that somebody else may have changed.
            let note = Change::Note(text.clone(), source);
            change(work, party, row.version, &note, &reason)?;
            Made::of(work, party)
        })
    };
    let desk = caller.app.guard().desk();
    let added: Result<String, NotDone<Error>> = desk.write(&caller.actor, purpose, adding).await;
    let added = added.map_err(|error| error.problem(&caller, |error| failed(&caller, error)))?;
    made(&caller, &added, true)
}
