//! Disclosures on the command line: who may receive data, and what was given to whom on which
//! ground. Nobody whose data it was is named.

use clap::Subcommand;
use guard::Work;
use policy::Purpose;
use serde_json::json;

use super::args::SignIn;
use super::failed::Failed;
use super::screen::Screen;
use super::{Outcome, Place};
use crate::disclosures::{self, State};

#[derive(Subcommand)]
pub(crate) enum Disclosures {
    /// The newest disclosures: to whom, on which ground, how each stands.
    List {
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// Those who may receive data, and under which entries of the notice.
    Recipients {
        #[command(flatten)]
        sign_in: SignIn,
    },
}

/// `seloste disclosures …`
pub(super) async fn disclosures(at: &Place, order: Disclosures, screen: &Screen) -> Outcome {
    match order {
        Disclosures::List { sign_in } => list(at, &sign_in, screen).await,
        Disclosures::Recipients { sign_in } => recipients(at, &sign_in, screen).await,
    }
}

async fn list(at: &Place, sign_in: &SignIn, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(sign_in, screen).await?;
    let reading = |work: &mut Work<'_>| disclosures::newest(work);
    let desk = app.guard().desk();
    let read = desk.read(&actor, Purpose::Rights, reading).await;
    let all = read.map_err(|error| Failed::of(&error))?;
    let state = |state: State| match state {
        State::Waiting => "waiting",
        State::Given(..) => "given",
        State::Cancelled(_) => "cancelled",
    };
    let json = all.iter().map(|(one, whom)| {
        json!({
            "disclosure": one.disclosure.to_string(), "to": whom,
            "ground": one.ground.key(), "persons": one.parts, "prepared_at": one.prepared.to_string(),
            "state": state(one.state),
            "withheld_until": one.withheld_until.map(|day| day.to_string()),
        })
    });
    let line = |(one, whom): &(disclosures::Disclosure, String)| {
        let ground = screen.say(&one.ground.text_key());
        let state = screen.say(&["disclosures-state-", state(one.state)].concat());
        format!("{}  {whom}  {ground}  {state}", one.disclosure)
    };
    let mut lines: Vec<String> = all.iter().map(line).collect();
    if lines.is_empty() {
        lines.push(screen.say("disclosures-none"));
    }
    screen.result(&json!(json.collect::<Vec<_>>()), &lines)?;
    Ok(0)
}

async fn recipients(at: &Place, sign_in: &SignIn, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(sign_in, screen).await?;
    let reading = |work: &mut Work<'_>| disclosures::recipients(work);
    let desk = app.guard().desk();
    let read = desk.read(&actor, Purpose::Rights, reading).await;
    let all = read.map_err(|error| Failed::of(&error))?;
    let json = all.iter().map(|one| {
        json!({
            "recipient": one.recipient.to_string(), "name": one.name, "country": one.country.code(),
            "role": one.role.key(), "entries": one.entries,
            "categories": one.categories.iter().map(|one| one.key()).collect::<Vec<_>>(),
            "agreement": one.agreement.map(|day| day.to_string()),
            "review": one.review.map(|day| day.to_string()),
        })
    });
    let line = |one: &disclosures::Recipient| {
        let role = screen.say(&one.role.text_key());
        format!(
            "{}  {}  {role}  {}",
            one.name,
            one.country,
            one.entries.join(" ")
        )
    };
    let mut lines: Vec<String> = all.iter().map(line).collect();
    if lines.is_empty() {
        lines.push(screen.say("disclosures-no-recipients"));
    }
    screen.result(&json!(json.collect::<Vec<_>>()), &lines)?;
    Ok(0)
}
