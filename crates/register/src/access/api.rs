//! A copy for programs: the data of a package that a person looked through.

use axum::Json;
use axum::http::StatusCode;
use basics::{Coded as _, PartyId};
use policy::Purpose;
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::handing::data_of;
use super::model::{Error, PackageKind};
use crate::api::{Caller, Id, Problem, ProblemBody};
use crate::app::App;

pub(super) fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(access))
        .routes(routes!(portability))
}

/// What a reading by a program is for, in its line of the trail.
const REASON: &str = "api";

/// Everything that is held about a customer (GDPR art. 15), as somebody looked it through on the
/// page of copies: others are covered in it. For the purpose of rights, by a token that may take out
/// data. The schema is `/schema/access-1.json`.
#[utoipa::path(
    get,
    path = "/customers/{id}/access",
    tag = "access",
    operation_id = "accessOfCustomer",
    params(("id" = String, Path, description = "The customer's id.")),
    responses(
        (status = 200, description = "What is held.", body = Value),
        (status = 404, description = "There is no such customer, or none the token may see.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "Nobody looked it through, or something changed since.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
async fn access(caller: Caller, Id(party): Id<PartyId>) -> Result<Json<Value>, Problem> {
    read(&caller, party, PackageKind::Access).await
}

/// What a customer gave, to move elsewhere (GDPR art. 20), as somebody looked it through.
#[utoipa::path(
    get,
    path = "/customers/{id}/portability",
    tag = "access",
    operation_id = "portabilityOfCustomer",
    params(("id" = String, Path, description = "The customer's id.")),
    responses(
        (status = 200, description = "What she gave.", body = Value),
        (status = 404, description = "There is no such customer, or none the token may see.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "Nobody looked it through, or something changed since.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
async fn portability(caller: Caller, Id(party): Id<PartyId>) -> Result<Json<Value>, Problem> {
    read(&caller, party, PackageKind::Portability).await
}

async fn read(caller: &Caller, party: PartyId, kind: PackageKind) -> Result<Json<Value>, Problem> {
    caller.only(Purpose::Rights)?;
    let data = data_of(&caller.app, &caller.actor, (party, kind), REASON).await;
    data.map(Json).map_err(|error| match error {
        Error::NotSeen | Error::Changed | Error::NotAll => {
            Problem::new(StatusCode::CONFLICT, error.code(), caller.language)
        }
        error => caller.failed(&error),
    })
}
