//! One part of the draft as a form, with the check of that part beside it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use policy::Broken;

use super::super::drafts::Draft;
use super::super::form::{Block, Faults, Part, Which, apply, blocks, document, items, part};
use super::checked::{Checked, path_of};
use super::{again, overtaken, revision, save, there};
use crate::web::{Fields, Frame, Posted, Problem, Visitor, done, page, plain};

#[derive(Template)]
#[template(path = "notice/part.html")]
struct PartPage {
    frame: Frame,
    /// Where the form goes.
    path: String,
    /// The page above: the list, or the draft.
    above: (String, String),
    revision: i64,
    /// What the one of a list was told by when the form was made.
    was: String,
    blocks: Vec<Block>,
    /// What help there is for this part.
    help: Option<String>,
    /// What keeps it from being saved, where that stands beside no field.
    problems: Vec<String>,
    /// Whether the one of a list is there already.
    removable: bool,
    checked: Checked,
}

impl PartPage {
    /// Whether something stands beside a field that keeps it from being saved.
    fn is_wrong(&self) -> bool {
        let mut inputs = self.blocks.iter().flat_map(|block| &block.inputs);
        inputs.any(|input| !input.faults.is_empty())
    }
}

#[derive(Template)]
#[template(path = "notice/list.html")]
struct ListPage {
    frame: Frame,
    path: String,
    /// Address, what each is told by, what it says.
    rows: Vec<(String, String, String)>,
    help: Option<String>,
    checked: Checked,
}

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

/// The help of a part; nothing where there is none.
fn help(part: &Part, visitor: &Visitor) -> Option<String> {
    const HELPED: [&str; 7] = [
        "interest",
        "purpose",
        "category",
        "recipient",
        "role",
        "clock",
        "marketing",
    ];
    let own = HELPED.contains(&part.key);
    own.then(|| texts::say(visitor.language(), &["notice-help-", part.key].concat()))
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
    let language = visitor.language();
    let file = document(&draft.body).unwrap_or_default();
    let list = items(&file, part.key, by, language);
    let row =
        |(at, (key, text)): (usize, (String, String))| (path_of(part, Some(at + 1)), key, text);
    page(&ListPage {
        frame: Frame::of(&visitor, texts::say(language, &part.title())),
        path: path_of(part, None),
        rows: list.into_iter().enumerate().map(row).collect(),
        help: help(part, &visitor),
        checked: Checked::of(&draft.body, language).about(part),
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
    let checked = Checked::of(&draft.body, visitor.language());
    let faults = Faults::of(&checked.broken, part, which, visitor.language());
    let found = filled(visitor, part, which, (&draft.body, draft.revision), &faults)?;
    page(&PartPage {
        checked: checked.about(part),
        ..found
    })
}

/// The form as a file fills it.
fn filled(
    visitor: &Visitor,
    part: &'static Part,
    which: Which,
    (body, revision): (&str, i64),
    faults: &Faults,
) -> Result<PartPage, Problem> {
    let language = visitor.language();
    let nowhere = || Problem::NoPage(language);
    let file = document(body).ok_or_else(nowhere)?;
    let title = texts::say(language, &part.title());
    let (path, above, was) = match (which, part.by) {
        (Which::Whole, None) => {
            let above = texts::say(language, "notice-draft");
            (
                path_of(part, None),
                (super::DRAFT.to_owned(), above),
                String::new(),
            )
        }
        (Which::Number(number), Some(by)) => {
            let list = items(&file, part.key, by, language);
            let at = number.checked_sub(1).ok_or_else(nowhere)?;
            let (key, _) = list.into_iter().nth(at).ok_or_else(nowhere)?;
            (
                path_of(part, Some(number)),
                (path_of(part, None), title.clone()),
                key,
            )
        }
        (Which::New, Some(_)) => {
            let own = path_of(part, None);
            ([&own, "/new"].concat(), (own, title.clone()), String::new())
        }
        _ => return Err(nowhere()),
    };
    let shown = blocks(&file, part, which, faults, language);
    let title = match which {
        Which::Number(_) if !was.is_empty() => [&title, ": ", &was].concat(),
        _ => title,
    };
    Ok(PartPage {
        frame: Frame::of(visitor, title),
        path,
        above,
        revision,
        was,
        problems: faults.elsewhere(&shown),
        blocks: shown,
        help: help(part, visitor),
        removable: matches!(which, Which::Number(_)),
        checked: Checked::of("", language).about(part),
    })
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
    let language = visitor.language();
    let mut file = document(&draft.body).ok_or(Problem::NoPage(language))?;
    let overtaken_by = (draft.revision != revision(&fields)).then(|| overtaken(visitor, &draft));
    if overtaken_by.is_some() && !same(&file, part, which, &fields, visitor) {
        return Err(told_changed(visitor));
    }
    let now = apply(&mut file, part, which, &fields).ok_or(Problem::NoPage(language))?;
    let text = file.to_string();
    let leaves = fields.ticked("remove");
    let here = match which {
        Which::New => Which::Number(now),
        other => other,
    };
    let faults = Faults::of(&fresh(&draft.body, &text), part, here, language);
    if overtaken_by.is_none() && (faults.is_empty() || leaves) {
        if save(visitor, text, draft.revision).await? {
            let to = path_of(part, part.by.is_some().then_some(now).filter(|_| !leaves));
            return Ok(done(&to, "done-saved"));
        }
        return Ok(Redirect::to(&path_of(part, None)).into_response());
    }
    let status = match overtaken_by {
        Some(_) => StatusCode::CONFLICT,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let mut form = filled(visitor, part, here, (&text, draft.revision), &faults)?;
    if which == Which::New {
        form.path = [&path_of(part, None), "/new"].concat();
        form.frame.title = texts::say(language, &part.title());
        form.removable = false;
        form.was = String::new();
    }
    form.problems.extend(overtaken_by);
    form.checked = Checked::of(&draft.body, language).about(part);
    Ok(again(status, plain(&form)?))
}

/// What is wrong with the file now and was not before.
fn fresh(before: &str, after: &str) -> Vec<Broken> {
    let wrong = |text: &str| {
        policy::Policy::parse(text, "notice")
            .err()
            .unwrap_or_default()
    };
    let old = wrong(before);
    let known = |one: &Broken| {
        old.iter()
            .any(|had| had.path == one.path && had.code == one.code)
    };
    let mut now = wrong(after);
    now.retain(|one| !known(one));
    now
}

/// Whether the form still is about the same one of the list.
fn same(
    file: &toml_edit::DocumentMut,
    part: &Part,
    which: Which,
    fields: &Fields,
    visitor: &Visitor,
) -> bool {
    match (which, part.by) {
        (Which::Number(number), Some(by)) => {
            let list = items(file, part.key, by, visitor.language());
            let one = number.checked_sub(1).and_then(|at| list.get(at));
            one.is_some_and(|(key, _)| key == fields.text("was"))
        }
        _ => true,
    }
}

fn told_changed(visitor: &Visitor) -> Problem {
    super::told(visitor, &super::Error::Changed)
}
