//! Which tables go along, which stay, and how their rows are opened and sealed.
//!
//! Invariant: what stays is named here with its reason; whatever is not named goes along, so a new
//! table is never forgotten.

use std::collections::HashMap;

use basics::{LotId, PartyId, RowId};
use store::columns::Columns;
use store::tables::{AnyRow, Whole, in_order};
use store::{Here, Schema, Tx, Value, schemas};
use vault::{NOBODY, Place, Sealed};

use super::NotWhole;
use crate::core::Core;
use crate::error::Error;

/// Tables of register and keys that stay where they are, and why.
pub(crate) const STAYS: [(&str, &str); 18] = [
    ("register.session", "whoever is signed in signs in again"),
    (
        "register.sign_in_failure",
        "hashes under the old register's key",
    ),
    (
        "register.sign_in_network",
        "hashes under the old register's key",
    ),
    ("register.trail_out", "lines of the old register's trail"),
    ("register.register_mark", "says which register it is"),
    ("register.job", "when the jobs of this installation ran"),
    ("register.loose_file", "sealed files of days, which stay"),
    ("register.import_check", "checks of uploads, which stay"),
    (
        "register.import_refusal",
        "only for imports that go on, whose uploads stay",
    ),
    ("register.indexed", "the blind index is made anew"),
    ("keys.vault", "says which keys they are"),
    ("keys.lot_key", "every lot gets a key of its own anew"),
    (
        "keys.sub_key",
        "keys derived from the old register's root key; that of suppressed addresses goes in the head",
    ),
    (
        "keys.root_change",
        "a change of the old register's root key",
    ),
    ("keys.lost_checkpoint", "of the old register's trail"),
    (
        "keys.checkpoint",
        "signed roots of the old register's trail",
    ),
    (
        "keys.put_back",
        "what it lost is told by the old register's trail",
    ),
    // The trail stays whole where it can be verified; the index is made anew.
    ("trail", "signed by the old register's key"),
];

/// Columns that name what stays: empty in a package.
const EMPTIED: [(&str, &str); 2] = [
    ("register.import_batch", "rejected_file"),
    ("register.import_batch", "upload"),
];

/// Marks that tell of a store that stays.
const OWN_MARKS: [&str; 1] = ["compared"];

/// A sealed column of a table.
struct SealedAt {
    place: usize,
    number: u32,
    lot: usize,
    /// Nothing for the register's own words, which are nobody's.
    party: Option<usize>,
    row: usize,
}

/// A table that goes along.
pub(super) struct Goes {
    /// `register.party`.
    pub(super) name: String,
    pub(super) table: Whole,
    sealed: Vec<SealedAt>,
    emptied: Vec<usize>,
}

/// A value on its way: as it is, or opened.
pub(super) enum Cell {
    Plain(Value<'static>),
    Open(zeroize::Zeroizing<Vec<u8>>),
}

impl Cell {
    /// The value, where it is none that was sealed.
    pub(super) const fn plain(&self) -> Option<&Value<'static>> {
        match self {
            Self::Plain(value) => Some(value),
            Self::Open(_) => None,
        }
    }
}

/// The tables of a store that go along, those before that others name.
pub(super) fn going(tx: &mut Tx<'_>, schema: &Schema) -> Result<Vec<Goes>, NotWhole> {
    let columns = Columns::ours().map_err(|_| Error::Vault(vault::Error::Columns))?;
    let mut numbers: HashMap<(&str, &str), (u32, &str)> = HashMap::new();
    for one in columns.sealed().filter(|one| one.store == schema.name) {
        numbers.insert((one.table, one.column), (u32::from(one.number), one.lot));
    }
    let mut goes = Vec::new();
    for table in in_order(tx, schema)? {
        let name = [schema.name, ".", table.name()].concat();
        if STAYS.iter().any(|(stays, _)| *stays == name) {
            continue;
        }
        let mut sealed = Vec::new();
        for (place, column) in table.columns().iter().enumerate() {
            let Some((number, lot)) = numbers.get(&(table.name(), column.as_str())) else {
                continue;
            };
            let Some(lot) = table.place(lot) else {
                return Err(Error::Shape.into());
            };
            let party = table.place("party_id");
            let row = match *table.key() {
                [row] => row,
                [first, row] if Some(first) == party => row,
                // Whoever binds values otherwise has to say here how.
                _ => return Err(Error::Shape.into()),
            };
            sealed.push(SealedAt {
                place,
                number: *number,
                lot,
                party,
                row,
            });
        }
        let own = EMPTIED.iter().filter(|(of, _)| *of == name);
        let emptied = own.filter_map(|(_, column)| table.place(column));
        goes.push(Goes {
            emptied: emptied.collect(),
            name,
            table,
            sealed,
        });
    }
    Ok(goes)
}

/// The two stores something goes along from: beside the keys lies what must not be forgotten.
pub(super) const STORES: [&Schema; 2] = [&schemas::KEYS, &schemas::REGISTER];

impl Goes {
    /// Whether a row goes along.
    pub(super) fn takes(&self, row: &AnyRow) -> bool {
        self.name != "keys.mark"
            || !matches!(row.first(), Some(Value::Text(name)) if OWN_MARKS.contains(&&**name))
    }

    /// A row with its sealed values opened.
    fn opened(&self, core: &Core, here: &Here, row: AnyRow) -> Result<Vec<Cell>, NotWhole> {
        let places: Vec<Option<Place>> = self.places(&row);
        let mut cells = Vec::with_capacity(row.len());
        for ((at, value), place) in row.into_iter().enumerate().zip(places) {
            cells.push(match (value, place) {
                _ if self.emptied.contains(&at) => Cell::Plain(Value::Null),
                (Value::Bytes(bytes), Some(place)) => {
                    let sealed = Sealed::from_bytes(bytes.into_owned());
                    Cell::Open(core.vault.open(here, place, &sealed)?)
                }
                (value, _) => Cell::Plain(value),
            });
        }
        Ok(cells)
    }

    /// A row with its opened values sealed, under keys of this register.
    fn sealed(&self, core: &Core, here: &Here, cells: Vec<Cell>) -> Result<AnyRow, NotWhole> {
        let plain: AnyRow = cells
            .iter()
            .map(|cell| match cell {
                Cell::Plain(value) => value.clone(),
                Cell::Open(_) => Value::Null,
            })
            .collect();
        let places = self.places(&plain);
        let mut row = Vec::with_capacity(cells.len());
        for (cell, place) in cells.into_iter().zip(places) {
            row.push(match (cell, place) {
                (Cell::Open(open), Some(place)) => {
                    let sealed = core.vault.seal(here, place, &open)?;
                    Value::from(sealed.bytes().to_vec())
                }
                (Cell::Plain(value), _) => value,
                (Cell::Open(_), None) => return Err(NotWhole::OtherKind),
            });
        }
        Ok(row)
    }

    /// The lots whose keys the values of these rows need.
    fn lots<T>(&self, rows: &[Vec<T>], plain: fn(&T) -> Option<&Value<'static>>) -> Vec<LotId> {
        let mut lots = Vec::new();
        for row in rows {
            for sealed in &self.sealed {
                if let Some(Value::Int(lot)) = row.get(sealed.lot).and_then(plain) {
                    lots.push(LotId::new(*lot));
                }
            }
        }
        lots.sort_unstable();
        lots.dedup();
        lots
    }

    /// A page with its sealed values opened.
    pub(super) fn opened_page(
        &self,
        core: &Core,
        here: &Here,
        page: Vec<AnyRow>,
    ) -> Result<Vec<Vec<Cell>>, NotWhole> {
        core.vault
            .warm(here, &self.lots(&page, |value| Some(value)))?;
        let open = |row| self.opened(core, here, row);
        page.into_iter().map(open).collect()
    }

    /// A page with its opened values sealed, under keys of this register.
    pub(super) fn sealed_page(
        &self,
        core: &Core,
        here: &Here,
        page: Vec<Vec<Cell>>,
    ) -> Result<Vec<AnyRow>, NotWhole> {
        core.vault.warm(here, &self.lots(&page, Cell::plain))?;
        let seal = |row| self.sealed(core, here, row);
        page.into_iter().map(seal).collect()
    }

    /// For each column the place its value is bound to, where it is sealed.
    fn places(&self, row: &AnyRow) -> Vec<Option<Place>> {
        let mut places: Vec<Option<Place>> = vec![None; row.len()];
        for sealed in &self.sealed {
            let number = |at: usize| match row.get(at) {
                Some(Value::Int(number)) => Some(*number),
                _ => None,
            };
            let party = match sealed.party {
                Some(party) => number(party),
                None => Some(NOBODY.get()),
            };
            let place = (number(sealed.lot), party, number(sealed.row));
            let (Some(lot), Some(party), Some(row)) = place else {
                // A value without a lot was erased, and is null.
                continue;
            };
            if let Some(slot) = places.get_mut(sealed.place) {
                *slot = Some(Place {
                    column: sealed.number,
                    row: RowId::new(row),
                    lot: LotId::new(lot),
                    party: PartyId::new(party),
                });
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_that_stays_is_one_there_is() {
        let columns = Columns::ours().unwrap();
        for (stays, why) in STAYS {
            assert!(!why.is_empty());
            let Some((store, table)) = stays.split_once('.') else {
                assert!(columns.tables(stays).next().is_some());
                continue;
            };
            assert!(
                columns.tables(store).any(|(name, _)| name == table),
                "{stays}"
            );
        }
    }

    #[test]
    fn what_is_emptied_is_a_column_there_is() {
        let columns = Columns::ours().unwrap();
        for (table, column) in EMPTIED {
            let table = table.strip_prefix("register.").unwrap();
            let mut tables = columns.tables("register");
            let (_, table) = tables.find(|(name, _)| *name == table).unwrap();
            assert!(table.columns.contains_key(column), "{column}");
        }
    }
}
