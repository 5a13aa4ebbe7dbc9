//! The checkpoints a trail is held against.

use std::collections::BTreeMap;

use store::Tx;

use crate::checkpoint::KEPT;
use crate::error::{Error, Kept};
use crate::note::Notary;
use crate::tree::Hash;

/// Checkpoints by month and size, with where they were kept.
#[derive(Clone, Default)]
pub(crate) struct Signed {
    all: BTreeMap<(i64, i64), Vec<(Hash, Kept)>>,
    /// Where a note was kept that is not signed by this register or stands where another belongs.
    pub(crate) bad: Option<Kept>,
}

/// Notes read at once.
const PAGE: i64 = 1_000;

impl Signed {
    /// A note; `place` is month and size under which it was kept.
    pub(crate) fn add(
        &mut self,
        notary: &Notary,
        note: &str,
        place: Option<(i64, i64)>,
        kept: Kept,
    ) {
        match notary.read(note) {
            Ok(root) if place.is_none_or(|place| place == (root.month, root.size)) => {
                self.all
                    .entry((root.month, root.size))
                    .or_default()
                    .push((root.hash, kept));
            }
            _ => self.bad = self.bad.or(Some(kept)),
        }
    }

    /// These and the notes of a store.
    pub(crate) fn with(
        mut self,
        notary: &Notary,
        tx: &mut Tx<'_>,
        kept: Kept,
    ) -> Result<Self, Error> {
        let mut after = (i64::MIN, i64::MIN);
        loop {
            let page = tx.all(&KEPT, (after.0, after.1, PAGE))?;
            let Some(last) = page.last() else {
                return Ok(self);
            };
            after = (last.0, last.1);
            for (month, size, note) in &page {
                self.add(notary, note, Some((*month, *size)), kept);
            }
        }
    }

    /// The checkpoints of a month's tree at one size.
    pub(crate) fn at(&self, month: i64, size: i64) -> Option<&[(Hash, Kept)]> {
        self.all.get(&(month, size)).map(Vec::as_slice)
    }

    /// The first checkpoint of a month above a size.
    pub(crate) fn beyond(&self, month: i64, size: i64) -> Option<(i64, Kept)> {
        let mut above = self.all.range((month, size + 1)..=(month, i64::MAX));
        above
            .next()
            .and_then(|(place, signed)| Some((place.1, signed.first()?.1)))
    }

    /// Whether there is a checkpoint of a later month.
    pub(crate) fn after(&self, month: i64) -> bool {
        self.all.range((month + 1, i64::MIN)..).next().is_some()
    }

    /// Where a checkpoint was kept of a month that is not known.
    pub(crate) fn unknown(&self, known: impl Fn(i64) -> bool) -> Option<Kept> {
        let mut unknown = self.all.iter().filter(|(place, _)| !known(place.0));
        unknown
            .next()
            .and_then(|(_, signed)| Some(signed.first()?.1))
    }
}
