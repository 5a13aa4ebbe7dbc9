//! What of retention whoever watches over the register sees: what is past its time and waits for a
//! person, the legal holds to be looked at again, and the figures of a month.

use basics::{Day, Instant, Language};
use policy::Right;
use store::Tx;

use super::queries::LAST_RUN;
use crate::capability::{Figures, Month, Overseeing, Overseen, Weight};
use crate::web::Visitor;

store::statements! {
    /// Legal holds that stand, counted to a bound, and the day on which the first is looked at again.
    pub(super) STANDING: (i64,) -> (i64, Option<Day>) =
        "select cast(count(*) as bigint), min(review_day)
           from (select review_day
                   from legal_hold
                  where lifted_ms is null
                  order by review_day, row_id
                  limit $1) page";

    /// What the looks of a time erased by themselves.
    pub(super) GONE: (Day, Day) -> i64 =
        "select cast(coalesce(sum(gone), 0) as bigint)
           from retention_run
          where on_day >= $1 and on_day < $2";

    /// Erasures that were decided in a time, and how many of them were carried out.
    pub(super) CASES: (Instant, Instant) -> (i64, i64) =
        "select cast(count(*) as bigint), cast(count(carried_ms) as bigint)
           from erasure_case
          where decided_ms >= $1 and decided_ms < $2";

    /// Legal holds that were set in a time.
    pub(super) SET: (Instant, Instant) -> i64 =
        "select cast(count(*) as bigint)
           from legal_hold
          where recorded_ms >= $1 and recorded_ms < $2";

    /// Legal holds that were lifted in a time.
    pub(super) LIFTED: (Instant, Instant) -> i64 =
        "select cast(count(*) as bigint)
           from legal_hold
          where lifted_ms >= $1 and lifted_ms < $2";
}

/// How far legal holds are counted.
const COUNTED_MAX: i64 = 1_000;

/// What waits for a person by the last look, and the legal holds that stand.
pub(super) fn oversees(visitor: &Visitor) -> Overseeing<'_> {
    Box::pin(async move {
        let (erases, holds) = (visitor.holds(Right::Erase), visitor.holds(Right::Holds));
        let reading = move |tx: &mut Tx<'_>| {
            let last = tx.maybe(&LAST_RUN, ())?;
            Ok((last, tx.one(&STANDING, (COUNTED_MAX,))?))
        };
        let (last, (standing, first)) = visitor.app.guard().read_state(reading).await?;
        let mut seen = Vec::new();
        if let Some((day, .., waits, _)) = last.filter(|_| erases) {
            seen.push(Overseen {
                text: "oversight-due",
                count: waits,
                first: Some(day),
                path: "/retention",
                weight: Weight::Waits,
            });
        }
        if holds {
            let late = first.is_some_and(|first| first <= visitor.today());
            seen.push(Overseen {
                text: "oversight-holds",
                count: standing,
                first,
                path: "/retention",
                weight: if late { Weight::Late } else { Weight::Known },
            });
        }
        Ok(seen)
    })
}

/// What was erased and held in a month.
pub(super) fn reports(
    tx: &mut Tx<'_>,
    month: &Month,
    language: Language,
) -> Result<Vec<Figures>, store::Error> {
    let say = |key: &str| texts::say(language, key);
    let times = (month.from, month.until);
    let gone = tx.one(&GONE, (month.first, month.next))?;
    let (decided, carried) = tx.one(&CASES, times)?;
    let (set, lifted) = (tx.one(&SET, times)?, tx.one(&LIFTED, times)?);
    let figure = |key: &str, count: i64| (say(key), count.to_string());
    Ok(vec![Figures {
        heading: say("oversight-report-erasures"),
        figures: vec![
            figure("oversight-report-gone", gone),
            figure("oversight-report-decided", decided),
            figure("oversight-report-carried", carried),
            figure("oversight-report-holds-set", set),
            figure("oversight-report-holds-lifted", lifted),
        ],
    }])
}
