//! Customers whom a list brings up to date: who they are, of whom it says nothing new, and what a run
//! wrote.
//!
//! Invariant: whoever a list says nothing new of is not touched and not counted as brought up to date;
//! the check of a file tells it as the import does, because both judge by this.

use std::collections::BTreeSet;

use basics::{BatchId, Day, PartyId};
use guard::Work;

use super::customers::{Made, Plan, Verdict, unproved};
use super::kind::{Judged, Refused};
use super::pass::Examined;
use super::queries;
use super::run::Error;
use crate::people::{
    Comparing, Holder, ListedConsent, Renewal, Tighter, certain_value, holder, keeps_codes,
    may_renew, unchanged,
};
use crate::permissions::consents_known;

/// A row that brings somebody up to date: its place, whom, what it made.
pub(super) type Renewed<'c> = (usize, PartyId, &'c Made);

/// The rows of a chunk that bring somebody up to date.
pub(super) fn of<'c>(chunk: &'c [Examined<Made>], plan: &Plan) -> Vec<Renewed<'c>> {
    let made = |at: usize| chunk.get(at).and_then(Examined::made);
    let renewed = plan.renewed.iter();
    let renewed = renewed.filter_map(|(at, party)| Some((*at, *party, made(*at)?)));
    renewed.collect()
}

/// What a row brings up to date.
pub(super) fn renewal<'c>((_, party, made): &Renewed<'c>) -> Renewal<'c> {
    Renewal {
        party: *party,
        entry: &made.listed.entry,
        connects: made.connects,
    }
}

/// What becomes of a row whose customer is to be brought up to date.
pub(super) fn to_renew(
    work: &mut Work<'_>,
    judged: &mut Judged<Plan>,
    (at, made): (usize, &Made),
) -> Result<Verdict, Error> {
    let entry = &made.listed.entry;
    let value = match &made.key {
        Some(value) => Some(value.clone()),
        None => certain_value(entry),
    };
    let Some(value) = value else {
        return Ok(Err(Refused::Missing));
    };
    let party = match holder(work, &value, Comparing::Import)? {
        Holder::Nobody => return Ok(Err(Refused::Missing)),
        Holder::Several => return Ok(Err(Refused::Several)),
        Holder::Hidden => return Ok(Err(Refused::Likely)),
        Holder::One(party) => party,
    };
    if made.listed.contact_person.is_some() {
        return Ok(Err(Refused::ContactOfKnown));
    }
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    if row.kind != entry.kind() {
        return Ok(Err(Refused::KindDiffers));
    }
    if !may_renew(work, &row)? {
        return Ok(Err(Refused::Likely));
    }
    if !keeps_codes(work, party, entry)? {
        return Ok(Err(Refused::CodeDiffers));
    }
    let tighter = Tighter::of(entry);
    if !tighter.is_empty() {
        judged.plan.tighter.push((party, tighter));
    }
    judged.plan.renewed.push((at, party));
    judged.updated += 1;
    Ok(Ok(()))
}

/// Rows that say nothing new of anybody leave her as she is.
pub(super) fn leave_unchanged(
    work: &mut Work<'_>,
    chunk: &[Examined<Made>],
    judged: &mut Judged<Plan>,
) -> Result<(), Error> {
    let renewed = of(chunk, &judged.plan);
    let renewals: Vec<Renewal<'_>> = renewed.iter().map(renewal).collect();
    let same = unchanged(work, &renewals)?;
    let same = renewed.iter().zip(same).filter(|(_, same)| *same);
    let mut unchanged = BTreeSet::new();
    let mut asked: Vec<(usize, (PartyId, Day))> = Vec::new();
    for ((at, party, made), _) in same {
        match &made.listed.consent {
            ListedConsent::Given(on, _) if !unproved(work, &made.listed) => {
                asked.push((*at, (*party, *on)));
            }
            _ => {
                unchanged.insert(*at);
            }
        }
    }
    let consents: Vec<(PartyId, Day)> = asked.iter().map(|one| one.1).collect();
    let known = consents_known(work, &consents).map_err(crate::people::Error::from)?;
    let known = asked.iter().zip(known).filter(|(_, known)| *known);
    unchanged.extend(known.map(|((at, _), _)| *at));
    judged
        .plan
        .renewed
        .retain(|(at, _)| !unchanged.contains(at));
    let count = i64::try_from(unchanged.len()).unwrap_or(i64::MAX);
    judged.updated -= count;
    judged.unchanged += count;
    Ok(())
}

/// Writes down whom a list brought up to date, with the version that made and the one the list left
/// behind: taken back is only what nobody touched since.
pub(super) fn remember(
    work: &mut Work<'_>,
    batch: BatchId,
    made: &[(PartyId, i64)],
) -> Result<(), Error> {
    let mut rows = Vec::with_capacity(made.len());
    for (party, version) in made {
        let row = work.party(*party)?.ok_or(guard::Error::NotThere)?;
        rows.push((batch, *party, *version, row.version));
    }
    work.tx().batch(&queries::ADD_RENEWED, rows)?;
    Ok(())
}
