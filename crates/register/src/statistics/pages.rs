//! The page of figures: pictures, and the same as tables.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::Day;
use formats::Municipality;
use guard::Refusal;
use policy::Purpose;
use store::Tx;

use super::chart::{self, Bar};
use super::gather::{Topic, UNKNOWN, last_over};
use super::queries::{BY_MUNICIPALITY, SINCE};
use crate::web::{Frame, Problem, Visitor, page};

/// Months on the page.
const MONTHS: i32 = 12;
/// More rows than twelve months have.
const ROWS_MAX: i64 = 1_000;

#[derive(Template)]
#[template(path = "statistics/statistics.html")]
struct StatisticsPage {
    frame: Frame,
    tables: Vec<Table>,
    places: Option<Places>,
}

/// The figures by municipality.
struct Places {
    month: String,
    /// The largest first: what each is called, how many.
    rows: Vec<(String, i64)>,
    total: Option<i64>,
}

/// A table with its picture.
struct Table {
    /// `stock`, `came` …
    key: &'static str,
    title: String,
    /// What the columns are called, the total last.
    columns: Vec<String>,
    /// The months, the newest first: what each is called, its cells, the total last.
    months: Vec<(String, Vec<Option<i64>>)>,
    bars: Vec<Bar>,
}

/// `GET /statistics`
pub(super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    let language = visitor.language();
    if !visitor.actor.serves(&visitor.policy, Purpose::Statistics) {
        let refused = guard::Error::Refused(Refusal::Purpose);
        return Err(Problem::of(&refused, language));
    }
    let zone = &visitor.policy.controller().zone;
    let last = last_over(zone.day_at(visitor.app.clock().now()));
    let before = last.first_of_month().plus_months(1 - MONTHS).plus_days(-1);
    let reading = move |tx: &mut Tx<'_>| Ok::<_, guard::Error>(tx.all(&SINCE, (before, ROWS_MAX))?);
    let rows = visitor.app.guard().read_state(reading).await;
    let rows = rows.map_err(|error| Problem::of(&error, language))?;
    let mut months: Vec<Day> = rows.iter().map(|row| row.0).collect();
    months.dedup();
    let values: HashMap<(Day, String, String), Option<i64>> = rows
        .into_iter()
        .map(|(month, topic, cell, value)| ((month, topic, cell), value))
        .collect();
    let frame = Frame::of(&visitor, texts::say(language, "statistics-title"));
    let tables = Topic::ALL
        .into_iter()
        .map(|topic| table(&frame, topic, &months, &values));
    let tables = if months.is_empty() {
        Vec::new()
    } else {
        tables.collect()
    };
    let reading = |tx: &mut Tx<'_>| Ok::<_, guard::Error>(tx.all(&BY_MUNICIPALITY, (ROWS_MAX,))?);
    let rows = visitor.app.guard().read_state(reading).await;
    let rows = rows.map_err(|error| Problem::of(&error, language))?;
    page(&StatisticsPage {
        places: places(&frame, rows),
        frame,
        tables,
    })
}

fn places(frame: &Frame, figures: Vec<(Day, String, Option<i64>)>) -> Option<Places> {
    let month = figures.first()?.0.month_of_year();
    let (mut rows, mut total) = (Vec::new(), None);
    for (_, cell, value) in figures {
        let municipality = Municipality::of_number(&cell);
        match (cell.as_str(), municipality, value) {
            ("", _, value) => total = value,
            (UNKNOWN, _, Some(value)) => {
                rows.push((frame.say("statistics-municipality-unknown"), value));
            }
            (_, Some(municipality), Some(value)) => {
                rows.push((municipality.name(frame.language).to_owned(), value));
            }
            _ => {}
        }
    }
    rows.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    Some(Places { month, rows, total })
}

fn table(
    frame: &Frame,
    topic: Topic,
    months: &[Day],
    values: &HashMap<(Day, String, String), Option<i64>>,
) -> Table {
    let cells = topic.cells();
    let value = |month: Day, cell: &str| {
        let key = (month, topic.key().to_owned(), cell.to_owned());
        values.get(&key).copied().flatten()
    };
    let said = |cell: &&str| {
        let of = if topic == Topic::Connections {
            ["connection-", &cell.replace('_', "-")].concat()
        } else {
            ["people-", cell].concat()
        };
        frame.say(&of)
    };
    let total = frame.say("statistics-total");
    let row = |month: &Day| {
        let own = cells.iter().map(|cell| value(*month, cell));
        (
            month.month_of_year(),
            own.chain([value(*month, "")]).collect(),
        )
    };
    let bars = months.iter();
    let bars = bars.map(|month| (month.month_of_year(), value(*month, "")));
    Table {
        key: topic.key(),
        title: frame.say(&["statistics-", topic.key()].concat()),
        columns: cells.iter().map(said).chain([total]).collect(),
        months: months.iter().rev().map(row).collect(),
        bars: chart::bars(bars.collect()),
    }
}
