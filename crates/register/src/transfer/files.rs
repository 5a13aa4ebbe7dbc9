//! The sealed files of imports: what was uploaded and waits for a word, what was not taken.

use std::collections::HashMap;

use basics::{BatchId, Code, Instant, PartyId};
use guard::{Actor, FileReader};
use policy::Purpose;

use super::pages::STILL_MS;
use super::queries;
use super::run::Counts;
use crate::app::App;

/// A batch as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Which.
    pub batch: BatchId,
    /// Where the data came from, in the importer's word.
    pub source: String,
    /// When it began.
    pub started: Instant,
    /// When it ended; nothing while it runs, or where it was cut off.
    pub ended: Option<Instant>,
    /// How far it got.
    pub counts: Counts,
    /// What the list is about, as a key.
    pub kind: String,
    /// When it was taken back.
    pub undone: Option<Instant>,
}

/// A batch as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchPage {
    /// Which, and how far it got.
    pub batch: Batch,
    /// The sealed upload, while it is kept.
    pub upload: Option<i64>,
    /// The order in words.
    pub said: Option<String>,
    /// The sealed file of the rows that were not taken.
    pub rejected: Option<i64>,
    /// When it last got further.
    pub advanced: Instant,
    /// When the last run began, and at which row.
    pub run: (Instant, i64),
    /// The code of what ended the last run.
    pub failed: Option<String>,
    /// Since when it is being taken back, and how many went.
    pub undo: (Option<Instant>, i64),
    /// Whether somebody wants it stopped.
    pub stopping: bool,
}

/// Batches in the list.
const SHOWN: i64 = 50;
/// Files destroyed in one run of the job.
const DESTROYED_AT_ONCE: i64 = 500;

/// Opens a sealed file to import what is in it, one chunk in memory at a time.
///
/// # Errors
///
/// The refusal without the right *import*; the vault's failure where it is gone.
pub async fn open(app: &App, actor: &Actor, file: i64) -> Result<FileReader, guard::Error> {
    app.guard().read_file(actor, Purpose::Care, file).await
}

/// Opens a sealed file to hand it out.
///
/// # Errors
///
/// As [`open`].
pub(super) async fn take_out(
    app: &App,
    actor: &Actor,
    file: i64,
) -> Result<FileReader, guard::Error> {
    app.guard().take_out_file(actor, Purpose::Care, file).await
}

/// Destroys a sealed file: its key first. With an upload go the rows that its check would not take.
///
/// # Errors
///
/// The vault's and the register's failures.
pub async fn destroy(app: &App, file: i64) -> Result<(), guard::Error> {
    destroy_rejected(app, file).await?;
    app.guard().drop_file(file).await?;
    let forget = move |tx: &mut store::Tx<'_>| {
        tx.run(&queries::FORGET_REJECTED, (file,))?;
        tx.run(&queries::FORGET_REJECTED_OF_CHECK, (file,))?;
        tx.run(&queries::FORGET_UPLOAD, (file,))?;
        // Of a check that ended a moment ago.
        let rejected = tx.maybe(&queries::REJECTED_OF_CHECK, (file,))?;
        tx.run(&queries::FORGET_CHECK, (file,))?;
        Ok(rejected.flatten())
    };
    match app.guard().write_state(forget).await? {
        Some(rejected) => drop_where_there(app, rejected).await,
        None => Ok(()),
    }
}

/// Destroys the rows that the check of an upload would not take, where there are any.
///
/// # Errors
///
/// As [`destroy`].
pub(super) async fn destroy_rejected(app: &App, upload: i64) -> Result<(), guard::Error> {
    let read = move |tx: &mut store::Tx<'_>| Ok(tx.maybe(&queries::REJECTED_OF_CHECK, (upload,))?);
    let Some(Some(file)) = app.guard().read_state(read).await? else {
        return Ok(());
    };
    let forget = move |tx: &mut store::Tx<'_>| {
        tx.run(&queries::FORGET_REJECTED_OF_CHECK, (file,))?;
        Ok(())
    };
    app.guard().write_state(forget).await?;
    drop_where_there(app, file).await
}

/// Destroys a sealed file, which may be gone: its days were over, or somebody else destroyed it at
/// the same time.
async fn drop_where_there(app: &App, file: i64) -> Result<(), guard::Error> {
    match app.guard().drop_file(file).await {
        Ok(()) | Err(guard::Error::NotThere) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Destroys the files whose days are over; how many.
///
/// # Errors
///
/// As [`destroy`].
pub async fn destroy_old(app: &App) -> Result<i64, guard::Error> {
    let files = app.guard().old_files(DESTROYED_AT_ONCE).await?;
    let count = i64::try_from(files.len()).unwrap_or(i64::MAX);
    for file in files {
        match destroy(app, file).await {
            // The rows that its check would not take went with an upload.
            Ok(()) | Err(guard::Error::NotThere) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(count)
}

/// How many customers were put back as they were before a batch brought them up to date, and those
/// who stay as it made them, with their numbers.
///
/// # Errors
///
/// The register's failure.
pub async fn renewed(
    app: &App,
    batch: BatchId,
    most: i64,
) -> Result<(i64, Vec<(PartyId, i64)>), guard::Error> {
    let reading = move |tx: &mut store::Tx<'_>| {
        let restored = tx.maybe(&queries::COUNT_RESTORED, (batch,))?;
        Ok((
            restored.unwrap_or(0),
            tx.all(&queries::STAY_RENEWED, (batch, most))?,
        ))
    };
    app.guard().read_state(reading).await
}

/// The newest batches.
///
/// # Errors
///
/// The register's failure.
pub async fn batches(app: &App) -> Result<Vec<Batch>, guard::Error> {
    let newest = BatchId::new(i64::MAX);
    let read = move |tx: &mut store::Tx<'_>| Ok(tx.all(&queries::BATCHES, (newest, SHOWN))?);
    app.guard().read_state(read).await
}

/// How many imports broke off and wait for somebody to go on with them, counted to as many as the
/// list shows.
///
/// # Errors
///
/// The register's failure.
pub async fn cut_off(app: &App) -> Result<i64, guard::Error> {
    let before = app.clock().now().plus_ms(-STILL_MS);
    let read = move |tx: &mut store::Tx<'_>| Ok(tx.one(&queries::CUT_OFF, (before, SHOWN))?);
    app.guard().read_state(read).await
}

/// Where the data of these imports came from, in the importer's word.
///
/// # Errors
///
/// The register's failure.
pub async fn sources_of(
    app: &App,
    batches: Vec<BatchId>,
) -> Result<HashMap<BatchId, String>, guard::Error> {
    let read = move |tx: &mut store::Tx<'_>| {
        let keys = batches.iter().map(|batch| (*batch,));
        let found = tx.all_of(&queries::SOURCE_OF, keys)?;
        let sources = batches.iter().copied().zip(found);
        let sources = sources.filter_map(|(batch, rows)| Some((batch, rows.into_iter().next()?)));
        Ok(sources.collect())
    };
    app.guard().read_state(read).await
}

/// One batch; nothing where there is none.
///
/// # Errors
///
/// The register's failure.
pub async fn batch(app: &App, batch: BatchId) -> Result<Option<BatchPage>, guard::Error> {
    let read = move |tx: &mut store::Tx<'_>| {
        let Some(found) = tx.maybe(&queries::BATCH, (batch,))? else {
            return Ok(None);
        };
        Ok(Some((found, tx.one(&queries::BATCH_RUN, (batch,))?)))
    };
    let found = app.guard().read_state(read).await?;
    Ok(found.map(|(batch, run)| {
        let (upload, said, rejected, advanced, since, from, failed, undo, gone, stop) = run;
        BatchPage {
            upload,
            said,
            rejected,
            advanced: advanced.unwrap_or(batch.started),
            run: (since.unwrap_or(batch.started), from.unwrap_or(0)),
            failed,
            undo: (undo, gone),
            stopping: stop.is_some(),
            batch,
        }
    }))
}

/// Keeps the code of what ended a run early.
///
/// # Errors
///
/// The register's failure.
pub(super) async fn failed(app: &App, batch: BatchId, code: Code) -> Result<(), guard::Error> {
    let write = move |tx: &mut store::Tx<'_>| {
        Ok(tx.run(&queries::FAIL_BATCH, (batch, code.as_str().to_owned()))?)
    };
    app.guard().write_state(write).await?;
    Ok(())
}

/// Somebody wants a run stopped: it ends after the chunk at hand.
///
/// # Errors
///
/// The register's failure.
pub(super) async fn stop(app: &App, batch: BatchId) -> Result<(), guard::Error> {
    let now = app.clock().now();
    let write = move |tx: &mut store::Tx<'_>| Ok(tx.run(&queries::STOP_BATCH, (batch, now))?);
    app.guard().write_state(write).await?;
    Ok(())
}

/// What came from one source, of one kind of list: the old files and what the register made of
/// them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The source, in the importer's word.
    pub source: String,
    /// What the lists were about, as a key.
    pub kind: String,
    /// Imports.
    pub batches: i64,
    /// Rows of the old files, and what became of them.
    pub counts: Counts,
    /// Taken back again.
    pub undone: i64,
}

/// Sources that are compared at most.
const COMPARED_MAX: i64 = 1_000;

/// All sources, by the kind of their lists.
///
/// # Errors
///
/// The register's failure.
pub async fn compared(app: &App) -> Result<Vec<Compared>, guard::Error> {
    let read = |tx: &mut store::Tx<'_>| Ok(tx.all(&queries::COMPARED, (COMPARED_MAX,))?);
    app.guard().read_state(read).await
}
