//! How requests went in the last twelve months: how many, how fast, how many late, what became of
//! what was asked for. Figures about the controller's own work, which count nobody's data (GDPR art.
//! 5(2)).

use basics::Day;
use guard::Work;

use super::clock::days_between;
use super::kinds::{Outcome, RequestKind};
use super::queries;

/// Requests that a report looks at, the newest.
const LOOKED_AT: i64 = 1_000;

/// How requests went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Report {
    /// How many ended.
    pub(super) ended: i64,
    /// The middle one of the days each took.
    pub(super) median_days: i64,
    /// How many ended after their day.
    pub(super) late: i64,
    /// What was decided of each kind that was asked for: how often each outcome.
    pub(super) outcomes: Vec<(RequestKind, [i64; Outcome::ALL.len()])>,
}

/// How requests went in the last twelve months, of the newest thousand.
///
/// # Errors
///
/// The store's failure.
pub(super) fn report(work: &mut Work<'_>) -> Result<Report, store::Error> {
    let since = work.today().plus_months(-12);
    let rows = work.tx().all(&queries::REPORTED, (since, LOOKED_AT))?;
    let outcomes = work.tx().all(&queries::OUTCOMES, (since, LOOKED_AT))?;
    Ok(Report {
        outcomes: told(&outcomes),
        ..summed(&rows)
    })
}

/// Requests summed up, each as the day it came, the day it was due and the day it ended.
pub(super) fn summed(rows: &[(Day, Day, Day)]) -> Report {
    let days = |(received, _, ended): &(Day, Day, Day)| i64::from(days_between(*received, *ended));
    let mut took: Vec<i64> = rows.iter().map(days).collect();
    took.sort_unstable();
    let late = rows.iter().filter(|(_, due, ended)| ended > due).count();
    Report {
        ended: i64::try_from(took.len()).unwrap_or(i64::MAX),
        median_days: took.get(took.len() / 2).copied().unwrap_or(0),
        late: i64::try_from(late).unwrap_or(i64::MAX),
        outcomes: Vec::new(),
    }
}

/// A table of what was decided of what, in the order of the kinds; kinds that nobody asked for are
/// left out.
fn told(rows: &[(String, Option<String>, i64)]) -> Vec<(RequestKind, [i64; Outcome::ALL.len()])> {
    let of = |kind: RequestKind| {
        let own = rows.iter().filter(|row| row.0 == kind.key());
        let own: Vec<_> = own.collect();
        let count = |outcome: Outcome| {
            let decided = own
                .iter()
                .filter(|row| row.1.as_deref() == Some(outcome.key()));
            decided.map(|row| row.2).sum()
        };
        (!own.is_empty()).then(|| (kind, Outcome::ALL.map(count)))
    };
    RequestKind::ALL.into_iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one_and_nothing_of_nothing() {
        assert_eq!(summed(&[]), Report::default());
        let day = |text: &str| Day::parse(text).expect("a day");
        let row = |ended: &str| (day("1.10.2026"), day("2.11.2026"), day(ended));
        let report = summed(&[row("10.11.2026"), row("3.10.2026"), row("10.10.2026")]);
        assert_eq!((report.ended, report.median_days, report.late), (3, 9, 1));
    }

    #[test]
    fn what_was_decided_stands_beside_what_was_asked_for() {
        let row = |kind: RequestKind, outcome: Outcome, count| {
            (kind.key().to_owned(), Some(outcome.key().to_owned()), count)
        };
        let rows = [
            row(RequestKind::Erasure, Outcome::Refused, 2),
            row(RequestKind::Access, Outcome::Granted, 5),
            row(RequestKind::Erasure, Outcome::Granted, 1),
        ];
        assert_eq!(
            told(&rows),
            [
                (RequestKind::Access, [5, 0, 0, 0, 0]),
                (RequestKind::Erasure, [1, 2, 0, 0, 0]),
            ]
        );
    }
}
