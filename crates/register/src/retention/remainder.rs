//! What an erasure left because the law keeps it, and the notice when it went.
//!
//! GDPR art. 17(3) lets the register keep what a law orders or a claim needs, and art. 5(2) the proof
//! of what was decided. All of it has an end, and whoever was erased was told until when. So the lots
//! are written down as the erasure leaves them, and once their own clocks have taken them a notice is
//! made as receipts are: from the ledger beside the keys, signed, with the proof that the trail tells
//! of it.
//!
//! Invariants: no personal data is in a notice; it is made from the ledger, so one that was cut off is
//! made by the next run and is the same; each lot is told in one notice; what is followed of a party
//! goes in a unit of work of its own, so that the line which proves it names nobody else.

use std::collections::{BTreeMap, BTreeSet};

use basics::{Instant, PartyId};
use guard::{Actor, Guard, LotOf, Receipt, Work, jobs};
use policy::{Category, Purpose};

use super::error::Error;
use super::plan::Plan;
use super::{cases, queries, receipt};
use crate::app::App;

/// Cases looked through at once.
const PAGE: i64 = 100;

/// A notice of a case.
pub(super) struct Notice {
    pub(super) number: i64,
    pub(super) erased: Instant,
    /// As it was signed.
    pub(super) note: String,
}

/// What is followed of what an erasure left: of somebody of whom nothing says any more who she was,
/// everything; of anybody else what was refused on a ground of art. 17(3).
///
/// # Errors
///
/// The guard's.
pub(super) fn left_by(
    work: &mut Work<'_>,
    party: PartyId,
    case: i64,
) -> Result<Option<String>, Error> {
    let unnamed = work.tx().maybe(&queries::ERASED, (party,))? == Some(1);
    let decided = cases::decided_in(work, party, case)?;
    let excepted = |category: Category| {
        let mut own = decided.iter().filter(|(key, _)| key.0 == category);
        own.any(|(_, verdict)| verdict.is_exception())
    };
    let lots = work.lots_of(party)?.into_iter();
    let lots = lots.filter(|lot| unnamed || excepted(lot.category));
    let lots: Vec<LotOf> = lots
        .map(|one| LotOf {
            lot: one.lot,
            party,
            category: one.category,
        })
        .collect();
    if lots.is_empty() {
        return Ok(None);
    }
    Plan::following(work, &lots)?.written().map(Some)
}

/// Of these parties those of whom something is followed: what goes of them goes by itself.
///
/// # Errors
///
/// The register's.
pub(super) async fn followed(
    guard: &Guard,
    mut parties: Vec<PartyId>,
) -> Result<Vec<PartyId>, Error> {
    parties.sort_unstable();
    parties.dedup();
    let reading = move |tx: &mut store::Tx<'_>| {
        let found = tx.all_of(&queries::IS_FOLLOWED, parties.iter().map(|party| (*party,)))?;
        let own = parties.iter().zip(found);
        let own = own.filter(|(_, count)| count.first().is_some_and(|count| *count > 0));
        Ok(own.map(|(party, _)| *party).collect())
    };
    Ok(guard.read_state(reading).await?)
}

/// The notices of a case, the oldest first.
///
/// # Errors
///
/// The store's.
pub(super) fn of_case(work: &mut Work<'_>, case: i64) -> Result<Vec<Notice>, store::Error> {
    let rows = work.tx().all(&queries::NOTICES, (case,))?.into_iter();
    let notice = |(number, erased, note)| Notice {
        number,
        erased,
        note,
    };
    Ok(rows.map(notice).collect())
}

/// Writes the notices of what went of what is followed; how many.
///
/// # Errors
///
/// The guard's, and then the next call goes on.
pub(super) async fn write_notices(app: &App) -> Result<i64, Error> {
    let (mut written, mut after) = (0, i64::MIN);
    loop {
        let page = (after, PAGE);
        let reading = move |tx: &mut store::Tx<'_>| Ok(tx.all(&queries::FOLLOWED, page)?);
        let cases: Vec<(i64, PartyId, Option<String>)> = app.guard().read_state(reading).await?;
        let Some((last, ..)) = cases.last() else {
            return Ok(written);
        };
        after = *last;
        let read = cases.into_iter().map(|(case, party, followed)| {
            let plan = Plan::read(&followed.unwrap_or_default())?;
            Ok((case, party, plan))
        });
        let plans: Vec<(i64, PartyId, Plan)> = read.collect::<Result<_, Error>>()?;
        let lots = plans.iter().flat_map(|one| one.2.lots());
        let lots = lots.map(|one| one.lot).collect();
        // Most of what is followed is still there: one look tells of which cases something went.
        let gone = app.guard().erased_among(lots).await?;
        for (case, party, mut plan) in plans {
            if !plan.lots().iter().any(|one| gone.contains(&one.lot)) {
                continue;
            }
            for erased in app.guard().erased_by_any(plan.lots()).await? {
                let (before, rows) = (plan.written()?, plan.rows(&erased.lots));
                plan = plan.without(&erased.lots);
                let told = ((case, party), rows);
                if !notice(app, told, erased, (before, &plan)).await? {
                    // Somebody else makes the notices of this case in this moment.
                    break;
                }
                written += 1;
            }
        }
    }
}

/// One notice; `left` is followed from then on, in the place of what was followed before. Whether it
/// was made: not where something else is followed by now.
async fn notice(
    app: &App,
    ((case, party), rows): ((i64, PartyId), u64),
    erased: Receipt,
    (before, left): (String, &Plan),
) -> Result<bool, Error> {
    let guard = app.guard();
    let number = app.ids().ordered();
    let told = receipt::Told {
        case,
        party,
        at: erased.at,
        rows,
        ages: guard.ages().await?,
        copies: guard.known_copies().await?,
        key: guard.public_key(),
        outside: None,
        remainder: Some((number, left.lots().iter().map(|one| one.category).collect())),
    };
    let (at, now) = (erased.at, app.clock().now());
    let reading =
        move |work: &mut Work<'_>| receipt::of(work, &told, Some(&erased), &BTreeMap::new());
    let actor = Actor::of_job(&jobs::RETENTION);
    let desk = guard.desk();
    let line = desk.read(&actor, Purpose::Security, reading).await?;
    let note = guard.signed_receipt(&line);
    let (settled, left) = (left.lots().is_empty().then_some(now), left.written()?);
    let writing = move |tx: &mut store::Tx<'_>| {
        let followed = (case, before.clone(), left.clone(), settled);
        if tx.run(&queries::FOLLOW, followed)? == 0 {
            return Ok(false);
        }
        tx.run_one(&queries::ADD_NOTICE, (number, case, at, note.clone()))?;
        Ok(true)
    };
    Ok(guard.write_state(writing).await?)
}

/// What is followed of a case and did not go yet.
///
/// # Errors
///
/// Where it is none.
pub(super) fn categories_of(followed: Option<&str>) -> Result<BTreeSet<Category>, Error> {
    let plan = followed.map(Plan::read).transpose()?;
    let lots = plan.map(|plan| plan.lots()).unwrap_or_default();
    Ok(lots.into_iter().map(|one| one.category).collect())
}
