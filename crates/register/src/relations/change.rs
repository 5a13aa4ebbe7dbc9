//! What is changed on the page of sites and relations: one form, one change, from the version that
//! was seen.
//!
//! Invariant: every change is written down in the history of each party it touches, makes a new
//! version of each, and writes anew what the customer is found by.

use basics::{BatchId, Day, PartyId, RowId};
use guard::Work;
use guard::category::Services;
use policy::{Action, Category, SourceKind};

use super::error::Error;
use super::ledger;
use super::model::RelationEntry;
use super::queries;
use crate::people::{self, Deed, note_change, source_in_notice};
use crate::sites::{self, Access, SiteEntry};

/// What is changed.
#[derive(Clone)]
pub enum Change {
    /// A new site, with how one gets in.
    AddSite(SiteEntry, Option<Access>, SourceKind),
    /// Another name or address of a site.
    ChangeSite(RowId, SiteEntry, SourceKind),
    /// How one gets in at a site; nothing: what was written down is forgotten.
    SetAccess(RowId, Option<Access>),
    /// Work at a site ended on a day.
    EndSite(RowId, Day),
    /// A new relation.
    Relate(Box<RelationEntry>),
    /// A relation about a party ends on a day.
    EndRelation(PartyId, RowId, Day),
}

/// Makes a change on the page of a customer, from the version that was seen.
///
/// # Errors
///
/// [`guard::Error::Changed`] where someone else changed the customer in the meantime; the refusal;
/// why it cannot be; the vault's and the store's failures.
pub fn record(
    work: &mut Work<'_>,
    party: PartyId,
    seen: i64,
    change: &Change,
) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    let mut steps = Vec::new();
    let mut other = None;
    match change {
        Change::AddSite(entry, access, source) => {
            source_in_notice(work.policy(), *source)?;
            let site = sites::add(work, party, entry, *source)?;
            steps.push((Category::Services, "site", Deed::Added));
            if access.is_some() {
                sites::set_access(work, party, site, access.as_ref())?;
                steps.push((Category::SiteAccess, "site-access", Deed::Added));
            }
        }
        Change::ChangeSite(site, entry, source) => {
            source_in_notice(work.policy(), *source)?;
            sites::change(work, party, *site, entry, *source)?;
            steps.push((Category::Services, "site", Deed::Replaced));
        }
        Change::SetAccess(site, access) => {
            sites::set_access(work, party, *site, access.as_ref())?;
            let deed = match access {
                Some(_) => Deed::Replaced,
                None => Deed::Ended,
            };
            steps.push((Category::SiteAccess, "site-access", deed));
        }
        Change::EndSite(site, until) => {
            sites::end(work, party, *site, *until)?;
            steps.push((Category::Services, "site", Deed::Ended));
        }
        Change::Relate(entry) => {
            source_in_notice(work.policy(), entry.source)?;
            other = Some(ledger::add(work, party, entry)?);
            steps.push((Category::Services, "relation", Deed::Added));
        }
        Change::EndRelation(about, relation, until) => {
            other = ledger::end(work, party, (*about, *relation), *until)?;
            steps.push((Category::Services, "relation", Deed::Ended));
        }
    }
    for (category, what, deed) in steps {
        note_change(work, &row, category, what, deed)?;
        if let Some(other) = other {
            let its = work.party(other)?.ok_or(guard::Error::NotThere)?;
            note_change(work, &its, category, what, deed)?;
            work.touch(other, its.version)?;
        }
    }
    work.touch(party, seen)?;
    let fresh = people::terms_of_party(work, party)?;
    work.reindex(party, fresh)?;
    Ok(())
}

/// Writes sites of a batch; each is a change of its customer.
///
/// # Errors
///
/// The refusal; what the notice does not name; the vault's and the store's failures.
pub fn sites_from_file(
    work: &mut Work<'_>,
    sites: &[(PartyId, &SiteEntry, Option<&Access>)],
    source: SourceKind,
    batch: BatchId,
) -> Result<(), Error> {
    source_in_notice(work.policy(), source)?;
    let mut parties: Vec<PartyId> = sites.iter().map(|site| site.0).collect();
    parties.sort_unstable();
    parties.dedup();
    for party in parties {
        let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
        for (_, entry, access) in sites.iter().filter(|site| site.0 == party) {
            sites::add_of_batch(work, party, (entry, *access), source, batch)?;
            note_change(work, &row, Category::Services, "site", Deed::Added)?;
            if access.is_some() {
                note_change(work, &row, Category::SiteAccess, "site-access", Deed::Added)?;
            }
        }
        work.touch(party, row.version)?;
        let fresh = people::terms_of_party(work, party)?;
        work.reindex(party, fresh)?;
    }
    Ok(())
}

/// Takes sites of a batch back, after one of them: the last one and how many went, or nothing
/// where none is left. Sites that somebody lives at or that were touched since stay.
///
/// # Errors
///
/// The refusal; the store's failure.
pub fn take_sites_back(
    work: &mut Work<'_>,
    batch: BatchId,
    after: RowId,
    most: i64,
) -> Result<Option<(RowId, i64)>, Error> {
    let gone = sites::of_batch(work, batch, after, most)?;
    let Some((last, _)) = gone.last().copied() else {
        return Ok(None);
    };
    let mut parties: Vec<PartyId> = gone.iter().map(|one| one.1).collect();
    parties.sort_unstable();
    parties.dedup();
    // Whoever was restricted since keeps what came: nothing of hers is changed.
    let open = work.visible::<Services>(Action::Change, &parties)?;
    let mut count = 0;
    for party in open {
        let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
        let before = count;
        for (site, _) in gone.iter().filter(|one| one.1 == party) {
            if work.tx().one(&queries::LEADS_TO, (party, *site))? == 0 {
                sites::take_back(work, party, *site, batch)?;
                note_change(work, &row, Category::Services, "site", Deed::Ended)?;
                count += 1;
            }
        }
        if count > before {
            work.touch(party, row.version)?;
            let fresh = people::terms_of_party(work, party)?;
            work.reindex(party, fresh)?;
        }
    }
    Ok(Some((last, count)))
}
