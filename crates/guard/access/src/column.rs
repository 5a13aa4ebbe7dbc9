//! Sealed columns: which category a column's values belong to and what they are.

use std::marker::PhantomData;

use basics::{LotId, PartyId, RowId};

use crate::category::Kind;
use crate::payload::Payload;

/// A column that holds sealed values of category `C`, each a `T`.
///
/// The number is the column's stable number in `migrations/columns.toml`; a test compares them.
/// It is part of what each value is bound to, so a value copied to another column does not open.
pub struct SealedColumn<C: Kind, T: Payload> {
    number: u32,
    name: &'static str,
    kind: PhantomData<fn() -> (C, T)>,
}

impl<C: Kind, T: Payload> SealedColumn<C, T> {
    /// The column `name` (`table.column`) with its stable number.
    #[must_use]
    pub const fn new(number: u32, name: &'static str) -> Self {
        Self {
            number,
            name,
            kind: PhantomData,
        }
    }

    /// The stable number.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// `table.column`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What a test compares with `columns.toml`: name, number, category.
    #[must_use]
    pub const fn declaration(&self) -> Declaration {
        (self.name, self.number, C::CATEGORY)
    }
}

/// What a sealed column is, for the test that compares it with `columns.toml`: `table.column`, its
/// stable number, its category.
pub type Declaration = (&'static str, u32, policy::Category);

/// Where a sealed value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Whose value it is.
    pub party: PartyId,
    /// The lot whose key seals it.
    pub lot: LotId,
    /// The row it stands in.
    pub row: RowId,
}

impl Place {
    /// The place of a row of this party, under this lot.
    #[must_use]
    pub const fn new(party: PartyId, lot: LotId, row: i64) -> Self {
        Self {
            party,
            lot,
            row: RowId::new(row),
        }
    }
}
