//! What is due: by clock, page by page.

use std::collections::HashSet;

use askama::Template;
use axum::response::Response;
use basics::{Day, Instant, PartyId, RowId};
use guard::category::Identity;
use guard::{Ask, Work};
use policy::{Kept, Purpose};
use serde::Deserialize;

use super::super::carry_out::Looked;
use super::super::clocks::Clocks;
use super::super::due::{self, Due, START};
use super::super::error::Error;
use super::super::{holds, idle, queries};
use super::chosen::chosen_word;
use super::{held_on, told};
use crate::people::{connections_of, held_on_day, listed_names};
use crate::web::{Frame, Problem, Query, Visitor, Wrong, page};

/// Things on a page.
const SHOWN: usize = 50;
/// Cases and holds on the page.
const BESIDE: i64 = 20;

#[derive(Template)]
#[template(path = "retention/queue.html")]
struct QueuePage {
    frame: Frame,
    clocks: Vec<Waiting>,
    run: Option<Run>,
    cases: Vec<Decision>,
    reviews: Vec<(PartyId, String, Day)>,
    today: Day,
    may_hold: bool,
    /// Whether the notice says when the end of a connection is proposed.
    proposes: bool,
}

/// A decision on an erasure.
struct Decision {
    case: i64,
    at: Instant,
    carried: Option<Instant>,
    /// Whether something it left is followed.
    followed: bool,
    /// When the last of what it left went, of which a notice tells.
    last: Option<Instant>,
}

/// What is past one clock.
struct Waiting {
    kept: Kept,
    time: String,
    /// How much is left to look through, and how much stays.
    waits: i64,
    stays: i64,
    itself: bool,
}

/// How the last run went.
struct Run {
    day: Day,
    advanced: Instant,
    ended: Option<Instant>,
    due: i64,
    gone: i64,
    waits: i64,
    stays: i64,
}

/// `GET /retention`
pub(in super::super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    let language = visitor.language();
    let reading = |work: &mut Work<'_>| {
        let _grant = work.grant::<Identity>(Ask::erased(&[]))?;
        let clocks = Clocks::of(work)?;
        let waiting = found(work, &clocks)?;
        let tx = work.tx();
        let run = tx.maybe(&queries::LAST_RUN, ())?;
        let cases = tx.all(&queries::CASES, (i64::MAX, BESIDE))?;
        let first = (
            clocks.today.plus_days(-10_000),
            RowId::new(i64::MIN),
            BESIDE,
        );
        let reviews = tx.all(&queries::TO_REVIEW, first)?;
        Ok::<_, Error>((waiting, run, cases, reviews, clocks.today))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (waiting, run, cases, reviews, today) = read.map_err(|error| told(&error, language))?;
    let frame = Frame::of(&visitor, texts::say(language, "retention-queue"));
    let clocks = waiting.into_iter().map(|one| Waiting {
        time: visitor.policy.time(one.kept).in_words(language),
        ..one
    });
    let run = run.map(|(day, _, advanced, ended, due, gone, waits, stays)| Run {
        day,
        advanced,
        ended,
        due,
        gone,
        waits,
        stays,
    });
    let cases = cases
        .into_iter()
        .map(|(case, at, carried, followed, last)| Decision {
            case,
            at,
            carried,
            followed: followed > 0,
            last,
        });
    let reviews = reviews.into_iter().map(|(party, _, key, day)| {
        let on = guard::HeldOn::from_key(&key);
        (party, held_on(&frame, on, None), day)
    });
    page(&QueuePage {
        clocks: clocks.collect(),
        run,
        cases: cases.collect(),
        reviews: reviews.collect(),
        today,
        may_hold: visitor.holds(policy::Right::Holds),
        proposes: idle::is_stated(&visitor.policy),
        frame,
    })
}

/// What the last look found past each clock and left there. Nothing is counted here: the daily look goes
/// through everything, and whoever opens the page does not.
fn found(work: &mut Work<'_>, clocks: &Clocks) -> Result<Vec<Waiting>, Error> {
    let Some(run) = work.tx().maybe(&queries::LAST_ENDED, ())? else {
        return Ok(Vec::new());
    };
    let rows = work.tx().all(&queries::FOUND, (run,))?.into_iter();
    let left = rows.filter_map(|(kept, _, _, waits, stays)| {
        let number = u8::try_from(kept).ok()?;
        let kept = Kept::ALL.into_iter().find(|one| one.number() == number)?;
        (waits + stays > 0).then(|| Waiting {
            kept,
            time: String::new(),
            waits,
            stays,
            itself: due::by_itself(clocks, kept),
        })
    });
    Ok(left.collect())
}

#[derive(Template)]
#[template(path = "retention/due.html")]
pub(super) struct DuePage {
    frame: Frame,
    kept: Kept,
    time: String,
    rows: Vec<Row>,
    next: Option<(PartyId, i64)>,
    itself: bool,
    /// Behind what the page begins.
    after: (PartyId, i64),
    wrong: Wrong,
}

impl DuePage {
    /// Whether a thing is ticked: what was chosen before, or everything.
    fn is_ticked(&self, row: &Row) -> bool {
        !self.wrong.is_in("due") || self.wrong.picked("due", "row", &row.chosen)
    }
}

/// Something that is due, on a page.
struct Row {
    party: PartyId,
    name: String,
    /// What is chosen by it: which, and what lay in it.
    chosen: String,
    since: Day,
    until: String,
    single: bool,
    /// Whether it is due because nothing uses it any more, although a connection goes on.
    unused: bool,
    /// Why it stays; nothing: it goes.
    stays: Option<String>,
}

impl Row {
    fn named(&self) -> &str {
        match self.name.as_str() {
            "" => "–",
            name => name,
        }
    }
}

/// Which clock, and behind what.
#[derive(Deserialize)]
pub(in super::super) struct Wish {
    kept: Option<String>,
    party: Option<String>,
    place: Option<i64>,
}

/// `GET /retention/due`
pub(in super::super) async fn due_of(
    visitor: Visitor,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let kept = wish.kept.as_deref().and_then(Kept::from_key);
    let kept = kept.ok_or(Problem::NoPage(visitor.language()))?;
    let party = wish.party.and_then(|party| party.parse().ok());
    let after = party.zip(wish.place).unwrap_or(START);
    page(&read(&visitor, kept, after, Wrong::default()).await?)
}

pub(super) async fn read(
    visitor: &Visitor,
    kept: Kept,
    after: (PartyId, i64),
    wrong: Wrong,
) -> Result<DuePage, Problem> {
    let language = visitor.language();
    let reading = move |work: &mut Work<'_>| {
        let _grant = work.grant::<Identity>(Ask::erased(&[]))?;
        let clocks = Clocks::of(work)?;
        let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
        let over = clocks.over().into_iter().find(|over| over.0 == kept);
        let found = match over {
            Some(over) => due::page(work, &clocks, over, after, most)?,
            None => Vec::new(),
        };
        let mut parties: Vec<PartyId> = found.iter().map(|one| one.what.party).collect();
        parties.sort_unstable();
        parties.dedup();
        let names = listed_names(work, &parties)?;
        let itself = due::by_itself(&clocks, kept);
        let looked = Looked::at(work, &found)?;
        let unused = unused(work, &clocks, kept, &parties)?;
        Ok::<_, Error>((clocks, found, looked, names, (itself, unused)))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (clocks, mut found, looked, names, (itself, unused)) =
        read.map_err(|error| told(&error, language))?;
    let more = found.len() > SHOWN;
    found.truncate(SHOWN);
    let next = found.last().filter(|_| more);
    let next = next.map(|last| (last.what.party, last.what.place()));
    let frame = Frame::of(visitor, texts::say(language, "retention-due"));
    let row = |one: &Due| Row {
        party: one.what.party,
        name: names.get(&one.what.party).cloned().unwrap_or_default(),
        chosen: chosen_word(one.place(), looked.held(one.place())),
        since: one.what.on,
        until: clocks
            .last_day(kept, one.what.on)
            .map_or_else(String::new, Day::finnish),
        single: one.what.value.is_some(),
        unused: unused.contains(&one.what.party),
        stays: one
            .stays
            .as_ref()
            .map(|stays| stays_in_words(&frame, stays)),
    };
    Ok(DuePage {
        kept,
        time: visitor.policy.time(kept).in_words(language),
        rows: found.iter().map(row).collect(),
        next,
        itself,
        after,
        wrong,
        frame,
    })
}

/// Of these parties those of whom what is kept by a clock has no use any more, although a connection
/// goes on.
fn unused(
    work: &mut Work<'_>,
    clocks: &Clocks,
    kept: Kept,
    parties: &[PartyId],
) -> Result<HashSet<PartyId>, Error> {
    let Some(category) = kept.category() else {
        return Ok(HashSet::new());
    };
    let today = clocks.today;
    let mut unused = HashSet::new();
    // Most of them are held on nothing any more: only the others are looked at.
    for party in held_on_day(work.tx(), parties, today)? {
        let connections = connections_of(work, party)?;
        if clocks.is_unused(category, &connections) {
            unused.insert(party);
        }
    }
    Ok(unused)
}

fn stays_in_words(frame: &Frame, stays: &due::Stays) -> String {
    let why = frame.say(stays.key());
    match stays {
        due::Stays::Held(on) => {
            let on = held_on(frame, *on, None);
            [&why, ": ", &on].concat()
        }
        due::Stays::Needed(_, Some(until)) => [&why, " (–", &until.finnish(), ")"].concat(),
        _ => why,
    }
}

/// How many legal holds are to be looked at again, for Today; counted to a bound.
pub(in super::super) async fn reviews_due(visitor: &Visitor) -> Result<i64, guard::Error> {
    let zone = &visitor.policy.controller().zone;
    let today = zone.day_at(visitor.app.clock().now());
    let counting = move |tx: &mut store::Tx<'_>| {
        Ok(tx.one(&queries::COUNT_TO_REVIEW, (today, holds::COUNTED_MAX))?)
    };
    visitor.app.guard().read_state(counting).await
}
