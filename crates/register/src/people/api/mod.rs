//! Customers for programs: read one, add, change, notes.
//!
//! What is sent is made of the same cards as the pages; what is asked for is read by the same
//! functions as their forms.

mod fields;
mod notes;
mod permissions;
mod view;
mod write;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use basics::{Code, Coded, PartyId};
use guard::Work;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Error, PURPOSES, card_of};
use crate::api::{Caller, Id, Problem, etag};
use crate::app::App;
use view::Customer;

pub(super) fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(write::add))
        .routes(routes!(show))
        .routes(routes!(write::change))
        .routes(routes!(fields::set))
        .routes(routes!(notes::list, notes::add))
        .routes(routes!(permissions::show, permissions::add))
}

/// What was made or changed: which customer, and her version now.
#[derive(Serialize, Deserialize, ToSchema)]
struct Made {
    /// The customer's id.
    id: String,
    /// Her version now; as a tag it is `ETag`.
    version: i64,
}

impl Made {
    /// The answer that is remembered.
    fn of(work: &mut Work<'_>, party: PartyId) -> Result<String, Error> {
        let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
        let made = Self {
            id: party.to_string(),
            version: row.version,
        };
        Ok(serde_json::to_string(&made).unwrap_or_default())
    }
}

/// Sends a remembered or a new answer.
fn made(caller: &Caller, answer: &str, created: bool) -> Result<Response, Problem> {
    let made: Made = serde_json::from_str(answer).map_err(|_| caller.problem(500, "web.failed"))?;
    let tag = (header::ETAG, etag(made.version));
    if !created {
        return Ok(([tag], axum::Json(made)).into_response());
    }
    let place = [crate::api::PREFIX, "/customers/", &made.id].concat();
    let place = axum::http::HeaderValue::from_str(&place);
    let place = place.map_err(|_| caller.problem(500, "web.failed"))?;
    let head = [tag, (header::LOCATION, place)];
    Ok((axum::http::StatusCode::CREATED, head, axum::Json(made)).into_response())
}

/// The problem for an error about a customer.
fn failed(caller: &Caller, error: Error) -> Problem {
    let changed = guard::Error::Changed.code();
    match error {
        Error::Guard(error) if error.code() == changed => caller
            .failed(&error)
            .with_status(axum::http::StatusCode::PRECONDITION_FAILED),
        Error::Guard(error) => caller.failed(&error),
        Error::Same(other) => caller
            .problem(409, "people.same_party")
            .same(Some(other.to_string())),
        error => caller.failed(&error),
    }
}

/// What cannot be taken, for a reason that is no error of the register.
fn unfit(caller: &Caller, code: Code) -> Problem {
    Problem::new(
        axum::http::StatusCode::UNPROCESSABLE_ENTITY,
        code,
        caller.language,
    )
}

/// A customer, as far as the token may see her.
#[utoipa::path(
    get,
    path = "/customers/{id}",
    tag = "customers",
    operation_id = "readCustomer",
    params(("id" = String, Path, description = "The customer's id.")),
    responses((
        status = 200,
        description = "The customer.",
        body = Customer,
        headers(("ETag" = String, description = "Her version, for `If-Match`.")),
    )),
)]
async fn show(caller: Caller, Id(party): Id<PartyId>) -> Result<Response, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let reading = move |work: &mut Work<'_>| {
        let card = card_of(work, party)?;
        let notes = card.notes.shown().map(|notes| notes.shown.as_slice());
        let authors = notes.unwrap_or_default().iter().map(|note| note.by);
        let actors = work.actor_names(authors.collect::<Vec<_>>())?;
        Ok::<_, Error>((card, actors))
    };
    let desk = caller.app.guard().desk();
    let read = desk.read(&caller.actor, purpose, reading).await;
    let (card, actors) = read.map_err(|error| failed(&caller, error))?;
    let tag = etag(card.version);
    let customer = Customer::of(card, &actors);
    Ok(([(header::ETAG, tag)], axum::Json(customer)).into_response())
}
