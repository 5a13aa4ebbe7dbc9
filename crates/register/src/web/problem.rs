//! What goes wrong, as a page: the right status, a sentence that says what to do, nothing else.
//!
//! Whoever is signed in finds the menu, the search and the way back around it; a problem that is met
//! before anybody knows who asks is a page of its own, until [`super::worded`] finds out.
//!
//! Invariant: "not allowed" for this party and "not there" are the same answer, byte for byte.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use basics::{Code, Coded, Language};

use crate::web::{Frame, Visitor, page};

/// What the type of every problem begins with that a program is sent (RFC 9457); the code follows.
pub(crate) const PROBLEM_TYPE: &str = "urn:seloste:problem:";
/// The kind of such an answer.
pub(crate) const PROBLEM_KIND: &str = "application/problem+json";

/// Why a page is not shown.
#[derive(Debug)]
pub enum Problem {
    /// Nobody is signed in; afterwards she comes back to this path.
    SignIn(String),
    /// The password is one that somebody else gave: it is changed before anything else.
    ChangeFirst,
    /// The session ended before the form was sent from the page at this path.
    SessionOver(Language, String),
    /// The form did not come from this session's own page.
    Forged(Language),
    /// The form cannot be read.
    BadForm(Language),
    /// What was sent is too large.
    TooLarge(Language),
    /// There is no such page.
    NoPage(Language),
    /// Too many failures: so many seconds to wait.
    Wait(i64, Language),
    /// The answer of a layer that has no words of its own.
    Bare(StatusCode, Language),
    /// A coded error of the register.
    Coded(Code, StatusCode, Language),
}

impl Problem {
    /// The page for an error of the register.
    #[must_use]
    pub fn of(error: &impl Coded, language: Language) -> Self {
        let code = error.code();
        Self::Coded(code, status_of(code), language)
    }

    /// The page for what was sent and cannot be taken.
    #[must_use]
    pub fn unfit(error: &impl Coded, language: Language) -> Self {
        Self::Coded(error.code(), StatusCode::UNPROCESSABLE_ENTITY, language)
    }

    /// The page where what was to be shown or handed out could not be made.
    #[must_use]
    pub const fn broken(language: Language) -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self::Coded(Code::new("web.template"), status, language)
    }

    fn parts(&self) -> (StatusCode, Language, String) {
        match self {
            Self::SignIn(_) | Self::ChangeFirst => {
                (StatusCode::SEE_OTHER, Language::Fi, String::new())
            }
            Self::Wait(_, language) => (
                StatusCode::TOO_MANY_REQUESTS,
                *language,
                "error-access-sign-in-wait".into(),
            ),
            Self::Bare(status, language) => (*status, *language, bare(*status).into()),
            Self::SessionOver(language, _) => (
                StatusCode::UNAUTHORIZED,
                *language,
                "error-web-session-over".into(),
            ),
            Self::Forged(language) => (
                StatusCode::FORBIDDEN,
                *language,
                "error-web-form-forged".into(),
            ),
            Self::BadForm(language) => (
                StatusCode::BAD_REQUEST,
                *language,
                "error-web-form-unreadable".into(),
            ),
            Self::TooLarge(language) => (
                StatusCode::PAYLOAD_TOO_LARGE,
                *language,
                "error-web-too-large".into(),
            ),
            Self::NoPage(language) => {
                (StatusCode::NOT_FOUND, *language, "error-web-no-page".into())
            }
            Self::Coded(code, status, language) => (*status, *language, hidden(*code).text_key()),
        }
    }
}

/// The sentence of a status that came without one.
const fn bare(status: StatusCode) -> &'static str {
    match status.as_u16() {
        403 => "error-web-form-forged",
        404 => "error-web-no-page",
        405 => "error-web-method",
        408 => "error-web-too-slow",
        413 => "error-web-too-large",
        429 => "error-web-too-often",
        503 => "error-web-busy",
        500..=599 => "error-web-failed",
        _ => "error-web-unreadable",
    }
}

/// How long to wait, in seconds or minutes.
pub(crate) fn wait_sentence(language: Language, seconds: i64) -> String {
    let (key, count) = if seconds < 60 {
        ("web-wait-seconds", seconds)
    } else {
        ("web-wait-minutes", (seconds + 59) / 60)
    };
    texts::say_with(language, key, &[("count", count)])
}

/// Codes that depend on a party are said as one: there is no such customer.
pub(crate) const fn hidden(code: Code) -> Code {
    match code.as_str().as_bytes() {
        b"access.scope.outside" | b"access.party.restricted" | b"access.party.objects" => {
            Code::new("access.party.not_there")
        }
        _ => code,
    }
}

/// The status of an error of the register.
pub(crate) fn status_of(code: Code) -> StatusCode {
    match code.as_str() {
        "access.scope.outside"
        | "access.party.restricted"
        | "access.party.objects"
        | "access.party.not_there"
        | "access.staff.not_there"
        | "access.token.not_there"
        // A file whose days are over, or that never was.
        | "vault.key_gone" => StatusCode::NOT_FOUND,
        "access.reason.missing" => StatusCode::UNPROCESSABLE_ENTITY,
        "access.party.changed" | "notice.draft.begun" | "notice.draft.changed" => {
            StatusCode::CONFLICT
        }
        "access.sign_in.wrong" => StatusCode::UNAUTHORIZED,
        "access.password.crowded" => StatusCode::SERVICE_UNAVAILABLE,
        "access.sign_in.wait" => StatusCode::TOO_MANY_REQUESTS,
        "store.busy" | "store.full" | "store.unreachable" | "store.closed" => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        other if other.starts_with("access.notice.missing") => StatusCode::SERVICE_UNAVAILABLE,
        other if other.starts_with("access.password.")
            || other.starts_with("access.staff.")
            || other.starts_with("access.token.") =>
        {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        other if other.starts_with("access.notice.") || other.starts_with("policy.") => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        "access.proof.not_covered" | "access.value.shape" => StatusCode::INTERNAL_SERVER_ERROR,
        other if other.starts_with("access.") => StatusCode::FORBIDDEN,
        other if other.starts_with("people.") || other.starts_with("transfer.") || other.starts_with("formats.") => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        other if other.starts_with("packages.") || other.starts_with("disclosures.") => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        other if other.starts_with("sites.") || other.starts_with("relations.") || other.starts_with("fields.") => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[derive(Template)]
#[template(path = "web/problem.html")]
struct ProblemPage {
    language: Language,
    title: &'static str,
    sentence: String,
    /// Where to sign in, where the session is over.
    sign_in: Option<String>,
}

impl ProblemPage {
    fn say(&self, key: &str) -> String {
        texts::say(self.language, key)
    }
}

/// The same for whoever is signed in, with everything around it.
#[derive(Template)]
#[template(path = "web/problem_inside.html")]
struct InsidePage {
    frame: Frame,
    sentence: String,
}

/// What a problem's page says, so that it can be said again to whoever turns out to be signed in.
#[derive(Clone)]
pub(crate) struct Said {
    status: StatusCode,
    /// The key of its sentence.
    key: String,
    /// How long to wait, where that is the sentence.
    seconds: Option<i64>,
}

impl Said {
    /// What a status says that came without a page.
    pub(crate) fn bare(status: StatusCode) -> Self {
        Self {
            status,
            key: bare(status).to_owned(),
            seconds: None,
        }
    }

    fn sentence(&self, language: Language) -> String {
        match self.seconds {
            Some(seconds) => wait_sentence(language, seconds),
            None => texts::say(language, &self.key),
        }
    }

    /// Whether it is worth asking who is signed in: not where the register is too busy or was asked
    /// too much, nor where nobody is.
    pub(crate) fn has_a_way_on(&self) -> bool {
        let none = [StatusCode::UNAUTHORIZED, StatusCode::TOO_MANY_REQUESTS];
        self.status.is_client_error() && !none.contains(&self.status)
    }

    /// The page as somebody who is signed in sees it.
    pub(crate) fn inside(&self, visitor: &Visitor) -> Response {
        let language = visitor.language();
        let title = texts::say(language, title(self.status));
        let inside = InsidePage {
            frame: Frame::of_problem(visitor, title),
            sentence: self.sentence(language),
        };
        let mut response = page(&inside).into_response();
        if response.status() == StatusCode::OK {
            *response.status_mut() = self.status;
        }
        response
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match &self {
            Self::SignIn(path) => return see_other(&sign_in_path(path)),
            Self::ChangeFirst => return see_other("/account/password"),
            _ => {}
        }
        let (status, language, key) = self.parts();
        if status.is_server_error() {
            tracing::error!(key, status = status.as_u16(), "a page could not be shown");
        }
        let seconds = match &self {
            Self::Wait(seconds, _) => Some(*seconds),
            _ => None,
        };
        let said = Said {
            status,
            key,
            seconds,
        };
        let alone = ProblemPage {
            language,
            title: title(status),
            sentence: said.sentence(language),
            sign_in: match &self {
                Self::SessionOver(_, path) => Some(sign_in_path(path)),
                _ => None,
            },
        };
        let mut response = match alone.render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => status.into_response(),
        };
        response.extensions_mut().insert(said);
        response
    }
}

/// What the page is called: that it cannot be shown, or that what was sent was not done.
const fn title(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 | 409 | 413 | 422 | 429 => "web-not-done",
        _ => "web-problem",
    }
}

/// The sign-in page, and from there back to where she wanted to go.
fn sign_in_path(path: &str) -> String {
    let own = path.starts_with('/') && !path.starts_with("//");
    let plain = path
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"/-_".contains(&byte));
    match path {
        "/" => "/sign-in".to_owned(),
        path if own && plain => ["/sign-in?to=", path].concat(),
        _ => "/sign-in".to_owned(),
    }
}

fn see_other(path: &str) -> Response {
    let target = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/sign-in"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response()
}
