//! An import under way, or past: how far it got, what was not taken.

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use basics::BatchId;

use super::super::files::{self, BatchPage as Found};
use super::{STILL_MS, may_import, pace, sentence};
use crate::web::{Frame, Id, Problem, Visitor, page, plain};

#[derive(Template)]
#[template(path = "transfer/batch.html")]
struct BatchPage {
    frame: Frame,
    found: Found,
    progress: String,
    running: bool,
    failed: Option<String>,
}

#[derive(Template)]
#[template(path = "transfer/progress.html")]
struct ProgressPart {
    frame: Frame,
    found: Found,
    running: bool,
    /// Rows a second in this run, and seconds left.
    pace: Option<(i64, i64)>,
}

fn part(visitor: &Visitor, found: Found) -> ProgressPart {
    let still = visitor.app.clock().now().ms_since(found.advanced);
    let ended = found.batch.ended.is_some() || found.failed.is_some();
    let (since, from) = found.run;
    let counts = found.batch.counts;
    ProgressPart {
        frame: Frame::of(visitor, String::new()),
        running: !ended && still < STILL_MS,
        pace: pace(
            counts.done - from,
            found.advanced.ms_since(since),
            counts.all - counts.done,
        ),
        found,
    }
}

async fn found(visitor: &Visitor, batch: BatchId) -> Result<Found, Problem> {
    may_import(visitor).await?;
    let found = files::batch(&visitor.app, batch).await;
    let found = found.map_err(|error| Problem::of(&error, visitor.language()))?;
    found.ok_or(Problem::NoPage(visitor.language()))
}

/// `GET /import/{batch}`
pub(super) async fn show(visitor: Visitor, Id(batch): Id<BatchId>) -> Result<Response, Problem> {
    let found = found(&visitor, batch).await?;
    let language = visitor.language();
    let part = part(&visitor, found.clone());
    let title = texts::say(language, "transfer-batch");
    let failed = found.failed.as_deref().map(|code| sentence(language, code));
    page(&BatchPage {
        frame: Frame::of(&visitor, [&title, ": ", &found.batch.source].concat()),
        running: part.running,
        progress: plain(&part)?,
        failed,
        found,
    })
}

/// `GET /import/{batch}/progress`: the part of the page that moves.
pub(super) async fn progress(
    visitor: Visitor,
    Id(batch): Id<BatchId>,
) -> Result<Response, Problem> {
    let found = found(&visitor, batch).await?;
    page(&part(&visitor, found))
}

/// `GET /import/{batch}/rejected`: the rows that were not taken, with the reasons.
pub(super) async fn rejected(
    visitor: Visitor,
    Id(batch): Id<BatchId>,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let found = found(&visitor, batch).await?;
    let file = found.rejected.ok_or(Problem::NoPage(language))?;
    let opened = files::take_out(&visitor.app, &visitor.actor, file).await;
    let bytes = opened.map_err(|error| Problem::of(&error, language))?;
    let name = HeaderValue::from_static("attachment; filename=\"rivit.csv\"");
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes.to_vec()).into_response())
}
