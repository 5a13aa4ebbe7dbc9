//! The pages of disclosures.

mod customer;
mod entry;
mod follow;
mod list;
mod new;
mod one;
mod recipients;

use axum::Router;
use axum::routing::{get, post};
use basics::{Day, DisclosureId, PartyId};

use super::error::Error;
use crate::app::App;
use crate::web::Fields;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/disclosures", get(list::show))
        .route("/disclosures/{disclosure}", get(one::show))
        .route("/disclosures/{disclosure}/give", post(one::give))
        .route("/disclosures/{disclosure}/cancel", post(one::cancel))
        .route(
            "/disclosures/recipients",
            get(recipients::show).post(recipients::add),
        )
        .route(
            "/disclosures/recipients/{recipient}",
            get(recipients::one).post(recipients::deed),
        )
        .route("/disclosures/to-tell", get(follow::show).post(follow::tell))
        .route(
            "/customers/{party}/disclosures",
            get(customer::show).post(new::add),
        )
        .route("/customers/{party}/disclosures/new", get(new::choose))
        .route("/customers/{party}/disclosures/preview", post(new::preview))
        .route(
            "/customers/{party}/disclosures/to-tell",
            post(customer::begin),
        )
}

fn path_of(disclosure: DisclosureId) -> String {
    ["/disclosures/", &disclosure.to_string()].concat()
}

fn customer_path(party: PartyId) -> String {
    ["/customers/", &party.to_string(), "/disclosures"].concat()
}

/// The day in a field; nothing where nothing was.
fn day(fields: &Fields, name: &'static str) -> Result<Option<Day>, Error> {
    match fields.text(name) {
        "" => Ok(None),
        typed => Day::parse(typed).map(Some).map_err(|_| Error::Day(name)),
    }
}
