//! Adding and changing a customer by a program.
//!
//! Invariant: the fields of a body are those of the forms and are read by the same functions; a
//! change is made from the version that `If-Match` names.

use axum::response::Response;
use basics::{Code, PartyId};
use formats::headings::Heading;
use guard::Work;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::asked::{self, Added, Asker, change_with_organisation};
use super::super::change::change as make;
use super::super::{Error, PURPOSES, Reason};
use super::{Made, failed, made, unfit};
use crate::api::{
    Body, Caller, FieldProblem, Id, Key, Matched, NotDone, Problem, ProblemBody, done_once,
};
use crate::web::Fields;

/// A person or an organisation to be added. What is left out is not known.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCustomer {
    /// `person` or `organisation`.
    #[schema(pattern = "^(person|organisation)$")]
    kind: String,
    /// First names of a person.
    first_names: Option<String>,
    /// The name a person is called by.
    call_name: Option<String>,
    /// The last name of a person.
    last_name: Option<String>,
    /// The names a person had before.
    former_names: Option<String>,
    /// The name of an organisation.
    company: Option<String>,
    /// Its business id.
    business_id: Option<String>,
    /// `fi`, `sv` or `en`; where it is left out, that of the token's owner.
    language: Option<String>,
    /// `YYYY-MM-DD`.
    birth_date: Option<String>,
    /// An identity code, on a ground.
    identity_code: Option<String>,
    /// The ground, in the notice's word.
    identity_code_ground: Option<String>,
    /// Whether she has a turvakielto.
    #[serde(default)]
    non_disclosure: bool,
    /// Whether she forbids marketing.
    #[serde(default)]
    marketing_ban: bool,
    /// Street and number.
    street: Option<String>,
    /// A second line.
    street_second: Option<String>,
    /// Postal code.
    postal_code: Option<String>,
    /// Town.
    town: Option<String>,
    /// Country, by name or code.
    country: Option<String>,
    /// Phone number.
    phone: Option<String>,
    /// Another one.
    phone_second: Option<String>,
    /// E-mail address.
    email: Option<String>,
    /// Since when she is reached so, `YYYY-MM-DD`.
    reached_from: Option<String>,
    /// A note.
    note: Option<String>,
    /// Pieces of the note that look like identity codes and are none, each as it stands there.
    #[serde(default)]
    not_identity_codes: Vec<String>,
    /// Why she may be held, in the notice's word; `customer` where it is left out.
    connection: Option<String>,
    /// The customer number of the organisation she belongs to.
    of: Option<i64>,
    /// The first day of the connection; today where it is left out.
    from: Option<String>,
    /// Where the values came from, in the notice's word.
    source: String,
    /// Add her also where she may be somebody who is in the register already.
    #[serde(default)]
    anyway: bool,
}

/// One change, from the version that `If-Match` names. Which fields it takes depends on `what`.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CustomerChange {
    /// `names`, `organisation`, `profile`, `birth-date`, `contact`, `end-contact`,
    /// `replace-contact`, `identity-code`, `connect`, `disconnect`, `leave`, `end-note` or
    /// `marketing`.
    what: String,
    /// `names`: first names.
    first_names: Option<String>,
    /// `names`: the name she is called by.
    call_name: Option<String>,
    /// `names`: the last name.
    last_name: Option<String>,
    /// `names`: the names she had before.
    former_names: Option<String>,
    /// `organisation`: its name.
    company: Option<String>,
    /// `organisation`: its business id.
    business_id: Option<String>,
    /// `profile`: `fi`, `sv` or `en`.
    language: Option<String>,
    /// `profile`: whether she has a turvakielto.
    #[serde(default)]
    protected: bool,
    /// `profile`: the day of death, `YYYY-MM-DD`.
    deceased: Option<String>,
    /// `birth-date`: `YYYY-MM-DD`.
    birth_date: Option<String>,
    /// `contact`, `replace-contact`: street and number.
    street: Option<String>,
    /// `contact`, `replace-contact`: postal code.
    postal_code: Option<String>,
    /// `contact`, `replace-contact`: town.
    town: Option<String>,
    /// `contact`, `replace-contact`: country.
    country: Option<String>,
    /// `contact`, `replace-contact`: phone number.
    phone: Option<String>,
    /// `contact`, `replace-contact`: e-mail address.
    email: Option<String>,
    /// `contact`, `replace-contact`, `connect`: the first day.
    from: Option<String>,
    /// `contact`, `end-contact`, `disconnect`, `leave`: the last day.
    until: Option<String>,
    /// `leave`: why all her connections ended: `own_wish`, `contract_ended`, `moved`,
    /// `no_activity`, `deceased` or `other`.
    why: Option<String>,
    /// `end-contact`, `replace-contact`, `end-note`: the id of the contact point or note;
    /// `disconnect`: of the connection.
    row: Option<String>,
    /// `identity-code`: the code.
    identity_code: Option<String>,
    /// `identity-code`: its ground, in the notice's word.
    identity_code_ground: Option<String>,
    /// `connect`: the connection, in the notice's word.
    connection: Option<String>,
    /// `connect`: the customer number of the organisation she belongs to.
    of: Option<i64>,
    /// Where the values came from, in the notice's word.
    source: Option<String>,
    /// The request that the change rests on, where the token needs one to change this.
    reason: Option<String>,
}

/// The fields of a form that say the same. A box is ticked, or its field is empty.
fn fields(body: &impl Serialize) -> Fields {
    let value = serde_json::to_value(body).unwrap_or_default();
    let pairs = value.as_object().into_iter().flatten();
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Bool(true) => Some("1".to_owned()),
        _ => None,
    };
    let pairs = pairs.flat_map(|(name, value)| {
        let one = std::slice::from_ref(value);
        let values = value.as_array().map_or(one, Vec::as_slice);
        let texts = values.iter().filter_map(text);
        texts.map(|text| (name.clone(), text))
    });
    Fields::of(pairs.collect())
}

fn asker(caller: &Caller) -> Asker<'_> {
    Asker {
        app: &caller.app,
        policy: &caller.policy,
    }
}

/// What is wrong with the fields of a new customer.
fn reasons(caller: &Caller, reasons: &[Reason]) -> Problem {
    let first = reasons.first().map(|reason| reason.code);
    let told = reasons.iter().map(|reason| {
        let field = reason.heading.map_or("", Heading::key);
        FieldProblem::new(field, reason.code, caller.language)
    });
    unfit(caller, first.unwrap_or(Code::new("api.body.shape"))).about(told.collect())
}

/// Why nobody was added.
enum NotAdded {
    Same(PartyId, bool),
    Perhaps,
    Failed(Error),
}

impl From<guard::Error> for NotAdded {
    fn from(error: guard::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Adds a customer.
#[utoipa::path(
    post,
    path = "/customers",
    tag = "customers",
    operation_id = "addCustomer",
    request_body = NewCustomer,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sent again within two days, the same request is done once.")),
    responses(
        (status = 201, description = "She was added.", body = Made,
         headers(("Location" = String, description = "Where she is read."),
                 ("ETag" = String, description = "Her version."))),
        (status = 409, description = "She is, or may be, in the register already; or a request with this key is being done.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn add(
    caller: Caller,
    key: Key,
    body: Body<NewCustomer>,
) -> Result<Response, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    if !matches!(body.value.kind.as_str(), "person" | "organisation") {
        return Err(unfit(&caller, Code::new("people.field.kind")));
    }
    let parsed = asked::new(&asker(&caller), &fields(&body.value));
    let parsed = parsed.map_err(|wrong| reasons(&caller, &wrong))?;
    let anyway = body.value.anyway;
    let request = key.request(&caller, "addCustomer", purpose, &body.bytes);
    let adding = move |work: &mut Work<'_>| {
        done_once(work, request.as_ref(), |work| {
            let added = asked::add(work, parsed.clone(), anyway).map_err(NotAdded::Failed)?;
            match added {
                Added::Done(party) => Made::of(work, party).map_err(NotAdded::Failed),
                Added::Same(party, certain) => Err(NotAdded::Same(party, certain)),
                Added::Perhaps => Err(NotAdded::Perhaps),
            }
        })
    };
    let desk = caller.app.guard().desk();
    let added: Result<String, NotDone<NotAdded>> = desk.write(&caller.actor, purpose, adding).await;
    let added = added.map_err(|error| {
        error.problem(&caller, |error| match error {
            NotAdded::Failed(error) => failed(&caller, error),
            NotAdded::Same(party, certain) => {
                let code = if certain {
                    "people.same_party"
                } else {
                    "people.field.likely_known"
                };
                caller.problem(409, code).same(Some(party.to_string()))
            }
            NotAdded::Perhaps => caller.problem(409, "people.field.likely_known"),
        })
    })?;
    made(&caller, &added, true)
}

/// Changes a customer, from the version that was read.
#[utoipa::path(
    post,
    path = "/customers/{id}/changes",
    tag = "customers",
    operation_id = "changeCustomer",
    request_body = CustomerChange,
    params(
        ("id" = String, Path, description = "The customer's id."),
        ("If-Match" = String, Header, description = "The `ETag` of the version that was read."),
        ("Idempotency-Key" = Option<String>, Header, description = "Sent again within two days, the same request is done once."),
    ),
    responses(
        (status = 200, description = "She was changed.", body = Made,
         headers(("ETag" = String, description = "Her version now."))),
        (status = 409, description = "Another customer has this identity code or business id; or a request with this key is being done.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Somebody else changed her in the meantime: read her again.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn change(
    caller: Caller,
    Id(party): Id<PartyId>,
    Matched(seen): Matched,
    key: Key,
    body: Body<CustomerChange>,
) -> Result<Response, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let fields = fields(&body.value);
    let wrong = |code: Code| unfit(&caller, code);
    let asked = asked::change(&asker(&caller), &fields).map_err(wrong)?;
    let of = asked::of(&fields).map_err(wrong)?;
    let reason = body.value.reason.clone().unwrap_or_default();
    let about = [
        "changeCustomer ",
        &party.to_string(),
        " ",
        &seen.to_string(),
    ]
    .concat();
    let request = key.request(&caller, &about, purpose, &body.bytes);
    let changing = move |work: &mut Work<'_>| {
        done_once(work, request.as_ref(), |work| {
            let asked = change_with_organisation(work, asked.clone(), of)?;
            make(work, party, seen, &asked, &reason)?;
            Made::of(work, party)
        })
    };
    let desk = caller.app.guard().desk();
    let changed: Result<String, NotDone<Error>> =
        desk.write(&caller.actor, purpose, changing).await;
    let changed =
        changed.map_err(|error| error.problem(&caller, |error| failed(&caller, error)))?;
    made(&caller, &changed, false)
}
