//! The copies of one customer: which can be prepared, and which are.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, PartyId, RowId};
use guard::Work;
use policy::Purpose;

use super::super::ledger::{self, PackageView, may_look};
use super::super::model::{Error, PackageKind};
use super::told;
use crate::people::name_of;
use crate::web::{Frame, Id, Posted, Problem, Visitor, done, page};

#[derive(Template)]
#[template(path = "access/customer.html")]
struct CustomerPage {
    frame: Frame,
    party: PartyId,
    name: String,
    /// What was asked for by somebody who is known: the request, and what is prepared for it.
    asked: Vec<(RowId, PackageKind)>,
    packages: Vec<PackageView>,
    actors: HashMap<ActorId, String>,
}

impl CustomerPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }

    fn until(&self, package: &PackageView) -> String {
        self.frame.at(&package.until())
    }
}

/// `GET /customers/{party}/access`
pub(super) async fn show(visitor: Visitor, Id(party): Id<PartyId>) -> Result<Response, Problem> {
    let reading = move |work: &mut Work<'_>| {
        let proof = may_look(work, party)?;
        let name = name_of(work, party)?;
        let asked = ledger::to_prepare(work, party)?;
        let packages = ledger::of_party(work, &proof, party)?;
        let authors: Vec<ActorId> = packages.iter().map(|one| one.prepared.1).collect();
        let actors = work.actor_names(authors)?;
        Ok::<_, Error>((name, asked, packages, actors))
    };
    let language = visitor.language();
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (name, asked, packages, actors) = read.map_err(|error| told(&error, language))?;
    page(&CustomerPage {
        frame: Frame::of(&visitor, texts::say(language, "access-package-heading")),
        party,
        name,
        asked,
        packages,
        actors,
    })
}

/// `POST /customers/{party}/access`: prepared, to be looked through.
pub(super) async fn prepare(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let request: Result<RowId, _> = fields.text("request").parse();
    let kind = PackageKind::from_key(fields.text("kind"));
    let (Ok(request), Some(kind)) = (request, kind) else {
        return Err(Problem::BadForm(language));
    };
    let preparing = move |work: &mut Work<'_>| ledger::prepare(work, party, (request, kind));
    let desk = visitor.app.guard().desk();
    let row = desk.write(&visitor.actor, Purpose::Rights, preparing).await;
    let row = row.map_err(|error| told(&error, language))?;
    let path = format!("/customers/{party}/access/{row}");
    Ok(done(&path, "done-copy-prepared"))
}
