//! The look at everything that is past its clock: every day by a job, and dry at any time.
//!
//! What goes by itself is erased, what a person is to look through waits for her, what is held, needed
//! or restricted stays; each is counted. Invariants: a dry run is the same look and writes nothing;
//! a run that was cut off goes on where it stood, for the day it began on; what went is due no more,
//! so whatever is done twice is done once; at its end the keys of lots go in which nothing lies any
//! more, whatever took the last of it.

use std::collections::BTreeMap;

use basics::{Day, PartyId};
use guard::{Actor, Work, jobs};
use policy::{Kept, Purpose};

use super::carry_out::{self, Looked, erase_what_can};
use super::clocks::Clocks;
use super::due::{self, Due, START};
use super::error::Error;
use super::{cases, queries, remainder};
use crate::app::App;

/// Things looked at in one unit of work, and erased together.
const PART: i64 = 100;
/// The same where nothing is erased.
const DRY_PART: i64 = 5_000;
/// For so long it is told how a run went.
const KEPT_MS: i64 = 400 * basics::DAY_MS;

/// What a run found, of one clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Past the clock.
    pub due: u64,
    /// Of them erased, or to be erased by itself.
    pub gone: u64,
    /// Waiting for a person to look through.
    pub waits: u64,
    /// Held, needed or restricted.
    pub stays: u64,
    /// Why they stay, each with how many: the keys of sentences.
    pub held: u64,
    /// Whose processing is restricted.
    pub restricted: u64,
    /// Needed by an open task, by somebody else.
    pub needed: u64,
    /// Changed while it was looked at: the next run looks at it anew.
    pub changed: u64,
}

/// What a run found, by clock.
pub type Found = BTreeMap<Kept, Counted>;

impl Counted {
    fn count(&mut self, page: &[Due], itself: bool) {
        let all = |is: &dyn Fn(&Due) -> bool| {
            u64::try_from(page.iter().filter(|one| is(one)).count()).unwrap_or(u64::MAX)
        };
        let goes = all(&|one| one.stays.is_none());
        self.due += all(&|_| true);
        if itself {
            self.gone += goes;
        } else {
            self.waits += goes;
        }
        self.stays += all(&|one| one.stays.is_some());
        self.held += all(&|one| matches!(one.stays, Some(due::Stays::Held(_))));
        self.restricted += all(&|one| one.stays == Some(due::Stays::Restricted));
        self.needed += all(&|one| matches!(one.stays, Some(due::Stays::Needed(..))));
        self.changed += all(&|one| one.stays == Some(due::Stays::Changed));
    }
}

/// What a run would find today; nothing is erased and nothing written.
///
/// # Errors
///
/// The guard's.
pub async fn dry(app: &App) -> Result<Found, Error> {
    let actor = Actor::of_job(&jobs::RETENTION);
    let clocks = clocks(app, &actor, None).await?;
    let mut found = Found::new();
    for over in clocks.over() {
        let itself = due::by_itself(&clocks, over.0);
        let mut after = START;
        loop {
            let part = (over, after, DRY_PART);
            let (page, _) = look(app, &actor, &clocks, part, false).await?;
            let Some(last) = page.last() else { break };
            after = (last.what.party, last.what.place());
            found.entry(over.0).or_default().count(&page, itself);
        }
    }
    Ok(found)
}

async fn clocks(app: &App, actor: &Actor, day: Option<Day>) -> Result<Clocks, Error> {
    let reading = move |work: &mut Work<'_>| {
        let today = day.unwrap_or_else(|| work.today());
        Ok::<_, Error>(Clocks::on(work, today)?)
    };
    let desk = app.guard().desk();
    desk.read(actor, Purpose::Security, reading).await
}

/// A part of what is past a clock: by which clock, behind what, how much at most.
type Part = (due::Over, (PartyId, i64), i64);

/// A part of what is past a clock; where it is to be erased, with what lies in what goes.
async fn look(
    app: &App,
    actor: &Actor,
    clocks: &Clocks,
    (over, after, most): Part,
    erases: bool,
) -> Result<(Vec<Due>, Looked), Error> {
    let clocks = clocks.clone();
    let reading = move |work: &mut Work<'_>| {
        let page = due::page(work, &clocks, over, after, most)?;
        let looked = if erases {
            Looked::at(work, &page)?
        } else {
            Looked::default()
        };
        Ok((page, looked))
    };
    let desk = app.guard().desk();
    desk.read(actor, Purpose::Security, reading).await
}

/// Erases of a part what was looked at; how the part stands after it.
async fn erase_part(
    app: &App,
    actor: &Actor,
    clocks: &Clocks,
    (over, after, most): Part,
    (page, looked): (Vec<Due>, Looked),
    decision: &str,
) -> Result<Counted, Error> {
    let Some(last) = page.last().map(Due::place) else {
        return Ok(Counted::default());
    };
    let clocks = clocks.clone();
    let look = move |work: &mut Work<'_>| {
        let mut found = due::page(work, &clocks, over, after, most)?;
        found.retain(|one| one.place() <= last);
        Ok(found)
    };
    let who = (actor, Purpose::Security);
    let erased = erase_what_can(app.guard(), who, looked, decision, look).await?;
    let mut counted = Counted::default();
    counted.count(&page, true);
    let mut after = Counted::default();
    after.count(&erased, true);
    // Whatever was to go and did not, stays: it changed, or was held a moment ago.
    let stays = counted.gone.saturating_sub(after.gone);
    counted.gone -= stays;
    counted.stays += stays;
    Ok(counted)
}

/// Where a run stands.
#[derive(Clone, Copy)]
struct Stand {
    run: i64,
    day: Day,
    kept: i64,
    after: (PartyId, i64),
}

/// Looks through everything that is past its clock and erases what goes by itself; how much went. A
/// run that was cut off is gone on with first.
///
/// # Errors
///
/// The guard's, and then the next run goes on.
pub(crate) async fn run(app: &App) -> Result<i64, Error> {
    let mut gone = cases::carry_out_open(app).await?;
    loop {
        let (stand, cut_off) = begun(app).await?;
        gone += go_on(app, stand).await?;
        if !cut_off {
            return Ok(gone);
        }
    }
}

/// The run that was cut off, or a new one; and whether it was cut off before today.
async fn begun(app: &App) -> Result<(Stand, bool), Error> {
    let (now, run) = (app.clock().now(), app.ids().ordered());
    let policy = app.guard().notices().in_force().await?;
    let today = policy.controller().zone.day_at(now);
    let beginning = move |tx: &mut store::Tx<'_>| {
        tx.run(&queries::FORGET_FOUND, (now.plus_ms(-KEPT_MS),))?;
        tx.run(&queries::FORGET_RUNS, (now.plus_ms(-KEPT_MS),))?;
        if let Some((run, day, kept, party, place)) = tx.maybe(&queries::OPEN_RUN, ())? {
            let after = (party, place);
            let stand = Stand {
                run,
                day,
                kept,
                after,
            };
            return Ok((stand, day < today));
        }
        tx.run_one(&queries::ADD_RUN, (run, today, now))?;
        let stand = Stand {
            run,
            day: today,
            kept: 0,
            after: START,
        };
        Ok((stand, false))
    };
    Ok(app.guard().write_state(beginning).await?)
}

async fn go_on(app: &App, stand: Stand) -> Result<i64, Error> {
    let actor = Actor::of_job(&jobs::RETENTION);
    let clocks = clocks(app, &actor, Some(stand.day)).await?;
    let mut all = 0;
    for over in clocks.over() {
        let number = i64::from(over.0.number());
        if number < stand.kept {
            continue;
        }
        let itself = due::by_itself(&clocks, over.0);
        let decision = format!("clock {} run {}", over.0.key(), stand.run);
        let mut after = if number == stand.kept {
            stand.after
        } else {
            START
        };
        loop {
            let part = (over, after, PART);
            let (page, looked) = look(app, &actor, &clocks, part, itself).await?;
            let Some(last) = page.last().map(Due::place) else {
                break;
            };
            let mut counted = Counted::default();
            if looked.is_empty() {
                counted.count(&page, itself);
            } else {
                let looked = (page, looked);
                counted = erase_part(app, &actor, &clocks, part, looked, &decision).await?;
            }
            after = last;
            all += counted.gone;
            advance(app, stand.run, (number, after), counted).await?;
        }
    }
    let empty = app.guard();
    let empty = empty.erase_empty_lots(&actor, Purpose::Security, carry_out::left);
    empty.await?;
    remainder::write_notices(app).await?;
    let (run, now) = (stand.run, app.clock().now());
    let ending = move |tx: &mut store::Tx<'_>| Ok(tx.run(&queries::END_RUN, (run, now))?);
    app.guard().write_state(ending).await?;
    Ok(i64::try_from(all).unwrap_or(i64::MAX))
}

async fn advance(
    app: &App,
    run: i64,
    (kept, after): (i64, (PartyId, i64)),
    counted: Counted,
) -> Result<(), Error> {
    let now = app.clock().now();
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let row = (
        run,
        kept,
        after.0,
        after.1,
        now,
        number(counted.due),
        number(counted.gone),
        number(counted.waits),
        number(counted.stays),
    );
    let found = (run, kept, row.5, row.6, row.7, row.8);
    let advancing = move |tx: &mut store::Tx<'_>| {
        tx.run_one(&queries::ADD_FOUND, found)?;
        Ok(tx.run_one(&queries::ADVANCE_RUN, row)?)
    };
    app.guard().write_state(advancing).await?;
    Ok(())
}
