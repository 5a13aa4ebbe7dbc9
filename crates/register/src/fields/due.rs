//! Values of fields with a shorter time of their own: where they lie, for whoever reckons their clocks.

use basics::{Instant, LotId, PartyId, RowId};
use guard::ByKey;
use guard::category::{Company, Contact, Other, Services};
use policy::{Category, FieldKey};
use store::Tx;

use super::columns::Lies;

/// A value: whose, which row, under which lot, when it was written down.
pub(super) type Written = (PartyId, RowId, LotId, Instant);

store::statements! {
    /// Values of a field that were written down before an instant, behind a row.
    pub(super) WRITTEN_BEFORE: (String, ByKey<Category>, Instant, PartyId, RowId, i64) -> Written =
        "select party_id, row_id, lot_id, recorded_ms
           from field_value
          where field = $1 and category = $2 and recorded_ms < $3 and (party_id, row_id) > ($4, $5)
            and not exists (select 1
                              from party
                             where party.party_id = field_value.party_id
                               and party.merged_into is not null)
          order by party_id, row_id
          limit $6";

    /// The values of a field that a party has in a category: which row, under which lot.
    pub(super) VALUES_OF: (PartyId, String, ByKey<Category>) -> (RowId, LotId) =
        "select row_id, lot_id
           from field_value
          where party_id = $1 and field = $2 and category = $3
          order by row_id
          limit 10000";

    /// Which fields the values of a party are of.
    pub(super) FIELDS_OF: (PartyId,) -> (RowId, String) =
        "select row_id, field from field_value where party_id = $1 order by row_id limit 10000";
}

/// Values of a field that were written down before an instant, behind a party and a row.
///
/// # Errors
///
/// The store's failure.
pub fn written_before(
    tx: &mut Tx<'_>,
    (key, category): (&FieldKey, Category),
    before: Instant,
    after: (PartyId, i64),
    most: i64,
) -> Result<Vec<Written>, store::Error> {
    let (party, row) = (after.0, RowId::new(after.1));
    let asked = (key.to_string(), ByKey(category), before, party, row, most);
    tx.all(&WRITTEN_BEFORE, asked)
}

/// The values of a field that a party has in a category, by their rows, each with its lot.
///
/// # Errors
///
/// The store's failure.
pub fn values_of(
    tx: &mut Tx<'_>,
    party: PartyId,
    (key, category): (&FieldKey, Category),
) -> Result<Vec<(RowId, LotId)>, store::Error> {
    tx.all(&VALUES_OF, (party, key.to_string(), ByKey(category)))
}

/// Which fields the values of a party are of, by their rows.
///
/// # Errors
///
/// The store's failure.
pub fn fields_of(tx: &mut Tx<'_>, party: PartyId) -> Result<Vec<(RowId, String)>, store::Error> {
    tx.all(&FIELDS_OF, (party,))
}

/// The number of the sealed column in which fields of a category lie.
#[must_use]
pub fn column_of(category: Category) -> Option<u32> {
    Some(match category {
        Category::Company => Company::COLUMN.number(),
        Category::Contact => Contact::COLUMN.number(),
        Category::Services => Services::COLUMN.number(),
        Category::Other => Other::COLUMN.number(),
        _ => return None,
    })
}
