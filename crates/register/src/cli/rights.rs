//! Requests of data subjects on the command line: what waits, one party's, a new one, a step. The
//! same rules as the pages.

use basics::{PartyId, RowId};
use clap::{Args, Subcommand};
use serde_json::json;

use super::args::SignIn;
use super::failed::Failed;
use super::look::party_of;
use super::screen::Screen;
use super::{Outcome, Place};
use crate::rights::{self, RequestLine};

#[derive(Subcommand)]
pub(crate) enum Rights {
    /// Requests that wait for an answer, the one that is due first before the others.
    List {
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// The requests of one party, with what was done about each.
    Show {
        /// Whose: id or customer number.
        id: String,
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// Write down a request.
    Add(Add),
    /// Take a step of a request.
    Step(Step),
    /// Write the copy of a customer's data that was looked through in the browser.
    Package(super::copies::Package),
}

#[derive(Args)]
pub(crate) struct Add {
    /// Whose: id or customer number. Left out: of somebody who was not found.
    id: Option<String>,
    /// What is asked for, such as `access`; may be given more than once. Left out: it is unclear.
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<String>,
    /// How it came, in the notice's word, such as `post`.
    #[arg(long, value_name = "WAY")]
    way: String,
    /// The day it came; today where it is left out.
    #[arg(long, value_name = "DAY", default_value = "")]
    received: String,
    /// It is signed: recorded, never required.
    #[arg(long)]
    signed: bool,
    /// What it says.
    #[arg(long, value_name = "TEXT", default_value = "")]
    text: String,
    /// The name of whoever asks and was not found.
    #[arg(long, value_name = "NAME", default_value = "")]
    name: String,
    /// Her e-mail address.
    #[arg(long, value_name = "EMAIL", default_value = "")]
    email: String,
    /// Her telephone number.
    #[arg(long, value_name = "PHONE", default_value = "")]
    phone: String,
    #[command(flatten)]
    sign_in: SignIn,
}

#[derive(Args)]
pub(crate) struct Step {
    /// Whose: id or customer number.
    id: String,
    /// Which request: its number, as `show` tells it.
    request: RowId,
    /// What was done: `ask_identity`, `identify`, `ask_meaning`, `understand`, `remind`, `extend`,
    /// `decide`, `answer` or `end`.
    deed: String,
    /// By which means somebody was recognised.
    #[arg(long, value_name = "MEANS", default_value = "")]
    means: String,
    /// Of what it is decided, or what became clear.
    #[arg(long, value_name = "KIND", default_value = "")]
    kind: String,
    /// What came of it.
    #[arg(long, value_name = "OUTCOME", default_value = "")]
    outcome: String,
    /// Against which purpose an objection is, or of which a consent is taken back.
    #[arg(long, value_name = "PURPOSE", default_value = "")]
    purpose: String,
    /// Why, or what was asked.
    #[arg(long, value_name = "TEXT", default_value = "")]
    words: String,
    /// On which day; today where it is left out.
    #[arg(long, value_name = "DAY", default_value = "")]
    on: String,
    #[command(flatten)]
    sign_in: SignIn,
}

/// `seloste rights …`
pub(super) async fn rights(at: &Place, order: Rights, screen: &Screen) -> Outcome {
    match order {
        Rights::List { sign_in } => {
            let (app, actor) = at.signed_in(&sign_in, screen).await?;
            let lines = rights::list_open(&app, &actor, screen.language).await;
            told(&lines.map_err(|error| Failed::of(&error))?, screen)
        }
        Rights::Show { id, sign_in } => {
            let (app, actor) = at.signed_in(&sign_in, screen).await?;
            let party = party_of(&app, &id).await?;
            let lines = rights::show_of(&app, &actor, party, screen.language).await;
            told(&lines.map_err(|error| Failed::of(&error))?, screen)
        }
        Rights::Add(order) => add(at, order, screen).await,
        Rights::Step(order) => step(at, order, screen).await,
        Rights::Package(order) => super::copies::package(at, order, screen).await,
    }
}

fn told(lines: &[RequestLine], screen: &Screen) -> Outcome {
    let json = lines.iter().map(|one| {
        json!({
            "id": one.row.to_string(), "of": one.party.to_string(), "name": one.name,
            "kinds": one.kinds, "received": one.received, "due": one.due, "stands": one.stands,
            "steps": one.steps,
        })
    });
    let line = |one: &RequestLine| {
        let head = [
            one.due.clone(),
            one.row.to_string(),
            one.party.to_string(),
            one.name.clone(),
            one.kinds.clone(),
            one.stands.clone(),
        ];
        let head = head.into_iter().filter(|part| !part.is_empty());
        let head = head.collect::<Vec<_>>().join("  ");
        std::iter::once(head)
            .chain(one.steps.iter().map(|step| ["  ", step].concat()))
            .collect::<Vec<_>>()
    };
    let mut printed: Vec<String> = lines.iter().flat_map(line).collect();
    if printed.is_empty() {
        printed.push(screen.say("rights-none-open"));
    }
    screen.result(&json!(json.collect::<Vec<_>>()), &printed)?;
    Ok(0)
}

async fn add(at: &Place, order: Add, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
    let party = match &order.id {
        Some(id) => Some(party_of(&app, id).await?),
        None => None,
    };
    let field = |name: &str, value: String| (name.to_owned(), value);
    let ticked = |ticked: bool| if ticked { "1" } else { "" }.to_owned();
    let unclear = order.kinds.is_empty();
    let mut typed = vec![
        field("unclear", ticked(unclear)),
        field("way", order.way),
        field("received", order.received),
        field("signed", ticked(order.signed)),
        field("text", order.text),
        field("name", order.name),
        field("email", order.email),
        field("phone", order.phone),
    ];
    typed.extend(order.kinds.into_iter().map(|kind| field("kind", kind)));
    let added = rights::add_typed(&app, &actor, party, typed, screen.language).await;
    let (party, row): (PartyId, RowId) = added.map_err(|error| Failed::of(&error))?;
    let json = json!({ "id": row.to_string(), "of": party.to_string() });
    screen.result(&json, &[format!("{party}  {row}")])?;
    Ok(0)
}

async fn step(at: &Place, order: Step, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
    let party = party_of(&app, &order.id).await?;
    let typed = [
        ("deed", order.deed),
        ("means", order.means),
        ("kind", order.kind),
        ("outcome", order.outcome),
        ("purpose", order.purpose),
        ("words", order.words),
        ("on", order.on),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value)).to_vec();
    let taken = rights::step_typed(&app, &actor, (party, order.request), typed).await;
    taken.map_err(|error| Failed::of(&error))?;
    screen.result(&json!({ "taken": true }), &[screen.say("done-saved")])?;
    Ok(0)
}
