//! Where a page of a list begins that is read back from its newest row: after the last row of the
//! page before it, however many came meanwhile.

use basics::RowId;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// The row before which a page begins: `?before=` that row, all of them where nothing is said. What
/// is no row leads to "no such page".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start(RowId);

impl Start {
    /// The number below which the rows of the page lie.
    #[must_use]
    pub const fn before(self) -> RowId {
        self.0
    }
}

impl Default for Start {
    fn default() -> Self {
        Self(RowId::new(i64::MAX))
    }
}

impl<'de> Deserialize<'de> for Start {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match String::deserialize(from)?.as_str() {
            "" => Ok(Self::default()),
            text => text.parse().map(Self).map_err(D::Error::custom),
        }
    }
}

/// What stands behind the question mark of a page that shows a list and nothing else.
#[derive(Deserialize)]
pub struct Older {
    /// Where it begins.
    #[serde(default)]
    pub before: Start,
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::extract::Query;

    fn of(address: &str) -> Option<RowId> {
        let asked = Query::<Older>::try_from_uri(&address.parse().expect("an address"));
        asked.ok().map(|Query(asked)| asked.before.before())
    }

    #[test]
    fn a_page_begins_where_its_address_says_and_with_the_newest_where_it_says_nothing() {
        let row = RowId::new(77);
        assert_eq!(of(&format!("/x?before={row}")), Some(row));
        assert_eq!(of("/x"), Some(RowId::new(i64::MAX)));
        assert_eq!(of("/x?before="), Some(RowId::new(i64::MAX)));
        assert_eq!(of("/x?before=seventy"), None);
    }
}
