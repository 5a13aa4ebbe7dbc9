//! What a test counts in a register, and what it changes in a trail that nobody may change.

store::statements! {
    /// How many parties.
    pub(crate) PARTIES: () -> i64 =
        "select cast(count(*) as bigint) from party";

    /// How many imports were begun.
    pub(crate) BATCHES: () -> i64 =
        "select cast(count(*) as bigint) from import_batch";

    /// How many imports did not end.
    pub(crate) UNENDED: () -> i64 =
        "select cast(count(*) as bigint) from import_batch where ended_ms is null";

    /// Parties of which a part is missing: the profile, the name or the connection.
    pub(crate) HALVES: () -> i64 =
        "select cast(count(*) as bigint)
           from party
           left join profile on profile.party_id = party.party_id
           left join person_name on person_name.party_id = party.party_id
           left join organisation_name on organisation_name.party_id = party.party_id
           left join connection on connection.party_id = party.party_id
          where profile.party_id is null or connection.party_id is null
             or (person_name.party_id is null and organisation_name.party_id is null)";

    /// One sealed name of a person is something else.
    pub(crate) CUT_NAMES: (Vec<u8>,) -> () =
        "update person_name set sealed = $1
          where party_id = (select max(party_id) from person_name)";

    /// The connections did not get there.
    pub(crate) CUT_CONNECTIONS: () -> () = "delete from connection";

    /// How many accounts.
    pub(crate) STAFF: () -> i64 =
        "select cast(count(*) as bigint) from staff";

    /// Somebody else did what a line tells.
    pub(crate) BLAME: (i64, i64) -> () =
        "update line set actor_id = $2 where sequence = $1";

    /// Another line stands in the place of a line.
    pub(crate) REWRITE: (i64, i64) -> () =
        "update line set body = (select body from line where sequence = $2) where sequence = $1";

    /// The lines behind one are gone.
    pub(crate) CUT_LINES: (i64,) -> () =
        "delete from line where sequence > $1";

    /// What they were found by is gone too.
    pub(crate) CUT_LOOK_UPS: (i64,) -> () =
        "delete from line_party where sequence > $1";

    /// The trail says that it ends there.
    pub(crate) CUT_HEAD: (i64,) -> () =
        "update head set sequence = $1";

    /// How many lines.
    pub(crate) LINES: () -> i64 =
        "select cast(count(*) as bigint) from line";

    /// The trail's own tables are not what they were.
    pub(crate) LOSE_HEAD: () -> () =
        "alter table head rename to lost";
}
