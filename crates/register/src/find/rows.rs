//! The rows of lists and searches: names, opened and on the record as listed.

use std::collections::HashSet;

use basics::PartyId;
use guard::{Ask, PartyKind, Patience, Work};

use super::filter::Filter;
use super::list::Walk;
use crate::people::{self, LIST_ROW, NameProofs};

/// Rows on a page.
pub const SHOWN: usize = 50;
/// Rows while somebody types: what fits under the box. Nobody's name is opened that is not read.
pub(super) const SHOWN_TYPING: usize = 12;

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
    /// Street and town, where a search shows them and the actor may see them; otherwise empty.
    pub home: String,
}

/// What a search shows of whom it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// The name alone.
    Names,
    /// Where they live too, as far as the actor may see it.
    Homes,
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

impl Rows {
    /// Nobody.
    pub(super) const fn none() -> Self {
        Self {
            shown: Vec::new(),
            more: false,
            next: None,
            loose: false,
            unfinished: false,
        }
    }
}

/// Customers with a number below one, the newest first: those the actor may see.
///
/// # Errors
///
/// The refusal; the vault's and the store's failures.
pub fn listed(work: &mut Work<'_>, before: i64) -> Result<Rows, people::Error> {
    narrowed(work, &Filter::default(), before).map(|(rows, _)| rows)
}

/// The same of those who fit a filter, and the list as it is gone through.
///
/// # Errors
///
/// As [`listed`].
pub(super) fn narrowed(
    work: &mut Work<'_>,
    filter: &Filter,
    before: i64,
) -> Result<(Rows, Walk), people::Error> {
    let walk = Walk::begin(work, filter)?;
    let page = walk.page(work, before, SHOWN)?;
    let seen = page.seen.into_iter();
    let seen: Vec<_> = seen.map(|(_, party, kind)| (party, kind)).collect();
    let parties: Vec<PartyId> = seen.iter().map(|one| one.0).collect();
    walk.told_of(work, &parties)?;
    let rows = Rows {
        shown: rows(work, &seen, Ask::list)?,
        more: page.next.is_some(),
        next: page.next,
        loose: false,
        unfinished: false,
    };
    Ok((rows, walk))
}

/// Customers that a text finds, by name; above so many of them the newest.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub fn found(
    work: &mut Work<'_>,
    text: &str,
    (most, patience): (usize, Patience),
    shows: Shows,
) -> Result<Rows, people::Error> {
    let hits = work.find(text, most, patience)?;
    let mut rows = rows(work, &hits.parties, Ask::search)?;
    if shows == Shows::Homes {
        let parties: Vec<PartyId> = rows.iter().map(|row| row.party).collect();
        let mut homes = people::homes(work, &parties)?;
        for row in &mut rows {
            row.home = homes.remove(&row.party).unwrap_or_default();
        }
    }
    if !hits.more {
        // By name, but nobody before whoever matches better.
        let best: HashSet<PartyId> = hits
            .parties
            .iter()
            .take(hits.best)
            .map(|hit| hit.0)
            .collect();
        rows.sort_by_cached_key(|row| {
            let others = !best.contains(&row.party);
            (others, formats::fold::sort_key(&row.name))
        });
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
                home: String::new(),
            });
        }
    }
    Ok(rows)
}
