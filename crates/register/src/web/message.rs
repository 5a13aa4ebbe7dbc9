//! What was just done, told once on the page that follows, with a button that takes it back where
//! that can be done.
//!
//! It travels in a cookie of half a minute that holds the key of a text and, of the button, where it
//! leads and ids: nothing of it stands in the address, so neither reloading nor going back tells it
//! again. A button is shown only where its cookie names this session, so nobody else can put one on
//! a page.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::web::{Visitor, cookie};

const NAME: &str = "seloste_done";
/// Long enough for the page that follows, in seconds.
const KEPT_S: u32 = 30;
/// How the key of such a text begins. No other text is said because a cookie names it.
const PREFIX: &str = "done-";
/// How much of the session's form token a cookie repeats: enough that nobody guesses it.
const SESSION_CHARACTERS: usize = 32;

/// What was just done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The key of the sentence.
    pub key: String,
    /// The form that takes it back.
    pub undo: Option<Undo>,
}

/// A form of one button that takes back what was just done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// Where it is posted.
    pub action: String,
    /// Its fields beside the session's token: words and numbers of the program's own, never data.
    pub fields: Vec<(String, String)>,
}

impl Undo {
    /// A form to this path with these fields.
    #[must_use]
    pub fn new<const N: usize>(action: String, fields: [(&str, String); N]) -> Self {
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        Self {
            action,
            fields: fields.into(),
        }
    }

    fn written(&self, session: &str) -> String {
        let fields = self.fields.iter();
        let fields: Vec<String> = fields
            .map(|(name, value)| [name, "=", value].concat())
            .collect();
        [":", session, ":", &self.action, ":", &fields.join("&")].concat()
    }

    /// The form that a cookie of this session names.
    fn read(text: &str, session: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let (own, action, fields) = (parts.next()?, parts.next()?, parts.next()?);
        if own != session || parts.next().is_some() || !action.starts_with('/') {
            return None;
        }
        let fields = fields.split('&').filter(|pair| !pair.is_empty());
        let fields: Option<Vec<_>> = fields
            .map(|pair| {
                let (name, value) = pair.split_once('=')?;
                Some((name.to_owned(), value.to_owned()))
            })
            .collect();
        Some(Self {
            action: action.to_owned(),
            fields: fields?,
        })
    }
}

/// Leads to `path`, where it will say the text `key`, which begins with `done-`.
#[must_use]
pub fn done(path: &str, key: &'static str) -> Response {
    told(path, key, key)
}

/// The same, with a button that takes it back.
#[must_use]
pub fn done_undoable(visitor: &Visitor, path: &str, key: &'static str, undo: &Undo) -> Response {
    let value = [key, &undo.written(session(&visitor.form_token))].concat();
    told(path, key, &value)
}

fn told(path: &str, key: &str, value: &str) -> Response {
    debug_assert!(key.starts_with(PREFIX), "{key} tells what was done");
    let mut response = Redirect::to(path).into_response();
    let told = cookie::plain(NAME, value, KEPT_S);
    response.headers_mut().append(header::SET_COOKIE, told);
    response
}

fn session(form_token: &str) -> &str {
    form_token.get(..SESSION_CHARACTERS).unwrap_or(form_token)
}

/// What was just done, as a visitor with this form token is told it.
pub(crate) fn received(headers: &HeaderMap, form_token: &str) -> Option<Done> {
    let value = cookie::named(headers, NAME)?;
    let (key, undo) = value.split_once(':').unwrap_or((value, ""));
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let ours = key.starts_with(PREFIX) && key.len() <= 60 && key.bytes().all(plain);
    ours.then(|| Done {
        key: key.to_owned(),
        undo: Undo::read(undo, session(form_token)),
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(value: &str) -> HeaderMap {
        let cookie = format!("{NAME}={value}");
        let cookie = HeaderValue::from_str(&cookie).expect("a cookie");
        HeaderMap::from_iter([(header::COOKIE, cookie)])
    }

    #[test]
    fn a_button_is_shown_to_the_session_that_did_it_and_to_no_other() {
        let undo = Undo::new(
            "/customers/7/undo".to_owned(),
            [("version", "3".to_owned())],
        );
        let token = "0123456789abcdef0123456789abcdef0123456789abcdef";
        let value = ["done-saved", &undo.written(session(token))].concat();
        let told = received(&headers(&value), token).expect("told");
        assert_eq!((told.key.as_str(), told.undo), ("done-saved", Some(undo)));
        let other = "f123456789abcdef0123456789abcdef0123456789abcdef";
        let told = received(&headers(&value), other).expect("told");
        assert_eq!((told.key.as_str(), told.undo), ("done-saved", None));
    }

    #[test]
    fn what_is_no_cookie_of_ours_tells_nothing_or_no_button() {
        assert_eq!(received(&headers("web-home"), "t"), None);
        assert_eq!(received(&headers("done-SAVED"), "t"), None);
        for value in [
            "done-saved:",
            "done-saved:t:https:x",
            "done-saved:t:/x:a",
            "done-saved:t:/x:a=1:b",
        ] {
            let told = received(&headers(value), "t").expect("told");
            assert_eq!(told.undo, None, "{value}");
        }
    }
}
