//! People whose data came from elsewhere and who are yet to be told that they are here (GDPR art.
//! 14): who they are, soonest first, what a letter to them needs, and that they were told.
//!
//! Invariants: the dead are left out, and so is whoever was merged into another; what the actor may
//! not see is left out and counted as hidden; that somebody was told is written down with the day it
//! ended, so that a mistake can be taken back.

use std::collections::{BTreeSet, HashMap};

use basics::{BatchId, Day, Instant, Language, LotId, PartyId, RowId};
use guard::category::{Contact, Identity};
use guard::{Ask, ByKey, Guard, PartyKind, Place, Work};
use policy::{Action, Category, ConnectionKind, Purpose, SourceKind};

use super::batch::INFORM_COUNTED;
use super::columns;
use super::difference::{Step, note};
use super::model::{ContactKind, Deed, Entry, Error, in_use};
use super::names::NameProofs;
use super::outward::{AddressOut, address};
use super::queries;
use crate::permissions::{self, ShownWay};

store::statements! {
    /// Those who are yet to be told, soonest first, after one of them.
    pub(crate) DUE: (String, PartyId, i64) -> (PartyId, Day, i64, Language, Option<Instant>, Option<BatchId>) =
        "select profile.party_id, profile.inform_by, profile.number, profile.language,
                profile.protected_ms, profile.batch_id
           from profile
           join party on party.party_id = profile.party_id
          where profile.inform_by is not null
            and (profile.inform_by, profile.party_id) > ($1, $2)
            and profile.deceased_on is null and party.merged_into is null
          order by profile.inform_by, profile.party_id
          limit $3";

    /// The same of one import.
    pub(crate) DUE_OF: (String, PartyId, i64, BatchId) -> (PartyId, Day, i64, Language, Option<Instant>, Option<BatchId>) =
        "select profile.party_id, profile.inform_by, profile.number, profile.language,
                profile.protected_ms, profile.batch_id
           from profile
           join party on party.party_id = profile.party_id
          where profile.batch_id = $4 and profile.inform_by is not null
            and (profile.inform_by, profile.party_id) > ($1, $2)
            and profile.deceased_on is null and party.merged_into is null
          order by profile.inform_by, profile.party_id
          limit $3";

    /// By import how many are yet to be told, counted to a bound, and the first day; soonest first.
    pub(crate) DUE_BATCHES: (i64, i64) -> (Option<BatchId>, i64, Option<Day>) =
        "select batch_id, cast(count(*) as bigint), min(inform_by)
           from (select profile.batch_id, profile.inform_by
                   from profile
                   join party on party.party_id = profile.party_id
                  where profile.inform_by is not null
                    and profile.deceased_on is null and party.merged_into is null
                  order by profile.inform_by, profile.party_id
                  limit $1) waiting
          group by batch_id
          order by min(inform_by), batch_id
          limit $2";

    /// The day by which a party has to be told; nothing where she was, or died.
    pub(crate) DUE_DAY: (PartyId,) -> Option<Day> =
        "select inform_by from profile where party_id = $1 and deceased_on is null";

    /// Where the data came from with which a party was first held.
    pub(crate) FIRST_SOURCE: (PartyId,) -> ByKey<SourceKind> =
        "select source from connection where party_id = $1 order by connection_id limit 1";

    /// A party has to be told again by a day: that she was told was a mistake.
    pub(crate) INFORM_AGAIN: (PartyId, Day) -> () =
        "update profile set inform_by = $2 where party_id = $1 and inform_by is null";
}

/// People on a page.
pub const DUE_SHOWN: usize = 50;
/// Imports that are offered.
const BATCHES_SHOWN: i64 = 50;
/// Why a change is made of those whom the role may only rectify.
const REASON: &str = "GDPR art. 14(3)";

/// Somebody who is yet to be told.
pub struct Due {
    /// Who.
    pub party: PartyId,
    /// By which day.
    pub by: Day,
    /// The customer number.
    pub number: i64,
    /// In which language.
    pub language: Language,
    /// What she is called.
    pub name: String,
    /// Whether she has a turvakielto.
    pub protected: bool,
    /// Which import brought her.
    pub batch: Option<BatchId>,
    /// Where the data on which she is held came from first.
    pub source: Option<SourceKind>,
    /// Whether a letter and an e-mail reach her; nothing where the role may not see that.
    pub reached: Option<(bool, bool)>,
}

/// Some of those who are yet to be told.
pub struct DuePage {
    /// Those who are shown, soonest first.
    pub shown: Vec<Due>,
    /// After whom the next ones begin, where there are any.
    pub next: Option<(Day, PartyId)>,
    /// How many of this page are not shown to this actor: they are restricted, object, or lie
    /// outside the role's scope.
    pub hidden: usize,
}

/// By which day a person who is being entered has to be told that she is here; nothing where she
/// knows.
///
/// Whose data came from herself, or from dealing with her, was told when it did (GDPR art. 13). Whose
/// data came from elsewhere is told within a month (art. 14(3)(a)). A list says from whom its values
/// came and not whether anybody was told: whoever it brings is told all the same, but for contact
/// persons, who stand in it because of their firm.
pub(super) fn to_tell_by(entry: &Entry, by_list: bool, today: Day) -> Option<Day> {
    let origin = entry.origin();
    let from_herself = match origin.source {
        SourceKind::Person | SourceKind::OwnWork => true,
        SourceKind::Organisation
        | SourceKind::Stakeholder
        | SourceKind::PublicRegister
        | SourceKind::Bank => false,
    };
    let as_contact = origin.connection == ConnectionKind::ContactPersonOf;
    let knows = from_herself && (as_contact || !by_list);
    (entry.is_person() && !knows).then(|| today.plus_months(1))
}

/// Those who are yet to be told after one of them, of one import or of all.
///
/// # Errors
///
/// The refusal; the vault's and the store's failures.
pub fn due(
    work: &mut Work<'_>,
    after: Option<(Day, PartyId)>,
    batch: Option<BatchId>,
) -> Result<DuePage, Error> {
    // Before every day there is stands the empty text.
    let (day, party) = match after {
        Some((day, party)) => (day.to_string(), party),
        None => (String::new(), PartyId::new(i64::MIN)),
    };
    let most = i64::try_from(DUE_SHOWN + 1).unwrap_or(i64::MAX);
    let mut rows = match batch {
        Some(batch) => work.tx().all(&DUE_OF, (day, party, most, batch))?,
        None => work.tx().all(&DUE, (day, party, most))?,
    };
    let more = rows.len() > DUE_SHOWN;
    rows.truncate(DUE_SHOWN);
    let next = rows.last().filter(|_| more).map(|last| (last.1, last.0));
    let all: Vec<PartyId> = rows.iter().map(|row| row.0).collect();
    let visible = work.visible::<Identity>(Action::List, &all)?;
    let hidden = all.len() - visible.len();
    rows.retain(|row| visible.contains(&row.0));
    let kinds: Vec<(PartyId, PartyKind)> =
        rows.iter().map(|row| (row.0, PartyKind::Person)).collect();
    let proofs = NameProofs::ask(work, &kinds, Ask::list)?;
    let mut names = proofs.sorted_names(work, &kinds)?;
    let (reached, sources) = (reached(work, &visible)?, sources(work, &visible)?);
    let shown = rows.into_iter().map(|row| Due {
        party: row.0,
        by: row.1,
        number: row.2,
        language: row.3,
        name: names.remove(&row.0).unwrap_or_default(),
        protected: row.4.is_some(),
        batch: row.5,
        source: sources.get(&row.0).copied(),
        reached: reached.get(&row.0).copied(),
    });
    Ok(DuePage {
        shown: shown.collect(),
        next,
        hidden,
    })
}

/// Where the data of these people came from first, as their earliest connection says.
fn sources(
    work: &mut Work<'_>,
    parties: &[PartyId],
) -> Result<HashMap<PartyId, SourceKind>, Error> {
    let keys = parties.iter().map(|party| (*party,));
    let found = work.tx().all_of(&FIRST_SOURCE, keys)?;
    let first = parties.iter().copied().zip(found);
    let first = first.filter_map(|(party, rows)| Some((party, rows.first()?.0)));
    Ok(first.collect())
}

/// Whether a letter and an e-mail reach these people: whether there is such a contact point today,
/// which opens none of them.
fn reached(
    work: &mut Work<'_>,
    parties: &[PartyId],
) -> Result<HashMap<PartyId, (bool, bool)>, Error> {
    if parties.is_empty() || !work.could::<Contact>(&Ask::view(&[])) {
        return Ok(HashMap::new());
    }
    let today = work.today();
    let keys = parties.iter().map(|party| (*party,));
    let found = work.tx().all_of(&queries::CONTACTS, keys)?;
    let mut reached = HashMap::with_capacity(parties.len());
    for (party, rows) in parties.iter().zip(found) {
        let has = |kind: ContactKind| {
            let mut own = rows.iter().filter(|row| row.2 == kind);
            own.any(|row| in_use((row.4, row.5), today))
        };
        let ways = (has(ContactKind::Address), has(ContactKind::Email));
        reached.insert(*party, ways);
    }
    Ok(reached)
}

/// How many of each import are yet to be told, counted to [`INFORM_COUNTED`] in all, and the first
/// day of each; soonest first.
///
/// # Errors
///
/// The register's failure.
pub async fn due_batches(
    guard: &Guard,
) -> Result<Vec<(Option<BatchId>, i64, Option<Day>)>, guard::Error> {
    let read = |tx: &mut store::Tx<'_>| Ok(tx.all(&DUE_BATCHES, (INFORM_COUNTED, BATCHES_SHOWN))?);
    guard.read_state(read).await
}

/// Somebody to whom a letter is written, with what it tells her of herself. No `Debug`: it is
/// personal data.
pub struct Addressee {
    /// Who.
    pub party: PartyId,
    /// The customer number.
    pub number: i64,
    /// Her language.
    pub language: Language,
    /// Her name as it is written on an envelope.
    pub name: String,
    /// Where a letter reaches her today.
    pub address: Option<AddressOut>,
    /// Where an e-mail reaches her today.
    pub email: Option<String>,
    /// From whom what is held came.
    pub sources: BTreeSet<SourceKind>,
    /// The categories something is held of.
    pub categories: BTreeSet<Category>,
    /// On which connections she is held.
    pub connections: Vec<ConnectionKind>,
}

/// Those of these people who are yet to be told, in their order.
fn still_due(work: &mut Work<'_>, parties: &[PartyId]) -> Result<Vec<PartyId>, Error> {
    let keys = parties.iter().map(|party| (*party,));
    let due = work.tx().all_of(&DUE_DAY, keys)?;
    let waits = |rows: Vec<Option<Day>>| rows.into_iter().any(|day| day.is_some());
    let with_days = parties.iter().zip(due);
    let still = with_days.filter_map(|(party, rows)| waits(rows).then_some(*party));
    Ok(still.collect())
}

/// Those of these people who are yet to be told, in their order, with what a letter needs. The trail
/// tells of each that she was looked at. Whoever was told meanwhile is left out.
///
/// # Errors
///
/// The refusal where one of them may not be seen; the vault's and the store's failures.
pub fn addressees(work: &mut Work<'_>, parties: &[PartyId]) -> Result<Vec<Addressee>, Error> {
    let parties = still_due(work, parties)?;
    addressees_of(work, &parties)
}

/// These people in their order, with what a letter to each of them needs, whatever it is about. The
/// trail tells of each that she was looked at. An organisation has no letter of its own here.
///
/// # Errors
///
/// The refusal where one of them may not be seen; the vault's and the store's failures.
pub fn addressees_of(work: &mut Work<'_>, parties: &[PartyId]) -> Result<Vec<Addressee>, Error> {
    if parties.is_empty() {
        return Ok(Vec::new());
    }
    let keys = || parties.iter().map(|party| (*party,));
    let identity = work.ask::<Identity>(Ask::view(parties))?;
    let contact = work.ask::<Contact>(Ask::view(parties))?;
    let profiles = work.tx().all_of(&queries::PROFILE, keys())?;
    let names = work.tx().all_of(&queries::PERSON_NAME, keys())?;
    let contacts = work.tx().all_of(&queries::CONTACTS, keys())?;
    let connections = work.tx().all_of(&queries::CONNECTIONS, keys())?;
    let mut categories = work.held_categories(&identity)?;
    let lots: Vec<LotId> = names.iter().flatten().map(|row| row.1).collect();
    work.warm(&lots)?;
    let today = work.today();
    let mut all = Vec::with_capacity(parties.len());
    for ((((party, profile), names), contacts), connections) in parties
        .iter()
        .zip(profiles)
        .zip(names)
        .zip(contacts)
        .zip(connections)
    {
        let Some((number, language, ..)) = profile.into_iter().next() else {
            continue;
        };
        let mut one = Addressee {
            party: *party,
            number,
            language,
            name: String::new(),
            address: None,
            email: None,
            sources: connections.iter().map(|row| row.5.0).collect(),
            categories: categories.remove(party).unwrap_or_default(),
            connections: connections.iter().map(|row| row.1.0).collect(),
        };
        for (row, lot, sealed, source, ..) in names {
            let place = Place::new(*party, lot, row.get());
            let value = work.open(&identity, &columns::PERSON_NAME, place, &sealed)?;
            let name = value.expose();
            let called = name.call_name.as_deref().unwrap_or(&name.first_names);
            let whole = [called, " ", &name.last_name].concat();
            whole.trim().clone_into(&mut one.name);
            one.sources
                .extend(source.map(|source: ByKey<SourceKind>| source.0));
        }
        for (row, lot, kind, sealed, from, until, source, _) in contacts {
            if !in_use((from, until), today) {
                continue;
            }
            one.sources.insert(source.0);
            if kind == ContactKind::Phone {
                continue;
            }
            let place = Place::new(*party, lot, row.get());
            let value = work.open(&contact, &columns::CONTACT_POINT, place, &sealed)?;
            let value = value.into_exposed();
            // The newest of them.
            match kind {
                ContactKind::Address => one.address = Some(address(value)),
                _ => one.email = value.lines.into_iter().next(),
            }
        }
        all.push(one);
    }
    Ok(all)
}

/// Writes down that these people were told, or know already: how, of which version, on which day.
/// Of how many; whoever was told meanwhile is left as she is.
///
/// # Errors
///
/// The refusal where one of them may not be changed; a day in the future; the store's failure.
pub fn told(
    work: &mut Work<'_>,
    parties: &[PartyId],
    (way, on): (ShownWay, Day),
) -> Result<usize, Error> {
    let version = work.notice_number()?;
    let mut count = 0;
    for party in parties {
        let Some(day) = work.tx().maybe(&DUE_DAY, (*party,))?.flatten() else {
            continue;
        };
        let row = work.party(*party)?.ok_or(guard::Error::NotThere)?;
        let ask = may_tell(work, *party);
        let _proof = work.ask::<Identity>(ask)?;
        permissions::record_notice(work, &row, (version, way, on), Some(day))?;
        work.tx().run(&queries::INFORMED, (*party,))?;
        let step = Step::of(Category::Identity, "notice-shown", Deed::Added);
        note(work, &row, step)?;
        work.touch(*party, row.version)?;
        count += 1;
    }
    Ok(count)
}

/// Takes back that somebody was told: it was a mistake. She waits again where nothing else says that
/// she was.
///
/// # Errors
///
/// The refusal; `NotThere`; the store's failure.
pub fn not_told(work: &mut Work<'_>, party: PartyId, entry: RowId) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    let ask = may_tell(work, party);
    let category = match row.kind {
        PartyKind::Person => {
            let _proof = work.ask::<Identity>(ask)?;
            Category::Identity
        }
        PartyKind::Organisation => {
            let _proof = work.ask::<guard::category::Company>(ask)?;
            Category::Company
        }
    };
    if let Some(day) = permissions::undo_notice(work, party, entry)? {
        work.tx().run(&INFORM_AGAIN, (party, day))?;
    }
    note(work, &row, Step::of(category, "notice-shown", Deed::Ended))?;
    Ok(work.touch(party, row.version)?)
}

/// Whoever answers the rights of people tells them for a reason of its own, which is the law's.
fn may_tell(work: &Work<'_>, party: PartyId) -> Ask {
    let ask = Ask::change(&[party]);
    match work.purpose() {
        Purpose::Rights => ask.because(REASON),
        _ => ask,
    }
}
