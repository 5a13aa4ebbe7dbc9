//! One part of the draft as a form, with the check of that part beside it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::drafts::Draft;
use super::super::form::{Part, Which, document, items, part};
use super::sheet::Sheet;
use super::{DRAFT, again, overtaken, revision, save, there, there_or_gone};
use crate::web::{Fields, Frame, Posted, Problem, Visitor, done, page, plain};

fn known(key: &str, visitor: &Visitor) -> Result<&'static Part, Problem> {
    part(key).ok_or(Problem::NoPage(visitor.language()))
}

/// `number` or `new`.
fn which(text: &str, visitor: &Visitor) -> Result<Which, Problem> {
    match text {
        "new" => Ok(Which::New),
        number => number
            .parse()
            .map(Which::Number)
            .map_err(|_| Problem::NoPage(visitor.language())),
    }
}

/// `GET /notice/draft/parts/{part}`: its form, or the list of those there are.
pub(in crate::notice) async fn list_or_form(
    visitor: Visitor,
    Path(key): Path<String>,
) -> Result<Response, Problem> {
    let part = known(&key, &visitor)?;
    let draft = match there(&visitor).await? {
        Ok(draft) => draft,
        Err(away) => return Ok(away),
    };
    let Some(by) = part.by else {
        return form_of(&visitor, part, Which::Whole, &draft);
    };
    framed(&visitor, |sheet| page(&sheet.list(part, by, &draft.body)))
}

/// The pages of the parts, in the frame of a visitor.
fn framed<T>(visitor: &Visitor, does: impl FnOnce(&Sheet<'_>) -> T) -> T {
    let frame = |title| Frame::of(visitor, title);
    does(&Sheet {
        base: DRAFT,
        language: visitor.language(),
        frame: &frame,
    })
}

/// `GET /notice/draft/parts/{part}/{number}`
pub(in crate::notice) async fn show_one(
    visitor: Visitor,
    Path((key, item)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let part = known(&key, &visitor)?;
    let which = which(&item, &visitor)?;
    match there(&visitor).await? {
        Ok(draft) => form_of(&visitor, part, which, &draft),
        Err(away) => Ok(away),
    }
}

fn form_of(
    visitor: &Visitor,
    part: &'static Part,
    which: Which,
    draft: &Draft,
) -> Result<Response, Problem> {
    let state = (draft.body.as_str(), draft.revision);
    let form = framed(visitor, |sheet| sheet.form(part, which, state));
    page(&form.ok_or(Problem::NoPage(visitor.language()))?)
}

/// `POST /notice/draft/parts/{part}`
pub(in crate::notice) async fn change(
    Path(key): Path<String>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let part = known(&key, &visitor)?;
    if part.by.is_some() {
        return Err(Problem::NoPage(visitor.language()));
    }
    changed(&visitor, part, Which::Whole, fields).await
}

/// `POST /notice/draft/parts/{part}/{number}`
pub(in crate::notice) async fn change_one(
    Path((key, item)): Path<(String, String)>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let part = known(&key, &visitor)?;
    let which = which(&item, &visitor)?;
    if part.by.is_none() {
        return Err(Problem::NoPage(visitor.language()));
    }
    changed(&visitor, part, which, fields).await
}

async fn changed(
    visitor: &Visitor,
    part: &'static Part,
    which: Which,
    fields: Fields,
) -> Result<Response, Problem> {
    let (draft, gone) = there_or_gone(visitor).await?;
    if gone || draft.revision != revision(&fields) {
        return late(visitor, part, which, (&draft, gone), &fields);
    }
    let nowhere = || Problem::NoPage(visitor.language());
    let state = (draft.body.as_str(), draft.revision);
    let changed = framed(visitor, |sheet| sheet.changed(part, which, state, &fields));
    let changed = changed.ok_or_else(nowhere)?;
    if changed.good {
        if save(visitor, changed.text, draft.revision).await? {
            return Ok(done(&changed.to, "done-saved"));
        }
        // Overtaken between reading and saving: once more, against what is there now.
        return Box::pin(self::changed(visitor, part, which, fields)).await;
    }
    let form = changed.again.ok_or_else(nowhere)?;
    Ok(again(StatusCode::UNPROCESSABLE_ENTITY, plain(&form)?))
}

/// The form of whoever was overtaken: what the other saved, and what she changed herself.
fn late(
    visitor: &Visitor,
    part: &'static Part,
    which: Which,
    (draft, gone): (&Draft, bool),
    fields: &Fields,
) -> Result<Response, Problem> {
    let here = now_at(draft, part, which, fields, visitor);
    let state = (draft.body.as_str(), draft.revision);
    let form = framed(visitor, |sheet| sheet.overtaken(part, here, state, fields));
    let mut form = form.ok_or(Problem::NoPage(visitor.language()))?;
    form.problems.push(overtaken(visitor, draft, gone));
    if here == Which::New && which != Which::New {
        let removed = texts::say(visitor.language(), "notice-draft-removed");
        form.problems.push(removed);
    }
    Ok(again(StatusCode::CONFLICT, plain(&form)?))
}

/// Where the one of a list is now that a form is about; where it was removed, a new one.
fn now_at(draft: &Draft, part: &Part, which: Which, fields: &Fields, visitor: &Visitor) -> Which {
    let (Which::Number(number), Some(by)) = (which, part.by) else {
        return which;
    };
    let file = document(&draft.body).unwrap_or_default();
    let list = items(&file, part.key, by, visitor.language());
    let was = fields.text("was");
    let own: Vec<usize> = list
        .iter()
        .zip(1..)
        .filter(|((key, _), _)| key == was)
        .map(|(_, number)| number)
        .collect();
    match own.as_slice() {
        // Of several that are told by the same word it is the one that stands there still.
        several if several.contains(&number) => which,
        [one] => Which::Number(*one),
        _ => Which::New,
    }
}
