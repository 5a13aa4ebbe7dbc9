//! One thing that is wrong with a notice file.

use std::fmt;

use basics::{Code, Coded, Language};

use crate::{Period, Reader};

/// A problem in a notice file: where, what, and (in its sentence) what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Broken {
    /// The name of the file, as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The stable code of the problem, `policy.key.unknown`.
    pub code: Code,
    /// Where in the notice: `purpose[2].basis`.
    pub path: String,
    /// What the sentence mentions.
    pub(crate) values: Vec<(&'static str, Value)>,
}

/// What a sentence mentions: a word of the file, or a name that has a text of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Plain(String),
    Named(String),
    Period(Period),
}

impl Value {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self::Plain(text.into())
    }

    fn say(&self, language: Language) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Named(key) => texts::say(language, key),
            Self::Period(period) => period.in_words(language),
        }
    }
}

impl Broken {
    /// What is wrong and what to do, without the place.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        self.sentence_for(Reader::OfFile, language)
    }

    /// The same, in the words of whom it is for.
    #[must_use]
    pub fn sentence_for(&self, reader: Reader<'_>, language: Language) -> String {
        let said = self.values.iter();
        let mut values: Vec<(&str, String)> = said
            .map(|(name, value)| (*name, value.say(language)))
            .collect();
        values.push(("path", reader.place(language, &self.path)));
        reader.say(language, &self.code.text_key(), values)
    }

    /// The whole line a person reads: `notice.toml:12:3: …`.
    #[must_use]
    pub fn line_in(&self, language: Language) -> String {
        format!(
            "{}:{}:{}: {}",
            self.file,
            self.line,
            self.column,
            self.sentence(language)
        )
    }
}

impl Coded for Broken {
    fn code(&self) -> Code {
        self.code
    }
}

/// For logs and developers: place, code and path.
impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}:{}: {} at {}",
            self.file, self.line, self.column, self.code, self.path
        )
    }
}

impl std::error::Error for Broken {}
