//! Breaches on the command line: which there are, one of them, and whose data somebody saw.

use std::collections::BTreeSet;

use basics::{ActorId, Instant, RowId};
use clap::Subcommand;
use guard::Work;
use policy::{Category, Purpose};
use serde_json::json;

use super::args::SignIn;
use super::failed::Failed;
use super::screen::Screen;
use super::{Outcome, Place};
use crate::breaches::{self, Brief};
use crate::web::moment;

/// People of one part.
const PART: usize = 500;
/// Parts that are printed at most: what is beyond is said.
const PARTS_MAX: usize = 200;

#[derive(Subcommand)]
pub(crate) enum Breach {
    /// List breaches, the newest first.
    List {
        /// Those that are over.
        #[arg(long)]
        over: bool,
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// Show one breach with its steps.
    Show {
        /// Which.
        id: String,
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// Whose data an account, token or job saw between two moments, from the trail.
    Seen {
        /// The sign-in address of an account, or the number of an actor in the trail.
        #[arg(long, value_name = "EMAIL|NUMBER", allow_hyphen_values = true)]
        actor: String,
        /// From this moment on: a day, or day and time such as "24.11.2026 10.30".
        #[arg(long, value_name = "MOMENT")]
        from: String,
        /// Up to this moment.
        #[arg(long, value_name = "MOMENT")]
        to: String,
        #[command(flatten)]
        sign_in: SignIn,
    },
}

/// `seloste breach …`
pub(super) async fn breach(at: &Place, order: Breach, screen: &Screen) -> Outcome {
    match order {
        Breach::List { over, sign_in } => list(at, over, &sign_in, screen).await,
        Breach::Show { id, sign_in } => show(at, &id, &sign_in, screen).await,
        Breach::Seen {
            actor,
            from,
            to,
            sign_in,
        } => seen(at, &actor, (&from, &to), &sign_in, screen).await,
    }
}

async fn list(at: &Place, over: bool, sign_in: &SignIn, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(sign_in, screen).await?;
    let reading = move |work: &mut Work<'_>| breaches::list(work, over);
    let desk = app.guard().desk();
    let found = desk.read(&actor, Purpose::Breach, reading).await;
    let found = found.map_err(|error| Failed::of(&error))?;
    let text = |at: Option<Instant>| at.map(|at| at.to_string());
    let json = found.iter().map(|one| {
        json!({
            "id": one.row.to_string(), "name": one.name, "drill": one.drill,
            "noticed": one.noticed.to_string(), "aware": text(one.aware),
            "risk": one.risk.map(breaches::Risk::key), "due": text(one.due),
            "told": text(one.told), "closed": text(one.closed),
        })
    });
    let line = |one: &Brief| {
        let risk = one.risk.map_or_else(
            || "–".to_owned(),
            |risk| screen.say(&["breaches-risk-", risk.key()].concat()),
        );
        let due = one.due.map_or_else(String::new, |due| {
            screen.with("breaches-due", &[("at", &due.to_string())])
        });
        let drill = if one.drill {
            screen.say("breaches-drill")
        } else {
            String::new()
        };
        let line = format!(
            "{}  {}  {}  {risk}  {due}  {drill}",
            one.row, one.noticed, one.name
        );
        line.trim_end().to_owned()
    };
    let lines: Vec<String> = found.iter().map(line).collect();
    screen.result(&json!(json.collect::<Vec<_>>()), &lines)?;
    if found.is_empty() {
        let key = if over {
            "breaches-none-over"
        } else {
            "breaches-none-open"
        };
        screen.tell(&screen.say(key));
    }
    Ok(0)
}

async fn show(at: &Place, id: &str, sign_in: &SignIn, screen: &Screen) -> Outcome {
    let row: RowId = id.parse().map_err(|_| Failed::usage("cli.no_id"))?;
    let (app, actor) = at.signed_in(sign_in, screen).await?;
    let language = screen.language;
    let reading = move |work: &mut Work<'_>| breaches::whole(work, row, language);
    let desk = app.guard().desk();
    let found = desk.read(&actor, Purpose::Breach, reading).await;
    let found = found.map_err(|error| Failed::of(&error))?;
    let steps = found
        .steps
        .iter()
        .map(|(at, deed, words)| json!({ "at": at.to_string(), "step": deed, "words": words }));
    let json = json!({
        "id": row.to_string(), "name": found.name, "text": found.text, "drill": found.drill,
        "due": found.due.map(|due| due.to_string()), "affected": found.affected.0,
        "told": found.affected.1, "steps": steps.collect::<Vec<_>>(),
    });
    let mut lines = vec![found.name.clone(), found.text.clone()];
    lines.extend(found.due.map(|due| {
        let at = due.to_string();
        screen.with("breaches-due", &[("at", &at)])
    }));
    lines.extend(
        found
            .steps
            .iter()
            .map(|(at, deed, words)| format!("{at}  {deed}  {words}")),
    );
    screen.result(&json, &lines)?;
    Ok(0)
}

async fn seen(
    at: &Place,
    whom: &str,
    (from, to): (&str, &str),
    sign_in: &SignIn,
    screen: &Screen,
) -> Outcome {
    let (app, actor) = at.signed_in(sign_in, screen).await?;
    let policy = app.guard().notices().in_force().await;
    let policy = policy.map_err(|error| Failed::of(&error))?;
    let zone = &policy.controller().zone;
    let times = moment(zone, from.trim()).zip(moment(zone, to.trim()));
    let times = times.map(|(from, until)| (from.0, until.1));
    let times = times.ok_or(Failed::usage("breaches.seen"))?;
    let whom = if let Ok(number) = whom.parse::<i64>() {
        ActorId::new(number)
    } else {
        let staff = app.guard().accounts().of_email(&actor, whom).await;
        let staff = staff.map_err(|error| Failed::of(&error))?;
        ActorId::new(staff.get())
    };
    let desk = app.guard().desk();
    let (mut all, mut after) = (std::collections::BTreeMap::new(), None);
    for _ in 0..PARTS_MAX {
        let reading = move |work: &mut Work<'_>| work.people_seen(whom, times, after, PART);
        let part = desk.read(&actor, Purpose::Security, reading).await;
        let part = part.map_err(|error: guard::Error| Failed::of(&error))?;
        breaches::add_up(&mut all, part.people);
        after = part.next;
        if after.is_none() {
            break;
        }
    }
    let keys = |categories: &BTreeSet<Category>| -> Vec<&'static str> {
        categories.iter().map(|one| one.key()).collect()
    };
    let json = all.values().map(|one| {
        json!({
            "id": one.party.to_string(), "opened": keys(&one.opened), "listed": keys(&one.listed),
            "first": one.first.to_string(), "last": one.last.to_string(), "times": one.times,
        })
    });
    let words = |categories: &BTreeSet<Category>| {
        let words = categories.iter().map(|one| screen.say(&one.text_key()));
        words.collect::<Vec<_>>().join(", ")
    };
    let (opened, listed) = (screen.say("breaches-opened"), screen.say("breaches-listed"));
    let lines = all.values().map(|one| {
        format!(
            "{}  {}  {}  {opened}: {}  {listed}: {}",
            one.party,
            one.first,
            one.last,
            words(&one.opened),
            words(&one.listed),
        )
    });
    screen.result(
        &json!({ "people": json.collect::<Vec<_>>(), "whole": after.is_none() }),
        &lines.collect::<Vec<_>>(),
    )?;
    if after.is_some() {
        screen.tell(&screen.say("error-breaches-length"));
    }
    Ok(0)
}
