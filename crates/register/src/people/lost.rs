//! Whom changes were about that a backup which was put back does not know, and what was changed of them
//! since. Nothing is opened.

use std::collections::HashMap;

use basics::{Instant, PartyId};
use policy::Category;
use store::Tx;

store::statements! {
    /// The customer number of a party.
    NUMBER: (PartyId,) -> i64 =
        "select number from profile where party_id = $1";

    /// When each category of a party was changed last, after an instant.
    CHANGED_SINCE: (PartyId, Instant) -> (i64, Instant) =
        "select category, max(at_ms)
           from party_change
          where party_id = $1 and at_ms >= $2
          group by category
          order by category
          limit 100";
}

/// Somebody as a list of changes names her.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbered {
    /// Her customer number; nothing: she is not in the register.
    pub number: Option<i64>,
    /// When each of her categories was changed last.
    pub changed: HashMap<Category, Instant>,
}

/// Each of these parties, with what was changed of her since an instant.
///
/// # Errors
///
/// The store's failure.
pub fn numbered(
    tx: &mut Tx<'_>,
    parties: &[PartyId],
    since: Instant,
) -> Result<HashMap<PartyId, Numbered>, store::Error> {
    let numbers = tx.all_of(&NUMBER, parties.iter().map(|party| (*party,)))?;
    let changed = tx.all_of(&CHANGED_SINCE, parties.iter().map(|party| (*party, since)))?;
    let all = parties.iter().zip(numbers).zip(changed);
    let all = all.map(|((party, number), changed)| {
        let category = |number: i64| Category::from_number(u8::try_from(number).ok()?);
        let changed = changed.into_iter();
        let changed = changed.filter_map(|(number, at)| Some((category(number)?, at)));
        let one = Numbered {
            number: number.into_iter().next(),
            changed: changed.collect(),
        };
        (*party, one)
    });
    Ok(all.collect())
}
