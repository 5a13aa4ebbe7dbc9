//! Taking an import back: whom nobody touched since goes with her keys, whoever was touched stays.
//!
//! Invariants: an import that is being taken back goes on with no run; taking back goes on where it
//! was cut off; what was brought up to date is as it was before, but for whoever was changed since:
//! somebody may have relied on that.

use basics::{BatchId, PartyId, RowId};
use guard::category::Identity;
use guard::{Actor, Ask, Guard, PartyKind, Work};
use policy::Purpose;

use super::kind::What;
use super::queries;
use super::run::Error;
use crate::people;
use crate::relations;
use crate::tasks;

/// What was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Undone {
    /// Customers and contact persons, or notes, that are gone.
    pub gone: i64,
    /// Customers who are as they were before they were brought up to date.
    pub restored: i64,
}

/// Parties taken back in one go.
const GROUP: i64 = 200;
/// Parties put back in one unit of work.
const RESTORED: i64 = 50;

/// Takes an import back; `progress` is told how many went so far. Done again, it goes on.
///
/// # Errors
///
/// The refusal without the right *import*; [`Error::NoBatch`]; [`Error::TakenBack`] where
/// it was taken back already; the stores'.
pub async fn undo(
    guard: &Guard,
    actor: &Actor,
    batch: BatchId,
    mut progress: impl FnMut(Undone) + Send,
) -> Result<Undone, Error> {
    let beginning = move |work: &mut Work<'_>| {
        let _grant = work.grant::<Identity>(Ask::import(&[]))?;
        let found = work.tx().maybe(&queries::BATCH_KIND, (batch,))?;
        let (kind, _, undone) = found.ok_or(Error::NoBatch)?;
        if undone.is_some() {
            return Err(Error::TakenBack);
        }
        let now = work.now();
        work.tx().run_one(&queries::UNDO_BATCH, (batch, now))?;
        Ok::<_, Error>(What::from_key(&kind))
    };
    let what = guard.desk().write(actor, Purpose::Care, beginning).await?;
    let mut undone = Undone::default();
    match what {
        Some(What::Customers) => {
            // Whoever belongs to an organisation goes before it.
            for kind in [PartyKind::Person, PartyKind::Organisation] {
                let mut after = PartyId::new(i64::MIN);
                while let Some((last, gone)) = group(guard, actor, batch, (kind, after)).await? {
                    after = last;
                    undone.gone += gone;
                    progress(undone);
                }
            }
            let mut after = PartyId::new(i64::MIN);
            while let Some((last, restored)) = renewed(guard, actor, batch, after).await? {
                after = last;
                undone.restored += restored;
                progress(undone);
            }
        }
        Some(what @ (What::Notes | What::Sites | What::Tasks)) => {
            let mut after = RowId::new(i64::MIN);
            while let Some((last, gone)) = beside(guard, actor, batch, (what, after)).await? {
                after = last;
                undone.gone += gone;
                progress(undone);
            }
        }
        None => {}
    }
    let ending = move |work: &mut Work<'_>| {
        let now = work.now();
        work.tx().run(&queries::END_UNDO, (batch, now))?;
        work.tx().run(&queries::FORGET_REFUSALS, (batch,))?;
        Ok::<_, Error>(())
    };
    guard.desk().write(actor, Purpose::Care, ending).await?;
    Ok(undone)
}

async fn group(
    guard: &Guard,
    actor: &Actor,
    batch: BatchId,
    (kind, after): (PartyKind, PartyId),
) -> Result<Option<(PartyId, i64)>, Error> {
    let reading = move |work: &mut Work<'_>| {
        Ok::<_, Error>(people::untouched_of_batch(work, batch, kind, after, GROUP)?)
    };
    let parties = guard.desk().read(actor, Purpose::Care, reading).await?;
    let Some(last) = parties.last().copied() else {
        return Ok(None);
    };
    let decision = ["undo ", &batch.to_string()].concat();
    let forget = |work: &mut Work<'_>, party: PartyId| Ok::<_, Error>(people::forget(work, party)?);
    let taken = guard.take_back(actor, Purpose::Care, parties, decision, forget);
    let gone = i64::try_from(taken.await?.parties.len()).unwrap_or(i64::MAX);
    let counting = move |work: &mut Work<'_>| {
        let now = work.now();
        work.tx()
            .run_one(&queries::ADVANCE_UNDO, (batch, gone, now))?;
        Ok::<_, Error>(())
    };
    guard.desk().write(actor, Purpose::Care, counting).await?;
    Ok(Some((last, gone)))
}

/// Puts customers back who were brought up to date, after one of them: the last one and how many were
/// put back; nothing where none is left.
async fn renewed(
    guard: &Guard,
    actor: &Actor,
    batch: BatchId,
    after: PartyId,
) -> Result<Option<(PartyId, i64)>, Error> {
    let restoring = move |work: &mut Work<'_>| {
        let rows = work.tx().all(&queries::RENEWED, (batch, after, RESTORED))?;
        let Some(last) = rows.last().map(|row| row.0) else {
            return Ok(None);
        };
        let mut back = Vec::new();
        for (party, version, left) in rows {
            if people::put_back(work, party, (version, left))? {
                back.push((batch, party));
            }
        }
        let count = i64::try_from(back.len()).unwrap_or(i64::MAX);
        let now = work.now();
        work.tx().batch(&queries::DROP_RENEWED, back)?;
        work.tx()
            .run_one(&queries::ADVANCE_RESTORED, (batch, count, now))?;
        Ok::<_, Error>(Some((last, count)))
    };
    guard.desk().write(actor, Purpose::Care, restoring).await
}

/// Takes back what came beside customers who were in the register: notes, sites or
/// tasks.
async fn beside(
    guard: &Guard,
    actor: &Actor,
    batch: BatchId,
    (what, after): (What, RowId),
) -> Result<Option<(RowId, i64)>, Error> {
    let purpose = match what {
        What::Sites => Purpose::Services,
        _ => Purpose::Care,
    };
    let removing = move |work: &mut Work<'_>| {
        let removed = match what {
            What::Sites => relations::take_sites_back(work, batch, after, GROUP)?,
            What::Tasks => tasks::take_back(work, batch, after, GROUP)?,
            _ => people::take_notes_back(work, batch, after, GROUP)?,
        };
        if let Some((_, gone)) = removed {
            let now = work.now();
            work.tx()
                .run_one(&queries::ADVANCE_UNDO, (batch, gone, now))?;
        }
        Ok::<_, Error>(removed)
    };
    guard.desk().write(actor, purpose, removing).await
}
