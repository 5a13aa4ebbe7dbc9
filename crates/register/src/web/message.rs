//! What was just done, told once on the page that follows.
//!
//! It travels in a cookie of half a minute that holds the key of a text and nothing else: nothing
//! of it stands in the address, so neither reloading nor going back tells it again.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::web::cookie;

const NAME: &str = "seloste_done";
/// Long enough for the page that follows, in seconds.
const KEPT_S: u32 = 30;
/// How the key of such a text begins. No other text is said because a cookie names it.
const PREFIX: &str = "done-";

/// Leads to `path`, where it will say the text `key`, which begins with `done-`.
#[must_use]
pub fn done(path: &str, key: &'static str) -> Response {
    debug_assert!(key.starts_with(PREFIX), "{key} tells what was done");
    let mut response = Redirect::to(path).into_response();
    let told = cookie::plain(NAME, key, KEPT_S);
    response.headers_mut().append(header::SET_COOKIE, told);
    response
}

/// The key of what was just done.
pub(crate) fn received(headers: &HeaderMap) -> Option<String> {
    let key = cookie::named(headers, NAME)?;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let ours = key.starts_with(PREFIX) && key.len() <= 60 && key.bytes().all(plain);
    ours.then(|| key.to_owned())
}

/// Once a page has told it, the browser forgets it.
pub(crate) async fn forget(request: Request, next: Next) -> Response {
    let told = request.method() == Method::GET
        && cookie::named(request.headers(), NAME).is_some()
        && !request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    if told && response.status() == StatusCode::OK {
        let over: HeaderValue = cookie::plain(NAME, "", 0);
        response.headers_mut().append(header::SET_COOKIE, over);
    }
    response
}
