//! The page of a customer's files.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, PartyId, RowId};
use guard::Work;
use policy::{Action, SourceKind};
use serde::Deserialize;

use super::super::ledger;
use super::super::model::{Error, FileView, Filed, Files};
use super::purpose;
use crate::people::{LIST_ROW, name_of};
use crate::web::{Frame, Id, Problem, Query, Start, Visitor, Wrong, page};

#[derive(Template)]
#[template(path = "files/customer.html")]
pub(super) struct FilesPage {
    frame: Frame,
    party: PartyId,
    name: String,
    number: i64,
    files: Files,
    removed: Vec<FileView>,
    /// The one whose picture is shown.
    picture: Option<RowId>,
    /// Categories of which files can be attached.
    addable: Vec<Filed>,
    sources: Vec<SourceKind>,
    by: HashMap<ActorId, String>,
    wrong: Wrong,
}

/// The name of the form that attaches a file.
pub(super) const ATTACH: &str = "attach";

/// The name of a form of a file.
pub(super) fn form_of(deed: &str, row: &str) -> String {
    [deed, "-", row].concat()
}

impl FilesPage {
    /// The name of a form of a file.
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn form(&self, deed: &str, file: &FileView) -> String {
        form_of(deed, &file.row.to_string())
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn category(&self, filed: &Filed) -> String {
        self.frame
            .say(&["files-category-", &filed.key().replace('_', "-")].concat())
    }

    fn kind_and_size(&self, file: &FileView) -> String {
        file.kind_and_size(self.frame.language)
    }

    /// Whether something can be changed of a file.
    fn changes(&self, file: &FileView) -> bool {
        self.addable.contains(&file.filed)
    }

    fn shows(&self, file: &FileView) -> bool {
        self.picture == Some(file.row) && file.kind.is_shown_as_picture()
    }

    fn who(&self, file: &FileView) -> String {
        self.frame.actor(file.by, &self.by)
    }

    fn until(&self, file: &FileView) -> String {
        let until = file.until();
        until.map_or_else(String::new, |until| self.frame.at(&until))
    }
}

/// Where the list begins, and which picture is shown.
#[derive(Deserialize, Default)]
pub(super) struct Wish {
    #[serde(default)]
    before: Start,
    picture: Option<String>,
}

/// `GET /customers/{party}/files`
pub(super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let picture = wish.picture.map(|text| text.parse::<RowId>()).transpose();
    let picture = picture.map_err(|_| Problem::NoPage(visitor.language()))?;
    let from = (wish.before.before(), picture);
    page(&read(&visitor, party, from, Wrong::default()).await?)
}

pub(super) async fn read(
    visitor: &Visitor,
    party: PartyId,
    (before, picture): (RowId, Option<RowId>),
    wrong: Wrong,
) -> Result<FilesPage, Problem> {
    let language = visitor.language();
    let reading = move |work: &mut Work<'_>| {
        let name = name_of(work, party)?;
        let (_, number, _, _) = work.tx().one(&LIST_ROW, (party,))?;
        let files = ledger::of_party(work, party, before)?;
        let addable = Filed::addable(work);
        let mut removed = ledger::removed_of(work, party)?;
        removed.retain(|file| addable.contains(&file.filed));
        let by = files.shown.iter().chain(&removed).map(|file| file.by);
        let by = work.actor_names(by)?;
        Ok::<_, Error>((name, number, files, removed, addable, by))
    };
    let purpose = purpose(visitor, party, Action::View).await?;
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let (name, number, files, removed, addable, by) =
        read.map_err(|error| Problem::of(&error, language))?;
    Ok(FilesPage {
        frame: Frame::of(visitor, texts::say(language, "files-title")),
        party,
        name,
        number,
        files,
        removed,
        picture,
        addable,
        sources: sources(visitor),
        by,
        wrong,
    })
}

/// The kinds of source that the notice names; every kind where it names none.
fn sources(visitor: &Visitor) -> Vec<SourceKind> {
    let named = visitor.policy.sources().iter();
    let mut named: Vec<_> = named.map(|source| source.kind).collect();
    if named.is_empty() {
        named.extend(SourceKind::ALL);
    }
    named
}
