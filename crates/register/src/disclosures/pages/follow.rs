//! Recipients who are to be told of corrections, erasures and restrictions, the oldest first.

use askama::Template;
use axum::response::Response;
use basics::Day;
use guard::Work;
use policy::Purpose;
use serde::Deserialize;

use super::super::error::Error;
use super::super::follow::{self, FollowUp, How, SHOWN};
use super::customer::HOWS;
use super::day;
use crate::web::{Frame, Posted, Problem, Query, Visitor, done, page};

const PATH: &str = "/disclosures/to-tell";

#[derive(Template)]
#[template(path = "disclosures/to_tell.html")]
struct ToTellPage {
    frame: Frame,
    rows: Vec<FollowUp>,
    next: Option<String>,
    hows: [How; How::ALL.len()],
    today: Day,
}

/// Where the list begins.
#[derive(Deserialize)]
pub(super) struct Wish {
    since: Option<String>,
    after: Option<i64>,
}

/// `GET /disclosures/to-tell`
pub(super) async fn show(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    let since = wish.since.as_deref().and_then(|day| Day::parse(day).ok());
    let first = Day::new(1, 1, 1).map_err(|_| Problem::NoPage(visitor.language()))?;
    let after = (since.unwrap_or(first), wish.after.unwrap_or(i64::MIN));
    let reading = move |work: &mut Work<'_>| follow::open(work, after);
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let mut rows = read.map_err(|error: Error| visitor.problem(&error))?;
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let next = rows.last().filter(|_| more);
    let next = next.map(|last| format!("{PATH}?since={}&after={}", last.since, last.number));
    page(&ToTellPage {
        frame: Frame::of(
            &visitor,
            texts::say(visitor.language(), "disclosures-to-tell-title"),
        ),
        rows,
        next,
        hows: HOWS,
        today: visitor.today(),
    })
}

/// `POST /disclosures/to-tell`: one of them was told.
pub(super) async fn tell(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let telling = move |work: &mut Work<'_>| {
        let number = fields.text("follow_up").parse().map_err(|_| Error::Form)?;
        let how = How::from_key(fields.text("how")).ok_or(Error::Means)?;
        let on = day(fields.text("on"))?.unwrap_or_else(|| work.today());
        follow::tell(work, number, on, how)
    };
    let desk = visitor.app.guard().desk();
    let told_now = desk.write(&visitor.actor, Purpose::Rights, telling).await;
    told_now.map_err(|error| visitor.problem(&error))?;
    Ok(done(PATH, "done-saved"))
}
