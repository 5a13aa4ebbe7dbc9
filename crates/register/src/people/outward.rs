//! What is known of many parties at once, opened to be taken out of the register as a file.
//!
//! Invariants: everything is opened by proofs of an export that name the parties, one line of the
//! trail for each category, with the reason; the same values as a page shows and no more: no
//! identity code ever, and nothing of a category that is not asked for.

use std::collections::HashMap;

use basics::{Day, Language, PartyId, RowId};
use guard::category::{BirthDate, Company, Contact, Identity, Kind, Other, Permissions};
use guard::{Ask, Noted, PartyKind, Payload, Place, SealedColumn, Work};
use policy::{Category, ConnectionKind, FieldKey};

use super::columns::{self, ContactValue};
use super::model::{ContactKind, Error};
use super::queries::{self, Written};
use crate::fields;

/// An address as it is taken out.
#[derive(Clone, PartialEq, Eq)]
pub struct AddressOut {
    /// Lines above the town.
    pub lines: Vec<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// A connection as it is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionOut {
    /// Why the party is held.
    pub kind: ConnectionKind,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Option<Day>,
}

/// What is taken out of one party. No `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct TakenOut {
    /// Who.
    pub party: PartyId,
    /// A person or an organisation.
    pub kind: PartyKind,
    /// The customer number.
    pub number: i64,
    /// The language she is served in.
    pub language: Language,
    /// Whether she has a turvakielto.
    pub protected: bool,
    /// The day of death.
    pub deceased: Option<Day>,
    /// All first names of a person.
    pub first_names: String,
    /// The one she is called by.
    pub call_name: Option<String>,
    /// Last name of a person.
    pub last_name: String,
    /// Names she had before.
    pub former_names: Option<String>,
    /// Name of an organisation.
    pub company: Option<String>,
    /// Business id of an organisation.
    pub business_id: Option<String>,
    /// Postal addresses, oldest first.
    pub addresses: Vec<AddressOut>,
    /// Phone numbers in E.164, oldest first.
    pub phones: Vec<String>,
    /// E-mail addresses, oldest first.
    pub emails: Vec<String>,
    /// Date of birth.
    pub birth_date: Option<Day>,
    /// Whether marketing is forbidden; nothing where it was not asked for.
    pub marketing_ban: Option<bool>,
    /// Notes, oldest first.
    pub notes: Vec<String>,
    /// Why the party is held.
    pub connections: Vec<ConnectionOut>,
    /// Values of fields of the company, where they are asked for.
    pub fields: Vec<(FieldKey, fields::Value)>,
}

/// Notes of one party read at once.
const NOTES_READ: i64 = 200;

/// Opens what is wanted of these parties, by category, whom the actor may take out
/// ([`Work::takeable`](guard::Work::takeable)).
///
/// # Errors
///
/// The refusal; the vault's and the store's failures.
pub fn taken_out(
    work: &mut Work<'_>,
    parties: &[(PartyId, PartyKind)],
    wanted: &[Category],
    reason: &str,
) -> Result<Vec<TakenOut>, Error> {
    let wants = |category| wanted.contains(&category);
    let mut out = bare(work, parties)?;
    persons(work, &mut out, wants(Category::Identity), reason)?;
    organisations(work, &mut out, wants(Category::Company), reason)?;
    if wants(Category::Contact) {
        contacts(work, &mut out, reason)?;
    }
    if wants(Category::BirthDate) {
        birth_dates(work, &mut out, reason)?;
    }
    if wants(Category::Other) {
        notes(work, &mut out, reason)?;
    }
    if wants(Category::Permissions) {
        bans(work, &mut out, reason)?;
    }
    Ok(out)
}

/// What is known of them without opening anything.
fn bare(work: &mut Work<'_>, parties: &[(PartyId, PartyKind)]) -> Result<Vec<TakenOut>, Error> {
    let keys = || parties.iter().map(|(party, _)| (*party,));
    let profiles = work.tx().all_of(&queries::PROFILE, keys())?;
    let connections = work.tx().all_of(&queries::CONNECTIONS, keys())?;
    let mut out = Vec::with_capacity(parties.len());
    for (((party, kind), profile), connections) in parties.iter().zip(profiles).zip(connections) {
        for (number, language, protected, deceased) in profile {
            let connections = connections.iter();
            out.push(TakenOut {
                party: *party,
                kind: *kind,
                number,
                language,
                protected: protected.is_some(),
                deceased,
                first_names: String::new(),
                call_name: None,
                last_name: String::new(),
                former_names: None,
                company: None,
                business_id: None,
                addresses: Vec::new(),
                phones: Vec::new(),
                emails: Vec::new(),
                birth_date: None,
                marketing_ban: None,
                notes: Vec::new(),
                fields: Vec::new(),
                connections: connections
                    .map(|(_, kind, _, from, until, _)| ConnectionOut {
                        kind: kind.0,
                        from: *from,
                        until: *until,
                    })
                    .collect(),
            });
        }
    }
    Ok(out)
}

fn of_kind(out: &[TakenOut], kind: PartyKind) -> Vec<PartyId> {
    let own = out.iter().filter(|one| one.kind == kind);
    own.map(|one| one.party).collect()
}

/// Everyone is asked for, also where no name is wanted: that she is taken out at all is told of
/// her.
fn persons(
    work: &mut Work<'_>,
    out: &mut [TakenOut],
    opens: bool,
    reason: &str,
) -> Result<(), Error> {
    let persons = of_kind(out, PartyKind::Person);
    if persons.is_empty() {
        return Ok(());
    }
    let proof: Noted<'_, Identity> = work.ask(Ask::export(&persons, reason))?;
    if !opens {
        return Ok(());
    }
    let keys = persons.iter().map(|party| (*party,));
    let rows = work.tx().all_of(&queries::PERSON_NAME, keys)?;
    let mut opened = HashMap::with_capacity(persons.len());
    for (party, rows) in persons.iter().zip(rows) {
        for (row, lot, sealed, ..) in rows {
            let place = Place::new(*party, lot, row.get());
            let name = work.open(&proof, &columns::PERSON_NAME, place, &sealed)?;
            opened.insert(*party, name.into_exposed());
        }
    }
    for one in out.iter_mut() {
        if let Some(name) = opened.remove(&one.party) {
            one.first_names = name.first_names;
            one.call_name = name.call_name;
            one.last_name = name.last_name;
            one.former_names = name.former_names;
        }
    }
    Ok(())
}

fn organisations(
    work: &mut Work<'_>,
    out: &mut [TakenOut],
    opens: bool,
    reason: &str,
) -> Result<(), Error> {
    let firms = of_kind(out, PartyKind::Organisation);
    if firms.is_empty() {
        return Ok(());
    }
    let proof: Noted<'_, Company> = work.ask(Ask::export(&firms, reason))?;
    if !opens {
        return Ok(());
    }
    let keys = firms.iter().map(|party| (*party,));
    let rows = work.tx().all_of(&queries::ORGANISATION_NAME, keys)?;
    let mut opened = HashMap::with_capacity(firms.len());
    for (party, rows) in firms.iter().zip(rows) {
        for (row, lot, sealed, ..) in rows {
            let place = Place::new(*party, lot, row.get());
            let name = work.open(&proof, &columns::ORGANISATION_NAME, place, &sealed)?;
            opened.insert(*party, name.into_exposed());
        }
    }
    for one in out.iter_mut() {
        if let Some(name) = opened.remove(&one.party) {
            one.company = Some(name.name);
            one.business_id = name.business_id;
        }
    }
    Ok(())
}

/// The proof for a category, of those parties alone of whom it may be taken out.
fn proof<'w, C: Kind>(
    work: &mut Work<'w>,
    out: &[TakenOut],
    reason: &str,
) -> Result<Noted<'w, C>, Error> {
    let parties: Vec<PartyId> = out.iter().map(|one| one.party).collect();
    let may = work.takeable_in::<C>(&parties, reason)?;
    Ok(work.ask(Ask::export(&may, reason))?)
}

fn contacts(work: &mut Work<'_>, out: &mut [TakenOut], reason: &str) -> Result<(), Error> {
    let proof = proof::<Contact>(work, out, reason)?;
    let keys = out.iter().map(|one| (one.party,));
    let rows = work.tx().all_of(&queries::CONTACTS, keys)?;
    for (one, rows) in out.iter_mut().zip(rows) {
        if !proof.names(one.party) {
            continue;
        }
        for (row, lot, kind, sealed, ..) in rows {
            let place = Place::new(one.party, lot, row.get());
            let value = work.open(&proof, &columns::CONTACT_POINT, place, &sealed)?;
            let value = value.into_exposed();
            match kind {
                ContactKind::Address => one.addresses.push(address(value)),
                ContactKind::Phone => one.phones.extend(value.lines),
                ContactKind::Email => one.emails.extend(value.lines),
            }
        }
    }
    Ok(())
}

pub(super) fn address(value: ContactValue) -> AddressOut {
    AddressOut {
        lines: value.lines,
        postal_code: value.postal_code,
        town: value.town,
        country: value.country,
    }
}

fn birth_dates(work: &mut Work<'_>, out: &mut [TakenOut], reason: &str) -> Result<(), Error> {
    let proof = proof::<BirthDate>(work, out, reason)?;
    let keys = out.iter().map(|one| (one.party,));
    let rows = work.tx().all_of(&queries::BIRTH_DATE, keys)?;
    for (one, rows) in out.iter_mut().zip(rows) {
        if !proof.names(one.party) {
            continue;
        }
        for (row, lot, sealed, ..) in rows {
            let place = Place::new(one.party, lot, row.get());
            let text = work.open(&proof, &columns::BIRTH_DATE, place, &sealed)?;
            one.birth_date = Day::parse(text.expose()).ok();
        }
    }
    Ok(())
}

fn notes(work: &mut Work<'_>, out: &mut [TakenOut], reason: &str) -> Result<(), Error> {
    let proof = proof::<Other>(work, out, reason)?;
    let first = RowId::new(i64::MAX);
    let keys = out.iter().map(|one| (one.party, first, NOTES_READ));
    let found = work.tx().all_of(&queries::NOTES, keys)?;
    for (one, mut rows) in out.iter_mut().zip(found) {
        if !proof.names(one.party) {
            continue;
        }
        let mut newest_first = Vec::new();
        loop {
            let more = i64::try_from(rows.len()).is_ok_and(|count| count >= NOTES_READ);
            let last = rows.last().map(|row| row.0);
            newest_first.extend(opened(work, one.party, &proof, &columns::NOTE, rows)?);
            let (true, Some(last)) = (more, last) else {
                break;
            };
            let asked = (one.party, last, NOTES_READ);
            rows = work.tx().all(&queries::NOTES, asked)?;
        }
        newest_first.reverse();
        one.notes = newest_first;
    }
    Ok(())
}

fn opened<'w, C: Kind, T: Payload>(
    work: &mut Work<'w>,
    party: PartyId,
    proof: &Noted<'w, C>,
    column: &SealedColumn<C, T>,
    rows: Vec<Written>,
) -> Result<Vec<T>, Error> {
    let mut values = Vec::with_capacity(rows.len());
    for (row, lot, sealed, ..) in rows {
        let place = Place::new(party, lot, row.get());
        values.push(work.open(proof, column, place, &sealed)?.into_exposed());
    }
    Ok(values)
}

fn bans(work: &mut Work<'_>, out: &mut [TakenOut], reason: &str) -> Result<(), Error> {
    let proof = proof::<Permissions>(work, out, reason)?;
    let parties: Vec<PartyId> = out.iter().map(|one| one.party).collect();
    let stances = work.stances(&parties)?;
    for (one, stance) in out.iter_mut().zip(stances) {
        if proof.names(one.party) {
            one.marketing_ban = Some(!stance.no_marketing.is_empty());
        }
    }
    Ok(())
}
