//! Reading and writing sites.
//!
//! Invariants: a site is read and written by a proof that names its customer; how one gets in is
//! opened only where it was asked for, under a proof of its own category; what held before of it is
//! kept nowhere, and nothing of it is kept once work at the site ended.

use std::collections::HashMap;

use basics::{BatchId, Day, LotId, PartyId, RowId};
use guard::category::{Services, SiteAccess};
use guard::{Ask, ByKey, IndexTerms, Noted, Place, Refusal, Sealed, Work};
use policy::{Action, Purpose, SourceKind};

use super::columns::{SITE, SITE_ACCESS, SiteValue};
use super::model::{Access, Error, Label, Shown, SiteEntry, SiteView, Sites};
use super::queries::{self, Lying};

/// Sites on a page.
const SHOWN: usize = 50;
/// Sites of one customer that she is found by.
const FOUND_BY_MAX: i64 = 500;

/// The sites of a customer after one; nothing where the role may not see them. How one gets in is
/// opened where `open` asks for it.
///
/// # Errors
///
/// The refusal where `open` asks for what the role may not see; the vault's and the store's.
pub fn of_party(
    work: &mut Work<'_>,
    party: PartyId,
    after: RowId,
    open: bool,
) -> Result<Option<Sites>, Error> {
    let Some(proof) = work.ask_if_allowed::<Services>(Ask::view(&[party]))? else {
        return Ok(None);
    };
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut rows = work.tx().all(&queries::OF_PARTY, (party, after, most))?;
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let next = rows.last().filter(|_| more).map(|last| last.1);
    let mut access = access_of(work, party, &rows, open)?;
    let lots: Vec<LotId> = rows.iter().map(|row| row.2).collect();
    work.warm(&lots)?;
    let mut shown = Vec::with_capacity(rows.len());
    for (row, site, lot, sealed, source, until, recorded) in rows {
        let place = Place::new(party, lot, row.get());
        let value = work.open(&proof, &SITE, place, &sealed)?.into_exposed();
        let access = match &mut access {
            None => Shown::NotYours,
            Some(access) => access.remove(&site).unwrap_or(Shown::Nothing),
        };
        shown.push(SiteView {
            site,
            lines: value.address_lines(),
            name: value.name,
            street: value.lines.join("\n"),
            postal_code: value.postal_code.unwrap_or_default(),
            town: value.town.unwrap_or_default(),
            source: source.0,
            recorded,
            until,
            access,
        });
    }
    Ok(Some(Sites { shown, next }))
}

/// Whether access data may be seen in this unit at all: it serves the work at the site alone, and
/// the rights of those it is about.
#[must_use]
pub fn sees_access(work: &Work<'_>) -> bool {
    serves_access(work) && work.could::<SiteAccess>(&Ask::view(&[]))
}

fn serves_access(work: &Work<'_>) -> bool {
    matches!(work.purpose(), Purpose::Services | Purpose::Rights)
}

/// How one gets in at these sites; nothing where the role may not see it.
fn access_of(
    work: &mut Work<'_>,
    party: PartyId,
    sites: &[Lying],
    open: bool,
) -> Result<Option<HashMap<RowId, Shown>>, Error> {
    let proof: Option<Noted<'_, SiteAccess>> = if open {
        let ask = Ask::view(&[party]);
        if !serves_access(work) {
            return Err(work.refuse::<SiteAccess>(&ask, Refusal::View).into());
        }
        Some(work.ask(ask)?)
    } else if sees_access(work) {
        None
    } else {
        return Ok(None);
    };
    let (Some(first), Some(last)) = (sites.first(), sites.last()) else {
        return Ok(Some(HashMap::new()));
    };
    let asked = (party, first.1, last.1);
    let rows = work.tx().all(&queries::ACCESS, asked)?;
    let mut found = HashMap::with_capacity(rows.len());
    for (row, site, lot, sealed) in rows {
        let shown = match &proof {
            None => Shown::There,
            Some(proof) => {
                let place = Place::new(party, lot, row.get());
                let value = work.open(proof, &SITE_ACCESS, place, &sealed)?;
                Shown::Open(Access::of(value.into_exposed()))
            }
        };
        found.insert(site, shown);
    }
    Ok(Some(found))
}

/// What these sites of these parties are called, as far as the actor may see them.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn labels(
    work: &mut Work<'_>,
    sites: &[(PartyId, RowId)],
) -> Result<HashMap<RowId, Label>, Error> {
    if sites.is_empty() || !work.could::<Services>(&Ask::list(&[])) {
        return Ok(HashMap::new());
    }
    let mut parties: Vec<PartyId> = sites.iter().map(|site| site.0).collect();
    parties.sort_unstable();
    parties.dedup();
    let seen = work.visible::<Services>(Action::List, &parties)?;
    if seen.is_empty() {
        return Ok(HashMap::new());
    }
    let proof = work.ask::<Services>(Ask::list(&seen))?;
    let mut sites = sites.to_vec();
    sites.sort_unstable();
    sites.dedup();
    sites.retain(|site| proof.names(site.0));
    let found = work.tx().all_of(&queries::ONE, sites.iter().copied())?;
    let mut labels = HashMap::with_capacity(sites.len());
    for ((party, _), rows) in sites.into_iter().zip(found) {
        for (row, site, lot, sealed, ..) in rows {
            let place = Place::new(party, lot, row.get());
            let value = work.open(&proof, &SITE, place, &sealed)?;
            labels.insert(site, value.expose().label());
        }
    }
    Ok(labels)
}

/// Writes down a site of a customer; which one it is.
///
/// # Errors
///
/// The refusal; the vault's and the store's failures.
pub fn add(
    work: &mut Work<'_>,
    party: PartyId,
    entry: &SiteEntry,
    source: SourceKind,
) -> Result<RowId, Error> {
    let proof = work.ask::<Services>(Ask::change(&[party]))?;
    write(work, &proof, party, None, entry, (source, None))
}

/// The same of a site that a list brings, with how one gets in.
///
/// # Errors
///
/// As [`add`].
pub fn add_of_batch(
    work: &mut Work<'_>,
    party: PartyId,
    (entry, access): (&SiteEntry, Option<&Access>),
    source: SourceKind,
    batch: BatchId,
) -> Result<RowId, Error> {
    let proof = work.ask::<Services>(Ask::change(&[party]))?;
    let site = write(work, &proof, party, None, entry, (source, Some(batch)))?;
    if let Some(access) = access {
        let proof = work.ask::<SiteAccess>(Ask::change(&[party]))?;
        write_access(work, &proof, party, site, access)?;
    }
    Ok(site)
}

fn write<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Services>,
    party: PartyId,
    site: Option<RowId>,
    entry: &SiteEntry,
    (source, batch): (SourceKind, Option<BatchId>),
) -> Result<RowId, Error> {
    let lot = work.lot(proof, party)?;
    let row = RowId::new(work.ids().ordered());
    let site = site.unwrap_or(row);
    let place = Place::new(party, lot, row.get());
    let sealed: Sealed = work.seal(proof, &SITE, place, &entry.value())?;
    let (now, actor) = (work.now(), work.actor().id());
    let source = ByKey(source);
    let values = (row, party, site, lot, sealed, source, now, actor, batch);
    work.tx().run_one(&queries::ADD, values)?;
    Ok(site)
}

/// A site gets another name or address; what held before keeps its row.
///
/// # Errors
///
/// The refusal; `NotThere` where work at the site ended or it is not of this customer; the vault's
/// and the store's failures.
pub fn change(
    work: &mut Work<'_>,
    party: PartyId,
    site: RowId,
    entry: &SiteEntry,
    source: SourceKind,
) -> Result<(), Error> {
    let proof = work.ask::<Services>(Ask::change(&[party]))?;
    let (now, actor) = (work.now(), work.actor().id());
    let count = work
        .tx()
        .run(&queries::REPLACE, (party, site, now, actor))?;
    one(count)?;
    write(work, &proof, party, Some(site), entry, (source, None))?;
    Ok(())
}

/// How one gets in at a site, in place of what was written down of it; nothing: no more.
///
/// # Errors
///
/// As [`change`].
pub fn set_access(
    work: &mut Work<'_>,
    party: PartyId,
    site: RowId,
    access: Option<&Access>,
) -> Result<(), Error> {
    let ask = Ask::change(&[party]);
    if work.purpose() != Purpose::Services {
        return Err(work.refuse::<SiteAccess>(&ask, Refusal::Change).into());
    }
    let proof = work.ask::<SiteAccess>(ask)?;
    if !goes_on(work, party, site)? {
        return Err(guard::Error::NotThere.into());
    }
    if let Some(access) = access {
        return write_access(work, &proof, party, site, access);
    }
    work.tx().run(&queries::DROP_ACCESS, (party, site))?;
    Ok(())
}

fn write_access<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, SiteAccess>,
    party: PartyId,
    site: RowId,
    access: &Access,
) -> Result<(), Error> {
    let before = work.tx().all(&queries::ACCESS, (party, site, site))?;
    let lot = match before.first() {
        Some(before) => before.2,
        None => work.lot_of_its_own(proof, party)?,
    };
    work.tx().run(&queries::DROP_ACCESS, (party, site))?;
    let row = RowId::new(work.ids().ordered());
    let place = Place::new(party, lot, row.get());
    let sealed = work.seal(proof, &SITE_ACCESS, place, &access.value())?;
    let (now, actor) = (work.now(), work.actor().id());
    let values = (row, party, site, lot, sealed, now, actor);
    work.tx().run_one(&queries::ADD_ACCESS, values)?;
    Ok(())
}

/// Work at a site ended on a day; how one gets in is forgotten.
///
/// # Errors
///
/// [`Error::EndFuture`]; as [`change`].
pub fn end(work: &mut Work<'_>, party: PartyId, site: RowId, until: Day) -> Result<(), Error> {
    if until > work.today() {
        return Err(Error::EndFuture);
    }
    let _proof = work.ask::<Services>(Ask::change(&[party]))?;
    one(work.tx().run(&queries::END, (party, site, until))?)?;
    work.tx().run(&queries::DROP_ACCESS, (party, site))?;
    Ok(())
}

/// Whether a party has such a site, where work goes on.
///
/// # Errors
///
/// The store's failure.
pub fn goes_on(work: &mut Work<'_>, party: PartyId, site: RowId) -> Result<bool, Error> {
    let lying = work.tx().maybe(&queries::ONE, (party, site))?;
    Ok(lying.is_some_and(|lying| lying.5.is_none()))
}

fn one(count: u64) -> Result<(), Error> {
    match count {
        0 => Err(guard::Error::NotThere.into()),
        _ => Ok(()),
    }
}

/// What a customer is found by of her sites, where work goes on: opened for nobody.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn terms(
    work: &mut Work<'_>,
    party: PartyId,
    terms: &mut IndexTerms,
) -> Result<(), guard::Error> {
    let first = RowId::new(i64::MIN);
    let asked = (party, first, FOUND_BY_MAX);
    for (row, _, lot, sealed, _, until, _) in work.tx().all(&queries::OF_PARTY, asked)? {
        if until.is_none() {
            let place = Place::new(party, lot, row.get());
            work.for_index(&SITE, place, &sealed, terms, feed)?;
        }
    }
    Ok(())
}

/// The street alone: a list by postal code is one of where customers are reached, and is open to
/// those who see no sites.
fn feed(terms: &mut IndexTerms, value: &SiteValue) {
    value.lines.iter().for_each(|line| terms.street(line));
}

/// Two customers who were one are parted: what ended since at the sites that came with the one who
/// goes has ended, and what was forgotten of how one gets in is forgotten. Another address or door
/// code that such a site got goes with it, as every value does that came from the other.
///
/// # Errors
///
/// The store's failure.
pub fn follow(work: &mut Work<'_>, survivor: PartyId, merged: PartyId) -> Result<(), guard::Error> {
    for statement in [
        &queries::FOLLOW,
        &queries::FOLLOW_ACCESS,
        &queries::DROP_NEWER,
        &queries::DROP_NEWER_ACCESS,
    ] {
        work.tx().run(statement, (survivor, merged))?;
    }
    Ok(())
}

/// Sites of a batch after one, with whose they are.
///
/// # Errors
///
/// The store's failure.
pub fn of_batch(
    work: &mut Work<'_>,
    batch: BatchId,
    after: RowId,
    most: i64,
) -> Result<Vec<(RowId, PartyId)>, guard::Error> {
    Ok(work.tx().all(&queries::OF_BATCH, (batch, after, most))?)
}

/// A site of a batch is taken back, with how one gets in.
///
/// # Errors
///
/// The refusal; the store's failure.
pub fn take_back(
    work: &mut Work<'_>,
    party: PartyId,
    site: RowId,
    batch: BatchId,
) -> Result<(), guard::Error> {
    let _proof = work.ask::<Services>(Ask::change(&[party]))?;
    work.tx().run(&queries::DROP_ACCESS_OF, (site,))?;
    work.tx().run(&queries::DROP, (site, batch))?;
    Ok(())
}

/// Sites counted in one unit of work.
const COUNTED_AT_ONCE: i64 = 5_000;

/// How many sites of a batch stand in the register: rows are counted, nothing is opened.
///
/// # Errors
///
/// The register's failure.
pub async fn standing(guard: &guard::Guard, batch: BatchId) -> Result<i64, guard::Error> {
    let (mut all, mut after) = (0, RowId::new(i64::MIN));
    loop {
        let asked = (batch, after, COUNTED_AT_ONCE);
        let counting = move |tx: &mut store::Tx<'_>| Ok(tx.one(&queries::STANDING, asked)?);
        let (count, last) = guard.read_state(counting).await?;
        all += count;
        let Some(last) = last else { return Ok(all) };
        after = last;
    }
}
