//! Checks of uploaded files: a dry run in the background, and what it found.
//!
//! Invariant: what is kept of a check are counts, lines and codes, nothing of the rows.

use std::io::Cursor;

use basics::{Coded, Instant};
use formats::headings::Heading;
use guard::{Actor, Guard};
use zeroize::Zeroizing;

use super::dry::DryRun;
use super::files;
use super::order::Order;
use super::queries;
use super::run::{Counts, Error, Outcome};
use crate::app::App;
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
    /// The first rows that would not be taken: line, column, code.
    pub problems: Vec<(u64, Option<Heading>, String)>,
    /// Why the file could not be read to its end, and at which line.
    pub failed: Option<(String, Option<i64>)>,
}

/// Seals an upload, to be checked.
///
/// # Errors
///
/// The refusal without the right *import*; the vault's and the register's failures.
pub(super) async fn begin(
    app: &App,
    actor: &Actor,
    order: &Order,
    bytes: Zeroizing<Vec<u8>>,
) -> Result<i64, guard::Error> {
    let file = files::keep(app, actor, bytes).await?;
    let (source, said, now) = (order.source.clone(), order.said(), app.clock().now());
    let add = move |tx: &mut store::Tx<'_>| {
        Ok(tx.run_one(
            &queries::ADD_CHECK,
            (file, source.clone(), said.clone(), now),
        )?)
    };
    app.guard().write_state(add).await?;
    Ok(file)
}

/// Checks a sealed upload in the background.
pub(super) fn spawn(app: App, actor: Actor, file: i64, order: Order) {
    app.clone().begin(async move {
        if let Err(error) = run(&app, &actor, file, &order).await {
            tracing::error!(code = error.code().as_str(), "a check was cut off");
        }
    });
}

async fn run(app: &App, actor: &Actor, file: i64, order: &Order) -> Result<(), guard::Error> {
    let now = app.clock().now();
    let restart = move |tx: &mut store::Tx<'_>| Ok(tx.run(&queries::RESTART_CHECK, (file, now))?);
    app.guard().write_state(restart).await?;
    let bytes = files::open(app, actor, file).await?.into_inner();
    let checked = dry(app, actor, file, (order, &bytes)).await;
    let (problems, failed, line) = match checked {
        Ok(outcome) => (told(&outcome), None, None),
        Err(error) => {
            let line = match &error {
                Error::NotRead(error) => i64::try_from(error.line).ok(),
                _ => None,
            };
            (String::new(), Some(error.code().to_string()), line)
        }
    };
    let now = app.clock().now();
    let end = move |tx: &mut store::Tx<'_>| {
        let row = (file, now, problems.clone(), failed.clone(), line);
        Ok(tx.run(&queries::END_CHECK, row)?)
    };
    app.guard().write_state(end).await?;
    Ok(())
}

async fn dry(
    app: &App,
    actor: &Actor,
    file: i64,
    (order, bytes): (&Order, &[u8]),
) -> Result<Outcome, Error> {
    let mut cursor = Cursor::new(bytes);
    let mut dry = DryRun::begin(app.guard(), actor, &mut cursor, order).await?;
    while let Some(counts) = dry.step().await? {
        advance(app.guard(), file, app.clock().now(), counts).await?;
    }
    Ok(dry.outcome())
}

async fn advance(
    guard: &Guard,
    file: i64,
    now: Instant,
    counts: Counts,
) -> Result<(), guard::Error> {
    let row = (
        file,
        now,
        counts.all,
        counts.done,
        counts.created,
        counts.known,
        counts.rejected,
    );
    let write = move |tx: &mut store::Tx<'_>| Ok(tx.run(&queries::ADVANCE_CHECK, row)?);
    guard.write_state(write).await?;
    Ok(())
}

/// `12 email formats.email.at`, a line for each; `-` where no column is meant.
fn told(outcome: &Outcome) -> String {
    let line = |(line, reason): &(u64, Reason)| {
        let heading = reason.heading.map_or("-", Heading::key);
        format!("{line} {heading} {}", reason.code)
    };
    let lines: Vec<String> = outcome.problems.iter().map(line).collect();
    lines.join("\n")
}

fn of_told(text: &str) -> Vec<(u64, Option<Heading>, String)> {
    let problem = |line: &str| {
        let mut words = line.split(' ');
        let at = words.next()?.parse().ok()?;
        let heading = Heading::by_key(words.next()?);
        Some((at, heading, words.next()?.to_owned()))
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
    let check = |row| {
        let (
            source,
            said,
            started,
            advanced,
            ended,
            all,
            done,
            created,
            known,
            rejected,
            problems,
            failed,
            line,
        ): (String, _, _, _, _, _, _, _, _, _, String, Option<String>, _) = row;
        Check {
            file,
            source,
            said,
            started,
            advanced,
            ended,
            counts: Counts {
                all,
                done,
                created,
                known,
                rejected,
            },
            problems: of_told(&problems),
            failed: failed.map(|code| (code, line)),
        }
    };
    Ok(found.map(check))
}

#[cfg(test)]
mod tests {
    use super::*;
    use basics::Code;

    #[test]
    fn what_a_check_found_is_kept_as_lines_and_codes() {
        let reason = |heading| Reason {
            heading,
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
        let expected = vec![(2, Some(Heading::Email), code()), (7, None, code())];
        assert_eq!(of_told(&kept), expected);
    }
}
