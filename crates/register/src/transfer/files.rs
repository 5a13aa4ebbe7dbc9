//! The sealed files of imports: what was uploaded and waits for a word, what was not taken.

use std::io::Cursor;

use basics::{ActorId, BatchId, Instant};
use guard::Actor;
use policy::Purpose;
use zeroize::Zeroizing;

use super::queries;
use super::run::Counts;
use crate::app::App;

/// A batch as its page shows it.
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
    /// Who imported.
    pub actor: ActorId,
    /// How far it got.
    pub counts: Counts,
    /// The sealed file of the rows that were not taken.
    pub rejected: Option<i64>,
}

/// Batches in the list.
const SHOWN: i64 = 50;
/// Files destroyed in one run of the job.
const DESTROYED_AT_ONCE: i64 = 500;

/// Seals an uploaded file until somebody says what becomes of it.
///
/// # Errors
///
/// The refusal without the right *import*; the vault's and the register's failures.
pub async fn keep(
    app: &App,
    actor: &Actor,
    bytes: Zeroizing<Vec<u8>>,
) -> Result<i64, guard::Error> {
    app.guard().keep_file(actor, Purpose::Care, bytes).await
}

/// Opens a sealed file to import what is in it.
///
/// # Errors
///
/// The refusal without the right *import*; the vault's failure where it is gone.
pub async fn open(
    app: &App,
    actor: &Actor,
    file: i64,
) -> Result<Cursor<Zeroizing<Vec<u8>>>, guard::Error> {
    Ok(Cursor::new(
        app.guard().read_file(actor, Purpose::Care, file).await?,
    ))
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
) -> Result<Zeroizing<Vec<u8>>, guard::Error> {
    app.guard().take_out_file(actor, Purpose::Care, file).await
}

/// Destroys a sealed file: its key first.
///
/// # Errors
///
/// The vault's and the register's failures.
pub async fn destroy(app: &App, file: i64) -> Result<(), guard::Error> {
    app.guard().drop_file(file).await?;
    let forget = move |tx: &mut store::Tx<'_>| {
        tx.run(&queries::FORGET_REJECTED, (file,))?;
        Ok(())
    };
    app.guard().write_state(forget).await
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
        destroy(app, file).await?;
    }
    Ok(count)
}

/// The newest batches.
///
/// # Errors
///
/// The register's failure.
pub async fn batches(app: &App) -> Result<Vec<Batch>, guard::Error> {
    let newest = BatchId::new(i64::MAX);
    let read = move |tx: &mut store::Tx<'_>| Ok(tx.all(&queries::BATCHES, (newest, SHOWN))?);
    let rows = app.guard().read_state(read).await?;
    let batch = |(batch, source, started, ended, actor, all, done, created, known, rejected)| {
        let counts = Counts {
            all,
            done,
            created,
            known,
            rejected,
        };
        Batch {
            batch,
            source,
            started,
            ended,
            actor,
            counts,
            rejected: None,
        }
    };
    Ok(rows.into_iter().map(batch).collect())
}

/// One batch; nothing where there is none.
///
/// # Errors
///
/// The register's failure.
pub async fn batch(app: &App, batch: BatchId) -> Result<Option<Batch>, guard::Error> {
    let read = move |tx: &mut store::Tx<'_>| Ok(tx.maybe(&queries::BATCH, (batch,))?);
    let found = app.guard().read_state(read).await?;
    let found = found.map(
        |(source, started, ended, actor, all, done, created, known, rejected, file)| {
            let counts = Counts {
                all,
                done,
                created,
                known,
                rejected,
            };
            Batch {
                batch,
                source,
                started,
                ended,
                actor,
                counts,
                rejected: file,
            }
        },
    );
    Ok(found)
}
