//! What was chosen of what is due: looked through, confirmed by its number, erased.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use basics::PartyId;
use guard::category::Identity;
use guard::{Ask, InLot, Work};
use policy::{Kept, Purpose};

use super::super::carry_out::{self, Looked, Place};
use super::super::clocks::Clocks;
use super::super::due::{self, Due, START};
use super::super::error::Error;
use super::super::remainder;
use super::queue::read;
use crate::web::{Fields, Frame, Posted, Problem, Visitor, Wrong, done, page, unfit};

/// Things that are confirmed together at most.
const CHOSEN_MAX: usize = 500;

#[derive(Template)]
#[template(path = "retention/confirm.html")]
struct ConfirmPage {
    frame: Frame,
    kept: Kept,
    /// What was chosen, as it comes back.
    chosen: Vec<String>,
    /// Of how many customers.
    parties: usize,
    /// Whole lots, whose keys are destroyed, and single values.
    lots: usize,
    values: usize,
    /// Behind what the page began that it was chosen on.
    after: (PartyId, i64),
    wrong: Wrong,
}

/// Something that is chosen, as a form carries it: party and place, and how many rows lay in it of
/// which the newest has this number.
pub(super) fn chosen_word((party, place): Place, held: InLot) -> String {
    format!("{party}:{place}:{}:{}", held.rows, held.newest)
}

/// What was ticked, in the order of its places.
fn chosen(fields: &Fields) -> BTreeMap<Place, InLot> {
    let rows = fields.all("row").into_iter().take(CHOSEN_MAX);
    let read = |row: &str| {
        let mut words = row.split(':');
        let party = words.next()?.parse().ok()?;
        let mut number = || words.next()?.parse::<i64>().ok();
        let (place, rows, newest) = (number()?, number()?, number()?);
        Some(((party, place), InLot { rows, newest }))
    };
    rows.filter_map(read).collect()
}

/// Behind what the page began that something was chosen on.
fn after(fields: &Fields) -> (PartyId, i64) {
    let (party, place) = (fields.text("party").parse(), fields.text("place").parse());
    party.ok().zip(place.ok()).unwrap_or(START)
}

/// `POST /retention/due`: what was chosen is shown, and erased once its number confirms it.
pub(in super::super) async fn erase(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let kept = Kept::from_key(fields.text("kept")).ok_or(Problem::BadForm(language))?;
    let asked = chosen(&fields);
    let confirmed = !asked.is_empty() && fields.confirms("count", &asked.len());
    let looked = if confirmed {
        erased(&visitor, kept, asked.clone()).await
    } else {
        looked_through(&visitor, kept, &asked).await
    };
    let found = match looked {
        Ok(found) => found,
        Err(error) => {
            let after = after(&fields);
            let wrong = visitor.wrong("due", &error, fields)?;
            return unfit(&read(&visitor, kept, after, wrong).await?);
        }
    };
    if confirmed {
        let path = ["/retention/due?kept=", kept.key()].concat();
        return Ok(done(&path, "done-erased-due"));
    }
    let mut form = confirm(&visitor, kept, &asked, &found);
    form.after = after(&fields);
    if !fields.has("count") {
        return page(&form);
    }
    form.wrong = visitor.wrong("confirm", &Error::Unconfirmed, fields)?;
    unfit(&form)
}

/// Erases what was chosen and confirmed: all of it, or nothing where any of it changed; of a customer of
/// whom something is followed by itself, this holds for what is hers.
async fn erased(
    visitor: &Visitor,
    kept: Kept,
    asked: BTreeMap<Place, InLot>,
) -> Result<Vec<Due>, Error> {
    let decision = format!("clock {} review", kept.key());
    let (guard, who) = (visitor.app.guard(), (&visitor.actor, Purpose::Rights));
    let mut found = Vec::new();
    for (only, asked) in parted(visitor, asked).await? {
        let looked = Looked::shown(asked.clone().into_iter());
        let look = move |work: &mut Work<'_>| due_of_chosen(work, kept, &asked);
        found.extend(carry_out::erase(guard, who, looked, (&decision, only), look).await?);
    }
    remainder::write_notices(&visitor.app).await?;
    Ok(found)
}

/// What was chosen: of each party of whom something is followed by itself, and of all others together.
async fn parted(
    visitor: &Visitor,
    asked: BTreeMap<Place, InLot>,
) -> Result<Vec<(Option<PartyId>, BTreeMap<Place, InLot>)>, Error> {
    let parties = asked.keys().map(|place| place.0).collect();
    let alone = remainder::followed(visitor.app.guard(), parties).await?;
    let mut parts: BTreeMap<Option<PartyId>, BTreeMap<Place, InLot>> = BTreeMap::new();
    for (place, held) in asked {
        let only = alone.contains(&place.0).then_some(place.0);
        parts.entry(only).or_default().insert(place, held);
    }
    Ok(parts.into_iter().collect())
}

fn confirm(
    visitor: &Visitor,
    kept: Kept,
    asked: &BTreeMap<Place, InLot>,
    found: &[Due],
) -> ConfirmPage {
    let title = texts::say(visitor.language(), "retention-confirm");
    let mut parties: Vec<PartyId> = found.iter().map(|one| one.what.party).collect();
    parties.sort_unstable();
    parties.dedup();
    let values = found.iter().filter(|one| one.what.value.is_some()).count();
    ConfirmPage {
        frame: Frame::of(visitor, title),
        kept,
        chosen: asked
            .iter()
            .map(|(place, held)| chosen_word(*place, *held))
            .collect(),
        parties: parties.len(),
        lots: found.len() - values,
        values,
        after: START,
        wrong: Wrong::default(),
    }
}

/// What of what was chosen is due still.
fn due_of_chosen(
    work: &mut Work<'_>,
    kept: Kept,
    asked: &BTreeMap<Place, InLot>,
) -> Result<Vec<Due>, Error> {
    let mut parties: Vec<PartyId> = asked.keys().map(|place| place.0).collect();
    parties.dedup();
    let _grant = work.grant::<Identity>(Ask::erased(&parties))?;
    let clocks = Clocks::of(work)?;
    let mut found = Vec::new();
    for party in parties {
        let due = due::of_party(work, &clocks, party, kept)?;
        found.extend(
            due.into_iter()
                .filter(|one| asked.contains_key(&one.place())),
        );
    }
    Ok(found)
}

/// The same, looked through before it is confirmed: everything is due still, nothing of it stays, and
/// nothing came into it since it was shown.
async fn looked_through(
    visitor: &Visitor,
    kept: Kept,
    asked: &BTreeMap<Place, InLot>,
) -> Result<Vec<Due>, Error> {
    if asked.is_empty() {
        return Err(Error::Nothing);
    }
    let asked = asked.clone();
    let reading = move |work: &mut Work<'_>| {
        let found = due_of_chosen(work, kept, &asked)?;
        Looked::shown(asked.clone().into_iter()).again(work, found)
    };
    let desk = visitor.app.guard().desk();
    desk.read(&visitor.actor, Purpose::Rights, reading).await
}
