//! Retention on the command line: what is past its clock, one customer's clocks, legal holds; and
//! checking a receipt, which needs no register.

use std::path::PathBuf;

use basics::{Coded, Day, LotId};
use clap::{Args, Subcommand};
use guard::{HeldOn, Work};
use policy::{Category, Purpose};
use serde_json::json;

use super::args::SignIn;
use super::failed::Failed;
use super::look::party_of;
use super::screen::Screen;
use super::{Outcome, Place};
use crate::people::name_of;
use crate::retention::{self, Found};

#[derive(Subcommand)]
pub(crate) enum Retention {
    /// Until when the data of a customer is kept, and what keeps it longer.
    Preview {
        /// Whose: id or customer number.
        id: String,
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// Erase what is past its clock and goes by itself, and count what waits and what stays.
    Run {
        /// Only count: nothing is erased and nothing written.
        #[arg(long)]
        dry_run: bool,
    },
    /// Set or lift a legal hold.
    Hold(Hold),
}

#[derive(Args)]
pub(crate) struct Hold {
    /// Whose: id or customer number.
    pub(crate) id: String,
    /// Only this category, in the notice's word.
    #[arg(long, value_name = "CATEGORY", conflicts_with = "lot")]
    pub(crate) category: Option<String>,
    /// Only this lot.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) lot: Option<i64>,
    /// Why.
    #[arg(long, value_name = "TEXT", required_unless_present = "lift")]
    pub(crate) reason: Option<String>,
    /// By when somebody looks at it again.
    #[arg(long, value_name = "DAY", required_unless_present = "lift")]
    pub(crate) review: Option<String>,
    /// Lift it.
    #[arg(long, conflicts_with_all = ["reason", "review"])]
    pub(crate) lift: bool,
    #[command(flatten)]
    pub(crate) sign_in: SignIn,
}

/// `seloste retention …`
pub(super) async fn retention(at: &Place, order: Retention, screen: &Screen) -> Outcome {
    match order {
        Retention::Preview { id, sign_in } => preview(at, &id, &sign_in, screen).await,
        Retention::Run { dry_run: true } => {
            let app = at.open().await?;
            let found = retention::dry(&app).await;
            let found = found.map_err(|error| Failed::of(&error))?;
            told(&found, screen)
        }
        Retention::Run { dry_run: false } => {
            let app = at.open().await?;
            let gone = retention::run(&app).await;
            let gone = gone.map_err(|error| Failed::of(&error))?;
            let line = format!("{}: {gone}", screen.say("retention-gone-count"));
            screen.result(&json!({ "erased": gone }), &[line])?;
            Ok(0)
        }
        Retention::Hold(order) => hold(at, order, screen).await,
    }
}

/// What a dry run found, by clock.
fn told(found: &Found, screen: &Screen) -> Outcome {
    let json = found.iter().map(|(kept, counted)| {
        json!({
            "of": kept.key(), "due": counted.due, "goes_by_itself": counted.gone,
            "waits": counted.waits, "stays": counted.stays, "held": counted.held,
            "restricted": counted.restricted, "needed": counted.needed,
        })
    });
    let line = |(kept, counted): (&policy::Kept, &retention::Counted)| {
        let kept = texts::say(screen.language, &kept.text_key());
        let part = |key: &str, count: u64| format!("{} {count}", screen.say(key));
        [
            kept,
            part("retention-due-count", counted.due),
            part("retention-gone-count", counted.gone),
            part("retention-waits-count", counted.waits),
            part("retention-stays-count", counted.stays),
        ]
        .join("  ")
    };
    let mut lines: Vec<String> = found.iter().map(line).collect();
    if lines.is_empty() {
        lines.push(screen.say("retention-nothing-due"));
    }
    screen.result(&json!(json.collect::<Vec<_>>()), &lines)?;
    Ok(0)
}

async fn preview(at: &Place, id: &str, sign_in: &SignIn, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(sign_in, screen).await?;
    let party = party_of(&app, id).await?;
    let language = screen.language;
    let reading = move |work: &mut Work<'_>| {
        let _seen = name_of(work, party)?;
        Ok::<_, crate::people::Error>(retention::told_of(work, party, language)?)
    };
    let desk = app.guard().desk();
    let read = desk.read(&actor, Purpose::Rights, reading).await;
    let told = read.map_err(|error| Failed::of(&error))?;
    let json = told.iter().map(|one| {
        json!({
            "category": one.category.key(), "lots": one.lots.iter().map(|lot| lot.get()).collect::<Vec<_>>(),
            "until": one.until.map(|day| day.to_string()), "over": one.over, "kept": one.words,
        })
    });
    let line = |one: &retention::Told| {
        let category = texts::say(language, &one.category.text_key());
        format!("{category}: {}", one.words.join("; "))
    };
    let lines: Vec<String> = told.iter().map(line).collect();
    screen.result(&json!(json.collect::<Vec<_>>()), &lines)?;
    Ok(0)
}

async fn hold(at: &Place, order: Hold, screen: &Screen) -> Outcome {
    let on = match (&order.category, order.lot) {
        (Some(key), _) => {
            let category = Category::from_key(key);
            HeldOn::Category(category.ok_or(Failed::usage("cli.no_category"))?)
        }
        (None, Some(lot)) => HeldOn::Lot(LotId::new(lot)),
        (None, None) => HeldOn::Party,
    };
    let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
    let party = party_of(&app, &order.id).await?;
    let set = match (order.reason, order.review) {
        (Some(reason), Some(review)) if !order.lift => {
            let review = Day::parse(&review);
            let review = review.map_err(|_| Failed::of(&retention::Error::ReviewDay))?;
            Some((reason, review))
        }
        _ => None,
    };
    let lifts = set.is_none();
    let writing = move |work: &mut Work<'_>| match &set {
        Some((reason, review)) => retention::hold(work, party, on, reason, *review),
        None => retention::lift_hold(work, party, on),
    };
    let desk = app.guard().desk();
    let written = desk.write(&actor, Purpose::Rights, writing).await;
    written.map_err(|error| Failed::of(&error))?;
    let key = if lifts {
        "done-hold-lifted"
    } else {
        "done-hold-set"
    };
    screen.result(&json!({ "held": !lifts }), &[screen.say(key)])?;
    Ok(0)
}

/// `seloste trail prove RECEIPT`: whether a receipt of an erasure is true, without the register.
pub(super) fn prove(file: &PathBuf, key: Option<&str>, screen: &Screen) -> Outcome {
    let text = std::fs::read_to_string(file);
    let text = text.map_err(|_| Failed::with("cli.no_receipt"))?;
    // The form for programs holds the note that was signed.
    let note = serde_json::from_str::<serde_json::Value>(&text)
        .ok()
        .and_then(|both| Some(both.get("signed")?.as_str()?.to_owned()))
        .unwrap_or(text);
    let known = match key {
        Some(key) => Some(retention::unhex(key).ok_or(Failed::usage("cli.no_key"))?),
        None => None,
    };
    let written = match retention::verify(&note, known) {
        Ok(written) => written,
        Err(error) => {
            screen.tell(&texts::say(screen.language, &error.code().text_key()));
            return Ok(1);
        }
    };
    let categories = written.went.iter().map(|one| {
        let category = Category::from_key(&one.category);
        category.map_or(one.category.clone(), |one| {
            texts::say(screen.language, &one.text_key())
        })
    });
    let categories = categories.collect::<Vec<_>>().join(", ");
    let mut lines = vec![
        format!(
            "{}: {}",
            screen.say("retention-receipt-at"),
            written.erased_at
        ),
        format!("{}: {categories}", screen.say("retention-receipt-went")),
        screen.say("cli-receipt-true"),
    ];
    if let Some(remainder) = &written.remainder {
        lines.push(screen.say(if remainder.last {
            "retention-notice-last"
        } else {
            "retention-notice-part"
        }));
    }
    if known.is_none() {
        lines.push(screen.with("cli-receipt-key", &[("key", &written.public_key)]));
    }
    screen.result(&json!(written), &lines)?;
    Ok(0)
}
