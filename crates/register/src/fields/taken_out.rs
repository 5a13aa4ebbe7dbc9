//! Values of fields as they are taken out of the register.

use std::collections::HashMap;

use basics::PartyId;
use guard::category::Kind;
use guard::{Ask, Noted, Work};
use policy::{Category, DeclaredField, FieldKey};

use super::columns::in_category;
use super::ledger::{Proofs, of_proofs};
use super::model::Value;

/// Whether the actor may take a field out of anyone at all.
#[must_use]
pub fn could_take_out(work: &Work<'_>, field: &DeclaredField) -> bool {
    in_category!(field.category, C => work.could_take_out::<C>(), else false)
}

/// Whether the actor may see a field of anyone in a list.
#[must_use]
pub fn could_list(work: &Work<'_>, category: Category) -> bool {
    in_category!(category, C => work.could::<C>(&Ask::list(&[])), else false)
}

/// Values of these fields of these parties, of those alone of whom they may be taken out.
///
/// # Errors
///
/// The refusal; the vault's and the store's failures.
pub fn taken_out(
    work: &mut Work<'_>,
    parties: &[PartyId],
    fields: &[DeclaredField],
    reason: &str,
) -> Result<HashMap<PartyId, Vec<(FieldKey, Value)>>, guard::Error> {
    let mut proofs = Proofs::default();
    let of = |category| fields.iter().any(|field| field.category == category);
    if of(Category::Company) {
        proofs.company = Some(exported(work, parties, reason)?);
    }
    if of(Category::Contact) {
        proofs.contact = Some(exported(work, parties, reason)?);
    }
    if of(Category::Services) {
        proofs.services = Some(exported(work, parties, reason)?);
    }
    if of(Category::Other) {
        proofs.other = Some(exported(work, parties, reason)?);
    }
    of_proofs(work, parties, fields, &proofs)
}

fn exported<'w, C: Kind>(
    work: &mut Work<'w>,
    parties: &[PartyId],
    reason: &str,
) -> Result<Noted<'w, C>, guard::Error> {
    let may = work.takeable_in::<C>(parties, reason)?;
    work.ask(Ask::export(&may, reason))
}
