//! Counting, for statistics: how many customers there are, came and went, by kind and connection.
//!
//! Invariant: nobody is opened and nobody is named; whoever is restricted (GDPR art. 18) or objects
//! to statistics (art. 21) is not counted, and whoever has several connections is one.

use basics::{Day, PartyId};
use guard::{ByKey, PartyKind};
use policy::ConnectionKind;
use store::Tx;

store::statements! {
    /// Customers on a day, each counted once.
    pub(super) STOCK: (Day,) -> (PartyKind, i64) =
        "select party.kind, cast(count(distinct connection.party_id) as bigint)
           from connection
           join party on party.party_id = connection.party_id
          where connection.from_day <= $1
            and (connection.until_day is null or connection.until_day > $1)
            and party.restricted_ms is null and party.merged_into is null
            and replace(party.objects, 'statistics', '') = party.objects
          group by party.kind
          order by party.kind";

    /// Customers on a day by connection, each counted once for each of hers.
    pub(super) CONNECTED: (Day,) -> (ByKey<ConnectionKind>, i64) =
        "select connection.kind, cast(count(distinct connection.party_id) as bigint)
           from connection
           join party on party.party_id = connection.party_id
          where connection.from_day <= $1
            and (connection.until_day is null or connection.until_day > $1)
            and party.restricted_ms is null and party.merged_into is null
            and replace(party.objects, 'statistics', '') = party.objects
          group by connection.kind
          order by connection.kind";

    /// Customers whose first connection began between two days, both counted in.
    pub(super) CAME: (Day, Day) -> (PartyKind, i64) =
        "select party.kind, cast(count(*) as bigint)
           from (select party_id, min(from_day) as first_day from connection group by party_id) own
           join party on party.party_id = own.party_id
          where own.first_day between $1 and $2
            and party.restricted_ms is null and party.merged_into is null
            and replace(party.objects, 'statistics', '') = party.objects
          group by party.kind
          order by party.kind";

    /// Customers whose last connection ended between two days, both counted in.
    pub(super) WENT: (Day, Day) -> (PartyKind, i64) =
        "select party.kind, cast(count(*) as bigint)
           from (select party_id, max(until_day) as last_day
                   from connection
                  group by party_id
                 having count(*) = count(until_day)) own
           join party on party.party_id = own.party_id
          where own.last_day between $1 and $2
            and party.restricted_ms is null and party.merged_into is null
            and replace(party.objects, 'statistics', '') = party.objects
          group by party.kind
          order by party.kind";

    /// Whether somebody is a customer on a day, and counted.
    pub(super) COUNTED: (PartyId, Day) -> i64 =
        "select cast(count(*) as bigint)
           from party
          where party.party_id = $1
            and party.restricted_ms is null and party.merged_into is null
            and replace(party.objects, 'statistics', '') = party.objects
            and exists (select 1
                          from connection
                         where connection.party_id = $1 and connection.from_day <= $2
                           and (connection.until_day is null or connection.until_day > $2))";
}

/// How many of these are customers on a day, and counted.
///
/// # Errors
///
/// The store's failure.
pub fn counted_among(tx: &mut Tx<'_>, parties: &[PartyId], day: Day) -> Result<i64, store::Error> {
    let asked = parties.iter().map(|party| (*party, day));
    let counts = tx.all_of(&COUNTED, asked)?;
    Ok(counts.iter().flatten().sum())
}

/// How many, by kind of customer.
pub type Counted = Vec<(PartyKind, i64)>;

/// What is counted of a month.
pub struct Figures {
    /// On its last day.
    pub stock: Counted,
    /// The same by connection; who has several is in several.
    pub connected: Vec<(ConnectionKind, i64)>,
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
    let connected = tx.all(&CONNECTED, (last,))?.into_iter();
    Ok(Figures {
        stock: tx.all(&STOCK, (last,))?,
        connected: connected.map(|(kind, count)| (kind.0, count)).collect(),
        came: tx.all(&CAME, (first, last))?,
        went: tx.all(&WENT, (first, last))?,
    })
}
