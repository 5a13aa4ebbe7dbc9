//! Requests for programs: what waits for an answer, and how the requests of one customer stand.
//!
//! Invariants: both are for the purpose of rights alone; what is sent is made of the same views as the
//! pages; nothing is written here, because a person answers.

use axum::Json;
use basics::{Day, PartyId, RowId};
use guard::Work;
use policy::Purpose;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::error::Error;
use super::queries::Listed;
use super::state::{Deed, Request};
use super::stored::kinds_of;
use super::view::{self, RequestView, StepView};
use crate::api::{Caller, Id, Problem, ProblemBody, Query};
use crate::app::App;

/// For which purpose requests are read.
const PURPOSES: [Purpose; 1] = [Purpose::Rights];

pub(super) fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(open))
        .routes(routes!(of_customer))
}

/// Where the list begins.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// What `next` of the page before said.
    after: Option<String>,
}

/// Requests that wait for an answer.
#[derive(Serialize, ToSchema)]
struct OpenRequests {
    /// The requests, the one that is due first before the others.
    requests: Vec<OpenRequest>,
    /// Where the next ones begin, where there are any.
    next: Option<String>,
}

/// A request that waits for an answer.
#[derive(Serialize, ToSchema)]
struct OpenRequest {
    /// Which one.
    id: String,
    /// Whose: the id of a customer, or of somebody who was not found and is known by it alone.
    of: String,
    /// Whether it is a customer's.
    found: bool,
    /// What is asked for, such as `access`; nothing while that is unclear.
    kinds: Vec<&'static str>,
    /// The day it came, `YYYY-MM-DD`.
    received: String,
    /// The last day on which it is to be answered.
    due: String,
    /// Since when the clock stands still, because the person was asked something.
    waits_since: Option<String>,
}

impl OpenRequest {
    fn of(row: &Listed) -> Self {
        Self {
            id: row.0.to_string(),
            of: row.1.to_string(),
            found: row.7 == 0,
            kinds: kinds_of(&row.2).iter().map(|kind| kind.key()).collect(),
            received: row.3.to_string(),
            due: row.4.to_string(),
            waits_since: row.5.map(|day| day.to_string()),
        }
    }
}

/// The open requests of everybody.
#[utoipa::path(
    get,
    path = "/requests",
    tag = "requests",
    operation_id = "listOpenRequests",
    params(Wish),
    responses((status = 200, description = "What waits for an answer.", body = OpenRequests)),
)]
async fn open(caller: Caller, Query(wish): Query<Wish>) -> Result<Json<OpenRequests>, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let bad = || caller.problem(400, "api.query");
    let after = match wish.after {
        None => (Day::FIRST, RowId::new(0)),
        Some(text) => {
            let (day, row) = text.split_once('_').ok_or_else(bad)?;
            let day = Day::parse(day).map_err(|_| bad())?;
            (day, row.parse().map_err(|_| bad())?)
        }
    };
    let reading = move |work: &mut Work<'_>| view::open(work, after);
    let desk = caller.app.guard().desk();
    let read = desk.read(&caller.actor, purpose, reading).await;
    let (rows, last) = read.map_err(|error| caller.failed(&error))?;
    Ok(Json(OpenRequests {
        requests: rows.iter().map(OpenRequest::of).collect(),
        next: last.map(|last| format!("{}_{}", last.4, last.0)),
    }))
}

/// The requests of a customer.
#[derive(Serialize, ToSchema)]
struct CustomerRequests {
    /// The requests, the newest first.
    requests: Vec<CustomerRequest>,
    /// The one before which older ones begin, where there may be any.
    next: Option<String>,
}

/// A request of a customer.
#[derive(Serialize, ToSchema)]
struct CustomerRequest {
    /// Which one.
    id: String,
    /// What is asked for; nothing while that is unclear.
    kinds: Vec<&'static str>,
    /// How it came, in the notice's word.
    way: &'static str,
    /// Whether it was signed: recorded, never required.
    signed: bool,
    /// The day it came.
    received: String,
    /// What it says.
    text: String,
    /// Who asked for her, and by what authority.
    on_behalf: Option<String>,
    /// `received`, `identified`, `answered`, `ended` or `joined`.
    state: &'static str,
    /// The last day on which it is to be answered.
    due: String,
    /// Since when the clock stands still.
    waits_since: Option<String>,
    /// What was done, in its order.
    steps: Vec<RequestStep>,
}

/// A step of a request.
#[derive(Serialize, ToSchema)]
struct RequestStep {
    /// What was done, such as `asked_identity` or `decided`.
    deed: &'static str,
    /// What was decided of, or what became clear.
    kind: Option<&'static str>,
    /// What came of it, such as `granted`.
    outcome: Option<&'static str>,
    /// On which day.
    on: String,
    /// In which words.
    words: String,
}

impl CustomerRequest {
    fn of(view: RequestView) -> Self {
        let state = match &view.request {
            Request::Received(_) => "received",
            Request::Identified(_) => "identified",
            Request::Closed(closed) => closed.ending.key(),
        };
        Self {
            id: view.row.to_string(),
            kinds: view.kinds().iter().map(|kind| kind.key()).collect(),
            way: view.way.key(),
            signed: view.signed,
            received: view.received.to_string(),
            state,
            due: view.request.due().to_string(),
            waits_since: view.request.waits_since().map(|day| day.to_string()),
            text: view.said.text,
            on_behalf: view.said.behalf,
            steps: view.steps.into_iter().map(RequestStep::of).collect(),
        }
    }
}

impl RequestStep {
    fn of(step: StepView) -> Self {
        let (kind, outcome) = match step.step.deed {
            Deed::Decided(kind, outcome) => (Some(kind.key()), Some(outcome.key())),
            Deed::Understood(kind) => (Some(kind.key()), None),
            _ => (None, None),
        };
        Self {
            deed: step.step.deed.key(),
            kind,
            outcome,
            on: step.step.on.to_string(),
            words: step.words,
        }
    }
}

/// Where older requests begin.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Older {
    /// What `next` of the page before said.
    before: Option<String>,
}

/// The requests of a customer, with what was done about each.
#[utoipa::path(
    get,
    path = "/customers/{id}/requests",
    tag = "requests",
    operation_id = "listRequestsOfCustomer",
    params(("id" = String, Path, description = "The customer's id, or that of somebody who was not found."), Older),
    responses(
        (status = 200, description = "The requests.", body = CustomerRequests),
        (status = 404, description = "There is no such customer, or none the token may see.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
async fn of_customer(
    caller: Caller,
    Id(party): Id<PartyId>,
    Query(wish): Query<Older>,
) -> Result<Json<CustomerRequests>, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let before = match wish.before {
        None => RowId::new(i64::MAX),
        Some(text) => text.parse().map_err(|_| caller.problem(400, "api.query"))?,
    };
    let reading = move |work: &mut Work<'_>| {
        let requests = view::of_party(work, party, before)?;
        requests.ok_or(Error::Guard(guard::Error::NotThere))
    };
    let desk = caller.app.guard().desk();
    let read = desk.read(&caller.actor, purpose, reading).await;
    let requests = read.map_err(|error| caller.failed(&error))?;
    let more = requests.len() == view::SHOWN;
    let next = requests.last().filter(|_| more).map(|last| last.row);
    Ok(Json(CustomerRequests {
        requests: requests.into_iter().map(CustomerRequest::of).collect(),
        next: next.map(|row| row.to_string()),
    }))
}
