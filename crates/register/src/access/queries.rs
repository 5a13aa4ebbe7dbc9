//! The statements of access packages.

use basics::{ActorId, Instant, LotId, PartyId, RowId};
use guard::Sealed;

use super::model::PackageKind;

/// A package as it lies in its table: which, under which lot, what was decided, what it answers, of
/// which request, prepared when and by whom, looked through when, handed over when.
pub(super) type Lying = (
    RowId,
    LotId,
    Sealed,
    PackageKind,
    RowId,
    Instant,
    ActorId,
    Option<Instant>,
    Option<Instant>,
);

store::statements! {
    /// A package is prepared.
    pub(super) ADD: (RowId, PartyId, LotId, Sealed, PackageKind, RowId, Instant, ActorId) -> () =
        "insert into access_package
                (row_id, party_id, lot_id, sealed, kind, request_id, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// The packages of a party, the newest first.
    pub(super) OF_PARTY: (PartyId, i64) -> Lying =
        "select row_id, lot_id, sealed, kind, request_id, recorded_ms, recorded_by, seen_ms,
                delivered_ms
           from access_package
          where party_id = $1
          order by row_id desc
          limit $2";

    /// One package.
    pub(super) ONE: (PartyId, RowId) -> Lying =
        "select row_id, lot_id, sealed, kind, request_id, recorded_ms, recorded_by, seen_ms,
                delivered_ms
           from access_package
          where party_id = $1 and row_id = $2";

    /// It was looked through: what was decided.
    pub(super) DECIDE: (PartyId, RowId, Sealed, Instant) -> () =
        "update access_package set sealed = $3, seen_ms = $4
          where party_id = $1 and row_id = $2";

    /// It was handed over.
    pub(super) DELIVERED: (PartyId, RowId, Instant) -> () =
        "update access_package set delivered_ms = $3
          where party_id = $1 and row_id = $2";

    /// The lots of packages of a party.
    pub(super) LOTS_OF: (PartyId,) -> LotId =
        "select lot_id
           from access_package
          where party_id = $1
          order by lot_id
          limit 10000";

    /// The lots of packages that were prepared before an instant, after one of them.
    pub(super) OLD: (Instant, LotId, i64) -> LotId =
        "select lot_id
           from access_package
          where recorded_ms < $1 and lot_id > $2
          order by lot_id
          limit $3";
}
