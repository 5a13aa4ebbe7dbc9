//! A file that an answer hands out to be saved.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// A file to be saved: its media type, what it is called, what is in it. Its name says nothing of
/// anybody.
#[must_use]
pub fn saved(kind: &'static str, name: &str, content: impl Into<Body>) -> Response {
    let name = ["attachment; filename=\"", name, "\""].concat();
    // Names are of letters, digits, dashes and points.
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, name),
    ];
    (headers, content.into()).into_response()
}
