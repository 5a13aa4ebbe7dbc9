//! The import itself: everything checked first, then written in chunks under one batch.
//!
//! Invariants: a dry run stores nothing; a chunk and the place it reached are written together,
//! so a run that was cut off goes on where it stopped and doubles nothing; a row is created, known
//! or rejected with its reasons, never lost; the rejected rows exist only as a sealed file.

use std::io::{Read, Seek, SeekFrom};

use basics::{BatchId, Code, Coded};
use formats::csv::{Limits, NotRead, Reader, Row};
use guard::category::Identity;
use guard::{Actor, Ask, ByKey, Guard, Work};
use policy::Purpose;
use sha2::{Digest, Sha256};

use super::mapping::{Mapping, Unmapped};
use super::queries;
use super::rejected::Rejected;
use crate::people::{self, Earlier, Entry, Reason, Terms, Who, enter_all, entry, in_register};

/// Rows written in one transaction.
pub const CHUNK: usize = 500;

/// What is imported, and how.
#[derive(Clone)]
pub struct Order {
    /// What the importer said about the whole file.
    pub terms: Terms,
    /// Where the data comes from, in her word.
    pub source: String,
    /// Whether rows that may be someone known are taken as new.
    pub create_likely: bool,
    /// Whether columns with unknown headings are left out.
    pub ignore_unknown: bool,
    /// Check everything, store nothing.
    pub dry_run: bool,
}

/// How far an import got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows of the file.
    pub all: i64,
    /// Rows dealt with.
    pub done: i64,
    /// Customers created, or that would be.
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
    /// It was imported already.
    #[error("this file was imported already")]
    Already,
    /// Another run is importing it now.
    #[error("this file is being imported by another run")]
    Underway,
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
            Self::Already => Code::new("transfer.file.already"),
            Self::Underway => Code::new("transfer.file.underway"),
            Self::File => Code::new("transfer.file.unreadable"),
            Self::People(error) => error.code(),
        }
    }
}

/// Imports a file. `progress` is told the batch at the beginning and after each chunk.
///
/// # Errors
///
/// [`Error`]; what was written before it stays and is gone on from by importing the same file.
pub async fn import<F: Read + Seek + Send>(
    guard: &Guard,
    actor: &Actor,
    mut file: F,
    order: Order,
    mut progress: impl FnMut(Option<BatchId>, Counts) + Send,
) -> Result<Outcome, Error> {
    may_import(guard, actor).await?;
    let digest = digest(&mut file)?;
    let all = check(&mut file, &order)?;
    let mut import = Import::begin(guard, actor, &order, &digest, all).await?;
    progress(import.batch, import.counts);
    let mut reader = open(&mut file)?;
    let mapping = Mapping::of(reader.headings(), order.ignore_unknown)?;
    let headings = reader.headings().to_vec();
    let mut rejected = Rejected::new(&headings);
    let mut earlier = Earlier::default();
    let mut chunk = Vec::with_capacity(CHUNK);
    for row in reader.by_ref() {
        chunk.push(examine(&mapping, row, &order.terms, &mut earlier)?);
        if chunk.len() == CHUNK {
            import
                .take(std::mem::take(&mut chunk), &mut rejected)
                .await?;
            progress(import.batch, import.counts);
        }
    }
    import.take(chunk, &mut rejected).await?;
    progress(import.batch, import.counts);
    let problems = rejected.problems();
    let batch = import.end(rejected).await?;
    Ok(Outcome {
        batch,
        counts: import.counts,
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

/// A row after examination.
enum Examined {
    /// It makes an entry; earlier rows were perhaps about the same.
    Entry(Box<Entry>, Who, Row),
    /// It makes none.
    Refused(Vec<Reason>, Row),
}

fn examine(
    mapping: &Mapping,
    row: Result<Row, NotRead>,
    terms: &Terms,
    earlier: &mut Earlier,
) -> Result<Examined, Error> {
    let row = match row {
        Ok(row) => row,
        Err(error) if error.why.ends_reading() => return Err(error.into()),
        Err(error) => {
            let row = Row {
                line: error.line,
                fields: Vec::new(),
            };
            return Ok(Examined::Refused(vec![Reason::of_row(error.code())], row));
        }
    };
    Ok(
        match entry(&|heading| mapping.text(&row.fields, heading), terms) {
            Ok(entry) => {
                let who = earlier.meet(&entry);
                Examined::Entry(Box::new(entry), who, row)
            }
            Err(reasons) => Examined::Refused(reasons, row),
        },
    )
}

fn digest(file: &mut (impl Read + Seek)) -> Result<Vec<u8>, Error> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = file.read(&mut buffer).map_err(|_| Error::File)?;
        if count == 0 {
            break;
        }
        hash.update(buffer.get(..count).unwrap_or_default());
    }
    file.seek(SeekFrom::Start(0)).map_err(|_| Error::File)?;
    Ok(hash.finalize().to_vec())
}

/// Reads the whole file once: what ends reading is found before anything is written.
fn check(file: &mut (impl Read + Seek), order: &Order) -> Result<i64, Error> {
    let mut reader = open(file)?;
    Mapping::of(reader.headings(), order.ignore_unknown)?;
    let mut rows = 0;
    for row in reader.by_ref() {
        match row {
            Err(error) if error.why.ends_reading() => return Err(error.into()),
            _ => rows += 1,
        }
    }
    Ok(rows)
}

fn open<F: Read + Seek>(file: &mut F) -> Result<Reader<&mut F>, Error> {
    file.seek(SeekFrom::Start(0)).map_err(|_| Error::File)?;
    Ok(Reader::open(file, Limits::default())?)
}

/// An import under way.
struct Import<'a> {
    guard: &'a Guard,
    actor: &'a Actor,
    order: &'a Order,
    batch: Option<BatchId>,
    /// Rows an earlier run of the same file dealt with.
    skip: i64,
    counts: Counts,
}

impl<'a> Import<'a> {
    async fn begin(
        guard: &'a Guard,
        actor: &'a Actor,
        order: &'a Order,
        digest: &[u8],
        all: i64,
    ) -> Result<Self, Error> {
        let counts = Counts {
            all,
            ..Counts::default()
        };
        let mut import = Self {
            guard,
            actor,
            order,
            batch: None,
            skip: 0,
            counts,
        };
        if order.dry_run {
            return Ok(import);
        }
        let (digest, named) = (digest.to_vec(), order.clone());
        let found = guard
            .desk()
            .write(actor, Purpose::Care, move |work| {
                batch_of(work, &digest, &named, all)
            })
            .await?;
        let (batch, done, created, known, rejected) = found;
        import.batch = Some(batch);
        import.skip = done;
        import.counts = Counts {
            all,
            done: 0,
            created,
            known,
            rejected,
        };
        Ok(import)
    }

    async fn take(&mut self, chunk: Vec<Examined>, rejected: &mut Rejected) -> Result<(), Error> {
        let (begin, size) = (
            self.counts.done,
            i64::try_from(chunk.len()).unwrap_or(i64::MAX),
        );
        let end = begin.saturating_add(size);
        self.counts.done = end;
        let (mut entries, mut earlier) = (Vec::new(), Vec::new());
        for examined in chunk {
            match examined {
                Examined::Refused(reasons, row) => self.reject(rejected, &row, &reasons),
                Examined::Entry(entry, who, row) => {
                    earlier.push((who, row));
                    entries.push(*entry);
                }
            }
        }
        let from = begin.max(self.skip);
        if end <= self.skip || entries.is_empty() {
            return self.note_refusals(from).await;
        }
        let verdicts = self
            .write(from, entries, earlier.iter().map(|(who, _)| *who).collect())
            .await?;
        for (verdict, (_, row)) in verdicts.into_iter().zip(&earlier) {
            if verdict == Who::Likely && !self.order.create_likely {
                let reason = Reason::of_row(Code::new("people.field.likely_known"));
                rejected.add(row, &[reason]);
            }
        }
        Ok(())
    }

    fn reject(&mut self, rejected: &mut Rejected, row: &Row, reasons: &[Reason]) {
        rejected.add(row, reasons);
        if self.counts.done > self.skip {
            self.counts.rejected += 1;
        }
    }

    /// Writes the entries of a chunk that are new, with the place reached, in one transaction.
    async fn write(
        &mut self,
        from: i64,
        entries: Vec<Entry>,
        earlier: Vec<Who>,
    ) -> Result<Vec<Who>, Error> {
        let (batch, before) = (self.batch, self.counts);
        let (dry_run, create_likely) = (self.order.dry_run, self.order.create_likely);
        let (verdicts, after) = self
            .guard
            .desk()
            .write(self.actor, Purpose::Care, move |work| {
                let mut verdicts = Vec::with_capacity(entries.len());
                let mut fresh = Vec::new();
                let mut counts = before;
                for (entry, earlier) in entries.iter().zip(&earlier) {
                    let verdict = verdict(work, entry, *earlier)?;
                    match verdict {
                        Who::Known => counts.known += 1,
                        Who::Likely if !create_likely => counts.rejected += 1,
                        Who::Likely | Who::New => {
                            counts.created += 1;
                            fresh.push(entry.clone());
                        }
                    }
                    verdicts.push(verdict);
                }
                if !dry_run {
                    enter_all(work, &fresh, batch, Ask::import)?;
                    advance(work, batch, from, counts)?;
                }
                Ok::<_, Error>((verdicts, counts))
            })
            .await?;
        self.counts = after;
        Ok(verdicts)
    }

    async fn note_refusals(&self, from: i64) -> Result<(), Error> {
        let (batch, counts, skip) = (self.batch, self.counts, self.skip);
        if self.order.dry_run || counts.done <= skip {
            return Ok(());
        }
        self.guard
            .desk()
            .write(self.actor, Purpose::Care, move |work| {
                advance(work, batch, from, counts)
            })
            .await
    }

    async fn end(&self, rejected: Rejected) -> Result<Option<BatchId>, Error> {
        let Some(batch) = self.batch else {
            return Ok(None);
        };
        let file = match rejected.finish() {
            Some(bytes) => Some(
                self.guard
                    .keep_file(self.actor, Purpose::Care, bytes.into())
                    .await?,
            ),
            None => None,
        };
        self.guard
            .desk()
            .write(self.actor, Purpose::Care, move |work| {
                let now = work.now();
                let ended = work.tx().run_one(&queries::END_BATCH, (batch, now, file));
                ended.map_err(underway)?;
                Ok::<_, Error>(())
            })
            .await?;
        Ok(Some(batch))
    }
}

fn verdict(work: &mut Work<'_>, entry: &Entry, earlier: Who) -> Result<Who, Error> {
    let (known, _) = in_register(work, entry)?;
    Ok(match (known, earlier) {
        (Who::Known, _) | (_, Who::Known) => Who::Known,
        (Who::Likely, _) | (_, Who::Likely) => Who::Likely,
        (Who::New, Who::New) => Who::New,
    })
}

fn advance(
    work: &mut Work<'_>,
    batch: Option<BatchId>,
    from: i64,
    counts: Counts,
) -> Result<(), Error> {
    let Some(batch) = batch else { return Ok(()) };
    let row = (
        batch,
        from,
        counts.done,
        counts.created,
        counts.known,
        counts.rejected,
    );
    let advanced = work.tx().run_one(&queries::ADVANCE_BATCH, row);
    advanced.map_err(underway)
}

/// The batch is not where this run left it: another one goes on with it.
fn underway(error: store::Error) -> Error {
    match error {
        store::Error::Touched { .. } => Error::Underway,
        other => other.into(),
    }
}

type Found = (BatchId, i64, i64, i64, i64);

/// The batch of a file: a new one, or the one that was cut off.
fn batch_of(work: &mut Work<'_>, digest: &[u8], order: &Order, all: i64) -> Result<Found, Error> {
    let earlier = work
        .tx()
        .maybe(&queries::BATCH_OF_FILE, (digest.to_vec(),))?;
    match earlier {
        Some((_, _, _, _, _, Some(_))) => Err(Error::Already),
        Some((batch, done, created, known, rejected, None)) => {
            Ok((batch, done, created, known, rejected))
        }
        None => {
            let batch = BatchId::new(work.ids().ordered());
            let (now, actor) = (work.now(), work.actor().id());
            let kind = ByKey(order.terms.connection);
            let row = (
                batch,
                order.source.clone(),
                kind,
                digest.to_vec(),
                now,
                actor,
                all,
            );
            work.tx().run_one(&queries::ADD_BATCH, row)?;
            Ok((batch, 0, 0, 0, 0))
        }
    }
}
