//! What a person is told whose data came from elsewhere: everything that GDPR art. 14(1) and (2) ask,
//! about her, out of the notice in force. The notice itself may follow whole.
//!
//! Invariant: nothing is said that the notice does not state, and nothing about her but her name, her
//! customer number, and which categories are held from which kind of source.

use basics::{Day, Language};
use policy::{Block, Category, Document, Fact, Kept, Policy, Said, Section};

use crate::letters::{Letter, window};
use crate::people::Addressee;

/// The letter to a person; `enclosed` says which of the enclosures follows.
pub(super) fn letter(policy: &Policy, to: &Addressee, day: Day, enclosed: Option<usize>) -> Letter {
    let language = to.language;
    let about = About { policy, language };
    let mut document = Document::new(&about.say("informing-letter-title"), language);
    document.intro = about.intro(to);
    document.sections = vec![
        Section::new(None, about.say("informing-letter-rights"), about.rights()),
        Section::new(
            None,
            about.say("informing-letter-ask"),
            about.whom(enclosed.is_some()),
        ),
    ];
    let lines = to
        .address
        .as_ref()
        .map_or(&[][..], |one| one.lines.as_slice());
    let address = to.address.as_ref();
    let postal_code = address.and_then(|one| one.postal_code.as_deref());
    let town = address.and_then(|one| one.town.as_deref());
    let country = address.and_then(|one| one.country.as_deref());
    Letter {
        to: window(&to.name, lines, (postal_code, town), country),
        day,
        references: vec![(about.say("people-number"), to.number.to_string())],
        document,
        enclosed,
    }
}

/// The notice in force, read to a person in her language.
struct About<'a> {
    policy: &'a Policy,
    language: Language,
}

impl About<'_> {
    fn say(&self, key: &str) -> String {
        texts::say(self.language, key)
    }

    /// Who holds what about her, from where, what for, how long, and who may receive it.
    fn intro(&self, to: &Addressee) -> Vec<Block> {
        let controller = self.policy.controller();
        let begin = [("controller", controller.name.as_str())];
        let begin = texts::say_with(self.language, "informing-letter-begin", &begin);
        let facts = [
            ("informing-letter-controller", vec![self.controller()]),
            (
                "informing-letter-register",
                vec![self.text(self.policy.register())],
            ),
            ("informing-letter-sources", self.sources(to)),
            ("informing-letter-categories", self.categories(to)),
            ("informing-letter-purposes", self.purposes(to)),
            ("informing-letter-kept", self.times(to)),
            ("informing-letter-recipients", self.recipients(to)),
        ];
        let facts = facts.into_iter().map(|(name, values)| Fact {
            name: self.say(name),
            values: values.iter().map(|value| Said::new(value)).collect(),
        });
        vec![
            Block::Paragraph(Said::new(&begin)),
            Block::Facts(facts.filter(|fact| !fact.values.is_empty()).collect()),
        ]
    }

    fn text(&self, wording: &policy::Wording) -> String {
        wording.get(self.language).to_owned()
    }

    fn controller(&self) -> String {
        let controller = self.policy.controller();
        let place = &controller.address;
        [
            controller.name.clone(),
            controller.business_id.to_string(),
            place.street.clone(),
            [&place.postal_code, " ", &place.town].concat(),
        ]
        .join(", ")
    }

    /// From whom it came (art. 14(2)(f)), in the notice's words where it has any.
    fn sources(&self, to: &Addressee) -> Vec<String> {
        let sources = to.sources.iter().map(|kind| {
            let mut stated = self.policy.sources().iter();
            let stated = stated.find(|source| source.kind == *kind);
            stated.map_or_else(
                || texts::say(self.language, &kind.text_key()),
                |source| self.text(&source.text),
            )
        });
        sources.collect()
    }

    /// The declared ones of the categories something is held of (art. 14(1)(d)).
    fn declared(&self, to: &Addressee) -> Vec<Category> {
        let held = to.categories.iter().copied();
        held.filter(|category| self.policy.category(*category).is_some())
            .collect()
    }

    fn categories(&self, to: &Addressee) -> Vec<String> {
        let declared = self.declared(to);
        let declared = declared.iter().filter_map(|one| self.policy.category(*one));
        declared.map(|one| self.text(&one.text)).collect()
    }

    /// What for, on which bases for her connections, and which interests are pursued (art. 14(1)(c),
    /// 14(2)(b)).
    fn purposes(&self, to: &Addressee) -> Vec<String> {
        let mut told = Vec::new();
        for purpose in self.policy.purposes() {
            let mut bases = Vec::new();
            let hers = purpose.bases.iter();
            let hers =
                hers.filter(|one| to.connections.iter().any(|of| one.connections.contains(of)));
            for basis in hers {
                let word = texts::say(self.language, &basis.basis.text_key());
                let interest = basis.interest.as_deref();
                let interest = interest.and_then(|key| self.policy.interest(key));
                let word = interest.map_or_else(
                    || word.clone(),
                    |interest| [&word, ": ", &self.text(&interest.text)].concat(),
                );
                if !bases.contains(&word) {
                    bases.push(word);
                }
            }
            if !bases.is_empty() {
                told.push([&self.text(&purpose.text), " (", &bases.join("; "), ")"].concat());
            }
        }
        told
    }

    /// How long (art. 14(2)(a)).
    fn times(&self, to: &Addressee) -> Vec<String> {
        let times = self.declared(to).into_iter().map(|category| {
            let name = texts::say(self.language, &category.text_key());
            let time = self.policy.time(Kept::of(category));
            [&name, ": ", &time.in_words(self.language)].concat()
        });
        times.collect()
    }

    /// Who may receive it, and whether it leaves the EEA (art. 14(1)(e) and (f)).
    fn recipients(&self, to: &Addressee) -> Vec<String> {
        let receives = |one: &&policy::Recipient| !one.categories.is_disjoint(&to.categories);
        let all = self.policy.recipients().iter().filter(receives);
        let mut told: Vec<String> = all
            .map(|one| one.who.name_in(self.language).to_owned())
            .collect();
        told.dedup();
        told.extend(self.policy.transfers().map(|one| self.text(&one.text)));
        told
    }

    /// What she may do (art. 14(2)(c) to (e) and (g)).
    fn rights(&self) -> Vec<Block> {
        let policy = self.policy;
        let rights = policy.rights().iter();
        let rights = rights.map(|one| Said::new(&texts::say(self.language, &one.right.text_key())));
        let mut blocks = vec![
            Block::Paragraph(Said::new(&self.say("informing-letter-rights-begin"))),
            Block::List(rights.collect()),
        ];
        let machine = policy.automated_decisions();
        blocks.extend(machine.map(|one| Block::Paragraph(Said::new(&self.text(&one.text)))));
        if let Some(authority) = policy.authority() {
            let mut told = vec![self.text(&authority.text)];
            let reached = [&authority.email, &authority.phone, &authority.web];
            told.extend(reached.into_iter().flatten().cloned());
            blocks.push(Block::Paragraph(Said::new(&told.join(" "))));
        }
        blocks
    }

    /// Whom to ask (art. 14(1)(a) and (b)), and where the notice is.
    fn whom(&self, enclosed: bool) -> Vec<Block> {
        let contact = self.policy.contact();
        let mut ways = vec![contact.name.clone()];
        ways.extend(
            [&contact.email, &contact.phone]
                .into_iter()
                .flatten()
                .cloned(),
        );
        let mut blocks = vec![Block::Paragraph(Said::new(&ways.join(", ")))];
        let officer = self.policy.officer();
        blocks.extend(officer.map(|one| Block::Paragraph(Said::new(&self.text(&one.text)))));
        let key = if enclosed {
            "informing-letter-enclosed"
        } else {
            "informing-letter-notice"
        };
        blocks.push(Block::Paragraph(Said::new(&self.say(key))));
        blocks
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use basics::PartyId;
    use policy::{ConnectionKind, SourceKind};

    use super::*;

    #[test]
    fn a_letter_says_everything_the_article_asks_in_every_language() {
        let notice = include_str!("../../../../notice/tlmaint.toml");
        let policy = Policy::parse(notice, "notice").unwrap();
        for language in Language::ALL {
            let to = Addressee {
                party: PartyId::new(1),
                number: 1001,
                language,
                name: "Maija Mallikas".to_owned(),
                address: None,
                email: None,
                sources: BTreeSet::from([SourceKind::ALL[1]]),
                categories: BTreeSet::from([Category::Identity, Category::Contact]),
                connections: vec![ConnectionKind::Customer],
            };
            let letter = letter(&policy, &to, Day::new(2026, 11, 24).unwrap(), None);
            let text = letter.document.to_text();
            let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let controller = policy.controller();
            let contact = policy.contact();
            let authority = policy.authority().unwrap();
            let identity = policy.category(Category::Identity).unwrap();
            let interest = policy.interest("customer_care").unwrap();
            for said in [
                interest.text.get(language),
                controller.name.as_str(),
                &controller.business_id.to_string(),
                &contact.name,
                contact.email.as_deref().unwrap(),
                policy.register().get(language),
                identity.text.get(language),
                &policy.time(Kept::of(Category::Contact)).in_words(language),
                authority.text.get(language),
            ] {
                let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(flat.contains(&said), "{language:?}: {said} in {text}");
            }
            for right in policy.rights() {
                let right = texts::say(language, &right.right.text_key());
                assert!(flat.contains(&right), "{language:?}: {right}");
            }
            assert_eq!(letter.to, ["Maija Mallikas"]);
        }
    }
}
