//! The page on which tags are made, renamed and ended.

use askama::Template;
use axum::response::Response;
use basics::TagId;
use guard::Work;
use policy::Purpose;

use super::error::Error;
use super::naming::{is_free, make, name};
use super::queries::{self, Tag};
use super::{all, may_keep};
use crate::web::{Fields, Frame, Posted, Problem, Visitor, Wrong, done, page, unfit};

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

/// `POST /tags`: a new one.
pub(super) async fn add(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let typed = fields.text("name").to_owned();
    let writing = move |work: &mut Work<'_>| make(work, &typed).map(|_| ());
    let desk = visitor.app.guard().desk();
    let purpose = visitor.purpose(&PURPOSES);
    let written: Result<(), Error> = desk.write(&visitor.actor, purpose, writing).await;
    answered(&visitor, written, "done-added", ("add", fields)).await
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
