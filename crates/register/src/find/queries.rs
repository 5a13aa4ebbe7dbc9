//! The statements of lists: views that somebody keeps, columns somebody chose.

use basics::{Instant, StaffId, ViewId};

/// A view as it lies in its table: which, whose, what it is called, what it is narrowed by, which
/// columns it shows, since when it is shared.
pub(super) type Lying = (ViewId, StaffId, String, String, String, Option<Instant>);

store::statements! {
    /// The columns somebody chose.
    pub(super) COLUMNS: (StaffId,) -> String =
        "select shown from list_columns where staff_id = $1";

    /// Somebody chooses columns.
    pub(super) CHOOSE_COLUMNS: (StaffId, String) -> () =
        "insert into list_columns (staff_id, shown) values ($1, $2)
         on conflict (staff_id) do update set shown = excluded.shown";

    /// The views somebody keeps, and those that others share.
    pub(super) VIEWS: (StaffId, i64) -> (ViewId, StaffId, String, String, String, Option<Instant>) =
        "select view_id, staff_id, name, narrowed, shown, shared_ms
           from list_view
          where staff_id = $1 or shared_ms is not null
          order by view_id
          limit $2";

    /// A view that somebody keeps or that is shared.
    pub(super) VIEW: (ViewId, StaffId) -> (ViewId, StaffId, String, String, String, Option<Instant>) =
        "select view_id, staff_id, name, narrowed, shown, shared_ms
           from list_view
          where view_id = $1 and (staff_id = $2 or shared_ms is not null)";

    /// How many views somebody keeps.
    pub(super) COUNT_VIEWS: (StaffId,) -> i64 =
        "select cast(count(*) as bigint) from list_view where staff_id = $1";

    /// A new view.
    pub(super) ADD_VIEW: (ViewId, StaffId, String, String, String, Instant) -> () =
        "insert into list_view (view_id, staff_id, name, narrowed, shown, recorded_ms)
         values ($1, $2, $3, $4, $5, $6)";

    /// A view is called something else.
    pub(super) RENAME_VIEW: (ViewId, StaffId, String) -> () =
        "update list_view set name = $3 where view_id = $1 and staff_id = $2";

    /// A view is shared, or no more.
    pub(super) SHARE_VIEW: (ViewId, StaffId, Option<Instant>) -> () =
        "update list_view set shared_ms = $3 where view_id = $1 and staff_id = $2";

    /// A view is gone.
    pub(super) DROP_VIEW: (ViewId, StaffId) -> () =
        "delete from list_view where view_id = $1 and staff_id = $2";
}
