//! The import itself: everything checked first, then written in chunks under one batch.
//!
//! Invariants: a chunk and the place it reached are written together, and only from the place this
//! run left, so a run that was cut off goes on where it stopped, two runs of one file meet and one
//! of them stops, and nothing is doubled; a row is created, known or rejected with its reasons,
//! never lost; the rejected rows exist only as a sealed file.

use std::io::{Read, Seek};
use std::sync::Arc;

use basics::{BatchId, Code, Coded, Language};
use formats::csv::NotRead;
use guard::category::Identity;
use guard::{Actor, Ask, ByKey, Guard, Work};
use policy::{ConnectionKind, Purpose};

use super::dry::DryRun;
use super::judge::{self, RefusedLines, Rule};
use super::mapping::Unmapped;
use super::order::{Order, Unfit};
use super::pass::{self, Examined, Pass};
use super::queries;
use super::rejected::Rejected;
use crate::people::{self, Reason};

/// Rows written in one transaction.
pub const CHUNK: usize = 500;

/// How far an import got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows of the file.
    pub all: i64,
    /// Rows dealt with.
    pub done: i64,
    /// Customers and contact persons created, or that would be.
    pub created: i64,
    /// Rows about someone in the register already.
    pub known: i64,
    /// Rows not taken.
    pub rejected: i64,
}

/// What an import brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The batch; nothing for a dry run.
    pub batch: Option<BatchId>,
    /// How many of what.
    pub counts: Counts,
    /// The first rows that were not taken: their lines and why. Nothing of the rows themselves.
    pub problems: Vec<(u64, Reason)>,
}

/// Why a file was not imported.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read as CSV.
    #[error(transparent)]
    NotRead(#[from] NotRead),
    /// Its headings cannot be mapped.
    #[error(transparent)]
    Unmapped(#[from] Unmapped),
    /// The notice does not name what was ordered.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// It was imported already.
    #[error("this file was imported already")]
    Already,
    /// Another run is importing it now.
    #[error("this file is being imported by another run")]
    Underway,
    /// It was imported in part, under another order.
    #[error("this file was imported in part, under another order")]
    OtherOrder,
    /// The file itself failed while it was read.
    #[error("the file could not be read")]
    File,
    /// A party could not be entered.
    #[error(transparent)]
    People(#[from] people::Error),
}

impl From<guard::Error> for Error {
    fn from(error: guard::Error) -> Self {
        Self::People(error.into())
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::People(error.into())
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        match self {
            Self::NotRead(error) => error.code(),
            Self::Unmapped(error) => error.code(),
            Self::Unfit(error) => error.code(),
            Self::Already => Code::new("transfer.file.already"),
            Self::Underway => Code::new("transfer.file.underway"),
            Self::OtherOrder => Code::new("transfer.file.other_order"),
            Self::File => Code::new("transfer.file.unreadable"),
            Self::People(error) => error.code(),
        }
    }
}

impl Error {
    /// Which line or column is meant, in words for whoever brings the file; never for a log.
    #[must_use]
    pub fn place(&self, language: Language) -> Option<String> {
        match self {
            Self::NotRead(error) => {
                let line = error.line.to_string();
                let values = [("line", line.as_str())];
                Some(texts::say_with(language, "transfer-place-line", &values))
            }
            Self::Unmapped(Unmapped::Unknown(at, title) | Unmapped::Twice(at, title)) => {
                let at = at.to_string();
                let values = [("number", at.as_str()), ("heading", title.expose())];
                Some(texts::say_with(language, "transfer-place-column", &values))
            }
            _ => None,
        }
    }
}

/// Imports a file; `upload` is its sealed copy, where there is one. `progress` is told the batch at
/// the beginning and after each chunk.
///
/// # Errors
///
/// [`Error`]; what was written before it stays and is gone on from by importing the same file.
pub async fn import<F: Read + Seek + Send>(
    guard: &Guard,
    actor: &Actor,
    mut file: F,
    (order, upload): (Order, Option<i64>),
    mut progress: impl FnMut(Option<BatchId>, Counts) + Send,
) -> Result<Outcome, Error> {
    may_import(guard, actor).await?;
    if order.dry_run {
        let mut dry = DryRun::begin(guard, actor, &mut file, &order).await?;
        while let Some(counts) = dry.step().await? {
            progress(None, counts);
        }
        return Ok(dry.outcome());
    }
    let contact_persons = fitting(guard, &order).await?;
    let digest = pass::digest(&mut file)?;
    let all = pass::count(&mut file, &order)?;
    let mut pass = Pass::open(&mut file, &order, contact_persons)?;
    let mut rejected = Rejected::new(pass.headings(), order.terms.language);
    let begun = Begun {
        guard,
        actor,
        order: &order,
        digest,
        upload,
    };
    let mut run = begun.batch(all).await?;
    progress(Some(run.batch), run.shown());
    loop {
        let chunk = pass.chunk(run.next_chunk())?;
        if chunk.is_empty() {
            break;
        }
        run.take(chunk, &mut rejected).await?;
        progress(Some(run.batch), run.shown());
    }
    let problems = rejected.problems().to_vec();
    run.end(rejected).await?;
    Ok(Outcome {
        batch: Some(run.batch),
        counts: run.counts,
        problems,
    })
}

/// Whoever may not import is refused before the file is read: what she would be told of it may
/// tell who is in the register.
async fn may_import(guard: &Guard, actor: &Actor) -> Result<(), Error> {
    let asking = |work: &mut Work<'_>| {
        let _grant = work.grant::<Identity>(Ask::import(&[]))?;
        Ok::<_, Error>(())
    };
    guard.desk().read(actor, Purpose::Care, asking).await
}

/// Whether the notice allows the order; whether it lets contact persons be held.
pub(super) async fn fitting(guard: &Guard, order: &Order) -> Result<bool, Error> {
    let policy = guard.notices().in_force().await?;
    order.fits(&policy)?;
    Ok(policy.holds(ConnectionKind::ContactPersonOf))
}

/// What a run begins with.
struct Begun<'a> {
    guard: &'a Guard,
    actor: &'a Actor,
    order: &'a Order,
    digest: Vec<u8>,
    upload: Option<i64>,
}

impl<'a> Begun<'a> {
    /// The run of a new batch, or of the one that was cut off.
    async fn batch(self, all: i64) -> Result<Run<'a>, Error> {
        let (digest, order, upload) = (self.digest, self.order.clone(), self.upload);
        let (batch, skip, counts) = self
            .guard
            .desk()
            .write(self.actor, Purpose::Care, move |work| {
                batch_of(work, &digest, (&order, upload), all)
            })
            .await?;
        Ok(Run {
            guard: self.guard,
            actor: self.actor,
            rule: Rule {
                create_likely: self.order.create_likely,
                earlier_written: true,
            },
            batch,
            skip,
            done: 0,
            counts,
        })
    }
}

type Found = (BatchId, i64, Counts);

fn batch_of(
    work: &mut Work<'_>,
    digest: &[u8],
    (order, upload): (&Order, Option<i64>),
    all: i64,
) -> Result<Found, Error> {
    let now = work.now();
    let earlier = work
        .tx()
        .maybe(&queries::BATCH_OF_FILE, (digest.to_vec(),))?;
    match earlier {
        Some((.., Some(_ended), _)) => Err(Error::Already),
        Some((.., Some(said))) if said != order.said() => Err(Error::OtherOrder),
        Some((batch, done, created, known, rejected, None, _)) => {
            work.tx()
                .run_one(&queries::RESUME_BATCH, (batch, now, upload))?;
            let counts = Counts {
                all,
                done,
                created,
                known,
                rejected,
            };
            Ok((batch, done, counts))
        }
        None => {
            let batch = BatchId::new(work.ids().ordered());
            let (actor, kind) = (work.actor().id(), ByKey(order.terms.connection));
            let (source, digest, said) = (order.source.clone(), digest.to_vec(), order.said());
            let row = (batch, source, kind, digest, now, actor, all, said, upload);
            work.tx().run_one(&queries::ADD_BATCH, row)?;
            let counts = Counts {
                all,
                ..Counts::default()
            };
            Ok((batch, 0, counts))
        }
    }
}

/// A run under way.
struct Run<'a> {
    guard: &'a Guard,
    actor: &'a Actor,
    rule: Rule,
    batch: BatchId,
    /// Rows an earlier run of the same file dealt with.
    skip: i64,
    /// Rows this run went through.
    done: i64,
    counts: Counts,
}

impl Run<'_> {
    fn shown(&self) -> Counts {
        Counts {
            done: self.done.max(self.skip),
            ..self.counts
        }
    }

    /// Rows of the next chunk: none lies on both sides of the place where an earlier run stopped.
    fn next_chunk(&self) -> usize {
        let left = usize::try_from(self.skip - self.done).unwrap_or(0);
        if left == 0 { CHUNK } else { left.min(CHUNK) }
    }

    async fn take(&mut self, chunk: Vec<Examined>, rejected: &mut Rejected) -> Result<(), Error> {
        let chunk = Arc::new(chunk);
        let begins = self.done;
        let ends = begins.saturating_add(i64::try_from(chunk.len()).unwrap_or(i64::MAX));
        let refused = if ends <= self.skip {
            self.refused_before(begins, ends).await?
        } else {
            self.write(Arc::clone(&chunk), begins, ends).await?
        };
        self.done = ends;
        add_rejected(rejected, &chunk, &refused);
        Ok(())
    }

    /// What the register refused in a chunk that an earlier run wrote.
    async fn refused_before(&self, begins: i64, ends: i64) -> Result<RefusedLines, Error> {
        let batch = self.batch;
        let read =
            move |tx: &mut store::Tx<'_>| Ok(tx.all(&queries::REFUSALS, (batch, begins, ends))?);
        let kept = self.guard.read_state(read).await?;
        Ok(kept.iter().flat_map(|text| judge::of_kept(text)).collect())
    }

    /// Writes a chunk with the place it reached, in one transaction.
    async fn write(
        &mut self,
        chunk: Arc<Vec<Examined>>,
        begins: i64,
        ends: i64,
    ) -> Result<RefusedLines, Error> {
        let (batch, rule, before) = (self.batch, self.rule, self.counts);
        let (counts, refused) = self
            .guard
            .desk()
            .write(self.actor, Purpose::Care, move |work| {
                let judged = judge::judge(work, &chunk, rule)?;
                let counts = counted(before, &chunk, &judged, ends);
                advance(work, batch, begins, counts)?;
                judged.write(work, &chunk, batch)?;
                if !judged.refused.is_empty() {
                    let row = (batch, begins, judge::kept(&judged.refused));
                    work.tx().run_one(&queries::ADD_REFUSAL, row)?;
                }
                Ok::<_, Error>((counts, judged.refused))
            })
            .await?;
        self.counts = counts;
        Ok(refused)
    }

    async fn end(&self, rejected: Rejected) -> Result<(), Error> {
        let file = match rejected.finish() {
            Some(bytes) => Some(
                self.guard
                    .keep_file(self.actor, Purpose::Care, bytes.into())
                    .await?,
            ),
            None => None,
        };
        let batch = self.batch;
        let ended = self
            .guard
            .desk()
            .write(self.actor, Purpose::Care, move |work| {
                let now = work.now();
                if work.tx().run(&queries::END_BATCH, (batch, now, file))? == 0 {
                    return Err(Error::Underway);
                }
                work.tx().run(&queries::FORGET_REFUSALS, (batch,))?;
                Ok::<_, Error>(())
            })
            .await;
        if let (Err(_), Some(file)) = (&ended, file) {
            self.guard.drop_file(file).await?;
        }
        ended
    }
}

/// What was refused of a chunk goes among the rejected rows, in the order of the file.
pub(super) fn add_rejected(rejected: &mut Rejected, chunk: &[Examined], refused: &RefusedLines) {
    for examined in chunk {
        match examined {
            Examined::Refused(reasons, row) => rejected.add(row, reasons),
            Examined::Listed(_, _, row) => {
                if let Some(why) = refused.get(&row.line) {
                    rejected.add(row, &[why.reason()]);
                }
            }
        }
    }
}

/// The counts after a chunk.
pub(super) fn counted(
    before: Counts,
    chunk: &[Examined],
    judged: &judge::Judged,
    ends: i64,
) -> Counts {
    let unread = chunk
        .iter()
        .filter(|examined| matches!(examined, Examined::Refused(..)));
    let refused = unread.count() + judged.refused.len();
    Counts {
        all: before.all,
        done: ends,
        created: before.created + judged.created,
        known: before.known + judged.known,
        rejected: before.rejected + i64::try_from(refused).unwrap_or(i64::MAX),
    }
}

fn advance(work: &mut Work<'_>, batch: BatchId, begins: i64, counts: Counts) -> Result<(), Error> {
    let now = work.now();
    let row = (
        batch,
        begins,
        counts.done,
        counts.created,
        counts.known,
        counts.rejected,
        now,
    );
    match work.tx().run(&queries::ADVANCE_BATCH, row)? {
        1 => Ok(()),
        _ => Err(Error::Underway),
    }
}
