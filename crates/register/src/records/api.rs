//! The trail for programs: as its pages show it, and whether it is true.

use axum::Json;
use basics::{ActorId, Coded, PartyId};
use guard::{Ask, Seen, Work, category};
use policy::{Category, Purpose, Word};
use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{SHOWN, Times};
use crate::api::{Before, Caller, Id, Problem, ProblemBody, Query};
use crate::app::App;

pub(super) fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(actors))
        .routes(routes!(of_actor))
        .routes(routes!(of_party))
        .routes(routes!(verify))
}

/// A line of the trail.
#[derive(Serialize, ToSchema)]
struct Line {
    /// Its number.
    sequence: i64,
    /// When.
    at: String,
    /// By whom: the actor's id.
    actor: i64,
    /// Her name, or the job's.
    actor_name: String,
    /// For which purpose.
    purpose: &'static str,
    /// What was done.
    action: &'static str,
    /// The customers it opened.
    opened: Vec<String>,
    /// The customers it listed.
    listed: Vec<String>,
    /// In which categories.
    categories: Vec<&'static str>,
    /// How many customers.
    count: i64,
    /// Why it was refused, what was done to an account, or what whoever did it said of it.
    code: Option<String>,
    /// What was asked for, where it was refused.
    asked: Option<&'static str>,
    /// The reason that was given.
    reason: Option<String>,
}

/// Lines of the trail, newest first.
#[derive(Serialize, ToSchema)]
struct LinesPage {
    /// The lines.
    lines: Vec<Line>,
    /// What `before` is for the next page; nothing where there is none.
    next: Option<i64>,
}

fn line(seen: Seen) -> Line {
    let ids = |parties: Vec<PartyId>| parties.iter().map(ToString::to_string).collect();
    Line {
        sequence: seen.sequence,
        at: seen.at.to_string(),
        actor: seen.actor.get(),
        actor_name: seen.actor_name,
        purpose: seen.purpose.key(),
        action: seen.action.key(),
        opened: ids(seen.opened),
        listed: ids(seen.listed),
        categories: seen.categories.into_iter().map(Category::key).collect(),
        count: seen.count,
        code: seen.code,
        asked: seen.asked.map(Word::key),
        reason: seen.reason,
    }
}

/// Who saw or changed a customer.
#[utoipa::path(
    get,
    path = "/customers/{id}/trail",
    tag = "trail",
    operation_id = "trailOfCustomer",
    params(("id" = String, Path, description = "The customer's id."), Before),
    responses((status = 200, description = "Lines.", body = LinesPage)),
)]
async fn of_party(
    caller: Caller,
    Id(party): Id<PartyId>,
    Query(Before { before }): Query<Before>,
) -> Result<Json<LinesPage>, Problem> {
    caller.only(Purpose::Security)?;
    let records = caller.app.guard().records();
    let lines = records.of_party(&caller.actor, party, before, SHOWN + 1);
    let mut lines = lines.await.map_err(|error| caller.failed(&error))?;
    let more = lines.len() > usize::from(SHOWN);
    lines.truncate(usize::from(SHOWN));
    let next = lines.last().filter(|_| more).map(|last| last.sequence);
    let lines = lines.into_iter().map(line).collect();
    Ok(Json(LinesPage { lines, next }))
}

/// An actor whose lines can be read.
#[derive(Serialize, ToSchema)]
struct ActorRow {
    /// Its id in the trail.
    actor: i64,
    /// The name of a member of staff, of a token with its owner's, or of a job.
    name: String,
}

/// The accounts, tokens and jobs whose lines can be read.
#[utoipa::path(
    get,
    path = "/trail",
    tag = "trail",
    operation_id = "listActors",
    responses((status = 200, description = "Actors.", body = Vec<ActorRow>)),
)]
async fn actors(caller: Caller) -> Result<Json<Vec<ActorRow>>, Problem> {
    caller.only(Purpose::Security)?;
    let actors = caller.app.guard().records().actors(&caller.actor).await;
    let actors = actors.map_err(|error| caller.failed(&error))?;
    let row = |(actor, name): (ActorId, String)| ActorRow {
        actor: actor.get(),
        name,
    };
    Ok(Json(actors.into_iter().map(row).collect()))
}

/// Whose lines, within which time.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Within {
    /// The first day, `YYYY-MM-DD`, or day and time, `YYYY-MM-DD hh:mm`.
    #[serde(default)]
    from: String,
    /// The last day, or day and time.
    #[serde(default)]
    until: String,
    /// What `next` of the page before said.
    before: Option<i64>,
}

/// What an actor did, within some time where one is given.
#[utoipa::path(
    get,
    path = "/trail/{actor}",
    tag = "trail",
    operation_id = "trailOfActor",
    params(("actor" = i64, Path, description = "The actor's id in the trail."), Within),
    responses((status = 200, description = "Lines.", body = LinesPage)),
)]
async fn of_actor(
    caller: Caller,
    Id(actor): Id<i64>,
    Query(within): Query<Within>,
) -> Result<Json<LinesPage>, Problem> {
    caller.only(Purpose::Security)?;
    let times = Times {
        from: within.from,
        until: within.until,
        before: within.before,
    };
    let read = times.read(&caller.policy.controller().zone);
    let read = read.map_err(|_| caller.problem(400, "api.query"))?;
    let (who, most) = (ActorId::new(actor), usize::from(SHOWN));
    let records = caller.app.guard().records();
    let found = records.of_actor_between(&caller.actor, who, read, times.before, most);
    let found = found.await.map_err(|error| caller.failed(&error))?;
    Ok(Json(LinesPage {
        lines: found.lines.into_iter().map(line).collect(),
        next: found.next,
    }))
}

/// Whether the trail is what was written.
#[derive(Serialize, ToSchema)]
struct Verified {
    /// Whether it is.
    intact: bool,
    /// What is wrong with it.
    code: Option<&'static str>,
    /// How many lines.
    lines: Option<i64>,
    /// How many of them are gone, because the trail's own clock ran out.
    expired: Option<i64>,
    /// How many months.
    months: Option<i64>,
    /// How many checkpoints they were held against.
    checkpoints: Option<i64>,
}

/// When whoever finds another verification under way may ask again, in seconds.
const VERIFY_AGAIN_SECONDS: u32 = 10;

/// Finds out whether any line of the trail was changed, removed, inserted, moved or cut off. Every
/// line is read, so one verification runs at a time.
#[utoipa::path(
    post,
    path = "/trail/verifications",
    tag = "trail",
    operation_id = "verifyTrail",
    responses(
        (status = 200, description = "Whether it is.", body = Verified),
        (status = 429, description = "Another verification is under way, or too many requests: wait as long as `Retry-After` says.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
async fn verify(caller: Caller) -> Result<Json<Verified>, Problem> {
    let purpose = caller.only(Purpose::Security)?;
    let asking = |work: &mut Work<'_>| {
        let _noted = work.ask::<category::Staff>(Ask::trail(&[]))?;
        Ok::<_, guard::Error>(())
    };
    let desk = caller.app.guard().desk();
    let asked = desk.read(&caller.actor, purpose, asking).await;
    asked.map_err(|error| caller.failed(&error))?;
    let Some(turn) = caller.app.turn_to_verify() else {
        let underway = caller.problem(429, "records.verification.underway");
        return Err(underway.after(VERIFY_AGAIN_SECONDS));
    };
    let (ended, ending) = oneshot::channel();
    let app = caller.app.clone();
    // It reads on where the caller went away: the turn is hers until it ends.
    caller.app.begin(async move {
        let verified = app.guard().verify_trail(None).await;
        drop(turn);
        let _sent = ended.send(verified);
    });
    let verified = ending
        .await
        .map_err(|_| caller.problem(500, "web.failed"))?;
    Ok(Json(match verified {
        Ok(told) => Verified {
            intact: true,
            code: None,
            lines: Some(told.lines),
            expired: Some(told.expired),
            months: Some(told.months),
            checkpoints: Some(told.checkpoints),
        },
        Err(error) => {
            let code = error.code();
            if code.as_str().starts_with("store.") {
                return Err(caller.failed(&error));
            }
            Verified {
                intact: false,
                code: Some(code.as_str()),
                lines: None,
                expired: None,
                months: None,
                checkpoints: None,
            }
        }
    }))
}
