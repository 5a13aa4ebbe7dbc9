//! Reading and writing relations.
//!
//! Invariants: a relation is written by a proof that names both whom it is about and on whose page
//! it is written; it is read by one that names whom it is about, so that the page of a manager shows
//! nobody whom the actor may not see; where a person with a turvakielto lives or orders work stands
//! on her own page alone, and in no copy of anybody else's data.

use std::collections::{HashMap, HashSet};

use basics::{Day, Instant, Language, LotId, PartyId, RowId};
use guard::category::Services;
use guard::{Ask, ByKey, Noted, PartyKind, Place, Work};
use policy::{Action, Category};

use super::columns::{RELATION, RelationValue};
use super::error::Error;
use super::model::{Kind, RelationEntry, RelationView, kept, of_kept};
use super::queries::{self, Lying};
use crate::capability::Piece;
use crate::people::{self, LIST_ROW, OF_NUMBER, listed_names};
use crate::sites::{self, Label};

/// Relations about a customer that are shown: nobody has more.
const OWN_MAX: i64 = 200;
/// Relations that lead to a customer, on a page.
const SHOWN: usize = 50;

/// The relations of a customer.
pub(super) struct Relations {
    /// Those that are about her.
    pub(super) own: Vec<RelationView>,
    /// Those that lead to her.
    pub(super) theirs: Vec<RelationView>,
    /// The one before which older ones begin, where there are any.
    pub(super) next: Option<RowId>,
    /// Whether somebody lives at a site of hers whom her page does not show.
    pub(super) hidden: bool,
}

/// The relations of a customer, those that lead to her before one of them; nothing where the role
/// may not see them.
pub(super) fn of_party(
    work: &mut Work<'_>,
    party: PartyId,
    before: RowId,
) -> Result<Option<Relations>, Error> {
    let Some(proof) = work.ask_if_allowed::<Services>(Ask::view(&[party]))? else {
        return Ok(None);
    };
    let (mut own, mut theirs, next) = lying(work, party, before)?;
    let both = own.iter().chain(&theirs);
    let protected = protected_of(work, both.map(|row| other_of(row, party)).collect())?;
    // She lives or orders work at a site of somebody whose own pages alone tell where it is.
    let elsewhere = |row: &Lying| row.3.lives() && protected.contains(&row.2);
    for row in own.iter_mut().filter(|row| elsewhere(row)) {
        row.4 = None;
    }
    let hides = |row: &Lying| row.3.lives() && protected.contains(&row.1);
    let hidden = theirs.iter().any(hides);
    theirs.retain(|row| !hides(row));
    // Where she orders work may be where she lives.
    for row in theirs.iter_mut().filter(|row| protected.contains(&row.1)) {
        row.4 = None;
    }
    let others: Vec<PartyId> = theirs.iter().map(|row| row.1).collect();
    let seen = work.visible::<Services>(Action::List, &others)?;
    let listed = if seen.is_empty() {
        None
    } else {
        Some(work.ask::<Services>(Ask::list(&seen))?)
    };
    theirs.retain(|row| listed.as_ref().is_some_and(|proof| proof.names(row.1)));
    let both = own.iter().chain(&theirs);
    let counterparts: Vec<PartyId> = both.clone().map(|row| other_of(row, party)).collect();
    let names = listed_names(work, &counterparts)?;
    let at: Vec<(PartyId, RowId)> = both.filter_map(site_of).collect();
    let known = Known {
        page: party,
        names,
        sites: sites::labels(work, &at)?,
    };
    let lots: Vec<LotId> = own.iter().chain(&theirs).map(|row| row.6).collect();
    work.warm(&lots)?;
    Ok(Some(Relations {
        own: known.opened(work, &proof, own)?,
        theirs: match &listed {
            Some(listed) => known.opened(work, listed, theirs)?,
            None => Vec::new(),
        },
        next,
        hidden,
    }))
}

/// The rows that are about a party, those that lead to her, and the one before which older ones begin,
/// where there are any.
type Both = (Vec<Lying>, Vec<Lying>, Option<RowId>);

/// The relations of a party, those that lead to her before one of them.
fn lying(work: &mut Work<'_>, party: PartyId, before: RowId) -> Result<Both, store::Error> {
    let own = work.tx().all(&queries::OF_PARTY, (party, OWN_MAX))?;
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut theirs = work.tx().all(&queries::OF_OTHER, (party, before, most))?;
    let more = theirs.len() > SHOWN;
    theirs.truncate(SHOWN);
    let next = theirs.last().filter(|_| more).map(|last| last.0);
    Ok((own, theirs, next))
}

/// What those are called who stand in a relation to a customer, on either side, as far as one page
/// of them goes; and whether there are more.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn names_beside(
    work: &mut Work<'_>,
    party: PartyId,
) -> Result<(Vec<String>, bool), guard::Error> {
    let Some(_proof) = work.ask_if_allowed::<Services>(Ask::view(&[party]))? else {
        return Ok((Vec::new(), false));
    };
    let (own, theirs, next) = lying(work, party, RowId::new(i64::MAX))?;
    let beside: Vec<PartyId> = own
        .iter()
        .chain(&theirs)
        .map(|row| other_of(row, party))
        .collect();
    let names = listed_names(work, &beside).map_err(people::Error::into_guard)?;
    Ok((names.into_values().collect(), next.is_some()))
}

/// Somebody who may speak for a person.
pub struct Representative {
    /// The key of the text that says as what.
    pub kind: String,
    /// Who.
    pub party: PartyId,
    /// Her name; empty where the actor may not see it.
    pub name: String,
    /// What it rests on.
    pub proof: Option<String>,
}

/// Who may speak for a person today: guardian, custodian, whoever speaks for her estate, whom she
/// authorised. None where the role may not see her relations.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn representatives(
    work: &mut Work<'_>,
    party: PartyId,
) -> Result<Vec<Representative>, guard::Error> {
    let found = of_party(work, party, RowId::new(i64::MAX)).map_err(Error::into_guard)?;
    let (own, today) = (
        found.map(|found| found.own).unwrap_or_default(),
        work.today(),
    );
    let speaks = |one: &RelationView| {
        let kinds = [Kind::Guardian, Kind::Custodian, Kind::Estate, Kind::Proxy];
        kinds.contains(&one.kind) && one.holds(today)
    };
    let speaking = own.into_iter().filter(speaks);
    Ok(speaking
        .map(|one| Representative {
            kind: ["relations-kind-", one.kind.key()].concat(),
            party: one.counterpart,
            name: one.name,
            proof: one.proof,
        })
        .collect())
}

/// Every relation that is about a customer.
pub(super) fn collected(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    let none = RowId::new(0);
    let relations = of_party(work, party, none).map_err(Error::into_guard)?;
    let own = relations.map(|relations| relations.own).unwrap_or_default();
    let piece = |view: RelationView| {
        let side = if view.kind.lives() {
            "relations-of-"
        } else {
            "relations-kind-"
        };
        let said = [view.site, view.apartment, view.proof];
        let said = std::iter::once(view.name).chain(said.into_iter().flatten());
        Piece {
            category: Category::Services,
            what: texts::say(language, &[side, view.kind.key()].concat()),
            text: said.collect::<Vec<_>>().join(", "),
            source: Some(view.source),
            recorded: view.recorded,
            ended: None,
        }
    };
    Ok(own.into_iter().map(piece).collect())
}

/// Of these parties the ones with a turvakielto.
fn protected_of(work: &mut Work<'_>, parties: Vec<PartyId>) -> Result<HashSet<PartyId>, Error> {
    let keys = parties.iter().map(|party| (*party,));
    let found = work.tx().all_of(&LIST_ROW, keys)?;
    let of = parties.into_iter().zip(found);
    let protected = of.filter(|(_, rows)| rows.iter().any(|row| row.2.is_some()));
    Ok(protected.map(|(party, _)| party).collect())
}

fn other_of(row: &Lying, page: PartyId) -> PartyId {
    if row.1 == page { row.2 } else { row.1 }
}

/// The site a relation is about, with whose it is.
fn site_of(row: &Lying) -> Option<(PartyId, RowId)> {
    let owner = if row.3.lives() { row.2 } else { row.1 };
    row.4.map(|site| (owner, site))
}

/// What is known beside the rows themselves.
struct Known {
    page: PartyId,
    names: HashMap<PartyId, String>,
    sites: HashMap<RowId, Label>,
}

impl Known {
    fn opened<'w>(
        &self,
        work: &mut Work<'w>,
        proof: &Noted<'w, Services>,
        rows: Vec<Lying>,
    ) -> Result<Vec<RelationView>, Error> {
        let mut views = Vec::with_capacity(rows.len());
        for lying in rows {
            let counterpart = other_of(&lying, self.page);
            let (row, party, _, kind, site, told, lot, sealed, from, until, source, at) = lying;
            let place = Place::new(party, lot, row.get());
            let value = work.open(proof, &RELATION, place, &sealed)?.into_exposed();
            views.push(RelationView {
                row,
                party,
                counterpart,
                name: self.names.get(&counterpart).cloned().unwrap_or_default(),
                own: party == self.page,
                kind,
                site: site.and_then(|site| Some(self.sites.get(&site)?.0.clone())),
                apartment: value.apartment,
                proof: value.proof,
                told: of_kept(&told),
                from,
                until,
                source: source.0,
                recorded: at,
            });
        }
        Ok(views)
    }
}

/// Writes down a relation on the page of a customer; who else it touches.
///
/// # Errors
///
/// The refusal; why it cannot be; the vault's and the store's failures.
pub(super) fn add(
    work: &mut Work<'_>,
    page: PartyId,
    entry: &RelationEntry,
) -> Result<PartyId, Error> {
    let other = counterpart(work, page, entry.number)?;
    let (party, toward) = if entry.kind.lives() {
        (other, page)
    } else {
        (page, other)
    };
    let proof = work.ask::<Services>(Ask::change(&[page, other]))?;
    fits(work, page, party, entry)?;
    let site = entry.site.unwrap_or(RowId::new(0));
    let same = (party, toward, entry.kind, site, entry.from);
    if work.tx().one(&queries::STANDS, same)? > 0 {
        return Err(Error::Already);
    }
    let lot = work.lot(&proof, party)?;
    let row = RowId::new(work.ids().ordered());
    let place = Place::new(party, lot, row.get());
    let value = RelationValue {
        apartment: entry.apartment.clone(),
        proof: entry.proof.clone(),
    };
    let sealed = work.seal(&proof, &RELATION, place, &value)?;
    let (now, actor): (Instant, _) = (work.now(), work.actor().id());
    let told = kept(&entry.told);
    let (days, source) = ((entry.from, entry.until), ByKey(entry.source));
    let values = (
        row, party, toward, entry.kind, entry.site, told, lot, sealed, days.0, days.1, source, now,
        actor,
    );
    work.tx().run_one(&queries::ADD, values)?;
    Ok(other)
}

/// The customer with a number, whom the actor may see.
fn counterpart(work: &mut Work<'_>, page: PartyId, number: i64) -> Result<PartyId, Error> {
    let found = work.tx().maybe(&OF_NUMBER, (number,))?;
    let other = found.ok_or(Error::Unknown)?;
    if other == page {
        return Err(Error::Oneself);
    }
    if work.seen(Action::List, &[other])?.is_empty() {
        return Err(Error::Unknown);
    }
    Ok(other)
}

/// Whether such a relation can be about this party, at this site of the customer.
fn fits(
    work: &mut Work<'_>,
    page: PartyId,
    party: PartyId,
    entry: &RelationEntry,
) -> Result<(), Error> {
    let (kind, _, _, deceased) = work.tx().one(&LIST_ROW, (party,))?;
    if entry.kind.of_person() && kind != PartyKind::Person {
        return Err(Error::PersonOnly);
    }
    if entry.kind == Kind::Manager && kind != PartyKind::Organisation {
        return Err(Error::OrganisationOnly);
    }
    if entry.kind == Kind::Estate && deceased.is_none() {
        return Err(Error::Living);
    }
    match entry.site {
        None if entry.kind.lives() => Err(Error::SiteMissing),
        Some(site) if !sites::goes_on(work, page, site)? => Err(Error::SiteUnknown),
        _ => Ok(()),
    }
}

/// A relation on the page of a customer ends on a day; who else it touches, where the actor may
/// change her.
///
/// # Errors
///
/// The refusal; `NotThere` where there is no such open relation of this customer; [`Error::Days`];
/// the store's failure.
pub(super) fn end(
    work: &mut Work<'_>,
    page: PartyId,
    (party, row): (PartyId, RowId),
    until: Day,
) -> Result<Option<PartyId>, Error> {
    let _proof = work.ask::<Services>(Ask::change(&[party, page]))?;
    let found = work.tx().maybe(&queries::ONE, (party, row))?;
    let (other, from) = found.ok_or(guard::Error::NotThere)?;
    if page != party && page != other {
        return Err(guard::Error::NotThere.into());
    }
    if until < from {
        return Err(Error::Days);
    }
    work.tx().run_one(&queries::END, (party, row, until))?;
    if page != party {
        return Ok(Some(party));
    }
    let touched = work.visible::<Services>(Action::Change, &[other])?;
    if !touched.is_empty() {
        let _proof: Noted<'_, Services> = work.ask(Ask::change(&touched))?;
    }
    Ok(touched.first().copied())
}
