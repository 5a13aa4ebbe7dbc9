//! Nothing goes wrong without a sentence: what a layer or an extractor answers with a bare status,
//! or in English, becomes a page in the visitor's language; and whoever is signed in keeps the menu,
//! the search and the way back around it, but where the register itself fails or asks her to wait.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use basics::{Code, Language};
use serde_json::json;

use crate::app::App;
use crate::web::problem::{PROBLEM_KIND, PROBLEM_TYPE, Said};
use crate::web::visitor::{preferred, visiting};
use crate::web::{Problem, Transport};

/// Puts words to what has none.
pub(crate) async fn worded(State(app): State<App>, request: Request, next: Next) -> Response {
    let transport = request.extensions().get::<Transport>().copied();
    let mut asked = HeaderMap::new();
    for name in [header::COOKIE, header::ACCEPT_LANGUAGE] {
        // A browser may send its cookies in several headers.
        for value in request.headers().get_all(&name) {
            asked.append(name.clone(), value.clone());
        }
    }
    let program = request.uri().path().starts_with("/api/");
    let path = request.uri().path().to_owned();
    let posted = request.method() == Method::POST;
    let response = next.run(request).await;
    let status = response.status();
    if program {
        let words = preferred(&asked);
        return for_program(response, words);
    }
    let bare = is_bare(&response).then(|| Said::bare(status));
    let said = response.extensions().get::<Said>().cloned();
    let Some(said) = said.or(bare) else {
        return response;
    };
    let transport = transport.unwrap_or_default();
    let visitor = if said.has_a_way_on() {
        visiting(&app, &asked, (path, posted), transport).await
    } else {
        Ok(None)
    };
    let page = match visitor {
        Ok(Some(visitor)) => said.inside(&visitor),
        _ if is_bare(&response) => Problem::Bare(status, preferred(&asked)).into_response(),
        _ => return response,
    };
    let (mut head, _) = response.into_parts();
    for name in [
        header::CONTENT_LENGTH,
        header::CONTENT_TYPE,
        header::CONTENT_ENCODING,
    ] {
        head.headers.remove(name);
    }
    let (told, body) = page.into_parts();
    head.headers.extend(told.headers);
    Response::from_parts(head, Body::new(body))
}

/// For a program it is a problem (RFC 9457).
fn for_program(response: Response, language: Language) -> Response {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let told = kind.is_some_and(|kind| kind.as_bytes().starts_with(PROBLEM_KIND.as_bytes()));
    if told || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let code = code_of(status);
    let kind = [PROBLEM_TYPE, code.as_str()].concat();
    let body = json!({
        "type": kind,
        "title": texts::say(language, &code.text_key()),
        "status": status.as_u16(),
        "code": code.as_str(),
    });
    let (mut head, _) = response.into_parts();
    head.headers.remove(header::CONTENT_LENGTH);
    head.headers.remove(header::CONTENT_ENCODING);
    let kind = HeaderValue::from_static(PROBLEM_KIND);
    head.headers.insert(header::CONTENT_TYPE, kind);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        let wait = HeaderValue::from_static("1");
        head.headers.insert(header::RETRY_AFTER, wait);
    }
    Response::from_parts(head, Body::from(body.to_string()))
}

/// The code of a status that came without one.
const fn code_of(status: StatusCode) -> Code {
    Code::new(match status.as_u16() {
        403 => "api.cross_site",
        404 => "api.not_there",
        405 => "web.method",
        408 => "web.too_slow",
        413 => "web.too_large",
        429 => "web.too_often",
        503 => "web.busy",
        500..=599 => "web.failed",
        _ => "web.unreadable",
    })
}

/// Whether something went wrong and no page says what.
fn is_bare(response: &Response) -> bool {
    let wrong = response.status().is_client_error() || response.status().is_server_error();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    wrong && !page
}
