//! The notice as a document: its sections in the order of TL-Maint's own notice, with what the
//! law makes part of every notice.
//!
//! Invariant: nothing is printed that the notice does not say or the law does not set; each
//! addition refers to its source in the notes; the right to object stands apart (GDPR art. 21(4)).

mod law;
mod what;
mod who;

use basics::Language;

use crate::document::{Block, Document, Fact, Said, Section};
use crate::{Mark, Policy, Word, Wording};

impl Policy {
    /// The notice, printed in a language.
    #[must_use]
    pub fn document(&self, language: Language) -> Document {
        let mut printer = Printer {
            policy: self,
            language,
            notes: Vec::new(),
        };
        let mut document = Document::new(self.title().get(language), language);
        let sections = [
            ("document-controller", printer.controller()),
            ("document-contact", printer.contact()),
            ("document-register", printer.register()),
            ("document-basis", printer.basis()),
            ("document-purposes", printer.purposes()),
            ("document-categories", printer.categories()),
            ("document-disclosure", printer.disclosure()),
            ("document-security", printer.security()),
            ("document-rights", printer.rights()),
            ("document-retention", printer.retention()),
        ];
        document.sections = (1..)
            .zip(sections)
            .map(|(number, (heading, blocks))| {
                Section::new(Some(number), texts::say(language, heading), blocks)
            })
            .collect();
        if let Some(changes) = self.changes() {
            let blocks = vec![printer.paragraph(changes)];
            let section = Section::new(Some(11), printer.say("document-changes"), blocks);
            document.sections.push(section);
        }
        document.notes = printer.notes;
        document
    }
}

/// Prints section after section, and gathers the notes.
struct Printer<'a> {
    policy: &'a Policy,
    language: Language,
    notes: Vec<String>,
}

impl Printer<'_> {
    fn say(&self, key: &str) -> String {
        texts::say(self.language, key)
    }

    fn word<W: Word>(&self, word: W) -> String {
        let key = word.key().replace(['_', '.'], "-");
        texts::say(self.language, &format!("{}-{key}", W::WHAT))
    }

    fn words<'w, W: Word>(&self, words: impl IntoIterator<Item = &'w W>) -> String {
        let words: Vec<String> = words.into_iter().map(|word| self.word(*word)).collect();
        words.join(", ")
    }

    /// The number of the note that tells why something was added; nothing where it was not.
    fn note(&mut self, mark: &Mark) -> Option<u32> {
        let added = mark.added.as_ref()?;
        let at = self
            .notes
            .iter()
            .position(|note| note == added)
            .unwrap_or_else(|| {
                self.notes.push(added.clone());
                self.notes.len() - 1
            });
        u32::try_from(at + 1).ok()
    }

    /// A text of the notice, with the note of what it stands in where it has none of its own.
    fn wording(&mut self, wording: &Wording, around: &Mark) -> Said {
        let note = self.note(&wording.mark).or_else(|| self.note(around));
        Said::new(wording.get(self.language)).noted(note)
    }

    fn paragraph(&mut self, wording: &Wording) -> Block {
        Block::Paragraph(self.wording(wording, &Mark::default()))
    }

    fn fact(&self, key: &str, values: Vec<Said>) -> Fact {
        Fact {
            name: self.say(key),
            values,
        }
    }

    fn heading(&self, key: &str) -> Block {
        Block::Heading(self.say(key))
    }

    /// That the notice does not say.
    fn not_stated(&self) -> Block {
        Block::Paragraph(Said::missing(&self.say("document-not-stated")))
    }
}

#[cfg(test)]
mod tests;
