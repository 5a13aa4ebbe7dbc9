//! What becomes of fields elsewhere: what customers are found by of them, two customers made one, and
//! whether a notice may drop one.

use basics::{PartyId, RowId};
use guard::{ByKey, IndexTerms, Place, Work};
use policy::{Category, FieldKind, Policy};

use super::columns::{FieldValue, Lies, in_category};
use super::ledger::held;
use super::model::{FieldEntry, Value};
use super::queries;

/// What a party is found by of its fields: what was chosen, where the notice still declares it.
/// Opened for nobody.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn terms(
    work: &mut Work<'_>,
    party: PartyId,
    terms: &mut IndexTerms,
) -> Result<(), guard::Error> {
    for row in held(work, party)? {
        if row.declared(work.policy()).is_none() {
            continue;
        }
        let place = Place::new(party, row.lot, row.id.get());
        in_category!(
            row.category,
            C => work.for_index(&C::COLUMN, place, &row.sealed, terms, feed)?,
            else {}
        );
    }
    Ok(())
}

fn feed(terms: &mut IndexTerms, value: &FieldValue) {
    if value.kind == FieldKind::Choice.key() {
        terms.chosen(&value.field, &value.value);
    }
}

/// The same of values that are just being written.
pub fn terms_of_entries(entries: &[FieldEntry], terms: &mut IndexTerms) {
    for entry in entries {
        if let Value::Choice(choice) = &entry.value {
            terms.chosen(entry.key.as_str(), choice);
        }
    }
}

/// Makes what holds of two customers who were made one: the survivor's own value stays where both
/// have one. Which of the copies hold: row, field, category.
///
/// # Errors
///
/// The store's failure.
pub fn join(
    work: &mut Work<'_>,
    into: PartyId,
    from: PartyId,
) -> Result<Vec<(RowId, String, Category)>, guard::Error> {
    let (now, actor) = (work.now(), work.actor().id());
    work.tx()
        .run(&queries::END_COPIED, (into, now, actor, from))?;
    let held = work.tx().all(&queries::COPIES_HELD, (into, from))?;
    let told = held.into_iter();
    Ok(told
        .map(|(row, field, category)| (row, field, category.0))
        .collect())
}

/// How many values hold in a field, and how many were replaced and are kept, each counted to one
/// more than `most`.
///
/// # Errors
///
/// The store's failure.
pub fn in_use(
    tx: &mut store::Tx<'_>,
    key: &str,
    category: Category,
    most: i64,
) -> Result<(i64, i64), store::Error> {
    let asked = || (key.to_owned(), ByKey(category), most.saturating_add(1));
    Ok((
        tx.one(&queries::IN_USE, asked())?,
        tx.one(&queries::REPLACED, asked())?,
    ))
}

/// A field of the notice in force that the next one drops, or moves to another category, while values
/// hold in it: such a notice is not published. What was replaced and is kept stands in nobody's way;
/// it is shown as what the notice declares no more, until it is erased.
///
/// # Errors
///
/// The store's failure.
pub fn keeps(work: &mut Work<'_>, next: &Policy) -> Result<Option<policy::FieldKey>, guard::Error> {
    for key in work.policy().vanishing_fields(next) {
        let Some(category) = work.policy().field(key.as_str()).map(|one| one.category) else {
            continue;
        };
        if in_use(work.tx(), key.as_str(), category, 0)?.0 > 0 {
            return Ok(Some(key));
        }
    }
    Ok(None)
}
