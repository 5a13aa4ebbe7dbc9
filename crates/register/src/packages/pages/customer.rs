//! The packages of one customer.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, Instant, PartyId, RowId};
use guard::Work;
use policy::Purpose;
use serde::Deserialize;

use super::super::ledger;
use super::super::model::{Error, PackageView};
use crate::people::name_left;
use crate::web::{Frame, Id, Problem, Query, Visitor, page};

#[derive(Template)]
#[template(path = "packages/customer.html")]
struct CustomerPage {
    frame: Frame,
    party: PartyId,
    name: String,
    packages: Vec<PackageView>,
    older: Option<RowId>,
    by: HashMap<ActorId, String>,
    now: Instant,
}

impl CustomerPage {
    fn who(&self, one: &PackageView) -> String {
        self.frame.actor(one.by, &self.by)
    }
}

/// Where the list begins.
#[derive(Deserialize)]
pub(super) struct Wish {
    before: Option<String>,
}

/// `GET /customers/{party}/packages`
pub(super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let before = wish.before.as_deref().map(str::parse).transpose();
    let before = before.map_err(|_| Problem::NoPage(visitor.language()))?;
    let before = before.unwrap_or(RowId::new(i64::MAX));
    let reading = move |work: &mut Work<'_>| {
        let name = name_left(work, party).map_err(|error| Error::from(error.into_guard()))?;
        let (packages, older) = ledger::of_party(work, party, before)?;
        let by = work.actor_names(packages.iter().map(|one| one.by))?;
        Ok::<_, Error>((name, packages, older, by))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (name, packages, older, by) = read.map_err(|error| visitor.problem(&error))?;
    let title = texts::say(visitor.language(), "packages-of-customer");
    let mut frame = Frame::of(&visitor, title);
    if name.is_empty() {
        frame = frame.of_erased();
    }
    page(&CustomerPage {
        frame,
        party,
        name,
        packages,
        older,
        by,
        now: visitor.app.clock().now(),
    })
}
