//! What the law demands of a notice and this one lacks or contradicts.
//!
//! Sources: GDPR art. 7(3), 12–14, 20, 21(4), 30; Tietosuojalaki 1050/2018 29 §; laki sähköisen
//! viestinnän palveluista 917/2014 200–203 §; kirjanpitolaki 1336/1997 2:10.
//!
//! Invariant: each [`Demand`] has one rule and one sentence in each language that says what to
//! write; a test breaks the completed notice once for each and finds that demand alone.

mod demand;
mod rules;

use basics::{Language, Texts};

pub use demand::{Demand, Severity};

use crate::{Policy, Reader, Word};

/// Something the notice lacks or contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// What is demanded. Its key is the stable code.
    pub demand: Demand,
    /// The things it is about: categories, purposes, rights, by their keys.
    pub about: Vec<About>,
    /// The line of the file to look at; nothing where the file has no such section.
    pub line: Option<u32>,
}

/// A thing a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct About {
    /// Its key in the file.
    pub key: String,
    name: Name,
}

/// What a thing is called where people read of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Name {
    /// A fixed word, by the key of its text.
    Word(String),
    /// In the controller's words.
    Own(Texts),
}

impl About {
    pub(crate) fn word<W: Word>(word: W) -> Self {
        let text_key = format!("{}-{}", W::WHAT, word.key().replace(['_', '.'], "-"));
        Self {
            key: word.key().to_owned(),
            name: Name::Word(text_key),
        }
    }

    pub(crate) fn own(key: &str, texts: Texts) -> Self {
        Self {
            key: key.to_owned(),
            name: Name::Own(texts),
        }
    }

    /// Its name as people read it.
    #[must_use]
    pub fn name_in(&self, language: Language) -> String {
        match &self.name {
            Name::Word(key) => texts::say(language, key),
            Name::Own(texts) => texts.get(language).to_owned(),
        }
    }
}

impl Finding {
    /// The stable code: `recipients.missing`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.demand.key()
    }

    /// The provision: `GDPR 13(1)(e)`.
    #[must_use]
    pub const fn article(&self) -> &'static str {
        self.demand.article()
    }

    /// How grave it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.demand.severity()
    }

    /// The section of the file: `recipient`.
    #[must_use]
    pub const fn section(&self) -> &'static str {
        self.demand.section()
    }

    /// What is lacking or contradictory.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        self.say(Reader::OfFile, language, &self.demand.text_key())
    }

    /// What to write, and where.
    #[must_use]
    pub fn remedy(&self, language: Language) -> String {
        self.remedy_for(Reader::OfFile, language)
    }

    /// The same, in the words of whom it is for.
    #[must_use]
    pub fn remedy_for(&self, reader: Reader<'_>, language: Language) -> String {
        let key = format!("{}-do", self.demand.text_key());
        self.say(reader, language, &key)
    }

    fn say(&self, reader: Reader<'_>, language: Language, key: &str) -> String {
        let names: Vec<_> = self
            .about
            .iter()
            .map(|about| about.name_in(language))
            .collect();
        reader.say(language, key, vec![("what", names.join("; "))])
    }
}

impl Policy {
    /// What the law demands of a notice and this one lacks or contradicts, in the order of the
    /// sections; empty where nothing was found.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = rules::all(self);
        findings.sort_by_key(|finding| finding.demand);
        findings
    }
}

#[cfg(test)]
mod tests;
