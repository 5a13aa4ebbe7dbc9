//! Listening: plain HTTP on loopback, until told to stop.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use basics::{Code, Coded};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::ServiceExt;

/// How long a browser may take for the head of a request.
const HEAD: Duration = Duration::from_secs(15);
/// How long running requests may take after the stop.
const GRACE: Duration = Duration::from_secs(10);

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is one of the network, and there is no TLS.
    #[error("{0} is not a loopback address, and plain HTTP is served on loopback only")]
    NotLoopback(SocketAddr),
    /// The address is taken or not ours.
    #[error("cannot listen on {0}: is something else listening there?")]
    Listen(SocketAddr),
}

impl Coded for ServeError {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::NotLoopback(_) => "web.listen.not_loopback",
            Self::Listen(_) => "web.listen.taken",
        })
    }
}

/// Serves until `stop` ends. `listening` is told the address once it is open.
///
/// # Errors
///
/// [`ServeError`].
pub async fn serve(
    router: Router,
    address: SocketAddr,
    stop: impl Future<Output = ()>,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    if !address.ip().is_loopback() {
        return Err(ServeError::NotLoopback(address));
    }
    let listener = TcpListener::bind(address)
        .await
        .map_err(|_| ServeError::Listen(address))?;
    listening(listener.local_addr().unwrap_or(address));
    let mut connections = JoinSet::new();
    let (tell, told) = watch::channel(());
    tokio::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    connections.spawn(connection(router.clone(), stream, peer, told.clone()));
                }
                // Too many open files or the like: breathe, then go on.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_ended) = connections.join_next() => {}
        }
    }
    drop(listener);
    // Idle connections close at once; those that answer finish their answer.
    drop((tell, told));
    let done = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, done).await.is_err() {
        tracing::warn!("some connections were cut off at the stop");
    }
    Ok(())
}

async fn connection(
    router: Router,
    stream: TcpStream,
    peer: SocketAddr,
    mut stop: watch::Receiver<()>,
) {
    let service = router.map_request(move |mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.map(axum::body::Body::new)
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD);
    let served = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    tokio::pin!(served);
    let mut stopping = false;
    let ended = loop {
        tokio::select! {
            ended = served.as_mut() => break ended,
            // Fails when the sender is gone: that is the stop.
            _gone = stop.changed(), if !stopping => {
                stopping = true;
                served.as_mut().graceful_shutdown();
            }
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}
