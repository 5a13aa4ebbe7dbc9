//! Fields under examination: read one by one, every refusal written down with its field.

use basics::{Code, Coded};
use formats::headings::Heading;
use policy::FieldKey;

/// Why texts make no entry, and in which field. Holds nothing of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The field; nothing where all of them are meant, or one of the company's own.
    pub heading: Option<Heading>,
    /// The company's own field.
    pub own: Option<FieldKey>,
    /// The stable code; its sentence says what to do.
    pub code: Code,
}

impl Reason {
    /// A reason that concerns the row as a whole.
    #[must_use]
    pub const fn of_row(code: Code) -> Self {
        Self {
            heading: None,
            own: None,
            code,
        }
    }

    /// A reason that concerns a field of the company.
    #[must_use]
    pub const fn of_own(own: FieldKey, code: Code) -> Self {
        Self {
            heading: None,
            own: Some(own),
            code,
        }
    }
}

/// Texts under examination.
pub(super) struct Cells<'a> {
    texts: &'a dyn Fn(Heading) -> &'a str,
    reasons: Vec<Reason>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(texts: &'a dyn Fn(Heading) -> &'a str) -> Self {
        Self {
            texts,
            reasons: Vec::new(),
        }
    }

    pub(super) fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    pub(super) fn into_reasons(self) -> Vec<Reason> {
        self.reasons
    }

    pub(super) fn text(&self, heading: Heading) -> &'a str {
        (self.texts)(heading).trim()
    }

    /// Reads a field that may be empty; a refusal is written down.
    pub(super) fn read<T, E: Coded>(
        &mut self,
        heading: Heading,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(heading);
        if text.is_empty() {
            return None;
        }
        match parse(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(heading, error.code());
                None
            }
        }
    }

    pub(super) fn is_filled(&self, heading: Heading) -> bool {
        !self.text(heading).is_empty()
    }

    /// Refuses every one of these fields that holds anything.
    pub(super) fn refuse_filled(&mut self, headings: &[Heading], code: &'static str) {
        for heading in headings {
            if self.is_filled(*heading) {
                self.refuse(*heading, Code::new(code));
            }
        }
    }

    pub(super) fn refuse(&mut self, heading: Heading, code: Code) {
        self.reasons.push(Reason {
            heading: Some(heading),
            own: None,
            code,
        });
    }

    /// Reads a word of a fixed list that may be empty.
    pub(super) fn word<T>(
        &mut self,
        heading: Heading,
        code: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(heading);
        if text.is_empty() {
            return None;
        }
        let word = parse(text);
        if word.is_none() {
            self.refuse(heading, Code::new(code));
        }
        word
    }
}
