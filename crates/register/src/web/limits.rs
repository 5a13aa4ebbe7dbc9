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

/// Requests a second from one network, on average, where the operator says nothing else.
const EACH_SECOND: NonZeroU32 = NonZeroU32::new(100).unwrap();
/// How many seconds' worth may come at once.
const BURST: NonZeroU32 = NonZeroU32::new(4).unwrap();
/// Networks remembered before those that fell silent are forgotten.
const REMEMBERED: usize = 10_000;

/// Counts how much each network has left.
type Counter =
    RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, DefaultClock, StateInformationMiddleware>;

/// Counts the requests of every network.
#[derive(Clone)]
pub struct Limits {
    counter: Arc<Counter>,
    /// Requests at once.
    burst: NonZeroU32,
}

impl Default for Limits {
    fn default() -> Self {
        Self::of(EACH_SECOND)
    }
}

impl Limits {
    /// So many requests a second from one network, on average. Nobody has asked for anything yet.
    #[must_use]
    pub fn of(each_second: NonZeroU32) -> Self {
        let burst = each_second.saturating_mul(BURST);
        let quota = Quota::per_second(each_second).allow_burst(burst);
        Self {
            counter: Arc::new(RateLimiter::keyed(quota).with_middleware()),
            burst,
        }
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
    if limits.counter.len() > REMEMBERED {
        limits.counter.retain_recent();
    }
    let program = request.uri().path().starts_with("/api/");
    let checked = peer.map(|peer| limits.counter.check_key(&peer));
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
        tell(&mut response, limits.burst, left);
    }
    response
}

/// Tells a program how many requests its network may make within how many seconds, and how many it
/// has left (draft-ietf-httpapi-ratelimit-headers-10).
fn tell(response: &mut Response, burst: NonZeroU32, left: u32) {
    let policy = format!("\"network\";q={burst};w={BURST}");
    let told = ["\"network\";r=", &left.to_string(), ";t=1"].concat();
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(HeaderName::from_static("ratelimit-policy"), policy);
    }
    if let Ok(told) = HeaderValue::from_str(&told) {
        headers.insert(HeaderName::from_static("ratelimit"), told);
    }
}
