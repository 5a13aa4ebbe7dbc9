//! Rows about parties, sealed one after the other and written together.
//!
//! Invariant: a row stands in the sheet only with the proof that its value was sealed under; a
//! sheet is written whole, each table in one go, so that a file's thousand customers cost no more
//! statements than one.

use basics::{ActorId, BatchId, ConnectionId, Day, Instant, Language, LotId, PartyId, RowId};
use guard::category::{BirthDate, Company, Contact, Identity, IdentityCode, Other};
use guard::{ByKey, Noted, PartyKind, Place, Sealed, Work};
use policy::{ConnectionKind, IdentityCodeGround, SourceKind};

use super::columns::{self, ContactValue, OrganisationName, PersonName};
use super::free_text::FreeText;
use super::model::{CodeOnGround, ContactKind, Days, Error, Names, Origin, Reach};
use super::{enter, queries};

type Source = ByKey<SourceKind>;
/// Row, party, lot, sealed value, source, when and by whom.
type ValueRow = (RowId, PartyId, LotId, Sealed, Source, Instant, ActorId);
type CodeRow = (
    RowId,
    PartyId,
    LotId,
    Sealed,
    ByKey<IdentityCodeGround>,
    Source,
    Instant,
    ActorId,
);
type ContactRow = (
    RowId,
    PartyId,
    LotId,
    ContactKind,
    Sealed,
    Option<Day>,
    Option<Day>,
    Source,
    Instant,
    ActorId,
);
type ConnectionRow = (
    ConnectionId,
    PartyId,
    ByKey<ConnectionKind>,
    Option<PartyId>,
    Day,
    Source,
    Instant,
    ActorId,
);
/// Party, number, language, turvakielto, batch, by when she is to be told.
type ProfileRow = (
    PartyId,
    i64,
    Language,
    Option<Instant>,
    Option<BatchId>,
    Option<Day>,
);

/// Rows that are to be written.
#[derive(Default)]
pub(super) struct Sheet {
    profiles: Vec<ProfileRow>,
    connections: Vec<ConnectionRow>,
    person_names: Vec<ValueRow>,
    organisation_names: Vec<ValueRow>,
    birth_dates: Vec<ValueRow>,
    identity_codes: Vec<CodeRow>,
    contacts: Vec<ContactRow>,
    notes: Vec<ValueRow>,
}

impl Sheet {
    /// Writes all of it.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub(super) fn write(self, work: &mut Work<'_>) -> Result<(), Error> {
        let tx = work.tx();
        tx.batch(&queries::ADD_PROFILE, self.profiles)?;
        tx.batch(&queries::ADD_CONNECTION, self.connections)?;
        tx.batch(&queries::ADD_PERSON_NAME, self.person_names)?;
        tx.batch(&queries::ADD_ORGANISATION_NAME, self.organisation_names)?;
        tx.batch(&queries::ADD_BIRTH_DATE, self.birth_dates)?;
        tx.batch(&queries::ADD_IDENTITY_CODE, self.identity_codes)?;
        tx.batch(&queries::ADD_CONTACT, self.contacts)?;
        tx.batch(&queries::ADD_NOTE, self.notes)?;
        Ok(())
    }

    /// A new party's profile.
    pub(super) fn profile(&mut self, row: ProfileRow) {
        self.profiles.push(row);
    }

    /// A person's name as the one that holds now.
    pub(super) fn person_name<'w>(
        &mut self,
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
        self.person_names.push(values);
        Ok(row)
    }

    /// An organisation's name as the one that holds now.
    pub(super) fn organisation_name<'w>(
        &mut self,
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
        self.organisation_names.push(values);
        Ok(row)
    }

    /// A date of birth as the one that holds now.
    pub(super) fn birth_date<'w>(
        &mut self,
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
        self.birth_dates.push(values);
        Ok(row)
    }

    /// An identity code as the one that holds now.
    pub(super) fn identity_code<'w>(
        &mut self,
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
        self.identity_codes.push(values);
        Ok(row)
    }

    /// Contact points; which rows they are.
    pub(super) fn reach<'w>(
        &mut self,
        work: &mut Work<'w>,
        proof: &Noted<'w, Contact>,
        party: PartyId,
        (reach, days): (&Reach, Days),
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
            self.contacts.push(values);
            written.push((kind, row));
        }
        Ok(written)
    }

    /// A note.
    pub(super) fn note<'w>(
        &mut self,
        work: &mut Work<'w>,
        proof: &Noted<'w, Other>,
        party: PartyId,
        text: &FreeText,
        source: SourceKind,
    ) -> Result<RowId, Error> {
        let (row, lot, now, actor) = place(work, proof, party)?;
        let place = Place::new(party, lot, row.get());
        let sealed = work.seal(proof, &columns::NOTE, place, &text.as_str().to_owned())?;
        let values = (row, party, lot, sealed, ByKey(source), now, actor);
        self.notes.push(values);
        Ok(row)
    }

    /// A connection. A contact person belongs to an organisation of the register, and so does a
    /// stakeholder where one is named.
    pub(super) fn connection(
        &mut self,
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
        self.connections.push((
            connection,
            party,
            kind,
            origin.of,
            origin.from,
            source,
            now,
            actor,
        ));
        Ok(connection)
    }
}

/// Writes what `fill` puts into a sheet of its own.
///
/// # Errors
///
/// What `fill` returns; the store's failure.
pub(super) fn at_once<'w, T>(
    work: &mut Work<'w>,
    fill: impl FnOnce(&mut Sheet, &mut Work<'w>) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut sheet = Sheet::default();
    let filled = fill(&mut sheet, work)?;
    sheet.write(work)?;
    Ok(filled)
}

fn contact_values(reach: &Reach) -> Vec<(ContactKind, ContactValue)> {
    let addresses = reach.addresses.iter().map(enter::of_address);
    let phones = reach.phones.iter().map(enter::of_phone);
    let emails = reach.emails.iter().map(enter::of_email);
    addresses
        .map(|value| (ContactKind::Address, value))
        .chain(phones.map(|value| (ContactKind::Phone, value)))
        .chain(emails.map(|value| (ContactKind::Email, value)))
        .collect()
}

type PlaceOfRow = (RowId, LotId, Instant, ActorId);

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
