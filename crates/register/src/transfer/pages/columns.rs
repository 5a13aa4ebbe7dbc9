//! What the columns of an upload hold: samples of each, and what somebody says of them.
//!
//! The samples are handed out, and the trail tells it as an export.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use formats::headings::Heading;
use policy::FieldKey;

use super::super::checks;
use super::super::files;
use super::super::kind::What;
use super::super::order::Order;
use super::super::run::Error;
use super::super::{memory, pass};
use super::check::{check_headings, found, to, to_be_told, worded};
use super::order_of;
use crate::fields;
use crate::web::{Fields, Frame, Id, Posted, Problem, Visitor, page};

/// Rows of which samples are shown.
const ROWS: usize = 3;
/// Characters of a sample.
const SAMPLE_CHARACTERS: usize = 40;

#[derive(Template)]
#[template(path = "transfer/columns.html")]
struct ColumnsPage {
    frame: Frame,
    file: i64,
    problem: Option<String>,
    /// The sheets of a workbook with several.
    sheets: Vec<(usize, String)>,
    sheet: Option<usize>,
    columns: Vec<Column>,
    /// What a column may hold: key, title.
    headings: Vec<(String, String)>,
}

impl ColumnsPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "the template has a reference"
    )]
    fn is_sheet(&self, at: &usize) -> bool {
        self.sheet == Some(*at)
    }
}

/// A column as it stands in the file.
struct Column {
    at: usize,
    title: String,
    samples: Vec<String>,
    /// The key of what it holds; `-` where it is left out, empty where nobody said.
    holds: String,
}

/// `GET /import/checks/{file}/columns`
pub(super) async fn show(visitor: Visitor, Id(file): Id<i64>) -> Result<Response, Problem> {
    let check = found(&visitor, file).await?;
    let language = visitor.language();
    let order = order_of(&visitor, &check.said, &check.source);
    let order = order.ok_or(Problem::NoPage(language))?;
    let opened = files::take_out(&visitor.app, &visitor.actor, file).await;
    let mut opened = opened.map_err(|error| Problem::of(&error, language))?;
    let sheets = memory::sheets(&mut opened).unwrap_or_default();
    let problem = check_headings(&mut opened, &order).err();
    let rows = pass::first_rows(&mut opened, &order, ROWS);
    let (titles, rows) = rows.unwrap_or_default();
    let known = headings(order.what);
    let known = known.map(|one| (one.key().to_owned(), one.title(language).to_owned()));
    let own = order.own.fields.iter();
    let own = own.filter(|_| order.what == What::Customers).map(|field| {
        let key = fields::what(field.key.as_str());
        (key, field.text.get(language).to_owned())
    });
    let headings: Vec<_> = known.chain(own).collect();
    page(&ColumnsPage {
        frame: Frame::of(&visitor, texts::say(language, "transfer-columns")),
        file,
        problem: problem.map(|error| worded(&error, &visitor)),
        sheet: order.sheet,
        sheets: if sheets.len() > 1 { sheets } else { Vec::new() },
        columns: columns(&order, &titles, &rows),
        headings,
    })
}

fn headings(what: What) -> impl Iterator<Item = Heading> {
    const OF_NOTES: [Heading; 7] = [
        Heading::CustomerNumber,
        Heading::BusinessId,
        Heading::IdentityCode,
        Heading::Email,
        Heading::Phone,
        Heading::Day,
        Heading::Note,
    ];
    let all = Heading::ALL.iter().copied();
    all.filter(move |heading| match what {
        What::Customers => {
            let others = [&[Heading::Day][..], &Heading::OF_SITES, &Heading::OF_TASKS].concat();
            !others.contains(heading)
        }
        What::Sites => super::super::sites::headings().any(|one| one == *heading),
        What::Tasks => super::super::tasks::headings().any(|one| one == *heading),
        What::Notes => OF_NOTES.contains(heading),
    })
}

fn columns(order: &Order, titles: &[String], rows: &[Vec<String>]) -> Vec<Column> {
    let column = |(at, title): (usize, &String)| {
        let own = fields::recognised(&order.own.fields, title);
        let own = own.filter(|_| order.what == What::Customers);
        let own = own.map_or_else(String::new, |key| fields::what(key.as_str()));
        let holds = match (order.own.chosen.get(&at), order.columns.get(&at)) {
            (Some(key), _) => fields::what(key.as_str()),
            (None, Some(said)) => said.map_or("-", Heading::key).to_owned(),
            (None, None) => Heading::recognise(title).map_or(own, |one| one.key().to_owned()),
        };
        let filled = rows.iter().filter_map(|row| row.get(at));
        let filled = filled.filter(|text| !text.trim().is_empty());
        Column {
            at,
            title: title.chars().take(SAMPLE_CHARACTERS).collect(),
            samples: filled
                .map(|text| text.chars().take(SAMPLE_CHARACTERS).collect())
                .collect(),
            holds,
        }
    };
    titles.iter().enumerate().map(column).collect()
}

/// `POST /import/checks/{file}/columns`: what the columns hold; the check begins anew.
pub(super) async fn say(
    Id(file): Id<i64>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let check = found(&visitor, file).await?;
    let language = visitor.language();
    let told = |error: guard::Error| Problem::of(&error, language);
    let order = order_of(&visitor, &check.said, &check.source);
    let mut order = order.ok_or(Problem::NoPage(language))?;
    let opened = files::open(&visitor.app, &visitor.actor, file).await;
    let mut opened = opened.map_err(told)?;
    let sheet = fields.text("sheet").parse::<usize>().ok();
    if sheet.is_some() && sheet != order.sheet {
        order.sheet = sheet;
        (order.columns, order.own.chosen) = (BTreeMap::new(), BTreeMap::new());
        let recalled = memory::recall(visitor.app.guard(), &mut opened, &mut order).await;
        if let Err(Error::People(crate::people::Error::Guard(error))) = recalled {
            return Err(told(error));
        }
    } else {
        let (titles, _) = pass::first_rows(&mut opened, &order, 0).unwrap_or_default();
        (order.columns, order.own.chosen) = said(&fields, &titles, &order);
    }
    checks::reorder(&visitor.app, &order, file)
        .await
        .map_err(told)?;
    match check_headings(&mut opened, &order) {
        Err(error) if to_be_told(&error) => {
            let ended = checks::unmapped(&visitor.app, file, &error).await;
            ended.map_err(told)?;
            Ok(to(file, "/columns"))
        }
        _ => {
            let started = checks::start(&visitor.app, &visitor.actor, file, order).await;
            started.map_err(told)?;
            Ok(to(file, ""))
        }
    }
}

/// What differs from what the headings themselves say.
fn said(
    form: &Fields,
    titles: &[String],
    order: &Order,
) -> (BTreeMap<usize, Option<Heading>>, BTreeMap<usize, FieldKey>) {
    let (mut said, mut own) = (BTreeMap::new(), BTreeMap::new());
    for (at, title) in titles.iter().enumerate() {
        let word = form.text(&["c", &at.to_string()].concat());
        if let Some(field) = fields::key_of_what(word) {
            let by_title = fields::recognised(&order.own.fields, title);
            if by_title != Some(field) || Heading::recognise(title).is_some() {
                own.insert(at, field);
            }
            continue;
        }
        let heading = Heading::by_key(word);
        let other = heading.is_some() && heading != Heading::recognise(title);
        if word == "-" || other {
            said.insert(at, heading);
        }
    }
    (said, own)
}
