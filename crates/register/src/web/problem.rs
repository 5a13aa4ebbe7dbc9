//! What goes wrong, as a page: the right status, a sentence that says what to do, nothing else.
//!
//! Invariant: "not allowed" for this party and "not there" are the same answer, byte for byte.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use basics::{Code, Coded, Language};

/// Why a page is not shown.
#[derive(Debug)]
pub enum Problem {
    /// Nobody is signed in; afterwards she comes back to this path.
    SignIn(String),
    /// The session ended before the form was sent.
    SessionOver(Language),
    /// The form did not come from this session's own page.
    Forged(Language),
    /// The form cannot be read.
    BadForm(Language),
    /// What was sent is too large.
    TooLarge(Language),
    /// There is no such page.
    NoPage(Language),
    /// A coded error of the register.
    Coded(Code, StatusCode, Language),
}

impl Problem {
    /// The page for an error of the register.
    #[must_use]
    pub fn of(error: &impl Coded, language: Language) -> Self {
        let code = error.code();
        Self::Coded(code, status(code), language)
    }

    /// The page for what was sent and cannot be taken.
    #[must_use]
    pub fn unfit(error: &impl Coded, language: Language) -> Self {
        Self::Coded(error.code(), StatusCode::UNPROCESSABLE_ENTITY, language)
    }

    /// The page for an answer that says nothing but its status.
    #[must_use]
    pub fn of_status(status: StatusCode, language: Language) -> Self {
        let code = match status {
            StatusCode::FORBIDDEN => "web.form.forged",
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => "web.no_page",
            StatusCode::REQUEST_TIMEOUT => "web.too_slow",
            StatusCode::PAYLOAD_TOO_LARGE => "web.too_large",
            StatusCode::TOO_MANY_REQUESTS => "web.too_often",
            other if other.is_client_error() => "web.form.unreadable",
            _ => "web.template",
        };
        Self::Coded(Code::new(code), status, language)
    }

    fn parts(&self) -> (StatusCode, Language, String) {
        match self {
            Self::SignIn(_) => (StatusCode::SEE_OTHER, Language::Fi, String::new()),
            Self::SessionOver(language) => (
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
            Self::Coded(code, status, language) => (*status, *language, hidden(*code)),
        }
    }
}

/// Codes that depend on a party are said as one: there is no such customer.
fn hidden(code: Code) -> String {
    match code.as_str() {
        "access.scope.outside" | "access.party.restricted" | "access.party.objects" => {
            "error-access-party-not-there".into()
        }
        _ => code.text_key(),
    }
}

fn status(code: Code) -> StatusCode {
    match code.as_str() {
        "access.scope.outside"
        | "access.party.restricted"
        | "access.party.objects"
        | "access.party.not_there"
        | "access.staff.not_there"
        // A file whose days are over, or that never was.
        | "vault.key_gone" => StatusCode::NOT_FOUND,
        "access.reason.missing" => StatusCode::UNPROCESSABLE_ENTITY,
        "access.party.changed" => StatusCode::CONFLICT,
        "access.sign_in.wrong" => StatusCode::UNAUTHORIZED,
        "access.sign_in.wait" => StatusCode::TOO_MANY_REQUESTS,
        "store.busy" | "store.full" | "store.unreachable" | "store.closed" => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        other if other.starts_with("access.notice.missing") => StatusCode::SERVICE_UNAVAILABLE,
        other if other.starts_with("access.password.") || other.starts_with("access.staff.") => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        other if other.starts_with("access.notice.") => StatusCode::UNPROCESSABLE_ENTITY,
        "access.proof.not_covered" | "access.value.shape" => StatusCode::INTERNAL_SERVER_ERROR,
        other if other.starts_with("access.") => StatusCode::FORBIDDEN,
        other if other.starts_with("people.") || other.starts_with("transfer.") || other.starts_with("formats.") => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[derive(Template)]
#[template(path = "web/problem.html")]
struct ProblemPage {
    language: Language,
    sentence: String,
}

impl ProblemPage {
    fn say(&self, key: &str) -> String {
        texts::say(self.language, key)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if let Self::SignIn(path) = &self {
            return to_sign_in(path);
        }
        let (status, language, key) = self.parts();
        if status.is_server_error() {
            tracing::error!(key, status = status.as_u16(), "a page could not be shown");
        }
        let page = ProblemPage {
            language,
            sentence: texts::say(language, &key),
        };
        match page.render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => status.into_response(),
        }
    }
}

/// To the sign-in page, and back to where she wanted to go.
fn to_sign_in(path: &str) -> Response {
    let own = path.starts_with('/') && !path.starts_with("//");
    let plain = path
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"/-_".contains(&byte));
    let target = match path {
        "/" => "/sign-in".to_owned(),
        path if own && plain => ["/sign-in?to=", path].concat(),
        _ => "/sign-in".to_owned(),
    };
    let target = HeaderValue::from_str(&target).unwrap_or(HeaderValue::from_static("/sign-in"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response()
}
