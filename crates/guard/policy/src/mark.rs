//! Where something stands in the notice file, and what made the controller add it.

use basics::{Language, Texts};

/// The place of a thing in its file and the source of an addition.
///
/// It is no part of what the notice says: two notices that say the same are equal, wherever the
/// words stand.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Mark {
    /// The line it begins on, from 1; 0 for what is built in.
    pub line: u32,
    /// Why it was added to the controller's own notice, such as `GDPR art. 13(2)(d)`.
    pub added: Option<String>,
}

impl PartialEq for Mark {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Mark {}

/// A text of the notice in three languages, with its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Wording {
    /// The text.
    pub texts: Texts,
    /// Where it stands, and why it was added.
    pub mark: Mark,
}

impl Wording {
    /// The text in `language`.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        self.texts.get(language)
    }
}
