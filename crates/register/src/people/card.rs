//! Reading a party: her name for lists, her card for the page.
//!
//! Invariant: what is opened is opened by a proof that names the party; a category the role may
//! not see is left out of the card and said to be left out, not shown empty.

use basics::{ActorId, ConnectionId, Day, Instant, Language, LotId, PartyId, RowId};
use guard::category::{BirthDate, Company, Contact, Identity, IdentityCode, Other};
use guard::{Ask, ByKey, Noted, PartyKind, PartyRow, Place, Sealed, Work};
use policy::{ConnectionKind, IdentityCodeGround, SourceKind};

use super::columns::{self, PersonName};
use super::model::{ContactKind, Error};
use super::queries;

/// Notes shown on a card at once.
const NOTES_SHOWN: i64 = 20;

/// What a page shows of a party: plain values, already on the record.
pub struct Card {
    /// Which party.
    pub party: PartyId,
    /// What it is.
    pub kind: PartyKind,
    /// Its customer number.
    pub number: i64,
    /// Since when it is in the register.
    pub created: Instant,
    /// The version a change is made from.
    pub version: i64,
    /// The name as it is said: call name and last name, or the organisation's.
    pub name: String,
    /// First names, call name, last name of a person.
    pub names: Option<[String; 3]>,
    /// Business id of an organisation.
    pub business_id: Option<String>,
    /// The language it is served in.
    pub language: Language,
    /// Since when the person has a turvakielto.
    pub protected: Option<Instant>,
    /// The day of death.
    pub deceased: Option<Day>,
    /// Since when processing is restricted. Shown to those whose purpose goes on all the same.
    pub contacts: Part<Vec<ContactView>>,
    /// The date of birth.
    pub birth_date: Part<Option<Day>>,
    /// Whether an identity code is on file, and on what ground. Never the code.
    pub identity_code: Option<(IdentityCodeGround, Instant)>,
    /// Why the party is held.
    pub connections: Vec<ConnectionView>,
    /// Who belongs to this organisation.
    pub connected: Vec<Connected>,
    /// The newest notes.
    pub notes: Part<Vec<NoteView>>,
}

/// A part of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<T> {
    /// What there is.
    Shown(T),
    /// The role may not see it.
    NotYours,
}

/// A contact point as it is shown.
pub struct ContactView {
    /// Which row.
    pub row: RowId,
    /// What it is.
    pub kind: ContactKind,
    /// Address lines, phone number or e-mail address.
    pub lines: Vec<String>,
    /// From when it is used.
    pub from: Option<Day>,
    /// Where it came from.
    pub source: SourceKind,
    /// When it was written down.
    pub recorded: Instant,
}

/// A connection as it is shown.
pub struct ConnectionView {
    /// Which one.
    pub connection: ConnectionId,
    /// Why the party is held.
    pub kind: ConnectionKind,
    /// The organisation it belongs to, with its name.
    pub of: Option<(PartyId, String)>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Option<Day>,
    /// Where it came from.
    pub source: SourceKind,
}

/// A contact person or stakeholder of an organisation.
pub struct Connected {
    /// Who.
    pub party: PartyId,
    /// Her name.
    pub name: String,
    /// As what.
    pub kind: ConnectionKind,
    /// Since when.
    pub from: Day,
}

/// A note as it is shown.
pub struct NoteView {
    /// Which row.
    pub row: RowId,
    /// The text.
    pub text: String,
    /// When it was written.
    pub written: Instant,
    /// By whom.
    pub by: ActorId,
}

/// The proofs under which names are opened: of persons, of organisations.
pub struct NameProofs<'w> {
    identity: Option<Noted<'w, Identity>>,
    company: Option<Noted<'w, Company>>,
}

impl<'w> NameProofs<'w> {
    /// Asks for the names of these parties.
    ///
    /// # Errors
    ///
    /// The refusal; the store's failure.
    pub fn ask(
        work: &mut Work<'w>,
        rows: &[(PartyId, PartyKind)],
        how: impl Fn(&[PartyId]) -> Ask,
    ) -> Result<Self, Error> {
        let of = |kind: PartyKind| -> Vec<PartyId> {
            rows.iter()
                .filter(|row| row.1 == kind)
                .map(|row| row.0)
                .collect()
        };
        let (persons, organisations) = (of(PartyKind::Person), of(PartyKind::Organisation));
        Ok(Self {
            identity: if persons.is_empty() {
                None
            } else {
                Some(work.ask(how(&persons))?)
            },
            company: if organisations.is_empty() {
                None
            } else {
                Some(work.ask(how(&organisations))?)
            },
        })
    }

    /// The name of a party as lists show it: last name first for a person.
    ///
    /// # Errors
    ///
    /// The vault's and the store's failures.
    pub fn sorted_name(
        &self,
        work: &mut Work<'w>,
        party: PartyId,
        kind: PartyKind,
    ) -> Result<String, Error> {
        match kind {
            PartyKind::Person => {
                let Some(name) = self.person(work, party)? else {
                    return Ok(String::new());
                };
                let called = name.call_name.as_deref().unwrap_or(&name.first_names);
                Ok(format!("{} {called}", name.last_name).trim().to_owned())
            }
            PartyKind::Organisation => Ok(self.organisation(work, party)?.0),
        }
    }

    fn person(&self, work: &mut Work<'w>, party: PartyId) -> Result<Option<PersonName>, Error> {
        let Some(proof) = &self.identity else {
            return Ok(None);
        };
        let Some((row, lot, sealed)) = work.tx().maybe(&queries::PERSON_NAME, (party,))? else {
            return Ok(None);
        };
        let place = Place::new(party, lot, row.get());
        Ok(Some(
            work.open(proof, &columns::PERSON_NAME, place, &sealed)?
                .into_exposed(),
        ))
    }

    fn organisation(
        &self,
        work: &mut Work<'w>,
        party: PartyId,
    ) -> Result<(String, Option<String>), Error> {
        let Some(proof) = &self.company else {
            return Ok((String::new(), None));
        };
        let found = work.tx().maybe(&queries::ORGANISATION_NAME, (party,))?;
        let Some((row, lot, sealed)) = found else {
            return Ok((String::new(), None));
        };
        let place = Place::new(party, lot, row.get());
        let name = work
            .open(proof, &columns::ORGANISATION_NAME, place, &sealed)?
            .into_exposed();
        Ok((name.name, name.business_id))
    }
}

/// The card of a party, as far as the actor's role reaches.
///
/// # Errors
///
/// The refusal where not even the name may be seen; `NotThere`; the store's failure.
pub fn card_of(work: &mut Work<'_>, party: PartyId) -> Result<Card, Error> {
    let row = work.party(party)?;
    let Some(PartyRow {
        kind,
        created,
        version,
        ..
    }) = row
    else {
        // Asking records the attempt, and answers as for a party one may not see.
        let _none: Noted<'_, Identity> = work.ask(Ask::view(&[party]))?;
        return Err(guard::Error::NotThere.into());
    };
    let proofs = NameProofs::ask(work, &[(party, kind)], Ask::view)?;
    let profile = work.tx().one(&queries::PROFILE, (party,))?;
    let (number, language, protected, deceased) = profile;
    let person = proofs.person(work, party)?;
    let (organisation, business_id) = proofs.organisation(work, party)?;
    let name = person.as_ref().map_or(organisation, spoken);
    let identity_code = work.tx().maybe(&queries::IDENTITY_CODE, (party,))?;
    Ok(Card {
        party,
        kind,
        number,
        created,
        version,
        name,
        names: person.map(|name| {
            [
                name.first_names,
                name.call_name.unwrap_or_default(),
                name.last_name,
            ]
        }),
        business_id,
        language,
        protected,
        deceased,
        contacts: contacts(work, party)?,
        birth_date: birth_date(work, party)?,
        identity_code: identity_code.map(|(_, _, _, ground, recorded)| (ground.0, recorded)),
        connections: connections(work, party)?,
        connected: connected(work, party)?,
        notes: notes(work, party, RowId::new(i64::MAX))?,
    })
}

/// A person's name as it is said: the name she is called by, then the last name.
fn spoken(name: &PersonName) -> String {
    let first = name.first_names.split(' ').next().unwrap_or_default();
    let called = name.call_name.as_deref().unwrap_or(first);
    format!("{called} {}", name.last_name).trim().to_owned()
}

fn contacts(work: &mut Work<'_>, party: PartyId) -> Result<Part<Vec<ContactView>>, Error> {
    let Some(proof) = work.ask_if_allowed::<Contact>(Ask::view(&[party]))? else {
        return Ok(Part::NotYours);
    };
    let rows = work.tx().all(&queries::CONTACTS, (party,))?;
    let mut views = Vec::with_capacity(rows.len());
    for (row, lot, kind, sealed, from, _until, source, recorded) in rows {
        let place = Place::new(party, lot, row.get());
        let value = work
            .open(&proof, &columns::CONTACT_POINT, place, &sealed)?
            .into_exposed();
        let town = [value.postal_code, value.town].into_iter().flatten();
        let town = town.collect::<Vec<_>>().join(" ");
        let abroad = value.country.filter(|country| country != "FI");
        let lines = value.lines.into_iter().chain([town]).chain(abroad);
        let lines = lines.filter(|line| !line.is_empty()).collect();
        views.push(ContactView {
            row,
            kind,
            lines,
            from,
            source: source.0,
            recorded,
        });
    }
    views.sort_by_key(|view| (view.kind, view.row));
    Ok(Part::Shown(views))
}

fn birth_date(work: &mut Work<'_>, party: PartyId) -> Result<Part<Option<Day>>, Error> {
    let Some(found) = work.tx().maybe(&queries::BIRTH_DATE, (party,))? else {
        let yours = work.could::<BirthDate>(&Ask::view(&[]));
        return Ok(if yours {
            Part::Shown(None)
        } else {
            Part::NotYours
        });
    };
    let Some(proof) = work.ask_if_allowed::<BirthDate>(Ask::view(&[party]))? else {
        return Ok(Part::NotYours);
    };
    let (row, lot, sealed) = found;
    let place = Place::new(party, lot, row.get());
    let text = work
        .open(&proof, &columns::BIRTH_DATE, place, &sealed)?
        .into_exposed();
    Ok(Part::Shown(Day::parse(&text).ok()))
}

fn connections(work: &mut Work<'_>, party: PartyId) -> Result<Vec<ConnectionView>, Error> {
    let rows = work.tx().all(&queries::CONNECTIONS, (party,))?;
    let mut views = Vec::with_capacity(rows.len());
    for (connection, kind, of, from, until, source) in rows {
        let of = match of {
            Some(of) => Some((of, listed_name(work, of)?)),
            None => None,
        };
        let (kind, source) = (kind.0, source.0);
        views.push(ConnectionView {
            connection,
            kind,
            of,
            from,
            until,
            source,
        });
    }
    Ok(views)
}

/// The name of another party that stands on a card, recorded as listed.
fn listed_name(work: &mut Work<'_>, party: PartyId) -> Result<String, Error> {
    let Some(row) = work.party(party)? else {
        return Ok(String::new());
    };
    let visible = match row.kind {
        PartyKind::Person => work.visible::<Identity>(policy::Action::List, &[party])?,
        PartyKind::Organisation => work.visible::<Company>(policy::Action::List, &[party])?,
    };
    if visible.is_empty() {
        return Ok(String::new());
    }
    NameProofs::ask(work, &[(party, row.kind)], Ask::list)?.sorted_name(work, party, row.kind)
}

fn connected(work: &mut Work<'_>, party: PartyId) -> Result<Vec<Connected>, Error> {
    let rows = work.tx().all(&queries::CONNECTED_TO, (party,))?;
    let mut views = Vec::with_capacity(rows.len());
    for (party, ByKey(kind), from) in rows {
        let name = listed_name(work, party)?;
        if !name.is_empty() {
            views.push(Connected {
                party,
                name,
                kind,
                from,
            });
        }
    }
    Ok(views)
}

/// The notes of a party before one of them, newest first.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn notes(
    work: &mut Work<'_>,
    party: PartyId,
    before: RowId,
) -> Result<Part<Vec<NoteView>>, Error> {
    let Some(proof) = work.ask_if_allowed::<Other>(Ask::view(&[party]))? else {
        return Ok(Part::NotYours);
    };
    let rows = work
        .tx()
        .all(&queries::NOTES, (party, before, NOTES_SHOWN))?;
    let mut views = Vec::with_capacity(rows.len());
    for (row, lot, sealed, written, by) in rows {
        let place = Place::new(party, lot, row.get());
        let text = work
            .open(&proof, &columns::NOTE, place, &sealed)?
            .into_exposed();
        views.push(NoteView {
            row,
            text,
            written,
            by,
        });
    }
    Ok(Part::Shown(views))
}

/// Shows an identity code: with the right, a reason, and a line of its own.
///
/// # Errors
///
/// The refusal; `NotThere` where none is on file; the store's failure.
pub fn reveal_identity_code(
    work: &mut Work<'_>,
    party: PartyId,
    reason: &str,
) -> Result<String, Error> {
    let proof = work.ask::<IdentityCode>(Ask::reveal(party, reason))?;
    let found = work.tx().maybe(&queries::IDENTITY_CODE, (party,))?;
    let (row, lot, sealed, _, _): (RowId, LotId, Sealed, _, _) =
        found.ok_or(guard::Error::NotThere)?;
    let place = Place::new(party, lot, row.get());
    Ok(work
        .open(&proof, &columns::IDENTITY_CODE, place, &sealed)?
        .into_exposed())
}
