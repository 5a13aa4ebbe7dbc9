//! Bringing customers up to date from a list.
//!
//! Invariants: it takes the right to change, not that to import alone; what a list does not say
//! stays; a value that is replaced keeps its row; a phone or
//! an e-mail is added, one address takes the place of one; a connection begins where the row itself
//! says so, because what is said of a whole list is said of those whom it creates; an identity code or a business id on
//! file is never replaced by a list; a "no" is only ever added ([`super::tighten`]).

use basics::{Day, PartyId};
use guard::category::{BirthDate, Company, Contact, Identity, IdentityCode, Kind, Other};
use guard::{Ask, Exact, Noted, PartyKind, PartyRow, Place, Work};
use policy::{Action, Category};

use super::batch::reindexed;
use super::columns::{self, OrganisationName};
use super::difference::{Step, note};
use super::free_text::FreeText;
use super::model::{ContactKind, Days, Deed, Entry, Error, OrganisationEntry, PersonEntry};
use super::nothing_new::{NOTES_COMPARED, fresh_of, name_to_be, names_to_be};
use super::same::Comparing;
use super::sheet::at_once;
use super::{addresses, agreement, in_notice, own_fields, queries};
use crate::fields;

/// Whether the actor may change this party: a file writes by itself only about those it brings.
///
/// # Errors
///
/// The store's failure.
pub fn may_renew(work: &mut Work<'_>, row: &PartyRow) -> Result<bool, Error> {
    let party = [row.party];
    let nobody = Ask::change(&[]);
    let visible = match row.kind {
        PartyKind::Person if work.could_without_reason::<Identity>(&nobody) => {
            work.visible::<Identity>(Action::Change, &party)?
        }
        PartyKind::Organisation if work.could_without_reason::<Company>(&nobody) => {
            work.visible::<Company>(Action::Change, &party)?
        }
        PartyKind::Person | PartyKind::Organisation => Vec::new(),
    };
    Ok(!visible.is_empty())
}

/// Whether what a list says of identity code, date of birth and business id agrees with what is on
/// file: nothing there, or the same.
///
/// # Errors
///
/// The refusal where the actor may not compare them; the store's failure.
pub fn keeps_codes(work: &mut Work<'_>, party: PartyId, entry: &Entry) -> Result<bool, Error> {
    let (exact, on_file) = match entry {
        Entry::Person(person) => {
            if let Some(day) = person.birth_date {
                let proof = work.ask::<BirthDate>(Ask::change(&[party]))?;
                if !agreed(agreement::of_birth_date(work, &proof, party, day))? {
                    return Ok(false);
                }
            }
            let Some(code) = &person.identity_code else {
                return Ok(true);
            };
            let on_file = work
                .tx()
                .maybe(&queries::IDENTITY_CODE, (party,))?
                .is_some();
            let proof = work.ask::<IdentityCode>(Ask::change(&[party]))?;
            if !agreed(agreement::of_identity_code(work, &proof, party, &code.code))? {
                return Ok(false);
            }
            (Exact::IdentityCode(code.code.expose().to_owned()), on_file)
        }
        Entry::Organisation(organisation) => {
            let Some(id) = &organisation.business_id else {
                return Ok(true);
            };
            // Whether one is on file stands in the sealed name, which `renew` opens and keeps.
            (Exact::BusinessId(id.to_string()), false)
        }
    };
    let holders = work.find_exact(Comparing::Import.adding(), &exact)?;
    Ok(if holders.is_empty() {
        !on_file
    } else {
        holders == [party]
    })
}

fn agreed(found: Result<(), Error>) -> Result<bool, Error> {
    match found {
        Ok(()) => Ok(true),
        Err(Error::BirthDateDiffers) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A party to be brought up to date.
pub struct Renewal<'a> {
    /// Who.
    pub party: PartyId,
    /// What the list says.
    pub entry: &'a Entry,
    /// Whether the row itself says on which connection she is held.
    pub connects: bool,
}

/// Proofs for all parties of a chunk, one line of the trail for each category.
struct Proofs<'w> {
    identity: Option<Noted<'w, Identity>>,
    company: Option<Noted<'w, Company>>,
    contact: Option<Noted<'w, Contact>>,
    birth_date: Option<Noted<'w, BirthDate>>,
    identity_code: Option<Noted<'w, IdentityCode>>,
    other: Option<Noted<'w, Other>>,
    fields: fields::Proofs<'w>,
}

fn ask_for<'w, C: Kind>(
    work: &mut Work<'w>,
    rows: &[Renewal<'_>],
    needs: impl Fn(&Entry) -> bool,
) -> Result<Option<Noted<'w, C>>, Error> {
    let needing = rows.iter().filter(|row| needs(row.entry));
    let parties: Vec<PartyId> = needing.map(|row| row.party).collect();
    if parties.is_empty() {
        return Ok(None);
    }
    Ok(Some(work.ask::<C>(Ask::change(&parties))?))
}

/// Brings parties up to date with what a list says of them; those who were changed, each with the
/// version that made.
///
/// # Errors
///
/// The refusal where the actor may not; what the notice does not name; the store's failure.
pub fn renew(work: &mut Work<'_>, rows: &[Renewal<'_>]) -> Result<Vec<(PartyId, i64)>, Error> {
    let mut made = Vec::new();
    if rows.is_empty() {
        return Ok(made);
    }
    for row in rows {
        in_notice::entry(work.policy(), row.entry)?;
    }
    let own: Vec<_> = rows
        .iter()
        .map(|row| (row.party, row.entry.fields()))
        .collect();
    let proofs = Proofs {
        fields: fields::to_change(work, &own)?,
        identity: ask_for(work, rows, Entry::is_person)?,
        company: ask_for(work, rows, |entry| !entry.is_person())?,
        contact: ask_for(work, rows, |entry| !entry.reach().is_empty())?,
        birth_date: ask_for(work, rows, Entry::has_birth_date)?,
        identity_code: ask_for(work, rows, Entry::has_identity_code)?,
        other: ask_for(work, rows, |entry| entry.note().is_some())?,
    };
    for renewal in rows {
        let party = renewal.party;
        let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
        let mut changed = renew_one(work, &proofs, &row, renewal.entry)?;
        if renewal.connects {
            changed |= connect(work, &row, renewal.entry)?;
        }
        if changed {
            work.touch(party, row.version)?;
            reindexed(work, party)?;
            made.push((party, row.version + 1));
        }
    }
    Ok(made)
}

/// Whether anything was changed.
fn renew_one<'w>(
    work: &mut Work<'w>,
    proofs: &Proofs<'w>,
    row: &PartyRow,
    entry: &Entry,
) -> Result<bool, Error> {
    let mut changed = match entry {
        Entry::Person(person) => renew_person(work, proofs, row, person)?,
        Entry::Organisation(organisation) => {
            let proof = proofs.company.as_ref();
            proof.map_or(Ok(false), |proof| {
                renew_organisation(work, proof, row, organisation)
            })?
        }
    };
    let source = entry.origin().source;
    if let Some(proof) = &proofs.contact {
        changed |= renew_reach(work, proof, row, entry)?;
    }
    if let (Some(proof), Some(text)) = (&proofs.other, entry.note())
        && !says_already(work, proof, row.party, text)?
    {
        let added = at_once(work, |sheet, work| {
            sheet.note(work, proof, row.party, text, source)
        })?;
        let step = Step::of(Category::Other, "note", Deed::Added);
        note(work, row, step.rows(None, Some(added)))?;
        changed = true;
    }
    for own in entry.fields() {
        if let Some(rows) = fields::renew(work, &proofs.fields, row, own, source)? {
            own_fields::noted(work, row, (own.key.as_str(), own.category), rows)?;
            changed = true;
        }
    }
    Ok(changed)
}

fn renew_person<'w>(
    work: &mut Work<'w>,
    proofs: &Proofs<'w>,
    row: &PartyRow,
    person: &PersonEntry,
) -> Result<bool, Error> {
    let (party, source) = (row.party, person.origin.source);
    let mut changed = false;
    if let Some(proof) = &proofs.identity {
        changed |= renew_names(work, proof, row, person)?;
    }
    if let (Some(proof), Some(day)) = (&proofs.birth_date, person.birth_date) {
        let before = work.tx().maybe(&queries::BIRTH_DATE, (party,))?;
        let known = match &before {
            Some((at, lot, sealed, ..)) => {
                let place = Place::new(party, *lot, at.get());
                work.agrees(
                    proof,
                    &columns::BIRTH_DATE,
                    place,
                    sealed,
                    day,
                    |text, day| Day::parse(text).is_ok_and(|born| born == day),
                )?
            }
            None => false,
        };
        if !known {
            let (now, actor) = (work.now(), work.actor().id());
            work.tx()
                .run(&queries::REPLACE_BIRTH_DATE, (party, now, actor))?;
            let after = at_once(work, |sheet, work| {
                sheet.birth_date(work, proof, party, day, source)
            })?;
            let step = Step::of(Category::BirthDate, "birth-date", Deed::Replaced);
            note(work, row, step.rows(before.map(|row| row.0), Some(after)))?;
            changed = true;
        }
    }
    if let (Some(proof), Some(code)) = (&proofs.identity_code, &person.identity_code)
        && work
            .tx()
            .maybe(&queries::IDENTITY_CODE, (party,))?
            .is_none()
    {
        let after = at_once(work, |sheet, work| {
            sheet.identity_code(work, proof, party, code, source)
        })?;
        let step = Step::of(Category::IdentityCode, "identity-code", Deed::Added);
        note(work, row, step.rows(None, Some(after)))?;
        changed = true;
    }
    Ok(changed)
}

fn renew_names<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Identity>,
    row: &PartyRow,
    person: &PersonEntry,
) -> Result<bool, Error> {
    let party = row.party;
    let before = work.tx().maybe(&queries::PERSON_NAME, (party,))?;
    let mut names = person.names.clone();
    if let Some((at, lot, sealed, ..)) = &before {
        let place = Place::new(party, *lot, at.get());
        let held = work.open(proof, &columns::PERSON_NAME, place, sealed)?;
        match names_to_be(&names, held.expose()) {
            Some(fresh) => names = fresh,
            None => return Ok(false),
        }
    }
    let (now, actor) = (work.now(), work.actor().id());
    work.tx()
        .run(&queries::REPLACE_PERSON_NAME, (party, now, actor))?;
    let after = at_once(work, |sheet, work| {
        sheet.person_name(work, proof, party, &names, person.origin.source)
    })?;
    addresses::met_anew(work, proof, party)?;
    let step = Step::of(Category::Identity, "name", Deed::Replaced);
    note(work, row, step.rows(before.map(|row| row.0), Some(after)))?;
    Ok(true)
}

fn renew_organisation<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Company>,
    row: &PartyRow,
    organisation: &OrganisationEntry,
) -> Result<bool, Error> {
    let party = row.party;
    let before = work.tx().maybe(&queries::ORGANISATION_NAME, (party,))?;
    let mut name = OrganisationName {
        name: organisation.name.clone(),
        business_id: organisation.business_id.as_ref().map(ToString::to_string),
    };
    if let Some((at, lot, sealed, ..)) = &before {
        let place = Place::new(party, *lot, at.get());
        let held = work.open(proof, &columns::ORGANISATION_NAME, place, sealed)?;
        match name_to_be(organisation, held.expose()) {
            Some(fresh) => name = fresh,
            None => return Ok(false),
        }
    }
    let (now, actor) = (work.now(), work.actor().id());
    work.tx()
        .run(&queries::REPLACE_ORGANISATION_NAME, (party, now, actor))?;
    let source = organisation.origin.source;
    let after = at_once(work, |sheet, work| {
        sheet.organisation_name(work, proof, party, &name, source)
    })?;
    addresses::met_anew(work, proof, party)?;
    let step = Step::of(Category::Company, "name", Deed::Replaced);
    note(work, row, step.rows(before.map(|row| row.0), Some(after)))?;
    Ok(true)
}

fn renew_reach<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Contact>,
    row: &PartyRow,
    entry: &Entry,
) -> Result<bool, Error> {
    let party = row.party;
    let mut held = Vec::new();
    for (at, lot, kind, sealed, _, until, ..) in work.tx().all(&queries::CONTACTS, (party,))? {
        let place = Place::new(party, lot, at.get());
        let value = work.open(proof, &columns::CONTACT_POINT, place, &sealed)?;
        held.push((at, kind, value.into_exposed(), until));
    }
    let values = || held.iter().map(|(_, kind, value, _)| (*kind, value));
    let wanted = fresh_of(entry.reach(), values);
    if wanted.is_empty() {
        return Ok(false);
    }
    let addresses: Vec<_> = held
        .iter()
        .filter(|(_, kind, ..)| *kind == ContactKind::Address)
        .collect();
    if let ([(at, _, _, until)], [_]) = (addresses.as_slice(), wanted.addresses.as_slice()) {
        let (now, actor, today) = (work.now(), work.actor().id(), work.today());
        let values = (party, *at, now, actor, Some(today));
        work.tx().run_one(&queries::REPLACE_CONTACT, values)?;
        let step = Step::of(Category::Contact, ContactKind::Address.key(), Deed::Ended);
        let until = until.map(|day| day.to_string());
        note(work, row, step.rows(Some(*at), None).states(None, until))?;
    }
    let source = entry.origin().source;
    let added = at_once(work, |sheet, work| {
        sheet.reach(work, proof, party, (&wanted, Days::default()), source)
    })?;
    for (kind, at) in added {
        let step = Step::of(Category::Contact, kind.key(), Deed::Added);
        note(work, row, step.rows(None, Some(at)))?;
    }
    addresses::met(work, proof, party, &wanted)?;
    Ok(true)
}

/// Whether one of the newest notes says the same.
fn says_already<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Other>,
    party: PartyId,
    text: &FreeText,
) -> Result<bool, Error> {
    let newest = basics::RowId::new(i64::MAX);
    let notes = work
        .tx()
        .all(&queries::NOTES, (party, newest, NOTES_COMPARED))?;
    for (at, lot, sealed, ..) in notes {
        let place = Place::new(party, lot, at.get());
        let held = work.open(proof, &columns::NOTE, place, &sealed)?;
        if held.expose() == text.as_str() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A connection of the kind that the row says, where none is open.
fn connect(work: &mut Work<'_>, row: &PartyRow, entry: &Entry) -> Result<bool, Error> {
    let origin = entry.origin();
    let connections = work.tx().all(&queries::CONNECTIONS, (row.party,))?;
    let open = connections
        .iter()
        .any(|(_, kind, _, _, until, _)| kind.0 == origin.connection && until.is_none());
    if open {
        return Ok(false);
    }
    let connection = at_once(work, |sheet, work| {
        sheet.connection(work, row.party, origin)
    })?;
    let category = match row.kind {
        PartyKind::Person => Category::Identity,
        PartyKind::Organisation => Category::Company,
    };
    let step = Step::of(category, "connection", Deed::Added);
    let step = step.states(None, Some(origin.connection.key().to_owned()));
    let at = basics::RowId::new(connection.get());
    note(work, row, step.rows(None, Some(at)))?;
    Ok(true)
}
