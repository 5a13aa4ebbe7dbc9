//! A file as it comes: sealed while it is looked at, so that it lies nowhere in the clear.

use std::io::{self, Write};

use basics::{PartyId, RowId};
use formats::{Recognised, Recogniser};
use guard::{Actor, Content, ContentWriter, Guard, Work};
use policy::Purpose;

use super::ledger;
use super::model::{Error, FILE_BYTES_MAX, FileEntry};

/// A file that is being received.
pub(super) struct Incoming {
    writer: ContentWriter,
    recogniser: Recogniser,
    length: usize,
    too_large: bool,
}

/// A file that was received and lies sealed on the disk, kept by nobody yet.
pub(super) struct Arrived {
    content: Content,
    kind: Option<Recognised>,
    bytes: u64,
}

impl Incoming {
    /// Begins to receive one.
    ///
    /// # Errors
    ///
    /// The vault's.
    pub(super) async fn begin(guard: &Guard) -> Result<Self, guard::Error> {
        Ok(Self {
            writer: guard.begin_content().await?,
            recogniser: Recogniser::default(),
            length: 0,
            too_large: false,
        })
    }

    /// It is here.
    ///
    /// # Errors
    ///
    /// The vault's, and then nothing is left of it.
    pub(super) async fn end(self, guard: &Guard) -> Result<Arrived, guard::Error> {
        let kind = self.recogniser.recognised();
        let (content, bytes) = guard.finish_content(self.writer).await?;
        Ok(Arrived {
            content,
            kind,
            bytes,
        })
    }

    /// Whether more came than is taken.
    pub(super) const fn is_too_large(&self) -> bool {
        self.too_large
    }
}

impl Write for Incoming {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let longer = self.length.saturating_add(bytes.len());
        if longer > FILE_BYTES_MAX {
            self.too_large = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let written = self.writer.write(bytes)?;
        self.length += written;
        self.recogniser
            .look_at(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Arrived {
    /// What its bytes are; nothing where they are of no kind that is taken, or there are none.
    pub(super) fn kind(&self) -> Option<Recognised> {
        self.kind.filter(|_| self.bytes > 0)
    }

    /// Attaches it to a customer; nothing of it stays where it is refused.
    ///
    /// # Errors
    ///
    /// [`Error`].
    pub(super) async fn attach(
        self,
        guard: &Guard,
        (actor, purpose): (&Actor, Purpose),
        party: PartyId,
        entry: Result<FileEntry, Error>,
    ) -> Result<RowId, Error> {
        let content = self.content.clone();
        let attached = self.attached(guard, (actor, purpose), party, entry).await;
        if attached.is_err() {
            guard.drop_content(content).await?;
        }
        attached
    }

    async fn attached(
        self,
        guard: &Guard,
        (actor, purpose): (&Actor, Purpose),
        party: PartyId,
        entry: Result<FileEntry, Error>,
    ) -> Result<RowId, Error> {
        if self.bytes == 0 {
            return Err(Error::Missing);
        }
        let entry = entry?;
        let kind = self.kind.ok_or(Error::Kind)?;
        let (content, bytes) = (self.content, self.bytes);
        let attaching =
            move |work: &mut Work<'_>| ledger::add(work, party, &entry, (&content, kind, bytes));
        guard.desk().write(actor, purpose, attaching).await
    }
}

/// Attaches bytes that are at hand to a customer, as its form would: what they are is told by
/// themselves. Nothing of them stays where they are refused.
///
/// # Errors
///
/// [`Error`].
pub async fn attach(
    guard: &Guard,
    by: (&Actor, Purpose),
    party: PartyId,
    entry: FileEntry,
    bytes: Vec<u8>,
) -> Result<RowId, Error> {
    let mut incoming = Incoming::begin(guard).await?;
    let writing = move |_: &store::Here| incoming.write_all(&bytes).map(|()| incoming);
    let written = store::hop(writing).await?;
    let incoming = written.map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => Error::TooLarge,
        // What cannot be written has no room.
        _ => guard::Error::Store(store::Error::Full).into(),
    })?;
    let arrived = incoming.end(guard).await?;
    arrived.attach(guard, by, party, Ok(entry)).await
}
