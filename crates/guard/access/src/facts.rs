//! The facts of a party that decide over access, read without opening anything.

use basics::{Day, Instant, PartyId, StaffId};
use policy::Purpose;
use store::Tx;

use crate::decide::Facts;

store::statements! {
    /// Restriction, objections and marketing reach of a party.
    pub(crate) PARTY_FACTS: (PartyId,) -> (Option<Instant>, String, Option<Instant>) =
        "select restricted_ms, objects, reach_ms from party where party_id = $1";

    /// Assigns a party to a member of staff.
    pub(crate) ASSIGN: (StaffId, PartyId, Day, Day) -> () =
        "insert into assignment (staff_id, party_id, from_day, until_day) values ($1, $2, $3, $4)";

    /// The days on which a party belongs to the jobs of a member of staff.
    pub(crate) JOB_DAYS: (PartyId, StaffId) -> (Day, Day) =
        "select from_day, until_day
           from assignment
          where party_id = $1 and staff_id = $2
          order by from_day
          limit 1000";
}

/// The facts of `party`; nothing where there is no such party.
pub(crate) fn of(
    tx: &mut Tx<'_>,
    party: PartyId,
    staff: Option<StaffId>,
    with_jobs: bool,
) -> Result<Option<Facts>, store::Error> {
    let Some((restricted, objects, reach)) = tx.maybe(&PARTY_FACTS, (party,))? else {
        return Ok(None);
    };
    let jobs = match staff {
        Some(staff) if with_jobs => tx.all(&JOB_DAYS, (party, staff))?,
        _ => Vec::new(),
    };
    Ok(Some(Facts {
        restricted: restricted.is_some(),
        objects: objects.split(' ').filter_map(Purpose::from_key).collect(),
        reachable: reach.is_some(),
        jobs,
    }))
}
