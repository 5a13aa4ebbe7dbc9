//! The pages of merging: with whom, side by side, parting again.

mod begin;
mod compare;
mod duplicates;
mod undo;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use basics::{Coded, Language, PartyId};
use guard::category::{Company, Identity};
use guard::{Ask, Work};
use policy::Purpose;

use super::Error;
use crate::app::App;
use crate::people::purpose_about;
use crate::web::{Problem, Visitor};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/customers/duplicates",
            get(duplicates::show).post(duplicates::not_the_same),
        )
        .route(
            "/customers/{party}/merge",
            get(begin::show).post(begin::choose),
        )
        .route(
            "/customers/{party}/merge/{other}",
            get(compare::show).post(compare::merge),
        )
        .route(
            "/customers/{party}/merges/{merge}",
            get(undo::show).post(undo::part),
        )
}

/// The two ids of an address.
fn ids<A: std::str::FromStr, B: std::str::FromStr>(
    Path((one, other)): &Path<(String, String)>,
    language: Language,
) -> Result<(A, B), Problem> {
    let ids = one.parse().ok().zip(other.parse().ok());
    ids.ok_or(Problem::NoPage(language))
}

/// The purpose under which a visitor merges this customer.
async fn purpose_to_merge(visitor: &Visitor, party: PartyId) -> Result<Purpose, Problem> {
    let could = |work: &Work<'_>| {
        let merge = Ask::merge(&[]);
        work.could::<Identity>(&merge) || work.could::<Company>(&merge)
    };
    let guard = visitor.app.guard();
    let purpose = purpose_about(guard, &visitor.actor, &visitor.policy, party, could).await;
    purpose.map_err(|error| Problem::of(&error, visitor.language()))
}

/// The sentence for a reason, or the page of an error of the guard.
fn sentence(error: &Error, language: Language) -> Result<String, Problem> {
    match error.guards() {
        Some(error) => Err(Problem::of(error, language)),
        None => Ok(texts::say(language, &error.code().text_key())),
    }
}

/// The page for whatever speaks against it, where there is no form to show it in.
fn refused(error: &Error, language: Language) -> Response {
    match error.guards() {
        Some(error) => Problem::of(error, language).into_response(),
        None => Problem::unfit(error, language).into_response(),
    }
}

/// The address of a customer's page.
fn path_of(party: PartyId) -> String {
    ["/customers/", &party.to_string()].concat()
}
