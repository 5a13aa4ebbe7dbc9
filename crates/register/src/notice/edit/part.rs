//! One part of the draft as a form, with the check of that part beside it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::drafts::{Draft, Error};
use super::super::form::{Part, Which, document, items, part};
use super::sheet::Sheet;
use super::{DRAFT, again, overtaken, revision, save, there, told};
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
    let draft = match there(visitor).await? {
        Ok(draft) => draft,
        Err(away) => return Ok(away),
    };
    let nowhere = || Problem::NoPage(visitor.language());
    let late = (draft.revision != revision(&fields)).then(|| overtaken(visitor, &draft));
    if late.is_some() && !same(&draft, part, which, &fields, visitor) {
        return Err(told(visitor, &Error::Changed));
    }
    let state = (draft.body.as_str(), draft.revision);
    let changed = framed(visitor, |sheet| sheet.changed(part, which, state, &fields));
    let changed = changed.ok_or_else(nowhere)?;
    if late.is_none() && changed.good {
        if save(visitor, changed.text, draft.revision).await? {
            return Ok(done(&changed.to, "done-saved"));
        }
        // Overtaken between reading and saving: once more, against what is there now.
        return Box::pin(self::changed(visitor, part, which, fields)).await;
    }
    let status = match late {
        Some(_) => StatusCode::CONFLICT,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    // What was to be removed is looked at anew.
    let Some(mut form) = changed.again else {
        return Err(told(visitor, &Error::Changed));
    };
    form.problems.extend(late);
    Ok(again(status, plain(&form)?))
}

/// Whether the form still is about the same one of the list.
fn same(draft: &Draft, part: &Part, which: Which, fields: &Fields, visitor: &Visitor) -> bool {
    match (which, part.by) {
        (Which::Number(number), Some(by)) => {
            let file = document(&draft.body).unwrap_or_default();
            let list = items(&file, part.key, by, visitor.language());
            let one = number.checked_sub(1).and_then(|at| list.get(at));
            one.is_some_and(|(key, _)| key == fields.text("was"))
        }
        _ => true,
    }
}
