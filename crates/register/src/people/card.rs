//! Reading a party: her name for lists, her card for the page.
//!
//! Invariant: what is opened is opened by a proof that names the party; a category the role may
//! not see is left out of the card and said to be left out, not shown empty.

use basics::{ConnectionId, Day, Instant, Language, LotId, PartyId, RowId};
use formats::Country;
use guard::category::{BirthDate, Contact, Identity, IdentityCode, Permissions};
use guard::{Ask, Noted, PartyKind, PartyRow, Place, Sealed, Work};
use policy::{Category, ConnectionKind, IdentityCodeGround, SourceKind};

use super::columns;
use super::leaving::{self, WhyEnded};
use super::model::{ContactKind, Days, Error};
pub(super) use super::names::NameProofs;
use super::names::{Origin, listed_names, sorted};
use super::notes::{Notes, notes};
use super::{queries, values};
use crate::fields::{self, FieldView};

/// Contact persons and stakeholders shown on the card of an organisation.
const CONNECTED_SHOWN: usize = 100;

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
    /// First names, call name, last name, former names of a person.
    pub names: Option<[String; 4]>,
    /// Business id of an organisation.
    pub business_id: Option<String>,
    /// The language it is served in.
    pub language: Language,
    /// The day by which the party must have been told that it is here (GDPR art. 14).
    pub inform_by: Option<Day>,
    /// Since when the person has a turvakielto.
    pub protected: Option<Instant>,
    /// The day of death.
    pub deceased: Option<Day>,
    /// Since when processing is restricted. Shown to those whose purpose goes on all the same.
    pub restricted: Option<Instant>,
    /// Whether marketing is forbidden over any channel, and since when where that is known.
    pub marketing_ban: Part<Option<Ban>>,
    /// Where the name came from and when it was written down.
    pub name_origin: (Option<SourceKind>, Instant),
    /// How the party is reached.
    pub contacts: Part<Vec<ContactView>>,
    /// The date of birth, where it came from and when it was written down.
    pub birth_date: Part<Option<(Day, Option<SourceKind>, Instant)>>,
    /// Whether an identity code is on file, and on what ground. Never the code.
    pub identity_code: Part<Option<CodeOnFile>>,
    /// Why the party is held.
    pub connections: Vec<ConnectionView>,
    /// Who belongs to this organisation.
    pub connected: Vec<Connected>,
    /// Whether more belong to it than are shown.
    pub more_connected: bool,
    /// The newest notes.
    pub notes: Part<Notes>,
    /// The fields of the company that the role may see.
    pub fields: Vec<FieldView>,
}

impl Card {
    /// Whether it is somebody who speaks for an organisation on a day.
    #[must_use]
    pub fn speaks_for_another(&self, today: Day) -> bool {
        let open = |one: &ConnectionView| one.until.is_none_or(|until| until >= today);
        let speaks = |one: &ConnectionView| one.kind == ConnectionKind::ContactPersonOf;
        self.connections.iter().any(|one| speaks(one) && open(one))
    }
}

/// That marketing is forbidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ban {
    /// Since when, where that was written down.
    pub since: Option<Instant>,
}

/// That an identity code is on file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeOnFile {
    /// The ground on which it may be stored.
    pub ground: IdentityCodeGround,
    /// Where it came from.
    pub source: SourceKind,
    /// When it was written down.
    pub recorded: Instant,
}

/// A part of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<T> {
    /// What there is.
    Shown(T),
    /// The role may not see it.
    NotYours,
}

impl<T> Part<T> {
    fn where_yours(yours: bool, value: T) -> Self {
        if yours {
            Self::Shown(value)
        } else {
            Self::NotYours
        }
    }

    /// What there is, where the role may see it.
    pub const fn shown(&self) -> Option<&T> {
        match self {
            Self::Shown(value) => Some(value),
            Self::NotYours => None,
        }
    }
}

/// A contact point as it is shown.
pub struct ContactView {
    /// Which row.
    pub row: RowId,
    /// What it is.
    pub kind: ContactKind,
    /// Address lines, phone number or e-mail address.
    pub lines: Vec<String>,
    /// The same as its form holds it.
    pub parts: ContactParts,
    /// From when and until when it is used.
    pub days: Days,
    /// Where it came from.
    pub source: SourceKind,
    /// When it was written down.
    pub recorded: Instant,
}

/// A contact point in the fields of its form.
pub struct ContactParts {
    /// The lines above the town; the phone number or e-mail address.
    pub first: String,
    /// Postal code of an address.
    pub postal_code: String,
    /// Town of an address.
    pub town: String,
    /// Country of an address, where it is not Finland.
    pub country: String,
}

impl ContactParts {
    fn of(value: &columns::ContactValue, kind: ContactKind) -> Self {
        let lines = value.lines.iter().map(|line| kind.written(line.clone()));
        let country = value.country.as_deref();
        let abroad = country.filter(|country| Country::is_abroad(country));
        Self {
            first: lines.collect::<Vec<_>>().join("\n"),
            postal_code: value.postal_code.clone().unwrap_or_default(),
            town: value.town.clone().unwrap_or_default(),
            country: abroad.unwrap_or_default().to_owned(),
        }
    }

    /// Whether the lines above the town are more than one.
    #[must_use]
    pub fn has_several_lines(&self) -> bool {
        self.first.contains('\n')
    }
}

impl ContactView {
    /// Its lines as people write them.
    #[must_use]
    pub fn written(&self) -> Vec<String> {
        let lines = self.lines.iter().cloned();
        lines.map(|line| self.kind.written(line)).collect()
    }
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
    /// Why it ended, where that was said.
    pub why: Option<WhyEnded>,
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

/// The card of a party, as far as the actor's role reaches.
///
/// # Errors
///
/// The refusal where not even the name may be seen; `NotThere`; the store's failure.
pub fn card_of(work: &mut Work<'_>, party: PartyId) -> Result<Card, Error> {
    let Some(PartyRow {
        kind,
        created,
        version,
        ..
    }) = work.party(party)?
    else {
        // Asking records the attempt, and answers as for a party one may not see.
        let _none: Noted<'_, Identity> = work.ask(Ask::view(&[party]))?;
        return Err(guard::Error::NotThere.into());
    };
    let proofs = NameProofs::ask(work, &[(party, kind)], Ask::view)?;
    work.warm_page(party)?;
    let profile = work.tx().one(&queries::PROFILE, (party,))?;
    let (number, language, protected, deceased) = profile;
    let Named {
        name,
        names,
        business_id,
        origin,
    } = named(work, &proofs, party, kind)?;
    let (connections, connected, more_connected) = connections(work, party)?;
    Ok(Card {
        party,
        kind,
        number,
        created,
        version,
        name,
        names,
        business_id,
        language,
        protected,
        deceased,
        inform_by: work.tx().one(&queries::INFORM_BY, (party,))?,
        restricted: work.stance(party)?.restricted,
        marketing_ban: marketing_ban(work, party)?,
        name_origin: origin.unwrap_or((None, created)),
        contacts: contacts(work, party)?,
        birth_date: birth_date(work, party)?,
        identity_code: identity_code(work, party)?,
        connections,
        connected,
        more_connected,
        notes: notes(work, party, RowId::new(i64::MAX))?,
        fields: fields::of_party(work, party, kind)?,
    })
}

/// Whether a customer speaks for an organisation today, and the day of her death: for whoever may
/// see her name.
pub(super) fn speaks_for_another(
    work: &mut Work<'_>,
    party: PartyId,
) -> Result<(bool, Option<Day>), Error> {
    if work.party(party)?.is_none() {
        let _none: Noted<'_, Identity> = work.ask(Ask::view(&[party]))?;
        return Err(guard::Error::NotThere.into());
    }
    name_seen(work, party)?;
    let today = work.today();
    let connections = work.tx().all(&queries::CONNECTIONS, (party,))?;
    let speaks = connections.iter().any(|(_, kind, _, _, until, _)| {
        kind.0 == ConnectionKind::ContactPersonOf && until.is_none_or(|until| until >= today)
    });
    let (_, _, _, deceased) = work.tx().one(&queries::PROFILE, (party,))?;
    Ok((speaks, deceased))
}

/// Whoever may not see a customer's name learns no more than that there is none.
pub(super) fn name_seen(work: &mut Work<'_>, party: PartyId) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    NameProofs::ask(work, &[(party, row.kind)], Ask::view).map(|_| ())
}

/// What a party is called.
#[derive(Default)]
struct Named {
    name: String,
    names: Option<[String; 4]>,
    business_id: Option<String>,
    origin: Option<Origin>,
}

fn named<'w>(
    work: &mut Work<'w>,
    proofs: &NameProofs<'w>,
    party: PartyId,
    kind: PartyKind,
) -> Result<Named, Error> {
    Ok(match kind {
        PartyKind::Person => match proofs.person(work, party)? {
            Some((name, origin)) => Named {
                name: sorted(&name),
                names: Some([
                    name.first_names,
                    name.call_name.unwrap_or_default(),
                    name.last_name,
                    name.former_names.unwrap_or_default(),
                ]),
                business_id: None,
                origin: Some(origin),
            },
            None => Named::default(),
        },
        PartyKind::Organisation => match proofs.organisation(work, party)? {
            Some((name, origin)) => Named {
                name: name.name,
                names: None,
                business_id: name.business_id,
                origin: Some(origin),
            },
            None => Named::default(),
        },
    })
}

fn marketing_ban(work: &mut Work<'_>, party: PartyId) -> Result<Part<Option<Ban>>, Error> {
    let Some(_proof) = work.ask_if_allowed::<Permissions>(Ask::view(&[party]))? else {
        return Ok(Part::NotYours);
    };
    if work.stance(party)?.no_marketing.is_empty() {
        return Ok(Part::Shown(None));
    }
    let asked = (party, "marketing-ban".to_owned());
    let since = work.tx().maybe(&queries::LAST_CHANGE, asked)?;
    Ok(Part::Shown(Some(Ban { since })))
}

fn contacts(work: &mut Work<'_>, party: PartyId) -> Result<Part<Vec<ContactView>>, Error> {
    let Some(proof) = work.ask_if_allowed::<Contact>(Ask::view(&[party]))? else {
        return Ok(Part::NotYours);
    };
    let rows = work.tx().all(&queries::CONTACTS, (party,))?;
    let mut views = Vec::with_capacity(rows.len());
    for (row, lot, kind, sealed, from, until, source, recorded) in rows {
        let place = Place::new(party, lot, row.get());
        let value = work.open(&proof, &columns::CONTACT_POINT, place, &sealed)?;
        let value = value.into_exposed();
        views.push(ContactView {
            row,
            kind,
            parts: ContactParts::of(&value, kind),
            lines: values::contact_lines(value),
            days: Days { from, until },
            source: source.0,
            recorded,
        });
    }
    views.sort_by_key(|view| (view.kind, view.row));
    Ok(Part::Shown(views))
}

type BirthDateView = (Day, Option<SourceKind>, Instant);

fn birth_date(work: &mut Work<'_>, party: PartyId) -> Result<Part<Option<BirthDateView>>, Error> {
    let Some(found) = work.tx().maybe(&queries::BIRTH_DATE, (party,))? else {
        let yours = work.could::<BirthDate>(&Ask::view(&[]));
        return Ok(Part::where_yours(yours, None));
    };
    let Some(proof) = work.ask_if_allowed::<BirthDate>(Ask::view(&[party]))? else {
        return Ok(Part::NotYours);
    };
    let (row, lot, sealed, source, recorded) = found;
    let place = Place::new(party, lot, row.get());
    let text = work
        .open(&proof, &columns::BIRTH_DATE, place, &sealed)?
        .into_exposed();
    let source = source.map(|source| source.0);
    let day = Day::parse(&text).ok();
    Ok(Part::Shown(day.map(|day| (day, source, recorded))))
}

/// That a code is on file is told to those who may reveal or enter one, and to nobody else.
pub(super) fn identity_code(
    work: &mut Work<'_>,
    party: PartyId,
) -> Result<Part<Option<CodeOnFile>>, Error> {
    if !values::sees(work, Category::IdentityCode) {
        return Ok(Part::NotYours);
    }
    let found = work.tx().maybe(&queries::IDENTITY_CODE, (party,))?;
    Ok(Part::Shown(found.map(
        |(_, _, _, ground, source, recorded)| CodeOnFile {
            ground: ground.0,
            source: source.0,
            recorded,
        },
    )))
}

type Linked = (Vec<ConnectionView>, Vec<Connected>, bool);

/// The connections of a party and those who are connected to it. All names that stand on the card
/// are asked for together, and recorded as listed.
fn connections(work: &mut Work<'_>, party: PartyId) -> Result<Linked, Error> {
    let own = work.tx().all(&queries::CONNECTIONS, (party,))?;
    let today = work.today();
    let shown = i64::try_from(CONNECTED_SHOWN + 1).unwrap_or(i64::MAX);
    let mut others = work
        .tx()
        .all(&queries::CONNECTED_TO, (party, today, shown))?;
    let more = others.len() > CONNECTED_SHOWN;
    others.truncate(CONNECTED_SHOWN);
    let of = own.iter().filter_map(|row| row.2);
    let linked: Vec<PartyId> = of.chain(others.iter().map(|row| row.0)).collect();
    let names = listed_names(work, &linked)?;
    let name = |party: PartyId| names.get(&party).cloned().unwrap_or_default();
    let why = work.tx().all(&leaving::WHY_ENDED, (party,))?;
    let why = |connection| {
        let ended = why.iter().find(|ended| ended.0 == connection);
        ended.map(|ended| ended.1)
    };
    let own = own.into_iter().map(
        |(connection, kind, of, from, until, source)| ConnectionView {
            connection,
            kind: kind.0,
            of: of.map(|of| (of, name(of))),
            from,
            until,
            source: source.0,
            why: why(connection),
        },
    );
    let others = others
        .into_iter()
        .filter(|row| names.contains_key(&row.0))
        .map(|(party, kind, from)| Connected {
            party,
            name: name(party),
            kind: kind.0,
            from,
        });
    Ok((own.collect(), others.collect(), more))
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
    let (row, lot, sealed, ..): (RowId, LotId, Sealed, _, _, _) =
        found.ok_or(guard::Error::NotThere)?;
    let place = Place::new(party, lot, row.get());
    Ok(work
        .open(&proof, &columns::IDENTITY_CODE, place, &sealed)?
        .into_exposed())
}
