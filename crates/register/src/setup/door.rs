//! Who is let into a set-up: whoever typed the code of the terminal, and nobody after her.

use askama::Template;
use axum::Form;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use basics::Language;

use super::state::{Entry, SetUp, Stage};
use crate::web::{Fields, Frame, Problem, Wrong, cookie_named, plain};

/// The cookie of the browser that was let in.
const COOKIE: &str = "seloste_set_up";

/// Somebody who was let in.
pub(super) struct Inside {
    pub(super) set_up: SetUp,
    pub(super) language: Language,
}

impl FromRequestParts<SetUp> for Inside {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, set_up: &SetUp) -> Result<Self, Response> {
        let language = language(parts, set_up);
        let known = cookie_named(&parts.headers, COOKIE).is_some_and(|secret| set_up.knows(secret));
        if !known {
            return Err(Redirect::to("/set-up").into_response());
        }
        // Once the register is made there is nothing left to ask.
        let after = ["/set-up/keys", "/set-up/finished"].contains(&parts.uri.path());
        match set_up.state().stage {
            Stage::Asking if after => Err(Redirect::to("/set-up/notice").into_response()),
            // It may still fail, and then the root key that was printed opens nothing.
            Stage::Making if after => Err(Redirect::to("/set-up/administrator").into_response()),
            Stage::Made { .. } if !after => Err(Redirect::to("/set-up/keys").into_response()),
            _ => Ok(Self {
                set_up: set_up.clone(),
                language,
            }),
        }
    }
}

impl Inside {
    pub(super) fn frame(&self, title: &str) -> Frame {
        Frame::before(self.language, texts::say(self.language, title))
    }
}

/// The language that was chosen at the top, from then on.
fn language(parts: &Parts, set_up: &SetUp) -> Language {
    let query = parts.uri.query().unwrap_or_default();
    let chosen = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang=")?.parse().ok());
    let mut state = set_up.state();
    if let Some(chosen) = chosen {
        state.language = chosen;
    }
    state.language
}

/// The language of somebody who is not yet in.
pub(super) struct Chosen(Language);

impl FromRequestParts<SetUp> for Chosen {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, set_up: &SetUp) -> Result<Self, Response> {
        Ok(Self(language(parts, set_up)))
    }
}

#[derive(Template)]
#[template(path = "setup/code.html")]
struct CodePage {
    frame: Frame,
    wrong: Wrong,
}

fn code_page(language: Language, problem: Option<&str>) -> Result<String, Problem> {
    plain(&CodePage {
        frame: Frame::before(language, texts::say(language, "setup-title")),
        wrong: problem.map_or_else(Wrong::default, |key| {
            let sentence = texts::say(language, key);
            // The code is typed anew.
            Wrong::new("door", Some("code"), sentence, Fields::default())
        }),
    })
}

/// `GET /set-up`: the code is asked for; whoever is in goes on.
pub(super) async fn show(
    inside: Result<Inside, Response>,
    Chosen(language): Chosen,
) -> Result<Response, Problem> {
    match inside {
        Ok(inside) => Ok(Redirect::to(next(&inside.set_up)).into_response()),
        Err(_) => Ok(Html(code_page(language, None)?).into_response()),
    }
}

/// What is to be done next.
pub(super) fn next(set_up: &SetUp) -> &'static str {
    if set_up.state().place.is_none() {
        return "/set-up/place";
    }
    let wrong = policy::Policy::parse(&set_up.state().notice, "notice").err();
    let wrong = wrong.unwrap_or_default();
    let in_part = |key: &str| wrong.iter().any(|one| one.path.starts_with(key));
    if in_part("controller") {
        "/set-up/notice/parts/controller"
    } else if in_part("contact") {
        "/set-up/notice/parts/contact"
    } else {
        "/set-up/notice"
    }
}

/// `POST /set-up`: the code of the terminal.
pub(super) async fn enter(
    State(set_up): State<SetUp>,
    Chosen(language): Chosen,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields::of(fields);
    let (status, problem) = match set_up.enter(fields.text("code")) {
        Entry::In(secret) => {
            let told = format!("{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Strict");
            let mut response = Redirect::to(next(&set_up)).into_response();
            if let Ok(told) = HeaderValue::from_str(&told) {
                response.headers_mut().append(header::SET_COOKIE, told);
            }
            return Ok(response);
        }
        Entry::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, "error-setup-code-wrong"),
        Entry::Shut => (StatusCode::FORBIDDEN, "error-setup-code-shut"),
    };
    let html = code_page(language, Some(problem))?;
    Ok((status, Html(html)).into_response())
}
