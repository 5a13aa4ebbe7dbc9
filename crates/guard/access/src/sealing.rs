//! Opening and sealing: the values of a unit of work, each in its place.
//!
//! Invariants: a value is opened for somebody only with a [`Noted`] of this very unit, for a party
//! the proof names, in the category of its column; what is opened without a proof is handed to plain
//! functions that can keep nothing.

use basics::{Day, LotId, PartyId};
use policy::Category;
use vault::{IndexTerms, Sealed};

use crate::ask::{Ask, Noted};
use crate::category::Kind;
use crate::column::{Place, SealedColumn};
use crate::error::Error;
use crate::opened::Opened;
use crate::payload::Payload;
use crate::work::Work;

store::statements! {
    /// Lots of a party with their categories, in no order that matters.
    pub(crate) SOME_LOTS: (PartyId,) -> (LotId, i64) =
        "select lot_id, category from lot where party_id = $1 limit 32";
}

impl<'w> Work<'w> {
    /// Says that values of these lots are about to be opened: their keys are looked up together.
    /// It opens nothing.
    ///
    /// # Errors
    ///
    /// The vault's.
    pub fn warm(&mut self, lots: &[LotId]) -> Result<(), Error> {
        Ok(self.core.vault.warm(self.here, lots)?)
    }

    /// Says that a page about a party is about to be read: most of its values are opened, and their
    /// keys are looked up together. Not the key of her identity code, which few pages ask for. It
    /// opens nothing.
    ///
    /// # Errors
    ///
    /// The vault's; the store's.
    pub fn warm_page(&mut self, party: PartyId) -> Result<(), Error> {
        let code = i64::from(Category::IdentityCode.number());
        let lots = self.tx.all(&SOME_LOTS, (party,))?;
        let lots = lots.into_iter().filter(|(_, category)| *category != code);
        self.warm(&lots.map(|(lot, _)| lot).collect::<Vec<_>>())
    }

    /// Opens a value.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`] where the proof does not name the party; the vault's error where the
    /// value was moved, changed or its key destroyed; [`Error::Shape`].
    pub fn open<C: Kind, T: Payload>(
        &mut self,
        proof: &Noted<'w, C>,
        column: &SealedColumn<C, T>,
        place: Place,
        sealed: &Sealed,
    ) -> Result<Opened<T>, Error> {
        let hidden = C::CATEGORY == Category::IdentityCode && !proof.reveals();
        if !proof.opens() || !proof.names(place.party) || hidden {
            return Err(Error::NotCovered);
        }
        self.open_here(column, place, sealed)
    }

    /// Opens without a proof: only for what never leaves this crate.
    pub(crate) fn open_here<C: Kind, T: Payload>(
        &mut self,
        column: &SealedColumn<C, T>,
        place: Place,
        sealed: &Sealed,
    ) -> Result<Opened<T>, Error> {
        self.of_its_category(column)?;
        let opened = self
            .core
            .vault
            .open(self.here, bound(column, place), sealed);
        self.key_gone |= matches!(opened, Err(vault::Error::KeyGone));
        let bytes = opened?;
        let value = serde_json::from_slice(&bytes).map_err(|_| Error::Shape)?;
        T::from_json(value).map(Opened::new).ok_or(Error::Shape)
    }

    /// Seals a value for its place. The proof must have been given for a change.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`]; the vault's error.
    pub fn seal<C: Kind, T: Payload>(
        &mut self,
        proof: &Noted<'w, C>,
        column: &SealedColumn<C, T>,
        place: Place,
        value: &T,
    ) -> Result<Sealed, Error> {
        self.covers_change(proof, place.party)?;
        self.seal_here(column, place, value)
    }

    /// Feeds a value to the terms a party is found by. It is opened for nobody: `feed` is a plain
    /// function that can keep nothing, and what terms hold cannot be read back. A value whose key is
    /// destroyed finds nobody, also while its row still stands.
    ///
    /// # Errors
    ///
    /// The vault's; [`Error::Shape`].
    pub fn for_index<C: Kind, T: Payload>(
        &mut self,
        column: &SealedColumn<C, T>,
        place: Place,
        sealed: &Sealed,
        terms: &mut IndexTerms,
        feed: fn(&mut IndexTerms, &T),
    ) -> Result<(), Error> {
        match self.open_here(column, place, sealed) {
            Ok(value) => feed(terms, value.expose()),
            Err(Error::Vault(vault::Error::KeyGone)) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Whether the proof lets its holder write about this party. A file writes only about parties
    /// that it brought in this very unit.
    pub(crate) fn covers_change<C: Kind>(
        &self,
        proof: &Noted<'w, C>,
        party: PartyId,
    ) -> Result<(), Error> {
        let brought = !proof.imports() || self.added.contains(&party);
        brought.then_some(()).ok_or(Error::NotCovered)?;
        proof.covers_change(party)
    }

    /// Whether the column holds what its type says: `migrations/columns.toml` has the last word.
    pub(crate) fn of_its_category<C: Kind, T: Payload>(
        &self,
        column: &SealedColumn<C, T>,
    ) -> Result<(), Error> {
        let category = self.core.columns.get(&column.number());
        let fits = category == Some(&C::CATEGORY);
        fits.then_some(()).ok_or(Error::NotCovered)
    }

    /// Whether a sealed value agrees with a day that is being written about the same party. It is
    /// opened for nobody: `agrees` is a plain function, a day has no place to keep anything, and
    /// only a yes or no comes back.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`] where the proof was not given for changing this party; the vault's;
    /// [`Error::Shape`].
    pub fn agrees<W: Kind, C: Kind, T: Payload>(
        &mut self,
        writing: &Noted<'w, W>,
        column: &SealedColumn<C, T>,
        place: Place,
        sealed: &Sealed,
        day: Day,
        agrees: fn(&T, Day) -> bool,
    ) -> Result<bool, Error> {
        self.covers_change(writing, place.party)?;
        let value = self.open_here(column, place, sealed)?;
        Ok(agrees(value.expose(), day))
    }

    pub(crate) fn sealed_reason(&self, ask: &Ask) -> Result<Option<Vec<u8>>, Error> {
        let Some(reason) = &ask.reason else {
            return Ok(None);
        };
        let sealed = self
            .core
            .vault
            .seal_reason(self.frame.unit, reason.as_bytes())?;
        Ok(Some(sealed))
    }
}

pub(crate) fn bound<C: Kind, T: Payload>(
    column: &SealedColumn<C, T>,
    place: Place,
) -> vault::Place {
    vault::Place {
        column: column.number(),
        row: place.row,
        lot: place.lot,
        party: place.party,
    }
}
