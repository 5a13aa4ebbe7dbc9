//! Entering people and organisations, one by hand or hundreds from a file.
//!
//! Invariant: a party is entered with a connection, or not at all; every personal value is sealed
//! under its category's lot; the blind index follows after the commit.

use basics::{BatchId, ConnectionId, Day, LotId, PartyId, RowId};
use formats::{Email, Phone, PostalAddress};
use guard::category::{BirthDate, Company, Contact, Identity, IdentityCode, Other, Permissions};
use guard::{Adding, Ask, ByKey, Noted, PartyKind, PartyRow, Place, Work};
use policy::{Category, ConnectionKind, Purpose, SourceKind};

use super::columns::{self, ContactValue, OrganisationName, PersonName};
use super::difference::{Step, note};
use super::model::{
    CodeOnGround, ContactKind, Days, Deed, Entry, Error, Names, OrganisationEntry, Origin,
    PersonEntry, Reach,
};
use super::{in_notice, queries, terms};

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
        entries: &[Entry],
        how: Adding,
    ) -> Result<Self, Error> {
        let any = |needs: fn(&Entry) -> bool| entries.iter().any(needs);
        Ok(Self {
            identity: ask_if(work, any(Entry::is_person), || how.ask(parties))?,
            company: ask_if(work, any(|entry| !entry.is_person()), || how.ask(parties))?,
            contact: ask_if(work, any(|entry| !entry.reach().is_empty()), || {
                how.ask(parties)
            })?,
            birth_date: ask_if(work, any(Entry::has_birth_date), || how.ask(parties))?,
            identity_code: ask_if(work, any(Entry::has_identity_code), || how.ask(parties))?,
            other: ask_if(work, any(|entry| entry.note().is_some()), || {
                how.ask(parties)
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
    let entries = std::slice::from_ref(entry);
    let parties = enter(work, entries, None, reached, Adding::ByHand)?;
    parties.into_iter().next().ok_or(Error::Name)
}

/// Enters many parties in one unit of work: a chunk of an import.
///
/// # Errors
///
/// As [`enter_one`]; nothing of the chunk remains then.
pub fn enter_all(
    work: &mut Work<'_>,
    entries: &[Entry],
    batch: Option<BatchId>,
    how: Adding,
) -> Result<Vec<PartyId>, Error> {
    enter(work, entries, batch, Days::default(), how)
}

fn enter(
    work: &mut Work<'_>,
    entries: &[Entry],
    batch: Option<BatchId>,
    reached: Days,
    how: Adding,
) -> Result<Vec<PartyId>, Error> {
    for entry in entries {
        in_notice::entry(work.policy(), entry)?;
    }
    let mut parties = Vec::with_capacity(entries.len());
    for entry in entries {
        parties.push(work.add_party(entry.kind(), how)?);
    }
    let proofs = Proofs::ask(work, &parties, entries, how)?;
    let highest = work.tx().one(&queries::HIGHEST_NUMBER, ())?;
    let first = work.next_numbers(queries::CUSTOMER_NUMBERS, highest, entries.len())?;
    for (number, (party, entry)) in (first..).zip(parties.iter().zip(entries)) {
        let protected = entry.is_protected().then_some(work.now());
        // Whoever is imported is told within a month that she is here (GDPR art. 14(3)(a)).
        let inform = (batch.is_some() && entry.is_person()).then(|| work.today().plus_months(1));
        let profile = (*party, number, entry.language(), protected, batch, inform);
        work.tx().run_one(&queries::ADD_PROFILE, profile)?;
        enter_values(work, &proofs, *party, entry, reached)?;
        work.reindex(*party, terms::of_entry(number, entry))?;
    }
    Ok(parties)
}

fn enter_values<'w>(
    work: &mut Work<'w>,
    proofs: &Proofs<'w>,
    party: PartyId,
    entry: &Entry,
    reached: Days,
) -> Result<(), Error> {
    add_connection(work, party, entry.origin())?;
    match entry {
        Entry::Person(person) => enter_person(work, proofs, party, person)?,
        Entry::Organisation(organisation) => enter_organisation(work, proofs, party, organisation)?,
    }
    let source = entry.origin().source;
    if let Some(proof) = &proofs.contact {
        add_reach(work, proof, party, entry.reach(), reached, source)?;
    }
    if let (Some(proof), Some(note)) = (&proofs.other, entry.note()) {
        add_note(work, proof, party, note, source)?;
    }
    if let (Some(proof), true) = (&proofs.permissions, entry.bans_marketing()) {
        let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
        // It comes with the party's first version, and is no change of it.
        forbid_marketing(work, proof, &PartyRow { version: 0, ..row })?;
    }
    Ok(())
}

fn enter_person<'w>(
    work: &mut Work<'w>,
    proofs: &Proofs<'w>,
    party: PartyId,
    person: &PersonEntry,
) -> Result<(), Error> {
    if let Some(proof) = &proofs.identity {
        write_person_name(work, proof, party, &person.names, person.origin.source)?;
    }
    if let (Some(proof), Some(day)) = (&proofs.birth_date, person.birth_date) {
        write_birth_date(work, proof, party, day, person.origin.source)?;
    }
    if let (Some(proof), Some(code)) = (&proofs.identity_code, &person.identity_code) {
        write_identity_code(work, proof, party, code, person.origin.source)?;
    }
    Ok(())
}

fn enter_organisation<'w>(
    work: &mut Work<'w>,
    proofs: &Proofs<'w>,
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
    write_organisation_name(work, proof, party, &name, organisation.origin.source)?;
    Ok(())
}

/// Writes a person's name as the one that holds now.
pub(super) fn write_person_name<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Identity>,
    party: PartyId,
    names: &Names,
    source: SourceKind,
) -> Result<RowId, Error> {
    let (row, lot, now, actor) = place(work, proof, party)?;
    let name = PersonName {
        first_names: names.first_names.clone(),
        call_name: names.call_name.clone(),
        last_name: names.last_name.clone(),
        former_names: names.former_names.clone(),
    };
    let place = Place::new(party, lot, row.get());
    let sealed = work.seal(proof, &columns::PERSON_NAME, place, &name)?;
    let values = (row, party, lot, sealed, ByKey(source), now, actor);
    work.tx().run_one(&queries::ADD_PERSON_NAME, values)?;
    Ok(row)
}

/// Writes an organisation's name as the one that holds now.
pub(super) fn write_organisation_name<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Company>,
    party: PartyId,
    name: &OrganisationName,
    source: SourceKind,
) -> Result<RowId, Error> {
    let (row, lot, now, actor) = place(work, proof, party)?;
    let place = Place::new(party, lot, row.get());
    let sealed = work.seal(proof, &columns::ORGANISATION_NAME, place, name)?;
    let values = (row, party, lot, sealed, ByKey(source), now, actor);
    work.tx().run_one(&queries::ADD_ORGANISATION_NAME, values)?;
    Ok(row)
}

/// Writes a date of birth as the one that holds now.
pub(super) fn write_birth_date<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, BirthDate>,
    party: PartyId,
    day: Day,
    source: SourceKind,
) -> Result<RowId, Error> {
    let (row, lot, now, actor) = place(work, proof, party)?;
    let place = Place::new(party, lot, row.get());
    let sealed = work.seal(proof, &columns::BIRTH_DATE, place, &day.to_string())?;
    let values = (row, party, lot, sealed, ByKey(source), now, actor);
    work.tx().run_one(&queries::ADD_BIRTH_DATE, values)?;
    Ok(row)
}

/// Writes an identity code as the one that holds now.
pub(super) fn write_identity_code<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, IdentityCode>,
    party: PartyId,
    code: &CodeOnGround,
    source: SourceKind,
) -> Result<RowId, Error> {
    let (row, lot, now, actor) = place(work, proof, party)?;
    let place = Place::new(party, lot, row.get());
    let text = code.code.expose().to_owned();
    let sealed = work.seal(proof, &columns::IDENTITY_CODE, place, &text)?;
    let (ground, source) = (ByKey(code.ground), ByKey(source));
    let values = (row, party, lot, sealed, ground, source, now, actor);
    work.tx().run_one(&queries::ADD_IDENTITY_CODE, values)?;
    Ok(row)
}

/// Writes contact points; which rows they are.
pub(super) fn add_reach<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Contact>,
    party: PartyId,
    reach: &Reach,
    days: Days,
    source: SourceKind,
) -> Result<Vec<(ContactKind, RowId)>, Error> {
    let mut written = Vec::new();
    for (kind, value) in contact_values(reach) {
        let (row, lot, now, actor) = place(work, proof, party)?;
        let place = Place::new(party, lot, row.get());
        let sealed = work.seal(proof, &columns::CONTACT_POINT, place, &value)?;
        let (from, until, source) = (days.from, days.until, ByKey(source));
        let values = (
            row, party, lot, kind, sealed, from, until, source, now, actor,
        );
        work.tx().run_one(&queries::ADD_CONTACT, values)?;
        written.push((kind, row));
    }
    Ok(written)
}

fn contact_values(reach: &Reach) -> Vec<(ContactKind, ContactValue)> {
    let addresses = reach.addresses.iter().map(of_address);
    let phones = reach.phones.iter().map(of_phone);
    let emails = reach.emails.iter().map(of_email);
    addresses
        .map(|value| (ContactKind::Address, value))
        .chain(phones.map(|value| (ContactKind::Phone, value)))
        .chain(emails.map(|value| (ContactKind::Email, value)))
        .collect()
}

/// Writes a note.
pub(super) fn add_note<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Other>,
    party: PartyId,
    text: &str,
    source: SourceKind,
) -> Result<RowId, Error> {
    let (row, lot, now, actor) = place(work, proof, party)?;
    let place = Place::new(party, lot, row.get());
    let sealed = work.seal(proof, &columns::NOTE, place, &text.to_owned())?;
    let values = (row, party, lot, sealed, ByKey(source), now, actor);
    work.tx().run_one(&queries::ADD_NOTE, values)?;
    Ok(row)
}

/// The party forbids marketing: no campaign reaches it from now on.
pub(super) fn forbid_marketing<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Permissions>,
    party: &PartyRow,
) -> Result<(), Error> {
    work.object(proof, party.party, &[Purpose::Marketing])?;
    work.stop_marketing(proof, party.party)?;
    note(
        work,
        party,
        Step::of(Category::Permissions, "marketing-ban", Deed::Added),
    )
}

/// Writes a connection. A contact person belongs to an organisation of the register, and so does
/// a stakeholder where one is named.
pub(super) fn add_connection(
    work: &mut Work<'_>,
    party: PartyId,
    origin: &Origin,
) -> Result<ConnectionId, Error> {
    if let Some(of) = origin.of {
        let row = work.party(of)?.ok_or(Error::OrganisationUnknown)?;
        if row.kind != PartyKind::Organisation || of == party {
            return Err(Error::OrganisationUnknown);
        }
    } else if origin.connection == ConnectionKind::ContactPersonOf {
        return Err(Error::OrganisationMissing);
    }
    let connection = ConnectionId::new(work.ids().ordered());
    let (now, actor) = (work.now(), work.actor().id());
    let (kind, source) = (ByKey(origin.connection), ByKey(origin.source));
    let row = (
        connection,
        party,
        kind,
        origin.of,
        origin.from,
        source,
        now,
        actor,
    );
    work.tx().run_one(&queries::ADD_CONNECTION, row)?;
    Ok(connection)
}

type PlaceOfRow = (RowId, LotId, basics::Instant, basics::ActorId);

/// A new row's id, the lot it is sealed under, when and by whom.
fn place<'w, C: guard::category::Kind>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    party: PartyId,
) -> Result<PlaceOfRow, Error> {
    let row = RowId::new(work.ids().ordered());
    let lot = work.lot(proof, party)?;
    Ok((row, lot, work.now(), work.actor().id()))
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
