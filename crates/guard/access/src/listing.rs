//! Lists narrowed by what many parties have in common, before anything of them is opened.
//!
//! Invariant: whoever may not see the category of a label learns nobody by it. Who of them may be
//! shown at all is decided by asking, as for every list.

use vault::{Label, Labelled};

use crate::ask::Ask;
use crate::category::{Contact, Other};
use crate::error::Error;
use crate::work::Work;

impl Work<'_> {
    /// Who has all of these labels, below a customer number, newest first. It opens nothing and
    /// leaves nobody out: pass them on to [`Work::seen`] and ask for the category of each label.
    ///
    /// # Errors
    ///
    /// The refusal, recorded, where the actor may not see the category of a label; the stores'.
    pub fn labelled(
        &mut self,
        labels: &[Label],
        below: i64,
        most: usize,
    ) -> Result<Labelled, Error> {
        for label in labels {
            match label {
                Label::PostalCode(_) => drop(self.grant::<Contact>(Ask::list(&[]))?),
                Label::Tag(_) => drop(self.grant::<Other>(Ask::list(&[]))?),
            }
        }
        Ok(self.core.vault.labelled(self.here, labels, below, most)?)
    }
}
