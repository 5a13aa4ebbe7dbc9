//! Whose the requests of a list are: in the name of the register, or as they said themselves.
//!
//! Invariant: whoever is not found in the register, or not any more, is called as her own request says,
//! and by nothing else; names are looked up for the whole list at once.

use std::collections::{HashMap, HashSet};

use basics::{PartyId, RowId};
use guard::Work;

use super::error::Error;
use super::queries::Listed;
use super::requester;
use crate::people::{erased_among, listed_names};

/// Whose the requests of a list are.
pub(super) struct Whose {
    on_file: HashMap<PartyId, String>,
    given: HashMap<RowId, String>,
    erased: HashSet<PartyId>,
}

impl Whose {
    /// Whose these are.
    ///
    /// # Errors
    ///
    /// The refusal; the vault's and the store's failures.
    pub(super) fn of(work: &mut Work<'_>, rows: &[Listed]) -> Result<Self, Error> {
        let parties: Vec<PartyId> = rows.iter().map(|row| row.1).collect();
        let on_file = listed_names(work, &parties)?;
        let erased = erased_among(work, &parties)?;
        let nameless = |row: &&Listed| row.7 != 0 || erased.contains(&row.1);
        let nameless: Vec<&Listed> = rows.iter().filter(nameless).collect();
        Ok(Self {
            given: requester::names(work, &nameless)?,
            on_file,
            erased,
        })
    }

    /// The name of whoever asked; nothing where none is known.
    pub(super) fn name(&self, row: &Listed) -> String {
        let given = self.given.get(&row.0);
        let name = given.or_else(|| self.on_file.get(&row.1));
        name.cloned().unwrap_or_default()
    }

    /// Whether her data was erased.
    pub(super) fn is_erased(&self, row: &Listed) -> bool {
        self.erased.contains(&row.1)
    }
}
