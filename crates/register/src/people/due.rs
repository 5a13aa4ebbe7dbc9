//! What starts the clocks of people: the end of the last connection that uses something, and the
//! replacing of a code.
//!
//! Invariant: nothing is opened. What is due of everybody is found by the index of ended connections
//! alone, so that a register of a million customers is looked through in seconds.

use std::collections::BTreeSet;

use basics::{Day, Instant, LotId, PartyId, RowId, Zone};
use policy::{ClockStart, ConnectionKind, Kept};
use store::Tx;

use super::columns;
use crate::capability::{Asked, Started, Starts};

store::statements! {
    /// The lots of a category of those whose last connection of these kinds ended on a day or before,
    /// behind a lot: whose, which, since when. First the people, as many as there are lots to be told and
    /// one more, each with a lot at least: of the first, all may have been told.
    pub(super) ENDED_LOTS: (i64, Day, PartyId, LotId, i64, String, String, String, String, String) -> (PartyId, LotId, Day) =
        "select own.party_id, lot.lot_id, own.until_day
           from (select ended.party_id, max(ended.until_day) as until_day
                   from connection ended
                  where ended.until_day <= $2 and ended.kind in ($6, $7, $8, $9, $10)
                    and ended.party_id >= $3
                    and not exists (select 1
                                      from connection still
                                     where still.party_id = ended.party_id
                                       and still.kind in ($6, $7, $8, $9, $10)
                                       and (still.until_day is null or still.until_day > $2))
                    and not exists (select 1
                                      from party
                                     where party.party_id = ended.party_id
                                       and party.merged_into is not null)
                    and exists (select 1
                                  from lot
                                 where lot.party_id = ended.party_id and lot.category = $1)
                  group by ended.party_id
                  order by ended.party_id
                  limit $5 + 1) own
          cross join lot
          where lot.party_id = own.party_id and lot.category = $1
            and (own.party_id, lot.lot_id) > ($3, $4)
          order by own.party_id, lot.lot_id
          limit $5";

    /// The lots of a category that came before an instant, of those who are held and never were on a
    /// connection of these kinds, behind a lot: whose, which, since when. It looks at every lot of the
    /// category.
    pub(super) UNUSED_LOTS: (i64, Instant, PartyId, LotId, i64, String, String, String, String, String) -> (PartyId, LotId, Instant) =
        "select lot.party_id, lot.lot_id, lot.started_ms
           from lot
          where lot.category = $1 and lot.started_ms < $2
            and lot.party_id >= $3 and (lot.party_id, lot.lot_id) > ($3, $4)
            and exists (select 1 from connection where connection.party_id = lot.party_id)
            and not exists (select 1
                              from connection used
                             where used.party_id = lot.party_id
                               and used.kind in ($6, $7, $8, $9, $10))
            and not exists (select 1
                              from party
                             where party.party_id = lot.party_id
                               and party.merged_into is not null)
          order by lot.party_id, lot.lot_id
          limit $5";

    /// The same of those who are held on a connection of one kind, which is not the common one: it looks
    /// at them alone.
    pub(super) UNUSED_LOTS_OF: (i64, Instant, PartyId, LotId, i64, String, String, String, String, String, String) -> (PartyId, LotId, Instant) =
        "select own.party_id, lot.lot_id, lot.started_ms
           from (select other.party_id
                   from connection other
                  where other.kind = $11 and other.kind <> 'customer' and other.party_id >= $3
                    and not exists (select 1
                                      from connection used
                                     where used.party_id = other.party_id
                                       and used.kind in ($6, $7, $8, $9, $10))
                    and not exists (select 1
                                      from party
                                     where party.party_id = other.party_id
                                       and party.merged_into is not null)
                    and exists (select 1
                                  from lot
                                 where lot.party_id = other.party_id and lot.category = $1
                                   and lot.started_ms < $2)
                  group by other.party_id
                  order by other.party_id
                  limit $5 + 1) own
          cross join lot
          where lot.party_id = own.party_id and lot.category = $1 and lot.started_ms < $2
            and (own.party_id, lot.lot_id) > ($3, $4)
          order by own.party_id, lot.lot_id
          limit $5";

    /// How many connections a party is held on after a day, counted to one.
    pub(super) HELD_AFTER: (PartyId, Day) -> i64 =
        "select cast(count(*) as bigint)
           from (select 1 as one
                   from connection
                  where party_id = $1 and (until_day is null or until_day >= $2)
                  limit 1) held";

    /// Identity codes in whose place another one stands since before an instant, behind a row.
    pub(super) CODES_REPLACED: (Instant, PartyId, RowId, i64) -> (PartyId, RowId, LotId, Instant) =
        "select party_id, row_id, lot_id, replaced_ms
           from identity_code
          where replaced_ms < $1 and (party_id, row_id) > ($2, $3)
            and not exists (select 1
                              from party
                             where party.party_id = identity_code.party_id
                               and party.merged_into is not null)
          order by party_id, row_id
          limit $4";

    /// The same of one party.
    pub(super) CODES_REPLACED_OF: (PartyId,) -> (PartyId, RowId, LotId, Instant) =
        "select party_id, row_id, lot_id, replaced_ms
           from identity_code
          where party_id = $1 and replaced_ms is not null
          order by row_id
          limit 1000";
}

/// A code that was replaced is needed on no ground any more.
pub(super) const STARTS: &[Starts] = &[Starts {
    kept: Kept::IdentityCode,
    start: ClockStart::GroundEnd,
    due: replaced,
    of: replaced_of,
}];

/// The lots of a category of those whose last connection of kinds that use it ended on a day or before;
/// where not every kind does, with those of the people it was never used for, from the day they came.
///
/// # Errors
///
/// The store's failure.
pub fn ended_lots(
    tx: &mut Tx<'_>,
    asked: &Asked<'_>,
    using: &BTreeSet<ConnectionKind>,
) -> Result<Vec<Started>, store::Error> {
    let category = i64::from(asked.category.number());
    let (party, lot) = (asked.after.0, LotId::new(asked.after.1));
    let (until, before, most) = (asked.until, asked.before(), asked.most);
    let kinds = || {
        ConnectionKind::ALL.map(|kind| {
            let used = using.contains(&kind).then(|| kind.key().to_owned());
            used.unwrap_or_default()
        })
    };
    let [one, two, three, four, five] = kinds();
    let page = (
        category, until, party, lot, most, one, two, three, four, five,
    );
    let rows = tx.all(&ENDED_LOTS, page)?.into_iter();
    let mut started: Vec<Started> = rows.map(of_lot).collect();
    let mut unused = Vec::new();
    if using.contains(&ConnectionKind::Customer) {
        let others = ConnectionKind::ALL.into_iter();
        for other in others.filter(|kind| !using.contains(kind)) {
            let ([one, two, three, four, five], other) = (kinds(), other.key().to_owned());
            let page = (
                category, before, party, lot, most, one, two, three, four, five, other,
            );
            unused.extend(tx.all(&UNUSED_LOTS_OF, page)?);
        }
    } else {
        let [one, two, three, four, five] = kinds();
        let page = (
            category, before, party, lot, most, one, two, three, four, five,
        );
        unused = tx.all(&UNUSED_LOTS, page)?;
    }
    if !unused.is_empty() {
        let unused = unused.into_iter();
        started.extend(unused.map(|(party, lot, at)| of_lot((party, lot, asked.zone.day_at(at)))));
        started.sort_unstable_by_key(|one| (one.party, one.place()));
        started.dedup_by_key(|one| (one.party, one.place()));
        started.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    }
    Ok(started)
}

const fn of_lot((party, lot, on): (PartyId, LotId, Day)) -> Started {
    Started {
        party,
        lot,
        value: None,
        on,
        ends: None,
    }
}

/// Of these parties those that are held on a connection on a day.
///
/// # Errors
///
/// The store's failure.
pub fn held_on_day(
    tx: &mut Tx<'_>,
    parties: &[PartyId],
    day: Day,
) -> Result<Vec<PartyId>, store::Error> {
    let found = tx.all_of(&HELD_AFTER, parties.iter().map(|party| (*party, day)))?;
    let held = parties.iter().zip(found);
    let held = held.filter(|(_, count)| count.iter().any(|count| *count > 0));
    Ok(held.map(|(party, _)| *party).collect())
}

fn replaced(tx: &mut Tx<'_>, asked: &Asked<'_>) -> Result<Vec<Started>, store::Error> {
    let (party, row) = (asked.after.0, RowId::new(asked.after.1));
    let rows = tx.all(&CODES_REPLACED, (asked.before(), party, row, asked.most))?;
    Ok(codes(rows, asked.zone))
}

fn replaced_of(tx: &mut Tx<'_>, party: PartyId, zone: &Zone) -> Result<Vec<Started>, store::Error> {
    let rows = tx.all(&CODES_REPLACED_OF, (party,))?;
    Ok(codes(rows, zone))
}

fn codes(rows: Vec<(PartyId, RowId, LotId, Instant)>, zone: &Zone) -> Vec<Started> {
    let started = |(party, row, lot, at)| Started {
        party,
        lot,
        value: Some((columns::IDENTITY_CODE.number(), row)),
        on: zone.day_at(at),
        ends: None,
    };
    rows.into_iter().map(started).collect()
}
