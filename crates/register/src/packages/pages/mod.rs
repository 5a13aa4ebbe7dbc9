//! The pages of packages: for staff, and the public address at which one is fetched.

mod customer;
mod hand_over;
mod package;
mod public;

use axum::Router;
use axum::routing::{get, post};
use basics::{PackageId, PartyId};

use crate::app::App;

/// Where a package is handed over.
#[must_use]
pub fn path_of(package: PackageId) -> String {
    ["/packages/", &package.to_string()].concat()
}

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/customers/{party}/packages", get(customer::show))
        .route("/packages/{package}", get(package::show))
        .route("/packages/{package}/print", post(hand_over::print))
        .route("/packages/{package}/key", post(hand_over::to_key))
        .route(
            "/packages/{package}/passphrase",
            post(hand_over::passphrase),
        )
        .route("/packages/{package}/sealed", post(hand_over::sealed))
        .route("/packages/{package}/address", post(hand_over::address))
        .route("/packages/{package}/close", post(hand_over::close))
        .route("/packages/{package}/withdraw", post(hand_over::withdraw))
        .route("/fetch/{token}", get(public::show).post(public::fetch))
}

fn list_of(party: PartyId) -> String {
    ["/customers/", &party.to_string(), "/packages"].concat()
}
