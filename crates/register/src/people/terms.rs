//! What a party is found by.
//!
//! The terms are made from the values themselves, so they can be made again whenever the blind
//! index is lost.

use basics::{PartyId, RowId};
use guard::{IndexTerms, PartyKind, Place, Work};

use super::columns::{self, ContactValue, OrganisationName, PersonName};
use super::model::{ContactKind, Entry, Error, Reach};
use super::queries;
use crate::fields;
use crate::sites;
use crate::tags;

/// The terms of an entry, but for the number it will have.
#[must_use]
pub(super) fn of_entry(entry: &Entry) -> IndexTerms {
    let mut terms = IndexTerms::new();
    match entry {
        Entry::Person(person) => {
            terms.name(&person.names.first_names);
            terms.name(person.names.call_name.as_deref().unwrap_or_default());
            terms.name(&person.names.last_name);
            terms.known_by(&person.names.last_name);
            terms.name(person.names.former_names.as_deref().unwrap_or_default());
            if let Some(code) = &person.identity_code {
                terms.identity_code(code.code.expose());
            }
        }
        Entry::Organisation(organisation) => {
            terms.name(&organisation.name);
            terms.known_by(&organisation.name);
            if let Some(id) = &organisation.business_id {
                terms.business_id(&id.to_string());
            }
        }
    }
    fields::terms_of_entries(entry.fields(), &mut terms);
    of_reach(&mut terms, entry.reach());
    if !entry.is_protected() {
        of_addresses(&mut terms, entry.reach());
    }
    terms
}

fn of_addresses(terms: &mut IndexTerms, reach: &Reach) {
    for address in &reach.addresses {
        for line in address.street_lines() {
            terms.street(line);
        }
        terms.postal_code(address.postal_code().unwrap_or_default());
    }
}

fn of_reach(terms: &mut IndexTerms, reach: &Reach) {
    for phone in &reach.phones {
        terms.phone(phone.as_str());
    }
    for email in &reach.emails {
        terms.email(&email.folded());
    }
}

/// The terms of a party as it now stands, opened under the unit's own purpose: after a change by
/// whoever changed it, and by the job that writes a lost index anew.
///
/// # Errors
///
/// The refusal, the vault's and the store's failures.
pub fn of_party(work: &mut Work<'_>, party: PartyId) -> Result<IndexTerms, Error> {
    let mut terms = IndexTerms::new();
    let Some(row) = work.party(party)? else {
        // Whoever was taken back with a list is found by nothing.
        return Ok(terms);
    };
    if row.merged.is_some() {
        // Whatever found it finds the one that it was merged into.
        return Ok(terms);
    }
    for merged in work.merged_here(party)? {
        if let Some((number, ..)) = work.tx().maybe(&queries::PROFILE, (merged,))? {
            terms.former_number(number);
        }
    }
    let Some((number, _, protected, _)) = work.tx().maybe(&queries::PROFILE, (party,))? else {
        // Nothing says any more who she was: nothing finds her.
        return Ok(terms);
    };
    terms.customer_number(number);
    match row.kind {
        PartyKind::Person => person(work, party, &mut terms)?,
        PartyKind::Organisation => organisation(work, party, &mut terms)?,
    }
    contacts(work, party, protected.is_some(), &mut terms)?;
    if protected.is_none() {
        // Where work is ordered may be where she lives.
        sites::terms(work, party, &mut terms)?;
    }
    tags::feed(work, party, &mut terms)?;
    fields::terms(work, party, &mut terms)?;
    Ok(terms)
}

/// Every name a party ever had finds it: people know each other by old names for years.
const NAMES: i64 = 100;

fn person(work: &mut Work<'_>, party: PartyId, terms: &mut IndexTerms) -> Result<(), Error> {
    let newest = RowId::new(i64::MAX);
    let names = work
        .tx()
        .all(&queries::PERSON_NAMES, (party, newest, NAMES))?;
    for (row, lot, sealed, ..) in names {
        let place = Place::new(party, lot, row.get());
        work.for_index(&columns::PERSON_NAME, place, &sealed, terms, of_name)?;
    }
    let code = work.tx().maybe(&queries::IDENTITY_CODE, (party,))?;
    if let Some((row, lot, sealed, ..)) = code {
        let place = Place::new(party, lot, row.get());
        let feed = |terms: &mut IndexTerms, code: &String| terms.identity_code(code);
        work.for_index(&columns::IDENTITY_CODE, place, &sealed, terms, feed)?;
    }
    Ok(())
}

fn of_name(terms: &mut IndexTerms, name: &PersonName) {
    terms.name(&name.first_names);
    terms.name(name.call_name.as_deref().unwrap_or_default());
    terms.name(&name.last_name);
    terms.known_by(&name.last_name);
    terms.name(name.former_names.as_deref().unwrap_or_default());
}

fn organisation(work: &mut Work<'_>, party: PartyId, terms: &mut IndexTerms) -> Result<(), Error> {
    let newest = RowId::new(i64::MAX);
    let names = work
        .tx()
        .all(&queries::ORGANISATION_NAMES, (party, newest, NAMES))?;
    for (row, lot, sealed, _, _, _, replaced) in names {
        let place = Place::new(party, lot, row.get());
        // A business id that was replaced was a mistake: it must not make two parties one.
        let feed = if replaced.is_some() {
            of_former_organisation
        } else {
            of_organisation
        };
        work.for_index(&columns::ORGANISATION_NAME, place, &sealed, terms, feed)?;
    }
    Ok(())
}

fn of_organisation(terms: &mut IndexTerms, name: &OrganisationName) {
    terms.name(&name.name);
    terms.known_by(&name.name);
    terms.business_id(name.business_id.as_deref().unwrap_or_default());
}

fn of_former_organisation(terms: &mut IndexTerms, name: &OrganisationName) {
    terms.name(&name.name);
}

/// A person with a turvakielto is not found by where she lives.
fn contacts(
    work: &mut Work<'_>,
    party: PartyId,
    protected: bool,
    terms: &mut IndexTerms,
) -> Result<(), Error> {
    for (row, lot, kind, sealed, ..) in work.tx().all(&queries::CONTACTS, (party,))? {
        let place = Place::new(party, lot, row.get());
        let feed = match kind {
            ContactKind::Address if protected => continue,
            ContactKind::Address => of_address,
            ContactKind::Phone => of_phone,
            ContactKind::Email => of_email,
        };
        work.for_index(&columns::CONTACT_POINT, place, &sealed, terms, feed)?;
    }
    Ok(())
}

fn of_address(terms: &mut IndexTerms, value: &ContactValue) {
    value.lines.iter().for_each(|line| terms.street(line));
    terms.postal_code(value.postal_code.as_deref().unwrap_or_default());
}

fn of_phone(terms: &mut IndexTerms, value: &ContactValue) {
    value.lines.iter().for_each(|line| terms.phone(line));
}

fn of_email(terms: &mut IndexTerms, value: &ContactValue) {
    value.lines.iter().for_each(|line| terms.email(line));
}
