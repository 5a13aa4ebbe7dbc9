//! What went wrong, for whoever sees it: a page of its own, or a sentence above the form.

use basics::Coded;

use crate::web::{Problem, Visitor};

/// A failure of a capability, some of which a form can mend.
pub trait Mends: Coded {
    /// Whether whoever typed can mend it: everything but what the guard says.
    fn mends(&self) -> bool;
}

/// Whoever typed can mend all of an error but what the guard says.
macro_rules! form_mends {
    ($error:ident) => {
        impl crate::web::Mends for $error {
            fn mends(&self) -> bool {
                !matches!(self, Self::Guard(_))
            }
        }
    };
}

pub(crate) use form_mends;

impl Visitor {
    /// The page that says what went wrong.
    #[must_use]
    pub fn problem(&self, error: &impl Coded) -> Problem {
        Problem::of(error, self.language())
    }

    /// The sentence of what went wrong, where the form is shown again with it; nothing where no form
    /// mends it.
    #[must_use]
    pub fn sentence(&self, error: &impl Mends) -> Option<String> {
        let say = || texts::say(self.language(), &error.code().text_key());
        error.mends().then(say)
    }
}
