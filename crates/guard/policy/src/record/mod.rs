//! The record of processing activities (GDPR art. 30(1)), from the same notice: an activity for
//! each purpose, with the letters (a)–(g) of the article.

use basics::Language;

use crate::document::{Block, Document, Fact, Said, Section, Table};
use crate::{BUILT_IN, Category, Policy, Purpose, Receiver, Word};

impl Policy {
    /// The record of processing activities.
    #[must_use]
    pub fn record(&self, language: Language) -> Document {
        let record = Record {
            policy: self,
            language,
        };
        let mut document = Document::new(&record.say("activities-title"), language);
        document.intro = vec![Block::Paragraph(Said::new(&record.say("activities-intro")))];
        let mut sections = vec![(record.say("activities-parties"), record.parties())];
        for purpose in self.purposes() {
            sections.push((record.activity(purpose.purpose), record.declared(purpose)));
        }
        for one in &BUILT_IN {
            let bases = vec![Said::new(&record.word(one.basis)), Said::new(one.law)];
            let facts = vec![record.fact("activities-bases", bases)];
            sections.push((record.activity(one.purpose), vec![Block::Facts(facts)]));
        }
        sections.push((record.say("activities-times"), record.times()));
        sections.push((record.say("activities-measures"), record.measures()));
        let numbered = (1..).zip(sections);
        document.sections = numbered
            .map(|(number, (heading, blocks))| Section::new(Some(number), heading, blocks))
            .collect();
        document
    }
}

struct Record<'a> {
    policy: &'a Policy,
    language: Language,
}

impl Record<'_> {
    fn say(&self, key: &str) -> String {
        texts::say(self.language, key)
    }

    fn word<W: Word>(&self, word: W) -> String {
        let key = word.key().replace(['_', '.'], "-");
        self.say(&format!("{}-{key}", W::WHAT))
    }

    fn words<'w, W: Word>(&self, words: impl IntoIterator<Item = &'w W>) -> Said {
        let words: Vec<String> = words.into_iter().map(|word| self.word(*word)).collect();
        if words.is_empty() {
            Said::missing(&self.say("document-not-stated"))
        } else {
            Said::new(&words.join(", "))
        }
    }

    fn fact(&self, key: &str, values: Vec<Said>) -> Fact {
        Fact {
            name: self.say(key),
            values,
        }
    }

    fn activity(&self, purpose: Purpose) -> String {
        let name = self.word(purpose);
        texts::say_with(
            self.language,
            "activities-activity",
            &[("purpose", name.as_str())],
        )
    }

    /// (a): controller and contact.
    fn parties(&self) -> Vec<Block> {
        let (controller, contact) = (self.policy.controller(), self.policy.contact());
        let address = &controller.address;
        let controller = vec![
            Said::new(&controller.name),
            Said::new(&controller.business_id.to_string()),
            Said::new(&format!(
                "{}, {} {}",
                address.street, address.postal_code, address.town
            )),
        ];
        let reached = [contact.email.as_deref(), contact.phone.as_deref()]
            .into_iter()
            .flatten();
        let contact = std::iter::once(contact.name.as_str())
            .chain(reached)
            .map(Said::new)
            .collect();
        let register = vec![Said::new(self.policy.register().get(self.language))];
        vec![Block::Facts(vec![
            self.fact("activities-controller", controller),
            self.fact("activities-contact", contact),
            self.fact("activities-register", register),
        ])]
    }

    /// (b)–(e) of a purpose that the notice declares.
    fn declared(&self, purpose: &crate::DeclaredPurpose) -> Vec<Block> {
        let bases = purpose.bases.iter().map(|basis| {
            let whom = self.words(&basis.connections).text;
            let values = [("basis", self.word(basis.basis)), ("whom", whom)];
            Said::new(&texts::say_with(
                self.language,
                "activities-basis-for",
                &values,
            ))
        });
        let people: std::collections::BTreeSet<_> = purpose
            .bases
            .iter()
            .flat_map(|basis| &basis.connections)
            .collect();
        let categories: Vec<_> = self
            .policy
            .categories()
            .iter()
            .filter(|one| self.policy.uses(purpose.purpose, one.category))
            .map(|one| one.category)
            .collect();
        let receives = |one: &&crate::Recipient| {
            one.categories
                .iter()
                .any(|category| categories.contains(category))
        };
        let recipients =
            self.policy
                .recipients()
                .iter()
                .filter(receives)
                .map(|one| match &one.who {
                    Receiver::Named(name) => Said::new(name),
                    Receiver::Group(group) => Said::new(group.get(self.language)),
                });
        let mut recipients: Vec<Said> = recipients.collect();
        if recipients.is_empty() {
            recipients.push(Said::new(&self.say("activities-recipients-none")));
        }
        let mut facts = vec![
            self.fact(
                "activities-purpose",
                vec![Said::new(purpose.text.get(self.language))],
            ),
            self.fact("activities-bases", bases.collect()),
            self.fact("activities-people", vec![self.words(people)]),
            self.fact("activities-categories", self.categories(&categories)),
            self.fact("activities-recipients", recipients),
        ];
        if let Some(transfers) = self.policy.transfers() {
            let text = Said::new(transfers.text.get(self.language));
            facts.push(self.fact("activities-transfers", vec![text]));
        }
        facts.retain(|fact| !fact.values.is_empty());
        vec![Block::Facts(facts)]
    }

    /// (c): categories, each with the fields the controller declares for itself.
    fn categories(&self, categories: &[Category]) -> Vec<Said> {
        let own = categories.iter().filter_map(|category| {
            let fields = self.policy.fields_of(*category);
            let fields: Vec<_> = fields.map(|field| field.in_words(self.language)).collect();
            let named = format!("{}: {}", self.word(*category), fields.join(", "));
            (!fields.is_empty()).then(|| Said::new(&named))
        });
        std::iter::once(self.words(categories)).chain(own).collect()
    }

    /// (f): how long.
    fn times(&self) -> Vec<Block> {
        let mut rows: Vec<_> = self
            .policy
            .clocks()
            .iter()
            .map(|clock| {
                let kept = Said::new(&self.word(clock.kept));
                vec![
                    vec![kept],
                    vec![Said::new(&clock.time.in_words(self.language))],
                ]
            })
            .collect();
        let fields = self.policy.fields().iter();
        rows.extend(fields.filter(|one| one.period.is_some()).map(|field| {
            let time = self.policy.field_time(field);
            vec![
                vec![Said::new(field.text.get(self.language))],
                vec![Said::new(&time.in_words(self.language))],
            ]
        }));
        if rows.is_empty() {
            let text = self
                .policy
                .retention_text()
                .map(|text| Said::new(text.get(self.language)));
            let missing = || Said::missing(&self.say("document-not-stated"));
            return vec![Block::Paragraph(text.unwrap_or_else(missing))];
        }
        let columns = vec![
            (self.say("document-kept"), 1),
            (self.say("document-time"), 2),
        ];
        vec![Block::Table(Table { columns, rows })]
    }

    /// (g): how the data is protected, and who may see what.
    fn measures(&self) -> Vec<Block> {
        let measures = self.policy.security().measures.iter();
        let measures = measures
            .map(|text| Said::new(text.get(self.language)))
            .collect();
        let rows: Vec<_> = self
            .policy
            .roles()
            .iter()
            .map(|role| {
                vec![
                    vec![Said::new(role.title.get(self.language))],
                    vec![self.words(&role.view)],
                    vec![self.words(&role.change)],
                    vec![Said::new(&role.scope.in_words(self.language))],
                ]
            })
            .collect();
        let mut blocks = vec![Block::List(measures)];
        if !rows.is_empty() {
            let columns = [
                "activities-role",
                "activities-views",
                "activities-changes",
                "activities-scope",
            ];
            let columns = columns.map(|name| (self.say(name), 1)).to_vec();
            blocks.push(Block::Table(Table { columns, rows }));
        }
        blocks
    }
}
