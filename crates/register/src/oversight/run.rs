//! The daily look at unusual use: day after day since the staff was told, from the trail.
//!
//! Invariants: a day is looked through once, together with what was found of it; of a day before the
//! staff was told nothing is read; programs and jobs are not looked at, people are.

use std::collections::HashMap;

use basics::{ActorId, Day, Instant, PartyId, RowId, StaffId, UnitId, Zone};
use guard::{Actor, StaffLook, Work, jobs};
use policy::{Action, Kept, Purpose};

use super::error::Error;
use super::hearing::{Hearing, entered};
use super::queries;
use super::rules::DayOf;
use crate::app::App;

/// Days looked through in one run.
const DAYS_AT_ONCE: i32 = 31;
/// Of so many days before one the usual is known.
const EARLIER_DAYS: i32 = 28;
/// Lines walked in one unit of work.
const LINES_AT_ONCE: i64 = 5_000;
/// Findings erased in one go.
const AT_ONCE: i64 = 100;
const HOUR_MS: i64 = 60 * 60 * 1_000;

/// Looks through the days that are over and were not yet, and lets go of what is past its time; how
/// many findings there are new.
///
/// # Errors
///
/// The guard's, and then the next run goes on.
pub async fn look(app: &App) -> Result<i64, guard::Error> {
    let found = look_through(app).await.map_err(Error::into_guard)?;
    let_go(app).await?;
    let_left_go(app).await?;
    Ok(found)
}

async fn look_through(app: &App) -> Result<i64, Error> {
    let policy = app.guard().notices().in_force().await?;
    let zone = policy.controller().zone.clone();
    let today = zone.day_at(app.clock().now());
    let mut count = 0;
    for _ in 0..DAYS_AT_ONCE {
        let standing = |tx: &mut store::Tx<'_>| {
            let hearing = entered(tx)?.and_then(|entered| entered.hearing);
            Ok((hearing, tx.one(&queries::LAST_DAY, ())?))
        };
        let (hearing, last) = app.guard().read_state(standing).await?;
        let Some(hearing) = hearing else { break };
        let begins = hearing.told.plus_days(1);
        let day = last.map_or(begins, |last| last.plus_days(1).max(begins));
        if day >= today {
            break;
        }
        count += look_at(app, &hearing, day, &zone).await?;
    }
    Ok(count)
}

/// Looks through one day.
async fn look_at(app: &App, hearing: &Hearing, day: Day, zone: &Zone) -> Result<i64, Error> {
    let actor = Actor::of_job(&jobs::OVERSIGHT);
    let desk = app.guard().desk();
    let times = (zone.start_of(day), zone.start_of(day.plus_days(1)));
    let hours = working(hearing, day, times.0);
    let outside = |at: Instant| hours.is_none_or(|(from, until)| at < from || at >= until);
    let (mut days, mut after) = (HashMap::<ActorId, DayOf>::new(), None);
    // A page of one unit may need several lines about one person: she was opened once by it.
    let mut last = HashMap::<(ActorId, PartyId), UnitId>::new();
    loop {
        let reading = move |work: &mut Work<'_>| work.looks_from(times, after, LINES_AT_ONCE);
        let read: Result<_, guard::Error> = desk.read(&actor, Purpose::Security, reading).await;
        let (looks, next): (Vec<StaffLook>, Option<i64>) = read?;
        // Jobs and whoever else is no account are not looked at: they look at everybody.
        for look in looks.into_iter().filter(|look| look.actor.get() > 0) {
            let mut parties = look.parties;
            parties.retain(|party| {
                look.action == Action::Change
                    || last.insert((look.actor, *party), look.unit) != Some(look.unit)
            });
            let of_day = days.entry(look.actor).or_default();
            count(of_day, outside(look.at), look.action, &parties);
        }
        after = next;
        if after.is_none() {
            break;
        }
    }
    let writing = move |work: &mut Work<'_>| write(work, day, &days);
    desk.write(&actor, Purpose::Security, writing).await
}

/// The working hours of a day; nothing on a day off.
fn working(hearing: &Hearing, day: Day, start: Instant) -> Option<(Instant, Instant)> {
    let (from, until) = hearing.hours;
    let hours = (
        start.plus_ms(from * HOUR_MS),
        start.plus_ms(until * HOUR_MS),
    );
    day.is_working_day().then_some(hours)
}

fn count(day: &mut DayOf, outside: bool, action: Action, parties: &[PartyId]) {
    for party in parties {
        if action == Action::Change {
            day.changed.insert(*party);
            continue;
        }
        *day.opened.entry(*party).or_default() += 1;
        if outside {
            day.outside.insert(*party);
        }
    }
}

fn write(work: &mut Work<'_>, day: Day, days: &HashMap<ActorId, DayOf>) -> Result<i64, Error> {
    let (mut count, now) = (0, work.now());
    let mut accounts: Vec<&ActorId> = days.keys().collect();
    accounts.sort_unstable_by_key(|actor| actor.get());
    for actor in accounts {
        let Some(of_day) = days.get(actor) else {
            continue;
        };
        let staff = StaffId::new(actor.get());
        if work.tx().maybe(&queries::IS_STAFF, (staff,))?.is_none() {
            continue;
        }
        let since = day.plus_days(-EARLIER_DAYS);
        let asked = (*actor, since, day, i64::from(EARLIER_DAYS));
        let earlier = work.tx().all(&queries::EARLIER, asked)?;
        for one in of_day.unusual(&earlier) {
            let about = match one.about {
                Some(party) if work.tx().maybe(&queries::IS_THERE, (party,))?.is_none() => continue,
                about => about,
            };
            let row = RowId::new(work.ids().ordered());
            let rule = one.rule.key().to_owned();
            let values = (row, rule, day, *actor, about, one.counted, one.usual, now);
            count += work.tx().run(&queries::FIND, values)?;
        }
        let values = (day, *actor, of_day.people());
        work.tx().run(&queries::ADD_DAY, values)?;
    }
    // Also a day on which nobody looked was looked through.
    work.tx()
        .run(&queries::ADD_DAY, (day, ActorId::new(0), 0))?;
    let old = day.plus_days(-2 * EARLIER_DAYS);
    work.tx().run(&queries::FORGET_DAYS, (old,))?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The words of findings whose person was erased go as well: nothing leads to them any more.
async fn let_left_go(app: &App) -> Result<(), guard::Error> {
    let actor = Actor::of_job(&jobs::OVERSIGHT);
    loop {
        let kept = i64::from(Kept::Trail.number());
        let left = move |tx: &mut store::Tx<'_>| Ok(tx.all(&queries::LEFT_LOTS, (kept, AT_ONCE))?);
        let lots = app.guard().read_state(left).await?;
        if lots.is_empty() {
            return Ok(());
        }
        let guard = app.guard();
        guard
            .erase_own(&actor, Purpose::Security, lots, "erased person".to_owned())
            .await?;
    }
}

/// Findings go with the lines they were found in: by the clock of the trail.
async fn let_go(app: &App) -> Result<(), guard::Error> {
    let actor = Actor::of_job(&jobs::OVERSIGHT);
    let desk = app.guard().desk();
    loop {
        let finding = |work: &mut Work<'_>| {
            let (heeded, today) = (work.heeded()?, work.today());
            let Some(until) = heeded.due_from(Kept::Trail, today) else {
                return Ok((Vec::new(), None));
            };
            let zone = work.policy().controller().zone.clone();
            let before = zone.start_of(until.plus_days(1));
            let lots = work.tx().all(&queries::OLD_LOTS, (before, AT_ONCE))?;
            Ok::<_, guard::Error>((lots, Some(before)))
        };
        let (lots, before) = desk.read(&actor, Purpose::Security, finding).await?;
        if lots.is_empty() {
            let Some(before) = before else { return Ok(()) };
            let forgetting =
                move |tx: &mut store::Tx<'_>| Ok(tx.run(&queries::FORGET_OLD, (before,))?);
            app.guard().write_state(forgetting).await?;
            return Ok(());
        }
        let decision = ["clock ", Kept::Trail.key()].concat();
        let guard = app.guard();
        guard
            .erase_own(&actor, Purpose::Security, lots, decision)
            .await?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_off_has_no_working_hours() {
        let day = |text: &str| Day::parse(text).unwrap();
        let hearing = Hearing {
            heard: day("1.11.2026"),
            told: day("2.11.2026"),
            hours: (7, 18),
        };
        let start = Instant::from_ms(0);
        // A Saturday, and Independence Day of 2027, a Monday.
        for off in ["28.11.2026", "6.12.2027"] {
            assert_eq!(working(&hearing, day(off), start), None, "{off}");
        }
        let hours = working(&hearing, day("27.11.2026"), start);
        let at = |hour: i64| Instant::from_ms(hour * HOUR_MS);
        assert_eq!(hours, Some((at(7), at(18))));
    }
}
