//! Who else works here: for a choice of who does something.
//!
//! Invariant: only names, and only of those whose role lets them see what the task is about. Whoever
//! may see a page may see who wrote on it, and so who may be asked to go on.

use basics::StaffId;
use policy::{Category, Purpose};

use super::queries;
use crate::error::Error;
use crate::work::Work;

/// Roles of colleagues looked at: far more than any firm gives.
const LOOKED_AT_MAX: i64 = 5_000;

impl Work<'_> {
    /// The open accounts whose role serves this purpose and sees this category for it, by name.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn colleagues(
        &mut self,
        purpose: Purpose,
        category: Category,
    ) -> Result<Vec<(StaffId, String)>, Error> {
        let given = self.tx.all(&queries::COLLEAGUES, (LOOKED_AT_MAX,))?;
        let mut colleagues: Vec<(StaffId, String)> = Vec::new();
        for (staff, name, role) in given {
            let role = role.parse().ok().and_then(|role| self.policy.role(&role));
            let used = self.policy.uses(purpose, category);
            let fits = role.is_some_and(|role| {
                used && role.purposes.contains(&purpose) && role.sees(category)
            });
            if fits && colleagues.last().is_none_or(|last| last.0 != staff) {
                colleagues.push((staff, name));
            }
        }
        Ok(colleagues)
    }
}
