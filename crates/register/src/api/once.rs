//! Done once, however often it is sent: a request under a key of the program's own.
//!
//! Invariant: the answer is remembered in the transaction of what it answers, so a crash between
//! the two cannot be.
//!
//! Source: draft-ietf-httpapi-idempotency-key-header-07.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use basics::{Code, Coded};
use guard::{NotRepeated, Request, Work};
use policy::Purpose;

use super::Caller;
use super::problem::Problem;
use crate::app::App;
use crate::web::preferred;

/// The longest key.
const KEY_BYTES_MAX: usize = 255;

/// The key of a request, where one was sent.
#[derive(Debug, Clone)]
pub struct Key(Option<String>);

impl Key {
    /// The request under its key: the operation, what it is about, the purpose, the body.
    #[must_use]
    pub fn request(
        &self,
        caller: &Caller,
        asked: &str,
        purpose: Purpose,
        body: &[u8],
    ) -> Option<Request> {
        let key = self.0.as_deref()?;
        let token = caller.actor.token()?.token;
        let guard = caller.app.guard();
        Some(guard.request(token, key, (asked, purpose, body)))
    }
}

impl FromRequestParts<App> for Key {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Problem> {
        let language = preferred(&parts.headers);
        let mut sent = parts.headers.get_all("idempotency-key").iter();
        let key = match (sent.next(), sent.next()) {
            (None, _) => return Ok(Self(None)),
            (Some(key), None) => key.to_str().ok().map(str::trim),
            _ => None,
        };
        let bare = |key: &str| {
            let inner = key.strip_prefix('"').and_then(|key| key.strip_suffix('"'));
            inner.unwrap_or(key).to_owned()
        };
        let key = key
            .map(bare)
            .filter(|key| !key.is_empty() && key.len() <= KEY_BYTES_MAX);
        let wrong = || {
            let code = Code::new("api.key.unreadable");
            Problem::new(StatusCode::BAD_REQUEST, code, language)
        };
        key.map(|key| Self(Some(key))).ok_or_else(wrong)
    }
}

/// Why something was not done: because of its key, or for a reason of its own.
#[derive(Debug)]
pub enum NotDone<E> {
    /// The key.
    Key(NotRepeated),
    /// Its own reason.
    Own(E),
}

impl<E: From<guard::Error>> From<guard::Error> for NotDone<E> {
    fn from(error: guard::Error) -> Self {
        Self::Own(error.into())
    }
}

impl<E> NotDone<E> {
    /// The problem, with that of its own reason made by `own`.
    pub fn problem(self, caller: &Caller, own: impl FnOnce(E) -> Problem) -> Problem {
        match self {
            Self::Own(error) => own(error),
            Self::Key(error) => {
                let status = match error {
                    NotRepeated::Other => StatusCode::UNPROCESSABLE_ENTITY,
                    NotRepeated::Concurrent => StatusCode::CONFLICT,
                };
                Problem::new(status, error.code(), caller.language)
            }
        }
    }
}

/// Does something once under a key, if there is one: the answer, which holds ids alone.
///
/// # Errors
///
/// What `does` returns; [`NotDone::Key`] where the key belongs to another request or another one
/// is faster, and then nothing is done.
pub fn done_once<E: From<guard::Error>>(
    work: &mut Work<'_>,
    request: Option<&Request>,
    does: impl FnOnce(&mut Work<'_>) -> Result<String, E>,
) -> Result<String, NotDone<E>> {
    let Some(request) = request else {
        return does(work).map_err(NotDone::Own);
    };
    let answered = work.answered(request)?.map_err(NotDone::Key)?;
    if let Some(answer) = answered {
        return Ok(answer);
    }
    let answer = does(work).map_err(NotDone::Own)?;
    let kept = work.answer(request, answer.clone())?;
    kept.map_err(NotDone::Key)?;
    Ok(answer)
}
