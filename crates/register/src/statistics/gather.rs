//! Counting the months that are over, once each.

use basics::{Day, PartyId};
use formats::Municipality;
use guard::{Label, PartyKind, Work};
use policy::{Category, ConnectionKind, Purpose};

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

/// What the figures by municipality are kept under.
pub(super) const MUNICIPALITY: &str = "municipality";
/// The cell of those whose municipality is not known: no postal code, one from abroad, a turvakielto.
pub(super) const UNKNOWN: &str = "unknown";
/// Customers read of the index at once.
const BLOCK: usize = 500;

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
        // Where somebody lived before is not counted afterwards: the index knows what holds.
        if end == last {
            municipalities(work, last)?;
        }
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

/// Counts by municipality, where the notice uses contact details for statistics. Who has addresses in
/// several stands in several cells.
fn municipalities(work: &mut Work<'_>, last: Day) -> Result<(), guard::Error> {
    if !work.policy().uses(Purpose::Statistics, Category::Contact) {
        return Ok(());
    }
    let figures = people::figures(work.tx(), last, last)?;
    let people: i64 = figures.stock.iter().map(|(_, count)| count).sum();
    let mut cells = Vec::new();
    for municipality in Municipality::all() {
        cells.push((municipality.number(), living_in(work, municipality, last)?));
    }
    let known: i64 = cells.iter().map(|(_, count)| count).sum();
    cells.push((UNKNOWN.to_owned(), (people - known).max(0)));
    let counts: Vec<i64> = cells.iter().map(|(_, count)| *count).collect();
    let (mut values, _) = shown(&counts);
    // Who stands in several cells is one: the total is of people.
    let total = shown(&[people]).1;
    if total.is_none() {
        values.fill(None);
    }
    let named = cells.into_iter().zip(values);
    let named = named.filter_map(|((cell, _), value)| Some((cell, Some(value?))));
    for (cell, value) in named.chain([(String::new(), total)]) {
        let row = (last, MUNICIPALITY.to_owned(), cell, value);
        work.tx().run(&ADD, row)?;
    }
    Ok(())
}

fn living_in(
    work: &mut Work<'_>,
    municipality: Municipality,
    day: Day,
) -> Result<i64, guard::Error> {
    let label = [Label::Municipality(municipality.number())];
    let (mut count, mut below) = (0, Some(i64::MAX));
    while let Some(number) = below {
        let found = work.labelled(&label, number, BLOCK)?;
        let parties: Vec<PartyId> = found.parties.iter().map(|hit| hit.1).collect();
        count += people::counted_among(work.tx(), &parties, day)?;
        below = found.next;
    }
    Ok(count)
}

fn by_kind(counted: &Counted) -> Vec<(&'static str, i64)> {
    let rows = counted.iter();
    rows.map(|(party, count)| (party.key(), *count)).collect()
}

fn sum(counts: &[(&str, i64)], cell: &str) -> i64 {
    let own = counts.iter().filter(|(key, _)| *key == cell);
    own.map(|(_, count)| count).sum()
}
