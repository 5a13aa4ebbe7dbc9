//! The draft as a whole: its parts, what is wrong with it, what can be done with it.

use askama::Template;
use axum::response::Response;
use guard::Work;
use policy::Purpose;

use super::super::drafts::{self, Draft};
use super::checked::Checked;
use super::sheet::{Row, Sheet};
use super::{DRAFT, newest, read, revision, told};
use crate::web::{Frame, Posted, Problem, Visitor, done, page};

/// A notice to begin with: minimal, and it says so itself.
pub(crate) const BLANK: &str = include_str!("../../../../../notice/blank.toml");

#[derive(Template)]
#[template(path = "notice/draft.html")]
struct DraftPage {
    frame: Frame,
    /// Nothing where none is begun.
    draft: Option<Draft>,
    groups: Vec<(String, Vec<Row>)>,
    checked: Checked,
}

/// `GET /notice/draft`
pub(in crate::notice) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    let draft = read(&visitor).await?;
    let language = visitor.language();
    let body = draft.as_ref().map_or(BLANK, |draft| draft.body.as_str());
    let checked = Checked::of(DRAFT, body, language);
    let frame = |title| Frame::of(&visitor, title);
    let sheet = Sheet {
        base: DRAFT,
        language,
        frame: &frame,
    };
    let groups = sheet.groups(body, &checked);
    page(&DraftPage {
        frame: Frame::of(&visitor, texts::say(language, "notice-draft")),
        groups,
        draft,
        checked,
    })
}

/// `POST /notice/draft`: begins one, from the newest published version (which may be in force only
/// later: what it changed is not taken back) or from the blank notice.
pub(in crate::notice) async fn begin(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let (body, base) = if fields.text("from") == "blank" {
        (BLANK.to_owned(), None)
    } else {
        let newest = newest(&visitor).await?;
        let (number, text) = newest.ok_or(Problem::NoPage(visitor.language()))?;
        (text, Some(number))
    };
    let desk = visitor.app.guard().desk();
    let beginning = move |work: &mut Work<'_>| drafts::begin(work, &body, base);
    let begun = desk.write(&visitor.actor, Purpose::Staff, beginning).await;
    begun.map_err(|error| told(&visitor, &error))?;
    Ok(done(DRAFT, "done-draft-begun"))
}

/// `POST /notice/draft/discarded`
pub(in crate::notice) async fn discard(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let revision = revision(&fields);
    let desk = visitor.app.guard().desk();
    let discarding = move |work: &mut Work<'_>| drafts::discard(work, revision);
    let gone = desk.write(&visitor.actor, Purpose::Staff, discarding).await;
    gone.map_err(|error| told(&visitor, &error))?;
    Ok(done(DRAFT, "done-draft-discarded"))
}
