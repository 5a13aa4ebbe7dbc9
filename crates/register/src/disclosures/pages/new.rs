//! Giving data of a customer: chosen, looked at, prepared.
//!
//! Three pages: what may be given to this recipient on this ground, value by value; the exact data
//! that was chosen; and the disclosure it became. Nothing is kept between them but what the forms
//! carry, and each step passes the gate anew.

use askama::Template;
use axum::response::Response;
use basics::{PartyId, RecipientId};
use guard::Work;
use policy::{DisclosureGround, Purpose};
use serde::Deserialize;

use super::super::error::Error;
use super::super::gate::Scope;
use super::super::model::{Of, Offered, Order, PARTIES_MAX, Recipient};
use super::super::{ledger, recipients};
use super::{customer, entry, path_of};
use crate::packages::DAYS_MAX;
use crate::people::OF_NUMBER;
use crate::web::{Fields, Frame, Id, Posted, Problem, Query, Visitor, Wrong, done, page, unfit};

/// What may be given, value by value.
#[derive(Template)]
#[template(path = "disclosures/choose.html")]
struct ChoosePage {
    frame: Frame,
    party: PartyId,
    recipient: Recipient,
    entry: String,
    scope: Scope,
    offers: Vec<Of>,
    /// Numbers of the other customers it is about.
    also: String,
    wrong: Wrong,
}

/// The name of the form that chooses.
const CHOICE: &str = "choice";

impl ChoosePage {
    fn picked(&self, of: &Of, value: &Offered) -> bool {
        let key = [&of.party.to_string(), ":", &value.mark].concat();
        self.wrong.picked(CHOICE, "value", &key)
    }

    fn demanded(&self) -> bool {
        self.scope.ground == DisclosureGround::AuthorityDemand
    }

    #[expect(clippy::unused_self, reason = "templates call methods")]
    const fn days_max(&self) -> i64 {
        DAYS_MAX
    }
}

/// The exact data that was chosen.
#[derive(Template)]
#[template(path = "disclosures/preview.html")]
struct PreviewPage {
    frame: Frame,
    party: PartyId,
    recipient: Recipient,
    scope: Scope,
    order: Order,
    data: Vec<Of>,
    typed: Fields,
}

/// To whom, under which entry, and who else it is about.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    whom: String,
    #[serde(default)]
    also: String,
}

/// `GET /customers/{party}/disclosures/new`
pub(super) async fn choose(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let (recipient, entry) = wish.whom.split_once(':').unwrap_or_default();
    let recipient = recipient.parse();
    let recipient: RecipientId = recipient.map_err(|_| Problem::NoPage(visitor.language()))?;
    let asked = Asked {
        recipient,
        entry: entry.to_owned(),
        also: wish.also.clone(),
    };
    match offered(&visitor, party, asked).await {
        Ok(offered) => page(&choose_page(&visitor, party, offered, Wrong::default())),
        Err(error) => {
            let typed = [("whom", wish.whom), ("also", wish.also)];
            let typed = typed.map(|(name, text)| (name.to_owned(), text)).to_vec();
            customer::again(&visitor, party, ("give", &error), Fields::of(typed)).await
        }
    }
}

/// What is asked for before anything is chosen.
#[derive(Clone)]
struct Asked {
    recipient: RecipientId,
    entry: String,
    /// Numbers of other customers.
    also: String,
}

/// What may be given.
struct Choices {
    recipient: Recipient,
    entry: String,
    scope: Scope,
    offers: Vec<Of>,
    also: String,
}

async fn offered(visitor: &Visitor, party: PartyId, asked: Asked) -> Result<Choices, Error> {
    let language = visitor.language();
    let reading = move |work: &mut Work<'_>| {
        let mut parties = vec![party];
        let typed = asked.also.split([' ', ',', ';']);
        let typed = typed.filter(|one| !one.is_empty());
        let numbers = typed.map(|one| one.parse().map(|number: i64| (number,)));
        let numbers: Vec<(i64,)> = numbers
            .collect::<Result<_, _>>()
            .map_err(|_| Error::NoSuchCustomer)?;
        if numbers.len() >= PARTIES_MAX {
            return Err(Error::Bulk);
        }
        for found in work.tx().all_of(&OF_NUMBER, numbers)? {
            parties.push(found.into_iter().next().ok_or(Error::NoSuchCustomer)?);
        }
        parties.sort_unstable();
        parties.dedup();
        let recipient = recipients::one(work.tx(), asked.recipient)?;
        let whom = (&recipient, asked.entry.as_str());
        let (scope, offers) = ledger::offers(work, whom, &parties, language)?;
        Ok(Choices {
            recipient,
            entry: asked.entry.clone(),
            scope,
            offers,
            also: asked.also.clone(),
        })
    };
    let desk = visitor.app.guard().desk();
    desk.read(&visitor.actor, Purpose::Rights, reading).await
}

fn choose_page(visitor: &Visitor, party: PartyId, choices: Choices, wrong: Wrong) -> ChoosePage {
    ChoosePage {
        frame: Frame::of(
            visitor,
            texts::say(visitor.language(), "disclosures-choose-title"),
        ),
        party,
        recipient: choices.recipient,
        entry: choices.entry,
        scope: choices.scope,
        offers: choices.offers,
        also: choices.also,
        wrong,
    }
}

/// The page of choices again, with the sentence at its field and with what was typed.
async fn again(
    visitor: &Visitor,
    party: PartyId,
    fields: Fields,
    error: &Error,
) -> Result<Response, Problem> {
    let wrong = visitor.wrong(CHOICE, error, fields.clone())?;
    let recipient = fields.text("recipient").parse();
    let recipient: RecipientId = recipient.map_err(|_| Problem::BadForm(visitor.language()))?;
    let asked = Asked {
        recipient,
        entry: fields.text("entry").to_owned(),
        also: fields.text("also").to_owned(),
    };
    let offered = offered(visitor, party, asked).await;
    let offered = offered.map_err(|error| visitor.problem(&error))?;
    unfit(&choose_page(visitor, party, offered, wrong))
}

/// `POST /customers/{party}/disclosures/preview`: the exact data.
pub(super) async fn preview(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let order = match entry::order(&fields) {
        Ok(order) => order,
        Err(error) => return again(&visitor, party, fields, &error).await,
    };
    let language = visitor.language();
    let reading = move |work: &mut Work<'_>| {
        let cleared = ledger::cleared(work, &order)?;
        let data = ledger::preview(work, &cleared, language)?;
        Ok::<_, Error>((cleared, data))
    };
    let desk = visitor.app.guard().desk();
    match desk.read(&visitor.actor, Purpose::Rights, reading).await {
        Ok((cleared, data)) => page(&PreviewPage {
            frame: Frame::of(&visitor, texts::say(language, "disclosures-preview-title")),
            party,
            recipient: cleared.recipient,
            scope: cleared.scope,
            order: cleared.order,
            data,
            typed: fields,
        }),
        Err(error) => again(&visitor, party, fields, &error).await,
    }
}

/// `POST /customers/{party}/disclosures`: prepared; and given at once, where nobody else must see it.
pub(super) async fn add(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let order = match entry::order(&fields) {
        Ok(order) => order,
        Err(error) => return again(&visitor, party, fields, &error).await,
    };
    match ledger::disclose(&visitor.app, &visitor.actor, order, visitor.language()).await {
        Ok(disclosure) => Ok(done(&path_of(disclosure), "done-saved")),
        Err(error) => again(&visitor, party, fields, &error).await,
    }
}
