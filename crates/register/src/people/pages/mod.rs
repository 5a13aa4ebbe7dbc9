//! The pages of one customer: showing, adding, changing, remembering.

mod change;
mod history;
mod new;
mod show;

use axum::Router;
use axum::routing::{get, post};
use policy::SourceKind;

use crate::app::App;
use crate::web::Visitor;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/customers", post(new::add))
        .route("/customers/new/person", get(new::person))
        .route("/customers/new/organisation", get(new::organisation))
        .route("/customers/{party}", get(show::show))
        .route("/customers/{party}/change", post(change::change))
        .route("/customers/{party}/identity-code", post(show::reveal))
        .route("/customers/{party}/history", get(history::show))
}

/// The kinds of source that the notice names, for a choice; every kind where it names none.
fn sources(visitor: &Visitor) -> Vec<SourceKind> {
    let named: Vec<_> = visitor
        .policy
        .sources()
        .iter()
        .map(|source| source.kind)
        .collect();
    if named.is_empty() {
        SourceKind::ALL.to_vec()
    } else {
        named
    }
}

/// The address of a customer's page.
fn path_of(party: basics::PartyId) -> String {
    ["/customers/", &party.to_string()].concat()
}
