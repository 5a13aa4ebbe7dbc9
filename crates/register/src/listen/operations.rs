//! The listener of whoever watches over the program: is it alive, is it ready, what did it count.
//!
//! Invariants: it stands on loopback only and answers nothing else; its answers hold numbers and
//! codes, no ids and nothing of a person; `/health` touches no store, so that a slow disk does not
//! make a watcher kill a program that works.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use basics::Coded;

use super::door::Door;
use super::serve::{ServeError, serve};
use super::tls::Tls;
use crate::app::App;
use crate::jobs;
use crate::measured::{Measured, Sample, Text, seconds};

/// What is told, from before the register opens on.
#[derive(Clone, Default)]
pub struct Operations(Arc<Inner>);

#[derive(Default)]
struct Inner {
    app: OnceLock<App>,
    tls: OnceLock<Arc<Tls>>,
}

impl Operations {
    /// The register opened: every check of its start is done.
    pub fn opened(&self, app: &App, door: &Door) {
        if let Door::Tls(tls) = door {
            drop(self.0.tls.set(Arc::clone(tls)));
        }
        drop(self.0.app.set(app.clone()));
    }
}

/// Serves `/health`, `/ready` and `/metrics` until `stop` ends.
///
/// # Errors
///
/// [`ServeError`].
pub async fn serve_operations(
    operations: Operations,
    address: SocketAddr,
    measured: Arc<Measured>,
    stop: impl Future<Output = ()>,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let router = Router::new()
        .route("/health", get(health))
        .route("/ready", get(ready))
        .route("/metrics", get(metrics))
        .with_state(operations);
    serve(router, (address, Door::Loopback), measured, stop, listening).await
}

fn plain(status: StatusCode, text: String) -> Response {
    let kind = (
        header::CONTENT_TYPE,
        "text/plain; version=0.0.4; charset=utf-8",
    );
    let stored = (header::CACHE_CONTROL, "no-store");
    (status, [kind, stored], text).into_response()
}

/// Whether the program runs.
async fn health() -> Response {
    plain(StatusCode::OK, "alive\n".into())
}

/// Whether it can serve: the start is done, the register can be read, the trail written.
async fn ready(State(operations): State<Operations>) -> Response {
    let Some(app) = operations.0.app.get() else {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "starting\n".into());
    };
    match app.guard().ready().await {
        Ok(()) => plain(StatusCode::OK, "ready\n".into()),
        Err(error) => {
            let code = error.code();
            plain(
                StatusCode::SERVICE_UNAVAILABLE,
                format!("{}\n", code.as_str()),
            )
        }
    }
}

/// What was counted, and how things stand.
async fn metrics(State(operations): State<Operations>) -> Response {
    let Some(app) = operations.0.app.get() else {
        return plain(StatusCode::SERVICE_UNAVAILABLE, String::new());
    };
    let mut text = Text::default();
    text.of("seloste_build_info", "gauge", "The version of the program.");
    let labels = [("version", env!("CARGO_PKG_VERSION"))];
    text.sample(&Sample {
        name: "seloste_build_info",
        labels: &labels,
        value: "1".into(),
    });
    if let Some(bytes) = memory() {
        let what = ("process_resident_memory_bytes", "gauge", "Memory in use.");
        text.one(what, &bytes);
    }
    app.measured().write(&mut text);
    if let Some(tls) = operations.0.tls.get() {
        let until = tls.facts().until.ms().unsigned_abs();
        let what = (
            "seloste_certificate_until_seconds",
            "gauge",
            "Until when the certificate is valid, in seconds since 1970.",
        );
        text.one(what, &seconds(until));
    }
    guards(app, &mut text);
    // A register that cannot be read does not keep the rest from being told.
    let read = stored(app, &mut text).await;
    let up = u8::from(read.is_ok());
    text.one(
        (
            "seloste_register_readable",
            "gauge",
            "Whether the register could be read for this answer.",
        ),
        &up,
    );
    plain(StatusCode::OK, text.whole())
}

/// A number of a store, as it is written.
type Of = fn(&guard::StorePulse) -> String;

/// What the trusted core counted.
fn guards(app: &App, text: &mut Text) {
    let pulse = app.guard().pulse();
    let name = "seloste_units_total";
    text.of(name, "counter", "Units of work with personal data.");
    for (kind, count) in [("read", pulse.reads), ("write", pulse.writes)] {
        text.sample(&Sample {
            name,
            labels: &[("kind", kind)],
            value: count.to_string(),
        });
    }
    text.one(
        (
            "seloste_trail_lines",
            "gauge",
            "Lines of the trail, as this process knows them.",
        ),
        &pulse.trail_lines,
    );
    text.one(
        (
            "seloste_trail_waiting",
            "gauge",
            "Groups of lines that wait to be written.",
        ),
        &pulse.trail_waiting,
    );
    let each: [(&str, &str, &str, Of); 4] = [
        (
            "seloste_store_waits_total",
            "counter",
            "Units that waited for a connection to a store.",
            |store| store.waits.to_string(),
        ),
        (
            "seloste_store_wait_seconds_total",
            "counter",
            "How long they waited in all.",
            |store| seconds(store.waited_ms),
        ),
        (
            "seloste_store_busy_total",
            "counter",
            "Units that got no connection in time.",
            |store| store.busy.to_string(),
        ),
        (
            "seloste_store_reruns_total",
            "counter",
            "Units run again after a conflict.",
            |store| store.reruns.to_string(),
        ),
    ];
    for (name, kind, help, of) in each {
        text.of(name, kind, help);
        for store in &pulse.stores {
            text.sample(&Sample {
                name,
                labels: &[("store", store.name)],
                value: of(store),
            });
        }
    }
}

/// What stands in the register: jobs and imports, as numbers.
async fn stored(app: &App, text: &mut Text) -> Result<(), guard::Error> {
    let states = jobs::states(app).await?;
    let imports = crate::counted_imports(app).await?;
    let name = "seloste_job_failed";
    text.of(name, "gauge", "Whether the last run of a job failed.");
    for job in &states {
        let value = u8::from(job.failed.is_some()).to_string();
        text.sample(&Sample {
            name,
            labels: &[("job", &job.name)],
            value,
        });
    }
    let name = "seloste_job_ended_seconds";
    text.of(
        name,
        "gauge",
        "When a job last ended, in seconds since 1970.",
    );
    for job in &states {
        if let Some(ended) = job.ended {
            let value = seconds(ended.ms().unsigned_abs());
            text.sample(&Sample {
                name,
                labels: &[("job", &job.name)],
                value,
            });
        }
    }
    let name = "seloste_imports";
    text.of(name, "gauge", "Imports by how they stand.");
    for (state, count) in [
        ("open", imports.open),
        ("ended", imports.ended),
        ("failed", imports.failed),
    ] {
        text.sample(&Sample {
            name,
            labels: &[("state", state)],
            value: count.to_string(),
        });
    }
    Ok(())
}

/// Bytes of memory in use, as Linux tells them.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1024)
}
