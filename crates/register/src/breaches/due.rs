//! What waits, what is counted, and what goes when its time is over.

use basics::{Day, Instant, Language};
use guard::{Actor, Work, jobs};
use policy::{Kept, Purpose, Right, Time};
use store::Tx;

use super::kinds::Risk;
use super::queries;
use super::state::TOLD_WITHIN_MS;
use crate::app::App;
use crate::capability::{Figures, Month, Overseeing, Overseen, Weight};
use crate::web::Visitor;

/// Breaches erased in one go.
const AT_ONCE: i64 = 100;
/// Breaches counted for a month at most.
const REPORTED_MAX: i64 = 10_000;
/// For how long a breach is kept after its end where the notice says nothing: five years.
const YEARS: i32 = 5;

/// How many breaches are open that are no drills, counted to a bound, and until when the authority is
/// to be told of the first.
///
/// # Errors
///
/// The register's failure.
pub async fn waiting(app: &App) -> Result<(i64, Option<Instant>), guard::Error> {
    let reading = |tx: &mut Tx<'_>| Ok(tx.one(&queries::WAITING, (super::COUNTED_MAX,))?);
    app.guard().read_state(reading).await
}

/// The open breaches, for whoever keeps them.
pub(super) fn oversees(visitor: &Visitor) -> Overseeing<'_> {
    Box::pin(async move {
        if !visitor.holds(Right::Breaches) {
            return Ok(Vec::new());
        }
        let (count, due) = waiting(&visitor.app).await?;
        let late = due.is_some_and(|due| due < visitor.app.clock().now());
        let zone = &visitor.policy.controller().zone;
        Ok(vec![Overseen {
            text: "oversight-breaches",
            count,
            first: due.map(|due| zone.day_at(due)),
            path: "/breaches",
            weight: if late { Weight::Late } else { Weight::Waits },
        }])
    })
}

/// The breaches that were noticed in a month, as figures. Drills are in none of them.
pub(super) fn reports(
    tx: &mut Tx<'_>,
    month: &Month,
    language: Language,
) -> Result<Vec<Figures>, store::Error> {
    let rows = tx.all(&queries::REPORTED, (month.from, month.until, REPORTED_MAX))?;
    let high = |risk: &Option<String>| risk.as_deref() == Some(Risk::High.key());
    let was_late = |aware: Option<Instant>, told: Option<Instant>| {
        let both = aware.zip(told);
        both.is_some_and(|(aware, told)| told.ms_since(aware) > TOLD_WITHIN_MS)
    };
    let counts = [
        ("breaches-report-noticed", rows.len()),
        (
            "breaches-report-high",
            rows.iter().filter(|row| high(&row.0)).count(),
        ),
        (
            "breaches-report-told",
            rows.iter().filter(|row| row.2.is_some()).count(),
        ),
        (
            "breaches-report-late",
            rows.iter().filter(|row| was_late(row.1, row.2)).count(),
        ),
        (
            "breaches-report-closed",
            rows.iter().filter(|row| row.3.is_some()).count(),
        ),
    ];
    let figure = |(key, count): (&str, usize)| (texts::say(language, key), count.to_string());
    Ok(vec![Figures {
        heading: texts::say(language, "breaches-title"),
        figures: counts.map(figure).to_vec(),
    }])
}

/// The newest day on which a breach that is past its clock ended, by every version of the notice that
/// counts; nothing where the notice says that it is kept without an end.
fn over_from(work: &mut Work<'_>) -> Result<Option<Day>, guard::Error> {
    let (heeded, today) = (work.heeded()?, work.today());
    Ok(match heeded.clock(Kept::Breaches).map(|clock| clock.time) {
        None | Some(Time::NotStated) => Some(today.plus_months(-12 * YEARS).plus_days(-1)),
        Some(Time::WhileInForce | Time::For { .. }) => heeded.due_from(Kept::Breaches, today),
    })
}

/// Erases breaches that are past their clock, with everything written about them; how many.
///
/// # Errors
///
/// The guard's.
pub async fn let_go(app: &App) -> Result<i64, guard::Error> {
    let actor = Actor::of_job(&jobs::OVERSIGHT);
    let mut gone = 0;
    loop {
        let finding = |work: &mut Work<'_>| {
            let Some(until) = over_from(work)? else {
                return Ok(Vec::new());
            };
            Ok::<_, guard::Error>(work.tx().all(&queries::ENDED, (until, AT_ONCE))?)
        };
        let desk = app.guard().desk();
        let lots = desk.read(&actor, Purpose::Security, finding).await?;
        if lots.is_empty() {
            return Ok(gone);
        }
        gone += i64::try_from(lots.len()).unwrap_or(i64::MAX);
        let decision = ["clock ", Kept::Breaches.key()].concat();
        let guard = app.guard();
        guard
            .erase_own(&actor, Purpose::Security, lots, decision)
            .await?;
    }
}
