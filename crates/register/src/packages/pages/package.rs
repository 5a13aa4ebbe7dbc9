//! The page of one package: what it is, and every way to hand it over.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, Instant, PackageId, PartyId};
use guard::Work;
use policy::Purpose;

use super::super::ledger;
use super::super::links::DOWNLOADS_MAX;
use super::super::model::{DAYS_MAX, Error, LinkView, PackageView};
use super::list_of;
use crate::people::listed_names;
use crate::web::{Fields, Frame, Id, Problem, Visitor, Wrong, page, unfit};

#[derive(Template)]
#[template(path = "packages/package.html")]
struct PackagePage {
    frame: Frame,
    view: PackageView,
    /// Whom it tells of.
    parties: Vec<(PartyId, String)>,
    links: Vec<LinkView>,
    by: HashMap<ActorId, String>,
    now: Instant,
    wrong: Wrong,
}

impl PackagePage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn who(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.by)
    }

    fn opens(&self) -> bool {
        self.view.opens(self.now)
    }

    #[expect(clippy::unused_self, reason = "templates call methods")]
    const fn days_max(&self) -> i64 {
        DAYS_MAX
    }

    #[expect(clippy::unused_self, reason = "templates call methods")]
    const fn downloads_max(&self) -> i64 {
        DOWNLOADS_MAX
    }

    fn works(&self, link: &LinkView) -> bool {
        link.ended.is_none() && self.now < link.expires && link.downloads < link.downloads_max
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        clippy::unused_self,
        reason = "templates call methods and pass references"
    )]
    fn list_of(&self, party: &PartyId) -> String {
        list_of(*party)
    }
}

/// `GET /packages/{package}`
pub(super) async fn show(
    visitor: Visitor,
    Id(package): Id<PackageId>,
) -> Result<Response, Problem> {
    page(&read(&visitor, package, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, package: PackageId, wrong: Wrong) -> Result<PackagePage, Problem> {
    let reading = move |work: &mut Work<'_>| {
        let (view, parties, links) = ledger::one(work, package)?;
        let mut names = listed_names(work, &parties).map_err(crate::people::Error::into_guard)?;
        let whose = parties.into_iter();
        let whose: Vec<(PartyId, String)> = whose
            .map(|party| (party, names.remove(&party).unwrap_or_default()))
            .collect();
        let handed = view.handed.iter().map(|one| one.by);
        let by: Vec<ActorId> = handed.chain(links.iter().map(|link| link.by)).collect();
        let by = work.actor_names(by.into_iter().chain([view.by]))?;
        Ok::<_, Error>((view, whose, links, by))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (view, parties, links, by) = read.map_err(|error| visitor.problem(&error))?;
    Ok(PackagePage {
        frame: Frame::of(visitor, texts::say(visitor.language(), "packages-title")),
        view,
        parties,
        links,
        by,
        now: visitor.app.clock().now(),
        wrong,
    })
}

/// The page again, with the sentence at its field and with what was typed.
pub(super) async fn again(
    visitor: &Visitor,
    package: PackageId,
    (form, fields): (&str, Fields),
    error: &Error,
) -> Result<Response, Problem> {
    let wrong = visitor.wrong(form, error, fields)?;
    unfit(&read(visitor, package, wrong).await?)
}
