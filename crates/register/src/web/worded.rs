//! Nothing goes wrong without a sentence: what a layer or an extractor answers with a bare status,
//! or in English, becomes a page in the visitor's language.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use basics::Language;
use guard::SessionToken;

use crate::app::App;
use crate::web::visitor::preferred;
use crate::web::{Problem, Transport};

/// Puts words to what has none.
pub(crate) async fn worded(State(app): State<App>, request: Request, next: Next) -> Response {
    let transport = request.extensions().get::<Transport>().copied();
    let asked: HeaderMap = [header::COOKIE, header::ACCEPT_LANGUAGE]
        .into_iter()
        .filter_map(|name| Some((name.clone(), request.headers().get(&name)?.clone())))
        .collect();
    let response = next.run(request).await;
    if !is_bare(&response) {
        return response;
    }
    let status = response.status();
    let language = language(&app, &asked, transport.unwrap_or_default(), status).await;
    let (mut head, _) = response.into_parts();
    let page = Problem::Bare(status, language).into_response();
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

/// Whether something went wrong and no page says what.
fn is_bare(response: &Response) -> bool {
    let wrong = response.status().is_client_error() || response.status().is_server_error();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    wrong && !page
}

/// The language of whoever is signed in, otherwise the browser's. Where the register is too busy,
/// or asked too much, it is not asked for that too.
async fn language(
    app: &App,
    asked: &HeaderMap,
    transport: Transport,
    status: StatusCode,
) -> Language {
    let preferred = preferred(asked);
    if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() {
        return preferred;
    }
    let Some(secret) = transport.received(asked) else {
        return preferred;
    };
    let accounts = app.guard().accounts();
    match accounts.visit(&SessionToken::received(secret)).await {
        Ok(Some(visit)) => visit.actor.language(),
        _ => preferred,
    }
}
