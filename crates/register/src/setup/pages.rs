//! The notice of a register that is not made yet: the forms of the editor, with the check beside.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use super::door::Inside;
use crate::notice::{Checked, Row, Sheet, Which, part as part_of};
use crate::web::{Fields, Frame, Problem, Wrong, page, unfit};

/// Where the pages of the notice stand.
pub(super) const NOTICE: &str = "/set-up/notice";

/// A form as it was posted.
type Posted = Form<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "setup/notice.html")]
struct NoticePage {
    frame: Frame,
    groups: Vec<(String, Vec<Row>)>,
    checked: Checked,
}

impl Inside {
    /// The pages of the parts, framed for the set-up.
    fn sheet<T>(&self, does: impl FnOnce(&Sheet<'_>) -> T) -> T {
        let frame = |title| Frame::before(self.language, title);
        does(&Sheet {
            base: NOTICE,
            language: self.language,
            frame: &frame,
        })
    }

    fn body(&self) -> String {
        self.set_up.state().notice.clone()
    }
}

/// `GET /set-up/notice`
pub(super) async fn notice(inside: Inside) -> Result<Response, Problem> {
    let body = inside.body();
    let checked = Checked::of(NOTICE, &body, inside.language);
    page(&NoticePage {
        frame: inside.frame("setup-notice"),
        groups: inside.sheet(|sheet| sheet.groups(&body, &checked)),
        checked,
    })
}

/// `GET /set-up/notice/parts/{part}`
pub(super) async fn part(inside: Inside, Path(key): Path<String>) -> Result<Response, Problem> {
    let nowhere = Problem::NoPage(inside.language);
    let part = part_of(&key).ok_or(nowhere)?;
    let body = inside.body();
    if let Some(by) = part.by {
        return inside.sheet(|sheet| page(&sheet.list(part, by, &body)));
    }
    let form = inside.sheet(|sheet| sheet.form(part, Which::Whole, (body.as_str(), 0)));
    page(&form.ok_or(Problem::NoPage(inside.language))?)
}

fn which(text: &str) -> Option<Which> {
    match text {
        "new" => Some(Which::New),
        number => number.parse().ok().map(Which::Number),
    }
}

/// `GET /set-up/notice/parts/{part}/{item}`
pub(super) async fn one(
    inside: Inside,
    Path((key, item)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let nowhere = || Problem::NoPage(inside.language);
    let part = part_of(&key).ok_or_else(nowhere)?;
    let which = which(&item).ok_or_else(nowhere)?;
    let body = inside.body();
    let form = inside.sheet(|sheet| sheet.form(part, which, (body.as_str(), 0)));
    page(&form.ok_or_else(nowhere)?)
}

/// `POST /set-up/notice/parts/{part}`
pub(super) async fn change_part(
    inside: Inside,
    Path(key): Path<String>,
    Form(fields): Posted,
) -> Result<Response, Problem> {
    changed(&inside, &key, Which::Whole, &Fields::of(fields))
}

/// `POST /set-up/notice/parts/{part}/{item}`
pub(super) async fn change_one(
    inside: Inside,
    Path((key, item)): Path<(String, String)>,
    Form(fields): Posted,
) -> Result<Response, Problem> {
    let which = which(&item).ok_or(Problem::NoPage(inside.language))?;
    changed(&inside, &key, which, &Fields::of(fields))
}

fn changed(inside: &Inside, key: &str, which: Which, fields: &Fields) -> Result<Response, Problem> {
    let nowhere = || Problem::NoPage(inside.language);
    let part = part_of(key).ok_or_else(nowhere)?;
    let body = inside.body();
    let changed = inside.sheet(|sheet| sheet.changed(part, which, (body.as_str(), 0), fields));
    let changed = changed.ok_or_else(nowhere)?;
    if changed.good {
        inside.set_up.state().notice = changed.text;
        let to = match part.key {
            // The two that are asked first lead on; any other leads back to the whole.
            "controller" => "/set-up/notice/parts/contact",
            _ if part.by.is_some() => &changed.to,
            _ => NOTICE,
        };
        return Ok(Redirect::to(to).into_response());
    }
    let form = changed.again.ok_or_else(nowhere)?;
    unfit(&form)
}

#[derive(Template)]
#[template(path = "setup/file.html")]
struct FilePage {
    frame: Frame,
    text: String,
    wrong: Wrong,
    checked: Checked,
}

/// `GET /set-up/notice/file`
pub(super) async fn file(inside: Inside) -> Result<Response, Problem> {
    page(&file_page(&inside, inside.body(), Wrong::default()))
}

fn file_page(inside: &Inside, text: String, wrong: Wrong) -> FilePage {
    FilePage {
        frame: inside.frame("notice-draft-file"),
        checked: Checked::of(NOTICE, &text, inside.language),
        text,
        wrong,
    }
}

/// `POST /set-up/notice/file`: a notice that is written already.
pub(super) async fn change_file(inside: Inside, Form(fields): Posted) -> Result<Response, Problem> {
    let text = Fields::of(fields).raw("text").replace("\r\n", "\n");
    if text.parse::<toml_edit::DocumentMut>().is_ok() {
        inside.set_up.state().notice = text;
        return Ok(Redirect::to(NOTICE).into_response());
    }
    let sentence = texts::say(inside.language, "error-notice-draft-not-toml");
    let wrong = Wrong::new("draft", Some("text"), sentence, Fields::default());
    unfit(&file_page(&inside, text, wrong))
}

#[derive(Template)]
#[template(path = "setup/preview.html")]
struct PreviewPage {
    frame: Frame,
    html: Option<String>,
    checked: Checked,
}

/// `GET /set-up/notice/preview`: in the language at the top.
pub(super) async fn preview(inside: Inside) -> Result<Response, Problem> {
    let checked = Checked::of(NOTICE, &inside.body(), inside.language);
    let policy = checked.policy.as_ref();
    page(&PreviewPage {
        frame: inside.frame("notice-preview"),
        html: policy.map(|policy| policy.document(inside.language).to_html_fragment()),
        checked,
    })
}
