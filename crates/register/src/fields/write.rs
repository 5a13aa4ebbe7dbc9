//! Writing the values of fields: by hand, from a list, and what is left of one that is declared no
//! more, erased.
//!
//! Invariants: a value is sealed by a proof of its field's category that names its party; the value
//! that is replaced keeps its row; a field that is kept for a time of its own lies in lots of its own,
//! each value with its own key.

use std::collections::BTreeSet;

use basics::{PartyId, RowId};
use guard::category::Kind;
use guard::{Ask, ByKey, Noted, PartyKind, PartyRow, Place, Work};
use policy::{Category, DeclaredField, SourceKind};

use super::columns::{FieldValue, Lies, in_category};
use super::ledger::{Proofs, Row, declared, held, held_of, open};
use super::model::{self, Error, FieldEntry, Value};
use super::queries;

/// The row of the value that held before, and of the one that holds now.
pub type Rows = (Option<RowId>, Option<RowId>);

/// A field of a party has another value, or none; the rows before and now, nothing where it was so.
/// `ask` asks to change this party.
///
/// # Errors
///
/// [`Error::Unknown`], [`Error::NotOfKind`]; the refusal; the vault's and the store's failures.
pub fn set(
    work: &mut Work<'_>,
    (party, ask): (&PartyRow, Ask),
    (key, value): (policy::FieldKey, Option<&Value>),
    source: SourceKind,
) -> Result<(Category, Option<Rows>), Error> {
    let field = work.policy().field(key.as_str()).cloned();
    let field = field.ok_or(Error::Unknown)?;
    if !field.is_of(model::party(party.kind)) {
        return Err(Error::NotOfKind);
    }
    let entry = value.map(|value| FieldEntry::of(&field, value.clone()));
    let written = in_category!(field.category, C => {
        let proof = work.ask::<C>(ask)?;
        let held = held(work, party.party)?;
        write(work, &proof, (party.party, &held), (&field, entry.as_ref()), source)?
    }, else return Err(Error::Unknown));
    Ok((field.category, written))
}

/// Proofs to change what these parties have in the categories of these values, one line of the trail
/// for each category.
///
/// # Errors
///
/// The refusal of the first category that may not be changed.
pub fn to_change<'w>(
    work: &mut Work<'w>,
    rows: &[(PartyId, &[FieldEntry])],
) -> Result<Proofs<'w>, guard::Error> {
    let of = |category: Category| -> Vec<PartyId> {
        let has = |own: &[FieldEntry]| own.iter().any(|one| one.category == category);
        let having = rows.iter().filter(|row| has(row.1));
        having.map(|row| row.0).collect()
    };
    let parties: Vec<PartyId> = rows
        .iter()
        .filter(|row| !row.1.is_empty())
        .map(|row| row.0)
        .collect();
    Ok(Proofs {
        held: held_of(work, &parties)?,
        company: asked(work, &of(Category::Company))?,
        contact: asked(work, &of(Category::Contact))?,
        services: asked(work, &of(Category::Services))?,
        other: asked(work, &of(Category::Other))?,
    })
}

fn asked<'w, C: Kind>(
    work: &mut Work<'w>,
    parties: &[PartyId],
) -> Result<Option<Noted<'w, C>>, guard::Error> {
    if parties.is_empty() {
        return Ok(None);
    }
    work.ask(Ask::change(parties)).map(Some)
}

/// Of each party, whether it has these values already; what the actor may not see counts as no.
/// What they have is read together, one line of the trail for each category.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn known(
    work: &mut Work<'_>,
    rows: &[(PartyId, &[FieldEntry])],
) -> Result<Vec<bool>, guard::Error> {
    let parties: Vec<PartyId> = rows.iter().map(|row| row.0).collect();
    let said = rows.iter().flat_map(|row| row.1);
    let categories = said.map(|one| one.category).collect();
    let mut proofs = Proofs::to_list(work, &parties, &categories)?;
    proofs.held = held_of(work, &parties)?;
    let mut all = Vec::with_capacity(rows.len());
    for (party, said) in rows {
        let held = proofs.held.get(party).map_or(&[][..], Vec::as_slice);
        let mut known = true;
        for one in *said {
            let own = |row: &&Row| row.field == one.key.as_str() && row.category == one.category;
            let value = match held.iter().find(own) {
                Some(row) => proofs.opened(work, *party, row)?,
                None => None,
            };
            known &= value.as_ref() == Some(&one.value);
        }
        all.push(known);
    }
    Ok(all)
}

/// Brings a field of a party up to date, by proofs asked for before; the rows before and now,
/// nothing where it was so.
///
/// # Errors
///
/// [`Error::Unknown`], [`Error::NotOfKind`]; the vault's and the store's failures.
pub fn renew<'w>(
    work: &mut Work<'w>,
    proofs: &Proofs<'w>,
    party: &PartyRow,
    entry: &FieldEntry,
    source: SourceKind,
) -> Result<Option<Rows>, Error> {
    let field = declared(work.policy(), entry.key.as_str(), entry.category).cloned();
    let field = field.ok_or(Error::Unknown)?;
    if !field.is_of(model::party(party.kind)) {
        return Err(Error::NotOfKind);
    }
    let held = proofs.held.get(&party.party).map(Vec::as_slice);
    in_category!(field.category, C => {
        let proof = C::proof(proofs).ok_or(guard::Error::NotCovered)?;
        let held = held.unwrap_or_default();
        Ok(write(work, proof, (party.party, held), (&field, Some(entry)), source)?)
    }, else Err(Error::Unknown))
}

fn write<'w, C: Lies>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    (party, held): (PartyId, &[Row]),
    (field, entry): (&DeclaredField, Option<&FieldEntry>),
    source: SourceKind,
) -> Result<Option<Rows>, guard::Error> {
    let own = |row: &&Row| row.field == field.key.as_str() && row.category == C::CATEGORY;
    let before = held.iter().find(own);
    let known = match before {
        Some(row) => Some(open(work, proof, party, row)?),
        None => None,
    };
    if known.as_ref() == entry.map(|entry| &entry.value) {
        return Ok(None);
    }
    if let Some(row) = before {
        let (now, actor) = (work.now(), work.actor().id());
        work.tx()
            .run_one(&queries::REPLACE, (party, row.id, now, actor))?;
    }
    let after = match entry {
        Some(entry) => Some(add(work, proof, party, entry, source)?),
        None => None,
    };
    Ok(Some((before.map(|row| row.id), after)))
}

fn add<'w, C: Lies>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    party: PartyId,
    entry: &FieldEntry,
    source: SourceKind,
) -> Result<RowId, guard::Error> {
    let lot = if entry.own_time {
        work.lot_of_its_own(proof, party)?
    } else {
        work.lot(proof, party)?
    };
    let row = RowId::new(work.ids().ordered());
    let place = Place::new(party, lot, row.get());
    let value = FieldValue {
        field: entry.key.to_string(),
        kind: entry.value.kind().key().to_owned(),
        value: entry.value.kept(),
    };
    let sealed = work.seal(proof, &C::COLUMN, place, &value)?;
    let mut columns = [None, None, None, None];
    let at = DeclaredField::CATEGORIES
        .iter()
        .position(|one| *one == C::CATEGORY);
    let slot = at.and_then(|at| columns.get_mut(at));
    *slot.ok_or(guard::Error::Shape)? = Some(sealed);
    let [company, contact, services, other] = columns;
    let (now, actor) = (work.now(), work.actor().id());
    let (category, source) = (ByKey(C::CATEGORY), ByKey(source));
    let key = entry.key.to_string();
    let values = (
        row, party, key, category, lot, company, contact, services, other, source, now, actor,
    );
    work.tx().run_one(&queries::ADD, values)?;
    Ok(row)
}

/// Writes values of parties that are just being entered, by what asks for them all.
///
/// # Errors
///
/// The refusal; what the notice does not declare; the vault's and the store's failures.
pub fn put(
    work: &mut Work<'_>,
    entries: &[(PartyId, PartyKind, &[FieldEntry], SourceKind)],
    ask: impl Fn(&[PartyId]) -> Ask,
) -> Result<(), Error> {
    let all = || entries.iter().flat_map(|one| one.2);
    for (_, kind, own, _) in entries {
        for entry in *own {
            let field = declared(work.policy(), entry.key.as_str(), entry.category);
            let field = field.ok_or(Error::Unknown)?;
            if !field.is_of(model::party(*kind)) {
                return Err(Error::NotOfKind);
            }
        }
    }
    let categories: BTreeSet<Category> = all().map(|entry| entry.category).collect();
    for category in categories {
        in_category!(category, C => {
            let has = |own: &[FieldEntry]| own.iter().any(|one| one.category == category);
            let of = entries.iter().filter(|one| has(one.2));
            let parties: Vec<PartyId> = of.map(|one| one.0).collect();
            let proof = work.ask::<C>(ask(&parties))?;
            for (party, _, own, source) in entries {
                for entry in own.iter().filter(|one| one.category == category) {
                    add(work, &proof, *party, entry, *source)?;
                }
            }
        }, else return Err(Error::Unknown));
    }
    Ok(())
}

/// What was written in a field of a category holds no more, and what held before does again.
///
/// # Errors
///
/// The refusal; the store's failure.
pub fn put_back(
    work: &mut Work<'_>,
    (party, ask): (PartyId, Ask),
    category: Category,
    (written, before): Rows,
) -> Result<(), Error> {
    in_category!(category, C => drop(work.ask::<C>(ask)?), else return Err(Error::Unknown));
    let (now, actor) = (work.now(), work.actor().id());
    if let Some(row) = written {
        let values = (party, row, now, actor);
        work.tx().run_one(&queries::REPLACE, values)?;
    }
    if let Some(row) = before {
        work.tx().run_one(&queries::RESTORE, (party, row))?;
    }
    Ok(())
}

/// Every value of a field that the notice does not declare any more is gone, those that were replaced
/// too; whether there was one.
///
/// # Errors
///
/// [`Error::Declared`]; the refusal; the store's failure.
pub fn erase(
    work: &mut Work<'_>,
    (party, ask): (&PartyRow, Ask),
    key: &str,
    category: Category,
) -> Result<bool, Error> {
    let of_kind = |field: &DeclaredField| field.is_of(model::party(party.kind));
    if declared(work.policy(), key, category).is_some_and(of_kind) {
        return Err(Error::Declared);
    }
    in_category!(category, C => drop(work.ask::<C>(ask)?), else return Err(Error::Unknown));
    // What somebody wants kept is kept, however it came to be there.
    let lots = work.lots_of(party.party)?;
    let lots = lots.iter().filter(|lot| lot.category == category);
    let holds = work.holds_of(party.party)?;
    let keeps = |lot: &guard::LotRow| holds.iter().any(|held| held.keeps(lot.lot, category));
    if lots.clone().any(keeps) || holds.contains(&guard::HeldOn::Category(category)) {
        return Err(guard::Error::Held.into());
    }
    let values = (party.party, key.to_owned(), ByKey(category));
    Ok(work.tx().run(&queries::ERASE, values)? > 0)
}
