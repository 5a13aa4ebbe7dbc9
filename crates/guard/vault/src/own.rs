//! Own lots: the register's own words, such as what is written down of a breach. They belong to no
//! party, and each has a lot of its own, whose key is destroyed with it.
//!
//! Invariants: its row is in the register before anything is sealed under it; the party it is bound
//! to is nobody's number, so nothing of a party opens as the register's own, nor the other way round.

use basics::{Instant, LotId, PartyId};
use policy::Kept;
use store::{Here, Tx};

use crate::error::Error;
use crate::vault::Vault;

/// Whom own words are bound to: a number that no party has.
pub const NOBODY: PartyId = PartyId::new(0);

store::statements! {
    /// A new own lot.
    pub(crate) ADD_OWN: (LotId, i64, Instant) -> () =
        "insert into own_lot (lot_id, kept, started_ms) values ($1, $2, $3)";

    /// What an own lot is kept as.
    pub(crate) OWN: (LotId,) -> i64 =
        "select kept from own_lot where lot_id = $1";

    /// An own lot is gone.
    pub(crate) DROP_OWN: (LotId,) -> () =
        "delete from own_lot where lot_id = $1";
}

impl Vault {
    /// A new lot for the register's own words.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub fn add_own_lot(
        &self,
        here: &Here,
        tx: &mut Tx<'_>,
        kept: Kept,
        now: Instant,
    ) -> Result<LotId, Error> {
        let lot = self.keys.next(here)?;
        tx.run_one(&ADD_OWN, (lot, i64::from(kept.number()), now))?;
        Ok(lot)
    }

    /// What an own lot is kept as; nothing where there is none with this number.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn own_lot(&self, tx: &mut Tx<'_>, lot: LotId) -> Result<Option<Kept>, Error> {
        let number = tx.maybe(&OWN, (lot,))?;
        let kept = number.and_then(Kept::from_stored);
        Ok(kept)
    }
}
