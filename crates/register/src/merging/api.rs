//! Merging for programs: the pairs that look alike, and making two customers one.
//!
//! Invariant: the rules are those of the pages; a merge is made from the versions of both.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use basics::{Code, PartyId, RowId};
use guard::Work;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Choice, Error, Pair, Side, deed, pairs};
use crate::api::{
    Body, Caller, Id, Key, Matched, NotDone, Problem, ProblemBody, Query, done_once, etag,
};
use crate::app::App;
use crate::people::PURPOSES;

pub(super) fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(duplicates))
        .routes(routes!(merge))
}

/// Where the page begins.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct After {
    /// What `next` of the page before said.
    after: Option<String>,
}

/// One of a pair.
#[derive(Serialize, ToSchema)]
struct Duplicate {
    /// The customer's id.
    id: String,
    /// The customer number.
    number: i64,
    /// The name, last name first.
    name: String,
}

/// Two customers who look alike.
#[derive(Serialize, ToSchema)]
struct DuplicatePair {
    /// The one who is in the register for longer.
    elder: Duplicate,
    /// The other.
    younger: Duplicate,
    /// `certain`: the same business id or identity code; `likely`: the same name and the same e-mail
    /// or phone; `tie`: the same last name and the same e-mail or phone, which may be a family.
    #[schema(pattern = "^(certain|likely|tie)$")]
    likeness: &'static str,
}

/// Pairs of customers who look alike.
#[derive(Serialize, ToSchema)]
struct DuplicatesPage {
    /// The pairs.
    pairs: Vec<DuplicatePair>,
    /// What `after` is for the next page; nothing where there is none.
    next: Option<String>,
}

impl DuplicatePair {
    fn of(pair: Pair) -> Self {
        let one = |one: pairs::One| Duplicate {
            id: one.party.to_string(),
            number: one.number,
            name: one.name,
        };
        Self {
            likeness: pair.likeness.key(),
            elder: one(pair.elder),
            younger: one(pair.younger),
        }
    }
}

/// Pairs of customers who look alike.
#[utoipa::path(
    get,
    path = "/customers/duplicates",
    tag = "customers",
    operation_id = "listDuplicates",
    params(After),
    responses((status = 200, description = "Pairs.", body = DuplicatesPage)),
)]
async fn duplicates(
    caller: Caller,
    Query(After { after }): Query<After>,
) -> Result<Json<DuplicatesPage>, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    if after
        .as_deref()
        .is_some_and(|after| u64::from_str_radix(after, 16).is_err())
    {
        return Err(caller.problem(400, "api.query"));
    }
    let reading = move |work: &mut Work<'_>| pairs::pairs(work, after.as_deref());
    let desk = caller.app.guard().desk();
    let read = desk.read(&caller.actor, purpose, reading).await;
    let found = read.map_err(|error: Error| failed(&caller, &error))?;
    Ok(Json(DuplicatesPage {
        pairs: found.pairs.into_iter().map(DuplicatePair::of).collect(),
        next: found.next,
    }))
}

/// Who is merged into the customer, and whose values hold afterwards: `survivor` or `merged`, the
/// survivor's where it is left out.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MergeBody {
    /// The id of the customer who is merged.
    merged: String,
    /// The version of hers that was read.
    merged_version: i64,
    /// Whose name holds.
    name: Option<String>,
    /// Whose business id holds.
    business_id: Option<String>,
    /// Whose date of birth holds.
    birth_date: Option<String>,
    /// Whose language holds.
    language: Option<String>,
    /// Ids of contact points of either that no longer hold.
    #[serde(default)]
    drop: Vec<String>,
}

/// What was made.
#[derive(Serialize, Deserialize, ToSchema)]
struct Merged {
    /// The id of the customer who stands for both.
    id: String,
    /// Her version now; as a tag it is `ETag`.
    version: i64,
}

/// Merges another customer into this one, from the versions of both that were read.
#[utoipa::path(
    post,
    path = "/customers/{id}/merge",
    tag = "customers",
    operation_id = "mergeCustomers",
    request_body = MergeBody,
    params(
        ("id" = String, Path, description = "The id of the customer who stays."),
        ("If-Match" = String, Header, description = "The `ETag` of the version that was read."),
        ("Idempotency-Key" = Option<String>, Header, description = "Sent again within two days, the same request is done once."),
    ),
    responses(
        (status = 200, description = "They are one.", body = Merged,
         headers(("ETag" = String, description = "Her version now."))),
        (status = 409, description = "A request with this key is being done.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Somebody else changed one of them in the meantime: read both again.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
async fn merge(
    caller: Caller,
    Id(into): Id<PartyId>,
    Matched(seen): Matched,
    key: Key,
    body: Body<MergeBody>,
) -> Result<Response, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let shape = || unfit(&caller, Code::new("api.body.shape"));
    let from: PartyId = body.value.merged.parse().map_err(|_| shape())?;
    let seen = (seen, body.value.merged_version);
    let choice = choice(&body.value).ok_or_else(shape)?;
    let about = [
        "mergeCustomers ",
        &into.to_string(),
        " ",
        &seen.0.to_string(),
    ]
    .concat();
    let request = key.request(&caller, &about, purpose, &body.bytes);
    let merging = move |work: &mut Work<'_>| {
        done_once(work, request.as_ref(), |work| {
            deed::merge(work, (into, from), seen, &choice)?;
            let row = work.party(into)?.ok_or(guard::Error::NotThere)?;
            let merged = Merged {
                id: into.to_string(),
                version: row.version,
            };
            Ok::<_, Error>(serde_json::to_string(&merged).unwrap_or_default())
        })
    };
    let desk = caller.app.guard().desk();
    let done: Result<String, NotDone<Error>> = desk.write(&caller.actor, purpose, merging).await;
    let done = done.map_err(|error| error.problem(&caller, |error| failed(&caller, &error)))?;
    let merged: Merged =
        serde_json::from_str(&done).map_err(|_| caller.problem(500, "web.failed"))?;
    let tag = (header::ETAG, etag(merged.version));
    Ok(([tag], Json(merged)).into_response())
}

/// Nothing where a side is neither.
fn choice(body: &MergeBody) -> Option<Choice> {
    let side = |side: &Option<String>| match side.as_deref() {
        None | Some("survivor") => Some(Side::Survivor),
        Some("merged") => Some(Side::Merged),
        Some(_) => None,
    };
    let dropped = body.drop.iter().map(|row| row.parse::<RowId>().ok());
    Some(Choice {
        name: side(&body.name)?,
        business_id: side(&body.business_id)?,
        birth_date: side(&body.birth_date)?,
        language: side(&body.language)?,
        dropped: dropped.collect::<Option<Vec<RowId>>>()?,
    })
}

fn unfit(caller: &Caller, code: Code) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, caller.language)
}

fn failed(caller: &Caller, error: &Error) -> Problem {
    let changed = error.is_changed();
    let problem = caller.failed(error);
    if changed {
        problem.with_status(StatusCode::PRECONDITION_FAILED)
    } else {
        problem
    }
}
