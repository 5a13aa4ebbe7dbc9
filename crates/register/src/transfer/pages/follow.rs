//! An import under way, or past: how far it got, what was not taken, what stays of it when it is
//! taken back.

use askama::Template;
use axum::response::Response;
use basics::{BatchId, PartyId};

use super::super::files::{self, BatchPage as Found};
use super::rejected::fits_workbook;
use super::{STILL_MS, events, may_import, pace, sentence};
use crate::people;
use crate::web::{Fields, Frame, Id, Problem, Visitor, Wrong, page, plain, unfit};

/// Customers that stay when an import is taken back are listed to this many.
pub(in super::super) const STAYING: i64 = 100;

#[derive(Template)]
#[template(path = "transfer/batch.html")]
struct BatchPage {
    frame: Frame,
    found: Found,
    progress: String,
    running: bool,
    failed: Option<String>,
    /// Those who stay though the import was taken back, with their customer numbers.
    staying: Vec<(PartyId, i64)>,
    /// How many who were brought up to date were put back, and those who stay as the import made
    /// them.
    restored: i64,
    kept: Vec<(PartyId, i64)>,
    wrong: Wrong,
}

impl BatchPage {
    fn rejected_at(&self) -> String {
        format!("/import/{}/rejected", self.found.batch.batch)
    }

    fn fits_workbook(&self) -> bool {
        fits_workbook(self.found.batch.counts)
    }
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
    let undoing = found.undo.0.is_some();
    let ended = if undoing {
        found.batch.undone.is_some()
    } else {
        found.batch.ended.is_some() || found.failed.is_some()
    };
    let (since, from) = found.run;
    let counts = found.batch.counts;
    let pace = pace(
        counts.done - from,
        found.advanced.ms_since(since),
        counts.all - counts.done,
    );
    ProgressPart {
        frame: Frame::of(visitor, String::new()),
        running: !ended && still < STILL_MS,
        pace: pace.filter(|_| !undoing),
        found,
    }
}

pub(super) async fn found(visitor: &Visitor, batch: BatchId) -> Result<Found, Problem> {
    may_import(visitor).await?;
    read(visitor, batch).await
}

async fn read(visitor: &Visitor, batch: BatchId) -> Result<Found, Problem> {
    let found = files::batch(&visitor.app, batch).await;
    let found = found.map_err(|error| Problem::of(&error, visitor.language()))?;
    found.ok_or(Problem::NoPage(visitor.language()))
}

/// `GET /import/{batch}`
pub(super) async fn show(visitor: Visitor, Id(batch): Id<BatchId>) -> Result<Response, Problem> {
    let found = found(&visitor, batch).await?;
    page(&batch_page(&visitor, found, Wrong::default()).await?)
}

async fn batch_page(visitor: &Visitor, found: Found, wrong: Wrong) -> Result<BatchPage, Problem> {
    let language = visitor.language();
    let part = part(visitor, found.clone());
    let title = texts::say(language, "transfer-batch");
    let failed = found.failed.as_deref().map(|code| sentence(language, code));
    let (mut staying, mut restored, mut kept) = (Vec::new(), 0, Vec::new());
    if found.batch.undone.is_some() {
        let told = |error| Problem::of(&error, language);
        let (guard, batch) = (visitor.app.guard(), found.batch.batch);
        let touched = people::touched_of_batch(guard, batch, STAYING).await;
        staying = touched.map_err(told)?;
        let renewed = files::renewed(&visitor.app, batch, STAYING).await;
        (restored, kept) = renewed.map_err(told)?;
    }
    Ok(BatchPage {
        frame: Frame::of(visitor, [&title, ": ", &found.batch.source].concat()),
        running: part.running,
        progress: plain(&part)?,
        failed,
        staying,
        restored,
        kept,
        wrong,
        found,
    })
}

/// The page again: an import is taken back by whoever types how many it brought.
pub(super) async fn unconfirmed(
    visitor: &Visitor,
    found: Found,
    fields: Fields,
) -> Result<Response, Problem> {
    let sentence = texts::say(visitor.language(), "transfer-undo-unconfirmed");
    let wrong = Wrong::new("undo", Some("count"), sentence, fields);
    unfit(&batch_page(visitor, found, wrong).await?)
}

/// `GET /import/{batch}/progress`: the part of the page that moves.
pub(super) async fn progress(
    visitor: Visitor,
    Id(batch): Id<BatchId>,
) -> Result<Response, Problem> {
    let found = found(&visitor, batch).await?;
    page(&part(&visitor, found))
}

/// `GET /import/{batch}/events`: the same, as it moves.
pub(super) async fn moves(visitor: Visitor, Id(batch): Id<BatchId>) -> Result<Response, Problem> {
    found(&visitor, batch).await?;
    Ok(events::events(move || {
        let visitor = visitor.clone();
        async move { plain(&part(&visitor, read(&visitor, batch).await?)) }
    }))
}
