//! Lists narrowed by what many parties have in common, before anything of them is opened.
//!
//! Invariant: whoever may not see the category of a label learns nobody by it. Who of them may be
//! shown at all is decided by asking, as for every list.

use policy::Category;
use vault::{Label, Labelled};

use crate::ask::Ask;
use crate::category::{Company, Contact, Other, Services};
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
            self.may_list(match label {
                Label::PostalCode(_) | Label::Municipality(_) => Category::Contact,
                Label::Tag(_) => Category::Other,
                Label::Chosen(category, ..) => *category,
            })?;
        }
        Ok(self.core.vault.labelled(self.here, labels, below, most)?)
    }

    /// Whether the actor may see who has what in a category that has labels.
    fn may_list(&mut self, category: Category) -> Result<(), Error> {
        let ask = Ask::list(&[]);
        match category {
            Category::Company => self.grant::<Company>(ask).map(drop),
            Category::Contact => self.grant::<Contact>(ask).map(drop),
            Category::Services => self.grant::<Services>(ask).map(drop),
            Category::Other => self.grant::<Other>(ask).map(drop),
            _ => Err(Error::NotCovered),
        }
    }
}
