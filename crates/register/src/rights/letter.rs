//! What is written to somebody who asked: that her request came, who she is, what she means, that it
//! takes longer, what became of it.
//!
//! Invariants: it is said in her language, in the words of the decisions; whoever is refused
//! something is told why, and that she may complain to the authority and go to court (GDPR art.
//! 12(4)); nothing is said of her but what she asked for and what was decided.

use basics::{Day, Language};
use policy::{Block, Document, Fact, Kept, Policy, Said, Section};

use super::kinds::{FoundIn, LetterKind, Outcome, RequestKind};
use super::sent::Made;
use super::state::{Deed, Step};
use crate::disclosures;
use crate::letters::Letter;

/// The letter.
pub(super) fn letter(policy: &Policy, made: &Made, day: Day) -> Letter {
    let language = made.to.language;
    let about = About {
        policy,
        made,
        language,
    };
    let kind = made.letter.kind.key();
    let title = about.say(&["rights-letter-title-", kind].concat());
    let mut document = Document::new(&title, language);
    document.intro = about.intro();
    document.sections = about.sections();
    let received = made.view.received.finnish();
    let mut references = vec![(about.say("rights-letter-your-request"), received)];
    let number = made.to.number;
    references.extend(number.map(|number| (about.say("people-number"), number.to_string())));
    Letter {
        to: made.to.window.clone(),
        day,
        references,
        document,
        enclosed: None,
    }
}

/// A letter in the making.
struct About<'a> {
    policy: &'a Policy,
    made: &'a Made,
    language: Language,
}

impl About<'_> {
    fn say(&self, key: &str) -> String {
        texts::say(self.language, key)
    }

    fn with_day(&self, key: &str, day: Day) -> Block {
        let day = day.finnish();
        paragraph(&texts::say_with(self.language, key, &[("day", &day)]))
    }

    fn due(&self) -> Block {
        self.with_day("rights-letter-due", self.made.view.request.due())
    }

    /// The words of the newest step that is such a one, and those that were added to this letter.
    fn words(&self, is: impl Fn(&Step) -> bool) -> Vec<Block> {
        let step = self.made.view.words_of(is).unwrap_or_default();
        let added = self.made.letter.words.as_str();
        let both = [step, added].into_iter().filter(|one| !one.is_empty());
        both.flat_map(paragraphs).collect()
    }

    fn intro(&self) -> Vec<Block> {
        let begin = self.with_day("rights-letter-begin", self.made.view.received);
        let mut blocks = vec![begin];
        match self.made.letter.kind {
            LetterKind::Receipt => {
                blocks.extend(self.what());
                blocks.push(self.due());
                blocks.push(paragraph(&self.say("rights-letter-free")));
                blocks.extend(self.words(|_| false));
            }
            LetterKind::Identity => {
                blocks.push(paragraph(&self.say("rights-letter-who")));
                blocks.extend(self.words(|step| step.deed == Deed::AskedIdentity));
                blocks.push(paragraph(&self.say("rights-letter-no-code")));
                blocks.push(paragraph(&self.say("rights-letter-stands-still")));
            }
            LetterKind::Meaning => {
                blocks.push(paragraph(&self.say("rights-letter-meaning-begin")));
                blocks.extend(self.words(|step| step.deed == Deed::AskedMeaning));
                blocks.push(paragraph(&self.say("rights-letter-stands-still")));
            }
            LetterKind::Extension => {
                blocks.push(paragraph(&self.say("rights-letter-longer")));
                blocks.extend(self.words(|step| step.deed == Deed::Extended));
                blocks.push(self.due());
            }
            LetterKind::Answer => blocks.extend(self.words(|step| step.deed == Deed::Answered)),
            LetterKind::Erased => {
                blocks.push(paragraph(&self.say("rights-letter-erased-begin")));
                blocks.push(paragraph(&self.say("rights-letter-erased-receipt")));
                blocks.extend(self.words(|_| false));
                blocks.push(self.kept());
            }
        }
        blocks
    }

    /// What she asks for, as it was understood.
    fn what(&self) -> Option<Block> {
        let kinds = self.made.view.kinds();
        let kinds = kinds.iter().map(|kind| kind.in_words(self.language));
        let values: Vec<Said> = kinds.map(|kind| Said::new(&kind)).collect();
        let fact = Fact {
            name: self.say("rights-letter-you-ask"),
            values,
        };
        (!fact.values.is_empty()).then(|| Block::Facts(vec![fact]))
    }

    /// What was decided of each thing, in the order in which it was asked for.
    fn decided(&self) -> Vec<(RequestKind, Outcome, String)> {
        let steps = self.made.view.steps.iter().rev();
        let mut decided: Vec<(RequestKind, Outcome, String)> = Vec::new();
        for step in steps {
            if let Deed::Decided(kind, outcome) = step.step.deed
                && !decided.iter().any(|one| one.0 == kind)
            {
                decided.push((kind, outcome, step.words.clone()));
            }
        }
        decided.reverse();
        decided
    }

    fn sections(&self) -> Vec<Section> {
        let mut sections = Vec::new();
        if self.made.letter.kind == LetterKind::Answer {
            let decided = self.decided();
            sections.extend(decided.iter().map(|one| self.decision(one)));
            let nothing = |one: &(RequestKind, Outcome, String)| {
                one.1 == Outcome::Nothing || self.keeps_from_marketing(one.0)
            };
            if decided.iter().any(nothing) {
                sections.push(self.nothing_but());
            }
            // Whoever does not get what she asked for is told where she may turn.
            if decided.iter().any(|one| one.1 != Outcome::Granted) {
                sections.push(self.remedies());
            }
        }
        sections.push(self.ask());
        sections
    }

    /// What became of one thing.
    fn decision(&self, (kind, outcome, words): &(RequestKind, Outcome, String)) -> Section {
        let name = kind.key().replace('_', "-");
        let said = match outcome {
            Outcome::Granted if self.keeps_from_marketing(*kind) => self.kept_from(),
            Outcome::Granted | Outcome::Fee => self.say(&["rights-letter-done-", &name].concat()),
            _ => self.say(&["rights-letter-outcome-", outcome.key()].concat()),
        };
        let mut blocks = vec![paragraph(&said)];
        if *outcome == Outcome::Fee {
            blocks.push(paragraph(&self.say("rights-letter-outcome-fee")));
        }
        blocks.extend(paragraphs(words));
        if *kind == RequestKind::Access {
            // In every answer alike, so that it tells nothing (tietosuojalaki 34 §).
            blocks.push(paragraph(&disclosures::standing_sentence(self.language)));
        }
        Section::new(None, texts::capital(&kind.in_words(self.language)), blocks)
    }

    /// Whether somebody of whom nothing is held forbade marketing by it.
    fn keeps_from_marketing(&self, kind: RequestKind) -> bool {
        let against = RequestKind::AGAINST_MARKETING.contains(&kind);
        against && self.made.view.unlinked && !self.made.suppressed.is_empty()
    }

    /// That nothing is held about her, and over which channels marketing is kept from her now.
    fn kept_from(&self) -> String {
        let channels = self.made.suppressed.iter();
        let channels = channels.map(|channel| self.say(&channel.text_key()));
        let channels = channels.collect::<Vec<_>>().join(", ");
        let values = [("channels", &channels)];
        texts::say_with(self.language, "rights-letter-kept-from-marketing", &values)
    }

    /// What is held all the same of whom nothing else is held.
    fn nothing_but(&self) -> Section {
        let found = self.made.letter.found.iter().map(|one: &FoundIn| {
            let key = ["rights-letter-found-", one.key()].concat();
            Said::new(&self.say(&key))
        });
        let list: Vec<Said> = found.collect();
        let mut blocks = Vec::new();
        if !list.is_empty() {
            blocks.push(paragraph(&self.say("rights-letter-found")));
            blocks.push(Block::List(list));
        }
        blocks.push(self.kept());
        Section::new(None, self.say("rights-letter-held"), blocks)
    }

    /// How long the request itself is kept.
    fn kept(&self) -> Block {
        let time = self.policy.time(Kept::Requests).in_words(self.language);
        let text = texts::say_with(self.language, "rights-letter-kept", &[("time", &time)]);
        paragraph(&text)
    }

    /// The right to complain to the authority and to seek a judicial remedy (GDPR art. 12(4), 77, 79).
    fn remedies(&self) -> Section {
        let mut blocks = vec![paragraph(&self.say("rights-letter-complain"))];
        if let Some(authority) = self.policy.authority() {
            let mut lines = vec![authority.name.get(self.language).to_owned()];
            if let Some(place) = &authority.address {
                lines.push(place.street.clone());
                lines.push([place.postal_code.as_str(), &place.town].join(" "));
            }
            let ways = [&authority.email, &authority.phone, &authority.web];
            lines.extend(ways.into_iter().flatten().cloned());
            blocks.push(Block::Lines(
                lines.iter().map(|line| Said::new(line)).collect(),
            ));
        }
        blocks.push(paragraph(&self.say("rights-letter-court")));
        Section::new(None, self.say("rights-letter-remedies"), blocks)
    }

    /// Whom to ask.
    fn ask(&self) -> Section {
        let contact = self.policy.contact();
        let ways = [&contact.email, &contact.phone].into_iter().flatten();
        let lines: Vec<String> = std::iter::once(&contact.name)
            .chain(ways)
            .cloned()
            .collect();
        let lines = lines.iter().map(|line| Said::new(line)).collect();
        Section::new(
            None,
            self.say("rights-letter-ask"),
            vec![Block::Lines(lines)],
        )
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Said::new(text))
}

/// A text as it was typed, a paragraph for each line that is not empty.
fn paragraphs(text: &str) -> Vec<Block> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(paragraph)
        .collect()
}
