//! Lots in the register, and the marks by which register, keys and index know each other.

use basics::{Instant, LotId, PartyId};
use policy::Category;

/// A lot that is to be written.
pub struct NewLot(pub(crate) (LotId, PartyId, i64, i64, Instant));

impl NewLot {
    /// The lot of a party's master data of a category.
    #[must_use]
    pub fn master(lot: LotId, party: PartyId, category: Category, now: Instant) -> Self {
        Self((lot, party, i64::from(category.number()), 1, now))
    }
}

store::statements! {
    /// The lot of a party's master data of a category.
    pub(crate) MASTER_LOT: (PartyId, i64) -> LotId =
        "select lot_id from lot where party_id = $1 and category = $2 and master = 1";

    /// A new lot.
    pub(crate) ADD_LOT: (LotId, PartyId, i64, i64, Instant) -> () =
        "insert into lot (lot_id, party_id, category, master, started_ms)
         values ($1, $2, $3, $4, $5)";

    /// The party of a lot, and its category.
    pub(crate) WHOSE: (LotId,) -> (PartyId, i64) =
        "select party_id, category from lot where lot_id = $1";

    /// The lots of a category behind one, in their order.
    pub(crate) OF_CATEGORY: (i64, LotId, i64) -> LotId =
        "select lot_id
           from lot
          where category = $1 and lot_id > $2
          order by lot_id
          limit $3";

    /// How many lots there are that say who a party is, or the one she was merged into: of names (1)
    /// and of firms (2).
    pub(crate) STILL_NAMED: (PartyId,) -> i64 =
        "select cast(count(*) as bigint)
           from lot
          where party_id in (select cast($1 as bigint)
                              union all
                             select merged_into from party where party_id = $1)
            and category in (1, 2)";

    /// How many lots a party has, counted to one.
    pub(crate) LEFT: (PartyId,) -> i64 =
        "select cast(count(*) as bigint)
           from (select 1 as one from lot where party_id = $1 limit 1) own";

    /// Nothing says any more who a party is.
    pub(crate) SET_ERASED: (PartyId,) -> () =
        "update party set erased = 1 where party_id = $1 and erased = 0";

    /// The lots of a party.
    pub(crate) LOTS_OF: (PartyId,) -> LotId =
        "select lot_id from lot where party_id = $1 order by lot_id limit 10000";

    /// Whoever saw her before something of hers was erased may not write what was seen. A version
    /// below nought is the claim of whoever takes her back: nobody can write her then.
    pub(crate) TOUCH_ERASED: (PartyId,) -> () =
        "update party set version = version + 1 where party_id = $1 and version > 0";

    /// A lot is gone.
    pub(crate) DROP_LOT: (LotId,) -> () =
        "delete from lot where lot_id = $1";

    /// The highest lot there is, of a party, of a loose file or of own words; nothing where there is
    /// none.
    pub(crate) HIGHEST_LOT: () -> Option<i64> =
        "select max(highest)
           from (select max(lot_id) as highest from lot
                  union all
                 select max(lot_id) as highest from loose_file
                  union all
                 select max(lot_id) as highest from own_lot) all_kinds";

    /// How many lots have numbers above one.
    pub(crate) LOTS_ABOVE: (i64,) -> i64 =
        "select cast((select count(*) from lot where lot_id > $1)
                     + (select count(*) from loose_file where lot_id > $1)
                     + (select count(*) from own_lot where lot_id > $1) as bigint)";

    /// The number of the register.
    pub(crate) REGISTER_MARK: () -> i64 =
        "select register_id from register_mark where one = 1";

    /// Up to which erasure the register was held against the ledger.
    pub(crate) APPLIED: () -> i64 =
        "select applied from register_mark where one = 1";

    /// The register was held against the ledger up to an erasure.
    pub(crate) SET_APPLIED: (i64,) -> () =
        "update register_mark set applied = $1 where one = 1 and applied <> $1";

    /// The state of the index that the register saw last.
    pub(crate) INDEX_STATE: () -> i64 =
        "select index_state from register_mark where one = 1";

    /// The register saw a write to the index: its state after it, where it had seen the one before
    /// it, and otherwise that it knows no state.
    pub(crate) SEE_INDEX: (i64, i64) -> () =
        "update register_mark
            set index_state = case when index_state = $1 then $2 else 0 end
          where one = 1";

    /// The register was held against this state of the index.
    pub(crate) SET_INDEX_STATE: (i64,) -> () =
        "update register_mark set index_state = $1 where one = 1";

    /// Whether something of a lot is there, of a party, of a loose file or of own words.
    pub(crate) IS_THERE: (LotId,) -> i64 =
        "select cast((select count(*) from lot where lot_id = $1)
                     + (select count(*) from loose_file where lot_id = $1)
                     + (select count(*) from own_lot where lot_id = $1) as bigint)";

    /// Gives the register its number.
    pub(crate) MARK_REGISTER: (i64,) -> () =
        "insert into register_mark (one, register_id) values (1, $1)";

    /// The terms of a party are to be written: the next version of them.
    pub(crate) TO_INDEX: (PartyId,) -> () =
        "insert into indexed (party_id, version, written) values ($1, 1, 0)
         on conflict (party_id) do update set version = indexed.version + 1";

    /// The same of a party that is new.
    pub(crate) TO_INDEX_FIRST: (PartyId, i64) -> () =
        "insert into indexed (party_id, version, written) values ($1, $2, 0)";

    /// The same, as a version above one that the index has.
    pub(crate) TO_INDEX_ABOVE: (PartyId, i64) -> () =
        "insert into indexed (party_id, version, written) values ($1, $2 + 1, 0)
         on conflict (party_id) do update
            set version = case when indexed.version > $2 then indexed.version else $2 end + 1";

    /// The version of a party's terms.
    pub(crate) INDEX_VERSION: (PartyId,) -> i64 =
        "select version from indexed where party_id = $1";

    /// A version of a party's terms is written.
    pub(crate) INDEXED: (PartyId, i64) -> () =
        "update indexed set written = $2 where party_id = $1 and written < $2";

    /// Parties whose terms are to be written, after one.
    pub(crate) TO_BE_INDEXED: (PartyId, i64) -> PartyId =
        "select party_id
           from indexed
          where written < version and party_id > $1
          order by party_id
          limit $2";

    /// Every party's terms are to be written.
    pub(crate) INDEX_EVERYONE: () -> () =
        "insert into indexed (party_id, version, written)
         select party_id, 1, 0 from party where 1 = 1
         on conflict (party_id) do update set version = indexed.version + 1";

    /// Versions and what is written of them, by party, after one.
    pub(crate) VERSIONS: (PartyId, i64) -> (PartyId, i64, i64) =
        "select party_id, version, written
           from indexed
          where party_id > $1
          order by party_id
          limit $2";

    /// How many parties there are, counted to a bound.
    pub(crate) PARTIES_TO: (i64,) -> i64 =
        "select cast(count(*) as bigint)
           from (select party_id from party order by party_id limit $1) counted";
}
