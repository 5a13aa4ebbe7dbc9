//! The fields of the company by a program.

use axum::response::Response;
use basics::{Code, Coded, PartyId};
use guard::Work;
use policy::SourceKind;
use serde::Deserialize;
use utoipa::ToSchema;

use super::super::change::{Change, change};
use super::super::{Error, PURPOSES, own_value};
use super::{Made, failed, made, unfit};
use crate::api::{Body, Caller, Key, Matched, NotDone, Problem, ProblemBody, Within, done_once};
use crate::fields;

/// The value of a field of the company.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldValue {
    /// A text, a decimal number, `YYYY-MM-DD`, or the key of a choice; nothing where none is known any
    /// more.
    value: Option<String>,
    /// Where it came from, in the notice's word.
    source: String,
    /// The request that the change rests on, where the token needs one.
    reason: Option<String>,
}

/// Sets the value of a field of the company, from the version that was read.
#[utoipa::path(
    put,
    path = "/customers/{id}/fields/{field}",
    tag = "customers",
    operation_id = "setField",
    request_body = FieldValue,
    params(
        ("id" = String, Path, description = "The customer's id."),
        ("field" = String, Path, description = "The key of the field in the notice."),
        ("If-Match" = String, Header, description = "The `ETag` of the version that was read."),
        ("Idempotency-Key" = Option<String>, Header, description = "Sent again within two days, the same request is done once."),
    ),
    responses(
        (status = 200, description = "It was set.", body = Made,
         headers(("ETag" = String, description = "The customer's version now."))),
        (status = 409, description = "A request with this key is being done.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Somebody else changed the customer in the meantime: read her again.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn set(
    caller: Caller,
    Within(party, field): Within<PartyId, String>,
    Matched(seen): Matched,
    key: Key,
    body: Body<FieldValue>,
) -> Result<Response, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let wrong = |code: Code| unfit(&caller, code);
    let declared = caller.policy.field(&field);
    let declared = declared.ok_or_else(|| wrong(fields::Error::Unknown.code()))?;
    let text = body.value.value.as_deref().unwrap_or_default();
    let value = own_value(declared, text).map_err(wrong)?;
    let source = SourceKind::from_key(&body.value.source);
    let source = source.ok_or_else(|| wrong(Code::new("people.field.source")))?;
    let asked = Change::Field(declared.key, value, source);
    let reason = body.value.reason.clone().unwrap_or_default();
    let about = [
        "setField ",
        &party.to_string(),
        " ",
        &field,
        " ",
        &seen.to_string(),
    ]
    .concat();
    let request = key.request(&caller, &about, purpose, &body.bytes);
    let setting = move |work: &mut Work<'_>| {
        done_once(work, request.as_ref(), |work| {
            change(work, party, seen, &asked, &reason)?;
            Made::of(work, party)
        })
    };
    let desk = caller.app.guard().desk();
    let set: Result<String, NotDone<Error>> = desk.write(&caller.actor, purpose, setting).await;
    let set = set.map_err(|error| error.problem(&caller, |error| failed(&caller, error)))?;
    made(&caller, &set, false)
}
