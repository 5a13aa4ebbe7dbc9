//! Series of numbers that are given once: of customers, later of invoices.
//!
//! How far a series got stands beside the keys, so that an old register that was put back gives no
//! number a second time: it goes on above the mark. Invariant: the mark is raised before the
//! commit of the unit that takes the numbers. A unit that fails leaves no gap while its process
//! runs, because what counts beside the register's own rows is the mark as the process found it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use store::Here;
use vault::Vault;

use crate::error::Error;
use crate::work::Work;

/// The marks as this process found them, and how far it raised them.
#[derive(Default)]
pub(crate) struct Series(Mutex<HashMap<&'static str, Mark>>);

#[derive(Clone, Copy)]
struct Mark {
    found: i64,
    raised: i64,
}

impl Series {
    fn mark(&self, here: &Here, vault: &Vault, name: &'static str) -> Result<Mark, Error> {
        let mut marks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mark) = marks.get(name) {
            return Ok(*mark);
        }
        let found = vault.mark(here, name)?;
        let mark = Mark {
            found,
            raised: found,
        };
        marks.insert(name, mark);
        Ok(mark)
    }

    /// Raises the marks of what a unit took, before its commit.
    pub(crate) fn raise(
        &self,
        here: &Here,
        vault: &Vault,
        taken: &[(&'static str, i64)],
    ) -> Result<(), Error> {
        for (name, last) in taken {
            if self.mark(here, vault, name)?.raised < *last {
                vault.raise_mark(here, name, *last)?;
                let mut marks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(mark) = marks.get_mut(name) {
                    mark.raised = mark.raised.max(*last);
                }
            }
        }
        Ok(())
    }
}

impl Work<'_> {
    /// The first of the next `count` numbers of a series, which are this unit's from its commit on.
    /// `highest` is the highest number of the series in the register, read in this unit.
    ///
    /// # Errors
    ///
    /// The vault's.
    pub fn next_numbers(
        &mut self,
        series: &'static str,
        highest: i64,
        count: usize,
    ) -> Result<i64, Error> {
        let mark = self.core.series.mark(self.here, &self.core.vault, series)?;
        let taken = self.marks.iter().filter(|(name, _)| *name == series);
        let taken = taken.map(|(_, last)| *last).max();
        let first = highest.max(mark.found).max(taken.unwrap_or(0)) + 1;
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        self.marks.push((series, first.saturating_add(count) - 1));
        Ok(first)
    }
}
