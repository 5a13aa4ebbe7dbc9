//! Which customers have which tags.
//!
//! Invariant: whoever puts a tag on somebody or takes it off has leave to change what is held about
//! her, and the customer counts as touched; what she is found by is written anew by the caller in
//! the same unit ([`feed`]).

use std::collections::{BTreeSet, HashMap};

use basics::{BulkId, Language, LotId, PartyId, RowId, TagId};
use guard::category::Other;
use guard::{Ask, IndexTerms, Noted, Place, Sealed, Work};
use policy::Category;

use super::columns::PARTY_TAG;
use super::error::Error;
use super::queries;
use crate::capability::Piece;

/// The tags of these parties, as far as the proof names them.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn of_parties<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Other>,
    parties: &[PartyId],
) -> Result<HashMap<PartyId, BTreeSet<TagId>>, Error> {
    let rows = work
        .tx()
        .all_of(&queries::OF_PARTY, parties.iter().map(|party| (*party,)))?;
    let lots: Vec<LotId> = rows.iter().flatten().map(|row| row.1).collect();
    work.warm(&lots)?;
    let mut tags = HashMap::new();
    for (party, rows) in parties.iter().zip(rows) {
        if !proof.names(*party) {
            continue;
        }
        let mut own = BTreeSet::new();
        for row in rows {
            own.extend(opened(work, proof, *party, &row)?);
        }
        tags.insert(*party, own);
    }
    Ok(tags)
}

fn opened<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Other>,
    party: PartyId,
    (row, lot, sealed): &(RowId, LotId, Sealed),
) -> Result<Option<TagId>, Error> {
    let place = Place::new(party, *lot, row.get());
    let text = work.open(proof, &PARTY_TAG, place, sealed)?;
    Ok(text.expose().parse().ok())
}

/// Every tag a party has or had, with its name.
///
/// # Errors
///
/// The vault's and the store's failures.
pub(super) fn collected(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    let Some(proof) = work.ask_if_allowed::<Other>(Ask::view(&[party]))? else {
        return Ok(Vec::new());
    };
    let tags = super::all(work.tx())?;
    let what = texts::say(language, "tags-one");
    let mut pieces = Vec::new();
    for (row, lot, sealed, recorded, ended) in work.tx().all(&queries::EVER_OF, (party,))? {
        let place = Place::new(party, lot, row.get());
        let text = work.open(&proof, &PARTY_TAG, place, &sealed)?;
        let named = tags
            .iter()
            .find(|tag| tag.tag.to_string() == *text.expose());
        pieces.push(Piece {
            category: Category::Other,
            what: what.clone(),
            text: named.map(|tag| tag.name.clone()).unwrap_or_default(),
            source: None,
            recorded,
            ended,
        });
    }
    Ok(pieces)
}

/// Puts a tag on a party, by itself or in a run over many; whether she did not have it. The proof must have been given for a change.
///
/// # Errors
///
/// [`Error::Ended`]; the guard's.
pub fn put_on<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Other>,
    party: PartyId,
    (tag, run): (TagId, Option<BulkId>),
) -> Result<bool, Error> {
    let found = work.tx().maybe(&queries::TAG, (tag,))?;
    if found.is_none_or(|(_, _, ended)| ended.is_some()) {
        return Err(Error::Ended);
    }
    for row in work.tx().all(&queries::OF_PARTY, (party,))? {
        if opened(work, proof, party, &row)? == Some(tag) {
            return Ok(false);
        }
    }
    touch(work, party)?;
    let lot = work.lot(proof, party)?;
    let row = RowId::new(work.ids().ordered());
    let place = Place::new(party, lot, row.get());
    let sealed = work.seal(proof, &PARTY_TAG, place, &tag.to_string())?;
    let (now, actor) = (work.now(), work.actor().id());
    let values = (row, party, lot, sealed, now, actor, run);
    work.tx().run(&queries::PUT_ON, values)?;
    Ok(true)
}

/// Takes a tag off a party, by itself or in a run over many; whether she had it.
///
/// # Errors
///
/// The guard's.
pub fn take_off<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Other>,
    party: PartyId,
    (tag, run): (TagId, Option<BulkId>),
) -> Result<bool, Error> {
    let (now, actor) = (work.now(), work.actor().id());
    let mut had = false;
    for row in work.tx().all(&queries::OF_PARTY, (party,))? {
        if opened(work, proof, party, &row)? == Some(tag) {
            work.tx()
                .run_one(&queries::TAKE_OFF, (party, row.0, now, actor, run))?;
            had = true;
        }
    }
    if had {
        touch(work, party)?;
    }
    Ok(had)
}

/// Changes back what a run changed of a party; whether anything was. A tag that was ended meanwhile
/// is not put on her again, nor one that she has again by other hands, nor what another run put on
/// her that was itself undone. The proof must have been given for a change.
///
/// # Errors
///
/// The guard's.
pub fn undo<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Other>,
    party: PartyId,
    run: BulkId,
) -> Result<bool, Error> {
    if !proof.names(party) {
        return Err(guard::Error::NotCovered.into());
    }
    let (now, actor) = (work.now(), work.actor().id());
    let put = work
        .tx()
        .run(&queries::UNDO_PUT, (party, run, now, actor))?;
    work.tx().run(&queries::FORGET_PUT, (party, run))?;
    let back = put_back(work, proof, party, run)?;
    let changed = put > 0 || back;
    if changed {
        touch(work, party)?;
    }
    Ok(changed)
}

/// What a run took off a party is there again, as far as it may be.
fn put_back<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Other>,
    party: PartyId,
    run: BulkId,
) -> Result<bool, Error> {
    let taken = work.tx().all(&queries::TAKEN_BY, (party, run))?;
    if taken.is_empty() {
        return Ok(false);
    }
    let mut standing = BTreeSet::new();
    for row in work.tx().all(&queries::OF_PARTY, (party,))? {
        standing.extend(opened(work, proof, party, &row)?);
    }
    let mut back = false;
    for row in taken {
        let Some(tag) = opened(work, proof, party, &row)? else {
            continue;
        };
        let found = work.tx().maybe(&queries::TAG, (tag,))?;
        let ended = found.is_none_or(|(_, _, ended)| ended.is_some());
        if ended || standing.contains(&tag) {
            continue;
        }
        work.tx()
            .run_one(&queries::UNDO_TAKE, (party, row.0, run))?;
        back = true;
    }
    Ok(back)
}

fn touch(work: &mut Work<'_>, party: PartyId) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    Ok(work.touch(party, row.version)?)
}

/// What a party is found by of her tags.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn feed(
    work: &mut Work<'_>,
    party: PartyId,
    terms: &mut IndexTerms,
) -> Result<(), guard::Error> {
    for (row, lot, sealed) in work.tx().all(&queries::OF_PARTY, (party,))? {
        let place = Place::new(party, lot, row.get());
        let feed = |terms: &mut IndexTerms, tag: &String| terms.tag(tag);
        work.for_index(&PARTY_TAG, place, &sealed, terms, feed)?;
    }
    Ok(())
}
