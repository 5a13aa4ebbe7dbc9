//! Whom open tasks still need: who is to be called back, and where.

use basics::{Day, PartyId, RowId};
use policy::Category;
use store::Tx;

use crate::capability::{Need, Needed};

store::statements! {
    /// The open tasks of a party.
    pub(super) OPEN_ROWS: (PartyId,) -> RowId =
        "select row_id
           from task
          where party_id = $1 and done_ms is null
          order by row_id
          limit 1000";
}

/// What open tasks need of their customers.
pub(super) fn needs(
    tx: &mut Tx<'_>,
    parties: &[PartyId],
    _: Day,
) -> Result<Vec<Need>, store::Error> {
    let found = tx.all_of(&OPEN_ROWS, parties.iter().map(|party| (*party,)))?;
    let mut needs = Vec::new();
    for (party, rows) in parties.iter().zip(found) {
        let whom = [Category::Identity, Category::Company, Category::Contact];
        let whom = whom.into_iter().map(Needed::Category);
        let whom = whom.filter(|_| !rows.is_empty());
        let tasks = rows.iter().map(|row| Needed::Value(*row));
        needs.extend(whom.chain(tasks).map(|what| Need {
            party: *party,
            what,
            why: "retention-needed-task",
            because_of: None,
            until: None,
        }));
    }
    Ok(needs)
}
