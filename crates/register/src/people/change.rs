//! Changing what is known of a party.
//!
//! Invariant: every change is made from a version the clerk saw; where someone else was faster,
//! nothing is changed and the difference is told. A value that is replaced keeps its row.

use basics::{ConnectionId, Day, HistoryId, Language, PartyId, RowId};
use guard::category::{BirthDate, Company, Contact, Identity, IdentityCode, Other};
use guard::{Ask, Noted, PartyKind, Work};
use policy::{Category, SourceKind};

use super::columns::OrganisationName;
use super::enter;
use super::model::{ChangeSeen, CodeOnGround, Deed, Error, Names, Origin, Reach};
use super::{queries, terms};
use formats::BusinessId;

/// How many changes by others are told at most.
const SEEN_MAX: i64 = 20;

/// What a clerk changes about a party, in one go.
#[derive(Clone)]
pub enum Change {
    /// The names of a person.
    Names(Names),
    /// The name of an organisation.
    Organisation(String, Option<BusinessId>),
    /// Language, turvakielto, day of death.
    Profile(Language, bool, Option<Day>),
    /// The date of birth.
    BirthDate(Day, SourceKind),
    /// New contact points.
    AddReach(Reach, Origin),
    /// A contact point that holds no more.
    EndContact(RowId),
    /// An identity code on its ground.
    IdentityCode(Box<CodeOnGround>, Origin),
    /// A new connection.
    Connect(Origin),
    /// A connection that ended.
    Disconnect(ConnectionId),
    /// A note.
    Note(String),
    /// A note taken away.
    EndNote(RowId),
}

/// Makes a change to a party, from the version that was seen.
///
/// # Errors
///
/// [`Error::Changed`] with what someone else changed in the meantime; the refusal where the role
/// may not; [`Error::NoConnection`] for the last connection; the store's failure.
pub fn change(
    work: &mut Work<'_>,
    party: PartyId,
    seen: i64,
    change: &Change,
) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    match change {
        Change::Names(names) => change_names(work, party, names)?,
        Change::Organisation(name, id) => change_organisation(work, party, name, id.as_ref())?,
        Change::Profile(language, protected, deceased) => {
            change_profile(work, party, row.kind, *language, *protected, *deceased)?;
        }
        Change::BirthDate(day, source) => change_birth_date(work, party, *day, *source)?,
        Change::AddReach(reach, origin) => {
            let proof = work.ask::<Contact>(Ask::change(&[party]))?;
            enter::add_reach(work, Some(&proof), party, reach, origin)?;
            note_change(work, party, Category::Contact, "contact", Deed::Added)?;
        }
        Change::EndContact(contact) => end_contact(work, party, *contact)?,
        Change::IdentityCode(code, origin) => change_identity_code(work, party, code, origin)?,
        Change::Connect(origin) => {
            let _proof = identity_or_company(work, party, row.kind)?;
            enter::add_connection(work, party, origin)?;
            note_change(work, party, Category::Identity, "connection", Deed::Added)?;
        }
        Change::Disconnect(connection) => disconnect(work, party, row.kind, *connection)?,
        Change::Note(text) => {
            let proof = work.ask::<Other>(Ask::change(&[party]))?;
            enter::add_note(work, &proof, party, text)?;
            note_change(work, party, Category::Other, "note", Deed::Added)?;
        }
        Change::EndNote(note) => end_note(work, party, *note)?,
    }
    touch(work, party, seen)?;
    let fresh = terms::of_party(work, party)?;
    work.reindex(party, fresh)?;
    Ok(())
}

/// Counts the change, or tells what someone else changed since the clerk's version.
fn touch(work: &mut Work<'_>, party: PartyId, seen: i64) -> Result<(), Error> {
    match work.touch(party, seen) {
        Err(guard::Error::Changed) => {
            let newest = HistoryId::new(i64::MAX);
            let rows = work
                .tx()
                .all(&queries::CHANGES, (party, newest, SEEN_MAX))?;
            // The change being made is in this unit of work too, and is none of theirs.
            let (now, actor) = (work.now(), work.actor().id());
            let others = rows
                .into_iter()
                .filter(|row| !(row.4 == now && row.5 == actor));
            let change = |(_, _, what, deed, at, actor)| ChangeSeen {
                what,
                deed,
                at,
                actor,
            };
            Err(Error::Changed(others.map(change).collect()))
        }
        other => Ok(other?),
    }
}

fn change_names(work: &mut Work<'_>, party: PartyId, names: &Names) -> Result<(), Error> {
    let proof = work.ask::<Identity>(Ask::change(&[party]))?;
    let (now, actor) = (work.now(), work.actor().id());
    work.tx()
        .run(&queries::REPLACE_PERSON_NAME, (party, now, actor))?;
    enter::write_person_name(work, &proof, party, names)?;
    note_change(work, party, Category::Identity, "name", Deed::Replaced)
}

fn change_organisation(
    work: &mut Work<'_>,
    party: PartyId,
    name: &str,
    business_id: Option<&BusinessId>,
) -> Result<(), Error> {
    let proof = work.ask::<Company>(Ask::change(&[party]))?;
    let (now, actor) = (work.now(), work.actor().id());
    work.tx()
        .run(&queries::REPLACE_ORGANISATION_NAME, (party, now, actor))?;
    let business_id = business_id.map(ToString::to_string);
    let name = OrganisationName {
        name: name.to_owned(),
        business_id,
    };
    enter::write_organisation_name(work, &proof, party, &name)?;
    note_change(work, party, Category::Company, "name", Deed::Replaced)
}

fn change_profile(
    work: &mut Work<'_>,
    party: PartyId,
    kind: PartyKind,
    language: Language,
    protected: bool,
    deceased: Option<Day>,
) -> Result<(), Error> {
    let category = identity_or_company(work, party, kind)?;
    let (_, old_language, since, died) = work.tx().one(&queries::PROFILE, (party,))?;
    let was_protected = since.is_some();
    let since = if protected {
        Some(since.unwrap_or(work.now()))
    } else {
        None
    };
    work.tx()
        .run_one(&queries::SET_PROFILE, (party, language, since, deceased))?;
    if deceased.is_some() {
        // Marketing to the dead stops at once. Only persons die.
        let proof = work.ask::<Identity>(Ask::change(&[party]))?;
        work.stop_marketing(&proof, party)?;
    }
    for (what, changed) in [
        ("language", old_language != language),
        ("protection", was_protected != protected),
        ("death", died != deceased),
    ] {
        if changed {
            note_change(work, party, category, what, Deed::Replaced)?;
        }
    }
    Ok(())
}

fn change_birth_date(
    work: &mut Work<'_>,
    party: PartyId,
    day: Day,
    source: SourceKind,
) -> Result<(), Error> {
    let proof = work.ask::<BirthDate>(Ask::change(&[party]))?;
    let (now, actor) = (work.now(), work.actor().id());
    work.tx()
        .run(&queries::REPLACE_BIRTH_DATE, (party, now, actor))?;
    enter::write_birth_date(work, &proof, party, day, source)?;
    note_change(
        work,
        party,
        Category::BirthDate,
        "birth-date",
        Deed::Replaced,
    )
}

fn end_contact(work: &mut Work<'_>, party: PartyId, contact: RowId) -> Result<(), Error> {
    let _proof = work.ask::<Contact>(Ask::change(&[party]))?;
    let (now, actor, today) = (work.now(), work.actor().id(), work.today());
    let ended = (party, contact, now, actor, Some(today));
    if work.tx().run(&queries::REPLACE_CONTACT, ended)? == 0 {
        return Err(guard::Error::NotThere.into());
    }
    note_change(work, party, Category::Contact, "contact", Deed::Ended)
}

fn change_identity_code(
    work: &mut Work<'_>,
    party: PartyId,
    code: &CodeOnGround,
    origin: &Origin,
) -> Result<(), Error> {
    let proof = work.ask::<IdentityCode>(Ask::change(&[party]))?;
    let (now, actor) = (work.now(), work.actor().id());
    work.tx()
        .run(&queries::REPLACE_IDENTITY_CODE, (party, now, actor))?;
    enter::write_identity_code(work, &proof, party, code, origin)?;
    note_change(
        work,
        party,
        Category::IdentityCode,
        "identity-code",
        Deed::Replaced,
    )
}

fn disconnect(
    work: &mut Work<'_>,
    party: PartyId,
    kind: PartyKind,
    connection: ConnectionId,
) -> Result<(), Error> {
    let category = identity_or_company(work, party, kind)?;
    let connections = work.tx().all(&queries::CONNECTIONS, (party,))?;
    let open = connections.iter().filter(|row| row.4.is_none());
    if open.filter(|row| row.0 != connection).count() == 0 {
        return Err(Error::NoConnection);
    }
    let today = work.today();
    if work
        .tx()
        .run(&queries::END_CONNECTION, (party, connection, today))?
        == 0
    {
        return Err(guard::Error::NotThere.into());
    }
    note_change(work, party, category, "connection", Deed::Ended)
}

fn end_note(work: &mut Work<'_>, party: PartyId, note: RowId) -> Result<(), Error> {
    let _proof: Noted<'_, Other> = work.ask(Ask::change(&[party]))?;
    let (now, actor) = (work.now(), work.actor().id());
    if work
        .tx()
        .run(&queries::REPLACE_NOTE, (party, note, now, actor))?
        == 0
    {
        return Err(guard::Error::NotThere.into());
    }
    note_change(work, party, Category::Other, "note", Deed::Ended)
}

/// The category that a party's own states belong to; the proof is on the record.
fn identity_or_company(
    work: &mut Work<'_>,
    party: PartyId,
    kind: PartyKind,
) -> Result<Category, Error> {
    match kind {
        PartyKind::Person => {
            let _proof = work.ask::<Identity>(Ask::change(&[party]))?;
            Ok(Category::Identity)
        }
        PartyKind::Organisation => {
            let _proof = work.ask::<Company>(Ask::change(&[party]))?;
            Ok(Category::Company)
        }
    }
}

fn note_change(
    work: &mut Work<'_>,
    party: PartyId,
    category: Category,
    what: &str,
    deed: Deed,
) -> Result<(), Error> {
    let id = HistoryId::new(work.ids().ordered());
    let (now, actor) = (work.now(), work.actor().id());
    let category = i64::from(category.number());
    let row = (id, party, category, what.to_owned(), deed, now, actor);
    work.tx().run_one(&queries::ADD_CHANGE, row)?;
    Ok(())
}
