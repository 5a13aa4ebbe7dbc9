//! The history of a party: who did what, when, in which category; the old values beside it.
//!
//! Two sources, one list: the rows of values, which are replaced and never overwritten, and the
//! changes that have no sealed value of their own (language, turvakielto, connections). Both are
//! numbered in time, so one number says where a page begins.

use basics::{ActorId, HistoryId, Instant, Language, PartyId, RowId};
use guard::category::{Company, Identity};
use guard::{Ask, PartyKind, Work};
use policy::{Category, Policy, SourceKind};

use super::model::{ContactKind, Deed, Error};
use super::own_fields::{self, what_in_words};
use super::put_back::PUT_BACK;
use super::queries;
use super::undo::UNDO;
use super::values::{self, Value};

/// One entry of the history.
pub struct Entry {
    /// Its number among all entries of the party, in time.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: ActorId,
    /// In which category.
    pub category: Category,
    /// Which thing: name, contact, language …
    pub what: String,
    /// What was done to it.
    pub deed: Deed,
    /// The value, where it is shown; until when it held.
    pub value: Option<(String, Option<Instant>)>,
    /// Where the value came from.
    pub source: Option<SourceKind>,
}

impl Entry {
    /// What was done to which thing, in words.
    #[must_use]
    pub fn title(&self, policy: &Policy, language: Language, between: &str) -> String {
        let what = what_in_words(policy, &self.what, language);
        if [UNDO, PUT_BACK].contains(&self.what.as_str()) {
            return what;
        }
        let deed = texts::say(language, &["people-deed-", self.deed.key()].concat());
        [&what, between, &deed].concat()
    }
}

/// The history of a party before a number, newest first, at most so many entries; the number before
/// which older ones begin, where there are any.
///
/// # Errors
///
/// The refusal; the vault's and the store's failures.
pub fn history(
    work: &mut Work<'_>,
    party: PartyId,
    before: i64,
    most: usize,
) -> Result<(Vec<Entry>, Option<i64>), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    let limit = i64::try_from(most + 1).unwrap_or(values::READ);
    let newest = (RowId::new(before), limit);
    let names = match row.kind {
        PartyKind::Person => {
            let _proof = work.ask::<Identity>(Ask::view(&[party]))?;
            values::person_names(work, party, newest)?
        }
        PartyKind::Organisation => {
            let _proof = work.ask::<Company>(Ask::view(&[party]))?;
            values::organisation_names(work, party, newest)?
        }
    };
    let whole = names.len() <= most;
    let first = names.last().filter(|_| whole).map(|name| name.row);
    let names = names.into_iter().map(|name| Entry {
        // The first name was added, every later one took the place of another.
        deed: if first == Some(name.row) {
            Deed::Added
        } else {
            Deed::Replaced
        },
        ..of_value(name)
    });
    let mut entries: Vec<Entry> = names.collect();
    let contacts = values::contacts(work, party, newest)?;
    entries.extend(contacts.into_iter().map(of_value));
    let (own, own_reached) = own_fields::values(work, party, newest)?;
    entries.extend(own.into_iter().map(of_value));
    let (changes, reached) = changes(work, party, (before, limit))?;
    entries.extend(changes);
    let reached = reached.max(own_reached.map_or(0, RowId::get));
    entries.retain(|entry| entry.number >= reached);
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.number));
    let more = entries.len() > most;
    entries.truncate(most);
    let last = entries.last().filter(|_| more).map(|last| last.number);
    Ok((entries, last.or((reached > 0).then_some(reached))))
}

fn of_value(value: Value) -> Entry {
    Entry {
        number: value.row.get(),
        at: value.at,
        by: value.by,
        category: value.category,
        what: value.what.into_owned(),
        deed: Deed::Added,
        value: Some((value.text, value.until)),
        source: value.source,
    }
}

/// The changes in categories that the actor may see, but for those that are told by their values;
/// the number down to which they were read, zero where there are no older ones.
fn changes(
    work: &mut Work<'_>,
    party: PartyId,
    (before, limit): (i64, i64),
) -> Result<(Vec<Entry>, i64), Error> {
    let asked = (party, HistoryId::new(before), limit);
    let rows = work.tx().all(&queries::CHANGES, asked)?;
    let whole = rows.len() < usize::try_from(limit).unwrap_or(usize::MAX);
    let last = rows.last().filter(|_| !whole);
    let reached = last.map_or(0, |last| last.0.get());
    let contact = |what: &str| ContactKind::ALL.iter().any(|kind| kind.key() == what);
    let mut entries = Vec::with_capacity(rows.len());
    for (id, category, what, deed, at, by, ..) in rows {
        let number = u8::try_from(category).unwrap_or_default();
        let Some(category) = Category::from_number(number) else {
            continue;
        };
        let by_value = what == "name" || contact(&what) || own_fields::is_what(&what);
        let told = deed != Deed::Ended && by_value;
        if !told && values::sees(work, category) {
            entries.push(Entry {
                number: id.get(),
                at,
                by,
                category,
                what,
                deed,
                value: None,
                source: None,
            });
        }
    }
    Ok((entries, reached))
}
