//! Carrying sealed values from one party to another, and taking the copies away again.
//!
//! Invariants: the tables are those of `columns.toml` that hold sealed values of parties, so a new
//! one is carried without a word here; a value is opened and sealed in one step and shown to
//! nobody; a copy has the number of the row it was made of, and by that it is found again.

use std::collections::HashMap;

use basics::{Instant, LotId, PartyId, RowId};
use policy::Category;
use store::columns::{Class, Columns, Table};
use store::tables::{self, AnyRow};
use store::{Dynamic, Value};
use vault::{Place, Sealed, Vault};

use super::queries::{KEEP_NOTHING, KEPT_BY_BOTH};
use crate::error::Error;
use crate::work::Work;

/// Rows sealed anew before they are written.
const AT_ONCE: usize = 500;
/// The column that says whose a row is.
const PARTY: &str = "party_id";

/// A table with sealed values of parties.
struct Carried {
    select: Dynamic,
    insert: Dynamic,
    delete_copies: Dynamic,
    width: usize,
    party: usize,
    row: usize,
    /// Place, number and place of the lot of each sealed column.
    sealed: Vec<(usize, u32, usize)>,
}

/// The tables of the register whose rows of a party are carried over by themselves when it is
/// merged.
///
/// # Errors
///
/// Where `columns.toml` is not of its form, or a table with sealed values of parties has no key.
pub fn carried_tables() -> Result<Vec<String>, Error> {
    let columns = Columns::ours().map_err(|_| Error::Vault(vault::Error::Columns))?;
    let mut names = Vec::new();
    for (name, table) in columns.tables("register") {
        if Carried::of(name, table)?.is_some() {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

fn all() -> Result<Vec<Carried>, Error> {
    let columns = Columns::ours().map_err(|_| Error::Vault(vault::Error::Columns))?;
    let mut carried = Vec::new();
    for (name, table) in columns.tables("register") {
        carried.extend(Carried::of(name, table)?);
    }
    Ok(carried)
}

impl Carried {
    /// Nothing for a table without sealed values, or whose rows are no party's.
    fn of(name: &str, table: &Table) -> Result<Option<Self>, Error> {
        let columns: Vec<&str> = table.columns.keys().map(String::as_str).collect();
        let place = |column: &str| columns.iter().position(|one| *one == column);
        let mut sealed = Vec::new();
        for (at, class) in table.columns.values().enumerate() {
            if let Class::Sealed { number, lot, .. } = class {
                let lot = place(lot).ok_or(Error::Shape)?;
                sealed.push((at, u32::from(*number), lot));
            }
        }
        let Some(party) = place(PARTY).filter(|_| !sealed.is_empty()) else {
            return Ok(None);
        };
        let is_key = |class: &Class| matches!(class, Class::Clear { what } if what == "key");
        let mut keys = table.columns.iter().filter(|(_, class)| is_key(class));
        let (Some((key, _)), None) = (keys.next(), keys.next()) else {
            return Err(Error::Shape);
        };
        Ok(Some(Self {
            select: Dynamic::select(name, &columns, PARTY, &[key])?,
            insert: Dynamic::insert(name, &columns)?,
            delete_copies: Dynamic::delete_copies(name, PARTY, key)?,
            width: columns.len(),
            party,
            row: place(key).ok_or(Error::Shape)?,
            sealed,
        }))
    }
}

impl Work<'_> {
    /// Copies every sealed row of a party to another, under the other's lots.
    pub(super) fn carry_over(
        &mut self,
        from: PartyId,
        into: PartyId,
        lots: &[(LotId, i64, i64, Instant)],
    ) -> Result<(), Error> {
        let theirs: Vec<LotId> = lots.iter().map(|lot| lot.0).collect();
        self.core.vault.warm(self.here, &theirs)?;
        let mut lot_of = HashMap::new();
        for (lot, category, master, started) in lots {
            let category = Category::from_stored(*category);
            let category = category.ok_or(Error::Shape)?;
            let (vault, now) = (&self.core.vault, self.frame.now);
            let (here, tx) = (self.here, &mut self.tx);
            let fresh = if *master == 1 {
                vault.master_lot(here, tx, into, category, now)?
            } else {
                vault.add_lot(here, tx, into, category, false, *started)?
            };
            Vault::carry_content(tx, *lot, fresh)?;
            lot_of.insert(*lot, fresh);
        }
        for table in all()? {
            let asked = [Value::Int(from.get())];
            let rows = tables::rows(&mut self.tx, &table.select, &asked, table.width)?;
            for rows in rows.chunks(AT_ONCE) {
                let copies = rows.iter();
                let copies = copies.map(|row| self.copied(&table, row, into, &lot_of));
                let copies = copies.collect::<Result<Vec<AnyRow>, Error>>()?;
                self.tx.batch_rows(&table.insert, &copies)?;
            }
        }
        Ok(())
    }

    /// A row as another party's, its values sealed for their new place.
    fn copied(
        &self,
        table: &Carried,
        row: &AnyRow,
        into: PartyId,
        lot_of: &HashMap<LotId, LotId>,
    ) -> Result<AnyRow, Error> {
        let number = |at: usize| match row.get(at) {
            Some(Value::Int(number)) => Ok(*number),
            _ => Err(Error::Shape),
        };
        let mut copy = row.clone();
        let (party, id) = (
            PartyId::new(number(table.party)?),
            RowId::new(number(table.row)?),
        );
        set(&mut copy, table.party, Value::Int(into.get()))?;
        for (at, column, lot_at) in &table.sealed {
            // A value without a lot was erased, and is null.
            let Some(Value::Bytes(bytes)) = row.get(*at) else {
                continue;
            };
            let lot = LotId::new(number(*lot_at)?);
            let fresh = *lot_of.get(&lot).ok_or(Error::Shape)?;
            let place = Place {
                column: *column,
                row: id,
                lot,
                party,
            };
            let sealed = Sealed::from_bytes(bytes.to_vec());
            let open = self.core.vault.open(self.here, place, &sealed)?;
            let place = Place {
                lot: fresh,
                party: into,
                ..place
            };
            let sealed = self.core.vault.seal(self.here, place, &open)?;
            set(&mut copy, *at, Value::from(sealed.bytes().to_vec()))?;
            set(&mut copy, *lot_at, Value::Int(fresh.get()))?;
        }
        Ok(copy)
    }

    /// Takes away from a party the copies of another one's rows.
    pub(super) fn take_copies(&mut self, from: PartyId, into: PartyId) -> Result<(), Error> {
        for table in all()? {
            let params = [Value::Int(into.get()), Value::Int(from.get())];
            self.tx.run_text(&table.delete_copies, &params)?;
        }
        // A file that both keep is no more that of a lot whose copy went; one that was carried to
        // another place of the survivor has its row, and keeps it.
        let both = self.tx.all(&KEPT_BY_BOTH, (into, from))?;
        let gone = self.core.vault.emptied(&mut self.tx, &both)?;
        self.tx
            .batch(&KEEP_NOTHING, gone.into_iter().map(|lot| (lot,)))?;
        Ok(())
    }

    /// Removes the rows of these lots of a party; their keys stay.
    pub(super) fn remove_rows(
        &mut self,
        party: PartyId,
        lots: &[(LotId, i64, i64, Instant)],
    ) -> Result<(), Error> {
        let columns = Columns::ours().map_err(|_| Error::Vault(vault::Error::Columns))?;
        for erasure in columns.erasures("register")? {
            for (lot, category, ..) in lots {
                let category = Category::from_stored(*category);
                if category.is_some_and(|category| !erasure.may_hold(category.key())) {
                    continue;
                }
                let lot = [Value::Int(lot.get()), Value::Int(party.get())];
                self.tx.run_text(&erasure.statement, &lot)?;
            }
        }
        for (lot, ..) in lots {
            // Whatever the survivor's copy does not keep goes with the next sweep.
            Vault::let_content_go(&mut self.tx, *lot)?;
        }
        Ok(())
    }
}

fn set(row: &mut AnyRow, at: usize, value: Value<'static>) -> Result<(), Error> {
    let slot = row.get_mut(at).ok_or(Error::Shape)?;
    *slot = value;
    Ok(())
}
