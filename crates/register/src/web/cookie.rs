//! The cookie of a session: for this site only, out of reach of scripts.

use axum::http::{HeaderMap, HeaderValue, header};

const NAME: &str = "seloste_session";

/// The session's secret, where the browser sent one.
pub(crate) fn received(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter();
    let pairs = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'));
    let mut named = pairs.filter_map(|pair| pair.trim().split_once('='));
    named
        .find(|(name, _)| *name == NAME)
        .map(|(_, value)| value)
}

/// The header that begins a session in the browser.
pub(crate) fn session(secret: &str) -> HeaderValue {
    value(&format!(
        "{NAME}={secret}; Path=/; HttpOnly; SameSite=Strict"
    ))
}

/// The header that ends it.
pub(crate) fn cleared() -> HeaderValue {
    value(&format!(
        "{NAME}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"
    ))
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("seloste_session=abc", Some("abc"))]
    #[case("other=1; seloste_session=abc; last=2", Some("abc"))]
    #[case("seloste_sessions=abc", None)]
    #[case("", None)]
    fn the_secret_is_read_from_among_other_cookies(
        #[case] header: &'static str,
        #[case] secret: Option<&str>,
    ) {
        let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(header))]);
        assert_eq!(received(&headers), secret);
    }
}
