//! What a trusted proxy says of whoever stands behind it: `X-Forwarded-For`, `-Proto`, `-Host`.
//!
//! Invariant: this runs for connections from the proxy's own address alone. Of several addresses
//! the last one counts, which the proxy itself wrote; what the client sent along stands before it.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Gives a request the client's address and the host name she asked for, as the proxy says them.
/// What did not come to the proxy by HTTPS is refused.
pub(super) async fn believed(mut request: Request, next: Next) -> Response {
    if last(request.headers(), &PROTO) != Some("https") {
        let text = "The proxy must be reached by HTTPS and say so: X-Forwarded-Proto: https\n";
        return (StatusCode::FORBIDDEN, text).into_response();
    }
    if let Some(client) = last(request.headers(), &FOR).and_then(address) {
        request
            .extensions_mut()
            .insert(ConnectInfo(SocketAddr::new(client, 0)));
    }
    let host = last(request.headers(), &HOST).map(HeaderValue::from_str);
    if let Some(Ok(host)) = host {
        if let Some(relative) = request.uri().path_and_query().cloned() {
            *request.uri_mut() = Uri::from(relative);
        }
        request.headers_mut().insert(header::HOST, host);
    }
    for name in [FOR, PROTO, HOST] {
        request.headers_mut().remove(name);
    }
    next.run(request).await
}

/// The last of several values.
fn last<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let text = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    text.rsplit(',').next().map(str::trim)
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_matches(['[', ']']).parse().ok();
    bare.or_else(|| text.parse::<SocketAddr>().ok().map(|with| with.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};
    use axum::routing::get;
    use axum::{Router, middleware};
    use rstest::rstest;
    use tower::ServiceExt;

    #[rstest]
    #[case("192.0.2.7", Some("192.0.2.7"))]
    #[case("192.0.2.7:4711", Some("192.0.2.7"))]
    #[case("[2001:db8::1]:4711", Some("2001:db8::1"))]
    #[case("2001:db8::1", Some("2001:db8::1"))]
    #[case("unknown", None)]
    fn addresses_are_read_with_and_without_a_port(#[case] text: &str, #[case] is: Option<&str>) {
        assert_eq!(address(text), is.map(|is| is.parse().unwrap()));
    }

    async fn seen(headers: &[(&str, &str)]) -> (StatusCode, String) {
        let tell = |ConnectInfo(peer): ConnectInfo<SocketAddr>, headers: HeaderMap| async move {
            let host = headers
                .get(header::HOST)
                .map(|host| host.to_str().unwrap().to_owned());
            assert!(!headers.contains_key(FOR));
            format!("{} {}", peer.ip(), host.unwrap_or_default())
        };
        let router = Router::new()
            .route("/", get(tell))
            .layer(middleware::from_fn(believed));
        let proxy = SocketAddr::from(([127, 0, 0, 1], 9));
        let mut request = Request::builder().uri("/").header("host", "inside");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request
            .extension(ConnectInfo(proxy))
            .body(Body::empty())
            .unwrap();
        let answer = router.oneshot(request).await.unwrap();
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 4096).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn of_what_was_sent_along_only_the_proxys_own_word_counts() {
        let https = ("x-forwarded-proto", "https");
        let forged = ("x-forwarded-for", "198.51.100.1, 192.0.2.7");
        let host = ("x-forwarded-host", "register.example.fi");
        let (status, text) = seen(&[https, forged, host]).await;
        assert_eq!(
            (status, text.as_str()),
            (StatusCode::OK, "192.0.2.7 register.example.fi")
        );
        let twice = [
            https,
            ("x-forwarded-for", "198.51.100.1"),
            ("x-forwarded-for", "192.0.2.8"),
        ];
        assert_eq!(seen(&twice).await.1, "192.0.2.8 inside");
        assert_eq!(seen(&[https]).await.1, "127.0.0.1 inside");
    }

    #[tokio::test]
    async fn what_came_to_the_proxy_in_the_clear_is_refused() {
        for headers in [
            &[][..],
            &[("x-forwarded-proto", "http")],
            &[("x-forwarded-proto", "https, http")],
        ] {
            let (status, text) = seen(headers).await;
            assert_eq!(status, StatusCode::FORBIDDEN);
            assert!(text.contains("HTTPS"));
        }
    }
}
