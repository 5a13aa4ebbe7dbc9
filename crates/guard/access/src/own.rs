//! The register's own words: what is written down of a breach, or of a finding about the use of the
//! register. They belong to no party; the right that guards them is part of their column.
//!
//! Invariants: they open only under a proof that was asked for by the column's right; each lies
//! under a lot that is nobody's, so that its key is destroyed when its own clock runs out; the line
//! of that erasure names the lots.

use std::sync::Arc;

use basics::{LotId, RowId};
use policy::{Action, Kept, Purpose, Right};
use vault::{LotOf, NOBODY, Sealed};
use zeroize::Zeroizing;

use crate::actor::Actor;
use crate::ask::{Ask, Noted};
use crate::category::{Kind, Requests};
use crate::column::{Declaration, Place, SealedColumn};
use crate::erase::{Decided, hop};
use crate::error::Error;
use crate::guard::Guard;
use crate::opened::Opened;
use crate::payload::Payload;
use crate::sealing::bound;
use crate::work::Work;

/// A column with sealed words of the register's own, guarded by a right.
pub struct OwnColumn<C: Kind, T: Payload> {
    column: SealedColumn<C, T>,
    right: Right,
}

impl<C: Kind, T: Payload> OwnColumn<C, T> {
    /// The column `name` (`table.column`) with its stable number, opened by a right.
    #[must_use]
    pub const fn new(number: u32, name: &'static str, right: Right) -> Self {
        Self {
            column: SealedColumn::new(number, name),
            right,
        }
    }

    /// What a test compares with `columns.toml`.
    #[must_use]
    pub const fn declaration(&self) -> Declaration {
        self.column.declaration()
    }

    fn covered(&self, proof: &Noted<'_, C>) -> Result<(), Error> {
        let covered = proof.by_right(self.right);
        covered.then_some(()).ok_or(Error::NotCovered)
    }
}

impl<'w> Work<'w> {
    /// A lot for own words, kept by one of the clocks the register has of itself.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`] where the proof was not given for a change, or what is kept belongs to
    /// a category of parties; the stores'.
    pub fn own_lot<C: Kind>(&mut self, proof: &Noted<'w, C>, kept: Kept) -> Result<LotId, Error> {
        if !proof.changes() || kept.category().is_some() {
            return Err(Error::NotCovered);
        }
        let (vault, now) = (&self.core.vault, self.frame.now);
        Ok(vault.add_own_lot(self.here, &mut self.tx, kept, now)?)
    }

    /// Seals own words for their row.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`] where the proof was not given for a change by the column's right; the
    /// vault's.
    pub fn seal_own<C: Kind, T: Payload>(
        &mut self,
        proof: &Noted<'w, C>,
        column: &OwnColumn<C, T>,
        (lot, row): (LotId, RowId),
        value: &T,
    ) -> Result<Sealed, Error> {
        column.covered(proof)?;
        if !proof.changes() {
            return Err(Error::NotCovered);
        }
        self.seal_here(&column.column, own_place(lot, row), value)
    }

    /// Opens own words.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`] where the proof was not asked for by the column's right; the vault's;
    /// [`Error::Shape`].
    pub fn open_own<C: Kind, T: Payload>(
        &mut self,
        proof: &Noted<'w, C>,
        column: &OwnColumn<C, T>,
        (lot, row): (LotId, RowId),
        sealed: &Sealed,
    ) -> Result<Opened<T>, Error> {
        column.covered(proof)?;
        if !proof.opens() {
            return Err(Error::NotCovered);
        }
        self.open_here(&column.column, own_place(lot, row), sealed)
    }

    /// Seals without a proof: whoever calls has asked.
    pub(crate) fn seal_here<C: Kind, T: Payload>(
        &mut self,
        column: &SealedColumn<C, T>,
        place: Place,
        value: &T,
    ) -> Result<Sealed, Error> {
        self.of_its_category(column)?;
        let text = Zeroizing::new(value.to_json().to_string());
        let vault = &self.core.vault;
        let sealed = vault.seal(self.here, bound(column, place), text.as_bytes());
        self.key_gone |= matches!(sealed, Err(vault::Error::KeyGone));
        Ok(sealed?)
    }

    /// Whether own lots may be erased, by the right *erase*.
    fn decide_own(&mut self, lots: &[LotId], decision: &str) -> Result<Decided, Error> {
        let ask = Ask::new(Action::Erase, &[]).with(Right::Erase);
        let _grant = self.grant::<Requests>(ask)?;
        for lot in lots {
            let own = self.core.vault.own_lot(&mut self.tx, *lot)?;
            own.ok_or(Error::NotThere)?;
        }
        Ok(Decided {
            lots: lots.to_vec(),
            parties: Vec::new(),
            categories: vec![Requests::CATEGORY],
            whose: lots.iter().map(|lot| own_lot(*lot)).collect(),
            decision: decision.to_owned(),
        })
    }
}

const fn own_lot(lot: LotId) -> LotOf {
    LotOf {
        lot,
        party: NOBODY,
        category: Requests::CATEGORY,
    }
}

const fn own_place(lot: LotId, row: RowId) -> Place {
    Place::new(NOBODY, lot, row.get())
}

impl Guard {
    /// Erases own lots with everything sealed under them in one unit of work; how many rows went.
    ///
    /// # Errors
    ///
    /// The refusal without the right *erase*; [`Error::NotThere`] for a lot that is no own one; then
    /// nothing was destroyed. Where a store fails later, what is left goes at the next start.
    pub async fn erase_own(
        &self,
        actor: &Actor,
        purpose: Purpose,
        lots: Vec<LotId>,
        decision: String,
    ) -> Result<u64, Error> {
        if lots.is_empty() {
            return Ok(0);
        }
        let erasing = move |work: &mut Work<'_>| {
            let decided = work.decide_own(&lots, &decision)?;
            let erased = work.core.vault.erase_rows(&mut work.tx, &decided.lots)?;
            work.note_erasure(&decided)?;
            work.goes_with_commit(&decided);
            Ok::<_, Error>((decided, erased.rows))
        };
        let ((decided, rows), _) = self.desk().write_alone(actor, purpose, erasing).await?;
        let core = Arc::clone(&self.core);
        hop::<_, Error>(move |here| {
            core.vault.cut_log_of_keys(here)?;
            core.clear_disk(here, &decided, &[])
        })
        .await?;
        Ok(rows)
    }
}
