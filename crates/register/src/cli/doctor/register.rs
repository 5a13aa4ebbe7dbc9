//! The register from inside: opened as every start opens it, its trail verified, its jobs looked
//! at. Why it does not open is told with the sentence that every command tells.

use guard::{Mended, StartError, StartReport};

use super::Report;
use crate::app::App;
use crate::cli::operate::line_of;
use crate::folder::{Folder, FolderError};
use crate::{jobs, keeping};

/// How far in the future a job may have ended before the clock is thought to have gone back.
const AHEAD_MS: i64 = 5 * 60_000;

/// Looks at the register.
pub(super) async fn look(place: &Folder, run_jobs: bool, quick: bool, report: &mut Report<'_>) {
    let (app, start) = match place.open().await {
        Ok(opened) => opened,
        Err(error) => {
            let line = match &error {
                FolderError::Start(StartError::Trail(untrue)) => line_of(untrue, report.screen),
                _ => None,
            };
            return report.error(&error, line);
        }
    };
    mended(&start, report);
    if run_jobs && let Err(error) = jobs::run_all(&app).await {
        report.error(&error, None);
    }
    if !quick {
        trail(&app, report).await;
    }
    if let Err(error) = app.guard().ready().await {
        report.error(&error, None);
    }
    if let Err(error) = each_job(&app, report).await {
        report.error(&error, None);
    }
    if let Err(error) = what_is_due(&app, report).await {
        report.error(&error, None);
    }
    app.guard().clone().close().await;
}

/// What the start mended is told, and nothing is to be done about it.
fn mended(start: &StartReport, report: &mut Report<'_>) {
    let StartReport {
        mended,
        settled,
        erased_from_trail,
        noes_restored,
    } = start;
    let Mended {
        erased_again,
        files_mended,
        index_lost,
        index_behind,
    } = mended;
    let counts = [
        ("doctor-mended-settled", *settled),
        (
            "doctor-mended-erased",
            erased_from_trail.saturating_add(*erased_again),
        ),
        ("doctor-mended-noes", *noes_restored),
        ("doctor-mended-files", *files_mended),
    ];
    for (code, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        report.fact(code, &[("count", &count.to_string())]);
    }
    if *index_lost || *index_behind {
        report.fact("doctor-mended-index", &[]);
    }
}

async fn trail(app: &App, report: &mut Report<'_>) {
    match app.guard().verify_trail(None).await {
        Ok(verified) => {
            let lines = verified.lines.to_string();
            report.fact("doctor-trail-true", &[("lines", &lines)]);
        }
        Err(untrue) => {
            let line = line_of(&untrue, report.screen);
            report.error(&untrue, line);
        }
    }
}

async fn each_job(app: &App, report: &mut Report<'_>) -> Result<(), guard::Error> {
    let states = jobs::states(app).await?;
    let ahead = report.now.plus_ms(AHEAD_MS);
    if states
        .iter()
        .any(|job| job.ended.is_some_and(|ended| ended > ahead))
    {
        report.wrong("doctor.clock.back", &[]);
    }
    for job in &states {
        let name = report.screen.say(&["job-", &job.name].concat());
        if job.overdue {
            report.wrong("doctor.job.overdue", &[("job", &name)]);
        }
        if let Some(code) = &job.failed {
            let key = ["error-", &code.replace(['.', '_'], "-")].concat();
            let why = report.screen.say(&key);
            report.wrong("doctor.job.failed", &[("job", &name), ("why", &why)]);
        }
    }
    Ok(())
}

/// Backups, copies of the keys, rehearsals and root keys that are too old.
async fn what_is_due(app: &App, report: &mut Report<'_>) -> Result<(), guard::Error> {
    for due in keeping::due(app).await? {
        report.error(&due, None);
    }
    Ok(())
}
