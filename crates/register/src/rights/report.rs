//! How requests went in the last twelve months: how many, how fast, how many late. Figures about
//! the controller's own work, which count nobody's data (GDPR art. 5(2)).

use guard::Work;

use super::queries;

/// Requests that a report looks at, the newest.
const LOOKED_AT: i64 = 1_000;

/// How requests went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Report {
    /// How many ended.
    pub(super) ended: i64,
    /// The middle one of the days each took.
    pub(super) median_days: i64,
    /// How many ended after their day.
    pub(super) late: i64,
}

/// How requests went in the last twelve months, of the newest thousand.
///
/// # Errors
///
/// The store's failure.
pub(super) fn report(work: &mut Work<'_>) -> Result<Report, store::Error> {
    let since = work.today().plus_months(-12);
    let rows = work.tx().all(&queries::REPORTED, (since, LOOKED_AT))?;
    let took = rows.iter().map(|(received, _, ended)| {
        let span = received.date().until(ended.date());
        span.map_or(0, |span| i64::from(span.get_days()))
    });
    let late = rows.iter().filter(|(_, due, ended)| ended > due).count();
    Ok(summed(took.collect(), late))
}

pub(super) fn summed(mut took: Vec<i64>, late: usize) -> Report {
    took.sort_unstable();
    Report {
        ended: i64::try_from(took.len()).unwrap_or(i64::MAX),
        median_days: took.get(took.len() / 2).copied().unwrap_or(0),
        late: i64::try_from(late).unwrap_or(i64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one_and_nothing_of_nothing() {
        assert_eq!(summed(Vec::new(), 0), Report::default());
        let report = summed(vec![40, 2, 9], 1);
        assert_eq!((report.ended, report.median_days, report.late), (3, 9, 1));
    }
}
