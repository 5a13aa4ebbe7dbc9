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
use super::{again, held_on, sentence, told};
use crate::people::name_left;
use crate::web::{Fields, Frame, Id, Posted, Problem, Visitor, done, page, plain};

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
    problem: Option<String>,
    typed: Fields,
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

    fn chosen(&self, key: &str) -> bool {
        self.typed.text("on") == key
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
    page(&read(&visitor, party, None, Fields::default()).await?)
}

async fn read(
    visitor: &Visitor,
    party: PartyId,
    problem: Option<String>,
    typed: Fields,
) -> Result<HoldsPage, Problem> {
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
    Ok(HoldsPage {
        frame: Frame::of(visitor, texts::say(language, "retention-holds")),
        party,
        name,
        holds,
        actors,
        categories,
        lots,
        may_change,
        problem,
        typed,
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
    let language = visitor.language();
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
        Err(error) => match sentence(&error, language) {
            Some(sentence) => {
                let form = read(&visitor, party, Some(sentence), fields).await?;
                Ok(again(plain(&form)?))
            }
            None => Err(told(&error, language)),
        },
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
