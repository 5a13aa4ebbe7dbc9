//! Changing what is known of a party.
//!
//! Invariant: every change is made from a version the clerk saw; where someone else was faster,
//! nothing is changed. A value that is replaced keeps its row, and what was done is written down
//! with the version it made.

use basics::{ConnectionId, Day, Language, PartyId, RowId};
use formats::BusinessId;
use guard::category::{
    BirthDate, Company, Contact, Identity, IdentityCode, Kind, Other, Permissions,
};
use guard::{Ask, Exact, Noted, PartyKind, PartyRow, Work};
use policy::{Category, FieldKey, SourceKind};

use super::columns::OrganisationName;
use super::difference::{Step, note};
use super::free_text::FreeText;
use super::leaving::{self, WhyEnded};
use super::model::{CodeOnGround, ContactKind, Days, Deed, Error, Names, Origin, Reach};
use super::sheet::at_once;
use super::{addresses, agreement, in_notice, own_fields, queries, terms};
use crate::fields;
use crate::permissions::{self, Act, ShownWay, What};

/// What a clerk changes about a party, in one go.
#[derive(Clone)]
pub enum Change {
    /// The names of a person.
    Names(Names, SourceKind),
    /// The name of an organisation.
    Organisation(String, Option<BusinessId>, SourceKind),
    /// Language, turvakielto, day of death.
    Profile(Language, bool, Option<Day>),
    /// The date of birth.
    BirthDate(Day, SourceKind),
    /// New contact points, with the days on which they are used.
    AddReach(Reach, Days, SourceKind),
    /// A contact point that holds no more after a day.
    EndContact(RowId, Day),
    /// A contact point that another one of its kind takes the place of, from a day on.
    ReplaceContact(RowId, Reach, Day, SourceKind),
    /// An identity code on its ground.
    IdentityCode(Box<CodeOnGround>, SourceKind),
    /// A new connection.
    Connect(Origin),
    /// A connection that ended on a day.
    Disconnect(ConnectionId, Day),
    /// Every connection that goes on ended on a day, and why.
    Leave(Day, WhyEnded),
    /// A note.
    Note(FreeText, SourceKind),
    /// A note taken away.
    EndNote(RowId),
    /// A field of the company has this value, or none any more.
    Field(FieldKey, Option<fields::Value>, SourceKind),
    /// Everything of a field that the notice does not declare any more is erased.
    EraseField(String, Category),
    /// What the party says about marketing.
    Permission(Box<Act>),
    /// A version of the notice was shown to the party: which, how and when.
    NoticeShown(i64, ShownWay, Day),
}

/// Makes a change to a party, from the version that was seen, for the reason that is given where
/// the actor needs one.
///
/// # Errors
///
/// [`guard::Error::Changed`] where someone else changed the party in the meantime; the refusal
/// where the role may not; what the notice does not name; [`Error::Same`]; [`Error::NoConnection`]
/// for the last connection; the store's failure.
pub fn change(
    work: &mut Work<'_>,
    party: PartyId,
    seen: i64,
    change: &Change,
    reason: &str,
) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    let at = &At { row, seen, reason };
    match change {
        Change::Names(names, source) => change_names(work, at, names, *source)?,
        Change::Organisation(name, id, source) => {
            change_organisation(work, at, name, id.as_ref(), *source)?;
        }
        Change::Profile(language, protected, deceased) => {
            change_profile(work, at, *language, *protected, *deceased)?;
        }
        Change::BirthDate(day, source) => change_birth_date(work, at, *day, *source)?,
        Change::AddReach(reach, days, source) => add_reach(work, at, reach, *days, *source)?,
        Change::EndContact(contact, until) => end_contact(work, at, *contact, *until)?,
        Change::ReplaceContact(contact, reach, from, source) => {
            replace_contact(work, at, *contact, (reach, *from), *source)?;
        }
        Change::IdentityCode(code, source) => change_identity_code(work, at, code, *source)?,
        Change::Connect(origin) => connect(work, at, origin)?,
        Change::Disconnect(connection, until) => disconnect(work, at, *connection, *until)?,
        Change::Leave(until, why) => leave(work, at, *until, *why)?,
        Change::Note(text, source) => add_note(work, at, text, *source)?,
        Change::EndNote(note) => end_note(work, at, *note)?,
        Change::Field(key, value, source) => {
            own_fields::change(work, &at.row, at.ask(), (*key, value.as_ref()), *source)?;
        }
        Change::EraseField(key, category) => {
            own_fields::erase(work, &at.row, at.ask(), (key, *category))?;
        }
        Change::Permission(act) => add_act(work, at, act)?,
        Change::NoticeShown(version, way, on) => notice_shown(work, at, (*version, *way, *on))?,
    }
    work.touch(party, seen)?;
    let fresh = terms::of_party(work, party)?;
    work.reindex(party, fresh)?;
    Ok(())
}

/// Whose data is changed, from which version, and the reason that was given.
pub(super) struct At<'a> {
    pub(super) row: PartyRow,
    pub(super) seen: i64,
    pub(super) reason: &'a str,
}

impl At<'_> {
    pub(super) fn ask(&self) -> Ask {
        let ask = Ask::change(&[self.row.party]);
        if self.reason.trim().is_empty() {
            ask
        } else {
            ask.because(self.reason)
        }
    }

    /// Why what a change is about is not there: somebody else was faster, or there is no such thing.
    fn gone(&self) -> guard::Error {
        if self.row.version == self.seen {
            guard::Error::NotThere
        } else {
            guard::Error::Changed
        }
    }

    /// The category that a party's own states belong to; the proof is on the record.
    pub(super) fn own_states(&self, work: &mut Work<'_>) -> Result<Category, Error> {
        match self.row.kind {
            PartyKind::Person => {
                let _proof = work.ask::<Identity>(self.ask())?;
                Ok(Category::Identity)
            }
            PartyKind::Organisation => {
                let _proof = work.ask::<Company>(self.ask())?;
                Ok(Category::Company)
            }
        }
    }
}

fn change_names(
    work: &mut Work<'_>,
    at: &At<'_>,
    names: &Names,
    source: SourceKind,
) -> Result<(), Error> {
    in_notice::source(work.policy(), source)?;
    let proof = work.ask::<Identity>(at.ask())?;
    let (party, now, actor) = (at.row.party, work.now(), work.actor().id());
    let before = work.tx().maybe(&queries::PERSON_NAME, (party,))?;
    work.tx()
        .run(&queries::REPLACE_PERSON_NAME, (party, now, actor))?;
    let after = at_once(work, |sheet, work| {
        sheet.person_name(work, &proof, party, names, source)
    })?;
    addresses::met_anew(work, &proof, party)?;
    let step = Step::of(Category::Identity, "name", Deed::Replaced);
    note(
        work,
        &at.row,
        step.rows(before.map(|row| row.0), Some(after)),
    )
}

fn change_organisation(
    work: &mut Work<'_>,
    at: &At<'_>,
    name: &str,
    business_id: Option<&BusinessId>,
    source: SourceKind,
) -> Result<(), Error> {
    in_notice::source(work.policy(), source)?;
    let proof = work.ask::<Company>(at.ask())?;
    let business_id = business_id.map(ToString::to_string);
    if let Some(id) = &business_id {
        nobody_else(work, &proof, at.row.party, &Exact::BusinessId(id.clone()))?;
    }
    let (party, now, actor) = (at.row.party, work.now(), work.actor().id());
    let before = work.tx().maybe(&queries::ORGANISATION_NAME, (party,))?;
    work.tx()
        .run(&queries::REPLACE_ORGANISATION_NAME, (party, now, actor))?;
    let name = OrganisationName {
        name: name.to_owned(),
        business_id,
    };
    let after = at_once(work, |sheet, work| {
        sheet.organisation_name(work, &proof, party, &name, source)
    })?;
    addresses::met_anew(work, &proof, party)?;
    let step = Step::of(Category::Company, "name", Deed::Replaced);
    note(
        work,
        &at.row,
        step.rows(before.map(|row| row.0), Some(after)),
    )
}

/// The same identity code or business id is the same party: it is not given to another one.
fn nobody_else<'w, C: Kind>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    party: PartyId,
    exact: &Exact,
) -> Result<(), Error> {
    match work.find_other(proof, party, exact)? {
        Some(other) => Err(Error::Same(other)),
        None => Ok(()),
    }
}

fn change_profile(
    work: &mut Work<'_>,
    at: &At<'_>,
    language: Language,
    protected: bool,
    deceased: Option<Day>,
) -> Result<(), Error> {
    let category = at.own_states(work)?;
    // Neither a turvakielto nor a day of death is an organisation's.
    let person = at.row.kind == PartyKind::Person;
    let (protected, deceased) = (protected && person, deceased.filter(|_| person));
    if deceased.is_some_and(|day| day > work.today()) {
        return Err(Error::DeathFuture);
    }
    let (party, now) = (at.row.party, work.now());
    let (_, old_language, old_since, died) = work.tx().one(&queries::PROFILE, (party,))?;
    let since = protected.then(|| old_since.unwrap_or(now));
    work.tx()
        .run_one(&queries::SET_PROFILE, (party, language, since, deceased))?;
    if deceased.is_some() {
        // Marketing to the dead stops at once. Only persons die.
        let proof = work.ask::<Identity>(at.ask())?;
        work.stop_marketing(&proof, party)?;
    }
    let yes = |on: bool| on.then(|| "yes".to_owned());
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let code = |language: Language| Some(language.code().to_owned());
    for (what, before, after) in [
        ("language", code(old_language), code(language)),
        ("protection", yes(old_since.is_some()), yes(protected)),
        ("death", day(died), day(deceased)),
    ] {
        if before != after {
            let step = Step::of(category, what, Deed::Replaced);
            note(work, &at.row, step.states(before, after))?;
        }
    }
    Ok(())
}

fn change_birth_date(
    work: &mut Work<'_>,
    at: &At<'_>,
    day: Day,
    source: SourceKind,
) -> Result<(), Error> {
    in_notice::source(work.policy(), source)?;
    if day > work.today() {
        return Err(Error::BirthDateFuture);
    }
    let proof = work.ask::<BirthDate>(at.ask())?;
    let (party, now, actor) = (at.row.party, work.now(), work.actor().id());
    agreement::of_birth_date(work, &proof, party, day)?;
    let before = work.tx().maybe(&queries::BIRTH_DATE, (party,))?;
    work.tx()
        .run(&queries::REPLACE_BIRTH_DATE, (party, now, actor))?;
    let after = at_once(work, |sheet, work| {
        sheet.birth_date(work, &proof, party, day, source)
    })?;
    let step = Step::of(Category::BirthDate, "birth-date", Deed::Replaced);
    note(
        work,
        &at.row,
        step.rows(before.map(|row| row.0), Some(after)),
    )
}

fn change_identity_code(
    work: &mut Work<'_>,
    at: &At<'_>,
    code: &CodeOnGround,
    source: SourceKind,
) -> Result<(), Error> {
    in_notice::source(work.policy(), source)?;
    in_notice::ground(work.policy(), code.ground)?;
    let proof = work.ask::<IdentityCode>(at.ask())?;
    let (party, now, actor) = (at.row.party, work.now(), work.actor().id());
    let exact = Exact::IdentityCode(code.code.expose().to_owned());
    nobody_else(work, &proof, party, &exact)?;
    agreement::of_identity_code(work, &proof, party, &code.code)?;
    work.tx()
        .run(&queries::REPLACE_IDENTITY_CODE, (party, now, actor))?;
    // Which rows they are is not written down: no difference ever shows an identity code.
    at_once(work, |sheet, work| {
        sheet.identity_code(work, &proof, party, code, source)
    })?;
    let step = Step::of(Category::IdentityCode, "identity-code", Deed::Replaced);
    note(work, &at.row, step)
}

fn add_reach(
    work: &mut Work<'_>,
    at: &At<'_>,
    reach: &Reach,
    days: Days,
    source: SourceKind,
) -> Result<(), Error> {
    in_notice::source(work.policy(), source)?;
    let proof = work.ask::<Contact>(at.ask())?;
    let written = at_once(work, |sheet, work| {
        sheet.reach(work, &proof, at.row.party, (reach, days), source)
    })?;
    for (kind, row) in written {
        let step = Step::of(Category::Contact, kind.key(), Deed::Added);
        note(work, &at.row, step.rows(None, Some(row)))?;
    }
    addresses::met(work, &proof, at.row.party, reach)
}

fn end_contact(work: &mut Work<'_>, at: &At<'_>, contact: RowId, until: Day) -> Result<(), Error> {
    let _proof = work.ask::<Contact>(at.ask())?;
    let (party, now, actor) = (at.row.party, work.now(), work.actor().id());
    let found = work.tx().maybe(&queries::CONTACT_KIND, (party, contact))?;
    let (kind, from, to): (ContactKind, _, Option<Day>) = found.ok_or_else(|| at.gone())?;
    let until = match from {
        // It was never used: its end is written where it would have begun.
        Some(began) if began > work.today() => began,
        _ => ended(work, from, until).map(|()| until)?,
    };
    let values = (party, contact, now, actor, Some(until));
    work.tx().run_one(&queries::REPLACE_CONTACT, values)?;
    let step = Step::of(Category::Contact, kind.key(), Deed::Ended).rows(Some(contact), None);
    let to = to.map(|day| day.to_string());
    note(work, &at.row, step.states(None, to))
}

/// The old one ends the day before the new one begins; one that began that day or is still to begin
/// was never used. What was known of its last day holds for the new one. A move that is told ahead
/// is none of this: until its day the old one holds.
fn replace_contact(
    work: &mut Work<'_>,
    at: &At<'_>,
    contact: RowId,
    (reach, from): (&Reach, Day),
    source: SourceKind,
) -> Result<(), Error> {
    let _proof = work.ask::<Contact>(at.ask())?;
    let of = (at.row.party, contact);
    let found = work.tx().maybe(&queries::CONTACT_KIND, of)?;
    let (kind, began, to) = found.ok_or_else(|| at.gone())?;
    if !reach.is_one_of(kind) {
        return Err(guard::Error::NotThere.into());
    }
    let today = work.today();
    let later = began.filter(|began| *began > today);
    if later.is_none() && from > today {
        return Err(Error::ReplaceFuture);
    }
    let from = later.filter(|_| from == today).unwrap_or(from);
    let days = Days::new(Some(from), to)?;
    let before = from.plus_days(-1);
    let until = if began == Some(from) { from } else { before };
    end_contact(work, at, contact, until)?;
    add_reach(work, at, reach, days, source)
}

/// What ends did so on a day that has come, and not before it began.
fn ended(work: &Work<'_>, from: Option<Day>, until: Day) -> Result<(), Error> {
    if until > work.today() {
        return Err(Error::EndFuture);
    }
    Days::new(from, Some(until)).map(|_| ())
}

fn connect(work: &mut Work<'_>, at: &At<'_>, origin: &Origin) -> Result<(), Error> {
    in_notice::connection(work.policy(), origin.connection)?;
    in_notice::source(work.policy(), origin.source)?;
    let category = at.own_states(work)?;
    let connection = at_once(work, |sheet, work| {
        sheet.connection(work, at.row.party, origin)
    })?;
    let kind = Some(origin.connection.key().to_owned());
    let step = Step::of(category, "connection", Deed::Added).states(None, kind);
    let row = RowId::new(connection.get());
    note(work, &at.row, step.rows(None, Some(row)))
}

fn disconnect(
    work: &mut Work<'_>,
    at: &At<'_>,
    connection: ConnectionId,
    until: Day,
) -> Result<(), Error> {
    let category = at.own_states(work)?;
    let party = at.row.party;
    let all = work.tx().all(&queries::CONNECTIONS, (party,))?;
    let mut open = all.into_iter().filter(|row| row.4.is_none());
    let this = open.clone().find(|row| row.0 == connection);
    let (_, kind, _, from, ..) = this.ok_or_else(|| at.gone())?;
    if open.all(|row| row.0 == connection) {
        return Err(Error::NoConnection);
    }
    ended(work, Some(from), until)?;
    work.tx()
        .run_one(&queries::END_CONNECTION, (party, connection, until))?;
    let step = Step::of(category, "connection", Deed::Ended);
    let step = step.states(Some(kind.0.key().to_owned()), None);
    let row = RowId::new(connection.get());
    note(work, &at.row, step.rows(Some(row), None))
}

fn leave(work: &mut Work<'_>, at: &At<'_>, until: Day, why: WhyEnded) -> Result<(), Error> {
    let category = at.own_states(work)?;
    ended(work, None, until)?;
    leaving::leave(work, &at.row, category, (until, why))
}

fn add_note(
    work: &mut Work<'_>,
    at: &At<'_>,
    text: &FreeText,
    source: SourceKind,
) -> Result<(), Error> {
    in_notice::source(work.policy(), source)?;
    let proof = work.ask::<Other>(text.ask(at.ask()))?;
    let row = at_once(work, |sheet, work| {
        sheet.note(work, &proof, at.row.party, text, source)
    })?;
    let step = Step::of(Category::Other, "note", Deed::Added);
    note(work, &at.row, step.rows(None, Some(row)))
}

fn end_note(work: &mut Work<'_>, at: &At<'_>, row: RowId) -> Result<(), Error> {
    let _proof = work.ask::<Other>(at.ask())?;
    let (party, now, actor) = (at.row.party, work.now(), work.actor().id());
    let values = (party, row, now, actor);
    if work.tx().run(&queries::REPLACE_NOTE, values)? == 0 {
        return Err(at.gone().into());
    }
    let step = Step::of(Category::Other, "note", Deed::Ended);
    note(work, &at.row, step.rows(Some(row), None))
}

fn add_act(work: &mut Work<'_>, at: &At<'_>, act: &Act) -> Result<(), Error> {
    let proof = work.ask::<Permissions>(at.ask())?;
    let reached = addresses::of_party(work, at.row.party)?;
    permissions::record(work, &proof, &at.row, act, &reached)?;
    let what = match act.what {
        What::Consent => "marketing-consent",
        What::Withdrawal => "marketing-withdrawal",
        What::SoftOptIn => "marketing-soft-opt-in",
        What::Prohibition | What::EarlierNo => "marketing-ban",
    };
    note(
        work,
        &at.row,
        Step::of(Category::Permissions, what, Deed::Added),
    )?;
    if act.what.is_no() && !permissions::consents(work, at.row.party)? {
        let category = match at.row.kind {
            PartyKind::Person => Category::Identity,
            PartyKind::Organisation => Category::Company,
        };
        leaving::end_consent(work, &at.row, category)?;
    }
    Ok(())
}

fn notice_shown(
    work: &mut Work<'_>,
    at: &At<'_>,
    shown: (i64, ShownWay, Day),
) -> Result<(), Error> {
    let category = at.own_states(work)?;
    let ends = work.tx().one(&queries::INFORM_BY, (at.row.party,))?;
    permissions::record_notice(work, &at.row, shown, ends)?;
    // Whoever was imported is told now that she is here (GDPR art. 14(3)(a)).
    work.tx().run(&queries::INFORMED, (at.row.party,))?;
    note(
        work,
        &at.row,
        Step::of(category, "notice-shown", Deed::Added),
    )
}
