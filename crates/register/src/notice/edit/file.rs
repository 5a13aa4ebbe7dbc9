//! The draft as the file it is: for whoever would rather write it, and to take it along.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use basics::Code;

use super::super::form::document;
use super::checked::Checked;
use super::{DRAFT, again, overtaken, revision, save, sentence, there};
use crate::web::{Frame, Posted, Problem, Uploaded, Visitor, done, page, plain};

#[derive(Template)]
#[template(path = "notice/file.html")]
struct FilePage {
    frame: Frame,
    revision: i64,
    text: String,
    problems: Vec<String>,
    checked: Checked,
}

/// `GET /notice/draft/file`
pub(in crate::notice) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    match there(&visitor).await? {
        Ok(draft) => page(&filled(&visitor, draft.body, draft.revision, Vec::new())),
        Err(away) => Ok(away),
    }
}

fn filled(visitor: &Visitor, text: String, revision: i64, problems: Vec<String>) -> FilePage {
    let language = visitor.language();
    FilePage {
        frame: Frame::of(visitor, texts::say(language, "notice-draft-file")),
        revision,
        checked: Checked::of(DRAFT, &text, language),
        text,
        problems,
    }
}

/// `POST /notice/draft/file`
pub(in crate::notice) async fn change(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let text = fields.raw("text").replace("\r\n", "\n");
    taken(&visitor, text, revision(&fields)).await
}

/// `POST /notice/draft/upload`
pub(in crate::notice) async fn upload(upload: Uploaded) -> Result<Response, Problem> {
    let Uploaded {
        visitor,
        fields,
        file,
    } = upload;
    let draft = match there(&visitor).await? {
        Ok(draft) => draft,
        Err(away) => return Ok(away),
    };
    let missing = file.is_empty().then_some("notice.file_missing");
    match (missing, std::str::from_utf8(&file)) {
        (None, Ok(text)) => taken(&visitor, text.replace("\r\n", "\n"), revision(&fields)).await,
        (missing, _) => {
            let code = Code::new(missing.unwrap_or("notice.file_not_text"));
            let problems = vec![sentence(&visitor, code)];
            let form = filled(&visitor, draft.body, draft.revision, problems);
            Ok(again(StatusCode::UNPROCESSABLE_ENTITY, plain(&form)?))
        }
    }
}

/// Saves a file that is TOML; what it says may still be wrong, and is told beside the forms.
async fn taken(visitor: &Visitor, text: String, read_at: i64) -> Result<Response, Problem> {
    let draft = match there(visitor).await? {
        Ok(draft) => draft,
        Err(away) => return Ok(away),
    };
    let whole = document(&text).is_some();
    if whole && draft.revision == read_at && save(visitor, text.clone(), read_at).await? {
        return Ok(done("/notice/draft/file", "done-saved"));
    }
    let (status, problem) = if whole {
        (StatusCode::CONFLICT, overtaken(visitor, &draft))
    } else {
        let code = Code::new("notice.draft.not_toml");
        (StatusCode::UNPROCESSABLE_ENTITY, sentence(visitor, code))
    };
    let form = filled(visitor, text, draft.revision, vec![problem]);
    Ok(again(status, plain(&form)?))
}

/// `GET /notice/draft/download`
pub(in crate::notice) async fn download(visitor: Visitor) -> Result<Response, Problem> {
    let draft = match there(&visitor).await? {
        Ok(draft) => draft,
        Err(away) => return Ok(away),
    };
    let headers = [
        (header::CONTENT_TYPE, "application/toml; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"notice.toml\"",
        ),
    ];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    Ok((headers, draft.body).into_response())
}
