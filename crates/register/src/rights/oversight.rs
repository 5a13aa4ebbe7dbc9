//! What of requests whoever watches over the register sees: how many wait and until when, and the
//! figures of a month.

use std::collections::BTreeMap;

use basics::{Day, Language};
use policy::Right;
use store::Tx;

use super::kinds::Outcome;
use super::stored::kinds_of;
use crate::capability::{Figures, Month, Overseeing, Overseen, Weight};
use crate::web::Visitor;

store::statements! {
    /// What was asked for in a time.
    pub(super) RECEIVED: (Day, Day, i64) -> String =
        "select kinds
           from data_request
          where received_day >= $1 and received_day < $2
            and not exists (select 1 from party
                             where party.party_id = data_request.party_id
                               and merged_into is not null)
          order by received_day, party_id, row_id
          limit $3";

    /// When the requests that ended in a time came, were due and ended.
    pub(super) ENDED_WITHIN: (Day, Day, i64) -> (Day, Day, Day) =
        "select received_day, due_day, closed_day
           from data_request
          where closed_day is not null and closed_day >= $1 and closed_day < $2
            and (ended_as is null or ended_as <> 'joined')
            and not exists (select 1 from party
                             where party.party_id = data_request.party_id
                               and merged_into is not null)
          order by closed_day, party_id, row_id
          limit $3";

    /// What came of what was decided in a time, and how often.
    pub(super) OUTCOMES: (Day, Day) -> (Option<String>, i64) =
        "select outcome, cast(count(*) as bigint)
           from data_request_step
          where deed = 'decided' and on_day >= $1 and on_day < $2
            and not exists (select 1 from party
                             where party.party_id = data_request_step.party_id
                               and merged_into is not null)
          group by outcome
          order by outcome
          limit 10";
}

/// Requests looked at for one month.
const LOOKED_AT: i64 = 100_000;

/// How many wait, and until when the first.
pub(super) fn oversees(visitor: &Visitor) -> Overseeing<'_> {
    Box::pin(async move {
        if !visitor.holds(Right::Requests) {
            return Ok(Vec::new());
        }
        let today = visitor.today();
        let waiting = super::waiting(&visitor.app, today).await?;
        let line = |text, count, first| Overseen {
            text,
            count,
            first,
            path: "/requests",
            weight: Weight::by(first, today),
        };
        let complaints = line(
            "oversight-complaints",
            waiting.complaints,
            waiting.complaint_due,
        );
        let requests = line("oversight-requests", waiting.open, waiting.first);
        Ok([requests]
            .into_iter()
            .chain(Some(complaints).filter(|complaints| complaints.count > 0))
            .collect())
    })
}

/// How requests went in a month.
pub(super) fn reports(
    tx: &mut Tx<'_>,
    month: &Month,
    language: Language,
) -> Result<Vec<Figures>, store::Error> {
    let say = |key: &str| texts::say(language, key);
    let days = (month.first, month.next);
    let mut kinds: BTreeMap<&'static str, (String, i64)> = BTreeMap::new();
    let received = tx.all(&RECEIVED, (days.0, days.1, LOOKED_AT))?;
    for kind in received.iter().flat_map(|kinds| kinds_of(kinds)) {
        let entry = kinds.entry(kind.key());
        entry.or_insert_with(|| (kind.in_words(language), 0)).1 += 1;
    }
    let ended = tx.all(&ENDED_WITHIN, (days.0, days.1, LOOKED_AT))?;
    let report = super::report::summed(&ended);
    let mut told = vec![(say("rights-report-received"), received.len().to_string())];
    told.extend(
        kinds
            .into_values()
            .map(|(kind, count)| (kind, count.to_string())),
    );
    told.push((say("rights-report-over"), report.ended.to_string()));
    for (outcome, count) in tx.all(&OUTCOMES, days)? {
        if let Some(outcome) = outcome.as_deref().and_then(Outcome::from_key) {
            let key = ["rights-outcome-", outcome.key()].concat();
            told.push((say(&key), count.to_string()));
        }
    }
    told.push((say("rights-report-median"), report.median_days.to_string()));
    told.push((say("rights-report-late"), report.late.to_string()));
    Ok(vec![Figures {
        heading: say("rights-title"),
        figures: told,
    }])
}
