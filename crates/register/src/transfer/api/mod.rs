//! Importing by a program: a file as the body, what would come of it or what came of it, the rows
//! that were not taken; an import that is stopped, gone on with, taken back.
//!
//! Invariant: the right is asked before a byte of the file is read; whatever takes long runs in the
//! background and is followed.

mod checked;
mod follow;
mod send;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use basics::Instant;
use guard::category::Identity;
use guard::{Ask, Work};
use policy::Purpose;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::mapping::Unmapped;
use super::order::Order;
use super::pages::{STILL_MS, artificial};
use super::run::{Counts, Error};
use crate::api::{Caller, PREFIX, Problem};
use crate::app::App;

pub(super) fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(follow::list, send::begin))
        .routes(routes!(checked::show, checked::discard))
        .routes(routes!(checked::again))
        .routes(routes!(checked::import))
        .routes(routes!(follow::show))
        .routes(routes!(follow::rejected))
        .routes(routes!(follow::resume))
        .routes(routes!(follow::stop))
        .routes(routes!(follow::undo))
}

/// An import or a check that began, or was told what to do.
#[derive(Serialize, ToSchema)]
struct Begun {
    /// The import, or the check of a dry run.
    id: String,
    /// Where it is followed.
    follow: String,
}

/// Where checks are followed.
const CHECKS: &str = "/imports/checks/";
/// Where imports are followed.
const IMPORTS: &str = "/imports/";

/// It goes on in the background, and is followed there.
fn begun(path: &str, id: String) -> Response {
    let follow = [PREFIX, path, &id].concat();
    let place = HeaderValue::from_str(&follow).unwrap_or(HeaderValue::from_static(PREFIX));
    let head = [(header::LOCATION, place)];
    (StatusCode::ACCEPTED, head, Json(Begun { id, follow })).into_response()
}

/// Whoever may not import is refused before anything is read or shown.
async fn may_import(caller: &Caller) -> Result<(), Problem> {
    let purpose = caller.only(Purpose::Care)?;
    let asking = |work: &mut Work<'_>| {
        let _grant = work.grant::<Identity>(Ask::import(&[]))?;
        Ok::<_, guard::Error>(())
    };
    let desk = caller.app.guard().desk();
    let asked = desk.read(&caller.actor, purpose, asking).await;
    asked.map_err(|error| caller.failed(&error))
}

/// The order that was said in words, as it holds today.
fn order_of(caller: &Caller, said: &str, source: &str) -> Option<Order> {
    let zone = &caller.policy.controller().zone;
    let today = zone.day_at(caller.app.clock().now());
    let reading = (&*caller.policy, caller.actor.language());
    Order::of_said(said, source, reading, today, artificial(&caller.app))
}

fn failed(caller: &Caller, error: &Error) -> Problem {
    let problem = caller.failed(error);
    match error {
        Error::Already(batch) => problem
            .with_status(StatusCode::CONFLICT)
            .began(batch.to_string()),
        Error::Underway | Error::OtherOrder | Error::TakenBack => {
            problem.with_status(StatusCode::CONFLICT)
        }
        Error::NoBatch => problem.with_status(StatusCode::NOT_FOUND),
        Error::NotRead(error) => problem.at(usize::try_from(error.line).unwrap_or(usize::MAX), 0),
        // The heading itself is not told: it may be the first customer of a file without headings.
        Error::Unmapped(Unmapped::Unknown(at, _) | Unmapped::Twice(at, _)) => problem.at(1, *at),
        _ => problem,
    }
}

/// Rows of a file.
#[derive(Serialize, ToSchema)]
struct Rows {
    /// All of them.
    all: i64,
    /// Those dealt with.
    done: i64,
    /// Customers, contact persons or notes created, or that would be.
    created: i64,
    /// Customers brought up to date, or that would be.
    updated: i64,
    /// Customers of whom the rows say nothing new: left as they are, and not among `updated`.
    unchanged: i64,
    /// Those about somebody who is in the register already.
    known: i64,
    /// Those not taken.
    rejected: i64,
    /// Those of them that nobody in the register matches.
    missing: i64,
    /// Those that say yes to marketing without a day and a wording: no consent.
    no_consent: i64,
    /// Customers created with an address that was forbidden to marketing before.
    earlier_no: i64,
}

const fn rows(counts: Counts) -> Rows {
    Rows {
        all: counts.all,
        done: counts.done,
        created: counts.created,
        updated: counts.updated,
        unchanged: counts.unchanged,
        known: counts.known,
        rejected: counts.rejected,
        missing: counts.missing,
        no_consent: counts.no_consent,
        earlier_no: counts.earlier_no,
    }
}

/// How it stands: whether it ended, whether it failed, when it last got further.
fn state(caller: &Caller, ended: bool, failed: bool, advanced: Instant) -> &'static str {
    let still = caller.app.clock().now().ms_since(advanced) >= STILL_MS;
    match (failed, ended, still) {
        (true, ..) => "failed",
        (_, true, _) => "done",
        (.., true) => "cut_off",
        _ => "running",
    }
}
