//! Reading and writing the values of fields.
//!
//! Invariants: a value is opened and sealed by a proof of its field's category that names its party;
//! the value that is replaced keeps its row; a field that is kept for a time of its own lies in lots
//! of its own, each value with its own key.

use std::collections::{BTreeSet, HashMap};

use basics::{ActorId, Instant, LotId, PartyId, RowId};
use guard::category::{Company, Contact, Kind, Other, Services};
use guard::{Ask, ByKey, IndexTerms, Noted, PartyKind, PartyRow, Place, Sealed, Work};
use policy::{Category, DeclaredField, FieldKind, Policy, SourceKind};

use super::columns::{FieldValue, Lies, in_category};
use super::model::{self, Error, FieldEntry, FieldView, Held, Value};
use super::queries::{self, Lying};

/// The proofs for the categories that fields lie in, as far as the actor has them.
#[derive(Default)]
pub struct Proofs<'w> {
    pub(super) company: Option<Noted<'w, Company>>,
    pub(super) contact: Option<Noted<'w, Contact>>,
    pub(super) services: Option<Noted<'w, Services>>,
    pub(super) other: Option<Noted<'w, Other>>,
}

impl<'w> Proofs<'w> {
    /// Proofs to view what a party has in these categories, but for those the actor may not see.
    pub(super) fn to_view(
        work: &mut Work<'w>,
        party: PartyId,
        categories: &BTreeSet<Category>,
    ) -> Result<Self, guard::Error> {
        let mut proofs = Self::default();
        if categories.contains(&Category::Company) {
            proofs.company = work.ask_if_allowed(Ask::view(&[party]))?;
        }
        if categories.contains(&Category::Contact) {
            proofs.contact = work.ask_if_allowed(Ask::view(&[party]))?;
        }
        if categories.contains(&Category::Services) {
            proofs.services = work.ask_if_allowed(Ask::view(&[party]))?;
        }
        if categories.contains(&Category::Other) {
            proofs.other = work.ask_if_allowed(Ask::view(&[party]))?;
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

fn open<'w, C: Lies>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    party: PartyId,
    row: &Row,
) -> Result<Value, guard::Error> {
    let place = Place::new(party, row.lot, row.row.get());
    let opened = work.open(proof, &C::COLUMN, place, &row.sealed)?;
    let FieldValue { field, kind, value } = opened.into_exposed();
    let value = Value::of_kept(&kind, value).filter(|_| field == row.field);
    value.ok_or(guard::Error::Shape)
}

/// A value as it lies in its table, with the one column that is filled.
pub(super) struct Row {
    pub(super) row: RowId,
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
            row,
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

fn declared<'p>(policy: &'p Policy, key: &str, category: Category) -> Option<&'p DeclaredField> {
    policy.field(key).filter(|field| field.category == category)
}

/// The values of a party that hold now.
fn held(work: &mut Work<'_>, party: PartyId) -> Result<Vec<Row>, guard::Error> {
    let rows = work.tx().all(&queries::HELD, (party,))?;
    rows.into_iter().map(Row::of).collect()
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
            row: row.row,
            value,
            source: row.source,
            recorded: row.at,
        };
        let of_kind = |field: &&DeclaredField| field.is_of(model::party(kind));
        if row.declared(work.policy()).filter(of_kind).is_some() {
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
    let down_to = rows.last().map(|row| row.row).filter(|_| full);
    let lots: Vec<LotId> = rows.iter().map(|row| row.lot).collect();
    work.warm(&lots)?;
    let proofs = Proofs::to_view(work, party, &categories(&rows))?;
    let mut values = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(value) = proofs.opened(work, party, &row)? {
            values.push(History {
                row: row.row,
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
        write(work, &proof, party.party, (&field, entry.as_ref()), source)?
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
    Ok(Proofs {
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
    in_category!(field.category, C => {
        let proof = C::proof(proofs).ok_or(guard::Error::NotCovered)?;
        Ok(write(work, proof, party.party, (&field, Some(entry)), source)?)
    }, else Err(Error::Unknown))
}

fn write<'w, C: Lies>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    party: PartyId,
    (field, entry): (&DeclaredField, Option<&FieldEntry>),
    source: SourceKind,
) -> Result<Option<Rows>, guard::Error> {
    let own = |row: &Row| row.field == field.key.as_str() && row.category == C::CATEGORY;
    let before = held(work, party)?.into_iter().find(own);
    let known = match &before {
        Some(row) => Some(open(work, proof, party, row)?),
        None => None,
    };
    if known.as_ref() == entry.map(|entry| &entry.value) {
        return Ok(None);
    }
    if let Some(row) = &before {
        let (now, actor) = (work.now(), work.actor().id());
        work.tx()
            .run_one(&queries::REPLACE, (party, row.row, now, actor))?;
    }
    let after = match entry {
        Some(entry) => Some(add(work, proof, party, entry, source)?),
        None => None,
    };
    Ok(Some((before.map(|row| row.row), after)))
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
    let of_kind = |field: &&DeclaredField| field.is_of(model::party(party.kind));
    if declared(work.policy(), key, category)
        .filter(of_kind)
        .is_some()
    {
        return Err(Error::Declared);
    }
    in_category!(category, C => drop(work.ask::<C>(ask)?), else return Err(Error::Unknown));
    let values = (party.party, key.to_owned(), ByKey(category));
    Ok(work.tx().run(&queries::ERASE, values)? > 0)
}

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
        let place = Place::new(party, row.lot, row.row.get());
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
