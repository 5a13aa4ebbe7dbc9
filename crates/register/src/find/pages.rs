//! The list of customers and the search.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use guard::category::{Company, Identity};
use guard::{Ask, PartyKind, Patience, Work};
use policy::Purpose;
use serde::Deserialize;

use super::everywhere::found_anywhere;
use super::rows::{ListRow, Rows, SHOWN, SHOWN_TYPING, listed};
use crate::people::{COUNT_TO, Error, served};
use crate::web::{Frame, Posted, Problem, Query, Visitor, page, plain};

/// Customers counted at most; above that it is said that there are more.
const COUNTED_MAX: i64 = 10_000;
/// The longest text that is searched for.
const TYPED_MAX: usize = 200;

#[derive(Template)]
#[template(path = "find/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<ListRow>,
    /// The number after which the next page begins.
    next: Option<i64>,
    /// How many there are, and whether there are more than were counted; for whoever sees all.
    count: Option<(i64, bool)>,
    may_add: bool,
}

#[derive(Template)]
#[template(path = "find/hits.html")]
struct Hits {
    frame: Frame,
    rows: Vec<ListRow>,
    more: bool,
    loose: bool,
    /// What is said where nobody was found.
    nothing: &'static str,
    asked: bool,
}

#[derive(Template)]
#[template(path = "find/search.html")]
struct SearchPage {
    frame: Frame,
    hits: Option<Hits>,
}

impl ListRow {
    fn is_person(&self) -> bool {
        self.kind == PartyKind::Person
    }
}

/// Where the page begins.
#[derive(Deserialize)]
pub(super) struct Before {
    before: Option<i64>,
}

/// `GET /customers`
pub(super) async fn list(
    visitor: Visitor,
    Query(Before { before }): Query<Before>,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let purposes = served(&visitor.actor, &visitor.policy);
    let purpose = purposes.first().copied().unwrap_or(Purpose::Care);
    let first = before.unwrap_or(i64::MAX);
    let reading = move |work: &mut Work<'_>| {
        let rows = listed(work, first)?;
        let count = if work.reaches_everyone() {
            let merged = work.count_merged(COUNTED_MAX)?;
            let count = work.tx().one(&COUNT_TO, (COUNTED_MAX + 1 + merged,))? - merged;
            Some((count.min(COUNTED_MAX), count > COUNTED_MAX))
        } else {
            None
        };
        let add = Ask::add();
        let mut purposes = purposes.iter();
        let may_add = purposes.any(|purpose| {
            work.could_for::<Identity>(*purpose, &add, false)
                || work.could_for::<Company>(*purpose, &add, false)
        });
        Ok::<_, Error>((rows, count, may_add))
    };
    let read = visitor
        .app
        .guard()
        .desk()
        .read(&visitor.actor, purpose, reading)
        .await;
    let (
        Rows {
            shown: rows, next, ..
        },
        count,
        may_add,
    ) = read.map_err(|error| Problem::of(&error, language))?;
    let frame = Frame::of(&visitor, texts::say(language, "find-list"));
    page(&ListPage {
        frame,
        rows,
        next,
        count,
        may_add,
    })
}

/// `GET /customers/search`
pub(super) async fn search(visitor: Visitor) -> Result<Response, Problem> {
    let frame = Frame::of(&visitor, texts::say(visitor.language(), "find-search"));
    page(&SearchPage { frame, hits: None })
}

/// `POST /customers/search`: the whole page, for a browser without scripts.
pub(super) async fn hits_page(posted: Posted) -> Result<Response, Problem> {
    let hits = search_for(&posted, SHOWN, Patience::Asked).await?;
    let frame = Frame::of(
        &posted.visitor,
        texts::say(posted.visitor.language(), "find-search"),
    );
    page(&SearchPage {
        frame,
        hits: Some(hits),
    })
}

/// `POST /customers/hits`: the hits alone, while somebody types.
pub(super) async fn hits(posted: Posted) -> Result<Response, Problem> {
    let hits = search_for(&posted, SHOWN_TYPING, Patience::Typing).await?;
    Ok(Html(plain(&hits)?).into_response())
}

async fn search_for(
    Posted { visitor, fields }: &Posted,
    most: usize,
    patience: Patience,
) -> Result<Hits, Problem> {
    let language = visitor.language();
    let frame = Frame::of(visitor, String::new());
    let text: String = fields.text("words").chars().take(TYPED_MAX).collect();
    if text.is_empty() {
        return Ok(Hits {
            frame,
            rows: Vec::new(),
            more: false,
            loose: false,
            nothing: "find-nothing",
            asked: false,
        });
    }
    let guard = visitor.app.guard();
    let read = found_anywhere(
        guard,
        &visitor.actor,
        &visitor.policy,
        &text,
        most,
        patience,
    )
    .await;
    let Rows {
        shown: rows,
        more,
        loose,
        unfinished,
        ..
    } = read.map_err(|error| Problem::of(&error, language))?;
    Ok(Hits {
        frame,
        rows,
        more,
        loose,
        nothing: match patience {
            _ if !unfinished => "find-nothing",
            Patience::Typing => "find-press-enter",
            Patience::Asked => "find-cut",
        },
        asked: true,
    })
}
