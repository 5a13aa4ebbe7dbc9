//! Looking: finding customers, one customer, the trail. Each signs in, and is on the record.

use std::io::Read;

use basics::{ActorId, Day, PartyId};
use guard::{Patience, Seen, Work};
use serde_json::json;

use super::args::{Find, SignIn};
use super::failed::Failed;
use super::screen::Screen;
use super::{Outcome, Place};
use crate::find::{SHOWN, Shows, found_anywhere};
use crate::people::{self, Card, ConnectionView, OF_NUMBER, Part, card_of, purpose_about};

/// Lines of the trail that are printed at most.
const LINES_MAX: u16 = 1_000;

/// `seloste find`
pub(super) async fn find(at: &Place, order: Find, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
    let words = if order.words.is_empty() {
        let mut text = String::new();
        let read = std::io::stdin()
            .lock()
            .take(1_000)
            .read_to_string(&mut text);
        read.map_err(|_| Failed::with("cli.no_words"))?;
        text.trim().to_owned()
    } else {
        order.words.join(" ")
    };
    let policy = app
        .guard()
        .notices()
        .in_force()
        .await
        .map_err(|error| Failed::of(&error))?;
    let how = (SHOWN, Patience::Asked);
    let hits = found_anywhere(app.guard(), &actor, &policy, &words, how, Shows::Names).await;
    let hits = hits.map_err(|error| Failed::of(&error))?;
    let row = |row: &crate::find::ListRow| {
        json!({
            "id": row.party.to_string(), "number": row.number, "kind": row.kind.key(), "name": row.name,
        })
    };
    let json = json!({ "hits": hits.shown.iter().map(row).collect::<Vec<_>>(), "more": hits.more });
    let line =
        |row: &crate::find::ListRow| format!("{}  {:>8}  {}", row.party, row.number, row.name);
    let lines: Vec<String> = hits.shown.iter().map(line).collect();
    screen.result(&json, &lines)?;
    if hits.more {
        screen.tell(&screen.say("find-more"));
    }
    if hits.shown.is_empty() {
        let nothing = if hits.unfinished {
            "find-cut"
        } else {
            "find-nothing"
        };
        screen.tell(&screen.say(nothing));
    }
    Ok(0)
}

/// A customer by id or customer number.
pub(super) async fn party_of(app: &crate::app::App, text: &str) -> Result<PartyId, Failed> {
    if let Ok(number) = text.parse::<i64>()
        && text.len() < 13
    {
        let read = move |tx: &mut store::Tx<'_>| Ok(tx.maybe(&OF_NUMBER, (number,))?);
        let found = app
            .guard()
            .read_state(read)
            .await
            .map_err(|error| Failed::of(&error))?;
        // A number nobody has is asked for like an id nobody has, so that the answer is the same.
        return Ok(found.unwrap_or(PartyId::new(1)));
    }
    text.parse().map_err(|_| Failed::usage("cli.no_id"))
}

/// `seloste people show`
pub(super) async fn show(at: &Place, id: &str, sign_in: SignIn, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(&sign_in, screen).await?;
    let party = party_of(&app, id).await?;
    let policy = app
        .guard()
        .notices()
        .in_force()
        .await
        .map_err(|error| Failed::of(&error))?;
    let purpose = purpose_about(app.guard(), &actor, &policy, party, |_| true).await;
    let purpose = purpose.map_err(|error| Failed::of(&error))?;
    let reading = move |work: &mut Work<'_>| card_of(work, party);
    let card = app.guard().desk().read(&actor, purpose, reading).await;
    let card = card.map_err(|error: people::Error| Failed::of(&error))?;
    let contacts: Vec<String> = match &card.contacts {
        Part::Shown(points) => points.iter().map(|point| point.lines.join(", ")).collect(),
        Part::NotYours => vec![screen.say("people-not-yours")],
    };
    let notes: Vec<String> = match &card.notes {
        Part::Shown(notes) => notes.shown.iter().map(|note| note.text.clone()).collect(),
        Part::NotYours => vec![screen.say("people-not-yours")],
    };
    let json = json!({
        "id": card.party.to_string(), "number": card.number, "kind": card.kind.key(),
        "name": card.name, "language": card.language.code(), "business_id": card.business_id,
        "contacts": contacts, "notes": notes, "version": card.version,
        "deceased": card.deceased.map(|day| day.to_string()),
        "protected": card.protected.is_some(),
        "restricted": card.restricted.map(|at| at.to_string()),
        "marketing_forbidden": card.marketing_ban.shown().map(Option::is_some),
        "identity_code_on_file": card.identity_code.shown().map(Option::is_some),
        "connections": card.connections.iter().map(connection_json).collect::<Vec<_>>(),
    });
    screen.result(&json, &lines_of(&card, &contacts, &notes, screen))?;
    Ok(0)
}

fn lines_of(card: &Card, contacts: &[String], notes: &[String], screen: &Screen) -> Vec<String> {
    let mut lines = vec![card.name.clone()];
    lines.push(format!("{}: {}", screen.say("people-number"), card.number));
    lines.extend(
        card.business_id
            .iter()
            .map(|id| format!("{}: {id}", screen.say("people-business-id"))),
    );
    if let Part::Shown(Some((day, ..))) = &card.birth_date {
        lines.push(format!(
            "{}: {}",
            screen.say("people-birth-date"),
            day.finnish()
        ));
    }
    if let Part::Shown(Some(_)) = card.identity_code {
        lines.push(format!(
            "{}: {}",
            screen.say("people-identity-code"),
            screen.say("people-code-on-file")
        ));
    }
    if card.protected.is_some() {
        lines.push(screen.say("people-protected"));
    }
    if let Some(day) = card.deceased {
        let said = screen.say("people-deceased-on");
        lines.push(format!("{said}: {}", day.finnish()));
    }
    if let Part::Shown(Some(_)) = card.marketing_ban {
        lines.push(screen.say("people-marketing-banned"));
    }
    for connection in &card.connections {
        let kind = texts::say(screen.language, &connection.kind.text_key());
        let until = connection.until.map_or_else(String::new, Day::finnish);
        lines.push(format!("{kind}: {}–{until}", connection.from.finnish()));
    }
    lines.extend(contacts.iter().chain(notes).cloned());
    lines
}

fn connection_json(connection: &ConnectionView) -> serde_json::Value {
    json!({
        "kind": connection.kind.key(),
        "of": connection.of.as_ref().map(|(of, _)| of.to_string()),
        "from": connection.from.to_string(),
        "until": connection.until.map(|day| day.to_string()),
    })
}

/// `seloste trail show`
pub(super) async fn trail(
    at: &Place,
    party: Option<String>,
    email: Option<String>,
    sign_in: SignIn,
    screen: &Screen,
) -> Outcome {
    let (app, actor) = at.signed_in(&sign_in, screen).await?;
    let records = app.guard().records();
    let lines = match (party, email) {
        (Some(party), _) => {
            let party = party_of(&app, &party).await?;
            records.of_party(&actor, party, None, LINES_MAX).await
        }
        (None, Some(email)) => {
            let staff = app.guard().accounts().of_email(&actor, &email).await;
            let staff = staff.map_err(|error| Failed::of(&error))?;
            records
                .of_actor(&actor, ActorId::new(staff.get()), None, LINES_MAX)
                .await
        }
        (None, None) => return Err(Failed::usage("cli.no_id")),
    };
    let lines = lines.map_err(|error| Failed::of(&error))?;
    let word = |key: String| texts::say(screen.language, &key);
    let told = |seen: &Seen| {
        let categories: Vec<String> = seen
            .categories
            .iter()
            .map(|one| word(one.text_key()))
            .collect();
        let code = seen.code.as_deref().unwrap_or_default();
        format!(
            "{:>8}  {}  {}  {}  {}  {} {code}",
            seen.sequence,
            seen.at,
            seen.actor_name,
            word(seen.action.text_key()),
            word(seen.purpose.text_key()),
            categories.join(", "),
        )
    };
    let json = |seen: &Seen| {
        json!({
            "line": seen.sequence, "at": seen.at.to_string(), "actor": seen.actor_name,
            "action": seen.action.key(), "purpose": seen.purpose.key(),
            "categories": seen.categories.iter().map(|one| one.key()).collect::<Vec<_>>(),
            "opened": seen.opened.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "listed": seen.listed.len(), "code": seen.code, "reason": seen.reason,
        })
    };
    let all: Vec<serde_json::Value> = lines.iter().map(json).collect();
    screen.result(&json!(all), &lines.iter().map(told).collect::<Vec<_>>())?;
    Ok(0)
}

/// `seloste trail prove`
pub(super) async fn prove(at: &Place, line: i64, sign_in: SignIn, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(&sign_in, screen).await?;
    let proof = app.guard().records().prove(&actor, line).await;
    screen.bytes(
        proof
            .map_err(|error| Failed::of(&error))?
            .to_string()
            .as_bytes(),
    )?;
    Ok(0)
}

/// `seloste notice versions`
pub(super) async fn versions(at: &Place, screen: &Screen) -> Outcome {
    let app = at.open().await?;
    let notices = app.guard().notices();
    let policy = notices
        .in_force()
        .await
        .map_err(|error| Failed::of(&error))?;
    let versions = notices
        .versions()
        .await
        .map_err(|error| Failed::of(&error))?;
    let zone = &policy.controller().zone;
    let unknown = screen.say("notice-in-force-unknown");
    let from =
        |at: Option<basics::Instant>| at.map_or_else(|| unknown.clone(), |at| zone.finnish(at));
    let json = versions.iter().map(|version| {
        json!({
            "number": version.number,
            "in_force": version.in_force.map(|at| at.to_string()),
            "published": version.published.to_string(),
        })
    });
    let line = |version: &guard::Version| {
        format!(
            "{:>4}  {}  {}",
            version.number,
            from(version.in_force),
            zone.finnish(version.published)
        )
    };
    let lines: Vec<String> = versions.iter().map(line).collect();
    screen.result(&json!(json.collect::<Vec<_>>()), &lines)?;
    Ok(0)
}
