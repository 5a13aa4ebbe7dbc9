//! A run: begun with everyone it is about, done in parts, undone.
//!
//! Invariants: what became of each customer is written with the change itself; which tag it is and
//! what a task says is in no table but sealed with each customer, so a run that was cut off is not
//! gone on with by itself: whoever begins anew finds those who have the tag already as they are; a
//! run that is being undone changes nobody any more.

use basics::{BulkId, Coded, Day, Instant, PartyId, StaffId, TagId};
use guard::category::Other;
use guard::{Actor, Work};
use policy::{Action, Purpose};

use super::error::Error;
use super::queries::{self, Lying};
use super::whom::Gathered;
use crate::app::App;
use crate::people::FreeText;
use crate::{find, tasks};

/// Customers changed in one unit of work.
const PART: i64 = 200;
/// So many are changed before the answer; more in the background.
pub(super) const AT_ONCE: i64 = 200;
/// A run that did not get on for so long stopped with its process.
const STILL_MS: i64 = 60_000;
/// For so long a run can be undone; then whom it was about is forgotten.
const KEPT_MS: i64 = 30 * basics::DAY_MS;

/// How a run that brings tasks is called.
const TASK: &str = "task";

/// What is done.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum What {
    /// They have a tag.
    Put(TagId),
    /// They have it no more.
    Take(TagId),
    /// Each has a task: what, by when, by whom.
    Task(FreeText, Day, Option<StaffId>),
}

impl What {
    const fn key(&self) -> &'static str {
        match self {
            Self::Put(_) => "put",
            Self::Take(_) => "take",
            Self::Task(..) => TASK,
        }
    }
}

/// A run as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) id: BulkId,
    /// `put`, `take` or `task`.
    pub(super) what: String,
    pub(super) chosen: i64,
    /// How many were left out, before and while it ran.
    pub(super) left_out: i64,
    pub(super) advanced: Instant,
    pub(super) ended: Option<Instant>,
    pub(super) failed: Option<String>,
    pub(super) undoing: bool,
    pub(super) undone: bool,
    pub(super) all: i64,
    pub(super) changed: i64,
    pub(super) same: i64,
    pub(super) back: i64,
    started: Instant,
}

impl Run {
    /// Of how many something became.
    pub(super) const fn reached(&self) -> i64 {
        if self.undoing {
            self.back
        } else {
            self.changed + self.same + self.left_out
        }
    }

    /// Whether it goes on: one that did not get on for a while stopped with its process.
    pub(super) fn is_running(&self, now: Instant) -> bool {
        let ended = if self.undoing {
            self.undone
        } else {
            self.ended.is_some()
        };
        !ended && self.failed.is_none() && now.ms_since(self.advanced) < STILL_MS
    }

    /// Whether it can be undone.
    pub(super) fn can_undo(&self, now: Instant) -> bool {
        let young = now.ms_since(self.started) <= KEPT_MS;
        self.changed > 0 && !self.undone && young
    }
}

fn own(work: &Work<'_>) -> Result<StaffId, Error> {
    let staff = work.actor().staff();
    staff
        .map(|staff| staff.staff)
        .ok_or(guard::Error::NotThere.into())
}

/// Begins a run: everyone it is about is written down, but for those who may not be changed any more.
///
/// # Errors
///
/// [`Error`].
pub(super) fn begin(
    work: &mut Work<'_>,
    gathered: &Gathered,
    what: &What,
) -> Result<(BulkId, i64), Error> {
    let (own, now) = (own(work)?, work.now());
    let parties: Vec<PartyId> = gathered.parties.iter().map(|one| one.0).collect();
    let parties = work.visible::<Other>(Action::Change, &parties)?;
    if parties.is_empty() {
        return Err(Error::Nobody);
    }
    let run = BulkId::new(work.ids().random());
    let chosen = i64::try_from(gathered.chosen).unwrap_or(i64::MAX);
    let count = i64::try_from(parties.len()).unwrap_or(i64::MAX);
    let key = what.key().to_owned();
    let values = (run, own, key, chosen, chosen - count, now);
    work.tx().run(&queries::ADD_RUN, values)?;
    let rows = parties.into_iter().map(|party| (run, party));
    work.tx().batch(&queries::ADD_ROW, rows)?;
    Ok((run, count))
}

/// Forgets the runs that can be undone no more, and whom they were about; how many.
///
/// # Errors
///
/// The register's failure.
pub(super) async fn forget_old(app: &App) -> Result<i64, guard::Error> {
    let before = app.clock().now().plus_ms(-KEPT_MS);
    let mut count = 0;
    // One run in one unit: it may have been about many.
    let forgetting = move |tx: &mut store::Tx<'_>| {
        let Some(old) = tx.maybe(&queries::OLD, (before,))? else {
            return Ok(false);
        };
        tx.run(&queries::DROP_ROWS, (old,))?;
        tx.run(&queries::DROP_RUN, (old,))?;
        Ok(true)
    };
    while app.guard().write_state(forgetting).await? {
        count += 1;
    }
    Ok(count)
}

/// A run of the actor's own.
///
/// # Errors
///
/// `NotThere` where it is none of hers; the store's failure.
pub(super) fn one(work: &mut Work<'_>, run: BulkId) -> Result<Run, Error> {
    let own = own(work)?;
    let found: Option<Lying> = work.tx().maybe(&queries::RUN, (run,))?;
    let found = found.filter(|row| row.0 == own);
    let (_, what, chosen, left, started, advanced, ended, failed, undoing, undone) =
        found.ok_or(guard::Error::NotThere)?;
    let mut shown = Run {
        id: run,
        what,
        chosen,
        left_out: left,
        advanced,
        ended,
        failed,
        undoing: undoing.is_some(),
        undone: undone.is_some(),
        all: chosen,
        changed: 0,
        same: 0,
        back: 0,
        started,
    };
    for (outcome, count) in work.tx().all(&queries::OUTCOMES, (run,))? {
        match outcome.as_deref() {
            Some("done") => shown.changed += count,
            Some("same") => shown.same += count,
            Some("left") => shown.left_out += count,
            Some("undone") => shown.back += count,
            _ => {}
        }
    }
    if shown.undoing {
        shown.all = shown.changed + shown.back;
    }
    Ok(shown)
}

/// Says that a run is being undone.
///
/// # Errors
///
/// [`Error::Over`] where it cannot be; the store's failure.
pub(super) fn begin_undo(work: &mut Work<'_>, run: BulkId) -> Result<i64, Error> {
    let (shown, now) = (one(work, run)?, work.now());
    if shown.is_running(now) || !shown.can_undo(now) {
        return Err(Error::Over);
    }
    work.tx().run_one(&queries::UNDOING, (run, now))?;
    Ok(shown.changed)
}

/// Everything a run needs to go.
#[derive(Clone)]
pub(super) struct Going {
    pub(super) app: App,
    pub(super) actor: Actor,
    pub(super) purpose: Purpose,
    pub(super) run: BulkId,
    /// What is done; nothing where what was done is undone.
    pub(super) what: Option<What>,
}

/// Goes to the end, part by part. Why it stopped earlier is written down.
pub(super) async fn go(going: Going) {
    let Err(error) = all(&going).await else {
        return;
    };
    let code = error.code().as_str();
    tracing::warn!(code, "an action over many customers stopped");
    let (run, now) = (going.run, going.app.clock().now());
    let failing =
        move |tx: &mut store::Tx<'_>| Ok(tx.run(&queries::FAILED, (run, code.to_owned(), now))?);
    if going.app.guard().write_state(failing).await.is_err() {
        tracing::error!(code, "why it stopped could not be written down");
    }
}

async fn all(going: &Going) -> Result<(), Error> {
    loop {
        let (run, what) = (going.run, going.what.clone());
        let part = move |work: &mut Work<'_>| part(work, run, what.as_ref());
        let desk = going.app.guard().desk();
        if !desk.write(&going.actor, going.purpose, part).await? {
            return Ok(());
        }
    }
}

/// The next customers; whether there may be more.
fn part(work: &mut Work<'_>, run: BulkId, what: Option<&What>) -> Result<bool, Error> {
    let found: Option<Lying> = work.tx().maybe(&queries::RUN, (run,))?;
    let undoing = found.as_ref().is_none_or(|row| row.8.is_some());
    let tasks = found.is_some_and(|row| row.1 == TASK);
    if what.is_some() && undoing {
        // It counted as stopped and is being undone: nobody is changed under the hands of that.
        return Ok(false);
    }
    let next = match what {
        Some(_) => work.tx().all(&queries::NEXT, (run, PART))?,
        None => work.tx().all(&queries::CHANGED, (run, PART))?,
    };
    let now = work.now();
    if next.is_empty() {
        match what {
            Some(_) => work.tx().run(&queries::ENDED, (run, now))?,
            None => work.tx().run(&queries::UNDONE, (run, now))?,
        };
        return Ok(false);
    }
    let may = work.visible::<Other>(Action::Change, &next)?;
    let changed = if may.is_empty() {
        Vec::new()
    } else {
        match what {
            Some(what) => apply(work, &may, (run, what))?,
            None if tasks => tasks::take_back_run(work, &may, run)?,
            None => find::apply(work, &may, find::Deed::Undo(run), Some(run))?,
        }
    };
    let became = |party: &PartyId| match (what, may.contains(party), changed.contains(party)) {
        (Some(_), true, true) => "done",
        (Some(_), true, false) => "same",
        (None, true, true) => "undone",
        (_, false, _) | (None, true, false) => "left",
    };
    let rows: Vec<_> = next
        .iter()
        .map(|party| (run, *party, became(party).to_owned()))
        .collect();
    work.tx().batch(&queries::BECAME, rows)?;
    work.tx().run(&queries::ADVANCED, (run, now))?;
    Ok(true)
}

fn apply(
    work: &mut Work<'_>,
    parties: &[PartyId],
    (run, what): (BulkId, &What),
) -> Result<Vec<PartyId>, Error> {
    let deed = match what {
        What::Put(tag) => find::Deed::Put(*tag),
        What::Take(tag) => find::Deed::Take(*tag),
        What::Task(text, due, staff) => {
            tasks::add_each(work, parties, (text, *due, *staff), run)?;
            return Ok(parties.to_vec());
        }
    };
    Ok(find::apply(work, parties, deed, Some(run))?)
}
