//! Counting the months that are over, once each.

use basics::Day;
use guard::{PartyKind, Work};
use policy::ConnectionKind;

use super::queries::{ADD, LATEST};
use super::rules::shown;
use crate::people::{self, Counted};

/// Months counted at the first run, back from the last one that is over.
const BACK: i32 = 24;

/// A table of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// Customers at the end, by kind.
    Stock,
    /// Customers at the end, by connection.
    Connections,
    /// Those who came, by kind.
    Came,
    /// Those who went, by kind.
    Went,
}

impl Topic {
    pub(super) const ALL: [Self; 4] = [Self::Stock, Self::Connections, Self::Came, Self::Went];

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Stock => "stock",
            Self::Connections => "connections",
            Self::Came => "came",
            Self::Went => "went",
        }
    }

    /// The cells of the table, in their order.
    pub(super) fn cells(self) -> Vec<&'static str> {
        match self {
            Self::Connections => ConnectionKind::ALL.map(ConnectionKind::key).to_vec(),
            _ => [PartyKind::Person, PartyKind::Organisation]
                .map(PartyKind::key)
                .to_vec(),
        }
    }
}

/// The last day of the month before the one of this day.
pub(super) fn last_over(today: Day) -> Day {
    today.first_of_month().plus_days(-1)
}

/// Counts the months that are over and were not counted; how many they were.
pub(super) fn gather(work: &mut Work<'_>) -> Result<i64, guard::Error> {
    let last = last_over(work.today());
    let counted: Option<Day> = work.tx().maybe(&LATEST, ())?;
    let from = counted.unwrap_or_else(|| {
        let beginning = last.first_of_month().plus_months(1 - BACK);
        beginning.plus_days(-1)
    });
    let mut months = 0;
    let mut first = from.plus_days(1);
    while first <= last {
        let end = first.plus_months(1).plus_days(-1);
        month(work, first, end)?;
        first = end.plus_days(1);
        months += 1;
    }
    Ok(months)
}

fn month(work: &mut Work<'_>, first: Day, last: Day) -> Result<(), guard::Error> {
    let figures = people::figures(work.tx(), first, last)?;
    let people: i64 = figures.stock.iter().map(|(_, count)| count).sum();
    let by_connection: Vec<(&str, i64)> = figures
        .connected
        .iter()
        .map(|(connection, count)| (connection.key(), *count))
        .collect();
    for (topic, counts) in [
        (Topic::Stock, by_kind(&figures.stock)),
        (Topic::Connections, by_connection),
        (Topic::Came, by_kind(&figures.came)),
        (Topic::Went, by_kind(&figures.went)),
    ] {
        let cells = topic.cells();
        let counts: Vec<i64> = cells.iter().map(|cell| sum(&counts, cell)).collect();
        let (mut values, mut total) = shown(&counts);
        if topic == Topic::Connections {
            // Who has several connections stands in several cells: the total is of people.
            total = shown(&[people]).1;
            if total.is_none() {
                values.fill(None);
            }
        }
        let named = cells.into_iter().zip(values);
        for (cell, value) in named.chain([("", total)]) {
            let row = (last, topic.key().to_owned(), cell.to_owned(), value);
            work.tx().run(&ADD, row)?;
        }
    }
    Ok(())
}

fn by_kind(counted: &Counted) -> Vec<(&'static str, i64)> {
    let rows = counted.iter();
    rows.map(|(party, count)| (party.key(), *count)).collect()
}

fn sum(counts: &[(&str, i64)], cell: &str) -> i64 {
    let own = counts.iter().filter(|(key, _)| *key == cell);
    own.map(|(_, count)| count).sum()
}
