//! The legal holds of a customer.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, Day, PartyId};
use guard::category::Requests;
use guard::{Ask, HeldOn, LotRow, Work};
use policy::{Category, Purpose};

use super::super::error::{Error, words};
use super::super::holds::{self, HoldView};
use super::{held_on, told};
use crate::people::name_left;
use crate::web::{Fields, Frame, Id, Posted, Problem, Visitor, Wrong, done, page, unfit};

#[derive(Template)]
#[template(path = "retention/holds.html")]
struct HoldsPage {
    frame: Frame,
    party: PartyId,
    name: String,
    holds: Vec<HoldView>,
    actors: HashMap<ActorId, String>,
    categories: Vec<Category>,
    lots: Vec<LotRow>,
    may_change: bool,
    wrong: Wrong,
}

impl HoldsPage {
    fn on(&self, hold: &HoldView) -> String {
        held_on(&self.frame, hold.on, hold.category)
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }

    fn key_of_lot(lot: &LotRow) -> String {
        HeldOn::Lot(lot.lot).key()
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn key_of(category: &Category) -> String {
        HeldOn::Category(*category).key()
    }
}

/// `GET /customers/{party}/holds`
pub(in super::super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
) -> Result<Response, Problem> {
    page(&read(&visitor, party, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, party: PartyId, wrong: Wrong) -> Result<HoldsPage, Problem> {
    let reading = move |work: &mut Work<'_>| {
        let name = name_left(work, party)?;
        let Some(holds) = holds::of_party(work, party)? else {
            // Asking says why not, on the record.
            let _seen = work.ask::<Requests>(Ask::view(&[party]))?;
            return Err(guard::Error::NotThere.into());
        };
        let actors = holds.iter().filter_map(|hold| Some(hold.told.as_ref()?.by));
        let actors = work.actor_names(actors)?;
        let lots = work.lots_of(party)?;
        let may_change = work.could::<Requests>(&Ask::hold(&[]));
        Ok::<_, Error>((name, holds, actors, lots, may_change))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let language = visitor.language();
    let (name, holds, actors, lots, may_change) = read.map_err(|error| told(&error, language))?;
    let mut categories: Vec<Category> = lots.iter().map(|lot| lot.category).collect();
    categories.sort_unstable();
    categories.dedup();
    let mut frame = Frame::of(visitor, texts::say(language, "retention-holds"));
    if name.is_empty() {
        frame = frame.of_erased();
    }
    Ok(HoldsPage {
        frame,
        party,
        name,
        holds,
        actors,
        categories,
        lots,
        may_change,
        wrong,
    })
}

fn path_of(party: PartyId) -> String {
    format!("/customers/{party}/holds")
}

fn on(fields: &Fields) -> HeldOn {
    match fields.text("on") {
        "all" => HeldOn::Party,
        key => HeldOn::from_key(key),
    }
}

/// `POST /customers/{party}/holds`
pub(in super::super) async fn add(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let asked = words(fields.text("reason")).and_then(|reason| {
        let review = Day::parse(fields.text("review")).map_err(|_| Error::ReviewDay)?;
        Ok((reason, review, on(&fields)))
    });
    let written = match asked {
        Ok((reason, review, on)) => {
            let writing = move |work: &mut Work<'_>| holds::set(work, party, on, &reason, review);
            let desk = visitor.app.guard().desk();
            desk.write(&visitor.actor, Purpose::Rights, writing).await
        }
        Err(error) => Err(error),
    };
    match written {
        Ok(()) => Ok(done(&path_of(party), "done-hold-set")),
        Err(error) => {
            let wrong = visitor.wrong("hold", &error, fields)?;
            unfit(&read(&visitor, party, wrong).await?)
        }
    }
}

/// `POST /customers/{party}/holds/lifted`
pub(in super::super) async fn lift(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    // What is lifted is named exactly: an unknown word must not mean everything.
    let on = match fields.text("on") {
        "all" => HeldOn::Party,
        key => HeldOn::from_key(key),
    };
    let named =
        fields.text("on") == "all" || (on != HeldOn::Party && on.key() == fields.text("on"));
    if !named {
        return Err(Problem::BadForm(visitor.language()));
    }
    let writing = move |work: &mut Work<'_>| holds::lift(work, party, on);
    let desk = visitor.app.guard().desk();
    let lifted = desk.write(&visitor.actor, Purpose::Rights, writing).await;
    lifted.map_err(|error: Error| told(&error, visitor.language()))?;
    Ok(done(&path_of(party), "done-hold-lifted"))
}
