//! How many requests one network may make.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::DefaultClock;
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

/// Requests a second from one network, on average.
const EACH_SECOND: NonZeroU32 = NonZeroU32::new(100).unwrap();
/// Requests at once.
const BURST: NonZeroU32 = NonZeroU32::new(400).unwrap();
/// Networks remembered before those that fell silent are forgotten.
const REMEMBERED: usize = 10_000;

/// What programs are told of these two: as many within as many seconds
/// (draft-ietf-httpapi-ratelimit-headers-10).
const POLICY: &str = "\"network\";q=400;w=4";

/// Counts how much each network has left.
type Counter =
    RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, DefaultClock, StateInformationMiddleware>;

/// Counts the requests of every network.
#[derive(Clone)]
pub(crate) struct Limits(Arc<Counter>);

impl Limits {
    /// Nobody has asked for anything yet.
    pub(crate) fn new() -> Self {
        let quota = Quota::per_second(EACH_SECOND).allow_burst(BURST);
        Self(Arc::new(RateLimiter::keyed(quota).with_middleware()))
    }
}

/// Refuses a network that asks for too much.
pub(crate) async fn limited(
    State(limits): State<Limits>,
    request: Request,
    next: Next,
) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|peer| peer.0.ip());
    if limits.0.len() > REMEMBERED {
        limits.0.retain_recent();
    }
    let program = request.uri().path().starts_with("/api/");
    let checked = peer.map(|peer| limits.0.check_key(&peer));
    let left = match &checked {
        Some(Ok(state)) => Some(state.remaining_burst_capacity()),
        Some(Err(_)) => Some(0),
        None => None,
    };
    let mut response = match checked {
        Some(Err(_)) => {
            let wait = (header::RETRY_AFTER, HeaderValue::from_static("1"));
            (StatusCode::TOO_MANY_REQUESTS, [wait]).into_response()
        }
        _ => next.run(request).await,
    };
    if let (true, Some(left)) = (program, left) {
        tell(&mut response, left);
    }
    response
}

/// Tells a program how many requests its network has left.
fn tell(response: &mut Response, left: u32) {
    let told = ["\"network\";r=", &left.to_string(), ";t=1"].concat();
    let headers = response.headers_mut();
    headers.insert(
        HeaderName::from_static("ratelimit-policy"),
        HeaderValue::from_static(POLICY),
    );
    if let Ok(told) = HeaderValue::from_str(&told) {
        headers.insert(HeaderName::from_static("ratelimit"), told);
    }
}
