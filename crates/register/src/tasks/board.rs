//! Reading and writing tasks.
//!
//! Invariant: a task is about a customer, so it is read and written by a proof that names her; a
//! list leaves out whom the actor may not see, without a word.

use basics::{BulkId, Day, Instant, Language, LotId, PartyId, RowId, StaffId};
use guard::category::Other;
use guard::{Ask, Noted, Place, Sealed, Work};
use policy::{Action, Category, Purpose};

use super::columns::TASK;
use super::model::{Error, TaskView, Waiting, Whose};
use super::queries::{self, Lying};
use crate::capability::{Before, Moment, Moments, Piece};
use crate::people::FreeText;

/// Tasks on a page.
pub(super) const SHOWN: usize = 50;
/// Tasks handed over in one line of the trail.
const HANDED_AT_ONCE: i64 = 500;
/// How far tasks that are due are counted.
const COUNTED_MAX: i64 = 100;
/// How many days ahead a task is told of.
const SOON_DAYS: i32 = 7;

/// Where a page of a list begins: after the task due on this day with this number.
pub(super) type After = (Day, RowId);

/// The open tasks of a customer, by the day they are due; nothing where the role may not see them.
pub(super) fn open_of(work: &mut Work<'_>, party: PartyId) -> Result<Option<Vec<TaskView>>, Error> {
    let Some(proof) = work.ask_if_allowed::<Other>(Ask::view(&[party]))? else {
        return Ok(None);
    };
    let most = i64::try_from(SHOWN).unwrap_or(i64::MAX);
    let rows = work.tx().all(&queries::OPEN_OF, (party, most))?;
    opened(work, &proof, rows).map(Some)
}

/// What was done for a customer before one of the tasks, the newest first.
pub(super) fn done_of(
    work: &mut Work<'_>,
    party: PartyId,
    before: RowId,
) -> Result<Vec<TaskView>, Error> {
    let proof = work.ask::<Other>(Ask::view(&[party]))?;
    let most = i64::try_from(SHOWN).unwrap_or(i64::MAX);
    let rows = work.tx().all(&queries::DONE_OF, (party, before, most))?;
    opened(work, &proof, rows)
}

/// The tasks of a customer in her timeline, open and done.
pub(super) fn moments(work: &mut Work<'_>, before: &Before) -> Result<Moments, guard::Error> {
    let Some(proof) = work.ask_if_allowed::<Other>(Ask::view(&[before.party]))? else {
        return Ok(Moments::default());
    };
    let most = i64::try_from(before.most).unwrap_or(i64::MAX);
    let asked = (before.party, RowId::new(before.number), most);
    let rows = work.tx().all(&queries::ALL_OF, asked)?;
    let last = rows.last().filter(|_| rows.len() == before.most);
    let down_to = last.map(|last| last.0.get());
    let tasks = opened(work, &proof, rows).map_err(Error::into_guard)?;
    let told = tasks.into_iter().map(|task| {
        let (key, day) = match task.done {
            Some((at, _)) => (
                "timeline-task-done",
                work.policy().controller().zone.day_at(at),
            ),
            None => ("timeline-task", task.due),
        };
        Moment {
            number: task.row.get(),
            at: task.written,
            by: task.by,
            title: texts::say_with(before.language, key, &[("day", day.finnish().as_str())]),
            text: Some(task.text),
            source: None,
        }
    });
    Ok(Moments {
        told: told.collect(),
        down_to,
    })
}

/// Every task of a customer.
pub(super) fn collected(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    let mut pieces = Vec::new();
    let mut before = Before {
        party,
        number: i64::MAX,
        most: SHOWN,
        language,
    };
    loop {
        let part = moments(work, &before)?;
        pieces.extend(part.told.into_iter().map(|moment| Piece {
            category: Category::Other,
            what: moment.title,
            text: moment.text.unwrap_or_default(),
            source: None,
            recorded: moment.at,
            ended: None,
        }));
        match part.down_to {
            Some(number) => before.number = number,
            None => return Ok(pieces),
        }
    }
}

/// Open tasks after one, by the day they are due, of those the actor may see; and where the next
/// page begins, where there may be one.
pub(super) fn list(
    work: &mut Work<'_>,
    whose: Whose,
    (day, row): After,
) -> Result<(Vec<TaskView>, Option<After>), Error> {
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut rows: Vec<Lying> = match whose {
        Whose::All => work.tx().all(&queries::OPEN, (day, row, most))?,
        Whose::Nobodys => work.tx().all(&queries::OPEN_NOBODYS, (day, row, most))?,
        Whose::Own => {
            let mut own = Vec::new();
            for staff in responsible_for(work)? {
                let values = (staff, day, row, most);
                own.extend(work.tx().all(&queries::OPEN_OWN, values)?);
            }
            own.sort_by_key(|lying: &Lying| (lying.4, lying.0));
            own
        }
    };
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let next = rows.last().filter(|_| more).map(|last| (last.4, last.0));
    let mut parties: Vec<PartyId> = rows.iter().map(|row| row.1).collect();
    parties.sort_unstable();
    parties.dedup();
    let seen = work.visible::<Other>(Action::List, &parties)?;
    if seen.is_empty() {
        return Ok((Vec::new(), next));
    }
    let proof = work.ask::<Other>(Ask::list(&seen))?;
    rows.retain(|row| proof.names(row.1));
    Ok((opened(work, &proof, rows)?, next))
}

/// Oneself, and those one stands in for today.
fn responsible_for(work: &mut Work<'_>) -> Result<Vec<StaffId>, Error> {
    let Some(own) = work.actor().staff().map(|staff| staff.staff) else {
        return Ok(Vec::new());
    };
    let today = work.today();
    let mut all = work.tx().all(&queries::STANDS_IN_FOR, (own, today))?;
    all.push(own);
    Ok(all)
}

fn opened<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Other>,
    rows: Vec<Lying>,
) -> Result<Vec<TaskView>, Error> {
    let lots: Vec<LotId> = rows.iter().map(|row| row.2).collect();
    work.warm(&lots)?;
    let mut tasks = Vec::with_capacity(rows.len());
    for (row, party, lot, sealed, due, staff, written, by, done, done_by) in rows {
        let place = Place::new(party, lot, row.get());
        let text = work.open(proof, &TASK, place, &sealed)?.into_exposed();
        tasks.push(TaskView {
            row,
            party,
            text,
            due,
            staff,
            written,
            by,
            done: done.zip(done_by),
        });
    }
    Ok(tasks)
}

/// Writes down a task.
///
/// # Errors
///
/// The refusal; [`Error::Colleague`]; the stores' failures.
pub(super) fn add(
    work: &mut Work<'_>,
    party: PartyId,
    text: &FreeText,
    due: Day,
    staff: Option<StaffId>,
) -> Result<(), Error> {
    add_each(work, &[party], (text, due, staff), None)
}

/// Writes down the same task for each of several customers: what, by when, by whom; by itself or in
/// a run over many.
///
/// # Errors
///
/// As [`add`].
pub(super) fn add_each(
    work: &mut Work<'_>,
    parties: &[PartyId],
    (text, due, staff): (&FreeText, Day, Option<StaffId>),
    run: Option<BulkId>,
) -> Result<(), Error> {
    let proof = work.ask::<Other>(text.ask(Ask::change(parties)))?;
    sees_tasks(work, staff)?;
    let (now, actor) = (work.now(), work.actor().id());
    let mut rows = Vec::with_capacity(parties.len());
    for party in parties {
        touch(work, *party)?;
        let lot = work.lot(&proof, *party)?;
        let row = RowId::new(work.ids().ordered());
        let place = Place::new(*party, lot, row.get());
        let sealed: Sealed = work.seal(&proof, &TASK, place, &text.as_str().to_owned())?;
        rows.push((row, *party, lot, sealed, due, staff, now, actor, run));
    }
    work.tx().batch(&queries::ADD, rows)?;
    Ok(())
}

/// Takes back the tasks that a run over many brought to these customers; those who had one. What was
/// done stays, and so does what somebody was given since.
///
/// # Errors
///
/// The refusal; the store's failure.
pub(super) fn take_back_run(
    work: &mut Work<'_>,
    parties: &[PartyId],
    run: BulkId,
) -> Result<Vec<PartyId>, Error> {
    let _proof = work.ask::<Other>(Ask::change(parties))?;
    let keys = parties.iter().map(|party| (*party, run));
    let found = work.tx().all_of(&queries::OF_RUN, keys)?;
    let (mut theirs, mut going) = (Vec::new(), Vec::new());
    for (party, rows) in parties.iter().zip(found) {
        if !rows.is_empty() {
            touch(work, *party)?;
            theirs.push(*party);
            going.extend(rows.into_iter().map(|row| (*party, row, run)));
        }
    }
    work.tx().batch(&queries::DROP_OF_RUN, going)?;
    Ok(theirs)
}

/// A task is done.
///
/// # Errors
///
/// The refusal; `NotThere` where it is no open task of this customer; the stores' failures.
pub(super) fn done(work: &mut Work<'_>, party: PartyId, row: RowId) -> Result<(), Error> {
    let _proof = change(work, party)?;
    let (now, actor): (Instant, _) = (work.now(), work.actor().id());
    let count = work.tx().run(&queries::DONE, (party, row, now, actor))?;
    one(count)
}

/// A task that was done is open again.
///
/// # Errors
///
/// As [`done`].
pub(super) fn reopen(work: &mut Work<'_>, party: PartyId, row: RowId) -> Result<(), Error> {
    let _proof = change(work, party)?;
    let count = work.tx().run(&queries::REOPEN, (party, row))?;
    one(count)
}

/// A task goes to somebody else, or to nobody in particular, until another day.
///
/// # Errors
///
/// As [`done`]; [`Error::Colleague`].
pub(super) fn give(
    work: &mut Work<'_>,
    party: PartyId,
    row: RowId,
    staff: Option<StaffId>,
    due: Day,
) -> Result<(), Error> {
    let _proof = change(work, party)?;
    sees_tasks(work, staff)?;
    let count = work.tx().run(&queries::GIVE, (party, row, staff, due))?;
    one(count)
}

/// Leave to change what is held about her; the customer counts as touched, so that undoing an
/// import leaves her.
fn change<'w>(work: &mut Work<'w>, party: PartyId) -> Result<Noted<'w, Other>, Error> {
    let proof = work.ask::<Other>(Ask::change(&[party]))?;
    touch(work, party)?;
    Ok(proof)
}

/// The customer counts as touched.
pub(super) fn touch(work: &mut Work<'_>, party: PartyId) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    Ok(work.touch(party, row.version)?)
}

fn one(count: u64) -> Result<(), Error> {
    match count {
        0 => Err(guard::Error::NotThere.into()),
        _ => Ok(()),
    }
}

/// Whoever should do it may see it.
fn sees_tasks(work: &mut Work<'_>, staff: Option<StaffId>) -> Result<(), Error> {
    let Some(staff) = staff else { return Ok(()) };
    let colleagues = colleagues(work)?;
    if colleagues.iter().any(|one| one.0 == staff) {
        Ok(())
    } else {
        Err(Error::Colleague)
    }
}

/// Who may be asked to do something.
pub(super) fn colleagues(work: &mut Work<'_>) -> Result<Vec<(StaffId, String)>, Error> {
    Ok(work.colleagues(Purpose::Care, Category::Other)?)
}

/// Everything that is open of somebody, about customers the actor may see, goes to somebody else; how
/// many.
///
/// # Errors
///
/// The refusal; [`Error::Colleague`]; the store's failure.
pub(super) fn hand_over(
    work: &mut Work<'_>,
    from: StaffId,
    to: Option<StaffId>,
) -> Result<usize, Error> {
    sees_tasks(work, to)?;
    let (mut count, mut after) = (0, (PartyId::new(i64::MIN), RowId::new(i64::MIN)));
    loop {
        let values = (from, after.0, after.1, HANDED_AT_ONCE);
        let held = work.tx().all(&queries::HELD, values)?;
        let Some(last) = held.last().copied() else {
            return Ok(count);
        };
        after = last;
        let mut parties: Vec<PartyId> = held.iter().map(|task| task.0).collect();
        parties.dedup();
        let seen = work.visible::<Other>(Action::Change, &parties)?;
        if seen.is_empty() {
            continue;
        }
        let proof = work.ask::<Other>(Ask::change(&seen))?;
        let theirs = held.into_iter().filter(|task| proof.names(task.0));
        let rows: Vec<_> = theirs.map(|(party, row)| (party, row, to)).collect();
        count += rows.len();
        work.tx().batch(&queries::HAND_OVER, rows)?;
    }
}

/// Who has open tasks: also those who left.
pub(super) fn holders(work: &mut Work<'_>) -> Result<Vec<StaffId>, Error> {
    Ok(work.tx().all(&queries::HOLDERS, ())?)
}

/// What waits on a day, for Today; what closed accounts left for whoever hands tasks over. Counted to
/// a bound.
pub(super) fn waiting(
    tx: &mut store::Tx<'_>,
    staff: StaffId,
    day: Day,
    hands_over: bool,
) -> Result<Waiting, store::Error> {
    let soon = day.plus_days(SOON_DAYS);
    let mut all = tx.all(&queries::STANDS_IN_FOR, (staff, day))?;
    all.push(staff);
    let mut waiting = Waiting {
        nobodys: tx.one(&queries::COUNT_DUE_NOBODYS, (Day::FIRST, day, COUNTED_MAX))?,
        soon: tx.one(&queries::COUNT_DUE_NOBODYS, (day, soon, COUNTED_MAX))?,
        ..Waiting::default()
    };
    if hands_over {
        waiting.left = tx.one(&queries::COUNT_LEFT, (COUNTED_MAX,))?;
    }
    for one in all {
        waiting.own += tx.one(&queries::COUNT_DUE, (one, Day::FIRST, day, COUNTED_MAX))?;
        waiting.soon += tx.one(&queries::COUNT_DUE, (one, day, soon, COUNTED_MAX))?;
    }
    waiting.own = waiting.own.min(COUNTED_MAX);
    waiting.soon = waiting.soon.min(COUNTED_MAX);
    Ok(waiting)
}

/// How many tasks are open of somebody. Counted to a bound.
pub(super) fn held(tx: &mut store::Tx<'_>, staff: StaffId) -> Result<i64, store::Error> {
    tx.one(&queries::COUNT_OPEN, (staff, COUNTED_MAX))
}
