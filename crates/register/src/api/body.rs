//! What was sent: a body of JSON, the ids in an address, what stands behind its question mark.
//!
//! Invariant: what is not understood is refused, and so is a field that nobody knows: a wish that
//! is dropped without a word would look like one that was heard.

use std::str::FromStr;

use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use basics::{Code, Language};
use bytes::Bytes;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use utoipa::IntoParams;

use super::problem::Problem;
use crate::app::App;
use crate::web::preferred;

/// Where a page of a list begins that is numbered.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Before {
    /// What `next` of the page before said.
    pub before: Option<i64>,
}

/// A body of JSON.
pub struct Body<T> {
    /// What it says.
    pub value: T,
    /// As it came.
    pub bytes: Bytes,
}

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let language = preferred(request.headers());
        let problem = |status, code| Problem::new(status, Code::new(code), language);
        if !is_json(request.headers()) {
            let wrong = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            return Err(problem(wrong, "api.body.not_json"));
        }
        let bytes = whole(request, app, language).await?;
        // A list of values in the order of the fields would be taken too: nobody describes that.
        if bytes.trim_ascii_start().first() == Some(&b'[') {
            let unfit = StatusCode::UNPROCESSABLE_ENTITY;
            return Err(problem(unfit, "api.body.shape"));
        }
        let value = serde_json::from_slice(&bytes).map_err(|error| {
            // What serde says may quote what was sent: only the place is told.
            let told = match error.classify() {
                Category::Data => problem(StatusCode::UNPROCESSABLE_ENTITY, "api.body.shape"),
                _ => problem(StatusCode::BAD_REQUEST, "api.body.unreadable"),
            };
            told.at(error.line(), error.column())
        })?;
        Ok(Self { value, bytes })
    }
}

/// The whole body of a request.
pub(super) async fn whole(
    request: Request,
    app: &App,
    language: Language,
) -> Result<Bytes, Problem> {
    let read = Bytes::from_request(request, app).await;
    read.map_err(|rejection| {
        let status = rejection.into_response().status();
        let code = match status {
            StatusCode::PAYLOAD_TOO_LARGE => "web.too_large",
            _ => "api.body.unreadable",
        };
        Problem::new(status, Code::new(code), language)
    })
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

/// The first id in an address. What is none leads to "not there".
#[derive(Debug, Clone, Copy)]
pub struct Id<T>(pub T);

impl<T: FromStr> FromRequestParts<App> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let language = preferred(&parts.headers);
        let nowhere = || Problem::new(StatusCode::NOT_FOUND, Code::new("api.not_there"), language);
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| nowhere())?;
        let first = params
            .iter()
            .next()
            .and_then(|(_, value)| value.parse().ok());
        first.map(Self).ok_or_else(nowhere)
    }
}

/// The first two parameters of an address.
#[derive(Debug, Clone, Copy)]
pub struct Within<T, U>(pub T, pub U);

impl<T: FromStr, U: FromStr> FromRequestParts<App> for Within<T, U> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let language = preferred(&parts.headers);
        let nowhere = || Problem::new(StatusCode::NOT_FOUND, Code::new("api.not_there"), language);
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| nowhere())?;
        let mut params = params.iter().map(|(_, value)| value);
        let first = params.next().and_then(|value| value.parse().ok());
        let second = params.next().and_then(|value| value.parse().ok());
        first
            .zip(second)
            .map(|(first, second)| Self(first, second))
            .ok_or_else(nowhere)
    }
}

/// What stands behind the question mark of an address.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let asked = axum::extract::Query::from_request_parts(parts, app).await;
        let language = preferred(&parts.headers);
        asked
            .map(|axum::extract::Query(asked)| Self(asked))
            .map_err(|_| {
                let code = Code::new("api.query");
                Problem::new(StatusCode::BAD_REQUEST, code, language)
            })
    }
}
