//! The search: the box, and whom a text finds.
//!
//! What was typed travels in the body of a request and lies in memory for the session; the page of
//! its hits has an id in its address. So whoever goes back, reloads or keeps the address is asked to
//! send no form again, and no history, log or bookmark holds a word of it.

use askama::Template;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use basics::SearchId;
use guard::{PartyKind, Patience};

use super::super::everywhere::found_anywhere;
use super::super::rows::{ListRow, Rows, SHOWN, SHOWN_TYPING, Shows};
use super::super::sees_customers;
use crate::web::{Fields, Frame, Id, Posted, Problem, Visitor, page, plain};

/// The longest text that is searched for.
const TYPED_MAX: usize = 200;
/// The header that tells a page which typed on under which id it comes back to its hits.
const SEARCH: HeaderName = HeaderName::from_static("x-search");

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
    /// Whether nobody knows any more what was sought.
    over: bool,
}

impl ListRow {
    fn is_person(&self) -> bool {
        self.kind == PartyKind::Person
    }
}

fn frame(visitor: &Visitor) -> Frame {
    Frame::of(visitor, texts::say(visitor.language(), "find-search"))
}

/// `GET /customers/search`
pub(in super::super) async fn search(visitor: Visitor) -> Result<Response, Problem> {
    page(&SearchPage {
        frame: frame(&visitor),
        hits: None,
        over: false,
    })
}

/// `POST /customers/search`: leads to the page of the hits.
pub(in super::super) async fn seek(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let words = typed(&fields);
    if !sees_customers(&visitor) {
        // Refused here and on the record, as any search of hers.
        search_for(&visitor, &words, SHOWN, Patience::Asked).await?;
    }
    if words.is_empty() {
        return Ok(Redirect::to("/customers/search").into_response());
    }
    let id = keep(&visitor, &fields, &words);
    Ok(Redirect::to(&format!("/customers/search/{id}")).into_response())
}

/// `GET /customers/search/{search}`: whom it finds now, as often as the session comes back to it.
pub(in super::super) async fn sought(
    visitor: Visitor,
    Id(id): Id<SearchId>,
) -> Result<Response, Problem> {
    let (app, mut frame) = (&visitor.app, frame(&visitor));
    let now = app.clock().now();
    let Some(words) = app.sought().find(&visitor.form_token, id, now) else {
        let over = plain(&SearchPage {
            frame,
            hits: None,
            over: true,
        })?;
        return Ok((StatusCode::GONE, Html(over)).into_response());
    };
    let hits = search_for(&visitor, &words, SHOWN, Patience::Asked).await?;
    words.as_str().clone_into(&mut frame.sought);
    frame.sought_at = id.to_string();
    page(&SearchPage {
        frame,
        hits: Some(hits),
        over: false,
    })
}

/// `POST /customers/hits`: the hits alone, while somebody types, and where she comes back to them.
pub(in super::super) async fn hits(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let words = typed(&fields);
    let hits = search_for(&visitor, &words, SHOWN_TYPING, Patience::Typing).await?;
    let id = keep(&visitor, &fields, &words).to_string();
    let mut response = Html(plain(&hits)?).into_response();
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(SEARCH, id);
    }
    Ok(response)
}

fn typed(fields: &Fields) -> String {
    fields.text("words").chars().take(TYPED_MAX).collect()
}

/// Keeps what was typed for the session: in the place of what its page sought before.
fn keep(visitor: &Visitor, fields: &Fields, words: &str) -> SearchId {
    let app = &visitor.app;
    let earlier = fields.text("at").parse().ok();
    let new = SearchId::new(app.ids().random());
    let now = app.clock().now();
    app.sought()
        .keep(&visitor.form_token, words, (earlier, new), now)
}

async fn search_for(
    visitor: &Visitor,
    text: &str,
    most: usize,
    patience: Patience,
) -> Result<Hits, Problem> {
    let language = visitor.language();
    let frame = Frame::of(visitor, String::new());
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
    let (actor, policy) = (&visitor.actor, &visitor.policy);
    let read = found_anywhere(guard, actor, policy, text, (most, patience), Shows::Homes).await;
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
