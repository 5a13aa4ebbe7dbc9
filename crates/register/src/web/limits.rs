//! How many requests one network may make.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Requests a second from one network, on average, where the operator says nothing else.
const EACH_SECOND: NonZeroU32 = NonZeroU32::new(100).unwrap();
/// How many seconds' worth may come at once.
const BURST: NonZeroU32 = NonZeroU32::new(4).unwrap();
/// Networks remembered before those that fell silent are forgotten.
const REMEMBERED: usize = 10_000;

/// Counts the requests of every network.
#[derive(Clone)]
pub struct Limits(Arc<DefaultKeyedRateLimiter<IpAddr>>);

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
        Self(Arc::new(RateLimiter::keyed(
            Quota::per_second(each_second).allow_burst(burst),
        )))
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
    match peer {
        Some(peer) if limits.0.check_key(&peer).is_err() => {
            let wait = (header::RETRY_AFTER, HeaderValue::from_static("1"));
            (StatusCode::TOO_MANY_REQUESTS, [wait]).into_response()
        }
        _ => next.run(request).await,
    }
}
