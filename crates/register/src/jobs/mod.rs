//! The runner of jobs: what the register does by itself, and how it went.
//!
//! One table, and inside `serve` one task for each job, so that none waits for another. A job is
//! taken by a lease, so that several processes on one register share the work and none does it
//! twice; the lease is renewed while the job runs, and a process that dies leaves one that runs
//! out. A run that failed stays visible until one succeeds, and so does one that should have begun
//! long ago: Today and `doctor` tell it to a person.
//!
//! No domain here: each job is a name, a pace and a function of [`App`].

mod queries;

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use basics::{Code, Coded, DAY_MS, Instant};
use tokio::sync::watch;
use tokio::task::JoinSet;

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
pub(crate) static JOBS: [Job; 14] = [
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
        run: |app| {
            Box::pin(async move {
                app.sought().let_go(app.clock().now());
                app.guard().accounts().clean_up().await
            })
        },
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
    Job {
        name: "merges",
        every_ms: DAY_MS,
        run: |app| Box::pin(crate::end_old_merges(app)),
    },
    Job {
        name: "files",
        every_ms: DAY_MS,
        run: |app| Box::pin(crate::let_removed_files_go(app)),
    },
    Job {
        name: "access-packages",
        every_ms: DAY_MS,
        run: |app| Box::pin(crate::let_old_copies_go(app)),
    },
    Job {
        name: "packages",
        every_ms: DAY_MS,
        run: |app| Box::pin(crate::destroy_old_packages(app)),
    },
    Job {
        name: "bulk",
        every_ms: DAY_MS,
        run: |app| Box::pin(crate::forget_old_bulk(app)),
    },
    Job {
        name: "statistics",
        every_ms: 6 * 60 * 60_000,
        run: |app| Box::pin(crate::count_months(app)),
    },
    Job {
        name: "retention",
        every_ms: DAY_MS,
        run: |app| Box::pin(crate::erase_due(app)),
    },
    Job {
        name: "oversight",
        every_ms: DAY_MS,
        run: |app| Box::pin(crate::oversee(app)),
    },
    Job {
        name: "trail-clock",
        every_ms: DAY_MS,
        run: |app| Box::pin(async move { app.guard().expire_trail().await }),
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
    /// Whether it should have run long ago and nobody is running it.
    pub overdue: bool,
}

/// How long a process that fell silent keeps a job from the others.
const LEASE_MS: i64 = 10 * 60_000;
/// How often the lease of a running job is renewed.
const RENEW: Duration = Duration::from_mins(2);
/// How often it is looked whether a job is due.
const LOOK: Duration = Duration::from_secs(5);
/// A run that failed is tried again after this, however seldom the job runs.
const AGAIN_MS: i64 = 5 * 60_000;
/// A job that waits longer than this, and longer than its pace, is overdue.
const OVERDUE_MS: i64 = 60 * 60_000;

/// Whether a job is run only when its time has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Due,
    Now,
}

/// Runs jobs as they come due, until `stop` says so; what runs then is waited for.
pub(crate) async fn schedule(app: App, stop: watch::Receiver<bool>) {
    let process = app.ids().random();
    let mut tasks = JoinSet::new();
    for job in &JOBS {
        tasks.spawn(repeat(app.clone(), job, process, stop.clone()));
    }
    while tasks.join_next().await.is_some() {}
}

async fn repeat(app: App, job: &'static Job, process: i64, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = run(&app, job, process, When::Due).await {
            tracing::error!(
                job = job.name,
                code = error.code().as_str(),
                "a job could not be run"
            );
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Runs every job once, due or not, but for those that another process is running: for
/// `doctor --run-jobs` and tests. A job's own failure is written down, and the others run.
///
/// # Errors
///
/// The register's failure.
pub async fn run_all(app: &App) -> Result<(), guard::Error> {
    let process = app.ids().random();
    for job in &JOBS {
        run(app, job, process, When::Now).await?;
    }
    Ok(())
}

/// How the jobs stand.
///
/// # Errors
///
/// The register's failure.
pub async fn states(app: &App) -> Result<Vec<JobState>, guard::Error> {
    let now = app.clock().now();
    let rows = app
        .guard()
        .read_state(|tx| Ok(tx.all(&queries::JOBS, ())?))
        .await?;
    let state = |(name, due, lease, started, ended, result, code, count): Row| JobState {
        overdue: is_overdue(&name, due, lease, now),
        name,
        due,
        started,
        ended,
        failed: code.filter(|_| result.as_deref() == Some("failed")),
        count,
    };
    Ok(rows.into_iter().map(state).collect())
}

/// A row of the table: name, due, leased until, started, ended, result, code, count.
type Row = (
    String,
    Instant,
    Option<Instant>,
    Option<Instant>,
    Option<Instant>,
    Option<String>,
    Option<String>,
    i64,
);

fn is_overdue(name: &str, due: Instant, lease: Option<Instant>, now: Instant) -> bool {
    let Some(job) = JOBS.iter().find(|job| job.name == name) else {
        return false;
    };
    !is_held(lease, now) && now.ms_since(due) > job.every_ms.max(OVERDUE_MS)
}

/// Takes a job that is free, runs it and writes down how it ended.
async fn run(app: &App, job: &'static Job, process: i64, when: When) -> Result<(), guard::Error> {
    if !take(app, job, process, when).await? {
        return Ok(());
    }
    let outcome = held(app, job, process).await;
    if let Err(code) = &outcome {
        tracing::error!(job = job.name, code = code.as_str(), "a job failed");
    }
    let ended = app.clock().now();
    let wait = match &outcome {
        Ok(_) => job.every_ms,
        Err(_) => job.every_ms.min(AGAIN_MS),
    };
    let due = ended.plus_ms(wait);
    let code = outcome.as_ref().err().map(|code| code.as_str().to_owned());
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

/// Whether this process has the job now. Nothing is written where it is not due or not free.
async fn take(
    app: &App,
    job: &'static Job,
    process: i64,
    when: When,
) -> Result<bool, guard::Error> {
    let now = app.clock().now();
    let found = app
        .guard()
        .read_state(|tx| Ok(tx.maybe(&queries::JOB, (job.name.to_owned(),))?))
        .await?;
    let (due, lease) = found.unwrap_or((now, None));
    if is_held(lease, now) || when == When::Due && !is_due(job, due, now) {
        return Ok(false);
    }
    let until = now.plus_ms(LEASE_MS);
    let taken = app
        .guard()
        .write_state(move |tx| {
            tx.run(&queries::KNOW_JOB, (job.name.to_owned(), now))?;
            let row = (job.name.to_owned(), now, until, process, due, lease);
            Ok(tx.run(&queries::TAKE_JOB, row)?)
        })
        .await?;
    Ok(taken > 0)
}

/// Whether the time of a job has come. One that waits longer than its pace was written down by a
/// clock that ran ahead and has been set right.
fn is_due(job: &Job, due: Instant, now: Instant) -> bool {
    due <= now || due.ms_since(now) > job.every_ms
}

/// Whether somebody runs a job. A lease that ends later than any can was given by a clock that ran
/// ahead.
fn is_held(lease: Option<Instant>, now: Instant) -> bool {
    lease.is_some_and(|until| until >= now && until.ms_since(now) <= LEASE_MS)
}

/// Runs a job in a task of its own and renews its lease meanwhile.
async fn held(app: &App, job: &'static Job, process: i64) -> Result<i64, Code> {
    let mut running = tokio::spawn((job.run)(app.clone()));
    loop {
        tokio::select! {
            ended = &mut running => return match ended {
                Ok(outcome) => outcome.map_err(|error| error.code()),
                Err(_) => Err(Code::new("jobs.broke_off")),
            },
            () = tokio::time::sleep(RENEW) => {
                let until = app.clock().now().plus_ms(LEASE_MS);
                let renewing = move |tx: &mut store::Tx<'_>| {
                    let row = (job.name.to_owned(), process, until);
                    Ok(tx.run(&queries::RENEW_JOB, row)?)
                };
                if app.guard().write_state(renewing).await.is_err() {
                    tracing::warn!(job = job.name, "a lease could not be renewed");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const HOUR: i64 = 60 * 60_000;

    #[rstest]
    #[case("checkpoint", HOUR, None, false)]
    #[case("checkpoint", HOUR + 1, None, true)]
    #[case("checkpoint", HOUR + 1, Some(HOUR + 2), false)]
    #[case("checkpoint", 3 * HOUR, Some(2 * HOUR), true)]
    #[case("gone", 9 * HOUR, None, false)]
    fn a_job_that_nobody_runs_for_an_hour_is_overdue(
        #[case] name: &str,
        #[case] now: i64,
        #[case] lease: Option<i64>,
        #[case] overdue: bool,
    ) {
        let (due, lease) = (Instant::from_ms(0), lease.map(Instant::from_ms));
        assert_eq!(is_overdue(name, due, lease, Instant::from_ms(now)), overdue);
    }

    #[rstest]
    #[case(0, true)]
    #[case(1, false)]
    #[case(60_000, false)]
    #[case(60_001, true)]
    fn a_job_waits_no_longer_than_its_pace_whatever_the_clock_was(
        #[case] due: i64,
        #[case] runs: bool,
    ) {
        let now = Instant::from_ms(0);
        assert_eq!(is_due(&JOBS[0], Instant::from_ms(due), now), runs);
    }

    #[rstest]
    #[case(None, false)]
    #[case(Some(-1), false)]
    #[case(Some(0), true)]
    #[case(Some(LEASE_MS), true)]
    #[case(Some(LEASE_MS + 1), false)]
    fn a_lease_of_a_clock_that_ran_ahead_holds_nothing(
        #[case] until: Option<i64>,
        #[case] held: bool,
    ) {
        let now = Instant::from_ms(0);
        assert_eq!(is_held(until.map(Instant::from_ms), now), held);
    }
}
