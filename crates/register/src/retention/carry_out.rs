//! Carrying an erasure out: lots with their keys, and single values whose lot stays.

use std::collections::HashSet;

use basics::{LotId, PartyId};
use guard::{Actor, Erasure, Guard, IndexTerms, ValuesErasure, Work};
use policy::Purpose;

use super::due::Due;
use super::error::Error;
use crate::people;

/// What a party is found by from what is left of her.
pub(super) fn left(work: &mut Work<'_>, party: PartyId) -> Result<IndexTerms, Error> {
    Ok(people::terms_of_party(work, party)?)
}

/// Erases what is due: whole lots, and single values with the keys of the lots that held nothing
/// else. How many things went.
///
/// Done again, it does nothing: what went is due no more.
///
/// # Errors
///
/// The refusal; [`guard::Error::Held`], and then nothing of it was destroyed; the stores' failures.
pub(super) async fn erase(
    guard: &Guard,
    actor: &Actor,
    purpose: Purpose,
    due: &[Due],
    decision: &str,
) -> Result<u64, Error> {
    let lots: Vec<LotId> = whole_lots(due).collect();
    let mut gone = u64::try_from(lots.len()).unwrap_or(u64::MAX);
    if !lots.is_empty() {
        erase_lots(guard, actor, purpose, lots, decision).await?;
    }
    // What lies in a lot that went is gone with it.
    let went: HashSet<LotId> = whole_lots(due).collect();
    let single = due.iter().filter(|one| !went.contains(&one.what.lot));
    let single = single.filter_map(|one| {
        let (column, row) = one.what.value?;
        Some(((column, one.what.party, row), one.what.lot))
    });
    let values: Vec<_> = single.collect();
    if !values.is_empty() {
        let erasure = ValuesErasure {
            values,
            decision: decision.to_owned(),
        };
        let erased = guard.erase_values(actor, purpose, erasure, left).await?;
        gone += erased.rows;
        if !erased.emptied.is_empty() {
            erase_lots(guard, actor, purpose, erased.emptied, decision).await?;
        }
    }
    Ok(gone)
}

/// The lots that go as a whole.
fn whole_lots(due: &[Due]) -> impl Iterator<Item = LotId> + '_ {
    let whole = due.iter().filter(|one| one.what.value.is_none());
    whole.map(|one| one.what.lot)
}

async fn erase_lots(
    guard: &Guard,
    actor: &Actor,
    purpose: Purpose,
    lots: Vec<LotId>,
    decision: &str,
) -> Result<(), Error> {
    let decision = decision.to_owned();
    let erasure = Erasure { lots, decision };
    guard.erase(actor, purpose, erasure, left).await?;
    Ok(())
}

/// The same, party by party where something stands against one of them: that one stays, the others
/// go. How many things went, and how many stay.
///
/// # Errors
///
/// The stores' failures.
pub(super) async fn erase_what_can(
    guard: &Guard,
    actor: &Actor,
    purpose: Purpose,
    due: &[Due],
    decision: &str,
) -> Result<(u64, u64), Error> {
    match erase(guard, actor, purpose, due, decision).await {
        Ok(gone) => return Ok((gone, 0)),
        Err(Error::Guard(guard::Error::Held | guard::Error::Refused(_))) => {}
        Err(error) => return Err(error),
    }
    let (mut gone, mut stays) = (0, 0);
    for own in due.chunk_by(|one, next| one.what.party == next.what.party) {
        match erase(guard, actor, purpose, own, decision).await {
            Ok(went) => gone += went,
            // Held since it was looked at, or held with the one she was merged from.
            Err(Error::Guard(guard::Error::Held | guard::Error::Refused(_))) => {
                stays += u64::try_from(own.len()).unwrap_or(u64::MAX);
            }
            Err(error) => return Err(error),
        }
    }
    Ok((gone, stays))
}
