//! What was typed about breaches, made into what may be written down, or into what is wrong with it:
//! the same for the pages and for whoever fills a register otherwise.

use basics::{Instant, Zone};
use policy::{Category, Policy};

use super::error::Error;
use super::kinds::{Risk, Spared};
use super::ledger::{Asked, Intake};
use super::state::Deed;
use crate::people::holds_identity_code;
use crate::web::{Fields, Visitor, moment};

/// The longest text.
const CHARACTERS_MAX: usize = 20_000;
/// The longest name.
const NAME_MAX: usize = 200;
/// The longest reason why people are taken out as a file.
pub(super) const REASON_MAX: usize = 500;
/// Fields that hold a text, and how long each may be.
pub(super) const TEXTS: [(&str, usize); 5] = [
    ("name", NAME_MAX),
    ("text", CHARACTERS_MAX),
    ("words", CHARACTERS_MAX),
    ("late", CHARACTERS_MAX),
    ("reason", REASON_MAX),
];

/// By what moments are read: the controller's zone, and now.
pub(super) struct When<'a> {
    zone: &'a Zone,
    now: Instant,
}

impl<'a> When<'a> {
    pub(super) fn new(policy: &'a Policy, now: Instant) -> Self {
        let zone = &policy.controller().zone;
        Self { zone, now }
    }

    /// As a visitor of the pages types them.
    pub(super) fn of(visitor: &'a Visitor) -> Self {
        Self::new(&visitor.policy, visitor.app.clock().now())
    }

    /// A moment that has come: a day with its time. A day alone is its beginning, so that no clock is
    /// shown later than it runs out.
    fn at(&self, fields: &Fields, name: &'static str) -> Result<Instant, Error> {
        let first = moment(self.zone, fields.text(name)).map(|(first, _)| first);
        let first = first.ok_or(Error::Moment(name))?;
        if first > self.now {
            return Err(Error::Moment(name));
        }
        Ok(first)
    }

    /// The same, or now where nothing is typed.
    pub(super) fn at_or_now(&self, fields: &Fields, name: &'static str) -> Result<Instant, Error> {
        match fields.text(name) {
            "" => Ok(self.now),
            _ => self.at(fields, name),
        }
    }

    /// The same, where it may be unknown.
    fn at_if_any(&self, fields: &Fields, name: &'static str) -> Result<Option<Instant>, Error> {
        match fields.text(name) {
            "" => Ok(None),
            _ => self.at(fields, name).map(Some),
        }
    }
}

/// A text that names nobody by an identity code.
pub(super) fn text(typed: &str, most: usize) -> Result<String, Error> {
    if typed.chars().count() > most {
        return Err(Error::Length);
    }
    if holds_identity_code(typed) {
        return Err(Error::IdentityCode);
    }
    Ok(typed.to_owned())
}

/// A number of people or records, where one is typed.
pub(super) fn count(typed: &str) -> Result<Option<i64>, Error> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    match typed.as_str() {
        "" => Ok(None),
        typed => match typed.parse() {
            Ok(count) if (0..=1_000_000_000).contains(&count) => Ok(Some(count)),
            _ => Err(Error::Number),
        },
    }
}

/// Something noticed, as it was typed.
pub(super) fn intake(fields: &Fields, when: &When<'_>) -> Result<Intake, Error> {
    let name = text(fields.text("name"), NAME_MAX)?;
    if name.is_empty() {
        return Err(Error::Name);
    }
    Ok(Intake {
        drill: fields.ticked("drill"),
        occurred: when.at_if_any(fields, "occurred")?,
        noticed: when.at(fields, "noticed")?,
        aware: when.at_if_any(fields, "aware")?,
        name,
        text: text(fields.text("text"), CHARACTERS_MAX)?,
    })
}

/// A step, as it was typed.
pub(super) fn step(fields: &Fields, when: &When<'_>) -> Result<Asked, Error> {
    let deed = match fields.text("deed") {
        "aware" => Deed::Aware,
        "note" => Deed::Noted,
        "assess" => Deed::Assessed(Risk::from_key(fields.text("risk")).ok_or(Error::Choice)?),
        "measure" => Deed::Measure,
        "word" => {
            let language = fields.text("language").parse();
            Deed::Worded(language.map_err(|_| Error::Choice)?)
        }
        "tell_authority" => Deed::ToldAuthority,
        "not_tell" => Deed::NotTold,
        "tell_people" => Deed::ToldPeople,
        "tell_public" => Deed::ToldPublic,
        "spare" => Deed::Spared(Spared::from_key(fields.text("why")).ok_or(Error::Choice)?),
        "close" => Deed::Closed,
        "no_breach" => Deed::NoBreach,
        _ => return Err(guard::Error::NotThere.into()),
    };
    let words = text(fields.text("words"), CHARACTERS_MAX)?;
    // Every step is the documentation that the authority may ask for (art. 33(5)); only the moment of
    // awareness and that each was told speak for themselves.
    if words.is_empty() && !matches!(deed, Deed::Aware | Deed::ToldPeople) {
        return Err(Error::Words);
    }
    let late = text(fields.text("late"), CHARACTERS_MAX)?;
    let categories = fields.all("category").into_iter();
    let noted = deed == Deed::Noted;
    Ok(Asked {
        deed,
        at: when.at_or_now(fields, "at")?,
        text: words,
        late: Some(late).filter(|late| !late.is_empty()),
        categories: categories
            .filter_map(Category::from_key)
            .filter(|_| noted)
            .collect(),
        people: count(fields.text("people"))?,
        records: count(fields.text("records"))?,
    })
}
