//! What is in the files of parties: sealed in a folder of its own, each under a key of its own.
//!
//! The key lies in no key store. It is part of the sealed value of the row that the file belongs
//! to, so whoever may open that row opens the file, a row that is carried to another lot carries
//! the key and copies nothing else, and destroying the key of the lot closes the file in every copy
//! of every backup.
//!
//! Invariants: what is in a file is on the disk, whole, before a lot keeps it; what no lot keeps is
//! removed, at once where a lot was erased and by [`Vault::sweep_contents`] where a crash left it.

use std::fs::File;

use basics::{ContentId, Instant, LotId};
use store::{Db, Here, Tx};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::files::{FileWriter, SealedFile};
use crate::raw::RawWriter;
use crate::vault::Vault;

store::statements! {
    /// A lot keeps what is in a file.
    pub(crate) KEEP_CONTENT: (LotId, ContentId) -> () =
        "insert into lot_content (lot_id, content_id) values ($1, $2)";

    /// What a lot keeps.
    pub(crate) CONTENT_OF: (LotId,) -> ContentId =
        "select content_id from lot_content where lot_id = $1";

    /// A lot keeps nothing.
    pub(crate) DROP_CONTENT: (LotId,) -> () =
        "delete from lot_content where lot_id = $1";

    /// How many lots keep what is in a file.
    pub(crate) KEPT_BY: (ContentId,) -> i64 =
        "select cast(count(*) as bigint) from lot_content where content_id = $1";

    /// What is kept, by number, after one.
    pub(crate) CONTENTS_AFTER: (ContentId, i64) -> ContentId =
        "select distinct content_id
           from lot_content
          where content_id > $1
          order by content_id
          limit $2";
}

/// How long something may lie on the disk that no lot keeps: what is younger may be on its way.
const WRITING_MS: i64 = 60 * 60 * 1_000;
/// Rows read at once.
const PAGE: i64 = 1_000;

/// The key of what is in one file.
pub type ContentKey = Zeroizing<[u8; 32]>;

impl Vault {
    /// Begins a file that is sealed as it comes, under a key drawn for it. One that is dropped
    /// before its end leaves nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Randomness`], [`Error::File`].
    pub fn begin_content(&self, number: ContentId) -> Result<(FileWriter, ContentKey), Error> {
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *key).map_err(|_| Error::Randomness)?;
        Ok((self.contents.begin(number.get(), &key)?, key))
    }

    /// Opens what is in a file.
    ///
    /// # Errors
    ///
    /// [`Error::FileDamaged`], [`Error::File`].
    pub fn open_content(&self, number: ContentId, key: &ContentKey) -> Result<SealedFile, Error> {
        self.contents.open(number.get(), key)
    }

    /// A lot keeps what is in a file, beside any other lot that does.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn keep_content(tx: &mut Tx<'_>, lot: LotId, number: ContentId) -> Result<(), Error> {
        Ok(tx.run_one(&KEEP_CONTENT, (lot, number))?)
    }

    /// What a lot keeps is kept by another one as well: its row is carried there.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn carry_content(tx: &mut Tx<'_>, from: LotId, into: LotId) -> Result<(), Error> {
        match tx.maybe(&CONTENT_OF, (from,))? {
            Some(number) => Self::keep_content(tx, into, number),
            None => Ok(()),
        }
    }

    /// A lot keeps nothing more; what it kept.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn let_content_go(tx: &mut Tx<'_>, lot: LotId) -> Result<Option<ContentId>, Error> {
        let kept = tx.maybe(&CONTENT_OF, (lot,))?;
        if kept.is_some() {
            tx.run(&DROP_CONTENT, (lot,))?;
        }
        Ok(kept)
    }

    /// What lots keep, by number.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn kept_contents(tx: &mut Tx<'_>) -> Result<Vec<ContentId>, Error> {
        let mut all = Vec::new();
        let mut after = ContentId::new(i64::MIN);
        loop {
            let page = tx.all(&CONTENTS_AFTER, (after, PAGE))?;
            let Some(last) = page.last() else {
                return Ok(all);
            };
            after = *last;
            all.extend(page);
        }
    }

    /// What is in a file as it lies sealed; nothing where it is not on the disk.
    ///
    /// # Errors
    ///
    /// [`Error::File`].
    pub fn sealed_content(&self, number: ContentId) -> Result<Option<File>, Error> {
        if !self.contents.is_there(number.get()) {
            return Ok(None);
        }
        self.contents.sealed(number.get()).map(Some)
    }

    /// Begins what is in a file whose bytes come sealed from another register, whose rows bring the
    /// key.
    ///
    /// # Errors
    ///
    /// [`Error::File`].
    pub fn begin_sealed_content(&self, number: ContentId) -> Result<RawWriter, Error> {
        self.contents.begin_sealed(number.get())
    }

    /// Removes from the disk those of these that no lot keeps; how many went.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::File`].
    pub fn remove_unkept(
        &self,
        here: &Here,
        register: &Db,
        numbers: &[ContentId],
    ) -> Result<u64, Error> {
        let mut removed = 0;
        for number in numbers {
            let kept = register.read_here(here, |tx| tx.one(&KEPT_BY, (*number,)))?;
            if kept == 0 {
                self.contents.remove(number.get())?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// Removes whatever lies on the disk that no lot keeps and nobody is writing; how many went.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::File`].
    pub fn sweep_contents(&self, here: &Here, register: &Db, now: Instant) -> Result<u64, Error> {
        // The files first: what is kept later than this was looked at is too young to go.
        let mut lying = self.contents.all()?;
        let mut after = ContentId::new(i64::MIN);
        loop {
            let kept = register.read_here(here, |tx| tx.all(&CONTENTS_AFTER, (after, PAGE)))?;
            let Some(last) = kept.last() else { break };
            after = *last;
            lying.retain(|number| kept.binary_search(&ContentId::new(*number)).is_err());
        }
        lying.retain(|number| {
            let touched = self.contents.touched_ms(*number).unwrap_or(i64::MAX);
            touched <= now.ms() - WRITING_MS
        });
        let lying: Vec<ContentId> = lying.into_iter().map(ContentId::new).collect();
        self.remove_unkept(here, register, &lying)
    }
}
