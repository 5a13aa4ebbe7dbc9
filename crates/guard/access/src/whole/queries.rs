//! What makes a register a fresh one, before a whole one is taken in.

store::statements! {
    /// Parties, lots, accounts, versions of the notice: each counted to one or two.
    pub(crate) FRESH: () -> (i64, i64, i64, i64) =
        "select cast((select count(*) from (select party_id from party order by party_id limit 1) a) as bigint),
                cast((select count(*) from (select lot_id from lot order by lot_id limit 1) b) as bigint),
                cast((select count(*) from (select staff_id from staff order by staff_id limit 2) c) as bigint),
                cast((select count(*) from (select number from notice_version order by number limit 2) d) as bigint)";

    /// The first accounts.
    pub(crate) ONLY_STAFF: () -> (i64, String) =
        "select staff_id, email from staff order by staff_id limit 2";

    /// The register's own first notice gives way to the same text with its history.
    pub(crate) GIVE_WAY: () -> () =
        "delete from notice_version where number > 0";
}
