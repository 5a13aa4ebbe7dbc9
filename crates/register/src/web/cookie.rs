//! Cookies: for this site only, out of reach of scripts. One holds the session.
//!
//! Over TLS it is `Secure` and of this host alone (`__Host-`, RFC 6265bis section 4.1.3.2). On plain
//! HTTP, which is served on loopback only, a browser would refuse such a cookie or never send it
//! back, so there it is neither.

use axum::http::{HeaderMap, HeaderValue, header};

/// How the shell is reached: decides over the cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Transport {
    /// Plain HTTP on loopback.
    #[default]
    Plain,
    /// TLS.
    Tls,
}

impl Transport {
    const fn name(self) -> &'static str {
        match self {
            Self::Plain => "seloste_session",
            Self::Tls => "__Host-seloste_session",
        }
    }

    /// The session's secret, where the browser sent one.
    pub(crate) fn received(self, headers: &HeaderMap) -> Option<&str> {
        named(headers, self.name())
    }

    /// The header that begins a session in the browser.
    pub(crate) fn session(self, secret: &str) -> HeaderValue {
        self.value(secret, "")
    }

    /// The header that ends it.
    pub(crate) fn cleared(self) -> HeaderValue {
        self.value("", "; Max-Age=0")
    }

    fn value(self, secret: &str, more: &str) -> HeaderValue {
        let secure = match self {
            Self::Plain => "",
            Self::Tls => "; Secure",
        };
        let name = self.name();
        let text = format!("{name}={secret}; Path=/; HttpOnly; SameSite=Strict{secure}{more}");
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}

/// The value of a cookie that the browser sent.
pub(crate) fn named<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(header::COOKIE).iter();
    let pairs = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'));
    let mut pairs = pairs.filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// The header of a cookie that holds no secret, for so many seconds.
pub(crate) fn plain(name: &str, value: &str, seconds: u32) -> HeaderValue {
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Transport::Plain, "seloste_session=abc", Some("abc"))]
    #[case(Transport::Plain, "other=1; seloste_session=abc; last=2", Some("abc"))]
    #[case(Transport::Plain, "seloste_sessions=abc", None)]
    #[case(Transport::Plain, "", None)]
    #[case(Transport::Tls, "seloste_session=abc", None)]
    #[case(Transport::Tls, "__Host-seloste_session=abc", Some("abc"))]
    fn the_secret_is_read_from_among_other_cookies(
        #[case] transport: Transport,
        #[case] header: &'static str,
        #[case] secret: Option<&str>,
    ) {
        let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(header))]);
        assert_eq!(transport.received(&headers), secret);
    }

    #[test]
    fn over_tls_the_cookie_is_secure_and_of_this_host_alone() {
        let cookie = Transport::Tls.session("abc");
        assert_eq!(
            cookie,
            "__Host-seloste_session=abc; Path=/; HttpOnly; SameSite=Strict; Secure"
        );
        let plain = Transport::Plain.session("abc");
        assert_eq!(
            plain,
            "seloste_session=abc; Path=/; HttpOnly; SameSite=Strict"
        );
    }
}
