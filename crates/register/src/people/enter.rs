//! Entering people and organisations, one by hand or hundreds from a file.
//!
//! Invariant: a party is entered with a connection, or not at all; every personal value is sealed
//! under its category's lot; the blind index follows after the commit.

use std::sync::Arc;

use basics::{BatchId, PartyId};
use formats::{Email, Phone, PostalAddress};
use guard::category::{BirthDate, Company, Contact, Identity, IdentityCode, Other, Permissions};
use guard::{Adding, Ask, Noted, PartyRow, Work};
use policy::Category;

use super::columns::{ContactValue, OrganisationName};
use super::difference::{Step, note};
use super::informing::to_tell_by;
use super::model::{Days, Deed, Entry, Error, OrganisationEntry, PersonEntry};
use super::ready::{Entering, Ready};
use super::sheet::Sheet;
use super::{in_notice, queries};
use crate::fields;
use crate::permissions::{self, Teller};

/// The proofs for entering parties, asked for once for all of them.
struct Proofs<'w> {
    identity: Option<Noted<'w, Identity>>,
    company: Option<Noted<'w, Company>>,
    contact: Option<Noted<'w, Contact>>,
    birth_date: Option<Noted<'w, BirthDate>>,
    identity_code: Option<Noted<'w, IdentityCode>>,
    other: Option<Noted<'w, Other>>,
    permissions: Option<Noted<'w, Permissions>>,
}

impl<'w> Proofs<'w> {
    /// Asks for the categories that `entries` need, for all of `parties` at once.
    ///
    /// # Errors
    ///
    /// The refusal of the first category that may not be written.
    fn ask(
        work: &mut Work<'w>,
        parties: &[PartyId],
        entries: &[Entering<'_>],
        how: Adding,
    ) -> Result<Self, Error> {
        let any = |needs: fn(&Entry) -> bool| entries.iter().any(|(entry, _)| needs(entry));
        Ok(Self {
            identity: ask_if(work, any(Entry::is_person), || how.ask(parties))?,
            company: ask_if(work, any(|entry| !entry.is_person()), || how.ask(parties))?,
            contact: ask_if(work, any(|entry| !entry.reach().is_empty()), || {
                how.ask(parties)
            })?,
            birth_date: ask_if(work, any(Entry::has_birth_date), || how.ask(parties))?,
            identity_code: ask_if(work, any(Entry::has_identity_code), || how.ask(parties))?,
            other: ask_if(work, any(|entry| entry.note().is_some()), || {
                let notes = entries.iter().filter_map(|(entry, _)| entry.note());
                notes.fold(how.ask(parties), |ask, note| note.ask(ask))
            })?,
            permissions: ask_if(work, any(Entry::bans_marketing), || how.ask(parties))?,
        })
    }
}

fn ask_if<'w, C: guard::category::Kind>(
    work: &mut Work<'w>,
    needed: bool,
    ask: impl FnOnce() -> Ask,
) -> Result<Option<Noted<'w, C>>, Error> {
    if needed {
        Ok(Some(work.ask::<C>(ask())?))
    } else {
        Ok(None)
    }
}

/// Enters one party by hand.
///
/// # Errors
///
/// The refusal where the actor may not; what the notice does not name;
/// [`Error::OrganisationMissing`]; the store's failure. `reached` are the days on which she is
/// reached as the entry says.
pub fn enter_one(work: &mut Work<'_>, entry: &Entry, reached: Days) -> Result<PartyId, Error> {
    let ready = Ready::of(entry);
    let parties = enter(work, &[(entry, &ready)], None, reached, Adding::ByHand)?;
    parties.into_iter().next().ok_or(Error::Name)
}

/// Enters many parties in one unit of work: a chunk of an import.
///
/// # Errors
///
/// As [`enter_one`]; nothing of the chunk remains then.
pub fn enter_all(
    work: &mut Work<'_>,
    entries: &[Entering<'_>],
    batch: Option<BatchId>,
    how: Adding,
) -> Result<Vec<PartyId>, Error> {
    enter(work, entries, batch, Days::default(), how)
}

fn enter(
    work: &mut Work<'_>,
    entries: &[Entering<'_>],
    batch: Option<BatchId>,
    reached: Days,
    how: Adding,
) -> Result<Vec<PartyId>, Error> {
    for (entry, _) in entries {
        in_notice::entry(work.policy(), entry)?;
    }
    let kinds = entries.iter().map(|(entry, _)| entry.kind());
    let parties = work.add_parties(kinds, how)?;
    let proofs = Proofs::ask(work, &parties, entries, how)?;
    let highest = work.tx().one(&queries::HIGHEST_NUMBER, ())?;
    let first = work.next_numbers(queries::CUSTOMER_NUMBERS, highest, entries.len())?;
    let mut sheet = Sheet::default();
    for (number, (party, (entry, ready))) in (first..).zip(parties.iter().zip(entries)) {
        let protected = entry.is_protected().then_some(work.now());
        let inform = to_tell_by(entry, batch.is_some(), work.today());
        sheet.profile((*party, number, entry.language(), protected, batch, inform));
        enter_values(work, &proofs, &mut sheet, *party, (entry, reached))?;
        work.reindex(*party, ready.terms(number))?;
    }
    sheet.write(work)?;
    let all = parties.iter().zip(entries);
    let all = all.filter(|(_, (entry, _))| !entry.fields().is_empty());
    let values = all.map(|(party, (entry, _))| {
        let source = entry.origin().source;
        (*party, entry.kind(), entry.fields(), source)
    });
    fields::put(work, &values.collect::<Vec<_>>(), |parties| {
        how.ask(parties)
    })?;
    for (party, (entry, ready)) in parties.iter().zip(entries) {
        if let (Some(proof), true) = (&proofs.permissions, entry.bans_marketing()) {
            forbid_marketing(work, proof, *party, (ready, how))?;
        }
    }
    meet(work, &proofs, &parties, entries)?;
    Ok(parties)
}

/// Whoever comes with an address that was forbidden to marketing before has that "no" at once.
fn meet<'w>(
    work: &mut Work<'w>,
    proofs: &Proofs<'w>,
    parties: &[PartyId],
    entries: &[Entering<'_>],
) -> Result<(), Error> {
    let (mut persons, mut organisations) = (Vec::new(), Vec::new());
    for (party, (entry, ready)) in parties.iter().zip(entries) {
        if entry.reach().is_empty() {
            continue;
        }
        let met = (*party, Arc::clone(ready.addresses()));
        if entry.is_person() {
            persons.push(met);
        } else {
            organisations.push(met);
        }
    }
    if let Some(proof) = &proofs.identity {
        permissions::closed_by_earlier(work, proof, &persons)?;
    }
    if let Some(proof) = &proofs.company {
        permissions::closed_by_earlier(work, proof, &organisations)?;
    }
    Ok(())
}

fn enter_values<'w>(
    work: &mut Work<'w>,
    proofs: &Proofs<'w>,
    sheet: &mut Sheet,
    party: PartyId,
    (entry, reached): (&Entry, Days),
) -> Result<(), Error> {
    sheet.connection(work, party, entry.origin())?;
    match entry {
        Entry::Person(person) => enter_person(work, proofs, sheet, party, person)?,
        Entry::Organisation(organisation) => {
            enter_organisation(work, proofs, sheet, party, organisation)?;
        }
    }
    let source = entry.origin().source;
    if let Some(proof) = &proofs.contact {
        sheet.reach(work, proof, party, (entry.reach(), reached), source)?;
    }
    if let (Some(proof), Some(note)) = (&proofs.other, entry.note()) {
        sheet.note(work, proof, party, note, source)?;
    }
    Ok(())
}

fn enter_person<'w>(
    work: &mut Work<'w>,
    proofs: &Proofs<'w>,
    sheet: &mut Sheet,
    party: PartyId,
    person: &PersonEntry,
) -> Result<(), Error> {
    let source = person.origin.source;
    if let Some(proof) = &proofs.identity {
        sheet.person_name(work, proof, party, &person.names, source)?;
    }
    if let (Some(proof), Some(day)) = (&proofs.birth_date, person.birth_date) {
        sheet.birth_date(work, proof, party, day, source)?;
    }
    if let (Some(proof), Some(code)) = (&proofs.identity_code, &person.identity_code) {
        sheet.identity_code(work, proof, party, code, source)?;
    }
    Ok(())
}

fn enter_organisation<'w>(
    work: &mut Work<'w>,
    proofs: &Proofs<'w>,
    sheet: &mut Sheet,
    party: PartyId,
    organisation: &OrganisationEntry,
) -> Result<(), Error> {
    let Some(proof) = &proofs.company else {
        return Ok(());
    };
    let name = OrganisationName {
        name: organisation.name.clone(),
        business_id: organisation.business_id.as_ref().map(ToString::to_string),
    };
    sheet.organisation_name(work, proof, party, &name, organisation.origin.source)?;
    Ok(())
}

/// Who comes into the register forbids marketing: no campaign reaches her from the beginning.
fn forbid_marketing<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Permissions>,
    party: PartyId,
    (ready, how): (&Ready, Adding),
) -> Result<(), Error> {
    let teller = match how {
        Adding::ByHand => Teller::Staff,
        Adding::ByFile => Teller::List,
    };
    permissions::ban_new(work, proof, party, teller, ready.addresses())?;
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    // It comes with the party's first version, and is no change of it.
    let first = PartyRow { version: 0, ..row };
    let step = Step::of(Category::Permissions, "marketing-ban", Deed::Added);
    note(work, &first, step)
}

pub(super) fn of_address(address: &PostalAddress) -> ContactValue {
    ContactValue {
        lines: address.street_lines().to_vec(),
        postal_code: address.postal_code().map(ToOwned::to_owned),
        town: address.town().map(ToOwned::to_owned),
        country: Some(address.country().to_string()),
    }
}

pub(super) fn of_phone(phone: &Phone) -> ContactValue {
    plain(phone.as_str())
}

pub(super) fn of_email(email: &Email) -> ContactValue {
    plain(email.as_str())
}

/// Whether two values reach the same: letter case of an e-mail does not matter.
pub(super) fn same_contact(one: &ContactValue, other: &ContactValue) -> bool {
    let folded = |value: &ContactValue| {
        let lines = value.lines.iter().map(|line| line.to_lowercase());
        let town = value.town.as_deref().unwrap_or_default().to_lowercase();
        (lines.collect::<Vec<_>>(), value.postal_code.clone(), town)
    };
    folded(one) == folded(other) && one.country == other.country
}

fn plain(value: &str) -> ContactValue {
    ContactValue {
        lines: vec![value.to_owned()],
        postal_code: None,
        town: None,
        country: None,
    }
}
