//! Exporting in the browser: choose, see how many it would be, then take the file.
//!
//! Invariant: the first chunk is read before the answer begins, so a refusal is a page; whatever
//! goes wrong later ends the transfer as an error, and the browser says that the download failed.

use askama::Template;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::choice::Choice;
use super::flow::Flow;
use super::format::Format;
use super::run::{Count, Error, Order, REASON_MAX, Run, View, WORDS_MAX, hers};
use super::sheet::SCHEMA;
use crate::app::App;
use crate::find::{self, Filter};
use crate::web::{Fields, Frame, Mends as _, Posted, Problem, Query, Visitor, Wrong, page, unfit};

/// Rows of a list that are taken out at most, where they were ticked one by one.
const ROWS_MAX: usize = 500;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/export", get(start).post(preview))
        .route("/export/file", post(file))
        .route("/schema/customers-1.json", get(schema))
}

#[derive(Template)]
#[template(path = "export/start.html")]
struct StartPage {
    frame: Frame,
    wrong: Wrong,
    /// Whether nothing can be ordered, because a filter of the list was not understood.
    nothing: bool,
    typed: Fields,
    /// What the role may take out, with its title and whether it is ticked.
    choices: Vec<(Choice, String, bool)>,
    formats: [Format; 4],
}

#[derive(Template)]
#[template(path = "export/ready.html")]
struct ReadyPage {
    frame: Frame,
    count: i64,
    /// Whether some may be left out of it.
    at_most: bool,
    found: bool,
    typed: Fields,
    choices: Vec<(Choice, String)>,
    format: Format,
}

/// `GET /export`
async fn start(
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    // A list hands over whom it shows: what it is narrowed by, or rows that were ticked.
    let asked = Fields::of(asked);
    let (filter, wrong) = Filter::read(&asked);
    let narrowed = filter.query();
    let rows = asked.all("row").into_iter().map(|row| ("row", row));
    let handed = rows.chain([("narrowed", narrowed.as_str())]);
    let owned = handed.map(|(field, text)| (field.to_owned(), text.to_owned()));
    let typed = Fields::of(owned.collect());
    let mut form = start_page(&visitor, typed, Wrong::default()).await?;
    if wrong.is_empty() {
        return page(&form);
    }
    let wrong = wrong
        .into_iter()
        .map(|field| find::said_wrong(field, visitor.language()));
    let sentence = wrong.collect::<Vec<_>>().join(" ");
    form.wrong = Wrong::new(ORDER, None, sentence, Fields::default());
    form.nothing = true;
    unfit(&form)
}

/// The form; whoever may take out nothing is refused, on the record.
async fn start_page(visitor: &Visitor, typed: Fields, wrong: Wrong) -> Result<StartPage, Problem> {
    let language = visitor.language();
    let hers = hers(visitor.app.guard(), &visitor.actor, &visitor.policy).await;
    let hers = hers.map_err(|error| Problem::of(&error, language))?;
    let ticked = |choice: &Choice| wrong.picked_or(ORDER, "choice", choice.key(), true);
    let choices = hers.into_iter().map(|choice| {
        let ticked = ticked(&choice);
        (choice, choice.title(language), ticked)
    });
    Ok(StartPage {
        frame: Frame::of(visitor, texts::say(language, "export-title")),
        nothing: false,
        choices: choices.collect(),
        wrong,
        typed,
        formats: Format::ALL,
    })
}

/// The name of the form that orders an export.
const ORDER: &str = "order";

/// What was ordered by a form.
fn order_of(fields: &Fields, problem: impl Fn() -> Problem) -> Result<Order, Problem> {
    let choices = fields.all("choice").into_iter().map(Choice::from_key);
    let choices: Option<Vec<Choice>> = choices.collect();
    Ok(Order {
        view: view_of(fields).ok_or_else(&problem)?,
        choices: choices.ok_or_else(&problem)?,
        format: Format::from_key(fields.text("format")).ok_or_else(&problem)?,
        reason: fields.text("reason").chars().take(REASON_MAX).collect(),
    })
}

/// Whom a form is about: rows that were ticked, those a search finds, those who fit, everyone.
fn view_of(fields: &Fields) -> Option<View> {
    let rows = fields.all("row");
    if !rows.is_empty() {
        let rows = rows.into_iter().take(ROWS_MAX).map(str::parse);
        return rows.collect::<Result<_, _>>().ok().map(View::Chosen);
    }
    let words: String = fields.text("words").chars().take(WORDS_MAX).collect();
    let filter = Filter::of_query(fields.text("narrowed"))?;
    match View::of(&words) {
        View::All if !filter.is_empty() => Some(View::Narrowed(filter)),
        view => Some(view),
    }
}

async fn begun(visitor: &Visitor, order: Order) -> Result<Run, Error> {
    Run::begin(visitor.app.guard(), &visitor.actor, &visitor.policy, order).await
}

/// The form again with what to do, where that can be mended there; else the page of the refusal.
async fn refused(visitor: &Visitor, fields: Fields, error: &Error) -> Result<Response, Problem> {
    let language = visitor.language();
    let mut sentence = visitor
        .sentence(error)
        .ok_or_else(|| visitor.problem(error))?;
    if let Error::NotYours(choice) = error {
        sentence = [choice.title(language).as_str(), ": ", &sentence].concat();
    }
    let wrong = Wrong::new(ORDER, error.field(&fields), sentence, fields.clone());
    unfit(&start_page(visitor, fields, wrong).await?)
}

/// `POST /export`: how many it would be, before anything leaves.
async fn preview(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let language = visitor.language();
    let order = order_of(&fields, || Problem::BadForm(language))?;
    let run = match begun(&visitor, order).await {
        Ok(run) => run,
        Err(error) => return refused(&visitor, fields, &error).await,
    };
    let (count, at_most) = match run.count() {
        Count::Exactly(count) => (count, false),
        Count::AtMost(count) => (count, true),
    };
    let order = run.order();
    let titled = order.choices.iter();
    page(&ReadyPage {
        frame: Frame::of(&visitor, texts::say(language, "export-title")),
        count,
        at_most,
        found: !matches!(order.view, View::All),
        typed: fields,
        choices: titled
            .map(|choice| (*choice, choice.title(language)))
            .collect(),
        format: order.format,
    })
}

/// `POST /export/file`: the file, as it is read.
async fn file(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let language = visitor.language();
    let order = order_of(&fields, || Problem::BadForm(language))?;
    let now = visitor.app.clock().now();
    let flow = async { Flow::begin(begun(&visitor, order).await?, language, now).await };
    match flow.await {
        Ok(flow) => Ok(flow.answer(visitor.policy.controller().zone.day_at(now))),
        Err(error) => refused(&visitor, fields, &error).await,
    }
}

/// `GET /schema/customers-1.json`: what the JSON form looks like; it holds nobody's data.
async fn schema() -> Response {
    let kind = HeaderValue::from_static("application/schema+json");
    ([(header::CONTENT_TYPE, kind)], SCHEMA).into_response()
}
