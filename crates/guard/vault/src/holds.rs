//! Legal holds: what is kept although its time is over, because somebody needs it for a claim or an
//! authority asked for it (GDPR art. 17(3)(e), 18(2)).
//!
//! Invariants: a hold stands beside the keys, so no restored backup loses it; while one stands, no
//! key it is about is destroyed, not even by a decision that was made a moment before it: both are
//! written in the same store, one after the other.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use basics::{LotId, PartyId};
use policy::Category;
use store::{Here, Tx};

use crate::error::Error;
use crate::vault::Vault;

store::statements! {
    /// The legal holds of a party that stand.
    pub(crate) HOLDS_OF: (PartyId,) -> String =
        "select purpose
           from no_ledger
          where kind = 'hold' and lifted_ms is null and party_id = $1
          order by entry_id
          limit 10000";
}

/// What a legal hold keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HeldOn {
    /// Everything of a party.
    Party,
    /// Everything of a party in a category.
    Category(Category),
    /// One lot.
    Lot(LotId),
}

impl HeldOn {
    /// The word it is kept under: empty, `category.contact`, `lot.17`.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Party => String::new(),
            Self::Category(category) => ["category.", category.key()].concat(),
            Self::Lot(lot) => format!("lot.{}", lot.get()),
        }
    }

    /// What a word means. One that nobody knows keeps everything: rather too much than too little.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        let category = || Category::from_key(key.strip_prefix("category.")?).map(Self::Category);
        let lot = || {
            let number: i64 = key.strip_prefix("lot.")?.parse().ok()?;
            Some(Self::Lot(LotId::new(number)))
        };
        category().or_else(lot).unwrap_or(Self::Party)
    }

    /// Whether it keeps a lot of the party it is about.
    #[must_use]
    pub fn keeps(self, lot: LotId, category: Category) -> bool {
        match self {
            Self::Party => true,
            Self::Category(held) => held == category,
            Self::Lot(held) => held == lot,
        }
    }
}

/// A lot with what decides over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LotOf {
    /// The lot.
    pub lot: LotId,
    /// Whose it is.
    pub party: PartyId,
    /// Of which category.
    pub category: Category,
}

impl Vault {
    /// The legal holds that stand of each of these parties, in their order.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn holds_of_all(
        &self,
        here: &Here,
        parties: &[PartyId],
    ) -> Result<Vec<Vec<HeldOn>>, Error> {
        let of = |tx: &mut Tx<'_>| tx.all_of(&HOLDS_OF, parties.iter().map(|party| (*party,)));
        let keys = self.keys.db.read_here(here, of)?.into_iter();
        let read = |keys: Vec<String>| keys.iter().map(|key| HeldOn::from_key(key)).collect();
        Ok(keys.map(read).collect())
    }
}

/// Whether a legal hold keeps any of these lots.
pub(crate) fn any_kept(tx: &mut Tx<'_>, lots: &[LotOf]) -> Result<bool, Error> {
    let mut of: HashMap<PartyId, Vec<HeldOn>> = HashMap::new();
    for lot in lots {
        let holds = match of.entry(lot.party) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let keys = tx.all(&HOLDS_OF, (lot.party,))?;
                new.insert(keys.iter().map(|key| HeldOn::from_key(key)).collect())
            }
        };
        if holds.iter().any(|hold| hold.keeps(lot.lot, lot.category)) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_reads_back_and_an_unknown_word_holds_everything() {
        let all = [
            HeldOn::Party,
            HeldOn::Category(Category::SiteAccess),
            HeldOn::Lot(LotId::new(17)),
        ];
        for held in all {
            assert_eq!(HeldOn::from_key(&held.key()), held);
        }
        for odd in ["category.nothing", "lot.x", "purpose.care"] {
            assert_eq!(HeldOn::from_key(odd), HeldOn::Party);
        }
    }

    #[test]
    fn a_hold_keeps_what_it_is_about_and_nothing_else() {
        let (lot, other) = (LotId::new(17), LotId::new(18));
        let cases = [
            (HeldOn::Party, [true, true, true]),
            (HeldOn::Category(Category::Contact), [true, true, false]),
            (HeldOn::Lot(lot), [true, false, true]),
        ];
        for (held, keeps) in cases {
            let found = [
                held.keeps(lot, Category::Contact),
                held.keeps(other, Category::Contact),
                held.keeps(lot, Category::Other),
            ];
            assert_eq!(found, keeps, "{held:?}");
        }
    }
}
