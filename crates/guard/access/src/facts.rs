//! The facts of a party that decide over access, read without opening anything.

use basics::{Day, Instant, PartyId, StaffId};
use policy::{ConnectionKind, Purpose};
use store::Tx;

use crate::by_key::ByKey;
use crate::decide::Facts;
use crate::parties::PartyKind;

type FactsRow = (
    PartyKind,
    Option<Instant>,
    String,
    Option<Instant>,
    Option<PartyId>,
    i64,
);

store::statements! {
    /// Kind, restriction, objections and marketing reach of a party, whether it was merged into
    /// another, and whether it was erased.
    pub(crate) PARTY_FACTS: (PartyId,) -> FactsRow =
        "select kind, restricted_ms, objects, reach_ms, merged_into, erased
           from party
          where party_id = $1";

    /// On which connections a party is held on a day: they tell what goes on although she says "no".
    pub(crate) HELD_ON: (PartyId, Day) -> ByKey<ConnectionKind> =
        "select kind
           from connection
          where party_id = $1 and (until_day is null or until_day >= $2)
          order by connection_id
          limit 200";

    /// Assigns a party to a member of staff.
    pub(crate) ASSIGN: (StaffId, PartyId, Day, Day) -> () =
        "insert into assignment (staff_id, party_id, from_day, until_day) values ($1, $2, $3, $4)";

    /// Takes an assignment back.
    pub(crate) UNASSIGN: (StaffId, PartyId, Day) -> () =
        "delete from assignment where staff_id = $1 and party_id = $2 and from_day = $3";

    /// The newest days on which a party belongs to the jobs of a member of staff.
    pub(crate) JOB_DAYS: (PartyId, StaffId) -> (Day, Day) =
        "select from_day, until_day
           from assignment
          where party_id = $1 and staff_id = $2
          order by from_day desc
          limit 1000";

    /// Parties of the jobs of a member of staff that begin at most on a day, newest first.
    pub(crate) OWN_PARTIES: (StaffId, Day, i64) -> (PartyId, Day) =
        "select party_id, max(from_day)
           from assignment
          where staff_id = $1 and from_day <= $2
          group by party_id
          order by max(from_day) desc, party_id
          limit $3";
}

/// What is known of a party, read without opening anything.
pub(crate) struct Known {
    pub(crate) kind: PartyKind,
    pub(crate) facts: Facts,
    /// Whether it was merged into another: then it is there for merging and erasing alone.
    pub(crate) merged: bool,
    /// Whether nothing says who it is: any more, or because it only ever asked. Then it is there for
    /// erasing, and for what proves that it was done right, its requests, decisions and holds.
    pub(crate) erased: bool,
    /// Whether her jobs were read too.
    pub(crate) with_jobs: bool,
}

/// What is known of each of `parties` on a day, for a purpose; nothing of one that is not there. One
/// round trip, two where jobs are asked for, one more where somebody objects to the purpose.
pub(crate) fn of(
    tx: &mut Tx<'_>,
    parties: &[PartyId],
    jobs_of: Option<StaffId>,
    (purpose, today): (Purpose, Day),
) -> Result<Vec<Option<Known>>, store::Error> {
    let rows = tx.all_of(&PARTY_FACTS, parties.iter().map(|party| (*party,)))?;
    let mut jobs = match jobs_of {
        Some(staff) => tx.all_of(&JOB_DAYS, parties.iter().map(|party| (*party, staff)))?,
        None => vec![Vec::new(); parties.len()],
    }
    .into_iter();
    let known = |row: Vec<FactsRow>| {
        let jobs = jobs.next().unwrap_or_default();
        let (kind, restricted, objects, reach, merged, erased) = row.into_iter().next()?;
        let facts = Facts {
            restricted: restricted.is_some(),
            objects: objects.split(' ').filter_map(Purpose::from_key).collect(),
            held_on: Vec::new(),
            reachable: reach.is_some(),
            jobs,
        };
        Some(Known {
            kind,
            facts,
            merged: merged.is_some(),
            erased: erased != 0,
            with_jobs: jobs_of.is_some(),
        })
    };
    let mut known: Vec<Option<Known>> = rows.into_iter().map(known).collect();
    let objecting = parties.iter().zip(&mut known).filter_map(|(party, known)| {
        let facts = &mut known.as_mut()?.facts;
        let objects = facts.objects.contains(&purpose);
        objects.then_some((*party, facts))
    });
    let objecting: Vec<(PartyId, &mut Facts)> = objecting.collect();
    if !objecting.is_empty() {
        let asked = objecting.iter().map(|one| (one.0, today));
        let held_on = tx.all_of(&HELD_ON, asked)?;
        for ((_, facts), kinds) in objecting.into_iter().zip(held_on) {
            facts.held_on = kinds.into_iter().map(|kind| kind.0).collect();
        }
    }
    Ok(known)
}
