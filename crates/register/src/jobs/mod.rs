//! The runner of jobs: what the register does by itself, and how it went.
//!
//! One table, one scheduler inside `serve`. A job is taken by a lease, so that several processes
//! on one register share the work and none does it twice; a process that dies leaves a lease that
//! runs out. A run that failed stays visible until one succeeds: Today tells it to a person.
//!
//! No domain here: each job is a name, a pace and a function of [`App`].

mod queries;

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use basics::{Code, Coded, Instant};

use crate::app::App;

pub(crate) use queries::all as statements;

/// A run under way: how many things it did.
pub(crate) type Running = Pin<Box<dyn Future<Output = Result<i64, guard::Error>> + Send>>;

/// A job: what it is called, how often it runs, what it does.
pub(crate) struct Job {
    /// Its name in the table, the trail and on Today.
    pub(crate) name: &'static str,
    /// From the end of one run to the next.
    pub(crate) every_ms: i64,
    /// What it does; the number of things done.
    pub(crate) run: fn(App) -> Running,
}

/// The jobs there are.
pub(crate) static JOBS: [Job; 5] = [
    Job {
        name: "checkpoint",
        every_ms: 60_000,
        run: |app| Box::pin(async move { app.guard().checkpoint().await }),
    },
    Job {
        name: "keys-ahead",
        every_ms: 10 * 60_000,
        run: |app| Box::pin(async move { app.guard().make_keys_ahead().await }),
    },
    Job {
        name: "sessions",
        every_ms: 60 * 60_000,
        run: |app| Box::pin(async move { app.guard().accounts().clean_up().await }),
    },
    Job {
        name: "reindex",
        every_ms: 5 * 60_000,
        run: |app| Box::pin(crate::reindex(app)),
    },
    Job {
        name: "import-files",
        every_ms: 60 * 60_000,
        run: |app| Box::pin(crate::destroy_old_files(app)),
    },
];

/// How a job stands, for Today and `doctor`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobState {
    /// Its name.
    pub name: String,
    /// When it is due next.
    pub due: Instant,
    /// When the last run began.
    pub started: Option<Instant>,
    /// When the last run ended.
    pub ended: Option<Instant>,
    /// The code of the failure, where the last run failed.
    pub failed: Option<String>,
    /// How many things the last run did.
    pub count: i64,
}

/// How long a run may take before another process may take the job.
const LEASE_MS: i64 = 10 * 60_000;
/// How often the scheduler looks whether something is due.
const LOOK: Duration = Duration::from_secs(5);

/// Runs jobs as they come due, until `stop` ends.
pub(crate) async fn schedule(app: App, mut stop: tokio::sync::watch::Receiver<bool>) {
    let process = app.ids().random();
    loop {
        for job in &JOBS {
            if let Err(error) = run_if_due(&app, job, process).await {
                tracing::error!(
                    job = job.name,
                    code = error.code().as_str(),
                    "a job could not be run"
                );
            }
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            changed = stop.changed() => if changed.is_err() || *stop.borrow() { return },
        }
    }
}

/// Runs every job once, due or not: for `doctor --run-jobs` and tests.
///
/// # Errors
///
/// The first failure of the register itself; a job's own failure is written down.
pub async fn run_all(app: &App) -> Result<(), guard::Error> {
    for job in &JOBS {
        (job.run)(app.clone()).await?;
    }
    Ok(())
}

/// How the jobs stand.
///
/// # Errors
///
/// The register's failure.
pub async fn states(app: &App) -> Result<Vec<JobState>, guard::Error> {
    let rows = app
        .guard()
        .read_state(|tx| Ok(tx.all(&queries::JOBS, ())?))
        .await?;
    let state =
        |(name, due, started, ended, result, code, count): (_, _, _, _, Option<String>, _, _)| {
            let failed = if result.as_deref() == Some("failed") {
                code
            } else {
                None
            };
            JobState {
                name,
                due,
                started,
                ended,
                failed,
                count,
            }
        };
    Ok(rows.into_iter().map(state).collect())
}

async fn run_if_due(app: &App, job: &'static Job, process: i64) -> Result<(), guard::Error> {
    let now = app.clock().now();
    let until = now.plus_ms(LEASE_MS);
    let taken = app
        .guard()
        .write_state(move |tx| {
            tx.run(&queries::KNOW_JOB, (job.name.to_owned(), now))?;
            Ok(tx.run(
                &queries::TAKE_JOB,
                (job.name.to_owned(), now, until, process),
            )?)
        })
        .await?;
    if taken == 0 {
        return Ok(());
    }
    let outcome = (job.run)(app.clone()).await;
    if let Err(error) = &outcome {
        tracing::error!(job = job.name, code = error.code().as_str(), "a job failed");
    }
    let ended = app.clock().now();
    let due = ended.plus_ms(job.every_ms);
    let code = outcome
        .as_ref()
        .err()
        .map(|error| Code::as_str(error.code()).to_owned());
    let result = if code.is_some() { "failed" } else { "done" };
    let count = outcome.unwrap_or(0);
    app.guard()
        .write_state(move |tx| {
            let row = (
                job.name.to_owned(),
                process,
                ended,
                due,
                result.to_owned(),
                code.clone(),
                count,
            );
            Ok(tx.run(&queries::END_JOB, row)?)
        })
        .await?;
    Ok(())
}
