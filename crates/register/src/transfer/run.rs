//! The import itself: everything checked first, then written in chunks under one batch.
//!
//! Invariants: a chunk and the place it reached are written together, and only from the place this
//! run left, so a run that was cut off goes on where it stopped, two runs of one file meet and one
//! of them stops, and nothing is doubled; a row is created, known or rejected with its reasons,
//! never lost; the rejected rows exist only as a sealed file.

use std::io::{Read, Seek};
use std::marker::PhantomData;
use std::sync::Arc;

use basics::BatchId;
use guard::category::{Company, Contact, Identity};
use guard::{Actor, Ask, ByKey, Guard, Work};
use policy::{Policy, Purpose};
use tokio::task::JoinHandle;

use super::customers::Customers;
use super::dry::DryRun;
pub use super::error::{Counts, Error, Outcome};
use super::kind::{self, Judged, Kind, Refused, RefusedLines, Rule, What};
use super::mapping::Mapping;
use super::memory;
use super::notes::Notes;
use super::order::{Mode, Order, Unfit};
use super::pass::{self, Examined, Pass};
use super::queries;
use super::rejected::Rejected;
use super::rejected_file::RejectedFile;
use super::sites::Sites;
use super::tally;
use super::tasks::Tasks;

/// Rows written in one transaction.
pub const CHUNK: usize = 1_000;

/// Imports a file; `upload` is its sealed copy, where there is one. `progress` is told the batch at
/// the beginning and after each chunk.
///
/// # Errors
///
/// [`Error`]; what was written before it stays and is gone on from by importing the same file.
pub async fn import<F: Read + Seek + Send>(
    guard: &Guard,
    actor: &Actor,
    file: F,
    (order, upload): (Order, Option<i64>),
    progress: impl FnMut(Option<BatchId>, Counts) + Send,
) -> Result<Outcome, Error> {
    match order.what {
        What::Customers => {
            import_kind::<F, Customers>(guard, actor, file, (order, upload), progress).await
        }
        What::Notes => import_kind::<F, Notes>(guard, actor, file, (order, upload), progress).await,
        What::Sites => import_kind::<F, Sites>(guard, actor, file, (order, upload), progress).await,
        What::Tasks => import_kind::<F, Tasks>(guard, actor, file, (order, upload), progress).await,
    }
}

async fn import_kind<F: Read + Seek + Send, K: Kind>(
    guard: &Guard,
    actor: &Actor,
    mut file: F,
    (order, upload): (Order, Option<i64>),
    mut progress: impl FnMut(Option<BatchId>, Counts) + Send,
) -> Result<Outcome, Error> {
    may_import(guard, actor).await?;
    if order.dry_run {
        let mut dry = DryRun::<F, K>::begin(guard, actor, &mut file, &order).await?;
        while let Some(counts) = dry.step().await? {
            progress(None, counts);
        }
        return Ok(dry.outcome());
    }
    let policy = fitting(guard, actor, &order).await?;
    let digest = pass::digest(&mut file, &order)?;
    let all = pass::count::<K>(&mut file, &order)?;
    memory::remember(guard, &mut file, &order).await?;
    let mut pass = Pass::<F, K>::open(&mut file, &order, &policy)?;
    let mut rejected = Rejected::new(pass.headings(), order.reader).with_fields(&order.own.fields);
    let begun = Begun {
        guard,
        actor,
        order: &order,
        digest,
        upload,
    };
    let mut run = begun.batch::<K>(all, pass.mapping()).await?;
    progress(Some(run.batch), run.shown());
    let ended = run.all(&mut pass, &mut rejected, &mut progress).await;
    let indexed = guard.desk().end_stream().await;
    if let Err(error) = ended.and(indexed.map_err(Error::from)) {
        run.give_up().await?;
        return Err(error);
    }
    run.end().await?;
    Ok(Outcome {
        batch: Some(run.batch),
        counts: run.counts,
        problems: rejected.problems().to_vec(),
    })
}

/// Whoever may not import is refused before the file is read: what she would be told of it may
/// tell who is in the register.
///
/// # Errors
///
/// The refusal.
pub async fn may_import(guard: &Guard, actor: &Actor) -> Result<(), Error> {
    let asking = |work: &mut Work<'_>| {
        let _grant = work.grant::<Identity>(Ask::import(&[]))?;
        Ok::<_, Error>(())
    };
    guard.desk().read(actor, Purpose::Care, asking).await
}

/// Whether the notice and the actor's roles allow the order; the notice.
pub(super) async fn fitting(
    guard: &Guard,
    actor: &Actor,
    order: &Order,
) -> Result<Arc<Policy>, Error> {
    let policy = guard.notices().in_force().await?;
    order.fits(&policy)?;
    if order.mode != Mode::Create || order.what != What::Customers {
        let asking = |work: &mut Work<'_>| {
            let both = [Ask::view(&[]), Ask::change(&[])];
            let may = both.iter().all(|ask| {
                work.could_without_reason::<Identity>(ask)
                    && work.could_without_reason::<Company>(ask)
                    && work.could_without_reason::<Contact>(ask)
            });
            Ok::<_, Error>(may)
        };
        if !guard.desk().read(actor, Purpose::Care, asking).await? {
            return Err(Unfit::Mode.into());
        }
    }
    Ok(policy)
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
    async fn batch<K: Kind>(self, all: i64, mapping: &Mapping) -> Result<Run<'a, K>, Error> {
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
                order: self.order.clone(),
                earlier_written: true,
            },
            mapping: Arc::new(mapping.clone()),
            batch,
            skip,
            begun: 0,
            done: 0,
            counts,
            rejected: RejectedFile::default(),
            kind: PhantomData,
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
        // What was taken back may come again.
        Some((.., Some(_), Some(_), _, _, _)) | None => {
            let batch = BatchId::new(work.ids().ordered());
            let (actor, kind) = (work.actor().id(), ByKey(order.terms.connection));
            let (source, digest, said) = (order.source.clone(), digest.to_vec(), order.said());
            let what = order.what.key().to_owned();
            let row = (
                batch, source, kind, digest, now, actor, all, said, upload, what,
            );
            work.tx().run_one(&queries::ADD_BATCH, row)?;
            let counts = Counts {
                all,
                ..Counts::default()
            };
            Ok((batch, 0, counts))
        }
        Some((.., Some(_undoing), _, _, _, _)) => Err(Error::TakenBack),
        Some((batch, _, _, _, _, _, _, Some(_ended), ..)) => Err(Error::Already(batch)),
        Some((.., Some(said), _, _, _, _, _)) if said != order.said() => Err(Error::OtherOrder),
        Some((
            batch,
            done,
            created,
            updated,
            known,
            rejected,
            missing,
            None,
            _,
            _,
            _,
            no_consent,
            earlier_no,
            unchanged,
        )) => {
            work.tx()
                .run_one(&queries::RESUME_BATCH, (batch, now, upload))?;
            let counts = Counts {
                all,
                done,
                created,
                updated,
                unchanged,
                known,
                rejected,
                missing,
                no_consent,
                earlier_no,
            };
            Ok((batch, done, counts))
        }
    }
}

/// The counts after a chunk, and what the register refused of it.
type Written = (Counts, RefusedLines);

/// A chunk that is being written.
struct Underway<M> {
    chunk: Arc<Vec<Examined<M>>>,
    /// Rows of the file up to its end.
    ends: i64,
    task: JoinHandle<Result<Written, Error>>,
}

/// A run under way.
struct Run<'a, K> {
    guard: &'a Guard,
    actor: &'a Actor,
    rule: Rule,
    /// Which column holds what, to count what the file has.
    mapping: Arc<Mapping>,
    batch: BatchId,
    /// Rows an earlier run of the same file dealt with.
    skip: i64,
    /// Rows this run began.
    begun: i64,
    /// Rows this run went through.
    done: i64,
    counts: Counts,
    /// The sealed file of the rows that are not taken, while it is written.
    rejected: RejectedFile,
    kind: PhantomData<fn() -> K>,
}

impl<K: Kind> Run<'_, K> {
    fn shown(&self) -> Counts {
        Counts {
            done: self.done.max(self.skip),
            ..self.counts
        }
    }

    /// Rows of the next chunk: none lies on both sides of the place where an earlier run stopped.
    fn next_chunk(&self) -> usize {
        let left = usize::try_from(self.skip - self.begun).unwrap_or(0);
        if left == 0 { CHUNK } else { left.min(CHUNK) }
    }

    /// Goes through the file. While a chunk is written, the next one is read and examined.
    async fn all<F: Read + Seek + Send>(
        &mut self,
        pass: &mut Pass<'_, F, K>,
        rejected: &mut Rejected,
        progress: &mut (impl FnMut(Option<BatchId>, Counts) + Send),
    ) -> Result<(), Error> {
        let mut underway: Option<Underway<K::Made>> = None;
        loop {
            let chunk = pass.chunk(self.next_chunk());
            if let Some(underway) = underway.take() {
                self.written(underway, rejected).await?;
                progress(Some(self.batch), self.shown());
            }
            let chunk = chunk?;
            if chunk.is_empty() {
                return Ok(());
            }
            underway = Some(self.begin(chunk));
            // On a runtime of one thread it begins only now.
            tokio::task::yield_now().await;
        }
    }

    /// Begins to write a chunk; one that an earlier run wrote is only looked at.
    fn begin(&mut self, chunk: Vec<Examined<K::Made>>) -> Underway<K::Made> {
        let chunk = Arc::new(chunk);
        let begins = self.begun;
        let ends = begins.saturating_add(i64::try_from(chunk.len()).unwrap_or(i64::MAX));
        self.begun = ends;
        let counts = self.counts;
        let task = if ends <= self.skip {
            let (guard, batch) = (self.guard.clone(), self.batch);
            tokio::spawn(async move {
                let refused = refused_before(&guard, batch, (begins, ends)).await?;
                Ok((counts, refused))
            })
        } else {
            tokio::spawn(self.write(Arc::clone(&chunk), begins, ends))
        };
        Underway { chunk, ends, task }
    }

    /// Waits for a chunk and keeps what of it was refused.
    async fn written(
        &mut self,
        underway: Underway<K::Made>,
        rejected: &mut Rejected,
    ) -> Result<(), Error> {
        let Underway { chunk, ends, task } = underway;
        let ended = task
            .await
            .map_err(|_| guard::Error::from(store::Error::Panicked));
        let (counts, refused) = ended??;
        (self.done, self.counts) = (ends, counts);
        add_rejected(rejected, &chunk, &refused);
        self.rejected.add(self.guard, self.actor, rejected).await
    }

    /// Writes a chunk with the place it reached, in one transaction.
    fn write(
        &self,
        chunk: Arc<Vec<Examined<K::Made>>>,
        begins: i64,
        ends: i64,
    ) -> impl Future<Output = Result<Written, Error>> + Send + use<K> {
        let (batch, rule, before) = (self.batch, self.rule.clone(), self.counts);
        let (desk, actor) = (self.guard.desk().clone(), self.actor.clone());
        let mapping = Arc::clone(&self.mapping);
        let write = move |work: &mut Work<'_>| {
            let judged = K::judge(work, &chunk, &rule)?;
            let counts = counted(before, &chunk, &judged, ends);
            advance(work, batch, begins, counts)?;
            K::write(work, &chunk, &judged.plan, batch)?;
            let tally = tally::count::<K>((&mapping, &rule.order), &chunk, &judged);
            tally::keep(work, batch, &tally)?;
            if !judged.refused.is_empty() {
                let row = (batch, begins, kind::kept(&judged.refused));
                work.tx().run_one(&queries::ADD_REFUSAL, row)?;
            }
            Ok::<_, Error>((counts, judged.refused))
        };
        async move { desk.write_in_stream(&actor, K::PURPOSE, write).await }
    }

    /// What was begun of the rejected rows is made anew by the run that goes on.
    async fn give_up(&mut self) -> Result<(), Error> {
        Ok(self.rejected.give_up(self.guard).await?)
    }

    async fn end(&mut self) -> Result<(), Error> {
        let file = self.rejected.finish(self.guard).await?;
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

/// What the register refused in a chunk that an earlier run wrote.
async fn refused_before(
    guard: &Guard,
    batch: BatchId,
    (begins, ends): (i64, i64),
) -> Result<RefusedLines, Error> {
    let read = move |tx: &mut store::Tx<'_>| Ok(tx.all(&queries::REFUSALS, (batch, begins, ends))?);
    let kept = guard.read_state(read).await?;
    Ok(kept.iter().flat_map(|text| kind::of_kept(text)).collect())
}

/// What was refused of a chunk goes among the rejected rows, in the order of the file.
pub(super) fn add_rejected<M>(
    rejected: &mut Rejected,
    chunk: &[Examined<M>],
    refused: &RefusedLines,
) {
    for examined in chunk {
        match examined {
            Examined::Refused(reasons, row) => rejected.add(row, reasons),
            Examined::Made(_, row) => {
                if let Some(why) = refused.get(&row.line) {
                    rejected.add(row, &[why.reason()]);
                }
            }
        }
    }
}

/// The counts after a chunk.
pub(super) fn counted<M, P>(
    before: Counts,
    chunk: &[Examined<M>],
    judged: &Judged<P>,
    ends: i64,
) -> Counts {
    let count = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
    let unread = chunk
        .iter()
        .filter(|examined| matches!(examined, Examined::Refused(..)));
    let refused = unread.count() + judged.refused.len();
    let missing = judged
        .refused
        .values()
        .filter(|why| **why == Refused::Missing);
    Counts {
        all: before.all,
        done: ends,
        created: before.created + judged.created,
        updated: before.updated + judged.updated,
        known: before.known + judged.known,
        rejected: before.rejected + count(refused),
        missing: before.missing + count(missing.count()),
        no_consent: before.no_consent + judged.no_consent,
        earlier_no: before.earlier_no + judged.earlier_no,
        unchanged: before.unchanged + judged.unchanged,
    }
}

fn advance(work: &mut Work<'_>, batch: BatchId, begins: i64, counts: Counts) -> Result<(), Error> {
    let now = work.now();
    let row = (
        batch,
        begins,
        counts.done,
        counts.created,
        counts.updated,
        counts.known,
        counts.rejected,
        counts.missing,
        now,
        counts.no_consent,
        counts.earlier_no,
        counts.unchanged,
    );
    match work.tx().run(&queries::ADVANCE_BATCH, row)? {
        1 => Ok(()),
        _ => match work.tx().maybe(&queries::STOPPED, (batch,))? {
            Some((Some(_stop), _)) => Err(Error::Stopped),
            Some((_, Some(_undo))) => Err(Error::TakenBack),
            _ => Err(Error::Underway),
        },
    }
}
