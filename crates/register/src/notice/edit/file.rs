//! The draft as the file it is: for whoever would rather write it, and to take it along.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use basics::Code;

use super::super::drafts::Draft;
use super::super::form::document;
use super::checked::Checked;
use super::{DRAFT, again, overtaken, revision, save, sentence, there, there_or_gone};
use crate::web::{
    Fields, Frame, Posted, Problem, Uploaded, Visitor, Wrong, done, page, plain, saved, unfit,
};

#[derive(Template)]
#[template(path = "notice/file.html")]
struct FilePage {
    frame: Frame,
    revision: i64,
    text: String,
    wrong: Wrong,
    /// What somebody else saved meanwhile.
    conflict: Option<Conflict>,
    checked: Checked,
}

/// `GET /notice/draft/file`
pub(in crate::notice) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    match there(&visitor).await? {
        Ok(draft) => page(&filled(
            &visitor,
            draft.body,
            draft.revision,
            Wrong::default(),
        )),
        Err(away) => Ok(away),
    }
}

fn filled(visitor: &Visitor, text: String, revision: i64, wrong: Wrong) -> FilePage {
    let language = visitor.language();
    FilePage {
        frame: Frame::of(visitor, texts::say(language, "notice-draft-file")),
        revision,
        checked: Checked::of(DRAFT, &text, language),
        text,
        wrong,
        conflict: None,
    }
}

/// `POST /notice/draft/file`
pub(in crate::notice) async fn change(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let text = fields.raw("text").replace("\r\n", "\n");
    taken(&visitor, text, &fields).await
}

/// `POST /notice/draft/upload`
pub(in crate::notice) async fn upload(upload: Uploaded) -> Result<Response, Problem> {
    let Uploaded {
        visitor,
        fields,
        file,
    } = upload;
    let (draft, _) = there_or_gone(&visitor).await?;
    let missing = file.is_empty().then_some("notice.file_missing");
    match (missing, std::str::from_utf8(&file)) {
        (None, Ok(text)) => taken(&visitor, text.replace("\r\n", "\n"), &fields).await,
        (missing, _) => {
            let code = Code::new(missing.unwrap_or("notice.file_not_text"));
            let sentence = sentence(&visitor, code);
            let wrong = Wrong::new("upload", Some("file"), sentence, fields);
            unfit(&filled(&visitor, draft.body, draft.revision, wrong))
        }
    }
}

/// Saves a file that is TOML; what it says may still be wrong, and is told beside the forms. Whoever
/// read an older state sees what is saved now, and has to say that hers goes in its place.
async fn taken(visitor: &Visitor, text: String, fields: &Fields) -> Result<Response, Problem> {
    let over = fields.text("over").parse();
    let read_at = over.unwrap_or_else(|_| revision(fields));
    let (draft, gone) = there_or_gone(visitor).await?;
    if document(&text).is_none() {
        let code = Code::new("notice.draft.not_toml");
        let sentence = sentence(visitor, code);
        let wrong = Wrong::new("draft", Some("text"), sentence, fields.clone());
        // What was read is still what was read: mending the text overtakes nobody.
        return unfit(&filled(visitor, text, read_at, wrong));
    }
    if !gone && draft.revision == read_at {
        if save(visitor, text.clone(), read_at).await? {
            return Ok(done("/notice/draft/file", "done-saved"));
        }
        return Box::pin(taken(visitor, text, fields)).await;
    }
    let sentence = overtaken(visitor, &draft, gone);
    let wrong = Wrong::new("draft", None, sentence, fields.clone());
    let conflict = (!gone && draft.body != text).then(|| Conflict::of(&draft, &text));
    let form = FilePage {
        conflict,
        ..filled(visitor, text, read_at, wrong)
    };
    Ok(again(StatusCode::CONFLICT, plain(&form)?))
}

/// What somebody else saved meanwhile.
struct Conflict {
    /// Which state of the draft it is.
    revision: i64,
    text: String,
    /// Lines that are only there: number and line.
    theirs: Vec<(usize, String)>,
    /// Lines that are only here.
    own: Vec<(usize, String)>,
}

/// The most lines that are told of each text.
const LINES_MAX: usize = 200;

impl Conflict {
    fn of(draft: &Draft, text: &str) -> Self {
        Self {
            revision: draft.revision,
            theirs: only_in(&draft.body, text),
            own: only_in(text, &draft.body),
            text: draft.body.clone(),
        }
    }
}

/// The lines of a text that another lacks, or has fewer times.
fn only_in(text: &str, other: &str) -> Vec<(usize, String)> {
    let mut had: HashMap<&str, usize> = HashMap::new();
    for line in other.lines() {
        *had.entry(line).or_default() += 1;
    }
    let mut own = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        match had.get_mut(line) {
            Some(count) if *count > 0 => *count -= 1,
            _ if line.trim().is_empty() => {}
            _ => own.push((number, line.to_owned())),
        }
        if own.len() == LINES_MAX {
            break;
        }
    }
    own
}

/// `GET /notice/draft/download`
pub(in crate::notice) async fn download(visitor: Visitor) -> Result<Response, Problem> {
    let draft = match there(&visitor).await? {
        Ok(draft) => draft,
        Err(away) => return Ok(away),
    };
    let kind = "application/toml; charset=utf-8";
    Ok(saved(kind, "notice.toml", draft.body))
}
