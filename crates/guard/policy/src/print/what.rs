//! §§ 4–6: on what basis, what for, how collected, which data.

use super::Printer;
use crate::document::{Block, Said, Table};
use crate::{BUILT_IN, Basis, Category, DeclaredField};

impl Printer<'_> {
    pub(super) fn basis(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let mut blocks = Vec::new();
        match policy.basis_text() {
            Some(text) => blocks.push(self.paragraph(text)),
            None => blocks.push(self.not_stated()),
        }
        if !policy.connections().is_empty() {
            blocks.push(self.heading("document-connections"));
            let mut lines = Vec::new();
            for one in policy.connections() {
                lines.push(self.wording(&one.text, &one.mark));
                if let Some(inactivity) = &one.inactivity {
                    let said = inactivity.in_words(self.language);
                    let named = one.text.get(self.language);
                    let said = Said::new(&[named, ": ", &said].concat());
                    lines.push(said.noted(self.note(&inactivity.mark)));
                }
            }
            blocks.push(Block::List(lines));
        }
        if !policy.interests().is_empty() {
            blocks.push(self.heading("document-interests"));
            let rows = policy.interests().iter().map(|interest| {
                let why = match &interest.balancing {
                    Some(test) => self.wording(&test.text, &test.mark),
                    None => Said::missing(&self.say("document-not-stated")),
                };
                vec![
                    vec![self.wording(&interest.text, &interest.mark)],
                    vec![why],
                ]
            });
            let rows = rows.collect();
            let columns = vec![
                (self.say("document-interest"), 1),
                (self.say("document-balancing"), 2),
            ];
            blocks.push(Block::Table(Table { columns, rows }));
        }
        blocks
    }

    pub(super) fn purposes(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let mut blocks = Vec::new();
        if let Some(collection) = policy.collection() {
            blocks.push(Block::Paragraph(
                self.wording(&collection.text, &collection.mark),
            ));
        }
        blocks.extend(policy.purposes_text().map(|text| self.paragraph(text)));
        let purposes = policy.purposes().iter();
        let purposes = purposes.map(|one| self.wording(&one.text, &one.mark));
        blocks.push(Block::List(purposes.collect()));
        if let Some(collection) = policy.collection() {
            let ways = collection.ways.iter();
            blocks.extend(
                ways.map(|way| Block::Paragraph(self.wording(way, &collection.mark)))
                    .collect::<Vec<_>>(),
            );
        }
        if let Some(recording) = policy.recording() {
            blocks.push(Block::Paragraph(
                self.wording(&recording.text, &recording.mark),
            ));
            blocks.extend(recording.told.as_ref().map(|told| self.paragraph(told)));
        }
        blocks.extend(self.bases());
        blocks.push(self.heading("document-built-in"));
        let rows = BUILT_IN.iter().map(|one| {
            let cells = [
                self.word(one.purpose),
                self.word(one.basis),
                one.law.to_owned(),
            ];
            cells.map(|text| vec![Said::new(&text)]).to_vec()
        });
        let rows = rows.collect();
        let names = ["document-purpose", "document-legal-basis", "document-law"];
        let columns = names.map(|name| (self.say(name), 1)).to_vec();
        blocks.push(Block::Table(Table { columns, rows }));
        blocks.extend(self.sources());
        blocks
    }

    /// The basis of each purpose for each connection, where the notice tells them.
    fn bases(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let mut rows = Vec::new();
        for purpose in policy.purposes() {
            for basis in &purpose.bases {
                let note = self.note(&basis.mark);
                rows.push(vec![
                    vec![Said::new(&self.word(purpose.purpose))],
                    vec![Said::new(&self.basis_words(basis)).noted(note)],
                    vec![Said::new(&self.words(&basis.connections))],
                ]);
            }
        }
        for basis in policy
            .recording()
            .into_iter()
            .flat_map(|recording| &recording.bases)
        {
            let note = self.note(&basis.mark);
            rows.push(vec![
                vec![Said::new(&self.say("document-recording"))],
                vec![Said::new(&self.basis_words(basis)).noted(note)],
                vec![Said::new(&self.words(&basis.connections))],
            ]);
        }
        if rows.is_empty() {
            return Vec::new();
        }
        let columns = [
            ("document-purpose", 3),
            ("document-legal-basis", 4),
            ("document-whom", 3),
        ];
        let columns = columns
            .map(|(name, width)| (self.say(name), width))
            .to_vec();
        vec![
            self.heading("document-purpose-bases"),
            Block::Table(Table { columns, rows }),
        ]
    }

    fn basis_words(&self, basis: &Basis) -> String {
        let word = self.word(basis.basis);
        match &basis.text {
            Some(text) => format!("{word}: {}", text.get(self.language)),
            None => word,
        }
    }

    fn sources(&mut self) -> Vec<Block> {
        let policy = self.policy;
        if policy.sources().is_empty() {
            return Vec::new();
        }
        let rows = policy.sources().iter().map(|source| {
            let text = self.wording(&source.text, &source.mark);
            vec![vec![text], vec![Said::new(&self.words(&source.categories))]]
        });
        let rows = rows.collect();
        let columns = [("document-source", 2), ("document-category", 3)];
        let columns = columns
            .map(|(name, width)| (self.say(name), width))
            .to_vec();
        vec![
            self.heading("document-sources"),
            Block::Table(Table { columns, rows }),
        ]
    }

    pub(super) fn categories(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let mut blocks: Vec<Block> = policy
            .categories_text()
            .map(|text| self.paragraph(text))
            .into_iter()
            .collect();
        let list = policy
            .categories()
            .iter()
            .map(|one| self.wording(&one.text, &one.mark));
        blocks.push(Block::List(list.collect()));
        let rows: Vec<_> = policy
            .categories()
            .iter()
            .filter(|one| !one.purposes.is_empty() || one.given.is_some())
            .map(|one| {
                let given = one.given.map(|given| Said::new(&self.word(given)));
                let without = one
                    .without
                    .as_ref()
                    .map(|text| self.wording(text, &one.mark));
                let given: Vec<Said> = given.into_iter().chain(without).collect();
                vec![
                    vec![Said::new(&self.word(one.category))],
                    vec![Said::new(&self.words(&one.purposes))],
                    given,
                ]
            })
            .collect();
        if !rows.is_empty() {
            let columns = [
                ("document-category", 2),
                ("document-used-for", 3),
                ("document-given", 3),
            ];
            let columns = columns
                .map(|(name, width)| (self.say(name), width))
                .to_vec();
            blocks.push(Block::Table(Table { columns, rows }));
        }
        blocks.extend(self.own_fields());
        if let Some(rule) = policy.identity_code() {
            blocks.push(self.heading("document-identity-code"));
            blocks.push(Block::Paragraph(self.wording(&rule.text, &rule.mark)));
            blocks.push(Block::Paragraph(Said::new(&self.words(&rule.grounds))));
        }
        blocks.push(self.heading("document-by-law"));
        let by_law = Category::ALL
            .into_iter()
            .filter(|category| category.by_law());
        let by_law = by_law.map(|category| {
            let key = category.key().replace('_', "-");
            Said::new(&self.say(&format!("category-by-law-{key}")))
        });
        blocks.push(Block::List(by_law.collect()));
        blocks
    }

    /// What else is kept: the fields the controller declares for itself, under their categories.
    fn own_fields(&mut self) -> Vec<Block> {
        let policy = self.policy;
        let mut rows = Vec::new();
        for category in DeclaredField::CATEGORIES {
            let fields = policy.fields_of(category).map(|field| {
                let note = self.note(&field.mark);
                Said::new(&field.in_words(self.language)).noted(note)
            });
            let fields: Vec<Said> = fields.collect();
            if !fields.is_empty() {
                rows.push(vec![vec![Said::new(&self.word(category))], fields]);
            }
        }
        if rows.is_empty() {
            return Vec::new();
        }
        let columns = [("document-category", 2), ("document-fields", 5)];
        let columns = columns
            .map(|(name, width)| (self.say(name), width))
            .to_vec();
        vec![
            self.heading("document-own-fields"),
            Block::Table(Table { columns, rows }),
        ]
    }
}
