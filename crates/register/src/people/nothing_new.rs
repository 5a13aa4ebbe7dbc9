//! Whether a list says anything of a customer that the register does not know yet.
//!
//! Invariants: nothing is changed, and the trail tells those compared as listed, because nobody is
//! shown what was compared; a value counts as known by the same functions by which
//! [`super::renew`] leaves it alone; what the actor may not see counts as new. What is compared is
//! read together for all rows, category by category, and no more of a row once something is new.

use basics::{Day, PartyId, RowId};
use guard::category::{BirthDate, Company, Contact, Identity, Kind, Other};
use guard::{Ask, Noted, Place, Work};
use store::{Params, Row, Statement};

use super::columns::{self, ContactValue, OrganisationName, PersonName};
use super::model::{ContactKind, Entry, Error, Names, OrganisationEntry, Reach};
use super::renewal::Renewal;
use super::tighter::{Tighter, lacking};
use super::{enter, queries};
use crate::fields;

/// Notes that are compared with the one a list brings.
pub(super) const NOTES_COMPARED: i64 = 50;

/// A row that may say nothing new.
struct Candidate<'r, 'e> {
    renewal: &'r Renewal<'e>,
    same: bool,
}

/// Of each row, whether the register knows all that it says.
///
/// # Errors
///
/// The vault's and the stores' failures; never a refusal.
pub fn unchanged(work: &mut Work<'_>, rows: &[Renewal<'_>]) -> Result<Vec<bool>, Error> {
    let of = |renewal| Candidate {
        renewal,
        same: true,
    };
    let mut rows: Vec<Candidate<'_, '_>> = rows.iter().map(of).collect();
    names(work, &mut rows)?;
    reach(work, &mut rows)?;
    birth_dates(work, &mut rows)?;
    on_file(work, &mut rows)?;
    notes(work, &mut rows)?;
    own_fields(work, &mut rows)?;
    for row in rows.iter_mut().filter(|row| row.same) {
        let (party, tighter) = (row.renewal.party, Tighter::of(row.renewal.entry));
        row.same = tighter.is_empty() || lacking(work, party, tighter)?.is_empty();
    }
    Ok(rows.into_iter().map(|row| row.same).collect())
}

/// Compares what rows say in one category with what is held of their parties.
fn compare<'w, C: Kind, P: Params, R: Row>(
    work: &mut Work<'w>,
    rows: &mut [Candidate<'_, '_>],
    statement: &Statement<P, R>,
    key: fn(PartyId) -> P,
    says: fn(&Entry) -> bool,
    known: impl Fn(&mut Work<'w>, &Noted<'w, C>, &Renewal<'_>, Vec<R>) -> Result<bool, Error>,
) -> Result<(), Error> {
    let saying = rows.iter_mut();
    let saying = saying.filter(|row| row.same && says(row.renewal.entry));
    let saying: Vec<&mut Candidate<'_, '_>> = saying.collect();
    let parties: Vec<PartyId> = saying.iter().map(|row| row.renewal.party).collect();
    if parties.is_empty() {
        return Ok(());
    }
    let Some(proof) = work.ask_if_allowed::<C>(Ask::list(&parties))? else {
        for row in saying {
            row.same = false;
        }
        return Ok(());
    };
    let found = work.tx().all_of(statement, parties.into_iter().map(key))?;
    for (row, held) in saying.into_iter().zip(found) {
        row.same = known(work, &proof, row.renewal, held)?;
    }
    Ok(())
}

/// What a statement about one party is asked by.
const fn of_party(party: PartyId) -> (PartyId,) {
    (party,)
}

fn names(work: &mut Work<'_>, rows: &mut [Candidate<'_, '_>]) -> Result<(), Error> {
    compare::<Identity, _, _>(
        work,
        rows,
        &queries::PERSON_NAME,
        of_party,
        Entry::is_person,
        |work, proof, row, held| {
            let (Entry::Person(person), Some((at, lot, sealed, ..))) = (row.entry, held.first())
            else {
                return Ok(false);
            };
            let place = Place::new(row.party, *lot, at.get());
            let held = work.open(proof, &columns::PERSON_NAME, place, sealed)?;
            Ok(names_to_be(&person.names, held.expose()).is_none())
        },
    )?;
    let is_organisation = |entry: &Entry| !entry.is_person();
    compare::<Company, _, _>(
        work,
        rows,
        &queries::ORGANISATION_NAME,
        of_party,
        is_organisation,
        |work, proof, row, held| {
            let (Entry::Organisation(said), Some((at, lot, sealed, ..))) =
                (row.entry, held.first())
            else {
                return Ok(false);
            };
            let place = Place::new(row.party, *lot, at.get());
            let held = work.open(proof, &columns::ORGANISATION_NAME, place, sealed)?;
            Ok(name_to_be(said, held.expose()).is_none())
        },
    )
}

fn reach(work: &mut Work<'_>, rows: &mut [Candidate<'_, '_>]) -> Result<(), Error> {
    let says = |entry: &Entry| !entry.reach().is_empty();
    compare::<Contact, _, _>(
        work,
        rows,
        &queries::CONTACTS,
        of_party,
        says,
        |work, proof, row, rows| {
            let mut held = Vec::with_capacity(rows.len());
            for (at, lot, kind, sealed, ..) in rows {
                let place = Place::new(row.party, lot, at.get());
                let value = work.open(proof, &columns::CONTACT_POINT, place, &sealed)?;
                held.push((kind, value.into_exposed()));
            }
            let held = || held.iter().map(|(kind, value)| (*kind, value));
            Ok(fresh_of(row.entry.reach(), held).is_empty())
        },
    )
}

fn birth_dates(work: &mut Work<'_>, rows: &mut [Candidate<'_, '_>]) -> Result<(), Error> {
    compare::<BirthDate, _, _>(
        work,
        rows,
        &queries::BIRTH_DATE,
        of_party,
        Entry::has_birth_date,
        |work, proof, row, held| {
            let (Entry::Person(person), Some((at, lot, sealed, ..))) = (row.entry, held.first())
            else {
                return Ok(false);
            };
            let place = Place::new(row.party, *lot, at.get());
            let held = work.open(proof, &columns::BIRTH_DATE, place, sealed)?;
            Ok(Day::parse(held.expose()).ok() == person.birth_date)
        },
    )
}

/// Identity codes that are said, and connections that rows say for themselves: whether there is one.
/// A code on file is the one that is said, or the row was refused before this.
fn on_file(work: &mut Work<'_>, rows: &mut [Candidate<'_, '_>]) -> Result<(), Error> {
    let parties = |rows: &[&mut Candidate<'_, '_>]| -> Vec<(PartyId,)> {
        rows.iter().map(|row| (row.renewal.party,)).collect()
    };
    let saying = rows.iter_mut();
    let saying = saying.filter(|row| row.same && row.renewal.entry.has_identity_code());
    let saying: Vec<&mut Candidate<'_, '_>> = saying.collect();
    let found = work
        .tx()
        .all_of(&queries::IDENTITY_CODE, parties(&saying))?;
    for (row, held) in saying.into_iter().zip(found) {
        row.same = !held.is_empty();
    }
    let saying = rows.iter_mut();
    let saying = saying.filter(|row| row.same && row.renewal.connects);
    let saying: Vec<&mut Candidate<'_, '_>> = saying.collect();
    let found = work.tx().all_of(&queries::CONNECTIONS, parties(&saying))?;
    for (row, held) in saying.into_iter().zip(found) {
        let said = row.renewal.entry.origin().connection;
        let mut held = held.iter();
        row.same = held.any(|(_, kind, _, _, until, _)| kind.0 == said && until.is_none());
    }
    Ok(())
}

fn notes(work: &mut Work<'_>, rows: &mut [Candidate<'_, '_>]) -> Result<(), Error> {
    let key = |party| (party, RowId::new(i64::MAX), NOTES_COMPARED);
    let says = |entry: &Entry| entry.note().is_some();
    compare::<Other, _, _>(
        work,
        rows,
        &queries::NOTES,
        key,
        says,
        |work, proof, row, held| {
            for (at, lot, sealed, ..) in held {
                let place = Place::new(row.party, lot, at.get());
                let held = work.open(proof, &columns::NOTE, place, &sealed)?;
                if row
                    .entry
                    .note()
                    .is_some_and(|said| said.as_str() == held.expose())
                {
                    return Ok(true);
                }
            }
            Ok(false)
        },
    )
}

fn own_fields(work: &mut Work<'_>, rows: &mut [Candidate<'_, '_>]) -> Result<(), Error> {
    let saying = rows.iter_mut();
    let saying = saying.filter(|row| row.same && !row.renewal.entry.fields().is_empty());
    let saying: Vec<&mut Candidate<'_, '_>> = saying.collect();
    let said = saying.iter();
    let said = said.map(|row| (row.renewal.party, row.renewal.entry.fields()));
    let known = fields::known(work, &said.collect::<Vec<_>>())?;
    for (row, known) in saying.into_iter().zip(known) {
        row.same = known;
    }
    Ok(())
}

/// The names of a person once a list was heard: what it has no column for stays. Nothing where they
/// are as they were.
pub(super) fn names_to_be(said: &Names, held: &PersonName) -> Option<Names> {
    let mut names = said.clone();
    if names.first_names.is_empty() {
        names.first_names.clone_from(&held.first_names);
    }
    names.call_name = names.call_name.or_else(|| held.call_name.clone());
    names.former_names = names.former_names.or_else(|| held.former_names.clone());
    let same = names.first_names == held.first_names
        && names.call_name == held.call_name
        && names.last_name == held.last_name
        && names.former_names == held.former_names;
    (!same).then_some(names)
}

/// The name of an organisation once a list was heard: a business id on file is never replaced.
/// Nothing where it is as it was.
pub(super) fn name_to_be(
    said: &OrganisationEntry,
    held: &OrganisationName,
) -> Option<OrganisationName> {
    let own = said.business_id.as_ref().map(ToString::to_string);
    let name = OrganisationName {
        name: said.name.clone(),
        business_id: held.business_id.clone().or(own),
    };
    let same = name.name == held.name && name.business_id == held.business_id;
    (!same).then_some(name)
}

/// What of these addresses, numbers and e-mails is not held yet.
pub(super) fn fresh_of<'v, I: Iterator<Item = (ContactKind, &'v ContactValue)>>(
    said: &Reach,
    held: impl Fn() -> I,
) -> Reach {
    let fresh = |kind, value: &ContactValue| {
        !held().any(|(one, known)| one == kind && enter::same_contact(known, value))
    };
    let addresses = said.addresses.iter();
    let addresses = addresses.filter(|one| fresh(ContactKind::Address, &enter::of_address(one)));
    let phones = said.phones.iter();
    let phones = phones.filter(|one| fresh(ContactKind::Phone, &enter::of_phone(one)));
    let emails = said.emails.iter();
    let emails = emails.filter(|one| fresh(ContactKind::Email, &enter::of_email(one)));
    Reach {
        addresses: addresses.cloned().collect(),
        phones: phones.cloned().collect(),
        emails: emails.cloned().collect(),
    }
}
