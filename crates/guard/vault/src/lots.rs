//! Lots in the register, and the marks by which register, keys and index know each other.

use basics::{Instant, LotId, PartyId};

store::statements! {
    /// The lot of a party's master data of a category.
    pub(crate) MASTER_LOT: (PartyId, i64) -> LotId =
        "select lot_id from lot where party_id = $1 and category = $2 and master = 1";

    /// A new lot.
    pub(crate) ADD_LOT: (LotId, PartyId, i64, i64, Instant) -> () =
        "insert into lot (lot_id, party_id, category, master, started_ms)
         values ($1, $2, $3, $4, $5)";

    /// The party of a lot.
    pub(crate) PARTY_OF_LOT: (LotId,) -> PartyId =
        "select party_id from lot where lot_id = $1";

    /// The lots of a party.
    pub(crate) LOTS_OF: (PartyId,) -> LotId =
        "select lot_id from lot where party_id = $1 order by lot_id limit 10000";

    /// A lot is gone.
    pub(crate) DROP_LOT: (LotId,) -> () =
        "delete from lot where lot_id = $1";

    /// The highest lot there is; nothing where there is none.
    pub(crate) HIGHEST_LOT: () -> Option<i64> =
        "select max(lot_id) from lot";

    /// How many lots have numbers above one.
    pub(crate) LOTS_ABOVE: (i64,) -> i64 =
        "select cast(count(*) as bigint) from lot where lot_id > $1";

    /// The number of the register.
    pub(crate) REGISTER_MARK: () -> i64 =
        "select register_id from register_mark where one = 1";

    /// Gives the register its number.
    pub(crate) MARK_REGISTER: (i64,) -> () =
        "insert into register_mark (one, register_id) values (1, $1)";

    /// The terms of a party are to be written.
    pub(crate) TO_INDEX: (PartyId,) -> () =
        "insert into index_out (party_id) values ($1) on conflict (party_id) do nothing";

    /// The terms of a party are written.
    pub(crate) INDEXED: (PartyId,) -> () =
        "delete from index_out where party_id = $1";

    /// Parties whose terms are to be written.
    pub(crate) TO_BE_INDEXED: (i64,) -> PartyId =
        "select party_id from index_out order by party_id limit $1";

    /// Every party's terms are to be written.
    pub(crate) INDEX_EVERYONE: () -> () =
        "insert into index_out (party_id)
         select party_id from party where 1 = 1
         on conflict (party_id) do nothing";

    /// How many parties there are, counted to a bound.
    pub(crate) PARTIES_TO: (i64,) -> i64 =
        "select cast(count(*) as bigint)
           from (select party_id from party order by party_id limit $1) counted";
}
