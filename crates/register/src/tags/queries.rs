//! The statements of tags.

use basics::{ActorId, BulkId, Instant, LotId, PartyId, RowId, TagId};
use guard::Sealed;

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Which.
    pub tag: TagId,
    /// What it is called.
    pub name: String,
    /// Since when it is put on nobody; nothing where it is in use.
    pub ended: Option<Instant>,
}

impl From<(TagId, String, Option<Instant>)> for Tag {
    fn from((tag, name, ended): (TagId, String, Option<Instant>)) -> Self {
        Self { tag, name, ended }
    }
}

store::statements! {
    /// A new tag.
    pub(super) ADD_TAG: (TagId, String, Instant, ActorId) -> () =
        "insert into tag (tag_id, name, recorded_ms, recorded_by) values ($1, $2, $3, $4)";

    /// Every tag.
    pub(super) TAGS: (i64,) -> (TagId, String, Option<Instant>) =
        "select tag_id, name, ended_ms from tag order by tag_id limit $1";

    /// A tag.
    pub(super) TAG: (TagId,) -> (TagId, String, Option<Instant>) =
        "select tag_id, name, ended_ms from tag where tag_id = $1";

    /// A tag is called something else.
    pub(super) RENAME_TAG: (TagId, String) -> () =
        "update tag set name = $2 where tag_id = $1";

    /// A tag is put on nobody any more, or is in use again.
    pub(super) END_TAG: (TagId, Option<Instant>, Option<ActorId>) -> () =
        "update tag set ended_ms = $2, ended_by = $3 where tag_id = $1";

    /// A party has a tag.
    pub(super) PUT_ON: (RowId, PartyId, LotId, Sealed, Instant, ActorId, Option<BulkId>) -> () =
        "insert into party_tag (row_id, party_id, lot_id, sealed, recorded_ms, recorded_by, bulk_id)
         values ($1, $2, $3, $4, $5, $6, $7)";

    /// The tags of a party.
    pub(super) OF_PARTY: (PartyId,) -> (RowId, LotId, Sealed) =
        "select row_id, lot_id, sealed
           from party_tag
          where party_id = $1 and taken_ms is null
          order by row_id
          limit 500";

    /// The tags a party ever had, the oldest first.
    pub(super) EVER_OF: (PartyId,) -> (RowId, LotId, Sealed, Instant, Option<Instant>) =
        "select row_id, lot_id, sealed, recorded_ms, taken_ms
           from party_tag
          where party_id = $1
          order by row_id
          limit 1000";

    /// The tags a party has or had, the newest first, with who put and who took each.
    pub(super) NEWEST_OF: (PartyId,) -> (RowId, LotId, Sealed, Instant, ActorId, Option<Instant>, Option<ActorId>) =
        "select row_id, lot_id, sealed, recorded_ms, recorded_by, taken_ms, taken_by
           from party_tag
          where party_id = $1
          order by row_id desc
          limit 1000";

    /// A party has a tag no more.
    pub(super) TAKE_OFF: (PartyId, RowId, Instant, ActorId, Option<BulkId>) -> () =
        "update party_tag set taken_ms = $3, taken_by = $4, taken_bulk_id = $5
          where party_id = $1 and row_id = $2 and taken_ms is null";

    /// What a run took off a party.
    pub(super) TAKEN_BY: (PartyId, BulkId) -> (RowId, LotId, Sealed) =
        "select row_id, lot_id, sealed
           from party_tag
          where party_id = $1 and taken_bulk_id = $2 and taken_ms is not null
          order by row_id
          limit 500";

    /// What a run put on a party and another took off stays off, also when the other is undone.
    pub(super) FORGET_PUT: (PartyId, BulkId) -> () =
        "update party_tag set taken_bulk_id = null
          where party_id = $1 and bulk_id = $2 and taken_bulk_id is not null";

    /// What a run put on a party is taken off.
    pub(super) UNDO_PUT: (PartyId, BulkId, Instant, ActorId) -> () =
        "update party_tag set taken_ms = $3, taken_by = $4
          where party_id = $1 and bulk_id = $2 and taken_ms is null";

    /// What a run took off a party is there again.
    pub(super) UNDO_TAKE: (PartyId, RowId, BulkId) -> () =
        "update party_tag set taken_ms = null, taken_by = null, taken_bulk_id = null
          where party_id = $1 and row_id = $2 and taken_bulk_id = $3";
}
