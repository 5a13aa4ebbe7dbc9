//! What goes beside the lots of a party: rows that hold nothing sealed and name her all the same.
//!
//! Invariant: they are listed in `migrations/columns.toml` beside their tables, so erasure names no
//! table of a capability, and what is put back with an old backup goes by the same list.

use serde::Deserialize;

use crate::columns::Columns;
use crate::{Dynamic, Error};

/// Rows that go when nothing is left of who a party is: her number, why she was held, what was done.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithParty {
    /// The column that names the party.
    pub column: String,
    /// Only rows without a lot in this column: the others go with their lot.
    pub without: Option<String>,
    /// When they go.
    #[serde(default)]
    pub when: WhenGone,
}

/// How much of a party must be gone before what lies beside it goes as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenGone {
    /// Nothing says any more who she is.
    #[default]
    Unnamed,
    /// She has no lot any more: what starts the clocks of the last of them stays until then.
    NothingLeft,
}

impl Columns {
    /// The statements that remove what goes beside the lots of a party when so much of her is gone;
    /// the one parameter of each is the party.
    ///
    /// # Errors
    ///
    /// [`Error::Identifier`] where the list names a table or column oddly.
    pub fn with_party(&self, store: &str, when: WhenGone) -> Result<Vec<Dynamic>, Error> {
        let mut made = Vec::new();
        for (name, table) in self.tables(store) {
            for rows in table.with_party.iter().filter(|rows| rows.when == when) {
                made.push(match &rows.without {
                    Some(lot) => Dynamic::delete_without(name, &rows.column, lot)?,
                    None => Dynamic::delete(name, &rows.column)?,
                });
            }
        }
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"
        [register.profile]
        owner = "people"
        with_party = [{ column = "party_id" }]
        [register.profile.columns]
        party_id = { class = "clear", what = "reference" }

        [register.act]
        owner = "permissions"
        with_party = [{ column = "party_id", without = "lot_id" }]
        [register.act.columns]
        party_id = { class = "clear", what = "reference" }
        lot_id = { class = "clear", what = "lot" }

        [register.connection]
        owner = "people"
        with_party = [{ column = "party_id", when = "nothing_left" }]
        [register.connection.columns]
        party_id = { class = "clear", what = "reference" }
    "#;

    #[test]
    fn rows_go_when_so_much_of_their_party_is_gone() {
        let columns = Columns::parse(LIST).unwrap();
        let texts = |when| {
            let made = columns.with_party("register", when).unwrap();
            let texts = made.iter().map(|one| one.text().to_owned());
            texts.collect::<Vec<_>>()
        };
        assert_eq!(
            texts(WhenGone::Unnamed),
            [
                "delete from act where party_id = $1 and lot_id is null",
                "delete from profile where party_id = $1"
            ]
        );
        assert_eq!(
            texts(WhenGone::NothingLeft),
            ["delete from connection where party_id = $1"]
        );
    }
}
