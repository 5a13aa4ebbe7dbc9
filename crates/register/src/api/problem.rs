//! What goes wrong, as a problem (RFC 9457): a stable type, a sentence in the caller's language.
//!
//! Invariant: what depends on a party that the caller may not see is the same answer as "not there";
//! nothing of what was sent is sent back.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use basics::{Code, Coded, Language};
use serde::Serialize;
use utoipa::ToSchema;

use crate::web::{PROBLEM_KIND, PROBLEM_TYPE, hidden, status_of};

/// Why a request was not done.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    code: Code,
    language: Language,
    errors: Vec<FieldProblem>,
    same: Option<String>,
    import: Option<String>,
    place: Option<(usize, usize)>,
    unknown_caller: bool,
    wait_seconds: u32,
}

/// A problem as it is sent.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// The stable type: `urn:seloste:problem:` and the code.
    #[serde(rename = "type")]
    kind: String,
    /// What went wrong and what to do, in the language that was asked for.
    title: String,
    /// The status.
    status: u16,
    /// The stable code alone.
    code: &'static str,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
    /// The customer who is in the register already.
    #[serde(skip_serializing_if = "Option::is_none")]
    same: Option<String>,
    /// The import of the same file that there is already.
    #[serde(skip_serializing_if = "Option::is_none")]
    import: Option<String>,
    /// The line of the body that could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// The column of that line.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field; empty where the whole is meant.
    pub field: String,
    /// The stable code.
    pub code: &'static str,
    /// What to do, in the language that was asked for.
    pub title: String,
}

impl FieldProblem {
    /// What is wrong with a field.
    #[must_use]
    pub fn new(field: &str, code: Code, language: Language) -> Self {
        Self {
            field: field.to_owned(),
            code: code.as_str(),
            title: texts::say(language, &code.text_key()),
        }
    }
}

impl Problem {
    /// A problem with this status and code.
    #[must_use]
    pub const fn new(status: StatusCode, code: Code, language: Language) -> Self {
        Self {
            status,
            code,
            language,
            errors: Vec::new(),
            same: None,
            import: None,
            place: None,
            unknown_caller: false,
            wait_seconds: 1,
        }
    }

    /// The problem for an error of the register.
    #[must_use]
    pub fn of(error: &impl Coded, language: Language) -> Self {
        let code = error.code();
        Self::new(status_of(code), code, language)
    }

    /// Nobody knows who calls (RFC 6750, section 3).
    #[must_use]
    pub const fn unknown_caller(code: Code, language: Language) -> Self {
        let mut problem = Self::new(StatusCode::UNAUTHORIZED, code, language);
        problem.unknown_caller = true;
        problem
    }

    /// The same, with what is wrong with single fields.
    #[must_use]
    pub fn about(self, errors: Vec<FieldProblem>) -> Self {
        Self { errors, ..self }
    }

    /// The same, about a customer who is in the register already.
    #[must_use]
    pub fn same(self, same: Option<String>) -> Self {
        Self { same, ..self }
    }

    /// The same, about an import of the same file that there is already.
    #[must_use]
    pub fn began(self, import: String) -> Self {
        Self {
            import: Some(import),
            ..self
        }
    }

    /// The same, with the line and column of the body.
    #[must_use]
    pub fn at(self, line: usize, column: usize) -> Self {
        let place = Some((line, column));
        Self { place, ..self }
    }

    /// The same, to be sent again after so many seconds, where the status says that it may be.
    #[must_use]
    pub fn after(self, wait_seconds: u32) -> Self {
        Self {
            wait_seconds,
            ..self
        }
    }

    /// The same, with another status.
    #[must_use]
    pub fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let code = hidden(self.code);
        if self.status.is_server_error() {
            let status = self.status.as_u16();
            tracing::error!(code = code.as_str(), status, "a request could not be done");
        }
        let body = ProblemBody {
            kind: [PROBLEM_TYPE, code.as_str()].concat(),
            title: texts::say(self.language, &code.text_key()),
            status: self.status.as_u16(),
            code: code.as_str(),
            errors: self.errors,
            same: self.same,
            import: self.import,
            line: self.place.map(|place| place.0),
            column: self.place.map(|place| place.1),
        };
        let json = serde_json::to_vec(&body).unwrap_or_default();
        let kind = HeaderValue::from_static(PROBLEM_KIND);
        let mut response = (self.status, [(header::CONTENT_TYPE, kind)], json).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_LANGUAGE,
            HeaderValue::from_static(self.language.code()),
        );
        if self.unknown_caller {
            let told = match self.code.as_str() {
                "api.token.missing" => "Bearer realm=\"seloste\"",
                _ => "Bearer realm=\"seloste\", error=\"invalid_token\"",
            };
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(told));
        }
        if matches!(self.status.as_u16(), 429 | 503) {
            let wait = HeaderValue::from(self.wait_seconds);
            headers.insert(header::RETRY_AFTER, wait);
        }
        response
    }
}
