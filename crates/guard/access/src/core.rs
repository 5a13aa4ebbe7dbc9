//! What every unit of work stands on: the register, the vault, the trail, the clock.

use std::collections::HashMap;
use std::sync::Arc;

use basics::{ActorId, Clock, Ids, Instant, UnitId, Zone};
use policy::{Action, Category, Policy, Purpose};
use store::columns::Columns;
use store::{Db, Tx};
use trail::{Line, Trail};
use vault::Vault;

use crate::desk::Behind;
use crate::error::Error;
use crate::notices::InForce;
use crate::pulse::Units;
use crate::series::Series;

/// One register, opened and checked.
pub(crate) struct Core {
    pub(crate) register: Db,
    pub(crate) vault: Vault,
    pub(crate) trail: Trail,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Ids,
    pub(crate) in_force: InForce,
    /// The category of every sealed column, by its number.
    pub(crate) columns: HashMap<u32, Category>,
    /// How far series of numbers got before this process.
    pub(crate) series: Series,
    /// Keys, index and trail: held here to be closed.
    pub(crate) others: [Db; 3],
    /// The terms that are on their way into the index.
    pub(crate) behind: Behind,
    /// What is counted.
    pub(crate) units: Units,
}

/// The category of every sealed column, as `migrations/columns.toml` says.
pub(crate) fn categories_of_columns() -> HashMap<u32, Category> {
    let ours = Columns::ours();
    let sealed = ours.into_iter().flat_map(Columns::sealed);
    sealed
        .filter_map(|column| {
            let category = Category::from_key(column.category)?;
            Some((u32::from(column.number), category))
        })
        .collect()
}

impl Core {
    /// The notice in force in this snapshot.
    pub(crate) fn policy(&self, tx: &mut Tx<'_>) -> Result<Arc<Policy>, Error> {
        self.in_force.of(tx, self.clock.now())
    }

    /// A line of a unit of its own that names nobody yet.
    pub(crate) fn line(
        &self,
        now: Instant,
        actor: ActorId,
        (purpose, action): (Purpose, Action),
    ) -> Line {
        Line {
            instant: now,
            actor,
            purpose,
            action,
            parties: Vec::new(),
            listed: Vec::new(),
            categories: Vec::new(),
            lots: Vec::new(),
            count: 0,
            unit: UnitId::new(self.ids.ordered()),
            request: None,
            code: None,
            reason: None,
        }
    }

    /// The controller's zone: days are hers.
    pub(crate) fn zone(policy: &Policy) -> Zone {
        policy.controller().zone.clone()
    }
}
