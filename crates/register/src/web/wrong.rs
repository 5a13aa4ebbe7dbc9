//! A form that is shown again: what is wrong with it, at which of its fields, and what was typed.
//!
//! The parts of templates that show it stand in `web/field.html`; they find it as `wrong`.

use std::borrow::Cow;

use formats::{CodeLike, identity_codes_in};

use crate::web::{Fields, Mends, Problem, Visitor};

/// What is wrong with a form that was sent; nothing where a page is shown for the first time.
#[derive(Default)]
pub struct Wrong {
    form: String,
    /// The fields that it is about, in their order on the page.
    at: Vec<At>,
    sentence: Option<String>,
    typed: Fields,
}

/// A field that is wrong.
struct At {
    field: Cow<'static, str>,
    /// What is wrong with it, where that is not what is said above the form.
    own: Option<String>,
}

impl At {
    fn of(field: impl Into<Cow<'static, str>>) -> Self {
        let field = field.into();
        Self { field, own: None }
    }
}

/// The field of a form that says which pieces of a free text are no identity codes, each as it stands
/// there.
pub const NOT_IDENTITY_CODES: &str = "not_identity_codes";

impl Wrong {
    /// A sentence about a form of a page, at one of its fields where it is about one.
    #[must_use]
    pub fn new(form: &str, at: Option<&'static str>, sentence: String, typed: Fields) -> Self {
        Self {
            form: form.to_owned(),
            at: at.into_iter().map(At::of).collect(),
            sentence: Some(sentence),
            typed,
        }
    }

    /// The same in another form of the page, where its own is there no more: what was typed goes on
    /// there.
    #[must_use]
    pub fn going_on(self, form: &str, gone: impl Fn(&str) -> bool) -> Self {
        if gone(&self.form) {
            let form = form.to_owned();
            Self { form, ..self }
        } else {
            self
        }
    }

    /// The same at all of these fields.
    #[must_use]
    pub fn told_at(self, fields: Vec<String>) -> Self {
        Self {
            at: fields.into_iter().map(At::of).collect(),
            ..self
        }
    }

    /// A sentence above a form, and at each of these fields what is wrong with it.
    #[must_use]
    pub fn each(
        form: &str,
        sentence: String,
        at: Vec<(&'static str, String)>,
        typed: Fields,
    ) -> Self {
        let at = at.into_iter().map(|(field, own)| At {
            field: Cow::Borrowed(field),
            own: Some(own),
        });
        Self {
            form: form.to_owned(),
            at: at.collect(),
            sentence: Some(sentence),
            typed,
        }
    }

    /// The sentence, for the top of the page.
    #[must_use]
    pub fn sentence(&self) -> Option<&str> {
        self.sentence.as_deref()
    }

    /// The sentence that stands beside a field of a form.
    #[must_use]
    pub fn beside(&self, form: &str, field: &str) -> Option<&str> {
        let here = self.at.iter().filter(|_| self.is_in(form));
        let at = here.into_iter().find(|at| at.field == field)?;
        at.own.as_deref().or(self.sentence())
    }

    /// Whether a field is the first that the sentence is about, which is where one goes on typing.
    #[must_use]
    pub fn begins_at(&self, form: &str, field: &str) -> bool {
        self.is_in(form) && self.at.first().is_some_and(|at| at.field == field)
    }

    /// Whether it is this form that is shown again.
    #[must_use]
    pub fn is_in(&self, form: &str) -> bool {
        self.sentence.is_some() && self.form == form
    }

    /// What was typed into a field of a form; nothing in a form that is shown for the first time.
    #[must_use]
    pub fn typed(&self, form: &str, field: &str) -> &str {
        self.typed_or(form, field, "")
    }

    /// The same, or what the field holds in a form that is shown for the first time.
    #[must_use]
    pub fn typed_or<'t>(&'t self, form: &str, field: &str, holds: &'t str) -> &'t str {
        if self.is_in(form) {
            self.typed.text(field)
        } else {
            holds
        }
    }

    /// Whether this was chosen or ticked in a form.
    #[must_use]
    pub fn picked(&self, form: &str, field: &str, value: &str) -> bool {
        self.is_in(form) && self.typed.all(field).contains(&value)
    }

    /// Whether this was chosen or ticked; in a form that is shown for the first time, whether it
    /// holds.
    #[must_use]
    pub fn picked_or(&self, form: &str, field: &str, value: &str, holds: bool) -> bool {
        if self.is_in(form) {
            self.picked(form, field, value)
        } else {
            holds
        }
    }
}

impl Wrong {
    /// What of a free text that was typed into a field was taken for identity codes: offered to be
    /// called none once a form is shown again.
    #[must_use]
    pub fn taken_for_codes(&self, form: &str, field: &str) -> Vec<CodeLike> {
        identity_codes_in(self.typed(form, field))
    }

    /// Whether somebody said of a piece of a free text that it is no identity code.
    #[must_use]
    pub fn is_said_none(&self, form: &str, piece: &CodeLike) -> bool {
        self.picked(form, NOT_IDENTITY_CODES, piece.expose())
    }
}

impl Visitor {
    /// What is wrong with a form, for the page that shows it again.
    ///
    /// # Errors
    ///
    /// The page that says what went wrong, where no form mends it.
    pub fn wrong(&self, form: &str, error: &impl Mends, typed: Fields) -> Result<Wrong, Problem> {
        match self.sentence(error) {
            Some(sentence) => Ok(Wrong::new(form, error.field(&typed), sentence, typed)),
            None => Err(self.problem(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_stands_beside_its_field_in_its_own_form_and_nowhere_else() {
        let typed = vec![("name".to_owned(), " Aino ".to_owned())];
        let wrong = Wrong::new("add", Some("name"), "Ei.".to_owned(), Fields::of(typed));
        assert_eq!(wrong.beside("add", "name"), Some("Ei."));
        assert_eq!(wrong.beside("add", "email"), None);
        assert_eq!(wrong.beside("change", "name"), None);
        assert_eq!(wrong.typed("add", "name"), "Aino");
        assert_eq!(wrong.typed_or("change", "name", "Bea"), "Bea");
        assert!(wrong.picked("add", "name", "Aino") && !wrong.picked("change", "name", "Aino"));
        assert!(
            wrong.picked_or("change", "name", "Bea", true),
            "it was not sent"
        );
        assert!(!wrong.picked_or("add", "name", "Bea", true), "it was sent");
    }

    #[test]
    fn a_sentence_about_several_fields_begins_at_the_first_of_them() {
        let wrong = Wrong::new("add", None, "Ei.".to_owned(), Fields::default());
        let wrong = wrong.told_at(vec!["one".to_owned(), "other".to_owned()]);
        assert_eq!(wrong.beside("add", "other"), Some("Ei."));
        assert!(wrong.begins_at("add", "one") && !wrong.begins_at("add", "other"));
    }

    #[test]
    fn each_of_several_fields_has_a_sentence_of_its_own() {
        let at = vec![("one", "Ei.".to_owned()), ("other", "Ei näin.".to_owned())];
        let wrong = Wrong::each("add", "Korjaa.".to_owned(), at, Fields::default());
        assert_eq!(wrong.sentence(), Some("Korjaa."));
        assert_eq!(wrong.beside("add", "one"), Some("Ei."));
        assert_eq!(wrong.beside("add", "other"), Some("Ei näin."));
        assert_eq!(wrong.beside("add", "third"), None);
    }

    #[test]
    fn a_form_that_is_shown_for_the_first_time_says_nothing() {
        let wrong = Wrong::default();
        assert_eq!((wrong.sentence(), wrong.beside("", "name")), (None, None));
        assert!(!wrong.is_in(""));
    }
}
