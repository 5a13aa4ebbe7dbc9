//! The check of an upload: begun, followed, and what it found.

use std::io::Cursor;

use askama::Template;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Redirect, Response};
use basics::{Code, Coded, Language};
use formats::headings::Heading;
use policy::{ConnectionKind, Policy, SourceKind};

use super::super::checks::{self, Check};
use super::super::order::Order;
use super::super::pass;
use super::super::run::Error;
use super::start::refused;
use super::{STILL_MS, artificial, may_import, order_of, pace, sentence};
use crate::app::App;
use crate::people::{Terms, ground_in_notice};
use crate::web::{Fields, Frame, Id, Posted, Problem, Uploaded, Visitor, page, plain};

/// `POST /import`: the file is sealed and checked whole in the background; nothing else is stored.
/// The right is asked before a byte of the file is read.
pub(super) async fn upload(visitor: Visitor, request: Request) -> Result<Response, Problem> {
    may_import(&visitor).await?;
    let upload = Uploaded::from_request(request, &visitor.app).await?;
    let (fields, bytes) = (upload.fields, upload.file);
    let language = visitor.language();
    let say = |code: Code| texts::say(language, &code.text_key());
    if bytes.is_empty() {
        let problem = say(Code::new("transfer.file.missing"));
        return refused(&visitor, fields, problem).await;
    }
    let order = match order((&visitor.app, &visitor.policy, language), &fields) {
        Ok(order) => order,
        Err(code) => return refused(&visitor, fields, say(code)).await,
    };
    let fits = order.fits(&visitor.policy).map_err(Error::from);
    let headed =
        fits.and_then(|()| pass::check_headings(&mut Cursor::new(bytes.as_slice()), &order));
    if let Err(error) = headed {
        let place = error.place(language).unwrap_or_default();
        let problem = [say(error.code()), place].join(" ");
        return refused(&visitor, fields, problem.trim().to_owned()).await;
    }
    let begun = checks::begin(&visitor.app, &visitor.actor, &order, bytes).await;
    let file = begun.map_err(|error| Problem::of(&error, language))?;
    checks::spawn(visitor.app, visitor.actor, file, order);
    Ok(to(file))
}

fn to(file: i64) -> Response {
    Redirect::to(&["/import/checks/", &file.to_string()].concat()).into_response()
}

/// The order that fields describe.
pub(in super::super) fn order(
    (app, policy, language): (&App, &Policy, Language),
    fields: &Fields,
) -> Result<Order, Code> {
    let text = |name: &str| fields.text(name);
    let connection = ConnectionKind::from_key(text("connection"));
    let source = SourceKind::from_key(text("source"));
    let ground = match text("identity_code_ground") {
        "" => None,
        key => Some(
            ground_in_notice(policy, key).ok_or(Code::new("people.field.identity_code_ground"))?,
        ),
    };
    let zone = &policy.controller().zone;
    let today = zone.day_at(app.clock().now());
    if text("name").is_empty() {
        return Err(Code::new("transfer.source.missing"));
    }
    Ok(Order {
        terms: Terms {
            connection: connection.ok_or(Code::new("people.field.connection"))?,
            source: source.ok_or(Code::new("people.field.source"))?,
            of: None,
            from: today,
            identity_code_ground: ground,
            artificial: artificial(app),
            language,
            today,
        },
        source: text("name").chars().take(100).collect(),
        create_likely: fields.ticked("create_likely"),
        ignore_unknown: fields.ticked("ignore_unknown"),
        dry_run: false,
    })
}

#[derive(Template)]
#[template(path = "transfer/checked.html")]
struct CheckedPage {
    frame: Frame,
    check: Check,
    progress: String,
    running: bool,
    failed: Option<String>,
    /// The first rows that would not be taken: line, column, sentence.
    problems: Vec<(u64, &'static str, String)>,
}

#[derive(Template)]
#[template(path = "transfer/checking.html")]
struct CheckingPart {
    frame: Frame,
    check: Check,
    running: bool,
    pace: Option<(i64, i64)>,
}

fn part(visitor: &Visitor, check: Check) -> CheckingPart {
    let still = visitor.app.clock().now().ms_since(check.advanced);
    let counts = check.counts;
    CheckingPart {
        frame: Frame::of(visitor, String::new()),
        running: check.ended.is_none() && still < STILL_MS,
        pace: pace(
            counts.done,
            check.advanced.ms_since(check.started),
            counts.all - counts.done,
        ),
        check,
    }
}

async fn found(visitor: &Visitor, file: i64) -> Result<Check, Problem> {
    may_import(visitor).await?;
    let found = checks::check(&visitor.app, file).await;
    let found = found.map_err(|error| Problem::of(&error, visitor.language()))?;
    found.ok_or(Problem::NoPage(visitor.language()))
}

/// `GET /import/checks/{file}`
pub(super) async fn show(visitor: Visitor, Id(file): Id<i64>) -> Result<Response, Problem> {
    let check = found(&visitor, file).await?;
    let language = visitor.language();
    let part = part(&visitor, check.clone());
    let failed = check.failed.as_ref().map(|(code, line)| {
        let line = line.map(|line| line.to_string());
        let place = line.map(|line| {
            texts::say_with(language, "transfer-place-line", &[("line", line.as_str())])
        });
        let words = [sentence(language, code), place.unwrap_or_default()];
        words.join(" ").trim().to_owned()
    });
    let column =
        |heading: Option<Heading>| heading.map_or("–", |heading| heading.title(language));
    let problems = check.problems.iter();
    let problems = problems
        .map(|(line, heading, code)| (*line, column(*heading), sentence(language, code)))
        .collect();
    let frame = Frame::of(&visitor, texts::say(language, "transfer-checked"));
    page(&CheckedPage {
        frame,
        problems,
        running: part.running,
        progress: plain(&part)?,
        failed,
        check,
    })
}

/// `GET /import/checks/{file}/progress`: the part of the page that moves.
pub(super) async fn progress(visitor: Visitor, Id(file): Id<i64>) -> Result<Response, Problem> {
    let check = found(&visitor, file).await?;
    page(&part(&visitor, check))
}

/// `POST /import/checks/{file}`: a check that was cut off begins anew.
pub(super) async fn again(
    Id(file): Id<i64>,
    Posted { visitor, .. }: Posted,
) -> Result<Response, Problem> {
    let check = found(&visitor, file).await?;
    let order = order_of(&visitor, &check.said, &check.source);
    let order = order.ok_or(Problem::NoPage(visitor.language()))?;
    checks::spawn(visitor.app, visitor.actor, file, order);
    Ok(to(file))
}
