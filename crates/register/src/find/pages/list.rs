//! The list of customers: narrowed, with the columns somebody chose, as a view somebody kept.

use std::sync::Arc;

use askama::Template;
use axum::response::Response;
use basics::{Language, ViewId};
use formats::Municipality;
use guard::category::{Company, Identity, Other};
use guard::{Ask, Work};
use policy::{Action, ConnectionKind, Policy, Purpose, Right};

use super::super::columns::{Column, cells};
use super::super::filter::{FIELDS, Filter, Hers};
use super::super::list::{COUNTED_MAX, Count};
use super::super::rows::{ListRow, Rows, narrowed};
use super::super::views::{self, View};
use super::path_of;
use crate::people::{COUNT_TO, Error, served};
use crate::tags::{self, Tag};
use crate::web::{Fields, Frame, Posted, Problem, Query, Visitor, Wrong, done, page, unfit};

/// A filter that narrows, and the address of the list without it.
struct Chip {
    text: String,
    without: String,
}

#[derive(Template)]
#[template(path = "find/list.html")]
struct ListPage {
    frame: Frame,
    policy: Arc<Policy>,
    shown: Shown,
    typed: Fields,
    /// What of the filters was not understood.
    wrong: Wrong,
    chips: Vec<Chip>,
    next: Option<String>,
}

/// The name of the form that narrows the list.
const NARROW: &str = "f";

/// What one unit of work reads for the page.
struct Shown {
    filter: Filter,
    hers: Hers,
    /// Whether a filter was left out that the role may not use.
    left_out: bool,
    rows: Vec<ListRow>,
    cells: Vec<Vec<String>>,
    columns: Vec<Column>,
    /// Every column the role may see.
    offered: Vec<Column>,
    next: Option<i64>,
    count: Option<Count>,
    tags: Vec<Tag>,
    views: Vec<View>,
    view: Option<View>,
    may_add: bool,
    /// What may be done for many at once.
    bulk: Vec<&'static str>,
}

impl ListPage {
    /// What a field of the form holds.
    fn holds(&self, field: &str) -> String {
        let typed = self.typed.text(field);
        if !self.wrong.is_in(NARROW) || typed.is_empty() {
            let held = self.shown.filter.holds(field).unwrap_or_default();
            return match field {
                "from" | "until" | "quiet" => finnish(&held),
                "municipality" => municipality(&held, self.frame.language),
                _ => held,
            };
        }
        typed.to_owned()
    }

    fn is(&self, field: &str, value: &str) -> bool {
        self.holds(field) == value
    }

    /// What stands in the columns of a row, each beside its column.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn row(&self, at: &usize) -> Vec<(Column, &str)> {
        let cells = self.shown.cells.get(*at).into_iter().flatten();
        let columns = self.shown.columns.iter().copied();
        columns.zip(cells.map(String::as_str)).collect()
    }

    /// The filters that are a yes or a no, as far as the role may use them.
    fn flags(&self) -> Vec<&'static str> {
        let hers = self.shown.hers;
        let offered = [
            (true, "protected"),
            (true, "deceased"),
            (hers.permissions, "ban"),
            (hers.restricted, "restricted"),
        ];
        let offered = offered.into_iter().filter(|(may, _)| *may);
        offered.map(|(_, field)| field).collect()
    }

    fn shows(&self, column: &Column) -> bool {
        self.shown.columns.contains(column)
    }

    fn heading(&self, column: &Column) -> String {
        column.heading(&self.policy, self.frame.language)
    }

    /// The fields of the company in which something is chosen, as far as the role may narrow by
    /// them: what the field is called, and each choice with its name.
    fn choices(&self) -> Vec<(&str, Vec<(String, &str)>)> {
        let language = self.frame.language;
        let fields = self.policy.fields().iter();
        let fields = fields.filter(|field| {
            let hers = self.shown.offered.contains(&Column::Field(field.key));
            hers && !field.choices.is_empty()
        });
        fields
            .map(|field| {
                let key = field.key;
                let named = field
                    .choices
                    .iter()
                    .map(move |one| (format!("{key}:{}", one.key), one.text.get(language)));
                (field.text.get(language), named.collect())
            })
            .collect()
    }

    fn keys(&self) -> String {
        Column::keys(&self.shown.columns)
    }

    /// Whether a view is the one that is open.
    fn open(&self, view: &View) -> bool {
        let open = self.shown.view.as_ref();
        open.is_some_and(|open| open.id == view.id)
    }

    fn tags_in_use(&self) -> Vec<&Tag> {
        let chosen = self.shown.filter.tag;
        let offered = |tag: &&Tag| tag.ended.is_none() || chosen == Some(tag.tag);
        self.shown.tags.iter().filter(offered).collect()
    }
}

fn finnish(day: &str) -> String {
    basics::Day::parse(day).map_or_else(|_| String::new(), basics::Day::finnish)
}

/// What a municipality is called.
fn municipality(number: &str, language: Language) -> String {
    let found = Municipality::of_number(number);
    found.map_or_else(String::new, |one| one.name(language).to_owned())
}

/// `GET /customers`
pub(in super::super) async fn list(
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let typed = Fields::of(asked);
    let number = |name: &str| match typed.text(name) {
        "" => Ok(None),
        text => text
            .parse::<i64>()
            .map(Some)
            .map_err(|_| Problem::NoPage(language)),
    };
    let before = number("before")?.unwrap_or(i64::MAX);
    let view: Option<ViewId> = match typed.text("view") {
        "" => None,
        text => Some(text.parse().map_err(|_| Problem::NoPage(language))?),
    };
    let (filter, wrong) = Filter::read(&typed);
    let purposes = served(&visitor.actor, &visitor.policy);
    let purpose = purposes.first().copied().unwrap_or(Purpose::Care);
    let nothing = !wrong.is_empty();
    let reading = move |work: &mut Work<'_>| {
        let wish = Wish {
            filter: filter.clone(),
            view,
            before,
            nothing,
        };
        read(work, &wish, &purposes, language)
    };
    let desk = visitor.app.guard().desk();
    let shown = desk.read(&visitor.actor, purpose, reading).await;
    let shown = shown.map_err(|error| Problem::of(&error, language))?;
    let title = match &shown.view {
        Some(view) => view.name.clone(),
        None => texts::say(language, "find-list"),
    };
    let wrong = match wrong.as_slice() {
        [] => Wrong::default(),
        fields => {
            let said = |field: &&'static str| (*field, said_wrong(field, language));
            let at: Vec<(&'static str, String)> = fields.iter().map(said).collect();
            let all: Vec<&str> = at.iter().map(|(_, said)| said.as_str()).collect();
            Wrong::each(NARROW, all.join(" "), at, Fields::default())
        }
    };
    let form = ListPage {
        frame: Frame::of(&visitor, title),
        policy: Arc::clone(&visitor.policy),
        chips: chips(&shown, &visitor.policy, language),
        next: shown
            .next
            .map(|next| path_of(&shown.filter, view, Some(next))),
        wrong,
        shown,
        typed,
    };
    if nothing {
        return unfit(&form);
    }
    page(&form)
}

/// What is to be shown.
struct Wish {
    filter: Filter,
    view: Option<ViewId>,
    before: i64,
    /// Whether nobody is shown, because a filter was not understood.
    nothing: bool,
}

fn read(
    work: &mut Work<'_>,
    wish: &Wish,
    purposes: &[Purpose],
    language: Language,
) -> Result<Shown, Error> {
    let view = match wish.view {
        Some(view) => Some(views::one(work, view)?),
        None => None,
    };
    let hers = Hers::of(work);
    let asked = view.as_ref().map_or(&wish.filter, |view| &view.filter);
    let (filter, left_out) = asked.left_to(hers, work.policy());
    let columns = match &view {
        Some(view) => view.columns.clone(),
        None => views::chosen(work)?,
    };
    let offered: Vec<Column> = Column::all(work.policy())
        .into_iter()
        .filter(|column| column.is_hers(work))
        .collect();
    let columns: Vec<Column> = columns
        .into_iter()
        .filter(|column| offered.contains(column))
        .collect();
    let (rows, count) = if wish.nothing {
        work.seen(Action::List, &[])?;
        (Rows::none(), None)
    } else {
        let (rows, walk) = narrowed(work, &filter, wish.before)?;
        let count = match (work.reaches_everyone(), filter.is_empty()) {
            (false, _) => None,
            (true, true) => Some(everyone(work)?),
            (true, false) => Some(walk.count(work)?),
        };
        (rows, count)
    };
    let cells = cells(work, &rows.shown, &columns, language)?;
    let tags = if hers.other {
        tags::all(work.tx())?
    } else {
        Vec::new()
    };
    let add = Ask::add();
    let mut purposes = purposes.iter();
    let may_add = purposes.any(|purpose| {
        work.could_for::<Identity>(*purpose, &add, false)
            || work.could_for::<Company>(*purpose, &add, false)
    });
    Ok(Shown {
        filter,
        hers,
        left_out,
        cells,
        columns,
        offered,
        next: rows.next,
        rows: rows.shown,
        count,
        tags,
        views: views::all(work)?,
        view,
        may_add,
        bulk: bulk(work),
    })
}

/// What the actor may do for many customers at once.
fn bulk(work: &Work<'_>) -> Vec<&'static str> {
    let mut bulk = Vec::new();
    if work.could_without_reason::<Other>(&Ask::change(&[])) {
        bulk.extend(["put", "take", "task"]);
    }
    if work.holds(Right::Export) {
        bulk.push("export");
    }
    bulk
}

/// How many customers there are, without going through them.
fn everyone(work: &mut Work<'_>) -> Result<Count, Error> {
    let merged = work.count_merged(COUNTED_MAX)?;
    let count = work.tx().one(&COUNT_TO, (COUNTED_MAX + 1 + merged,))? - merged;
    Ok(if count > COUNTED_MAX {
        Count::Over(COUNTED_MAX)
    } else {
        Count::Exactly(count)
    })
}

fn chips(shown: &Shown, policy: &Policy, language: Language) -> Vec<Chip> {
    let filter = &shown.filter;
    let narrowing = FIELDS.into_iter().filter_map(|field| {
        let held = filter.holds(field)?;
        let label = texts::say(language, &["find-filter-", field].concat());
        let value = said(field, &held, (&shown.tags, policy), language);
        Some(Chip {
            text: [label.as_str(), ": ", &value].concat(),
            without: path_of(&filter.without(field), None, None),
        })
    });
    narrowing.collect()
}

/// That a filter was not understood, and what to write, in words.
#[must_use]
pub(crate) fn said_wrong(field: &str, language: Language) -> String {
    let label = texts::say(language, &["find-filter-", field].concat());
    texts::say_with(language, "find-wrong", &[("field", label.as_str())])
}

/// What a filter says, in words.
fn said(field: &str, held: &str, (tags, policy): (&[Tag], &Policy), language: Language) -> String {
    let say = |key: &str| texts::say(language, key);
    match field {
        "kind" => say(&["people-", held].concat()),
        "connection" => say(&["connection-", &held.replace('_', "-")].concat()),
        "language" => say(&["language-", held].concat()),
        "from" | "until" | "quiet" => finnish(held),
        "tag" => {
            let mut named = tags.iter().filter(|tag| tag.tag.to_string() == held);
            named
                .next()
                .map_or_else(|| "–".to_owned(), |tag| tag.name.clone())
        }
        "field" => {
            let chosen = held.split_once(':').and_then(|(field, choice)| {
                let field = policy.field(field)?;
                let choice = field.choice(choice)?.text.get(language);
                Some([field.text.get(language), ": ", choice].concat())
            });
            chosen.unwrap_or_else(|| "–".to_owned())
        }
        "municipality" => municipality(held, language),
        "postal" => held.to_owned(),
        _ => say(&["find-", held].concat()),
    }
}

/// `POST /customers/columns`: which columns her lists show.
pub(in super::super) async fn columns(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let bad = || Problem::BadForm(language);
    let back = Filter::of_query(fields.text("back")).ok_or_else(bad)?;
    let chosen = Column::of_keys(fields.all("column"));
    let writing = move |work: &mut Work<'_>| {
        work.seen(Action::List, &[])?;
        views::choose(work, &chosen)
    };
    let purposes = served(&visitor.actor, &visitor.policy);
    let purpose = purposes.first().copied().unwrap_or(Purpose::Care);
    let desk = visitor.app.guard().desk();
    let written = desk.write(&visitor.actor, purpose, writing).await;
    written.map_err(|error: views::Error| Problem::of(&error, language))?;
    Ok(done(&path_of(&back, None, None), "done-saved"))
}
