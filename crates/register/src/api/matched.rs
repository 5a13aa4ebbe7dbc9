//! From which version a change is made: `If-Match` with the `ETag` of the customer that was read.
//!
//! Source: RFC 9110, sections 8.8.3 and 13.1.1; RFC 6585, section 3.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use basics::Code;

use super::problem::Problem;
use crate::app::App;
use crate::web::preferred;

/// The version a change is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matched(pub i64);

/// The tag of a version. It is strong: two requests with one tag would change the same thing.
#[must_use]
pub fn etag(version: i64) -> HeaderValue {
    let text = ["\"", &version.to_string(), "\""].concat();
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("\"0\""))
}

impl FromRequestParts<App> for Matched {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Problem> {
        let language = preferred(&parts.headers);
        let mut sent = parts.headers.get_all(header::IF_MATCH).iter();
        let (status, code) = match (sent.next(), sent.next()) {
            // Any version will do: that is to change what one did not see.
            (None, _) => (StatusCode::PRECONDITION_REQUIRED, "api.match.missing"),
            (Some(any), None) if any.as_bytes() == b"*" => {
                (StatusCode::PRECONDITION_REQUIRED, "api.match.missing")
            }
            (Some(tag), None) => match version(tag) {
                Some(version) => return Ok(Self(version)),
                None => (StatusCode::PRECONDITION_FAILED, "access.party.changed"),
            },
            _ => (StatusCode::PRECONDITION_FAILED, "access.party.changed"),
        };
        Err(Problem::new(status, Code::new(code), language))
    }
}

fn version(tag: &HeaderValue) -> Option<i64> {
    let text = tag.to_str().ok()?.trim();
    text.strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("\"12\"", Some(12))]
    #[case("W/\"12\"", None)]
    #[case("12", None)]
    #[case("\"x\"", None)]
    #[case("\"1\", \"2\"", None)]
    fn a_tag_is_the_version_in_quotes_and_never_weak(
        #[case] tag: &'static str,
        #[case] is: Option<i64>,
    ) {
        assert_eq!(version(&HeaderValue::from_static(tag)), is);
    }

    #[test]
    fn what_is_sent_is_understood() {
        assert_eq!(version(&etag(77)), Some(77));
    }
}
