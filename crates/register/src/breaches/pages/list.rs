//! Breaches: what is open, with the hours left; what is over; and a new one.

use askama::Template;
use axum::response::Response;
use basics::{Day, Instant, RowId};
use guard::Work;
use serde::Deserialize;

use super::super::asked::{self, When};
use super::super::error::Error;
use super::super::ledger::{self, Listed};
use super::super::state::hours_left;
use super::PURPOSE;
use crate::web::{Fields, Frame, Posted, Problem, Query, Visitor, Wrong, done, page, unfit};

#[derive(Template)]
#[template(path = "breaches/list.html")]
struct ListPage {
    frame: Frame,
    over: bool,
    rows: Vec<Listed>,
    now: Instant,
    next: Option<String>,
    wrong: Wrong,
}

impl ListPage {
    /// How many hours are left, in words; late where there are none.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn left(&self, due: &Instant) -> String {
        in_words(&self.frame, *due, self.now)
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn is_late(&self, due: &Instant) -> bool {
        *due < self.now
    }
}

/// How many hours are left until a moment, in words.
#[must_use]
pub fn in_words(frame: &Frame, due: Instant, now: Instant) -> String {
    let left = hours_left(due, now);
    if left < 0 {
        frame.count("breaches-hours-late", &(-left))
    } else {
        frame.count("breaches-hours-left", &left)
    }
}

/// Which breaches.
#[derive(Deserialize, Default)]
pub(in super::super) struct Wish {
    which: Option<String>,
    day: Option<String>,
    row: Option<String>,
}

/// `GET /breaches`
pub(in super::super) async fn show(
    visitor: Visitor,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    page(&read(&visitor, wish, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, wish: Wish, wrong: Wrong) -> Result<ListPage, Problem> {
    let over = wish.which.as_deref() == Some("over");
    let last = Day::new(9999, 1, 1).map_err(|_| Problem::NoPage(visitor.language()))?;
    let day = wish.day.as_deref().and_then(|day| Day::parse(day).ok());
    let row = wish.row.as_deref().and_then(|row| row.parse().ok());
    let row = row.unwrap_or(RowId::new(i64::MAX));
    let reading = move |work: &mut Work<'_>| {
        if over {
            ledger::over(work, (day.unwrap_or(last), row))
        } else {
            ledger::open(work, row)
        }
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, PURPOSE, reading).await;
    let (rows, next) = read.map_err(|error| visitor.problem(&error))?;
    let which = if over { "over" } else { "open" };
    let next = next.map(|(day, row)| {
        let day = day.map_or_else(String::new, |day| day.to_string());
        format!("/breaches?which={which}&day={day}&row={row}")
    });
    Ok(ListPage {
        frame: Frame::of(visitor, texts::say(visitor.language(), "breaches-title")),
        over,
        rows,
        now: visitor.app.clock().now(),
        next,
        wrong,
    })
}

/// `POST /breaches`
pub(in super::super) async fn add(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let intake = match asked::intake(&fields, &When::of(&visitor)) {
        Ok(intake) => intake,
        Err(error) => return again(&visitor, fields, &error).await,
    };
    let writing = move |work: &mut Work<'_>| ledger::add(work, &intake);
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, PURPOSE, writing).await {
        Ok(row) => Ok(done(&format!("/breaches/{row}"), "done-added")),
        Err(error) => again(&visitor, fields, &error).await,
    }
}

/// The page again, with the sentence at its field and with what was typed.
async fn again(visitor: &Visitor, fields: Fields, error: &Error) -> Result<Response, Problem> {
    let wrong = visitor.wrong("add", error, fields)?;
    unfit(&read(visitor, Wish::default(), wrong).await?)
}
