//! The statements of files.

use basics::{ActorId, Day, Instant, LotId, PartyId, RowId};
use guard::{ByKey, Sealed};
use policy::SourceKind;

/// A file as it lies in its table: row, lot, its value in the column of its category, what its bytes
/// are, how many, source, when and by whom, since when it is removed.
pub(super) type Lying = (
    RowId,
    LotId,
    Option<Sealed>,
    Option<Sealed>,
    Option<Sealed>,
    Option<Sealed>,
    Option<Sealed>,
    String,
    i64,
    ByKey<SourceKind>,
    Instant,
    ActorId,
    Option<Instant>,
);

/// Five columns of which one holds a value.
pub(super) type Values = (
    Option<Sealed>,
    Option<Sealed>,
    Option<Sealed>,
    Option<Sealed>,
    Option<Sealed>,
);

store::statements! {
    /// A new file; its value follows.
    pub(super) ADD: (RowId, PartyId, LotId, String, i64, ByKey<SourceKind>, Instant, ActorId, Option<RowId>, Option<String>) -> () =
        "insert into party_file
                (row_id, party_id, lot_id, kind, bytes, source, recorded_ms, recorded_by, carried,
                 request_id, request_use)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10)";

    /// The value of a file, in the column of its category.
    pub(super) SET: (PartyId, RowId, Option<Sealed>, Option<Sealed>, Option<Sealed>, Option<Sealed>, Option<Sealed>) -> () =
        "update party_file
            set services = $3, site_access = $4, messages = $5, requests = $6, other = $7
          where party_id = $1 and row_id = $2";

    /// The files of a party before one, the newest first.
    pub(super) OF_PARTY: (PartyId, RowId, i64) -> Lying =
        "select row_id, lot_id, services, site_access, messages, requests, other, kind, bytes,
                source, recorded_ms, recorded_by, removed_ms
           from party_file
          where party_id = $1 and row_id < $2 and removed_ms is null
          order by row_id desc
          limit $3";

    /// The files of a party that were removed and can be taken back, the newest first.
    pub(super) REMOVED_OF: (PartyId, i64) -> Lying =
        "select row_id, lot_id, services, site_access, messages, requests, other, kind, bytes,
                source, recorded_ms, recorded_by, removed_ms
           from party_file
          where party_id = $1 and removed_ms is not null and carried = 0
          order by row_id desc
          limit $2";

    /// Every file of a party after one.
    pub(super) ALL_OF: (PartyId, RowId, i64) -> Lying =
        "select row_id, lot_id, services, site_access, messages, requests, other, kind, bytes,
                source, recorded_ms, recorded_by, removed_ms
           from party_file
          where party_id = $1 and row_id > $2
          order by row_id
          limit $3";

    /// One file.
    pub(super) ONE: (PartyId, RowId) -> Lying =
        "select row_id, lot_id, services, site_access, messages, requests, other, kind, bytes,
                source, recorded_ms, recorded_by, removed_ms
           from party_file
          where party_id = $1 and row_id = $2";

    /// The papers of a request of a party.
    pub(super) OF_REQUEST: (PartyId, RowId) -> Lying =
        "select row_id, lot_id, services, site_access, messages, requests, other, kind, bytes,
                source, recorded_ms, recorded_by, removed_ms
           from party_file
          where party_id = $1 and request_id = $2 and removed_ms is null
          order by row_id
          limit 100";

    /// As what each paper of a request is attached.
    pub(super) USES: (PartyId, RowId) -> (RowId, Option<String>) =
        "select row_id, request_use
           from party_file
          where party_id = $1 and request_id = $2 and removed_ms is null
          order by row_id
          limit 100";

    /// The copies of identity documents of a request: row and lot.
    pub(super) IDENTITY_COPIES: (PartyId, RowId) -> (RowId, LotId) =
        "select row_id, lot_id
           from party_file
          where party_id = $1 and request_id = $2 and request_use = 'identity' and carried = 0
          order by row_id
          limit 100";

    /// A request is over: the clock of its papers starts.
    pub(super) REQUEST_OVER: (PartyId, RowId, Day) -> () =
        "update party_file set over_day = $3 where party_id = $1 and request_id = $2";

    /// A file goes for good, whether it was removed before or not.
    pub(super) GOES: (PartyId, RowId, Instant, ActorId) -> () =
        "update party_file set removed_ms = $3, removed_by = $4, carried = 1
          where party_id = $1 and row_id = $2 and carried = 0";

    /// How many files a party has, counted to a bound.
    pub(super) COUNTED: (PartyId, i64) -> i64 =
        "select cast(count(*) as bigint)
           from (select row_id
                   from party_file
                  where party_id = $1 and removed_ms is null
                  order by row_id
                  limit $2) counted";

    /// A file is removed.
    pub(super) REMOVE: (PartyId, RowId, Instant, ActorId) -> () =
        "update party_file set removed_ms = $3, removed_by = $4
          where party_id = $1 and row_id = $2 and removed_ms is null";

    /// A file that was removed is taken back.
    pub(super) TAKE_BACK: (PartyId, RowId) -> () =
        "update party_file set removed_ms = null, removed_by = null
          where party_id = $1 and row_id = $2 and removed_ms is not null and carried = 0";

    /// A file was carried elsewhere: what is left here goes.
    pub(super) CARRIED: (PartyId, RowId, Instant, ActorId) -> () =
        "update party_file set removed_ms = $3, removed_by = $4, carried = 1
          where party_id = $1 and row_id = $2 and removed_ms is null";

    /// Lots of files that were carried elsewhere, or removed before an instant, after one of them.
    pub(super) TO_GO: (Instant, LotId, i64) -> LotId =
        "select lot_id
           from party_file
          where removed_ms is not null and (carried = 1 or removed_ms < $1) and lot_id > $2
          order by lot_id
          limit $3";

    /// Before the copies of another one's files are taken away: what was removed of them, or carried
    /// elsewhere, is removed there too.
    pub(super) FOLLOW: (PartyId, PartyId, Instant, ActorId) -> () =
        "update party_file
            set removed_ms = $3, removed_by = $4,
                carried = case when exists (select 1
                                              from party_file own
                                             where own.party_id = $1
                                               and own.row_id = party_file.row_id)
                               then carried else 1 end
          where party_id = $2 and removed_ms is null
            and not exists (select 1
                              from party_file own
                             where own.party_id = $1 and own.row_id = party_file.row_id
                               and own.removed_ms is null)";
}
