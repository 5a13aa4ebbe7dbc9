//! The statements of fields.
//!
//! `replaced_ms is null` are the values that hold now. A field has few values and a party few
//! fields: what is read of one party is bounded by what a notice may declare.

use basics::{ActorId, Instant, LotId, PartyId, RowId};
use guard::{ByKey, Sealed};
use policy::{Category, SourceKind};

/// A value as it lies in its table: row, field, category, lot, the four columns, source, when and by
/// whom it was written, until when it held.
pub(super) type Lying = (
    RowId,
    String,
    ByKey<Category>,
    LotId,
    Option<Sealed>,
    Option<Sealed>,
    Option<Sealed>,
    Option<Sealed>,
    ByKey<SourceKind>,
    Instant,
    ActorId,
    Option<Instant>,
);

store::statements! {
    /// A new value.
    pub(super) ADD: (RowId, PartyId, String, ByKey<Category>, LotId, Option<Sealed>, Option<Sealed>, Option<Sealed>, Option<Sealed>, ByKey<SourceKind>, Instant, ActorId) -> () =
        "insert into field_value
                (row_id, party_id, field, category, lot_id, company, contact_point, services, other,
                 source, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    /// The values of a party that hold now.
    pub(super) HELD: (PartyId,) -> Lying =
        "select row_id, field, category, lot_id, company, contact_point, services, other, source,
                recorded_ms, recorded_by, replaced_ms
           from field_value
          where party_id = $1 and replaced_ms is null
          order by row_id
          limit 1000";

    /// Every value a party ever had, newest first, before one of them.
    pub(super) BEFORE: (PartyId, RowId, i64) -> Lying =
        "select row_id, field, category, lot_id, company, contact_point, services, other, source,
                recorded_ms, recorded_by, replaced_ms
           from field_value
          where party_id = $1 and row_id < $2
          order by row_id desc
          limit $3";

    /// A value no longer holds.
    pub(super) REPLACE: (PartyId, RowId, Instant, ActorId) -> () =
        "update field_value set replaced_ms = $3, replaced_by = $4
          where party_id = $1 and row_id = $2 and replaced_ms is null";

    /// A value that was replaced holds again.
    pub(super) RESTORE: (PartyId, RowId) -> () =
        "update field_value set replaced_ms = null, replaced_by = null
          where party_id = $1 and row_id = $2 and replaced_ms is not null";

    /// Every value of a field of a party is gone, those that were replaced too.
    pub(super) ERASE: (PartyId, String, ByKey<Category>) -> () =
        "delete from field_value where party_id = $1 and field = $2 and category = $3";

    /// Values that are copies no longer hold where the survivor has one of her own in the same field.
    pub(super) END_COPIED: (PartyId, Instant, ActorId, PartyId) -> () =
        "update field_value set replaced_ms = $2, replaced_by = $3
          where party_id = $1 and replaced_ms is null
            and row_id in (select row_id from field_value where party_id = $4)
            and exists (select 1
                          from field_value own
                         where own.party_id = $1 and own.replaced_ms is null
                           and own.field = field_value.field
                           and own.category = field_value.category
                           and own.row_id not in
                               (select row_id from field_value where party_id = $4))";

    /// Which values of a survivor that hold are copies.
    pub(super) COPIES_HELD: (PartyId, PartyId) -> (RowId, String, ByKey<Category>) =
        "select row_id, field, category
           from field_value
          where party_id = $1 and replaced_ms is null
            and row_id in (select row_id from field_value where party_id = $2)
          order by row_id
          limit 1000";

    /// The fields of which a party has or had values.
    pub(super) EVER: (PartyId,) -> (String, ByKey<Category>) =
        "select distinct field, category
           from field_value
          where party_id = $1
          order by field, category
          limit 1000";

    /// How many values hold in a field, counted to a bound.
    pub(super) IN_USE: (String, ByKey<Category>, i64) -> i64 =
        "select cast(count(*) as bigint)
           from (select 1 as one
                   from field_value
                  where field = $1 and category = $2 and replaced_ms is null
                  limit $3) used";

    /// How many values of a field were replaced and are kept, counted to a bound.
    pub(super) REPLACED: (String, ByKey<Category>, i64) -> i64 =
        "select cast(count(*) as bigint)
           from (select 1 as one
                   from field_value
                  where field = $1 and category = $2 and replaced_ms is not null
                  limit $3) replaced";
}
