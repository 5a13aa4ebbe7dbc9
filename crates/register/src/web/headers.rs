//! The headers of every answer.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

/// Nothing from elsewhere, nothing inside a page that runs, no page inside another. The style draws
/// the marks of its choices and ticks from pictures of its own (`data:`).
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

const FIXED: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Whatever was sent in by somebody is handed out under this alone: nothing in it runs, loads or
/// reaches this site, whatever it turns out to be.
const SANDBOX: &str = "default-src 'none'; sandbox";

/// An answer that holds what somebody sent in, such as a file of a customer.
#[derive(Clone, Copy)]
pub struct Foreign;

/// Over TLS: for a year nothing but TLS with this host (RFC 6797). Browsers heed it only where they
/// trust the certificate.
const STRICT: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Puts the header of TLS on an answer.
pub(crate) async fn strict(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::STRICT_TRANSPORT_SECURITY, STRICT);
    response
}

/// Puts them on an answer. Whatever does not say otherwise is not stored anywhere.
pub(crate) async fn secure(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if response.extensions().get::<Foreign>().is_some() {
        let headers = response.headers_mut();
        let sandbox = HeaderValue::from_static(SANDBOX);
        headers.insert(header::CONTENT_SECURITY_POLICY, sandbox);
    }
    let headers = response.headers_mut();
    let no_store = HeaderValue::from_static("no-store");
    headers.entry(header::CACHE_CONTROL).or_insert(no_store);
    response
}
