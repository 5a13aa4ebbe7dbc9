//! The form an import begins with, and the earlier imports.

use askama::Template;
use axum::response::Response;
use basics::{Code, Language};
use policy::{ConnectionKind, IdentityCodeGround, SourceKind};

use super::super::files::{self, Batch};
use super::super::kind::What;
use super::super::order::{self, Key, Mode};
use super::may_import;
use crate::web::{Fields, Frame, Problem, Visitor, Wrong, page, unfit};

#[derive(Template)]
#[template(path = "transfer/start.html")]
struct StartPage {
    frame: Frame,
    wrong: Wrong,
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
    page(&start_page(&visitor, Wrong::default()).await?)
}

async fn start_page(visitor: &Visitor, wrong: Wrong) -> Result<StartPage, Problem> {
    let language = visitor.language();
    let batches = files::batches(&visitor.app).await;
    Ok(StartPage {
        frame: Frame::of(visitor, texts::say(language, "transfer-title")),
        wrong,
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

/// The field of the form that a code is about; nothing where it is about none.
pub(super) fn at_fault(code: Code) -> Option<&'static str> {
    match code.as_str() {
        "transfer.file.missing" => Some("file"),
        "transfer.source.missing" => Some("name"),
        "people.field.connection" | "people.connection_not_in_notice" => Some("connection"),
        "people.field.source" | "people.source_not_in_notice" => Some("source"),
        "people.field.identity_code_ground" | "people.ground_not_in_notice" => {
            Some("identity_code_ground")
        }
        _ => None,
    }
}

/// The form again, with a sentence that says what to do at its field, and with what was typed.
pub(super) async fn refused(
    visitor: &Visitor,
    fields: Fields,
    (at, sentence): (Option<&'static str>, String),
) -> Result<Response, Problem> {
    let wrong = Wrong::new("import", at, sentence, fields);
    unfit(&start_page(visitor, wrong).await?)
}
