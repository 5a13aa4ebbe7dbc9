//! The list of customers and the search, for programs.
//!
//! What is searched for travels in the body of a request, never in an address.

use axum::Json;
use guard::{PartyKind, Patience, Work};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::rows::{ListRow, Rows, SHOWN, Shows, found, listed};
use crate::api::{Before, Body, Caller, Problem, Query};
use crate::app::App;
use crate::people::{Error, PURPOSES};

/// The longest text that is searched for, in characters.
const TYPED_MAX: usize = 200;

pub(super) fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(search))
}

/// A customer in a list.
#[derive(Serialize, ToSchema)]
struct Listed {
    /// Her id.
    id: String,
    /// `person` or `organisation`.
    kind: &'static str,
    /// The customer number.
    number: i64,
    /// The name, last name first.
    name: String,
    /// Whether she has a turvakielto.
    protected: bool,
    /// Whether she is dead.
    deceased: bool,
}

/// A page of customers.
#[derive(Serialize, ToSchema)]
struct CustomersPage {
    /// The customers.
    customers: Vec<Listed>,
    /// What `before` is for the next page; nothing where there is none.
    next: Option<i64>,
}

/// What a search found.
#[derive(Serialize, ToSchema)]
struct Found {
    /// The customers.
    customers: Vec<Listed>,
    /// Whether more were found than are sent.
    more: bool,
    /// Whether they were found only by allowing for a typing error.
    loose: bool,
}

fn customers(rows: Vec<ListRow>) -> Vec<Listed> {
    let row = |row: ListRow| Listed {
        id: row.party.to_string(),
        kind: match row.kind {
            PartyKind::Person => "person",
            PartyKind::Organisation => "organisation",
        },
        number: row.number,
        name: row.name,
        protected: row.protected,
        deceased: row.deceased,
    };
    rows.into_iter().map(row).collect()
}

/// Customers the token may see, the newest first, fifty at a time.
#[utoipa::path(
    get,
    path = "/customers",
    tag = "customers",
    operation_id = "listCustomers",
    params(Before),
    responses((status = 200, description = "A page of customers.", body = CustomersPage)),
)]
async fn list(
    caller: Caller,
    Query(Before { before }): Query<Before>,
) -> Result<Json<CustomersPage>, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let before = before.unwrap_or(i64::MAX);
    let reading = move |work: &mut Work<'_>| listed(work, before);
    let desk = caller.app.guard().desk();
    let read: Result<Rows, Error> = desk.read(&caller.actor, purpose, reading).await;
    let rows = read.map_err(|error| caller.failed(&error))?;
    Ok(Json(CustomersPage {
        customers: customers(rows.shown),
        next: rows.next,
    }))
}

/// What is searched for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Search {
    /// Name, e-mail, phone, address, customer number or business id.
    #[schema(min_length = 1, max_length = 200)]
    words: String,
}

/// Customers whom a text finds, at most fifty.
#[utoipa::path(
    post,
    path = "/customers/search",
    tag = "customers",
    operation_id = "searchCustomers",
    request_body = Search,
    responses((status = 200, description = "Whom it finds.", body = Found)),
)]
async fn search(caller: Caller, body: Body<Search>) -> Result<Json<Found>, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let words = body.value.words.trim().to_owned();
    if words.is_empty() || words.chars().count() > TYPED_MAX {
        return Err(caller.problem(422, "api.words"));
    }
    let finding =
        move |work: &mut Work<'_>| found(work, &words, (SHOWN, Patience::Asked), Shows::Names);
    let desk = caller.app.guard().desk();
    let read: Result<Rows, Error> = desk.read(&caller.actor, purpose, finding).await;
    let rows = read.map_err(|error| caller.failed(&error))?;
    Ok(Json(Found {
        customers: customers(rows.shown),
        more: rows.more,
        loose: rows.loose,
    }))
}
