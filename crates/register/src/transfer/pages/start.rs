//! The form an import begins with, and the earlier imports.

use askama::Template;
use axum::response::Response;
use basics::Language;
use policy::{ConnectionKind, IdentityCodeGround, SourceKind};

use super::super::files::{self, Batch};
use super::super::kind::What;
use super::super::order::{self, Key, Mode};
use super::may_import;
use crate::web::{Fields, Frame, Problem, Visitor, page, unfit};

#[derive(Template)]
#[template(path = "transfer/start.html")]
struct StartPage {
    frame: Frame,
    problem: Option<String>,
    typed: Fields,
    batches: Vec<Batch>,
    sources: Vec<SourceKind>,
    connections: Vec<ConnectionKind>,
    grounds: Vec<IdentityCodeGround>,
    /// Kinds of lists, what becomes of known customers, by which column they are found: key, text.
    whats: Vec<(&'static str, String)>,
    modes: Vec<(&'static str, String)>,
    keys: Vec<(&'static str, String)>,
}

/// `GET /import`
pub(super) async fn start(visitor: Visitor) -> Result<Response, Problem> {
    may_import(&visitor).await?;
    page(&start_page(&visitor, Fields::default(), None).await?)
}

async fn start_page(
    visitor: &Visitor,
    typed: Fields,
    problem: Option<String>,
) -> Result<StartPage, Problem> {
    let language = visitor.language();
    let batches = files::batches(&visitor.app).await;
    Ok(StartPage {
        frame: Frame::of(visitor, texts::say(language, "transfer-title")),
        problem,
        typed,
        batches: batches.map_err(|error| Problem::of(&error, language))?,
        sources: order::sources(&visitor.policy),
        connections: order::connections(&visitor.policy),
        grounds: order::grounds(&visitor.policy),
        whats: named(language, "transfer-what-", What::ALL.map(What::key)),
        modes: named(language, "transfer-mode-", Mode::ALL.map(Mode::key)),
        keys: named(language, "transfer-key-", Key::ALL.map(Key::key)),
    })
}

/// Keys with their names.
fn named<const N: usize>(
    language: Language,
    what: &str,
    keys: [&'static str; N],
) -> Vec<(&'static str, String)> {
    let name = |key: &str| texts::say(language, &[what, &key.replace('_', "-")].concat());
    keys.into_iter().map(|key| (key, name(key))).collect()
}

/// The form again, with a sentence that says what to do.
pub(super) async fn refused(
    visitor: &Visitor,
    fields: Fields,
    problem: String,
) -> Result<Response, Problem> {
    let form = start_page(visitor, fields, Some(problem)).await?;
    unfit(&form)
}
