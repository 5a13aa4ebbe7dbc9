//! The paper of a package, which a person can read (GDPR art. 12(1), 15(1)–(2)).

use basics::{Instant, Zone};
use policy::{Block, Document, Policy, Said, Section, Table};

use super::assembled::{Assembled, Told};
use crate::capability::Piece;

/// Rows of looks on paper; all of them stand in the data.
const LOOKS_ON_PAPER: usize = 1_000;

/// Sections of the printed notice that a copy repeats: the controller, its contact; disclosures and
/// third countries; rights with the complaint.
const OF_NOTICE_FIRST: [u32; 2] = [1, 2];
const OF_NOTICE_LAST: [u32; 2] = [7, 9];

/// The paper.
pub(super) fn report(package: &Assembled, policy: &Policy) -> Document {
    let writer = Writer {
        package,
        zone: &policy.controller().zone,
    };
    let say = |key: &str| writer.say(key);
    let notice = policy.document(package.language);
    let mut document = Document::new(&say("access-package-title"), package.language);
    document.intro = writer.intro();
    let of_notice = |numbers: &[u32]| {
        let own = notice.sections.iter();
        let own = own.filter(|one| one.number.is_some_and(|number| numbers.contains(&number)));
        own.map(|one| Section::new(None, one.heading.clone(), one.blocks.clone()))
            .collect::<Vec<_>>()
    };
    document.sections = of_notice(&OF_NOTICE_FIRST);
    for told in &package.told {
        let heading = texts::capital(&say(&told.category.text_key()));
        document
            .sections
            .push(Section::new(None, heading, writer.category(told)));
    }
    let own = [
        ("access-package-originals", writer.originals()),
        ("access-package-looked", writer.looked()),
        ("access-package-copies", writer.copies()),
    ];
    for (heading, blocks) in own {
        document
            .sections
            .push(Section::new(None, say(heading), blocks));
    }
    document.sections.extend(of_notice(&OF_NOTICE_LAST));
    let withheld = vec![writer.paragraph("disclosures-standing-sentence")];
    let heading = say("access-package-withheld");
    document
        .sections
        .push(Section::new(None, heading, withheld));
    document.notes.clone_from(&notice.notes);
    document
}

struct Writer<'a> {
    package: &'a Assembled,
    zone: &'a Zone,
}

impl Writer<'_> {
    fn say(&self, key: &str) -> String {
        texts::say(self.package.language, key)
    }

    fn paragraph(&self, key: &str) -> Block {
        Block::Paragraph(Said::new(&self.say(key)))
    }

    fn day(&self, at: Instant) -> String {
        self.zone.day_at(at).finnish()
    }

    fn table(&self, columns: &[(&str, u8)], rows: Vec<Vec<Vec<Said>>>) -> Block {
        let columns = columns.iter().map(|(key, width)| (self.say(key), *width));
        Block::Table(Table {
            columns: columns.collect(),
            rows,
        })
    }

    fn intro(&self) -> Vec<Block> {
        let number = self.package.number.to_string();
        let made = self.day(self.package.made);
        let values = [("number", number.as_str()), ("day", made.as_str())];
        let about = texts::say_with(self.package.language, "access-package-intro", &values);
        let mut blocks = vec![Block::Paragraph(Said::new(&about))];
        if self.package.covered > 0 {
            blocks.push(self.paragraph("access-package-intro-covered"));
        }
        if self.package.is_person() {
            blocks.push(self.paragraph("access-package-intro-code"));
        }
        blocks
    }

    fn category(&self, told: &Told) -> Vec<Block> {
        let mut blocks = Vec::new();
        if !told.text.is_empty() {
            blocks.push(Block::Paragraph(Said::new(&told.text)));
        }
        let purposes = told.purposes.iter().map(|(_, words, bases)| {
            let bases: Vec<String> = bases
                .iter()
                .map(|basis| self.say(&basis.text_key()))
                .collect();
            if bases.is_empty() {
                Said::new(words)
            } else {
                Said::new(&[words, " (", &bases.join(", "), ")"].concat())
            }
        });
        let list = |texts: &[String]| texts.iter().map(|text| Said::new(text)).collect();
        let facts = [
            ("access-package-purposes", purposes.collect()),
            ("access-package-kept", list(&told.kept)),
            ("access-package-recipients", list(&told.recipients)),
        ];
        let facts = facts
            .into_iter()
            .map(|(key, values): (&str, Vec<Said>)| policy::Fact {
                name: self.say(key),
                values: if values.is_empty() {
                    vec![Said::new(&self.say("access-package-none"))]
                } else {
                    values
                },
            });
        blocks.push(Block::Facts(facts.collect()));
        let columns = [
            ("access-package-column-what", 3),
            ("access-package-column-value", 6),
            ("access-package-column-source", 2),
            ("access-package-column-since", 2),
        ];
        let rows = told.pieces.iter().map(|piece| self.value(piece));
        blocks.push(self.table(&columns, rows.collect()));
        blocks
    }

    fn value(&self, piece: &Piece) -> Vec<Vec<Said>> {
        let source = piece.source.map(|source| self.say(&source.text_key()));
        let mut since = self.day(piece.recorded);
        if let Some(ended) = piece.ended {
            since.push('–');
            since.push_str(&self.day(ended));
        }
        let lines = piece.text.lines().filter(|line| !line.trim().is_empty());
        vec![
            vec![Said::new(&piece.what)],
            lines.map(Said::new).collect(),
            source.iter().map(|source| Said::new(source)).collect(),
            vec![Said::new(&since)],
        ]
    }

    fn originals(&self) -> Vec<Block> {
        if self.package.enclosed.is_empty() {
            return vec![self.paragraph("access-package-no-originals")];
        }
        let rows = self.package.enclosed.iter().map(|one| {
            let place = match (&one.path, &one.why_left_out) {
                (Some(path), _) => path.clone(),
                (None, why) => {
                    let why = why.as_deref().unwrap_or_default();
                    let language = self.package.language;
                    texts::say_with(language, "access-package-left-out", &[("why", why)])
                }
            };
            vec![
                vec![Said::new(&one.name)],
                vec![Said::new(&self.say(&one.category.text_key()))],
                vec![Said::new(&place)],
            ]
        });
        let columns = [
            ("access-package-original", 4),
            ("access-package-column-category", 3),
            ("access-package-place", 4),
        ];
        vec![self.table(&columns, rows.collect())]
    }

    fn looked(&self) -> Vec<Block> {
        let mut blocks = vec![self.paragraph("access-package-looked-how")];
        let looked = &self.package.looked;
        let rows = looked.iter().take(LOOKS_ON_PAPER).map(|(look, times)| {
            let how = if look.opened {
                "access-package-opened"
            } else {
                "access-package-listed"
            };
            let how = [&self.say(how), ": ", &self.say(&look.action.text_key())].concat();
            vec![
                vec![Said::new(&look.day.0.finnish())],
                vec![Said::new(&look.who)],
                vec![Said::new(&how)],
                vec![Said::new(&self.say(&look.purpose.text_key()))],
                vec![Said::new(&times.to_string())],
            ]
        });
        let columns = [
            ("access-package-day", 2),
            ("access-package-who", 4),
            ("access-package-how", 4),
            ("access-package-what-for", 3),
            ("access-package-times", 1),
        ];
        blocks.push(self.table(&columns, rows.collect()));
        if looked.len() > LOOKS_ON_PAPER {
            blocks.push(self.paragraph("access-package-looked-rest"));
        }
        if self.package.looked_more {
            blocks.push(self.paragraph("access-package-looked-more"));
        }
        blocks
    }

    fn copies(&self) -> Vec<Block> {
        let at = |at: Option<Instant>| match at {
            Some(at) => Said::new(&self.zone.finnish(at)),
            None => Said::new(&self.say("keeping-never")),
        };
        let ages = &self.package.ages;
        let facts = [
            ("access-package-last-backup", ages.backup),
            ("access-package-last-keys", ages.keys_copy),
        ];
        let facts = facts.map(|(key, when)| policy::Fact {
            name: self.say(key),
            values: vec![at(when)],
        });
        vec![
            self.paragraph("access-package-copies-how"),
            Block::Facts(facts.to_vec()),
        ]
    }
}
