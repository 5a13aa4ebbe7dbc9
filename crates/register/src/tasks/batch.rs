//! Tasks that a list brought: written down many at once, counted, taken back.
//!
//! Invariant: taking back removes what is still open and as it came; whoever did one, or was given
//! one, keeps it.

use basics::{ActorId, BatchId, Day, Instant, LotId, PartyId, RowId, StaffId};
use guard::category::Other;
use guard::{Ask, Guard, Place, Sealed, Work};
use policy::Action;

use super::board::touch;
use super::columns::TASK;
use super::model::Error;
use crate::people::FreeText;

store::statements! {
    /// A task that a batch brought.
    pub(super) ADD_OF_BATCH: (RowId, PartyId, LotId, Sealed, Day, Option<StaffId>, Instant, ActorId, BatchId) -> () =
        "insert into task (row_id, party_id, lot_id, sealed, due_day, staff_id, recorded_ms, recorded_by, batch_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// The open tasks of a batch after one of them, as they came.
    pub(super) OF_BATCH: (BatchId, RowId, i64) -> (RowId, PartyId) =
        "select row_id, party_id
           from task
          where batch_id = $1 and row_id > $2 and done_ms is null
            and not exists (select 1
                              from party
                             where party.party_id = task.party_id and merged_into is not null)
          order by row_id
          limit $3";

    /// A task of a batch is gone.
    pub(super) DROP_OF_BATCH: (PartyId, RowId, BatchId) -> () =
        "delete from task where party_id = $1 and row_id = $2 and batch_id = $3 and done_ms is null";

    /// How many tasks of a batch stand in the register after one of them, a page of them, and the
    /// last of the page.
    pub(super) STANDING: (BatchId, RowId, i64) -> (i64, Option<RowId>) =
        "select cast(count(*) as bigint), max(row_id)
           from (select row_id
                   from task
                  where batch_id = $1 and row_id > $2
                    and not exists (select 1
                                      from party
                                     where party.party_id = task.party_id
                                       and merged_into is not null)
                  order by row_id
                  limit $3) page";
}

/// A task as a list brings it.
pub struct TaskFromFile<'a> {
    /// Whose it is.
    pub party: PartyId,
    /// What is to be done.
    pub text: &'a FreeText,
    /// By when.
    pub due: Day,
    /// By whom; nothing: whoever comes first.
    pub staff: Option<StaffId>,
}

/// Writes tasks of a batch; each is a change of its customer.
///
/// # Errors
///
/// The refusal; the vault's and the store's failures.
pub fn add_of_batch(
    work: &mut Work<'_>,
    tasks: &[TaskFromFile<'_>],
    batch: BatchId,
) -> Result<(), guard::Error> {
    let parties = whose(tasks.iter().map(|task| task.party));
    let proof = work.ask::<Other>(Ask::change(&parties))?;
    let (now, actor) = (work.now(), work.actor().id());
    let mut rows = Vec::with_capacity(tasks.len());
    for task in tasks {
        let lot = work.lot(&proof, task.party)?;
        let row = RowId::new(work.ids().ordered());
        let place = Place::new(task.party, lot, row.get());
        let sealed: Sealed = work.seal(&proof, &TASK, place, &task.text.as_str().to_owned())?;
        let (due, staff) = (task.due, task.staff);
        rows.push((row, task.party, lot, sealed, due, staff, now, actor, batch));
    }
    work.tx().batch(&ADD_OF_BATCH, rows)?;
    for party in parties {
        touch(work, party).map_err(Error::into_guard)?;
    }
    Ok(())
}

/// Takes tasks of a batch back, after one of them: the last one and how many went, or nothing where
/// none is left. What was done stays, and so does whoever was restricted since.
///
/// # Errors
///
/// The refusal; the store's failure.
pub fn take_back(
    work: &mut Work<'_>,
    batch: BatchId,
    after: RowId,
    most: i64,
) -> Result<Option<(RowId, i64)>, guard::Error> {
    let tasks = work.tx().all(&OF_BATCH, (batch, after, most))?;
    let Some((last, _)) = tasks.last().copied() else {
        return Ok(None);
    };
    let parties = whose(tasks.iter().map(|task| task.1));
    let open = work.visible::<Other>(Action::Change, &parties)?;
    if open.is_empty() {
        return Ok(Some((last, 0)));
    }
    let proof = work.ask::<Other>(Ask::change(&open))?;
    let going = tasks.iter().filter(|task| proof.names(task.1));
    let going: Vec<_> = going.map(|(row, party)| (*party, *row, batch)).collect();
    let count = i64::try_from(going.len()).unwrap_or(i64::MAX);
    work.tx().batch(&DROP_OF_BATCH, going)?;
    for party in open {
        touch(work, party).map_err(Error::into_guard)?;
    }
    Ok(Some((last, count)))
}

fn whose(parties: impl Iterator<Item = PartyId>) -> Vec<PartyId> {
    let mut parties: Vec<PartyId> = parties.collect();
    parties.sort_unstable();
    parties.dedup();
    parties
}

/// Tasks counted in one unit of work.
const COUNTED_AT_ONCE: i64 = 5_000;

/// How many tasks of a batch stand in the register: rows are counted, nothing is opened.
///
/// # Errors
///
/// The register's failure.
pub async fn standing(guard: &Guard, batch: BatchId) -> Result<i64, guard::Error> {
    let (mut all, mut after) = (0, RowId::new(i64::MIN));
    loop {
        let asked = (batch, after, COUNTED_AT_ONCE);
        let counting = move |tx: &mut store::Tx<'_>| Ok(tx.one(&STANDING, asked)?);
        let (count, last) = guard.read_state(counting).await?;
        all += count;
        let Some(last) = last else { return Ok(all) };
        after = last;
    }
}
