//! A receipt for people to read.
//!
//! Invariant: it says what was signed and nothing else; moments stand in it as people of the
//! controller's zone write them.

use basics::{Day, Instant, Language, Zone};
use policy::{Block, Category, Document, RetentionGround, Said, Section, Table, Word};

use super::super::receipt::Written;

/// The paper of a receipt.
pub(super) fn document(written: &Written, language: Language, zone: &Zone) -> Document {
    Paper {
        written,
        language,
        zone,
    }
    .document()
}

struct Paper<'a> {
    written: &'a Written,
    language: Language,
    zone: &'a Zone,
}

impl Paper<'_> {
    fn say(&self, key: &str) -> String {
        texts::say(self.language, key)
    }

    fn word<W: Word>(&self, key: &str, from: fn(&str) -> Option<W>) -> String {
        from(key).map_or_else(
            || key.to_owned(),
            |word| {
                let key = word.key().replace(['_', '.'], "-");
                self.say(&[W::WHAT, "-", &key].concat())
            },
        )
    }

    fn category(&self, key: &str) -> Vec<Said> {
        vec![Said::new(&self.word(key, Category::from_key))]
    }

    /// A moment or a day of the receipt.
    fn moment(&self, text: &str) -> String {
        let at = Instant::parse(text).map(|at| self.zone.finnish(at));
        let at = at.or_else(|_| Day::parse(text).map(Day::finnish));
        at.unwrap_or_else(|_| text.to_owned())
    }

    fn line(&self, key: &str, text: &str) -> Said {
        Said::new(&[&self.say(key), ": ", text].concat())
    }

    fn section(&self, heading: &str, blocks: Vec<Block>) -> Section {
        Section::new(None, self.say(heading), blocks)
    }

    fn paragraph(&self, key: &str) -> Block {
        Block::Paragraph(Said::new(&self.say(key)))
    }

    fn table(&self, columns: &[(&str, u8)], rows: Vec<Vec<Vec<Said>>>) -> Block {
        let columns = columns.iter().map(|(key, width)| (self.say(key), *width));
        Block::Table(Table {
            columns: columns.collect(),
            rows,
        })
    }

    fn document(&self) -> Document {
        let title = match self.written.remainder {
            Some(_) => "retention-notice",
            None => "retention-receipt",
        };
        let mut document = Document::new(&self.say(title), self.language);
        document.intro.push(self.counts());
        document.sections.push(self.went());
        document.sections.push(self.stays());
        document.sections.extend(self.outside());
        document.sections.push(self.copies());
        document
    }

    fn counts(&self) -> Block {
        let written = self.written;
        let mut lines = vec![
            self.line("retention-receipt-case", &written.case),
            self.line("retention-receipt-at", &self.moment(&written.erased_at)),
            self.line(
                "retention-receipt-keys",
                &written.keys_destroyed.to_string(),
            ),
            self.line("retention-receipt-rows", &written.rows_removed.to_string()),
        ];
        let remainder = written.remainder.as_ref().map(|one| {
            if one.last {
                "retention-notice-last"
            } else {
                "retention-notice-part"
            }
        });
        let disk = if written.keys_gone_from_disk {
            "retention-receipt-gone"
        } else {
            "retention-receipt-not-gone"
        };
        let sentences = remainder.into_iter().chain([disk]);
        lines.extend(sentences.map(|key| Said::new(&self.say(key))));
        Block::Lines(lines)
    }

    fn went(&self) -> Section {
        let rows = self.written.went.iter().map(|one| {
            let lots: Vec<String> = one.lots.iter().map(ToString::to_string).collect();
            vec![
                self.category(&one.category),
                vec![Said::new(&lots.join(", "))],
            ]
        });
        let columns = [("document-kept", 2), ("retention-lots", 3)];
        let table = self.table(&columns, rows.collect());
        self.section("retention-receipt-went", vec![table])
    }

    /// What stays, why and until when.
    fn stays(&self) -> Section {
        let rows = self.written.stays.iter().map(|one| {
            let ground = one.ground.as_deref().unwrap_or("–");
            let ground = self.word(ground, RetentionGround::from_key);
            let mut why = vec![Said::new(&ground)];
            why.extend(one.law.as_deref().map(Said::new));
            if one.held {
                why.push(Said::new(&self.say("retention-stays-held")));
            }
            let since = one.since.iter().filter(|word| *word != "held");
            why.extend(since.map(|word| Said::new(&self.since(word))));
            let until = one.until.as_deref().map(|until| self.moment(until));
            let until = Said::new(until.as_deref().unwrap_or("–"));
            vec![self.category(&one.category), why, vec![until]]
        });
        let rows: Vec<_> = rows.collect();
        let columns = [
            ("document-kept", 2),
            ("document-ground", 3),
            ("retention-until", 2),
        ];
        let block = if rows.is_empty() {
            self.paragraph("retention-receipt-nothing-stays")
        } else {
            self.table(&columns, rows)
        };
        self.section("retention-receipt-stays", vec![block])
    }

    /// How many copies lie outside the register; nothing where an earlier program made the receipt.
    fn outside(&self) -> Option<Section> {
        let outside = self.written.outside?;
        let lines = [
            ("retention-receipt-recipients", outside.recipients),
            ("retention-receipt-copies", outside.copies),
            ("retention-receipt-files", outside.files),
        ];
        let lines = lines.map(|(key, count)| self.line(key, &count.to_string()));
        let help = self.paragraph("retention-receipt-outside-help");
        let blocks = vec![help, Block::Lines(lines.to_vec())];
        Some(self.section("retention-receipt-outside", blocks))
    }

    /// Why something stays although its erasure was granted.
    fn since(&self, word: &str) -> String {
        self.say(match word {
            "restricted" => "retention-stays-restricted",
            "needed" => "retention-since-needed",
            "newer" => "retention-since-newer",
            "customer_again" => "retention-since-customer-again",
            other => return other.to_owned(),
        })
    }

    /// Where it still lies sealed, and how the receipt is checked.
    fn copies(&self) -> Section {
        let copies = &self.written.copies;
        let told = [
            ("retention-copy-backup", &copies.last_backup),
            ("retention-copy-oldest", &copies.oldest_backup),
            ("retention-copy-oldest-keys", &copies.oldest_keys_copy),
            ("retention-copy-keys", &copies.last_keys_copy),
            ("retention-copy-root-key", &copies.root_key_changed),
            ("retention-copy-until", &copies.backups_until),
        ];
        let never = || self.say("keeping-never");
        let mut lines = told
            .map(|(key, at)| {
                let at = at.as_deref();
                self.line(key, &at.map_or_else(never, |at| self.moment(at)))
            })
            .to_vec();
        let line = self.written.line.map(|line| line.to_string());
        lines.push(self.line("retention-receipt-line", &line.unwrap_or_default()));
        lines.push(self.line("retention-receipt-key", &self.written.public_key));
        let help = self.paragraph("retention-copies-help");
        self.section("retention-copies", vec![help, Block::Lines(lines)])
    }
}
