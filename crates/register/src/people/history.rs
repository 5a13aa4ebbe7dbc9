//! The history of a party: who did what, when, in which category; the old values beside it.
//!
//! Two sources, one list: the rows of values, which are replaced and never overwritten, and the
//! changes that have no sealed value of their own (language, turvakielto, connections).

use basics::{ActorId, HistoryId, Instant, PartyId, RowId};
use guard::category::{Company, Contact, Identity};
use guard::{Ask, PartyKind, Place, Work};
use policy::Category;

use super::columns;
use super::model::{Deed, Error};
use super::queries;

/// Entries shown at once.
const SHOWN: i64 = 200;

/// One entry of the history.
pub struct Entry {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: ActorId,
    /// In which category.
    pub category: Category,
    /// Which thing: name, contact, language …
    pub what: String,
    /// What was done to it.
    pub deed: Deed,
    /// The value, where the role may see it; until when it held.
    pub value: Option<(String, Option<Instant>)>,
}

/// The history of a party, newest first.
///
/// # Errors
///
/// The refusal; the vault's and the store's failures.
pub fn history(work: &mut Work<'_>, party: PartyId) -> Result<Vec<Entry>, Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    let mut entries = match row.kind {
        PartyKind::Person => person_names(work, party)?,
        PartyKind::Organisation => organisation_names(work, party)?,
    };
    entries.extend(contacts(work, party)?);
    let newest = HistoryId::new(i64::MAX);
    for (_, category, what, deed, at, by) in
        work.tx().all(&queries::CHANGES, (party, newest, SHOWN))?
    {
        let number = u8::try_from(category).unwrap_or_default();
        let valued = deed != Deed::Ended && matches!(what.as_str(), "name" | "contact");
        if let (Some(category), false) = (Category::from_number(number), valued) {
            entries.push(Entry {
                at,
                by,
                category,
                what,
                deed,
                value: None,
            });
        }
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    Ok(entries)
}

fn person_names(work: &mut Work<'_>, party: PartyId) -> Result<Vec<Entry>, Error> {
    let proof = work.ask::<Identity>(Ask::view(&[party]))?;
    let rows = work.tx().all(&queries::PERSON_NAMES, (party,))?;
    let first = rows.last().map(|row| row.0);
    let mut entries = Vec::with_capacity(rows.len());
    for (row, lot, sealed, at, by, until) in rows {
        let place = Place::new(party, lot, row.get());
        let name = work
            .open(&proof, &columns::PERSON_NAME, place, &sealed)?
            .into_exposed();
        let text = match name.call_name {
            Some(call) => format!("{} ({call}) {}", name.first_names, name.last_name),
            None => format!("{} {}", name.first_names, name.last_name),
        };
        let deed = deed(first, row);
        entries.push(valued(
            at,
            by,
            Category::Identity,
            "name",
            deed,
            text,
            until,
        ));
    }
    Ok(entries)
}

fn organisation_names(work: &mut Work<'_>, party: PartyId) -> Result<Vec<Entry>, Error> {
    let proof = work.ask::<Company>(Ask::view(&[party]))?;
    let rows = work.tx().all(&queries::ORGANISATION_NAMES, (party,))?;
    let first = rows.last().map(|row| row.0);
    let mut entries = Vec::with_capacity(rows.len());
    for (row, lot, sealed, at, by, until) in rows {
        let place = Place::new(party, lot, row.get());
        let name = work
            .open(&proof, &columns::ORGANISATION_NAME, place, &sealed)?
            .into_exposed();
        let text = match name.business_id {
            Some(id) => format!("{} ({id})", name.name),
            None => name.name,
        };
        let deed = deed(first, row);
        entries.push(valued(at, by, Category::Company, "name", deed, text, until));
    }
    Ok(entries)
}

fn contacts(work: &mut Work<'_>, party: PartyId) -> Result<Vec<Entry>, Error> {
    let Some(proof) = work.ask_if_allowed::<Contact>(Ask::view(&[party]))? else {
        return Ok(Vec::new());
    };
    let rows = work.tx().all(&queries::CONTACT_HISTORY, (party,))?;
    let mut entries = Vec::with_capacity(rows.len());
    for (row, lot, kind, sealed, at, by, until) in rows {
        let place = Place::new(party, lot, row.get());
        let value = work
            .open(&proof, &columns::CONTACT_POINT, place, &sealed)?
            .into_exposed();
        let town = [value.postal_code, value.town].into_iter().flatten();
        let town = town.collect::<Vec<_>>().join(" ");
        let lines = value
            .lines
            .into_iter()
            .chain([town])
            .filter(|line| !line.is_empty());
        let text = lines.collect::<Vec<_>>().join(", ");
        entries.push(valued(
            at,
            by,
            Category::Contact,
            kind.key(),
            Deed::Added,
            text,
            until,
        ));
    }
    Ok(entries)
}

/// The first row of a value was added, every later one took its place.
fn deed(first: Option<RowId>, row: RowId) -> Deed {
    if first == Some(row) {
        Deed::Added
    } else {
        Deed::Replaced
    }
}

fn valued(
    at: Instant,
    by: ActorId,
    category: Category,
    what: &str,
    deed: Deed,
    text: String,
    until: Option<Instant>,
) -> Entry {
    Entry {
        at,
        by,
        category,
        what: what.to_owned(),
        deed,
        value: Some((text, until)),
    }
}
