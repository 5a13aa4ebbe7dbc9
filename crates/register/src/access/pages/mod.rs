//! Copies in the browser: prepared, looked through, handed over.

mod customer;
mod review;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use basics::{Coded, Language};

use super::data::SCHEMA;
use super::model::Error;
use crate::app::App;
use crate::web::Problem;

/// The largest form of what was looked through: every hit and every original has its field.
const REVIEW_BYTES_MAX: usize = 1024 * 1024;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/customers/{party}/access",
            get(customer::show).post(customer::prepare),
        )
        .route(
            "/customers/{party}/access/{package}",
            get(review::show)
                .post(review::decide)
                .layer(DefaultBodyLimit::max(REVIEW_BYTES_MAX)),
        )
        .route(
            "/customers/{party}/access/{package}/copy",
            post(review::take_out),
        )
        .route(
            "/customers/{party}/access/{package}/sealed",
            post(review::lay_out),
        )
        .route("/schema/access-1.json", get(schema))
}

/// `GET /schema/access-1.json`: what `data.json` looks like; it holds nobody's data.
async fn schema() -> Response {
    let kind = HeaderValue::from_static("application/schema+json");
    ([(header::CONTENT_TYPE, kind)], SCHEMA).into_response()
}

/// The page of a failure that no form of ours can mend.
fn told(error: &Error, language: Language) -> Problem {
    match error {
        Error::Guard(error) => Problem::of(error, language),
        Error::People(error) => Problem::of(error, language),
        Error::Packages(error) => Problem::of(error, language),
        error => Problem::unfit(error, language),
    }
}

/// The sentence of what was done wrong; nothing where the form cannot mend it.
fn sentence(error: &Error, language: Language) -> Option<String> {
    error
        .mends()
        .then(|| texts::say(language, &error.code().text_key()))
}

fn again(html: String) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response()
}
