//! The pages of one customer: showing, adding, changing, remembering.

mod change;
mod history;
mod may;
mod new;
mod notes;
mod permissions;
mod show;
mod trouble;

use axum::Router;
use axum::routing::{get, post};
use basics::PartyId;
use policy::{ConnectionKind, IdentityCodeGround, Purpose, SourceKind};

use super::purpose_about;
use crate::app::App;
use crate::web::{Problem, Visitor};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/customers", post(new::add))
        .route("/customers/new/person", get(new::person))
        .route("/customers/new/organisation", get(new::organisation))
        .route("/customers/{party}", get(show::show))
        .route("/customers/{party}/change", post(change::change))
        .route("/customers/{party}/undo", post(change::undo))
        .route("/customers/{party}/identity-code", post(show::reveal))
        .route("/customers/{party}/notes", get(notes::older))
        .route("/customers/{party}/permissions", get(permissions::show))
        .route("/customers/{party}/history", get(history::show))
}

/// The kinds of source that the notice names, for a choice; every kind where it names none.
fn sources(visitor: &Visitor) -> Vec<SourceKind> {
    let named = visitor.policy.sources().iter();
    let named: Vec<_> = named.map(|source| source.kind).collect();
    if named.is_empty() {
        SourceKind::ALL.to_vec()
    } else {
        named
    }
}

/// The connections that the notice names, for a choice.
fn connections(visitor: &Visitor) -> Vec<ConnectionKind> {
    let named = |kind: &ConnectionKind| visitor.policy.holds(*kind);
    ConnectionKind::ALL.into_iter().filter(named).collect()
}

/// The grounds for identity codes that the notice names, for a choice.
fn grounds(visitor: &Visitor) -> Vec<IdentityCodeGround> {
    let rule = visitor.policy.identity_code();
    rule.map(|rule| rule.grounds.iter().copied().collect())
        .unwrap_or_default()
}

/// The address of a customer's page.
fn path_of(party: PartyId) -> String {
    ["/customers/", &party.to_string()].concat()
}

/// The purpose under which the visitor opens a customer's page.
async fn purpose_to_see(visitor: &Visitor, party: PartyId) -> Result<Purpose, Problem> {
    let guard = visitor.app.guard();
    let purpose = purpose_about(guard, &visitor.actor, &visitor.policy, party, |_| true).await;
    purpose.map_err(|error| Problem::of(&error, visitor.language()))
}
