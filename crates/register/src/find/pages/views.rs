//! The page on which views are kept: renamed, shared, removed.

use askama::Template;
use axum::response::Response;
use basics::{ActorId, ViewId};
use guard::Work;
use policy::{Action, Purpose};
use std::collections::HashMap;

use super::super::columns::Column;
use super::super::filter::Filter;
use super::super::views::{self, Deed, Error, View};
use super::path_of;
use crate::people::served;
use crate::web::{Fields, Frame, Posted, Problem, Visitor, Wrong, done, page, unfit};

/// Where they are kept.
const PATH: &str = "/customers/views";

#[derive(Template)]
#[template(path = "find/views.html")]
struct ViewsPage {
    frame: Frame,
    views: Vec<View>,
    names: HashMap<ActorId, String>,
    may_share: bool,
    wrong: Wrong,
}

/// The name of the form that keeps what a list shows.
const KEEP: &str = "keep";

fn form_of(view: ViewId) -> String {
    ["view-", &view.to_string()].concat()
}

impl ViewsPage {
    /// The name of the form that changes a view.
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn form(&self, view: &View) -> String {
        form_of(view.id)
    }

    fn by(&self, view: &View) -> &str {
        self.names.get(&view.by).map_or("–", String::as_str)
    }
}

fn purpose(visitor: &Visitor) -> Purpose {
    let purposes = served(&visitor.actor, &visitor.policy);
    purposes.first().copied().unwrap_or(Purpose::Care)
}

/// `GET /customers/views`
pub(in super::super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    page(&read(&visitor, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, wrong: Wrong) -> Result<ViewsPage, Problem> {
    let reading = |work: &mut Work<'_>| {
        work.seen(Action::List, &[])?;
        let views = views::all(work)?;
        let names = work.actor_names(views.iter().map(|view| view.by))?;
        Ok::<_, Error>((views, names, views::may_share(work)))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose(visitor), reading).await;
    let language = visitor.language();
    let (views, names, may_share) = read.map_err(|error| Problem::of(&error, language))?;
    Ok(ViewsPage {
        frame: Frame::of(visitor, texts::say(language, "find-views")),
        views,
        names,
        may_share,
        wrong,
    })
}

/// `POST /customers/views`: keeps what a list shows.
pub(in super::super) async fn keep(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let bad = || Problem::BadForm(language);
    let filter = Filter::of_query(fields.text("narrowed")).ok_or_else(bad)?;
    let columns = Column::of_keys(fields.text("shown").split(','));
    let name = fields.text("name").to_owned();
    let writing = move |work: &mut Work<'_>| {
        work.seen(Action::List, &[])?;
        views::keep(work, &name, &filter, &columns)
    };
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, purpose(&visitor), writing).await {
        Ok(view) => {
            let path = path_of(&Filter::default(), Some(view), None);
            Ok(done(&path, "done-view-kept"))
        }
        Err(error) => again(&visitor, &error, (KEEP, fields)).await,
    }
}

/// `POST /customers/views/{view}`: another name, shared or not, gone.
pub(in super::super) async fn deed(
    crate::web::Id(view): crate::web::Id<ViewId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let (deed, said) = match fields.text("deed") {
        "rename" => (Deed::Rename(fields.text("name").to_owned()), "done-saved"),
        "share" => (Deed::Share, "done-view-shared"),
        "unshare" => (Deed::Unshare, "done-view-own"),
        "remove" => (Deed::Remove, "done-view-removed"),
        _ => return Err(Problem::BadForm(visitor.language())),
    };
    let writing = move |work: &mut Work<'_>| {
        work.seen(Action::List, &[])?;
        views::change(work, view, &deed)
    };
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, purpose(&visitor), writing).await {
        Ok(()) => Ok(done(PATH, said)),
        Err(error) => again(&visitor, &error, (&form_of(view), fields)).await,
    }
}

/// The page again, with the sentence at its field and with what was typed. What a list shows is named
/// here then, so that nothing of it is lost.
async fn again(
    visitor: &Visitor,
    error: &Error,
    (form, fields): (&str, Fields),
) -> Result<Response, Problem> {
    let wrong = visitor.wrong(form, error, fields)?;
    unfit(&read(visitor, wrong).await?)
}
