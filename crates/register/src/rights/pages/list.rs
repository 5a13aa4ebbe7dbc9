//! Requests of everybody: what waits, the one that is due first before the others; and what is over.

use askama::Template;
use axum::response::Response;
use basics::{Day, PartyId, RowId};
use guard::Work;
use policy::Purpose;
use serde::Deserialize;

use super::super::complaints;
use super::super::error::Error;
use super::super::kinds::{Outcome, RequestKind};
use super::super::queries::Listed;
use super::super::report::{Report, report};
use super::super::stored::{asked_for, kinds_of};
use super::super::view;
use super::super::whose::Whose;
use crate::people::{erased_among, listed_names};
use crate::web::{Frame, Problem, Query, Visitor, page};

#[derive(Template)]
#[template(path = "rights/list.html")]
struct ListPage {
    frame: Frame,
    over: bool,
    rows: Vec<Row>,
    complaints: Vec<Asked>,
    today: Day,
    report: Report,
    outcomes: [Outcome; Outcome::ALL.len()],
    next: Option<String>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates pass references"
)]
impl ListPage {
    fn kind(&self, kind: &RequestKind) -> String {
        kind.in_words(self.frame.language)
    }

    fn outcome(&self, outcome: &Outcome) -> String {
        outcome.in_words(self.frame.language)
    }
}

/// What the authority asks and waits for: of whom, when it came, by when.
struct Asked {
    party: PartyId,
    name: String,
    erased: bool,
    received: Day,
    due: Day,
}

/// A request in the list.
struct Row {
    party: PartyId,
    name: String,
    kinds: String,
    received: Day,
    due: Day,
    waits: Option<Day>,
    closed: Option<Day>,
    late: bool,
    unlinked: bool,
    erased: bool,
}

/// Which requests.
#[derive(Deserialize)]
pub(in super::super) struct Wish {
    which: Option<String>,
    day: Option<String>,
    party: Option<String>,
    row: Option<String>,
}

/// `GET /requests`
pub(in super::super) async fn show(
    visitor: Visitor,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let over = wish.which.as_deref() == Some("over");
    let day = wish.day.as_deref().and_then(|day| Day::parse(day).ok());
    let row = wish.row.as_deref().and_then(|row| row.parse().ok());
    let row = row.unwrap_or(RowId::new(if over { i64::MAX } else { 0 }));
    let party = wish.party.as_deref().and_then(|party| party.parse().ok());
    let party = party.unwrap_or(PartyId::new(i64::MAX));
    let beyond = |year| Day::new(year, 1, 1).map_err(|_| Problem::NoPage(visitor.language()));
    let (first, last) = (beyond(1)?, beyond(9999)?);
    let reading = move |work: &mut Work<'_>| {
        let (rows, next) = if over {
            view::over(work, (day.unwrap_or(last), party, row))?
        } else {
            view::open(work, (day.unwrap_or(first), row))?
        };
        let whose = Whose::of(work, &rows)?;
        Ok::<_, Error>((rows, next, whose, asked(work)?, report(work)?))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (rows, next, whose, complaints, report) = read.map_err(|error| visitor.problem(&error))?;
    let which = if over { "over" } else { "open" };
    let next = next.map(|last| {
        let day = last.6.filter(|_| over).unwrap_or(last.4);
        format!(
            "/requests?which={which}&day={day}&party={}&row={}",
            last.1, last.0
        )
    });
    page(&ListPage {
        rows: rows
            .iter()
            .map(|row| shown(&visitor, row, &whose))
            .collect(),
        frame: Frame::of(&visitor, texts::say(visitor.language(), "rights-title")),
        over,
        complaints,
        today: visitor.today(),
        report,
        outcomes: Outcome::ALL,
        next,
    })
}

/// What the authority asks, and about whom.
fn asked(work: &mut Work<'_>) -> Result<Vec<Asked>, Error> {
    let open = complaints::open(work)?;
    let parties: Vec<PartyId> = open.iter().map(|one| one.0).collect();
    let names = listed_names(work, &parties)?;
    let erased = erased_among(work, &parties)?;
    let asked = open.into_iter().map(|(party, received, due)| Asked {
        party,
        name: names.get(&party).cloned().unwrap_or_default(),
        erased: erased.contains(&party),
        received,
        due,
    });
    Ok(asked.collect())
}

fn shown(visitor: &Visitor, row: &Listed, whose: &Whose) -> Row {
    let until = row.6.unwrap_or_else(|| visitor.today());
    Row {
        party: row.1,
        name: whose.name(row),
        kinds: asked_for(&kinds_of(&row.2), visitor.language()),
        received: row.3,
        due: row.4,
        waits: row.5,
        closed: row.6,
        late: row.5.is_none() && until > row.4,
        unlinked: row.7 != 0,
        erased: whose.is_erased(row),
    }
}
