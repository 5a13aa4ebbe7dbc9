//! Reading the values of fields.
//!
//! Invariant: a value is opened by a proof of its field's category that names its party.

use std::collections::{BTreeSet, HashMap};

use basics::{ActorId, Instant, LotId, PartyId, RowId};
use guard::category::{Company, Contact, Kind, Other, Services};
use guard::{Ask, ByKey, Noted, PartyKind, Place, Sealed, Work};
use policy::{Category, DeclaredField, Policy, SourceKind};

use super::columns::{FieldValue, Lies, in_category};
use super::model::{self, Error, FieldView, Held, Value};
use super::queries::{self, Lying};

/// The proofs for the categories that fields lie in, as far as the actor has them.
#[derive(Default)]
pub struct Proofs<'w> {
    pub(super) company: Option<Noted<'w, Company>>,
    pub(super) contact: Option<Noted<'w, Contact>>,
    pub(super) services: Option<Noted<'w, Services>>,
    pub(super) other: Option<Noted<'w, Other>>,
    /// What the parties have that are about to be changed, read once for all of them.
    pub(super) held: HashMap<PartyId, Vec<Row>>,
}

impl<'w> Proofs<'w> {
    /// Proofs to view what a party has in these categories, but for those the actor may not see.
    pub(super) fn to_view(
        work: &mut Work<'w>,
        party: PartyId,
        categories: &BTreeSet<Category>,
    ) -> Result<Self, guard::Error> {
        Self::if_allowed(work, categories, || Ask::view(&[party]))
    }

    /// Proofs to list what parties have in these categories, but for those the actor may not see.
    pub(super) fn to_list(
        work: &mut Work<'w>,
        parties: &[PartyId],
        categories: &BTreeSet<Category>,
    ) -> Result<Self, guard::Error> {
        Self::if_allowed(work, categories, || Ask::list(parties))
    }

    fn if_allowed(
        work: &mut Work<'w>,
        categories: &BTreeSet<Category>,
        ask: impl Fn() -> Ask,
    ) -> Result<Self, guard::Error> {
        let mut proofs = Self::default();
        if categories.contains(&Category::Company) {
            proofs.company = work.ask_if_allowed(ask())?;
        }
        if categories.contains(&Category::Contact) {
            proofs.contact = work.ask_if_allowed(ask())?;
        }
        if categories.contains(&Category::Services) {
            proofs.services = work.ask_if_allowed(ask())?;
        }
        if categories.contains(&Category::Other) {
            proofs.other = work.ask_if_allowed(ask())?;
        }
        Ok(proofs)
    }

    /// A value, where there is a proof for its category that names the party.
    pub(super) fn opened(
        &self,
        work: &mut Work<'w>,
        party: PartyId,
        row: &Row,
    ) -> Result<Option<Value>, guard::Error> {
        in_category!(row.category, C => self.opened_in::<C>(work, party, row), else Ok(None))
    }

    fn opened_in<C: Lies>(
        &self,
        work: &mut Work<'w>,
        party: PartyId,
        row: &Row,
    ) -> Result<Option<Value>, guard::Error> {
        match C::proof(self) {
            Some(proof) if proof.names(party) => open::<C>(work, proof, party, row).map(Some),
            _ => Ok(None),
        }
    }
}

pub(super) fn open<'w, C: Lies>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    party: PartyId,
    row: &Row,
) -> Result<Value, guard::Error> {
    let place = Place::new(party, row.lot, row.id.get());
    let opened = work.open(proof, &C::COLUMN, place, &row.sealed)?;
    let FieldValue { field, kind, value } = opened.into_exposed();
    let value = Value::of_kept(&kind, value).filter(|_| field == row.field);
    value.ok_or(guard::Error::Shape)
}

/// A value as it lies in its table, with the one column that is filled.
pub(super) struct Row {
    pub(super) id: RowId,
    pub(super) field: String,
    pub(super) category: Category,
    pub(super) lot: LotId,
    pub(super) sealed: Sealed,
    pub(super) source: SourceKind,
    pub(super) at: Instant,
    pub(super) by: ActorId,
    pub(super) until: Option<Instant>,
}

impl Row {
    pub(super) fn of(lying: Lying) -> Result<Self, guard::Error> {
        let (row, field, category, lot, company, contact, services, other, source, at, by, until) =
            lying;
        let sealed = match category.0 {
            Category::Company => company,
            Category::Contact => contact,
            Category::Services => services,
            Category::Other => other,
            _ => None,
        };
        Ok(Self {
            id: row,
            field,
            category: category.0,
            lot,
            sealed: sealed.ok_or(guard::Error::Shape)?,
            source: source.0,
            at,
            by,
            until,
        })
    }

    /// The field as the notice declares it, where it does and in the same category.
    pub(super) fn declared<'p>(&self, policy: &'p Policy) -> Option<&'p DeclaredField> {
        declared(policy, &self.field, self.category)
    }
}

pub(super) fn declared<'p>(
    policy: &'p Policy,
    key: &str,
    category: Category,
) -> Option<&'p DeclaredField> {
    policy.field(key).filter(|field| field.category == category)
}

/// The values of a party that hold now.
pub(super) fn held(work: &mut Work<'_>, party: PartyId) -> Result<Vec<Row>, guard::Error> {
    let rows = work.tx().all(&queries::HELD, (party,))?;
    rows.into_iter().map(Row::of).collect()
}

/// The same of several parties, read together.
pub(super) fn held_of(
    work: &mut Work<'_>,
    parties: &[PartyId],
) -> Result<HashMap<PartyId, Vec<Row>>, guard::Error> {
    let keys = parties.iter().map(|party| (*party,));
    let found = work.tx().all_of(&queries::HELD, keys)?;
    let mut held = HashMap::with_capacity(parties.len());
    for (party, rows) in parties.iter().zip(found) {
        let rows = rows.into_iter().map(Row::of);
        held.insert(*party, rows.collect::<Result<Vec<Row>, _>>()?);
    }
    Ok(held)
}

pub(super) fn categories(rows: &[Row]) -> BTreeSet<Category> {
    rows.iter().map(|row| row.category).collect()
}

/// The fields of a party that the actor may see: those the notice declares for such a party, in its
/// order, with what holds now; then those that it declares no more.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn of_party(
    work: &mut Work<'_>,
    party: PartyId,
    kind: PartyKind,
) -> Result<Vec<FieldView>, Error> {
    let rows = held(work, party)?;
    let lots: Vec<LotId> = rows.iter().map(|row| row.lot).collect();
    work.warm(&lots)?;
    let proofs = Proofs::to_view(work, party, &categories(&rows))?;
    let mut values: HashMap<(String, Category), Held> = HashMap::new();
    let mut gone = Vec::new();
    for row in rows {
        let Some(value) = proofs.opened(work, party, &row)? else {
            continue;
        };
        let held = Held {
            row: row.id,
            value,
            source: row.source,
            recorded: row.at,
        };
        let of_kind = |field: &DeclaredField| field.is_of(model::party(kind));
        if row.declared(work.policy()).is_some_and(of_kind) {
            values.insert((row.field, row.category), held);
        } else {
            gone.push(FieldView {
                key: row.field,
                category: row.category,
                declared: None,
                held: Some(held),
            });
        }
    }
    let fields = work.policy().fields().iter();
    let shown = fields.filter(|field| field.is_of(model::party(kind)));
    let shown: Vec<DeclaredField> = shown.cloned().collect();
    let mut views = Vec::with_capacity(shown.len() + gone.len());
    for field in shown {
        let held = values.remove(&(field.key.to_string(), field.category));
        if held.is_some() || sees(work, field.category) {
            views.push(FieldView {
                key: field.key.to_string(),
                category: field.category,
                held,
                declared: Some(field),
            });
        }
    }
    views.extend(gone);
    views.extend(ended(work, (party, kind), &views)?);
    Ok(views)
}

/// Fields that the notice declares no more and of which only values that were replaced are left.
fn ended(
    work: &mut Work<'_>,
    (party, kind): (PartyId, PartyKind),
    shown: &[FieldView],
) -> Result<Vec<FieldView>, guard::Error> {
    let ever = work.tx().all(&queries::EVER, (party,))?;
    let mut ended = Vec::new();
    for (key, ByKey(category)) in ever {
        let field = declared(work.policy(), &key, category);
        let is_declared = field.is_some_and(|field| field.is_of(model::party(kind)));
        let is_shown = |one: &FieldView| one.key == key && one.category == category;
        if !is_declared && !shown.iter().any(is_shown) && sees(work, category) {
            ended.push(FieldView {
                key,
                category,
                declared: None,
                held: None,
            });
        }
    }
    Ok(ended)
}

/// Whether the actor may see a category of anyone at all.
fn sees(work: &Work<'_>, category: Category) -> bool {
    in_category!(category, C => work.could::<C>(&Ask::view(&[])), else false)
}

/// Values of these fields of these parties, as far as proofs of a list name them.
///
/// # Errors
///
/// The refusal; the vault's and the store's failures.
pub fn of_parties(
    work: &mut Work<'_>,
    parties: &[PartyId],
    fields: &[DeclaredField],
) -> Result<HashMap<PartyId, Vec<(policy::FieldKey, Value)>>, guard::Error> {
    let wanted: BTreeSet<Category> = fields.iter().map(|field| field.category).collect();
    let mut proofs = Proofs::default();
    for category in wanted {
        match category {
            Category::Company => proofs.company = Some(listed(work, parties)?),
            Category::Contact => proofs.contact = Some(listed(work, parties)?),
            Category::Services => proofs.services = Some(listed(work, parties)?),
            _ => proofs.other = Some(listed(work, parties)?),
        }
    }
    of_proofs(work, parties, fields, &proofs)
}

fn listed<'w, C: Kind>(
    work: &mut Work<'w>,
    parties: &[PartyId],
) -> Result<Noted<'w, C>, guard::Error> {
    let seen = work.visible::<C>(policy::Action::List, parties)?;
    work.ask(Ask::list(&seen))
}

/// Values of these fields of these parties, as far as the proofs name them.
pub(super) fn of_proofs<'w>(
    work: &mut Work<'w>,
    parties: &[PartyId],
    fields: &[DeclaredField],
    proofs: &Proofs<'w>,
) -> Result<HashMap<PartyId, Vec<(policy::FieldKey, Value)>>, guard::Error> {
    let keys = parties.iter().map(|party| (*party,));
    let found = work.tx().all_of(&queries::HELD, keys)?;
    let mut all = HashMap::with_capacity(parties.len());
    for (party, rows) in parties.iter().zip(found) {
        let rows: Vec<Row> = rows.into_iter().map(Row::of).collect::<Result<_, _>>()?;
        let mut own = Vec::new();
        for row in &rows {
            let same = |field: &&DeclaredField| {
                field.key.as_str() == row.field && field.category == row.category
            };
            let Some(field) = fields.iter().find(same) else {
                continue;
            };
            if let Some(value) = proofs.opened(work, *party, row)? {
                own.push((field.key, value));
            }
        }
        all.insert(*party, own);
    }
    Ok(all)
}

/// A value that holds or held.
pub struct History {
    /// Its row.
    pub row: RowId,
    /// Of which field.
    pub field: String,
    /// In which category.
    pub category: Category,
    /// The value.
    pub value: Value,
    /// Where it came from.
    pub source: SourceKind,
    /// When it was written down, and by whom.
    pub at: Instant,
    /// By whom.
    pub by: ActorId,
    /// Until when it held.
    pub until: Option<Instant>,
}

/// The values a party ever had, newest first, before one of them, as far as the actor may see them;
/// and the row down to which they were read, where there may be older ones.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn history(
    work: &mut Work<'_>,
    party: PartyId,
    (before, most): (RowId, i64),
) -> Result<(Vec<History>, Option<RowId>), guard::Error> {
    let rows = work.tx().all(&queries::BEFORE, (party, before, most))?;
    let rows: Vec<Row> = rows.into_iter().map(Row::of).collect::<Result<_, _>>()?;
    let full = i64::try_from(rows.len()).is_ok_and(|count| count >= most);
    let down_to = rows.last().map(|row| row.id).filter(|_| full);
    let lots: Vec<LotId> = rows.iter().map(|row| row.lot).collect();
    work.warm(&lots)?;
    let proofs = Proofs::to_view(work, party, &categories(&rows))?;
    let mut values = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(value) = proofs.opened(work, party, &row)? {
            values.push(History {
                row: row.id,
                field: row.field,
                category: row.category,
                value,
                source: row.source,
                at: row.at,
                by: row.by,
                until: row.until,
            });
        }
    }
    Ok((values, down_to))
}
