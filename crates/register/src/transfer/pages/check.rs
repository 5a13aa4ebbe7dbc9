//! The check of an upload: received, begun, followed, and what it found.

use askama::Template;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use basics::{Code, Coded, Language};
use formats::headings::Heading;
use formats::table::NotAWorkbook;
use guard::FileReader;
use policy::{ConnectionKind, Policy, Purpose, SourceKind};

use super::super::checks::{self, Check};
use super::super::customers::Customers;
use super::super::kind::What;
use super::super::mapping::Own;
use super::super::notes::Notes;
use super::super::order::{self, Key, Mode, Order};
use super::super::run::{Counts, Error};
use super::super::sites::Sites;
use super::super::tasks::Tasks;
use super::super::{files, memory, pass};
use super::rejected::fits_workbook;
use super::start::{at_fault, refused};
use super::{STILL_MS, artificial, events, may_import, order_of, pace, sentence};
use crate::app::App;
use crate::fields;
use crate::people::{Terms, ground_in_notice};
use crate::web::{Fields, Frame, Id, Posted, Problem, Visitor, page, plain, receive};

/// `POST /import`: the file is sealed as it comes and checked whole in the background; nothing
/// else is stored. The right is asked before a byte of the file is read.
pub(super) async fn upload(visitor: Visitor, request: Request) -> Result<Response, Problem> {
    may_import(&visitor).await?;
    let language = visitor.language();
    let told = |error: guard::Error| Problem::of(&error, language);
    let guard = visitor.app.guard().clone();
    let begun = guard.begin_file(&visitor.actor, Purpose::Care).await;
    let mut sealed = begun.map_err(told)?;
    let received = match receive(&visitor, request, &mut sealed).await {
        Ok(received) => received,
        Err(unreceived) => {
            guard.give_up_file(sealed).await.map_err(told)?;
            let Problem::TooLarge(language) = unreceived.problem else {
                return Err(unreceived.problem);
            };
            let sentence = texts::say(language, "error-web-too-large");
            let told = (Some("file"), sentence);
            let mut answer = refused(&visitor, unreceived.fields, told).await?;
            *answer.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
            return Ok(answer);
        }
    };
    let fields = received.fields;
    let order = match order((&visitor.app, &visitor.policy, language), &fields) {
        _ if received.length == 0 => Err(Code::new("transfer.file.missing")),
        Ok(order) => match order.fits(&visitor.policy) {
            Ok(()) => Ok(order),
            Err(error) => Err(error.code()),
        },
        Err(code) => Err(code),
    };
    let order = match order {
        Ok(order) => order,
        Err(code) => {
            guard.give_up_file(sealed).await.map_err(told)?;
            let sentence = texts::say(language, &code.text_key());
            return refused(&visitor, fields, (at_fault(code), sentence)).await;
        }
    };
    let file = guard.finish_file(sealed).await.map_err(told)?;
    accept(&visitor, fields, (file, order)).await
}

/// A sealed upload is checked, or first has to be told what its columns hold.
async fn accept(
    visitor: &Visitor,
    fields: Fields,
    (file, mut order): (i64, Order),
) -> Result<Response, Problem> {
    let language = visitor.language();
    let told = |error: guard::Error| Problem::of(&error, language);
    let opened = files::open(&visitor.app, &visitor.actor, file).await;
    let mut opened = opened.map_err(told)?;
    let recalled = memory::recall(visitor.app.guard(), &mut opened, &mut order).await;
    let headed = recalled.and_then(|()| check_headings(&mut opened, &order));
    match headed {
        Ok(()) => {
            let begun = checks::begin(&visitor.app, &order, file).await;
            begun.map_err(told)?;
            let started = checks::start(&visitor.app, &visitor.actor, file, order).await;
            started.map_err(told)?;
            Ok(to(file, ""))
        }
        Err(error) if to_be_told(&error) => {
            let begun = checks::begin(&visitor.app, &order, file).await;
            begun.map_err(told)?;
            let ended = checks::unmapped(&visitor.app, file, &error).await;
            ended.map_err(told)?;
            Ok(to(file, "/columns"))
        }
        Err(error) => {
            let destroyed = files::destroy(&visitor.app, file).await;
            destroyed.map_err(told)?;
            refused(visitor, fields, (Some("file"), worded(&error, visitor))).await
        }
    }
}

/// Whether somebody can say what is missing: a column, a sheet.
pub(super) fn to_be_told(error: &Error) -> bool {
    match error {
        Error::Unmapped(_) => true,
        Error::NotRead(error) => {
            error.code == NotAWorkbook::WhichSheet.code()
                || error.code == NotAWorkbook::NoSheet.code()
        }
        _ => false,
    }
}

pub(in super::super) fn check_headings(file: &mut FileReader, order: &Order) -> Result<(), Error> {
    match order.what {
        What::Customers => pass::check_headings::<Customers>(file, order),
        What::Notes => pass::check_headings::<Notes>(file, order),
        What::Sites => pass::check_headings::<Sites>(file, order),
        What::Tasks => pass::check_headings::<Tasks>(file, order),
    }
}

/// The sentence of an error, with the place it means.
pub(super) fn worded(error: &Error, visitor: &Visitor) -> String {
    let language = visitor.language();
    let sentence = texts::say(language, &error.code().text_key());
    let place = error.place(language).unwrap_or_default();
    [sentence, place].join(" ").trim().to_owned()
}

pub(super) fn to(file: i64, part: &str) -> Response {
    let path = ["/import/checks/", &file.to_string(), part].concat();
    Redirect::to(&path).into_response()
}

/// The order that fields describe.
pub(in super::super) fn order(
    (app, policy, reader): (&App, &Policy, Language),
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
        what: What::from_key(text("what")).unwrap_or(What::Customers),
        mode: Mode::from_key(text("mode")).unwrap_or_default(),
        key: Key::from_key(text("key")).unwrap_or_default(),
        sheet: None,
        columns: std::collections::BTreeMap::new(),
        own: Own::of(policy),
        terms: Terms {
            connection: connection.ok_or(Code::new("people.field.connection"))?,
            source: source.ok_or(Code::new("people.field.source"))?,
            of: None,
            from: today,
            identity_code_ground: ground,
            artificial: artificial(app),
            language: policy.controller().language,
            today,
        },
        reader,
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
    /// What the import would do, on its button and in a sentence.
    go: String,
    would: String,
    /// Which language those get whose rows tell none, where the list is one of customers.
    spoken: Option<String>,
    /// The first rows that would not be taken: line, column, sentence.
    problems: Vec<(u64, String, String)>,
}

impl CheckedPage {
    fn rejected_at(&self) -> String {
        format!("/import/checks/{}/rejected", self.check.file)
    }

    fn fits_workbook(&self) -> bool {
        fits_workbook(self.check.counts)
    }
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

pub(super) async fn found(visitor: &Visitor, file: i64) -> Result<Check, Problem> {
    may_import(visitor).await?;
    read(visitor, file).await
}

async fn read(visitor: &Visitor, file: i64) -> Result<Check, Problem> {
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
    let column = |key: Option<&String>| {
        let key = key.map_or("", String::as_str);
        let heading = Heading::by_key(key).map(|heading| heading.title(language).to_owned());
        let own = || fields::what_in_words(&visitor.policy, key, language);
        heading.or_else(own).unwrap_or_else(|| "–".to_owned())
    };
    let problems = check.problems.iter();
    let problems = problems
        .map(|(line, heading, code)| (*line, column(heading.as_ref()), sentence(language, code)))
        .collect();
    let frame = Frame::of(&visitor, texts::say(language, "transfer-checked"));
    page(&CheckedPage {
        frame,
        problems,
        running: part.running,
        progress: plain(&part)?,
        failed,
        go: go_in_words(language, &check),
        would: would_in_words(language, &check),
        spoken: language_in_words(language, &check),
        check,
    })
}

/// What the button of a check does: how many it creates, how many it brings up to date.
fn go_in_words(language: Language, check: &Check) -> String {
    let Counts {
        created,
        updated,
        unchanged,
        ..
    } = check.counts;
    let counted = |key: &str, count: i64| texts::say_with(language, key, &[("count", count)]);
    match Order::what_of_said(&check.said) {
        What::Customers if updated == 0 && (created > 0 || unchanged == 0) => {
            counted("transfer-go", created)
        }
        What::Customers if created == 0 => counted("transfer-go-update", updated),
        What::Customers => {
            let created = counted("transfer-go", created);
            [&created, ", ", &counted("transfer-go-and-update", updated)].concat()
        }
        what => counted(
            &["transfer-go-", what.key()].concat(),
            check.counts.brought(),
        ),
    }
}

/// What would become of the rows, in a sentence.
fn would_in_words(language: Language, check: &Check) -> String {
    let counts = check.counts;
    let told = [
        ("created", counts.created),
        ("updated", counts.updated),
        ("unchanged", counts.unchanged + counts.known),
        ("rejected", counts.rejected),
    ];
    texts::say_with(language, "transfer-would", &told)
}

/// Which language those get whose rows tell none, in a sentence.
fn language_in_words(language: Language, check: &Check) -> Option<String> {
    if Order::what_of_said(&check.said) != What::Customers {
        return None;
    }
    Some(order::told_language(
        language,
        Order::language_of_said(&check.said)?,
    ))
}

/// `GET /import/checks/{file}/progress`: the part of the page that moves.
pub(super) async fn progress(visitor: Visitor, Id(file): Id<i64>) -> Result<Response, Problem> {
    let check = found(&visitor, file).await?;
    page(&part(&visitor, check))
}

/// `GET /import/checks/{file}/events`: the same, as it moves.
pub(super) async fn moves(visitor: Visitor, Id(file): Id<i64>) -> Result<Response, Problem> {
    found(&visitor, file).await?;
    Ok(events::events(move || {
        let visitor = visitor.clone();
        async move { plain(&part(&visitor, read(&visitor, file).await?)) }
    }))
}

/// `POST /import/checks/{file}`: a check that was cut off begins anew.
pub(super) async fn again(
    Id(file): Id<i64>,
    Posted { visitor, .. }: Posted,
) -> Result<Response, Problem> {
    let check = found(&visitor, file).await?;
    let order = order_of(&visitor, &check.said, &check.source);
    let order = order.ok_or(Problem::NoPage(visitor.language()))?;
    let started = checks::start(&visitor.app, &visitor.actor, file, order).await;
    started.map_err(|error| Problem::of(&error, visitor.language()))?;
    Ok(to(file, ""))
}

/// `POST /import/checks/{file}/discard`: the upload is destroyed, and its check ends.
pub(super) async fn discard(
    Id(file): Id<i64>,
    Posted { visitor, .. }: Posted,
) -> Result<Response, Problem> {
    found(&visitor, file).await?;
    let destroyed = files::destroy(&visitor.app, file).await;
    destroyed.map_err(|error| Problem::of(&error, visitor.language()))?;
    Ok(Redirect::to("/import").into_response())
}
