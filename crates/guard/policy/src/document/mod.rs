//! A document for people: a title, sections of blocks, notes. The printed notice and the record
//! of processing activities are such, and so is whatever else is told in sections.
//!
//! One document becomes a web page, Markdown, plain text and the JSON that the PDF is set from.
//!
//! Invariant: no form loses a text of another, and each escapes what is special in it, so a name
//! from the notice file is never read as markup.

mod html;
mod json;
mod markdown;
mod text;

use basics::Language;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// Its heading.
    pub title: String,
    /// The language of all its texts.
    pub language: Language,
    /// What stands before the sections.
    pub intro: Vec<Block>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// The heading of the notes.
    pub notes_heading: String,
    /// The notes, numbered from 1.
    pub notes: Vec<String>,
}

/// A section with a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Section {
    /// Its number, where it has one.
    pub number: Option<u32>,
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(Said),
    /// Lines that belong together, such as an address.
    Lines(Vec<Said>),
    /// A heading within the section.
    Heading(String),
    /// A list.
    List(Vec<Said>),
    /// Names with what each of them is.
    Facts(Vec<Fact>),
    /// A table.
    Table(Table),
    /// Something set apart from everything around it.
    Box {
        /// Its heading.
        heading: Option<String>,
        /// What it says.
        blocks: Vec<Block>,
    },
}

/// A name and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What is told.
    pub name: String,
    /// What it is; one or more.
    pub values: Vec<Said>,
}

/// A table. Each row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The name and the relative width of each column.
    pub columns: Vec<(String, u8)>,
    /// Rows of cells, each of one or more texts.
    pub rows: Vec<Vec<Vec<Said>>>,
}

/// A text with the note it refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Said {
    /// The text, on one line.
    pub text: String,
    /// The note it refers to, from 1.
    pub note: Option<u32>,
    /// Whether it only says that something is not stated.
    pub missing: bool,
}

impl Said {
    /// A text on one line, without a note.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            note: None,
            missing: false,
        }
    }

    /// The same, referring to a note.
    #[must_use]
    pub fn noted(mut self, note: Option<u32>) -> Self {
        self.note = note;
        self
    }

    /// That something is not stated.
    #[must_use]
    pub fn missing(text: &str) -> Self {
        Self {
            missing: true,
            ..Self::new(text)
        }
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl Section {
    /// A section.
    #[must_use]
    pub const fn new(number: Option<u32>, heading: String, blocks: Vec<Block>) -> Self {
        Self {
            number,
            heading,
            blocks,
        }
    }

    /// Its heading with its number: `4. Basis`.
    #[must_use]
    pub fn title(&self) -> String {
        match self.number {
            Some(number) => format!("{number}. {}", self.heading),
            None => self.heading.clone(),
        }
    }
}

impl Document {
    /// An empty document.
    #[must_use]
    pub fn new(title: &str, language: Language) -> Self {
        Self {
            title: Said::new(title).text,
            language,
            intro: Vec::new(),
            sections: Vec::new(),
            notes_heading: texts::say(language, "document-notes"),
            notes: Vec::new(),
        }
    }

    /// A web page of its own, without scripts or styles.
    #[must_use]
    pub fn to_html(&self) -> String {
        html::page(self)
    }

    /// The same within another page: everything but the title, headings from the second level.
    #[must_use]
    pub fn to_html_fragment(&self) -> String {
        html::fragment(self)
    }

    /// Markdown (`CommonMark` with tables).
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::write(self)
    }

    /// Plain text, lines of at most 80 characters where words allow.
    #[must_use]
    pub fn to_text(&self) -> String {
        text::write(self)
    }

    /// JSON: the form that the PDF is set from.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        json::write(self)
    }
}

#[cfg(test)]
mod tests;
