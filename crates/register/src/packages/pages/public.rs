//! The public address at which a package is fetched with its code.
//!
//! Invariants: the page says nothing of anybody, and says the same of an address that never was, is
//! over or was used up; nothing of the address stands in the log, which names routes by pattern.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use basics::{Coded, Language};
use guard::Secret;
use serde::Deserialize;

use super::super::links;
use super::super::model::Error;
use super::super::outward::{self, Seal};
use crate::web::{Anonymous, Fields, Frame, Id, Mends as _, Passer, Problem, Query, Wrong, plain};

#[derive(Template)]
#[template(path = "packages/fetch.html")]
struct FetchPage {
    frame: Frame,
    /// The controller, who prepared it, and whom to ask.
    controller: String,
    contact: Option<String>,
    token: String,
    /// Whether the address works.
    works: bool,
    wrong: Wrong,
}

/// In which language it is read.
#[derive(Deserialize)]
pub(super) struct Wish {
    lang: Option<Language>,
}

/// `GET /fetch/{token}`
pub(super) async fn show(
    passer: Passer,
    Id(token): Id<String>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let language = wish.lang.unwrap_or(passer.language);
    let found = links::look(&passer.app, &Secret::received(&token)).await;
    let found = found.map_err(|error| Problem::of(&error, language))?;
    shown(
        &passer,
        token,
        language,
        (found.is_some(), Wrong::default()),
    )
    .await
}

/// `POST /fetch/{token}`
pub(super) async fn fetch(
    passer: Passer,
    Id(token): Id<String>,
    Anonymous(fields): Anonymous,
) -> Result<Response, Problem> {
    let language = fields.text("lang").parse().unwrap_or(passer.language);
    let (secret, code) = (Secret::received(&token), Secret::typed(fields.raw("code")));
    match links::fetch(&passer.app, &secret, &code).await {
        Ok(opened) => Ok(outward::answer(opened, Seal::Plain)),
        Err(Error::Gone) => shown(&passer, token, language, (false, Wrong::default())).await,
        Err(error @ Error::Code) => {
            let sentence = texts::say(language, &error.code().text_key());
            // The code is typed anew.
            let wrong = Wrong::new("fetch", error.field(&fields), sentence, Fields::default());
            shown(&passer, token, language, (true, wrong)).await
        }
        Err(error) => Err(Problem::of(&error, language)),
    }
}

async fn shown(
    passer: &Passer,
    token: String,
    language: Language,
    (works, wrong): (bool, Wrong),
) -> Result<Response, Problem> {
    let policy = passer.app.guard().notices().in_force().await;
    let policy = policy.map_err(|error| Problem::of(&error, language))?;
    let controller = policy.controller();
    let status = match (works, wrong.sentence()) {
        (false, _) => StatusCode::GONE,
        (true, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, None) => StatusCode::OK,
    };
    let title = texts::say(language, "packages-fetch-title");
    let shown = FetchPage {
        frame: Frame::public(language, title, passer.app.is_demo()),
        controller: controller.name.clone(),
        contact: policy.contact().email.clone(),
        token,
        works,
        wrong,
    };
    Ok((status, Html(plain(&shown)?)).into_response())
}
