//! The search: the box, and whom a text finds.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use guard::{PartyKind, Patience};

use super::super::everywhere::found_anywhere;
use super::super::rows::{ListRow, Rows, SHOWN, SHOWN_TYPING};
use crate::web::{Frame, Posted, Problem, Visitor, page, plain};

/// The longest text that is searched for.
const TYPED_MAX: usize = 200;

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

/// `GET /customers/search`
pub(in super::super) async fn search(visitor: Visitor) -> Result<Response, Problem> {
    let frame = Frame::of(&visitor, texts::say(visitor.language(), "find-search"));
    page(&SearchPage { frame, hits: None })
}

/// `POST /customers/search`: the whole page, for a browser without scripts.
pub(in super::super) async fn hits_page(posted: Posted) -> Result<Response, Problem> {
    let hits = search_for(&posted, SHOWN, Patience::Asked).await?;
    let title = texts::say(posted.visitor.language(), "find-search");
    let mut frame = Frame::of(&posted.visitor, title);
    let words = posted.fields.text("words").chars();
    frame.sought = words.take(TYPED_MAX).collect();
    page(&SearchPage {
        frame,
        hits: Some(hits),
    })
}

/// `POST /customers/hits`: the hits alone, while somebody types.
pub(in super::super) async fn hits(posted: Posted) -> Result<Response, Problem> {
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
