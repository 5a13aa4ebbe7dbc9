//! One connection: HTTP/1.1 or HTTP/2 over whatever carries it, until it ends, idles or is told
//! to stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tower::ServiceExt;

/// How long a browser may take for the head of a request.
const HEAD: Duration = Duration::from_secs(15);
/// A connection on which nothing is asked for this long, or twice as long, is closed.
const IDLE: Duration = Duration::from_mins(1);
/// How long a connection may stay silent before it is asked whether it is still there, and how
/// long it has to answer (HTTP/2).
const PING: (Duration, Duration) = (Duration::from_secs(20), Duration::from_secs(10));
/// Requests at once on one connection of HTTP/2.
const STREAMS_MAX: u32 = 64;
/// Bytes of the head of a request.
const HEAD_BYTES_MAX: u32 = 32 * 1024;

/// What is asked for on a connection.
#[derive(Default)]
struct Activity {
    running: AtomicUsize,
    begun: AtomicU64,
}

/// A request that runs.
struct Running(Arc<Activity>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Activity {
    fn begin(self: &Arc<Self>) -> Running {
        self.running.fetch_add(1, Ordering::Relaxed);
        self.begun.fetch_add(1, Ordering::Relaxed);
        Running(Arc::clone(self))
    }

    /// How many requests were begun so far, where none is running.
    fn quiet(&self) -> Option<u64> {
        let running = self.running.load(Ordering::Relaxed);
        (running == 0).then(|| self.begun.load(Ordering::Relaxed))
    }
}

/// Serves one connection. `stop` fails when the sender is gone: that is the stop.
pub(super) async fn connection(
    router: Router,
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: SocketAddr,
    mut stop: watch::Receiver<()>,
) {
    let activity = Arc::new(Activity::default());
    let counted = Arc::clone(&activity);
    let service = router.map_request(move |mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.map(axum::body::Body::new)
    });
    let service = tower::service_fn(move |request| {
        let (running, service) = (counted.begin(), service.clone());
        async move {
            let answered = service.oneshot(request).await;
            drop(running);
            answered
        }
    });
    let builder = builder();
    let served = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    tokio::pin!(served);
    let (mut stopping, mut quiet) = (false, None);
    let ended = loop {
        tokio::select! {
            ended = served.as_mut() => break ended,
            _gone = stop.changed(), if !stopping => {
                stopping = true;
                served.as_mut().graceful_shutdown();
            }
            () = tokio::time::sleep(IDLE), if !stopping => {
                let now = activity.quiet();
                if now.is_some() && now == quiet {
                    stopping = true;
                    served.as_mut().graceful_shutdown();
                }
                quiet = now;
            }
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

fn builder() -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(PING.0)
        .keep_alive_timeout(PING.1)
        .max_concurrent_streams(STREAMS_MAX)
        .max_header_list_size(HEAD_BYTES_MAX);
    builder
}
