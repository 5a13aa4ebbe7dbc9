//! What went wrong, for whoever sees it: a page of its own, or a sentence above the form.

use basics::Coded;

use crate::web::{Fields, Problem, Visitor};

/// A failure of a capability, some of which a form can mend.
pub trait Mends: Coded {
    /// Whether whoever typed can mend it: everything but what the guard says.
    fn mends(&self) -> bool;

    /// The field that it is about, of a form with these fields; nothing where it is about the whole
    /// form.
    fn field(&self, _typed: &Fields) -> Option<&'static str> {
        None
    }
}

/// Whoever typed can mend all of an error but what the guard says. The function, where there is one,
/// says which field it is about.
macro_rules! form_mends {
    ($error:ident $(, $field:path)?) => {
        impl crate::web::Mends for $error {
            fn mends(&self) -> bool {
                !matches!(self, Self::Guard(_))
            }

            $(fn field(&self, typed: &crate::web::Fields) -> Option<&'static str> {
                $field(self, typed)
            })?
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
