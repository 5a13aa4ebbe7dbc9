//! Letting people in through a [`Door`], until told to stop.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::{Router, middleware};
use basics::{Code, Coded};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use super::certificate::CertificateError;
use super::connection::connection;
use super::door::Door;
use super::plain::{self, Refused};
use super::proxy;
use super::seats::{Seat, Seats};
use crate::measured::Measured;

/// How long running requests may take after the stop.
const GRACE: Duration = Duration::from_secs(10);
/// How long somebody may take from connecting to having agreed on TLS.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How long it may take to tell somebody that this is the wrong door.
const REFUSAL: Duration = Duration::from_secs(5);

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is one of the network, and there is no TLS.
    #[error("{0} is not a loopback address, and plain HTTP is served on loopback only")]
    NotLoopback(SocketAddr),
    /// The address is taken or not ours.
    #[error("cannot listen on {0}: is something else listening there?")]
    Listen(SocketAddr),
    /// The certificate cannot be used.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
}

impl Coded for ServeError {
    fn code(&self) -> Code {
        match self {
            Self::NotLoopback(_) => Code::new("web.listen.not_loopback"),
            Self::Listen(_) => Code::new("web.listen.taken"),
            Self::Certificate(error) => error.code(),
        }
    }
}

/// What every connection of a listener needs.
#[derive(Clone)]
struct Inside {
    router: Router,
    door: Door,
    acceptor: Option<TlsAcceptor>,
    measured: Arc<Measured>,
    told: watch::Receiver<()>,
}

/// Serves until `stop` ends. `listening` is told the address once it is open.
///
/// # Errors
///
/// [`ServeError`].
pub async fn serve(
    router: Router,
    (address, door): (SocketAddr, Door),
    measured: Arc<Measured>,
    stop: impl Future<Output = ()>,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    door.may_stand_at(address)?;
    let acceptor = match &door {
        Door::Tls(tls) => Some(TlsAcceptor::from(tls.config()?)),
        _ => None,
    };
    let router = match &door {
        Door::Proxy(_) => router.layer(middleware::from_fn(proxy::believed)),
        _ => router,
    };
    let listener = TcpListener::bind(address)
        .await
        .map_err(|_| ServeError::Listen(address))?;
    listening(listener.local_addr().unwrap_or(address));
    let (tell, told) = watch::channel(());
    let inside = Inside {
        router,
        door,
        acceptor,
        measured,
        told,
    };
    let mut connections = JoinSet::new();
    tokio::select! {
        () = stop => {}
        () = accept(&listener, &inside, &mut connections) => {}
    }
    drop(listener);
    // Idle connections close at once; those that answer finish their answer.
    drop((tell, inside));
    let done = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, done).await.is_err() {
        tracing::warn!("some connections were cut off at the stop");
    }
    Ok(())
}

/// Lets people in for ever.
async fn accept(listener: &TcpListener, inside: &Inside, connections: &mut JoinSet<()>) {
    let seats = Seats::new();
    // A free seat first: who finds none waits outside.
    while let Some(seat) = seats.free().await {
        while connections.try_join_next().is_some() {}
        let Ok((stream, peer)) = listener.accept().await else {
            // Too many open files or the like: breathe, then go on.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        match seats.take(seat, peer.ip().to_canonical(), inside.door.shares()) {
            Some(seat) => {
                connections.spawn(greeted(inside.clone(), stream, peer, seat));
            }
            None => inside.measured.connection_refused(),
        }
    }
}

/// One connection, from the door to its end.
async fn greeted(inside: Inside, stream: TcpStream, peer: SocketAddr, _seat: Seat) {
    let peer = SocketAddr::new(peer.ip().to_canonical(), peer.port());
    // Answers are written whole: waiting for more to send only delays them.
    drop(stream.set_nodelay(true));
    let Inside {
        router,
        door,
        acceptor,
        measured,
        told,
    } = inside;
    let _open = measured.connection_open();
    match (door, acceptor) {
        (Door::Proxy(trusted), _) if !trusted.contains(&peer.ip()) => {
            measured.connection_refused();
            refused(stream, Refused::NotTheProxy).await;
        }
        (_, Some(acceptor)) => {
            let agreed = async {
                if plain::is_tls(&stream).await? {
                    acceptor.accept(stream).await.map(Ok)
                } else {
                    Ok(Err(stream))
                }
            };
            match tokio::time::timeout(HANDSHAKE, agreed).await {
                Ok(Ok(Ok(stream))) => connection(router, stream, peer, told).await,
                Ok(Ok(Err(stream))) => {
                    measured.connection_refused();
                    refused(stream, Refused::NotTls).await;
                }
                Ok(Err(_)) | Err(_) => measured.handshake_failed(),
            }
        }
        _ => connection(router, stream, peer, told).await,
    }
}

async fn refused(stream: TcpStream, why: Refused) {
    let told = tokio::time::timeout(REFUSAL, plain::refuse(stream, why)).await;
    if !matches!(told, Ok(Ok(()))) {
        tracing::debug!("somebody at the wrong door did not wait for the answer");
    }
}
