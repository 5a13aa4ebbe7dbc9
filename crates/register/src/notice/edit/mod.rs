//! Editing the next version of the notice in the browser, for whoever may publish it.
//!
//! Invariants: what was typed is never lost: what cannot be saved comes back in its form, with the
//! reason; nothing is published from here but through the guard, by the rules of the command.

mod checked;
mod file;
mod overview;
mod part;
mod publication;
mod sheet;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use basics::Code;
use guard::Work;
use policy::Purpose;

use super::drafts::{self, Draft, Error};
use crate::web::{Fields, Problem, Visitor};

pub(crate) use checked::Checked;
pub(crate) use overview::BLANK;
pub(crate) use sheet::{Row, Sheet};

pub(super) use file::{change as change_file, download, show as show_file, upload};
pub(super) use overview::{begin, discard, show as overview};
pub(super) use part::{change as change_part, change_one, list_or_form as show_part, show_one};
pub(super) use publication::{preview, publish, show as publication};

/// Where the draft is.
const DRAFT: &str = "/notice/draft";

fn told(visitor: &Visitor, error: &Error) -> Problem {
    Problem::of(error, visitor.language())
}

/// The draft; nothing where there is none.
async fn read(visitor: &Visitor) -> Result<Option<Draft>, Problem> {
    let desk = visitor.app.guard().desk();
    let reading = |work: &mut Work<'_>| drafts::read(work);
    let read = desk.read(&visitor.actor, Purpose::Staff, reading).await;
    read.map_err(|error| told(visitor, &error))
}

/// The draft, or the way to where one is begun.
async fn there(visitor: &Visitor) -> Result<Result<Draft, Response>, Problem> {
    let draft = read(visitor).await?;
    Ok(draft.ok_or_else(|| Redirect::to(DRAFT).into_response()))
}

/// The newest published version, in force already or later: its number and its text.
async fn newest(visitor: &Visitor) -> Result<Option<(i64, String)>, Problem> {
    let notices = visitor.app.guard().notices();
    let failed = |error: guard::Error| Problem::of(&error, visitor.language());
    let versions = notices.versions().await.map_err(failed)?;
    let Some(newest) = versions.first() else {
        return Ok(None);
    };
    let text = notices.text(newest.number).await.map_err(failed)?;
    Ok(text.map(|text| (newest.number, text)))
}

/// The draft that a form is posted to; where it was published or thrown away meanwhile the newest
/// notice, so that the form comes back with what was typed, and whether that is so.
async fn there_or_gone(visitor: &Visitor) -> Result<(Draft, bool), Problem> {
    if let Some(draft) = read(visitor).await? {
        return Ok((draft, false));
    }
    let (base, body) = newest(visitor).await?.unzip();
    let draft = Draft {
        body: body.unwrap_or_else(|| BLANK.to_owned()),
        base,
        revision: 0,
        changed: visitor.app.clock().now(),
        by: String::new(),
    };
    Ok((draft, true))
}

/// Saves the draft that was read at `revision`; whether nobody else did meanwhile.
async fn save(visitor: &Visitor, body: String, revision: i64) -> Result<bool, Problem> {
    let desk = visitor.app.guard().desk();
    let saving = move |work: &mut Work<'_>| drafts::save(work, &body, revision);
    match desk.write(&visitor.actor, Purpose::Staff, saving).await {
        Ok(()) => Ok(true),
        Err(Error::Changed) => Ok(false),
        Err(error) => Err(told(visitor, &error)),
    }
}

/// Which state of the draft a form was made from.
fn revision(fields: &Fields) -> i64 {
    fields.text("revision").parse().unwrap_or_default()
}

/// A form that comes back.
fn again(status: StatusCode, html: String) -> Response {
    (status, Html(html)).into_response()
}

/// What a code says.
fn sentence(visitor: &Visitor, code: Code) -> String {
    texts::say(visitor.language(), &code.text_key())
}

/// That somebody else saved meanwhile, and who; or that there is no draft any more.
fn overtaken(visitor: &Visitor, draft: &Draft, gone: bool) -> String {
    if gone {
        return texts::say(visitor.language(), "notice-draft-gone");
    }
    let zone = &visitor.policy.controller().zone;
    let values = [
        ("who", draft.by.clone()),
        ("when", zone.finnish(draft.changed)),
    ];
    let values = values.each_ref().map(|(name, text)| (*name, text.as_str()));
    texts::say_with(visitor.language(), "notice-draft-overtaken", &values)
}
