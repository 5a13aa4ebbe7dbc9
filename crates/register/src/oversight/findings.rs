//! Findings as they lie in the register: read, and closed by a person with a word.

use std::collections::HashMap;

use basics::{ActorId, Day, Instant, PartyId, RowId};
use guard::category::Requests;
use guard::{Ask, Work};
use policy::{Kept, Right};

use super::columns::FINDING;
use super::error::Error;
use super::queries;
use super::rules::Rule;
use crate::people;

/// Findings on a page.
pub(super) const SHOWN: usize = 50;

/// A finding as it is shown.
pub(super) struct Finding {
    pub(super) row: RowId,
    pub(super) rule: Rule,
    pub(super) day: Day,
    pub(super) actor: ActorId,
    pub(super) about: Option<PartyId>,
    pub(super) counted: i64,
    pub(super) usual: i64,
    /// When and by whom it was closed, with which word.
    pub(super) closed: Option<(Instant, ActorId, String)>,
}

/// A page of findings: those who did it and those they looked at by name, and before which the next
/// ones begin.
pub(super) struct Page {
    pub(super) findings: Vec<Finding>,
    pub(super) actors: HashMap<ActorId, String>,
    pub(super) names: HashMap<PartyId, String>,
    pub(super) next: Option<RowId>,
}

/// Findings before one, the newest first: those that wait, or those that were closed.
pub(super) fn page(work: &mut Work<'_>, before: RowId, closed: bool) -> Result<Page, Error> {
    let proof = work.ask::<Requests>(Ask::view(&[]).with(Right::Trail))?;
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut rows = if closed {
        work.tx().all(&queries::CLOSED, (before, most))?
    } else {
        work.tx().all(&queries::OPEN, (before, most))?
    };
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let next = rows.last().filter(|_| more).map(|last| last.0);
    let mut findings = Vec::with_capacity(rows.len());
    for row in rows {
        let (row, rule, day, actor, about, counted, usual, _, at, by, lot, sealed) = row;
        let Some(rule) = Rule::from_key(&rule) else {
            return Err(store::Error::unreadable().into());
        };
        let said = match lot.zip(sealed) {
            Some((lot, sealed)) => work
                .open_own(&proof, &FINDING, (lot, row), &sealed)?
                .into_exposed(),
            None => String::new(),
        };
        findings.push(Finding {
            row,
            rule,
            day,
            actor,
            about,
            counted,
            usual,
            closed: at.zip(by).map(|(at, by)| (at, by, said)),
        });
    }
    let by = findings.iter().flat_map(|one| {
        let by = one.closed.as_ref().map(|closed| closed.1);
        [Some(one.actor), by].into_iter().flatten()
    });
    let by: Vec<ActorId> = by.collect();
    let actors = work.actor_names(by)?;
    let about: Vec<PartyId> = findings.iter().filter_map(|one| one.about).collect();
    let names = people::listed_names(work, &about)?;
    Ok(Page {
        findings,
        actors,
        names,
        next,
    })
}

/// Closes a finding with a word. Nothing else follows from it.
pub(super) fn close(work: &mut Work<'_>, row: RowId, said: &str) -> Result<(), Error> {
    let proof = work.ask::<Requests>(Ask::change(&[]).with(Right::Trail))?;
    match work.tx().maybe(&queries::ONE, (row,))? {
        None => return Err(guard::Error::NotThere.into()),
        Some(Some(_)) => return Err(Error::Closed),
        Some(None) => {}
    }
    let lot = work.own_lot(&proof, Kept::Trail)?;
    let sealed = work.seal_own(&proof, &FINDING, (lot, row), &said.to_owned())?;
    let (now, by) = (work.now(), work.actor().id());
    let values = (row, now, by, lot, sealed);
    work.tx().run_one(&queries::CLOSE, values)?;
    Ok(())
}
