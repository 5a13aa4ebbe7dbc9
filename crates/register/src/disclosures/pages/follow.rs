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
use crate::web::{Frame, Posted, Problem, Query, Visitor, Wrong, done, page, unfit};

const PATH: &str = "/disclosures/to-tell";

#[derive(Template)]
#[template(path = "disclosures/to_tell.html")]
struct ToTellPage {
    frame: Frame,
    rows: Vec<FollowUp>,
    next: Option<String>,
    hows: [How; How::ALL.len()],
    today: Day,
    wrong: Wrong,
}

impl ToTellPage {
    /// The name of the form that says how one of them was told.
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn form(&self, one: &FollowUp) -> String {
        form_of(&one.number.to_string())
    }
}

fn form_of(number: &str) -> String {
    ["tell-", number].concat()
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
    let after = (since.unwrap_or(Day::FIRST), wish.after.unwrap_or(i64::MIN));
    page(&read(&visitor, after, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, after: (Day, i64), wrong: Wrong) -> Result<ToTellPage, Problem> {
    let reading = move |work: &mut Work<'_>| follow::open(work, after);
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let mut rows = read.map_err(|error: Error| visitor.problem(&error))?;
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let next = rows.last().filter(|_| more);
    let next = next.map(|last| format!("{PATH}?since={}&after={}", last.since, last.number));
    Ok(ToTellPage {
        frame: Frame::of(
            visitor,
            texts::say(visitor.language(), "disclosures-to-tell-title"),
        ),
        rows,
        next,
        hows: HOWS,
        today: visitor.today(),
        wrong,
    })
}

/// `POST /disclosures/to-tell`: one of them was told.
pub(super) async fn tell(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let asked = fields.clone();
    let telling = move |work: &mut Work<'_>| {
        let number = asked.text("follow_up").parse().map_err(|_| Error::Form)?;
        let how = How::from_key(asked.text("how")).ok_or(Error::Means)?;
        let on = day(&asked, "on")?.unwrap_or_else(|| work.today());
        follow::tell(work, number, on, how)
    };
    let desk = visitor.app.guard().desk();
    let told_now = desk.write(&visitor.actor, Purpose::Rights, telling).await;
    let Err(error) = told_now else {
        return Ok(done(PATH, "done-saved"));
    };
    let wrong = visitor.wrong(&form_of(fields.text("follow_up")), &error, fields)?;
    unfit(&read(&visitor, (Day::FIRST, i64::MIN), wrong).await?)
}
