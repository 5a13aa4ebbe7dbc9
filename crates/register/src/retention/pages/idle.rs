//! Connections in which nothing happens: looked through and ended.

use askama::Template;
use axum::response::Response;
use basics::{Day, PartyId};
use guard::category::Identity;
use guard::{Ask, Work};
use policy::Purpose;
use serde::Deserialize;

use super::super::error::Error;
use super::super::idle::{self, Place, START};
use super::told;
use crate::people::listed_names;
use crate::web::{Fields, Frame, Posted, Problem, Query, Visitor, Wrong, done, page, unfit};

/// Connections that are ended together at most.
const CHOSEN_MAX: usize = 500;

#[derive(Template)]
#[template(path = "retention/idle.html")]
struct IdlePage {
    frame: Frame,
    /// Kinds of connection with the time of the notice.
    times: Vec<(String, String)>,
    rows: Vec<Row>,
    next: Option<Place>,
    /// Behind which connection the page begins.
    after: Place,
    wrong: Wrong,
}

impl IdlePage {
    /// Whether a connection is ticked: what was chosen before, or everything.
    fn is_ticked(&self, row: &Row) -> bool {
        !self.wrong.is_in("idle") || self.wrong.picked("idle", "row", &row.chosen)
    }
}

/// A connection whose end is proposed.
struct Row {
    party: PartyId,
    name: String,
    chosen: String,
    kind: String,
    from: Day,
    last: Option<Day>,
}

/// Behind which connection.
#[derive(Deserialize)]
pub(in super::super) struct Wish {
    party: Option<String>,
    connection: Option<String>,
}

/// `GET /retention/idle`
pub(in super::super) async fn show(
    visitor: Visitor,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let party = wish.party.and_then(|party| party.parse().ok());
    let connection = wish.connection.and_then(|one| one.parse().ok());
    let after = party.zip(connection).unwrap_or(START);
    page(&read(&visitor, after, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, after: Place, wrong: Wrong) -> Result<IdlePage, Problem> {
    let language = visitor.language();
    let reading = move |work: &mut Work<'_>| {
        let _grant = work.grant::<Identity>(Ask::erased(&[]))?;
        let (found, next) = idle::page(work, after)?;
        let mut parties: Vec<PartyId> = found.iter().map(|one| one.party).collect();
        parties.dedup();
        let names = listed_names(work, &parties)?;
        Ok::<_, Error>((found, next, names))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (found, next, names) = read.map_err(|error| told(&error, language))?;
    let frame = Frame::of(visitor, texts::say(language, "retention-idle"));
    let row = |one: &idle::Idle| Row {
        party: one.party,
        name: names
            .get(&one.party)
            .cloned()
            .unwrap_or_else(|| "–".to_owned()),
        chosen: format!("{}:{}", one.party, one.connection),
        kind: frame.word(&one.kind),
        from: one.from,
        last: one.last,
    };
    let stated = visitor.policy.connections().iter();
    let times = stated.filter_map(|one| {
        let period = one.inactivity.as_ref()?.period.in_words(language);
        Some((one.text.get(language).to_owned(), period))
    });
    Ok(IdlePage {
        times: times.collect(),
        rows: found.iter().map(row).collect(),
        next,
        after,
        wrong,
        frame,
    })
}

/// What was ticked: party and connection.
fn chosen(fields: &Fields) -> Vec<Place> {
    let rows = fields.all("row").into_iter().take(CHOSEN_MAX);
    let read = |row: &str| {
        let (party, connection) = row.split_once(':')?;
        Some((party.parse().ok()?, connection.parse().ok()?))
    };
    let mut chosen: Vec<Place> = rows.filter_map(read).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

/// `POST /retention/idle`: what was chosen ends, where still nothing has happened.
pub(in super::super) async fn end(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let chosen = chosen(&fields);
    let ending = move |work: &mut Work<'_>| idle::end(work, &chosen);
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, Purpose::Rights, ending).await {
        Ok(()) => Ok(done("/retention/idle", "done-connections-ended")),
        Err(error) => {
            let of = |name: &str| fields.text(name);
            let after = of("party").parse().ok().zip(of("connection").parse().ok());
            let wrong = visitor.wrong("idle", &error, fields)?;
            unfit(&read(&visitor, after.unwrap_or(START), wrong).await?)
        }
    }
}
