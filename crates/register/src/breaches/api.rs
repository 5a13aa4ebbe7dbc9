//! Whose data somebody saw between two moments, for programs. Breaches themselves have no operation:
//! no token holds the right to them.

use axum::Json;
use basics::ActorId;
use guard::{PersonSeen, Work};
use policy::{Category, Purpose};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::affected;
use crate::api::{Caller, Id, Problem, ProblemBody, Query};
use crate::app::App;
use crate::web::moment;

pub(super) fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(people))
}

/// People of one answer at least, where there are so many.
const SHOWN: usize = 100;

/// Within which time, and behind which line.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Within {
    /// The first day, `YYYY-MM-DD`, or day and time, `YYYY-MM-DD hh:mm`.
    from: String,
    /// The last day, or day and time.
    until: String,
    /// What `next` of the part before said.
    after: Option<i64>,
}

/// Somebody whose data was seen.
#[derive(Serialize, ToSchema)]
struct Seen {
    /// The customer's id.
    id: String,
    /// The categories that were opened, in the notice's words.
    opened: Vec<&'static str>,
    /// The categories in which she only stood in a list or among hits.
    listed: Vec<&'static str>,
    /// When first within this part (RFC 3339, UTC).
    first: String,
    /// When last.
    last: String,
    /// In how many lines of the trail.
    times: i64,
}

/// A part of the people somebody saw.
#[derive(Serialize, ToSchema)]
struct SeenPart {
    /// Each once within this part; she may stand in the next one as well.
    people: Vec<Seen>,
    /// What `after` is for the next part; nothing where the time is over.
    next: Option<i64>,
}

/// Whose data an account, a token or a job saw from one moment to another, oldest first, in parts.
/// A part may be empty and still have a next one: each looks through a bounded number of lines.
#[utoipa::path(
    get,
    path = "/trail/{actor}/people",
    tag = "trail",
    operation_id = "peopleSeenByActor",
    params(("actor" = i64, Path, description = "The actor's id in the trail."), Within),
    responses(
        (status = 200, description = "A part of the people.", body = SeenPart),
        (status = 400, description = "A moment cannot be read.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
async fn people(
    caller: Caller,
    Id(actor): Id<i64>,
    Query(within): Query<Within>,
) -> Result<Json<SeenPart>, Problem> {
    caller.only(Purpose::Security)?;
    let zone = &caller.policy.controller().zone;
    let times = moment(zone, within.from.trim()).zip(moment(zone, within.until.trim()));
    let times = times.map(|(from, until)| (from.0, until.1));
    let times = times.ok_or_else(|| caller.problem(400, "api.query"))?;
    let asked = (ActorId::new(actor), times, within.after);
    let reading = move |work: &mut Work<'_>| affected::seen(work, asked, SHOWN);
    let desk = caller.app.guard().desk();
    let seen = desk.read(&caller.actor, Purpose::Security, reading).await;
    let seen = seen.map_err(|error| caller.failed(&error))?;
    Ok(Json(SeenPart {
        people: seen.people.iter().map(out).collect(),
        next: seen.next,
    }))
}

fn out(seen: &PersonSeen) -> Seen {
    let keys = |categories: &std::collections::BTreeSet<Category>| {
        categories.iter().map(|one| one.key()).collect()
    };
    Seen {
        id: seen.party.to_string(),
        opened: keys(&seen.opened),
        listed: keys(&seen.listed),
        first: seen.first.to_string(),
        last: seen.last.to_string(),
        times: seen.times,
    }
}
