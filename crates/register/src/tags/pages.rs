//! The page on which tags are made, renamed and ended.

use askama::Template;
use axum::response::Response;
use basics::TagId;
use formats::holds_identity_code;
use guard::Work;
use policy::Purpose;

use super::error::Error;
use super::queries::{self, Tag};
use super::{TAGS_MAX, all, may_keep};
use crate::web::{Fields, Frame, Posted, Problem, Visitor, Wrong, done, page, unfit};

/// The longest name, in characters.
const NAME_MAX: usize = 40;
/// Under which purposes tags are kept.
const PURPOSES: [Purpose; 3] = [Purpose::Care, Purpose::Services, Purpose::Communication];

#[derive(Template)]
#[template(path = "tags/list.html")]
struct TagsPage {
    frame: Frame,
    tags: Vec<Tag>,
    wrong: Wrong,
}

impl TagsPage {
    /// The name of the form that changes a tag.
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn form(&self, tag: &Tag) -> String {
        form_of(&tag.tag.to_string())
    }
}

fn form_of(tag: &str) -> String {
    ["tag-", tag].concat()
}

/// `GET /tags`
pub(super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    page(&read(&visitor, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, wrong: Wrong) -> Result<TagsPage, Problem> {
    let reading = |work: &mut Work<'_>| {
        may_keep(work)?;
        Ok::<_, Error>(all(work.tx())?)
    };
    let desk = visitor.app.guard().desk();
    let tags = desk
        .read(&visitor.actor, visitor.purpose(&PURPOSES), reading)
        .await;
    let tags = tags.map_err(|error| Problem::of(&error, visitor.language()))?;
    Ok(TagsPage {
        frame: Frame::of(visitor, texts::say(visitor.language(), "tags-title")),
        tags,
        wrong,
    })
}

/// The name of a tag, tidied.
fn name(text: &str) -> Result<String, Error> {
    let spaced = text.replace(char::is_control, " ");
    let name = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if holds_identity_code(&name) {
        return Err(Error::IdentityCode);
    }
    let fits = !name.is_empty() && name.chars().count() <= NAME_MAX;
    fits.then_some(name).ok_or(Error::Name)
}

/// That no other tag is called so.
fn is_free(work: &mut Work<'_>, name: &str, but: Option<TagId>) -> Result<(), Error> {
    let tags = all(work.tx())?;
    let folded = formats::fold::sort_key(name);
    let same = |tag: &&Tag| Some(tag.tag) != but && formats::fold::sort_key(&tag.name) == folded;
    if tags.iter().any(|tag| same(&tag)) {
        return Err(Error::Taken);
    }
    let full = i64::try_from(tags.len()).is_ok_and(|count| count >= TAGS_MAX);
    if full && but.is_none() {
        return Err(Error::TooMany);
    }
    Ok(())
}

/// `POST /tags`: a new one.
pub(super) async fn add(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let typed = fields.text("name").to_owned();
    let writing = move |work: &mut Work<'_>| {
        may_keep(work)?;
        let name = name(&typed)?;
        is_free(work, &name, None)?;
        let tag = TagId::new(work.ids().random());
        let (now, actor) = (work.now(), work.actor().id());
        Ok(work.tx().run(&queries::ADD_TAG, (tag, name, now, actor))?)
    };
    let desk = visitor.app.guard().desk();
    let purpose = visitor.purpose(&PURPOSES);
    let written = desk.write(&visitor.actor, purpose, writing).await;
    answered(&visitor, written.map(|_| ()), "done-added", ("add", fields)).await
}

/// `POST /tags/deed`: another name, ended, in use again.
pub(super) async fn deed(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let bad = || Problem::BadForm(visitor.language());
    let tag: TagId = fields.text("tag").parse().map_err(|_| bad())?;
    let deed = fields.text("deed").to_owned();
    if !["rename", "end", "reopen"].contains(&deed.as_str()) {
        return Err(bad());
    }
    let typed = fields.text("name").to_owned();
    let writing = move |work: &mut Work<'_>| {
        may_keep(work)?;
        let (now, actor) = (work.now(), work.actor().id());
        let touched = match deed.as_str() {
            "rename" => {
                let name = name(&typed)?;
                is_free(work, &name, Some(tag))?;
                work.tx().run(&queries::RENAME_TAG, (tag, name))?
            }
            "end" => work
                .tx()
                .run(&queries::END_TAG, (tag, Some(now), Some(actor)))?,
            _ => work.tx().run(&queries::END_TAG, (tag, None, None))?,
        };
        match touched {
            0 => Err(guard::Error::NotThere.into()),
            _ => Ok(()),
        }
    };
    let desk = visitor.app.guard().desk();
    let purpose = visitor.purpose(&PURPOSES);
    let written: Result<(), Error> = desk.write(&visitor.actor, purpose, writing).await;
    let form = form_of(fields.text("tag"));
    answered(&visitor, written, "done-saved", (&form, fields)).await
}

async fn answered(
    visitor: &Visitor,
    written: Result<(), Error>,
    said: &'static str,
    (form, typed): (&str, Fields),
) -> Result<Response, Problem> {
    match written {
        Ok(()) => Ok(done("/tags", said)),
        Err(error) => {
            let wrong = visitor.wrong(form, &error, typed)?;
            unfit(&read(visitor, wrong).await?)
        }
    }
}
