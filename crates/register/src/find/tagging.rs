//! Putting tags on customers and taking them off: one, or many in one unit.
//!
//! Invariant: one line of the trail names everyone whose tags may have changed, and whoever has
//! another tag is found by it in the same unit.

use basics::{BulkId, PartyId, TagId};
use guard::category::Other;
use guard::{Ask, Work};

use crate::people::{self, terms_of_party};
use crate::tags::{self, Error};

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// They have the tag.
    Put(TagId),
    /// They have it no more.
    Take(TagId),
    /// What a run over many did to them is changed back.
    Undo(BulkId),
}

/// Does it for each of these, by itself or in a run over many; those for whom something changed.
///
/// # Errors
///
/// The refusal; [`Error::Ended`]; the stores' failures.
pub fn apply(
    work: &mut Work<'_>,
    parties: &[PartyId],
    deed: Deed,
    run: Option<BulkId>,
) -> Result<Vec<PartyId>, Error> {
    let proof = work.ask::<Other>(Ask::change(parties))?;
    let mut changed = Vec::new();
    for party in parties {
        let other = match deed {
            Deed::Put(tag) => tags::put_on(work, &proof, *party, (tag, run))?,
            Deed::Take(tag) => tags::take_off(work, &proof, *party, (tag, run))?,
            Deed::Undo(run) => tags::undo(work, &proof, *party, run)?,
        };
        if other {
            let terms = terms_of_party(work, *party).map_err(people::Error::into_guard)?;
            work.reindex(*party, terms)?;
            changed.push(*party);
        }
    }
    Ok(changed)
}

/// What people say of a failure of tags.
pub(super) fn of_tags(error: Error) -> people::Error {
    match error {
        Error::Guard(error) => error.into(),
        _ => guard::Error::NotThere.into(),
    }
}
