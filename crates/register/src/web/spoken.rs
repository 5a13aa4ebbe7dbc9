//! The language of a browser, where somebody chose one for it: whoever shares a computer, or reads
//! another language at home than at work, chooses there. Otherwise pages speak the language of the
//! account, and before anybody signed in the first of ours that the browser names.

use axum::http::{HeaderMap, HeaderValue};
use basics::Language;

use crate::web::cookie;

const NAME: &str = "seloste_language";
/// A year, in seconds.
const KEPT_S: u32 = 365 * 24 * 60 * 60;

/// The language that was chosen for this browser.
pub(crate) fn received(headers: &HeaderMap) -> Option<Language> {
    cookie::named(headers, NAME)?.parse().ok()
}

/// The header that makes the browser remember a language; nothing makes it forget the one it had.
pub(crate) fn remembered(language: Option<Language>) -> HeaderValue {
    match language {
        Some(language) => cookie::plain(NAME, language.code(), KEPT_S),
        None => cookie::plain(NAME, "", 0),
    }
}
