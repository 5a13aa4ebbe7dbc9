//! The people a breach reached: taken from what somebody saw, added by hand, told.
//!
//! Invariants: they stand as references alone, so that nobody's data is held a second time; whoever
//! was told stays in the list; whoever was merged is written to as whom she became.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use basics::{ActorId, Instant, Language, PartyId, RowId};
use guard::category::Requests;
use guard::{Ask, PeopleSeen, PersonSeen, Work};
use policy::{Category, Right};
use store::Tx;

use super::columns::BREACH;
use super::error::Error;
use super::kinds::ToldWay;
use super::ledger::{categories_of, changing, seeing};
use super::queries::{self, AffectedLying};
use crate::capability::{Need, Needed, Piece};
use crate::people::{self, Addressee};

store::statements! {
    /// Whether a party is there.
    pub(super) THERE: (PartyId,) -> PartyId =
        "select party_id from party where party_id = $1 and erased = 0";

    /// Whether a breach is open.
    pub(super) IS_OPEN: (RowId,) -> Option<Instant> =
        "select closed_ms from breach where row_id = $1";
}

/// People on a page.
pub(super) const SHOWN: usize = 100;

/// Somebody affected, as she is shown.
pub(super) struct Affected {
    pub(super) party: PartyId,
    /// Nothing where the actor may not see her.
    pub(super) name: Option<String>,
    pub(super) opened: Vec<Category>,
    pub(super) listed: Vec<Category>,
    pub(super) told: Option<(Instant, Option<ToldWay>)>,
}

/// A part of the list: those who are shown, and behind whom the next ones begin.
pub(super) type Page = (Vec<Affected>, Option<PartyId>);

/// Those affected after one of them; only those who were not told, where that is wanted.
pub(super) fn page(
    work: &mut Work<'_>,
    breach: RowId,
    after: PartyId,
    untold: bool,
) -> Result<Page, Error> {
    let _proof = seeing(work)?;
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let values = (breach, after, most);
    let mut rows = if untold {
        work.tx().all(&queries::UNTOLD, values)?
    } else {
        work.tx().all(&queries::AFFECTED, values)?
    };
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let next = rows.last().filter(|_| more).map(|last| last.0);
    let parties: Vec<PartyId> = rows.iter().map(stands_for).collect();
    let names = people::listed_names(work, &parties)?;
    let shown = rows.iter().map(|row| shown(row, &names));
    Ok((shown.collect(), next))
}

/// Who a row is about: whoever she was merged into.
fn stands_for(row: &AffectedLying) -> PartyId {
    row.1.unwrap_or(row.0)
}

fn shown(row: &AffectedLying, names: &HashMap<PartyId, String>) -> Affected {
    let stands = stands_for(row);
    let way = row.5.as_deref().and_then(ToldWay::from_key);
    Affected {
        party: row.0,
        name: names.get(&stands).cloned(),
        opened: categories_of(&row.2),
        listed: categories_of(&row.3),
        told: row.4.map(|at| (at, way)),
    }
}

/// Adds somebody by hand: all of whose data may be reached, or nobody knows what.
pub(super) fn add(work: &mut Work<'_>, breach: RowId, party: PartyId) -> Result<(), Error> {
    let seen = PersonSeen {
        party,
        opened: BTreeSet::new(),
        listed: BTreeSet::new(),
        first: work.now(),
        last: work.now(),
        times: 0,
    };
    match take(work, breach, &[seen])? {
        0 => Err(guard::Error::NotThere.into()),
        _ => Ok(()),
    }
}

/// Takes these people into the list; how many of them are in the register. What was known of whom is
/// there already is added to.
pub(super) fn take(
    work: &mut Work<'_>,
    breach: RowId,
    people: &[PersonSeen],
) -> Result<usize, Error> {
    let _proof = changing(work)?;
    is_open(work, breach)?;
    let keys = people.iter().map(|one| (one.party,));
    let there = work.tx().all_of(&THERE, keys)?;
    let keys = people.iter().map(|one| (breach, one.party));
    let known = work.tx().all_of(&queries::AFFECTED_ONE, keys)?;
    let (now, by) = (work.now(), work.actor().id());
    let mut rows = Vec::with_capacity(people.len());
    for ((one, there), known) in people.iter().zip(there).zip(known) {
        if there.is_empty() {
            continue;
        }
        let (opened, listed) = known.into_iter().next().unwrap_or_default();
        let opened = joined(&opened, &one.opened);
        let listed = joined(&listed, &one.listed);
        rows.push((breach, one.party, opened, listed, now, by));
    }
    let count = rows.len();
    work.tx().batch(&queries::AFFECT, rows)?;
    Ok(count)
}

/// That a breach is not over: whom it was about stays as it was written down then (GDPR art. 33(5)).
fn is_open(work: &mut Work<'_>, breach: RowId) -> Result<(), Error> {
    match work.tx().maybe(&IS_OPEN, (breach,))? {
        None => Err(guard::Error::NotThere.into()),
        Some(Some(_)) => Err(super::state::NotNow::Over.into()),
        Some(None) => Ok(()),
    }
}

/// The categories of a text as it is stored, and these.
fn joined(stored: &str, seen: &BTreeSet<Category>) -> String {
    let mut all: BTreeSet<Category> = categories_of(stored).into_iter().collect();
    all.extend(seen.iter().copied());
    let keys: Vec<&str> = all.iter().map(|one| one.key()).collect();
    keys.join(" ")
}

/// Takes people out of the list who are not affected after all; whoever was told stays.
pub(super) fn spare(work: &mut Work<'_>, breach: RowId, parties: &[PartyId]) -> Result<(), Error> {
    let _proof = changing(work)?;
    is_open(work, breach)?;
    let rows: Vec<(RowId, PartyId)> = parties.iter().map(|party| (breach, *party)).collect();
    work.tx().batch(&queries::SPARE, rows)?;
    Ok(())
}

/// Those of these people who were not told, with what a letter to them needs. One who stands there
/// twice, since two became one, is written to once.
pub(super) fn addressees(
    work: &mut Work<'_>,
    breach: RowId,
    parties: &[PartyId],
) -> Result<Vec<Addressee>, Error> {
    let _proof = seeing(work)?;
    let keys = parties
        .iter()
        .map(|party| (breach, PartyId::new(party.get().saturating_sub(1)), 1));
    let rows = work.tx().all_of(&queries::UNTOLD, keys)?;
    let mut untold = Vec::new();
    for (party, row) in parties.iter().zip(rows.iter().flatten()) {
        let stands = stands_for(row);
        if row.0 == *party && !untold.contains(&stands) {
            untold.push(stands);
        }
    }
    Ok(people::addressees_of(work, &untold)?)
}

/// Writes down that these people were told: how and when, also after the end. Of how many; whoever
/// was told before keeps her moment.
pub(super) fn told(
    work: &mut Work<'_>,
    breach: RowId,
    parties: &[PartyId],
    (way, at): (ToldWay, Instant),
) -> Result<u64, Error> {
    if at > work.now() {
        return Err(Error::Moment("at"));
    }
    let _proof = changing(work)?;
    let by = work.actor().id();
    let rows = parties
        .iter()
        .map(|party| (breach, *party, at, way.key().to_owned(), by));
    let rows: Vec<_> = rows.collect();
    Ok(work.tx().batch(&queries::TELL, rows)?)
}

/// What somebody saw in a time, a part of it: taken into the list as well, where a breach is named.
pub(super) fn seen(
    work: &mut Work<'_>,
    (whom, times, after): (ActorId, (Instant, Instant), Option<i64>),
    most: usize,
) -> Result<PeopleSeen, Error> {
    Ok(work.people_seen(whom, times, after, most)?)
}

/// Everybody of two parts, each once.
pub fn add_up(all: &mut BTreeMap<PartyId, PersonSeen>, part: Vec<PersonSeen>) {
    for one in part {
        match all.get_mut(&one.party) {
            None => {
                all.insert(one.party, one);
            }
            Some(known) => {
                known.opened.extend(one.opened);
                known.listed.extend(one.listed);
                known.first = known.first.min(one.first);
                known.last = known.last.max(one.last);
                known.times += one.times;
            }
        }
    }
}

/// What is held about a customer here: that a breach reached her, and when she was told.
pub(super) fn collected(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    let ask = Ask::view(&[]).with(Right::Breaches);
    let Some(proof) = work.ask_if_allowed::<Requests>(ask)? else {
        return Ok(Vec::new());
    };
    let zone = work.policy().controller().zone.clone();
    let rows = work.tx().all(&queries::OF_PARTY, (party,))?;
    let mut pieces = Vec::with_capacity(rows.len());
    for (row, lot, sealed, opened, added, told) in rows {
        let facts = work.open_own(&proof, &BREACH, (lot, row), &sealed)?;
        let mut text = vec![facts.into_exposed().name];
        let words = categories_of(&opened);
        let words = words
            .iter()
            .map(|one| texts::say(language, &one.text_key()));
        let words: Vec<String> = words.collect();
        if !words.is_empty() {
            text.push(words.join(", "));
        }
        text.extend(told.map(|at| {
            let at = zone.day_at(at).finnish();
            texts::say_with(language, "breaches-told-on", &[("day", at.as_str())])
        }));
        pieces.push(Piece {
            category: Category::Requests,
            what: texts::say(language, "breaches-affected-by"),
            text: text.join("\n"),
            source: None,
            recorded: added,
            ended: None,
        });
    }
    Ok(pieces)
}

/// Whoever is yet to be told of an open breach of high risk stays reachable until then.
pub(super) fn needs(
    tx: &mut Tx<'_>,
    parties: &[PartyId],
    _: basics::Day,
) -> Result<Vec<Need>, store::Error> {
    let keys = parties.iter().map(|party| (*party,));
    let found = tx.all_of(&queries::TO_BE_TOLD, keys)?;
    let waiting = parties
        .iter()
        .zip(found)
        .filter(|(_, rows)| !rows.is_empty());
    let needs = waiting.flat_map(|(party, _)| {
        [Category::Identity, Category::Company, Category::Contact].map(|category| Need {
            party: *party,
            what: Needed::Category(category),
            why: "retention-needed-breach",
            because_of: None,
            until: None,
        })
    });
    Ok(needs.collect())
}
