//! Stable error codes: the translation key, the API problem type and the anchor in the docs.

use std::fmt;

/// A stable name of an error, `capability.thing.reason`, such as `formats.iban.check`.
///
/// It never changes once released: pages look their sentence up by it (`error-formats-iban-check`
/// in `locales/`), scripts compare it, the documentation links to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(&'static str);

impl Code {
    /// A code. Written as a literal where the error is declared.
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self(code)
    }

    /// The code as it stands in logs, APIs and documents: `formats.iban.check`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// The key of its sentence in `locales/`: `error-formats-iban-check`.
    #[must_use]
    pub fn text_key(self) -> String {
        let mut key = String::with_capacity(self.0.len() + 6);
        key.push_str("error-");
        key.extend(
            self.0
                .chars()
                .map(|c| if matches!(c, '.' | '_') { '-' } else { c }),
        );
        key
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// An error that has a stable [`Code`].
pub trait Coded {
    /// The stable code of this error.
    fn code(&self) -> Code;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_becomes_a_key_that_fluent_accepts() {
        assert_eq!(
            Code::new("access.own_jobs.none").text_key(),
            "error-access-own-jobs-none"
        );
    }
}
