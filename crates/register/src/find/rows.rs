//! The rows of lists and searches: names, opened and on the record as listed.

use basics::PartyId;
use guard::{Ask, PartyKind, Patience, Work};
use policy::Action;

use crate::people::{self, BY_NUMBER_BACK, LIST_ROW, NameProofs};

/// Rows on a page.
pub const SHOWN: usize = 50;
/// Rows while somebody types: what fits under the box. Nobody's name is opened that is not read.
pub(super) const SHOWN_TYPING: usize = 12;
/// Customers looked through for one page, for a role whose scope leaves most of them out.
const LOOKED_THROUGH_MAX: usize = 2_000;

/// A customer in a list.
pub struct ListRow {
    /// Who.
    pub party: PartyId,
    /// A person or an organisation.
    pub kind: PartyKind,
    /// The customer number.
    pub number: i64,
    /// The name, last name first.
    pub name: String,
    /// Whether the person has a turvakielto.
    pub protected: bool,
    /// Whether the person is dead.
    pub deceased: bool,
}

/// What a list or a search shows.
pub struct Rows {
    /// Customers the actor may see.
    pub shown: Vec<ListRow>,
    /// Whether there are more.
    pub more: bool,
    /// The number after which the next page of a list begins, where there may be more.
    pub next: Option<i64>,
    /// Whether they were found only by allowing for a typing error.
    pub loose: bool,
    /// Whether looking ended before everything was looked through.
    pub unfinished: bool,
}

/// Customers with a number below one, the newest first: those the actor may see.
///
/// # Errors
///
/// The refusal; the vault's and the store's failures.
pub fn listed(work: &mut Work<'_>, before: i64) -> Result<Rows, people::Error> {
    if let Some(own) = work.own_jobs(Action::List)? {
        return listed_own(work, own, before);
    }
    let (mut seen, mut from, mut looked) = (Vec::new(), before, 0);
    let mut ended = false;
    while seen.len() <= SHOWN && looked < LOOKED_THROUGH_MAX && !ended {
        let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
        let block = work.tx().all(&BY_NUMBER_BACK, (from, limit))?;
        ended = block.len() <= SHOWN;
        looked += block.len();
        from = block.last().map_or(0, |last| last.1);
        let parties: Vec<PartyId> = block.into_iter().map(|row| row.0).collect();
        seen.extend(work.seen(Action::List, &parties)?);
    }
    let full = seen.len() > SHOWN;
    seen.truncate(SHOWN);
    let shown = rows(work, &seen, Ask::list)?;
    // Where fewer are shown than were looked at, the next page begins where looking ended.
    let last = shown.last().filter(|_| full).map(|last| last.number);
    let next = last.or((!ended).then_some(from));
    Ok(Rows {
        shown,
        more: next.is_some(),
        next,
        loose: false,
        unfinished: false,
    })
}

/// The same for whoever sees the parties of her own jobs alone: these are few, and looking for
/// them among all would be long.
fn listed_own(
    work: &mut Work<'_>,
    seen: Vec<(PartyId, PartyKind)>,
    before: i64,
) -> Result<Rows, people::Error> {
    let keys = seen.iter().map(|row| (row.0,));
    let found = work.tx().all_of(&LIST_ROW, keys)?;
    let numbers = found.iter().map(|rows| rows.first().map(|row| row.1));
    let mut numbered: Vec<_> = numbers
        .zip(seen)
        .filter_map(|(number, row)| Some((number?, row)))
        .filter(|(number, _)| *number < before)
        .collect();
    numbered.sort_unstable_by_key(|(number, _)| std::cmp::Reverse(*number));
    let more = numbered.len() > SHOWN;
    numbered.truncate(SHOWN);
    let next = numbered.last().filter(|_| more).map(|last| last.0);
    let seen: Vec<_> = numbered.into_iter().map(|(_, row)| row).collect();
    Ok(Rows {
        shown: rows(work, &seen, Ask::list)?,
        more,
        next,
        loose: false,
        unfinished: false,
    })
}

/// Customers that a text finds, by name; above so many of them the newest.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub fn found(
    work: &mut Work<'_>,
    text: &str,
    most: usize,
    patience: Patience,
) -> Result<Rows, people::Error> {
    let hits = work.find(text, most, patience)?;
    let mut rows = rows(work, &hits.parties, Ask::search)?;
    if !hits.more {
        rows.sort_by_cached_key(|row| formats::fold::sort_key(&row.name));
    }
    Ok(Rows {
        shown: rows,
        more: hits.more,
        next: None,
        loose: hits.loose,
        unfinished: hits.unfinished,
    })
}

fn rows(
    work: &mut Work<'_>,
    parties: &[(PartyId, PartyKind)],
    how: impl Fn(&[PartyId]) -> Ask,
) -> Result<Vec<ListRow>, people::Error> {
    let proofs = NameProofs::ask(work, parties, how)?;
    let mut names = proofs.sorted_names(work, parties)?;
    let keys = parties.iter().map(|row| (row.0,));
    let found = work.tx().all_of(&LIST_ROW, keys)?;
    let mut rows = Vec::with_capacity(parties.len());
    for ((party, kind), profile) in parties.iter().zip(found) {
        for (_, number, protected, deceased) in profile {
            rows.push(ListRow {
                party: *party,
                kind: *kind,
                number,
                name: names.remove(party).unwrap_or_default(),
                protected: protected.is_some(),
                deceased: deceased.is_some(),
            });
        }
    }
    Ok(rows)
}
