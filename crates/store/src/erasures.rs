//! Where the rows of a lot lie, and how they are taken out: read from the list of columns.
//!
//! Invariant: a table whose rows belong to parties has a column `party_id`, by which the rows of a
//! lot are found; one without it holds the register's own words, which belong to nobody.

use std::collections::{BTreeMap, BTreeSet};

use crate::columns::{Columns, OnErase, SealedColumn};
use crate::{Dynamic, Error};

/// How to take a lot out of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// The table.
    pub table: String,
    /// Its column that holds the lot.
    pub lot: String,
    /// The categories of what lies sealed there: lots of others have nothing in it.
    pub categories: BTreeSet<String>,
    /// The statement; its parameters are the lot and, of tables whose rows belong to parties, the
    /// party by whom they are found.
    pub statement: Dynamic,
}

impl Erasure {
    /// Whether something of a lot of this category may lie there.
    #[must_use]
    pub fn may_hold(&self, category: &str) -> bool {
        self.categories.contains(category)
    }
}

impl Columns {
    /// The tables of the register with sealed values of parties in a category, each with the column
    /// of their lots.
    pub fn places(&self, category: &str) -> impl Iterator<Item = (&str, &str)> {
        let own = self.sealed();
        let own = own.filter(|one| one.store == "register" && one.category == category);
        let own = own.filter(|one| self.of_parties(one));
        let places: BTreeSet<(&str, &str)> = own.map(|one| (one.table, one.lot)).collect();
        places.into_iter()
    }

    /// The statements that take a lot of a party out of every table of a store that may hold some of
    /// it.
    ///
    /// # Errors
    ///
    /// [`Error::Identifier`] where the list names a table or column oddly.
    pub fn erasures(&self, store: &str) -> Result<Vec<Erasure>, Error> {
        let sealed = self.sealed().filter(|one| one.store == store);
        let sealed = sealed.filter(|one| self.of_parties(one));
        self.made(sealed, |table, columns, lot, on_erase| match on_erase {
            OnErase::Delete => Dynamic::delete_lot(table, lot),
            OnErase::Empty => Dynamic::empty_lot(table, columns, lot),
        })
    }

    /// The statements that take a lot of the register's own words out of every table of a store that
    /// may hold some of it: the rows go.
    ///
    /// # Errors
    ///
    /// As [`Columns::erasures`].
    pub fn erasures_of_nobody(&self, store: &str) -> Result<Vec<Erasure>, Error> {
        let sealed = self.sealed().filter(|one| one.store == store);
        let sealed = sealed.filter(|one| !self.of_parties(one));
        self.made(sealed, |table, _, lot, _| Dynamic::delete(table, lot))
    }

    /// The tables of a store with sealed values of parties.
    #[must_use]
    pub fn tables_of_parties(&self, store: &str) -> BTreeSet<&str> {
        let sealed = self.sealed().filter(|one| one.store == store);
        let sealed = sealed.filter(|one| self.of_parties(one));
        sealed.map(|one| one.table).collect()
    }

    /// Whether the rows of a sealed column belong to parties.
    fn of_parties(&self, sealed: &SealedColumn<'_>) -> bool {
        let mut tables = self.tables(sealed.store);
        tables.any(|(name, table)| name == sealed.table && table.columns.contains_key("party_id"))
    }

    fn made<'a>(
        &'a self,
        sealed: impl Iterator<Item = SealedColumn<'a>>,
        statement: impl Fn(&str, &[&str], &str, OnErase) -> Result<Dynamic, Error>,
    ) -> Result<Vec<Erasure>, Error> {
        let mut lots: BTreeMap<(&str, &str, &str), Vec<SealedColumn<'_>>> = BTreeMap::new();
        for one in sealed {
            let lot = (one.store, one.table, one.lot);
            lots.entry(lot).or_default().push(one);
        }
        let mut made = Vec::with_capacity(lots.len());
        for ((store, table, lot), sealed) in lots {
            let mut tables = self.tables(store);
            let on_erase = tables
                .find(|(name, _)| *name == table)
                .map(|(_, table)| table.on_erase);
            let columns: Vec<&str> = sealed.iter().map(|one| one.column).collect();
            let categories = sealed.iter().map(|one| one.category.to_owned());
            made.push(Erasure {
                table: table.to_owned(),
                lot: lot.to_owned(),
                categories: categories.collect(),
                statement: statement(table, &columns, lot, on_erase.unwrap_or_default())?,
            });
        }
        Ok(made)
    }
}
