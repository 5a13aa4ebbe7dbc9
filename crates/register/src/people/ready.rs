//! What an entry is found by and met by, made of it before the unit of work that writes it: a list
//! is made ready while the rows before it are written.

use std::sync::Arc;

use guard::{Addresses, IndexTerms};

use super::model::Entry;
use super::{addresses, terms};

/// What an entry is found by and met by.
pub struct Ready {
    /// Without its number, which it gets when it is written.
    terms: IndexTerms,
    addresses: Arc<Addresses>,
}

/// An entry to be written, and what was made ready of it.
pub type Entering<'e> = (&'e Entry, &'e Ready);

impl Ready {
    /// Of this entry, as it will be written.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self {
            terms: terms::of_entry(entry),
            addresses: Arc::new(addresses::of_entry(entry)),
        }
    }

    /// Of each of these, in their order.
    #[must_use]
    pub fn of_all(entries: &[Entry]) -> Vec<Self> {
        entries.iter().map(Self::of).collect()
    }

    /// By what it is found as a customer of this number.
    pub(super) fn terms(&self, number: i64) -> IndexTerms {
        let mut terms = self.terms.clone();
        terms.customer_number(number);
        terms
    }

    /// Where marketing could reach it.
    #[must_use]
    pub const fn addresses(&self) -> &Arc<Addresses> {
        &self.addresses
    }
}
