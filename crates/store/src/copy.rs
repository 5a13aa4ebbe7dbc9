//! A store copied to another place, of the same engine or of the other, and compared row by row.
//!
//! Invariants: every table of the live store is copied, so none can be forgotten; nothing that is
//! there is changed or removed; a copy that broke off goes on where it stopped, provided that what
//! is there is this store's own beginning, row by row; the source is only read.

use crate::tables::{AnyRow, Whole, in_order};
use crate::{Db, Error, Here, describe};

/// Rows read, written and compared at once.
const PAGE: i64 = 500;

/// Why a store was not copied.
#[derive(Debug, thiserror::Error)]
pub enum NotCopied {
    /// The other place holds something else.
    #[error("the other place holds something else: {table}")]
    InUse {
        /// In which table.
        table: String,
    },
    /// Not what was copied is there.
    #[error("what was copied is not what is there: {table}")]
    Differs {
        /// In which table.
        table: String,
    },
    /// One of the two failed.
    #[error(transparent)]
    Store(#[from] Error),
}

/// A table that was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Which.
    pub table: String,
    /// Its rows, each compared with the source's.
    pub rows: u64,
}

impl Db {
    /// Copies every table to `to`, which has the same schema and is empty or holds the beginning of
    /// this very copy, and compares every row. Nobody else may write to either meanwhile. `told`
    /// hears how many rows of which table are there.
    ///
    /// # Errors
    ///
    /// [`NotCopied`]; what was copied stays, and the next try goes on with it.
    pub fn copy_here(
        &self,
        here: &Here,
        to: &Self,
        told: &mut dyn FnMut(&str, u64),
    ) -> Result<Vec<Copied>, NotCopied> {
        let schema = *self.schema();
        let ours = self.read_here(here, describe::tables)?;
        let theirs = to.read_here(here, describe::tables)?;
        if !describe::differences(&ours, &theirs).is_empty() {
            return Err(Error::Changed {
                store: schema.name,
                version: 0,
            }
            .into());
        }
        let tables = self.read_here(here, |tx| in_order(tx, &schema))?;
        // All of it is looked at before anything is written.
        for table in &tables {
            self.begun(here, to, table)?;
        }
        let mut copied = Vec::with_capacity(tables.len());
        for table in &tables {
            let (mut rows, mut last) = self.begun(here, to, table)?;
            loop {
                let page = self.read_here(here, |tx| table.page(tx, last.as_ref(), PAGE))?;
                if page.is_empty() {
                    break;
                }
                to.write_here(here, |tx| table.insert(tx, &page))?;
                rows += u64::try_from(page.len()).unwrap_or(0);
                told(table.name(), rows);
                last = page.into_iter().last();
            }
            if self.same(here, to, table)? != rows {
                return Err(differs(table));
            }
            copied.push(Copied {
                table: table.name().to_owned(),
                rows,
            });
        }
        Ok(copied)
    }

    /// How many rows of a table are there already, and the last of them.
    fn begun(
        &self,
        here: &Here,
        to: &Self,
        table: &Whole,
    ) -> Result<(u64, Option<AnyRow>), NotCopied> {
        let (mut rows, mut last): (u64, Option<AnyRow>) = (0, None);
        loop {
            let theirs = to.read_here(here, |tx| table.page(tx, last.as_ref(), PAGE))?;
            if theirs.is_empty() {
                return Ok((rows, last));
            }
            let ours = self.read_here(here, |tx| table.page(tx, last.as_ref(), PAGE))?;
            if ours.get(..theirs.len()) != Some(theirs.as_slice()) {
                return Err(NotCopied::InUse {
                    table: table.name().to_owned(),
                });
            }
            rows += u64::try_from(theirs.len()).unwrap_or(0);
            last = theirs.into_iter().last();
        }
    }

    /// How many rows a table has, where every one of them is the same in both.
    fn same(&self, here: &Here, to: &Self, table: &Whole) -> Result<u64, NotCopied> {
        let (mut rows, mut last): (u64, Option<AnyRow>) = (0, None);
        loop {
            let ours = self.read_here(here, |tx| table.page(tx, last.as_ref(), PAGE))?;
            let theirs = to.read_here(here, |tx| table.page(tx, last.as_ref(), PAGE))?;
            if ours != theirs {
                return Err(differs(table));
            }
            if ours.is_empty() {
                return Ok(rows);
            }
            rows += u64::try_from(ours.len()).unwrap_or(0);
            last = ours.into_iter().last();
        }
    }
}

fn differs(table: &Whole) -> NotCopied {
    NotCopied::Differs {
        table: table.name().to_owned(),
    }
}

impl basics::Coded for NotCopied {
    fn code(&self) -> basics::Code {
        match self {
            Self::InUse { .. } => basics::Code::new("store.copy.in_use"),
            Self::Differs { .. } => basics::Code::new("store.copy.differs"),
            Self::Store(error) => error.code(),
        }
    }
}
