//! What was done to a party since somebody saw her: written down with each change, told to whoever
//! comes too late.
//!
//! Invariant: a difference shows a value only in a category that its reader may see, opened under
//! a proof of her own unit; an identity code is never part of one.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use basics::{ActorId, HistoryId, Instant, PartyId, RowId};
use guard::{PartyKind, PartyRow, Work};
use policy::Category;

use super::model::{Deed, Error};
use super::{own_fields, queries, values};

/// How many changes by others are told at most: the newest.
const TOLD_MAX: i64 = 20;

/// One change by someone else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which thing: name, address …
    pub what: String,
    /// What was done to it.
    pub deed: Deed,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: ActorId,
    /// What held before, as far as the reader may see it.
    pub before: Option<Told>,
    /// What holds since.
    pub after: Option<Told>,
}

/// A value of a difference.
#[derive(Clone, PartialEq, Eq)]
pub enum Told {
    /// As it was typed.
    Text(String),
    /// A state by its key: a language, yes, a day, a kind of connection.
    State(String),
}

impl std::fmt::Debug for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(_) => f.write_str("Text(…)"),
            Self::State(key) => write!(f, "State({key})"),
        }
    }
}

/// One thing that is done to a party.
pub(super) struct Step {
    category: Category,
    what: Cow<'static, str>,
    deed: Deed,
    rows: [Option<RowId>; 2],
    states: [Option<String>; 2],
}

impl Step {
    pub(super) fn of(category: Category, what: impl Into<Cow<'static, str>>, deed: Deed) -> Self {
        Self {
            category,
            what: what.into(),
            deed,
            rows: [None, None],
            states: [None, None],
        }
    }

    /// The row of the value that held before, and of the one that holds now.
    pub(super) fn rows(self, before: Option<RowId>, after: Option<RowId>) -> Self {
        Self {
            rows: [before, after],
            ..self
        }
    }

    /// The state before, and the one now. Of a contact point that ended, the one now is the last
    /// day it was to be used to: what taking back restores, and nobody is told.
    pub(super) fn states(self, before: Option<String>, after: Option<String>) -> Self {
        Self {
            states: [before, after],
            ..self
        }
    }
}

/// Writes down what was done, with the version it makes.
pub(super) fn note(work: &mut Work<'_>, party: &PartyRow, step: Step) -> Result<(), Error> {
    let id = HistoryId::new(work.ids().ordered());
    let (now, actor) = (work.now(), work.actor().id());
    let [before_row, after_row] = step.rows.map(|row| row.map(RowId::get));
    let [before, after] = step.states;
    let values = (
        id,
        party.party,
        i64::from(step.category.number()),
        step.what.into_owned(),
        step.deed,
        now,
        actor,
        party.version + 1,
        before_row,
        after_row,
        before,
        after,
    );
    work.tx().run_one(&queries::ADD_CHANGE, values)?;
    Ok(())
}

/// Writes down what another capability did to a party, as part of the version it makes.
///
/// # Errors
///
/// The store's failure.
pub fn note_change(
    work: &mut Work<'_>,
    party: &PartyRow,
    category: Category,
    what: &'static str,
    deed: Deed,
) -> Result<(), Error> {
    note(work, party, Step::of(category, what, deed))
}

/// What others did to a party since the version that was seen, newest first, as far as the actor
/// may see it.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn difference(
    work: &mut Work<'_>,
    party: PartyId,
    seen: i64,
) -> Result<Vec<Difference>, Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    let changes = work
        .tx()
        .all(&queries::CHANGES_SINCE, (party, seen, TOLD_MAX))?;
    let seen = |change: &queries::Changed| -> Option<Category> {
        let category = Category::from_stored(change.1)?;
        values::sees(work, category).then_some(category)
    };
    let changes: Vec<_> = changes
        .into_iter()
        .filter(|change| seen(change).is_some())
        .collect();
    let texts = texts(work, row, &changes)?;
    let told = |row: Option<i64>, state: Option<String>| match state {
        Some(state) => Some(Told::State(state)),
        None => Some(Told::Text(texts.get(&RowId::new(row?))?.clone())),
    };
    let one = |change: queries::Changed| {
        let (_, _, what, deed, at, by, before_row, after_row, before, after) = change;
        Difference {
            what,
            deed,
            at,
            by,
            before: told(before_row, before),
            after: told(after_row, after.filter(|_| deed != Deed::Ended)),
        }
    };
    Ok(changes.into_iter().map(one).collect())
}

/// The values that the changes name, each by its row.
fn texts(
    work: &mut Work<'_>,
    party: PartyRow,
    changes: &[queries::Changed],
) -> Result<HashMap<RowId, String>, Error> {
    let whats: HashSet<&str> = changes.iter().map(|change| change.2.as_str()).collect();
    let newest = RowId::new(i64::MAX);
    let mut rows = Vec::new();
    if whats.contains("name") {
        rows.extend(match party.kind {
            PartyKind::Person => values::person_names(work, party.party, (newest, values::READ))?,
            PartyKind::Organisation => {
                values::organisation_names(work, party.party, (newest, values::READ))?
            }
        });
    }
    let contact = ["address", "phone", "email"];
    if contact.iter().any(|what| whats.contains(what)) {
        rows.extend(values::contacts(work, party.party, (newest, values::READ))?);
    }
    if whats.contains("note") {
        rows.extend(values::notes(work, party.party, (newest, values::READ))?);
    }
    if whats.contains("birth-date") {
        rows.extend(values::birth_dates(
            work,
            party.party,
            (newest, values::READ),
        )?);
    }
    if whats.iter().any(|what| own_fields::is_what(what)) {
        let page = (newest, values::READ);
        rows.extend(own_fields::values(work, party.party, page)?.0);
    }
    Ok(rows.into_iter().map(|row| (row.row, row.text)).collect())
}
