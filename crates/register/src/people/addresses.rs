//! Where a party is reached, on its way to becoming hashes: for a "no" that outlives it.
//!
//! Invariant: values are opened for nobody; what is put together here cannot be read back.

use std::sync::Arc;

use basics::PartyId;
use formats::{AddressText, PostalAddress};
use guard::category::Kind;
use guard::{Addresses, Noted, PartyKind, Place, Work};

use super::columns::{self, ContactValue, OrganisationName, PersonName};
use super::model::{ContactKind, Entry, Error, Names, Reach};
use super::queries;
use crate::permissions;

/// Those of an entry.
#[must_use]
pub(super) fn of_entry(entry: &Entry) -> Addresses {
    let mut addresses = Addresses::new();
    of_reach(&mut addresses, entry.reach());
    match entry {
        Entry::Person(person) => of_names(&mut addresses, &person.names),
        Entry::Organisation(organisation) => addresses.organisation(&organisation.name),
    }
    addresses
}

fn of_names(addresses: &mut Addresses, names: &Names) {
    let called = names.call_name.as_deref().unwrap_or_default();
    addresses.person(&[&names.first_names, called], &names.last_name);
}

fn of_reach(addresses: &mut Addresses, reach: &Reach) {
    for email in &reach.emails {
        addresses.email(&email.folded());
    }
    for phone in &reach.phones {
        addresses.phone(phone.as_str());
    }
    for address in &reach.addresses {
        addresses.post(address);
    }
}

/// Those of a party as it now stands.
///
/// # Errors
///
/// The vault's and the store's failures.
pub(super) fn of_party(work: &mut Work<'_>, party: PartyId) -> Result<Addresses, Error> {
    let mut addresses = Addresses::new();
    names_of(work, party, &mut addresses)?;
    for (row, lot, kind, sealed, ..) in work.tx().all(&queries::CONTACTS, (party,))? {
        let place = Place::new(party, lot, row.get());
        let feed = match kind {
            ContactKind::Address => of_address,
            ContactKind::Phone => of_phone,
            ContactKind::Email => of_email,
        };
        work.for_addresses(
            &columns::CONTACT_POINT,
            place,
            &sealed,
            &mut addresses,
            feed,
        )?;
    }
    Ok(addresses)
}

/// A party has new ways to be reached: what it forbids is forbidden for them too, and what was
/// forbidden for them before is forbidden to it.
///
/// # Errors
///
/// The vault's and the stores' failures.
pub(super) fn met<'w, C: Kind>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    party: PartyId,
    reach: &Reach,
) -> Result<(), Error> {
    let mut addresses = Addresses::new();
    of_reach(&mut addresses, reach);
    if addresses.is_empty() {
        return Ok(());
    }
    names_of(work, party, &mut addresses)?;
    permissions::closed_by_earlier(work, proof, &[(party, Arc::new(addresses))])?;
    Ok(())
}

/// A party is reached as it was not before: by another name, or by what another one brought. As
/// [`met`], for everything of hers.
///
/// # Errors
///
/// The vault's and the stores' failures.
pub(super) fn met_anew<'w, C: Kind>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    party: PartyId,
) -> Result<(), Error> {
    let reached = of_party(work, party)?;
    permissions::closed_by_earlier(work, proof, &[(party, Arc::new(reached))])?;
    Ok(())
}

fn names_of(work: &mut Work<'_>, party: PartyId, addresses: &mut Addresses) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    match row.kind {
        PartyKind::Person => {
            let found = work.tx().maybe(&queries::PERSON_NAME, (party,))?;
            if let Some((row, lot, sealed, ..)) = found {
                let place = Place::new(party, lot, row.get());
                work.for_addresses(&columns::PERSON_NAME, place, &sealed, addresses, of_name)?;
            }
        }
        PartyKind::Organisation => {
            let found = work.tx().maybe(&queries::ORGANISATION_NAME, (party,))?;
            if let Some((row, lot, sealed, ..)) = found {
                let place = Place::new(party, lot, row.get());
                let feed = |addresses: &mut Addresses, name: &OrganisationName| {
                    addresses.organisation(&name.name);
                };
                work.for_addresses(&columns::ORGANISATION_NAME, place, &sealed, addresses, feed)?;
            }
        }
    }
    Ok(())
}

fn of_name(addresses: &mut Addresses, name: &PersonName) {
    let called = name.call_name.as_deref().unwrap_or_default();
    addresses.person(&[&name.first_names, called], &name.last_name);
}

fn of_address(addresses: &mut Addresses, value: &ContactValue) {
    let text = AddressText {
        street: &value.lines.join("\n"),
        postal_code: value.postal_code.as_deref().unwrap_or_default(),
        town: value.town.as_deref().unwrap_or_default(),
        country: value.country.as_deref().unwrap_or_default(),
    };
    if let Ok(address) = PostalAddress::parse(text) {
        addresses.post(&address);
    }
}

fn of_phone(addresses: &mut Addresses, value: &ContactValue) {
    value.lines.iter().for_each(|line| addresses.phone(line));
}

fn of_email(addresses: &mut Addresses, value: &ContactValue) {
    value.lines.iter().for_each(|line| addresses.email(line));
}
