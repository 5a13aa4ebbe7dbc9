//! Rows that belong to a customer who is in the register: by which column she is found.

use basics::Code;
use formats::headings::Heading;

use super::mapping::{Mapping, Unmapped};
use super::order::{Key, Order};
use crate::people::{KeyValue, Reason};

/// The columns by which customers of a kind of list are found: the one that was ordered, otherwise
/// the first of these that a row fills.
#[derive(Clone, Copy)]
pub(super) struct Keys(pub(super) &'static [Heading]);

impl Keys {
    /// By whatever tells a customer from others.
    pub(super) const OF_CUSTOMERS: Self = Self(&[
        Heading::CustomerNumber,
        Heading::BusinessId,
        Heading::IdentityCode,
        Heading::Email,
        Heading::Phone,
    ]);

    /// Whether a list with these columns says whose its rows are.
    ///
    /// # Errors
    ///
    /// [`Unmapped::NoKey`], with the column that is missing.
    pub(super) fn fit(self, mapping: &Mapping, order: &Order) -> Result<(), Unmapped> {
        let none = || Unmapped::NoKey(Heading::CustomerNumber);
        if order.key == Key::IdentityCode && !self.0.contains(&Heading::IdentityCode) {
            return Err(none());
        }
        match order.key.heading() {
            Some(key) if !mapping.has(key) => Err(Unmapped::NoKey(key)),
            None if !self.0.iter().any(|key| mapping.has(*key)) => Err(none()),
            _ => Ok(()),
        }
    }

    /// Whose a row is, or the reason why that is not known.
    ///
    /// # Errors
    ///
    /// The reason, at its column.
    pub(super) fn value<'a>(
        self,
        order: &Order,
        text: &'a dyn Fn(Heading) -> &'a str,
    ) -> Result<KeyValue, Reason> {
        let filled = |heading: &Heading| !text(*heading).trim().is_empty();
        let first = || self.0.iter().copied().find(filled);
        let heading = order.key.heading().or_else(first);
        let heading = heading.unwrap_or(Heading::CustomerNumber);
        let value = order
            .key_value(heading, text(heading))
            .map_err(|reason| Reason {
                heading: Some(heading),
                own: None,
                code: reason.code,
            })?;
        value.ok_or(Reason {
            heading: Some(heading),
            own: None,
            code: Code::new("transfer.row.key_missing"),
        })
    }
}
