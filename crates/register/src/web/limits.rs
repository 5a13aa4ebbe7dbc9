//! How many requests one network may make.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Requests a second from one network, on average.
const EACH_SECOND: NonZeroU32 = NonZeroU32::new(100).unwrap();
/// Requests at once.
const BURST: NonZeroU32 = NonZeroU32::new(400).unwrap();
/// Networks remembered before those that fell silent are forgotten.
const REMEMBERED: usize = 10_000;

/// Counts the requests of every network.
#[derive(Clone)]
pub(crate) struct Limits(Arc<DefaultKeyedRateLimiter<IpAddr>>);

impl Limits {
    /// Nobody has asked for anything yet.
    pub(crate) fn new() -> Self {
        Self(Arc::new(RateLimiter::keyed(
            Quota::per_second(EACH_SECOND).allow_burst(BURST),
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
