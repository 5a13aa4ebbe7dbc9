//! The files of a customer in the browser: seen, attached, opened, described, carried, removed.

mod open;
mod show;
mod take;

pub(super) use open::{Shown, answer};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use basics::PartyId;
use guard::Work;
use policy::{Action, Purpose};

use super::ledger;
use super::model::{FILE_BYTES_MAX, Filed};
use crate::app::App;
use crate::people::purpose_about;
use crate::web::{Problem, Visitor};

/// What a form says beside its file, in bytes at most.
const FORM_BYTES_MAX: usize = 64 * 1024;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/customers/{party}/files",
            get(show::show)
                .post(take::attach)
                .layer(DefaultBodyLimit::max(FILE_BYTES_MAX + FORM_BYTES_MAX)),
        )
        .route("/customers/{party}/files/deed", post(take::deed))
        .route("/customers/{party}/files/{file}", get(open::download))
        .route(
            "/customers/{party}/files/{file}/picture",
            get(open::picture),
        )
}

fn path_of(party: PartyId) -> String {
    ["/customers/", &party.to_string(), "/files"].concat()
}

/// The purpose under which most can be done: files about getting in are for few.
async fn purpose(visitor: &Visitor, party: PartyId, action: Action) -> Result<Purpose, Problem> {
    let guard = visitor.app.guard();
    let could =
        move |work: &Work<'_>| ledger::could(work, action) && Filed::SiteAccess.serves(work);
    let purpose = purpose_about(guard, &visitor.actor, &visitor.policy, party, could).await;
    purpose.map_err(|error| Problem::of(&error, visitor.language()))
}
