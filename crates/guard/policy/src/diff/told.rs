//! What a thing of the notice says, in words, so that before and after can stand side by side.

use basics::{Language, Texts};

use crate::check::About;
use crate::mark::Wording;
use crate::notice::{
    Address, Authority, Basis, ByMachine, Clock, Collection, Connection, Contact, Controller,
    DeclaredCategory, DeclaredField, DeclaredPurpose, DeclaredRight, Disclosure, IdentityCodeRule,
    Interest, Marketing, Objection, Officer, Receiver, Recipient, Recording, Requests, Source,
    Transfers,
};
use crate::{ErasedBy, Role, Scope, Word};

/// A thing that can be told in words.
pub(super) trait Told: PartialEq {
    /// What tells it apart in its section; nothing where the section is one thing.
    fn about(&self) -> Option<About> {
        None
    }

    /// What it says, part by part; empty parts are left out.
    fn parts(&self, language: Language) -> Vec<String>;
}

/// What it says in each language, a part a line.
pub(super) fn texts<T: Told>(thing: &T) -> Texts {
    let [fi, sv, en] = Language::ALL.map(|language| {
        let mut parts = thing.parts(language);
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    });
    Texts { fi, sv, en }
}

fn named<W: Word>(word: W, language: Language) -> String {
    About::word(word).name_in(language)
}

fn all<'w, W: Word>(words: impl IntoIterator<Item = &'w W>, language: Language) -> String {
    words
        .into_iter()
        .map(|word| named(*word, language))
        .collect::<Vec<_>>()
        .join("; ")
}

fn maybe(wording: Option<&Wording>, language: Language) -> String {
    wording
        .map(|wording| wording.get(language).to_owned())
        .unwrap_or_default()
}

fn plain(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

impl Address {
    /// In one line: `Pajatie 2, 40630 Jyväskylä, FI`.
    #[must_use]
    pub fn line(&self) -> String {
        let Self {
            street,
            postal_code,
            town,
            country,
        } = self;
        format!("{street}, {postal_code} {town}, {country}")
    }
}

impl Told for Wording {
    fn parts(&self, language: Language) -> Vec<String> {
        vec![self.get(language).to_owned()]
    }
}

impl Told for Controller {
    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = vec![
            self.name.clone(),
            self.business_id.to_string(),
            self.address.line(),
        ];
        parts.extend([&self.phone, &self.email, &self.web].map(|text| plain(text.as_ref())));
        parts.push(texts::say(
            language,
            &["language-", self.language.code()].concat(),
        ));
        parts.push(self.zone_name.clone());
        parts
    }
}

impl Told for Contact {
    fn parts(&self, _: Language) -> Vec<String> {
        let people = std::iter::once(self).chain(self.deputy.as_deref());
        let of = |one: &Self| [Some(&one.name), one.email.as_ref(), one.phone.as_ref()].map(plain);
        people.flat_map(of).collect()
    }
}

impl Told for Officer {
    fn parts(&self, language: Language) -> Vec<String> {
        let text = self.text.get(language).to_owned();
        vec![text, plain(self.email.as_ref()), plain(self.phone.as_ref())]
    }
}

impl Told for Authority {
    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = vec![
            self.name.get(language).to_owned(),
            self.text.get(language).to_owned(),
        ];
        parts.extend(self.address.iter().map(Address::line));
        parts.extend([&self.email, &self.phone, &self.web].map(|text| plain(text.as_ref())));
        parts
    }
}

impl Told for Connection {
    fn about(&self) -> Option<About> {
        Some(About::word(self.kind))
    }

    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = self.text.parts(language);
        parts.extend(self.inactivity.iter().map(|one| one.in_words(language)));
        parts
    }
}

impl Told for Interest {
    fn about(&self) -> Option<About> {
        Some(self.about())
    }

    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = self.text.parts(language);
        parts.extend(self.balancing.iter().flat_map(|balancing| {
            let dated = format!("{} {}", balancing.dated.finnish(), balancing.reviewer);
            [
                balancing.text.get(language).to_owned(),
                dated,
                balancing.next_review.finnish(),
            ]
        }));
        parts
    }
}

impl Told for Collection {
    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = self.text.parts(language);
        parts.push(all(&self.relies_on, language));
        parts.extend(self.ways.iter().map(|way| way.get(language).to_owned()));
        parts
    }
}

impl Told for Source {
    fn about(&self) -> Option<About> {
        Some(About::word(self.kind))
    }

    fn parts(&self, language: Language) -> Vec<String> {
        let public = if self.public {
            "policy-source-public"
        } else {
            "policy-source-not-public"
        };
        let mut parts = self.text.parts(language);
        parts.extend([
            texts::say(language, public),
            all(&self.categories, language),
        ]);
        parts
    }
}

fn basis(basis: &Basis, language: Language) -> String {
    let text = maybe(basis.text.as_ref(), language);
    let interest = plain(basis.interest.as_ref());
    let mut parts = vec![
        named(basis.basis, language),
        all(&basis.connections, language),
    ];
    parts.extend([interest, text]);
    parts.retain(|part| !part.is_empty());
    parts.join(" – ")
}

impl Told for DeclaredPurpose {
    fn about(&self) -> Option<About> {
        Some(About::word(self.purpose))
    }

    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = self.text.parts(language);
        parts.extend(self.bases.iter().map(|one| basis(one, language)));
        parts
    }
}

impl Told for Recording {
    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = self.text.parts(language);
        parts.extend([
            all(&self.reasons, language),
            maybe(self.told.as_ref(), language),
        ]);
        parts.extend(self.bases.iter().map(|one| basis(one, language)));
        parts
    }
}

impl Told for DeclaredCategory {
    fn about(&self) -> Option<About> {
        Some(About::word(self.category))
    }

    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = self.text.parts(language);
        parts.push(all(&self.purposes, language));
        parts.extend(self.given.map(|given| named(given, language)));
        parts.push(maybe(self.without.as_ref(), language));
        parts
    }
}

impl Told for DeclaredField {
    fn about(&self) -> Option<About> {
        Some(self.about())
    }

    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = self.text.parts(language);
        parts.push(named(self.kind, language));
        let choices = self.choices.iter().map(|one| one.text.get(language));
        parts.push(choices.collect::<Vec<_>>().join("; "));
        parts.push(named(self.category, language));
        parts.extend(self.party.map(|party| named(party, language)));
        parts.extend(self.period.map(|period| period.in_words(language)));
        parts
    }
}

impl Told for IdentityCodeRule {
    fn parts(&self, language: Language) -> Vec<String> {
        vec![
            self.text.get(language).to_owned(),
            all(&self.grounds, language),
        ]
    }
}

impl Told for Disclosure {
    fn parts(&self, language: Language) -> Vec<String> {
        let grounds = self.grounds.iter();
        let mut parts: Vec<_> = grounds
            .map(|one| one.text.get(language).to_owned())
            .collect();
        parts.push(maybe(self.limits.as_ref(), language));
        parts.extend(self.grounds.iter().filter(|one| one.two).map(|one| {
            let ground = named(one.ground, language);
            texts::say_with(
                language,
                "policy-disclosure-two",
                &[("ground", ground.as_str())],
            )
        }));
        if self.automatic {
            parts.push(texts::say(language, "policy-disclosure-automatic"));
        }
        parts
    }
}

impl Told for Recipient {
    fn about(&self) -> Option<About> {
        Some(self.about())
    }

    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = vec![
            self.who.name_in(language).to_owned(),
            self.country.to_string(),
        ];
        parts.extend([named(self.role, language), named(self.ground, language)]);
        parts.push(all(&self.categories, language));
        parts.extend(self.text.parts(language));
        parts
    }
}

impl Receiver {
    /// The name, or the group in words.
    #[must_use]
    pub fn name_in(&self, language: Language) -> &str {
        match self {
            Self::Named(name) => name,
            Self::Group(group) => group.get(language),
        }
    }
}

impl Told for Transfers {
    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = self.text.parts(language);
        parts.extend(self.countries.iter().map(|one| {
            format!(
                "{}: {} – {}",
                one.country,
                named(one.tool, language),
                one.text.get(language)
            )
        }));
        parts
    }
}

impl Told for Role {
    fn about(&self) -> Option<About> {
        Some(self.about())
    }

    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = vec![
            self.title.get(language).to_owned(),
            all(&self.purposes, language),
        ];
        for (key, words) in [
            ("policy-role-view", &self.view),
            ("policy-role-change", &self.change),
        ] {
            if !words.is_empty() {
                parts.push(format!(
                    "{}: {}",
                    texts::say(language, key),
                    all(words, language)
                ));
            }
        }
        parts.extend([self.scope.in_words(language), all(&self.rights, language)]);
        parts
    }
}

impl Scope {
    /// In words: `own jobs: 1 days before and 7 days after`.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        let key = format!("scope-{}", self.key().replace('_', "-"));
        match self {
            Self::OwnJobs {
                before_days,
                after_days,
            } => texts::say_with(
                language,
                &key,
                &[("before", before_days), ("after", after_days)],
            ),
            Self::All | Self::MarketingReach => texts::say(language, &key),
        }
    }
}

impl Told for DeclaredRight {
    fn about(&self) -> Option<About> {
        Some(About::word(self.right))
    }

    fn parts(&self, language: Language) -> Vec<String> {
        self.text.parts(language)
    }
}

impl Told for Requests {
    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = self.text.parts(language);
        parts.push(plain(self.name.as_ref()));
        parts.extend(self.address.iter().map(Address::line));
        parts.push(all(&self.channels, language));
        let demands = [(self.written, "written"), (self.signed, "signed")];
        let demands = demands.into_iter().filter(|(demanded, _)| *demanded);
        parts.extend(
            demands.map(|(_, key)| texts::say(language, &format!("policy-requests-{key}"))),
        );
        let others = [&self.time, &self.cost, &self.identity];
        parts.extend(others.map(|one| maybe(one.as_ref(), language)));
        parts
    }
}

impl Told for Objection {
    fn parts(&self, language: Language) -> Vec<String> {
        vec![
            self.text.get(language).to_owned(),
            maybe(self.marketing.as_ref(), language),
        ]
    }
}

impl Told for ByMachine {
    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = vec![
            self.text.get(language).to_owned(),
            maybe(self.logic.as_ref(), language),
        ];
        let review = self.review.as_ref();
        parts.extend(review.map(|text| text.get(language).to_owned()));
        parts
    }
}

impl Told for Marketing {
    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = self.text.parts(language);
        parts.extend([
            all(&self.persons, language),
            all(&self.organisations, language),
        ]);
        parts.push(maybe(self.refusal.as_ref(), language));
        parts.push(plain(self.stop_address.as_ref()));
        parts.push(maybe(self.suppression.as_ref(), language));
        parts
    }
}

impl Told for Clock {
    fn about(&self) -> Option<About> {
        Some(About::word(self.kept))
    }

    fn parts(&self, language: Language) -> Vec<String> {
        let mut parts = vec![self.time.in_words(language)];
        parts.extend(self.ground.map(|ground| named(ground, language)));
        parts.extend(self.review.map(|review| {
            let review = review.in_words(language);
            texts::say_with(
                language,
                "policy-clock-review",
                &[("period", review.as_str())],
            )
        }));
        // Whoever looks through what is due is what is usual.
        if self.by == ErasedBy::Itself {
            parts.push(texts::say(language, "policy-clock-by-itself"));
        }
        parts.push(maybe(self.text.as_ref(), language));
        parts
    }
}
