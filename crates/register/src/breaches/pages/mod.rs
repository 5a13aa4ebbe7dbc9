//! The pages of breaches.

pub(super) mod list;
pub(super) mod papers;
pub(super) mod people;
pub(super) mod seen;
pub(super) mod show;

use basics::{Instant, PartyId};
use policy::Purpose;

use super::error::Error;
use crate::people::holds_identity_code;
use crate::web::{Fields, Visitor, moment};

/// Under which purpose breaches are handled: the one the law sets.
const PURPOSE: Purpose = Purpose::Breach;
/// The longest text.
const CHARACTERS_MAX: usize = 20_000;
/// The longest name.
const NAME_MAX: usize = 200;
/// More people are not told of at once than letters are made.
const CHOSEN_MAX: usize = crate::letters::LETTERS_MAX;

/// A text that names nobody by an identity code.
fn text(typed: &str, most: usize) -> Result<String, Error> {
    if typed.chars().count() > most {
        return Err(Error::Length);
    }
    if holds_identity_code(typed) {
        return Err(Error::IdentityCode);
    }
    Ok(typed.to_owned())
}

/// A moment that has come: a day with its time. A day alone is its beginning, so that no clock is
/// shown later than it runs out.
fn at(visitor: &Visitor, typed: &str) -> Result<Instant, Error> {
    let zone = &visitor.policy.controller().zone;
    let (first, _) = moment(zone, typed).ok_or(Error::Moment)?;
    let now = visitor.app.clock().now();
    if first > now {
        return Err(Error::Moment);
    }
    Ok(first)
}

/// The same, or now where nothing is typed.
fn at_or_now(visitor: &Visitor, typed: &str) -> Result<Instant, Error> {
    match typed {
        "" => Ok(visitor.app.clock().now()),
        typed => at(visitor, typed),
    }
}

/// The same, where it may be unknown.
fn at_if_any(visitor: &Visitor, typed: &str) -> Result<Option<Instant>, Error> {
    match typed {
        "" => Ok(None),
        typed => at(visitor, typed).map(Some),
    }
}

/// A number of people or records, where one is typed.
fn count(typed: &str) -> Result<Option<i64>, Error> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    match typed.as_str() {
        "" => Ok(None),
        typed => match typed.parse() {
            Ok(count) if (0..=1_000_000_000).contains(&count) => Ok(Some(count)),
            _ => Err(Error::Number),
        },
    }
}

/// Who was ticked.
fn chosen(fields: &Fields) -> Result<Vec<PartyId>, Error> {
    let mut parties: Vec<PartyId> = Vec::new();
    for text in fields.all("who") {
        if let Ok(party) = text.parse()
            && !parties.contains(&party)
        {
            parties.push(party);
        }
    }
    if parties.is_empty() || parties.len() > CHOSEN_MAX {
        return Err(Error::Nobody);
    }
    Ok(parties)
}
