//! Counting, for statistics: how many customers there are, came and went, by kind and connection.
//!
//! Invariant: nobody is opened and nobody is named; whoever is restricted (GDPR art. 18) or objects
//! to statistics (art. 21) is not counted.

use basics::Day;
use guard::{ByKey, PartyKind};
use policy::ConnectionKind;
use store::Tx;

store::statements! {
    /// Customers on a day.
    pub(super) STOCK: (Day,) -> (PartyKind, ByKey<ConnectionKind>, i64) =
        "select party.kind, connection.kind, cast(count(distinct connection.party_id) as bigint)
           from connection
           join party on party.party_id = connection.party_id
          where connection.from_day <= $1
            and (connection.until_day is null or connection.until_day > $1)
            and party.merged_into is null and party.restricted_ms is null
            and replace(party.objects, 'statistics', '') = party.objects
          group by party.kind, connection.kind
          order by party.kind, connection.kind";

    /// Customers whose connection began between two days, both counted in.
    pub(super) CAME: (Day, Day) -> (PartyKind, ByKey<ConnectionKind>, i64) =
        "select party.kind, connection.kind, cast(count(distinct connection.party_id) as bigint)
           from connection
           join party on party.party_id = connection.party_id
          where connection.from_day between $1 and $2
            and party.merged_into is null and party.restricted_ms is null
            and replace(party.objects, 'statistics', '') = party.objects
          group by party.kind, connection.kind
          order by party.kind, connection.kind";

    /// Customers whose connection ended between two days, both counted in.
    pub(super) WENT: (Day, Day) -> (PartyKind, ByKey<ConnectionKind>, i64) =
        "select party.kind, connection.kind, cast(count(distinct connection.party_id) as bigint)
           from connection
           join party on party.party_id = connection.party_id
          where connection.until_day between $1 and $2
            and party.merged_into is null and party.restricted_ms is null
            and replace(party.objects, 'statistics', '') = party.objects
          group by party.kind, connection.kind
          order by party.kind, connection.kind";
}

/// How many, by kind of customer and of connection.
pub type Counted = Vec<(PartyKind, ConnectionKind, i64)>;

/// What is counted of a month.
pub struct Figures {
    /// On its last day.
    pub stock: Counted,
    /// Those who came.
    pub came: Counted,
    /// Those who went.
    pub went: Counted,
}

/// Counts a month from its first to its last day.
///
/// # Errors
///
/// The store's failure.
pub fn figures(tx: &mut Tx<'_>, first: Day, last: Day) -> Result<Figures, store::Error> {
    let plain = |rows: Vec<(PartyKind, ByKey<ConnectionKind>, i64)>| {
        let rows = rows.into_iter();
        rows.map(|(party, connection, count)| (party, connection.0, count))
            .collect()
    };
    Ok(Figures {
        stock: plain(tx.all(&STOCK, (last,))?),
        came: plain(tx.all(&CAME, (first, last))?),
        went: plain(tx.all(&WENT, (first, last))?),
    })
}
