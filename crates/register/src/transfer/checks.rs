//! Checks of uploaded files: a dry run in the background, and what it found.
//!
//! Invariant: what is kept of a check in the clear are counts, lines and codes, nothing of the rows;
//! those that would not be taken are a sealed file, which goes with the upload. Of two checks of one
//! upload the one that began last counts; the other stops, and leaves nothing.

use std::io::{Read, Seek};

use basics::{Coded, Instant};
use formats::headings::Heading;
use guard::{Actor, FileReader, Guard};

use super::customers::Customers;
use super::dry::DryRun;
use super::files;
use super::kind::{Kind, What};
use super::notes::Notes;
use super::order::Order;
use super::queries;
use super::rejected_file::RejectedFile;
use super::run::{Counts, Error, Outcome};
use super::sites::Sites;
use super::tasks::Tasks;
use crate::app::App;
use crate::fields;
use crate::people::Reason;

/// A check as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The sealed upload.
    pub file: i64,
    /// Where the data comes from, in the importer's word.
    pub source: String,
    /// The order in words.
    pub said: String,
    /// When it began.
    pub started: Instant,
    /// When it last got further.
    pub advanced: Instant,
    /// When it ended.
    pub ended: Option<Instant>,
    /// How far it got.
    pub counts: Counts,
    /// The first rows that would not be taken: line, the key of the column, code.
    pub problems: Vec<(u64, Option<String>, String)>,
    /// Why the file could not be read to its end, and at which line.
    pub failed: Option<(String, Option<i64>)>,
    /// The sealed file of the rows that would not be taken.
    pub rejected: Option<i64>,
}

/// A sealed upload is to be checked.
///
/// # Errors
///
/// The register's failure.
pub(super) async fn begin(app: &App, order: &Order, file: i64) -> Result<(), guard::Error> {
    let (source, said, now) = (order.source.clone(), order.said(), app.clock().now());
    let add = move |tx: &mut store::Tx<'_>| {
        let row = (file, source.clone(), said.clone(), now);
        Ok(tx.run_one(&queries::ADD_CHECK, row)?)
    };
    app.guard().write_state(add).await
}

/// Another order for a check, such as what the columns hold.
///
/// # Errors
///
/// The register's failure.
pub(super) async fn reorder(app: &App, order: &Order, file: i64) -> Result<(), guard::Error> {
    let said = order.said();
    let write =
        move |tx: &mut store::Tx<'_>| Ok(tx.run(&queries::REORDER_CHECK, (file, said.clone()))?);
    app.guard().write_state(write).await?;
    Ok(())
}

/// A check ended before it began: what has to be said first.
///
/// # Errors
///
/// The register's failure.
pub(super) async fn unmapped(app: &App, file: i64, error: &Error) -> Result<(), guard::Error> {
    let ended = Ended {
        failed: Some(error.code().to_string()),
        ..Ended::default()
    };
    let begun = restart(app, file).await?;
    end(app, begun, ended).await
}

/// A check that was begun: of which upload, and when, which tells it from others of the same.
type Begun = (i64, Instant);

/// Begins a check: nothing of an earlier one is shown any more, and none that still runs gets
/// further.
async fn restart(app: &App, file: i64) -> Result<Begun, guard::Error> {
    let now = app.clock().now();
    let restart = move |tx: &mut store::Tx<'_>| {
        tx.run(&queries::RESTART_CHECK, (file, now))?;
        let started = tx.maybe(&queries::CHECK_STARTED, (file,))?;
        started.ok_or(guard::Error::NotThere)
    };
    let started = app.guard().write_state(restart).await?;
    files::destroy_rejected(app, file).await?;
    Ok((file, started))
}

/// What a check found, or why it could not be made.
#[derive(Default)]
struct Ended {
    /// The first problems, as they are kept.
    problems: String,
    failed: Option<String>,
    line: Option<i64>,
    /// The sealed file of the rows that would not be taken.
    rejected: Option<i64>,
}

async fn end(app: &App, (file, started): Begun, ended: Ended) -> Result<(), guard::Error> {
    let now = app.clock().now();
    let rejected = ended.rejected;
    let write = move |tx: &mut store::Tx<'_>| {
        let (problems, failed) = (ended.problems.clone(), ended.failed.clone());
        let (line, rejected) = (ended.line, ended.rejected);
        let row = (file, started, now, problems, failed, line, rejected);
        Ok(tx.run(&queries::END_CHECK, row)?)
    };
    let told = app.guard().write_state(write).await?;
    match rejected {
        // The upload was thrown away meanwhile, or another check began.
        Some(rejected) if told == 0 => app.guard().drop_file(rejected).await,
        _ => Ok(()),
    }
}

/// Checks a sealed upload in the background. Whoever looks at it from now on sees this check, and
/// nothing of an earlier one.
///
/// # Errors
///
/// The register's failure; then no check is made.
pub(super) async fn start(
    app: &App,
    actor: &Actor,
    file: i64,
    order: Order,
) -> Result<(), guard::Error> {
    let begun = restart(app, file).await?;
    let (app, actor) = (app.clone(), actor.clone());
    app.clone().begin(async move {
        if let Err(error) = run(&app, &actor, begun, &order).await {
            tracing::error!(code = error.code().as_str(), "a check was cut off");
        }
    });
    Ok(())
}

async fn run(app: &App, actor: &Actor, begun: Begun, order: &Order) -> Result<(), guard::Error> {
    let opened = files::open(app, actor, begun.0).await?;
    let checked = match order.what {
        What::Customers => dry::<Customers>(app, actor, begun, (order, opened)).await,
        What::Notes => dry::<Notes>(app, actor, begun, (order, opened)).await,
        What::Sites => dry::<Sites>(app, actor, begun, (order, opened)).await,
        What::Tasks => dry::<Tasks>(app, actor, begun, (order, opened)).await,
    };
    let found = match checked {
        Ok((outcome, rejected)) => Ended {
            problems: told(&outcome),
            rejected,
            ..Ended::default()
        },
        // Whoever threw the upload away, or began another check, wants to hear nothing of it.
        Err(Error::Stopped) => return Ok(()),
        Err(error) => Ended {
            line: match &error {
                Error::NotRead(error) => i64::try_from(error.line).ok(),
                _ => None,
            },
            failed: Some(error.code().to_string()),
            ..Ended::default()
        },
    };
    end(app, begun, found).await
}

/// Goes through a file; what was found, and the sealed rows that would not be taken.
async fn dry<K: Kind>(
    app: &App,
    actor: &Actor,
    begun: Begun,
    (order, mut opened): (&Order, FileReader),
) -> Result<(Outcome, Option<i64>), Error> {
    let guard = app.guard();
    let mut dry = DryRun::<_, K>::begin(guard, actor, &mut opened, order).await?;
    let mut sealed = RejectedFile::default();
    match gone_through(app, actor, begun, (&mut dry, &mut sealed)).await {
        Ok(()) => Ok((dry.outcome(), sealed.finish(guard).await?)),
        Err(error) => {
            sealed.give_up(guard).await?;
            Err(error)
        }
    }
}

async fn gone_through<F: Read + Seek + Send, K: Kind>(
    app: &App,
    actor: &Actor,
    begun: Begun,
    (dry, sealed): (&mut DryRun<'_, F, K>, &mut RejectedFile),
) -> Result<(), Error> {
    let guard = app.guard();
    while let Some(counts) = dry.step().await? {
        sealed.add(guard, actor, dry.rejected()).await?;
        if advance(guard, begun, app.clock().now(), counts).await? == 0 {
            return Err(Error::Stopped);
        }
    }
    Ok(())
}

async fn advance(
    guard: &Guard,
    (file, started): Begun,
    now: Instant,
    counts: Counts,
) -> Result<u64, guard::Error> {
    let row = (
        file,
        started,
        now,
        counts.all,
        counts.done,
        counts.created,
        counts.updated,
        counts.known,
        counts.rejected,
        counts.missing,
        counts.no_consent,
        counts.earlier_no,
        counts.unchanged,
    );
    let write = move |tx: &mut store::Tx<'_>| Ok(tx.run(&queries::ADVANCE_CHECK, row)?);
    guard.write_state(write).await
}

/// `12 email formats.email.at`, a line for each; `-` where no column is meant.
fn told(outcome: &Outcome) -> String {
    let line = |(line, reason): &(u64, Reason)| {
        let heading = reason.heading.map(Heading::key).map(str::to_owned);
        let own = reason.own.map(|key| fields::what(key.as_str()));
        let column = heading.or(own).unwrap_or_else(|| "-".to_owned());
        format!("{line} {column} {}", reason.code)
    };
    let lines: Vec<String> = outcome.problems.iter().map(line).collect();
    lines.join("\n")
}

fn of_told(text: &str) -> Vec<(u64, Option<String>, String)> {
    let problem = |line: &str| {
        let mut words = line.split(' ');
        let at = words.next()?.parse().ok()?;
        let column = Some(words.next()?).filter(|column| *column != "-");
        Some((at, column.map(str::to_owned), words.next()?.to_owned()))
    };
    text.lines().filter_map(problem).collect()
}

/// A check; nothing where the upload is kept no more.
///
/// # Errors
///
/// The register's failure.
pub async fn check(app: &App, file: i64) -> Result<Option<Check>, guard::Error> {
    let read = move |tx: &mut store::Tx<'_>| Ok(tx.maybe(&queries::CHECK, (file,))?);
    let found = app.guard().read_state(read).await?;
    Ok(found.map(|row| Check {
        file,
        source: row.source,
        said: row.said,
        started: row.started,
        advanced: row.advanced,
        ended: row.ended,
        counts: row.counts,
        problems: of_told(&row.problems),
        failed: row.failed.map(|code| (code, row.failed_line)),
        rejected: row.rejected_file,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use basics::Code;

    #[test]
    fn what_a_check_found_is_kept_as_lines_and_codes() {
        let reason = |heading| Reason {
            heading,
            own: None,
            code: Code::new("people.name"),
        };
        let outcome = Outcome {
            batch: None,
            counts: Counts::default(),
            problems: vec![(2, reason(Some(Heading::Email))), (7, reason(None))],
        };
        let kept = told(&outcome);
        assert_eq!(kept, "2 email people.name\n7 - people.name");
        let code = || "people.name".to_owned();
        let expected = vec![(2, Some("email".to_owned()), code()), (7, None, code())];
        assert_eq!(of_told(&kept), expected);
    }
}
