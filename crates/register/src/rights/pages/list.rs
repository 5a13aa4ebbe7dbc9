//! Requests of everybody: what waits, the one that is due first before the others; and what is over.

use std::collections::HashMap;

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
use super::super::{requester, view};
use crate::people::listed_names;
use crate::web::{Frame, Problem, Query, Visitor, page};

#[derive(Template)]
#[template(path = "rights/list.html")]
struct ListPage {
    frame: Frame,
    over: bool,
    rows: Vec<Row>,
    /// What the authority asks and waits for: of whom, her name, when it came, by when.
    complaints: Vec<(PartyId, String, Day, Day)>,
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
        let parties: Vec<PartyId> = rows.iter().map(|row| row.1).collect();
        let mut names = listed_names(work, &parties)?;
        names.extend(requester::names(work, &rows)?);
        let asked = complaints::open(work)?;
        let parties: Vec<PartyId> = asked.iter().map(|one| one.0).collect();
        let whose = listed_names(work, &parties)?;
        let asks = |(party, received, due): (PartyId, Day, Day)| {
            let name = whose.get(&party).cloned().unwrap_or_default();
            (party, name, received, due)
        };
        let asked: Vec<_> = asked.into_iter().map(asks).collect();
        Ok::<_, Error>((rows, next, names, asked, report(work)?))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (rows, next, names, complaints, report) = read.map_err(|error| visitor.problem(&error))?;
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
            .map(|row| shown(&visitor, row, &names))
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

fn shown(visitor: &Visitor, row: &Listed, names: &HashMap<PartyId, String>) -> Row {
    let until = row.6.unwrap_or_else(|| visitor.today());
    Row {
        party: row.1,
        name: names.get(&row.1).cloned().unwrap_or_default(),
        kinds: asked_for(&kinds_of(&row.2), visitor.language()),
        received: row.3,
        due: row.4,
        waits: row.5,
        closed: row.6,
        late: row.5.is_none() && until > row.4,
        unlinked: row.7 != 0,
    }
}
