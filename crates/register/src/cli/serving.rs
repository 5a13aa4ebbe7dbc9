//! `serve`: the register behind its door, with its jobs, until it is told to stop.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use basics::{Clock, SystemClock};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

use super::args::Serve;
use super::failed::Failed;
use super::logging;
use super::notify::notify;
use super::reach::{Reached, shown};
use super::screen::Screen;
use super::{Outcome, Place, keep};
use crate::app::App;
use crate::folder::Folder;
use crate::listen::{self, Door, HostName, Operations, ServeError, Tls};
use crate::measured::Measured;
use crate::{jobs, routes, setup, web};

/// How long jobs and imports may go on after the stop.
const GRACE: Duration = Duration::from_secs(10);
/// How often it is looked whether the files of a certificate changed.
const LOOK: Duration = Duration::from_secs(30);

/// `seloste serve`
pub(super) async fn serve(at: &Place, order: Serve, screen: &Screen) -> Outcome {
    logging::begin(order.reach.log);
    let folder = at.folder("data");
    if folder.is_empty() {
        // What cannot be meant is told now, not when the register is made.
        order.reach.foreseen()?;
        if !first_run(&folder, order.reach.port(), screen).await? {
            return Ok(0);
        }
    }
    let mut reached = order.reach.decided(&folder, screen)?;
    reached.limits = web::Limits::of(order.requests_per_second);
    let (stop, stopped) = watch::channel(false);
    let watched = Watched::begin(reached.operations, &stopped).await?;
    let opened = folder.open().await;
    let opened = opened.map_err(|error| keep::not_opened(&error, screen));
    let outcome = match opened {
        Ok((app, _)) => {
            // Whoever sees that it is ready may tell it to stop.
            let signals = Signals::heeded();
            watched.operations.opened(&app, &reached.door);
            let run = (!order.no_jobs, signals);
            serve_app(app, reached, run, (&stop, stopped), screen).await
        }
        Err(failed) => Err(failed),
    };
    stop.send_replace(true);
    watched.end().await;
    outcome
}

/// In an empty folder a register is made first, on a page that only this machine reaches; whether
/// it was made.
async fn first_run(folder: &Folder, port: u16, screen: &Screen) -> Result<bool, Failed> {
    let set_up = setup::begin(folder.clone(), screen.language);
    let listening = |address: SocketAddr| {
        // By its number: another user of this machine might listen where the name leads to first.
        let url = format!("http://{address}");
        screen.tell(&screen.with("cli-set-up-code", &[("code", &set_up.code())]));
        screen.tell(&screen.with("cli-set-up", &[("address", &url)]));
    };
    let Signals { stop, .. } = Signals::heeded();
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let made = setup::serve(&set_up, address, told(stop), listening).await;
    made.map_err(|error| Failed::of(&error))
}

/// The listener of whoever watches over the program, where one was asked for.
struct Watched {
    operations: Operations,
    task: Option<JoinHandle<Result<(), ServeError>>>,
}

impl Watched {
    /// It answers before the register is opened, which may take its time.
    async fn begin(
        at: Option<SocketAddr>,
        stopped: &watch::Receiver<bool>,
    ) -> Result<Self, Failed> {
        let operations = Operations::default();
        let Some(address) = at else {
            return Ok(Self {
                operations,
                task: None,
            });
        };
        let (open, opened) = oneshot::channel();
        let listening = |address: SocketAddr| {
            let _told = open.send(address);
        };
        // Its own connections are not counted among those of people.
        let measured = Arc::new(Measured::since(SystemClock.now()));
        let stop = until(stopped.clone());
        let of_it = operations.clone();
        let task = tokio::spawn(async move {
            listen::serve_operations(of_it, address, measured, stop, listening).await
        });
        match opened.await {
            Ok(address) => {
                tracing::info!(%address, "health, readiness and metrics are told here");
                Ok(Self {
                    operations,
                    task: Some(task),
                })
            }
            Err(_) => match task.await {
                Ok(Err(error)) => Err(Failed::of(&error)),
                _ => Err(Failed::of(&ServeError::Listen(address))),
            },
        }
    }

    async fn end(self) {
        if let Some(task) = self.task {
            drop(task.await);
        }
    }
}

/// Ends when the channel says so.
async fn until(mut stopped: watch::Receiver<bool>) {
    // Fails when nobody can say so any more, which is the same.
    drop(stopped.wait_for(|stopped| *stopped).await);
}

/// Serves an opened register.
pub(super) async fn serve_app(
    app: App,
    reached: Reached,
    (with_jobs, Signals { stop: end, again }): (bool, Signals),
    (stop, stopped): (&watch::Sender<bool>, watch::Receiver<bool>),
    screen: &Screen,
) -> Outcome {
    let Reached {
        listen,
        door,
        limits,
        ..
    } = reached;
    let jobs = with_jobs.then(|| tokio::spawn(jobs::schedule(app.clone(), stopped)));
    let router = web::shell_limited(limits, door.transport(), app.clone(), routes());
    let listening = |address: SocketAddr| {
        say_where(address, &door, screen);
        notify("READY=1");
    };
    let renewed = tokio::spawn(renewed(door.clone(), again));
    let measured = Arc::clone(app.measured());
    let served = listen::serve(
        router,
        (listen, door.clone()),
        measured,
        told(end),
        listening,
    )
    .await;
    notify("STOPPING=1");
    renewed.abort();
    stop.send_replace(true);
    // What was begun is finished, if it takes no longer than that: jobs and imports go on where
    // they were cut off.
    let ending = async {
        if let Some(jobs) = jobs {
            drop(jobs.await);
        }
        app.finish().await;
    };
    if tokio::time::timeout(GRACE, ending).await.is_err() {
        tracing::warn!("jobs or imports were cut off at the stop");
    }
    app.guard().clone().close().await;
    served.map(|()| 0).map_err(|error| Failed::of(&error))
}

/// Tells where the pages are, and by which fingerprint they are known.
fn say_where(address: SocketAddr, door: &Door, screen: &Screen) {
    let port = address.port();
    let url = match door {
        Door::Loopback => format!("http://localhost:{port}"),
        Door::Proxy(_) => {
            let address = address.to_string();
            return screen.tell(&screen.with("listen-behind-proxy", &[("address", &address)]));
        }
        Door::Tls(tls) => {
            let names = tls.facts().names;
            let first = names.iter().find_map(|name| name.parse::<HostName>().ok());
            let host = first.unwrap_or_else(|| HostName::from(address.ip()));
            format!("https://{}:{port}", host.in_url())
        }
    };
    screen.tell(&screen.with("cli-serving", &[("address", &url)]));
    if let Door::Tls(tls) = door {
        screen.tell(&shown(&tls.facts(), screen));
    }
}

/// Reads the certificate again whenever its files change, or SIGHUP says that they did.
async fn renewed(door: Door, mut again: Option<Signal>) {
    loop {
        let asked = tokio::select! {
            () = came(&mut again) => true,
            () = tokio::time::sleep(LOOK) => false,
        };
        if let Door::Tls(tls) = &door
            && (asked || tls.is_behind())
        {
            renew(tls);
        }
    }
}

fn renew(tls: &Tls) {
    use basics::Coded as _;
    match tls.reload() {
        Ok(facts) => {
            tracing::info!(sha256 = facts.fingerprint, "the certificate was read again");
        }
        Err(error) => {
            let code = error.code();
            tracing::error!(
                code = code.as_str(),
                "the certificate could not be read again; the one before stays in use"
            );
        }
    }
}

/// The signals of the one who operates the program, heeded from the moment this is made: one that
/// came earlier would end it at once.
pub(super) struct Signals {
    stop: [Option<Signal>; 2],
    again: Option<Signal>,
}

impl Signals {
    pub(super) fn heeded() -> Self {
        let heed = |kind| signal(kind).ok();
        Self {
            stop: [SignalKind::terminate(), SignalKind::interrupt()].map(heed),
            again: heed(SignalKind::hangup()),
        }
    }
}

/// Ends when a signal comes.
async fn came(signal: &mut Option<Signal>) {
    match signal {
        Some(signal) => {
            signal.recv().await;
        }
        None => std::future::pending().await,
    }
}

/// Ends when the process is told to stop.
async fn told([mut terminated, mut interrupted]: [Option<Signal>; 2]) {
    tokio::select! {
        () = came(&mut terminated) => {}
        () = came(&mut interrupted) => {}
    }
}
