//! What is told of a breach: to the authority everything article 33(3) asks, to the people what
//! article 34(2) asks, in plain words of their own language.
//!
//! Invariants: nothing names anybody affected; a drill says that it is one; the facts are those of
//! the steps, so a supplement is the same text with what was learnt since.

use basics::{Day, Instant, Language, Zone};
use policy::{Block, Document, Fact, Policy, Said, Section};

use super::ledger::{BreachView, in_words};
use super::office::OFFICE;
use super::state::{Authority, Deed};
use crate::letters::{Letter, window};
use crate::people::Addressee;

/// Whoever is written to, from whom and on which day.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) policy: &'a Policy,
    pub(super) language: Language,
    pub(super) day: Day,
}

impl Frame<'_> {
    fn say(&self, key: &str) -> String {
        texts::say(self.language, key)
    }

    fn title(&self, key: &str, drill: bool) -> String {
        let title = self.say(key);
        if drill {
            [&self.say("breaches-drill-mark"), ": ", &title].concat()
        } else {
            title
        }
    }

    fn zone(&self) -> &Zone {
        &self.policy.controller().zone
    }

    fn at(&self, at: Option<Instant>) -> String {
        at.map_or_else(
            || self.say("breaches-unknown"),
            |at| self.zone().finnish(at),
        )
    }

    fn fact(&self, key: &str, value: &str) -> Fact {
        Fact {
            name: self.say(key),
            values: vec![Said::new(value)],
        }
    }

    /// Whom to ask.
    fn contact(&self) -> String {
        let contact = self.policy.contact();
        let mut ways = vec![contact.name.clone()];
        let reached = [&contact.email, &contact.phone].into_iter().flatten();
        ways.extend(reached.cloned());
        ways.join(", ")
    }
}

/// The paragraphs of a text that somebody typed.
fn paragraphs(text: &str) -> Vec<Block> {
    let text = text.replace('\r', "");
    let parts = text.split("\n\n").map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    parts
        .map(|part| Block::Paragraph(Said::new(part)))
        .collect()
}

/// What the authority is told.
pub(super) fn to_authority(frame: Frame<'_>, view: &BreachView) -> Letter {
    let title = frame.title("breaches-authority-title", view.drill);
    let mut document = Document::new(&title, frame.language);
    document.intro = vec![Block::Paragraph(Said::new(
        &frame.say("breaches-authority-intro"),
    ))];
    document.sections = vec![
        Section::new(None, frame.say("breaches-part-what"), what(frame, view)),
        Section::new(None, frame.say("breaches-part-whom"), whom(frame, view)),
        Section::new(
            None,
            frame.say("breaches-part-consequences"),
            of_steps(view, frame, |deed| matches!(deed, Deed::Assessed(_))),
        ),
        Section::new(
            None,
            frame.say("breaches-part-measures"),
            of_steps(view, frame, |deed| {
                matches!(
                    deed,
                    Deed::Measure | Deed::ToldPeople | Deed::ToldPublic | Deed::Spared(_)
                )
            }),
        ),
        Section::new(
            None,
            frame.say("breaches-part-contact"),
            vec![Block::Paragraph(Said::new(&frame.contact()))],
        ),
    ];
    let phases = phases(frame, view);
    if !phases.is_empty() {
        let heading = frame.say("breaches-part-phases");
        document.sections.push(Section::new(None, heading, phases));
    }
    let lines = [OFFICE.post.to_owned()];
    let (postal_code, town) = OFFICE.place;
    let place = (Some(postal_code), Some(town));
    Letter {
        to: window(OFFICE.name_in(frame.language), &lines, place, None),
        day: frame.day,
        references: references(frame, view),
        document,
        enclosed: None,
    }
}

fn references(frame: Frame<'_>, view: &BreachView) -> Vec<(String, String)> {
    vec![(frame.say("breaches-reference"), view.row.to_string())]
}

/// What happened, and when (art. 33(3)(a)).
fn what(frame: Frame<'_>, view: &BreachView) -> Vec<Block> {
    let aware = view.stands.known().map(|known| known.aware);
    let mut blocks = vec![Block::Facts(vec![
        frame.fact("breaches-occurred", &frame.at(view.occurred)),
        frame.fact("breaches-noticed", &frame.at(Some(view.noticed))),
        frame.fact("breaches-aware", &frame.at(aware)),
    ])];
    blocks.extend(paragraphs(&view.facts.text));
    let noted = view.steps.iter().filter(|one| one.step.deed == Deed::Noted);
    blocks.extend(noted.flat_map(|one| paragraphs(&one.words.text)));
    let late = view
        .steps
        .iter()
        .filter_map(|one| one.words.late.as_deref());
    for why in late {
        blocks.push(Block::Heading(frame.say("breaches-part-late")));
        blocks.extend(paragraphs(why));
    }
    blocks
}

/// Of which kinds and about how many (art. 33(3)(a)).
fn whom(frame: Frame<'_>, view: &BreachView) -> Vec<Block> {
    let (categories, people, records) = view.reached();
    let number = |count: Option<i64>| {
        count.map_or_else(|| frame.say("breaches-unknown"), |count| count.to_string())
    };
    let words = categories.iter();
    let words: Vec<String> = words.map(|one| frame.say(&one.text_key())).collect();
    let words = if words.is_empty() {
        frame.say("breaches-unknown")
    } else {
        words.join(", ")
    };
    vec![Block::Facts(vec![
        frame.fact("breaches-categories", &words),
        frame.fact("breaches-people", &number(people)),
        frame.fact("breaches-records", &number(records)),
    ])]
}

/// The words of steps of some kinds, each with its moment; that there are none, where there are none.
fn of_steps(view: &BreachView, frame: Frame<'_>, wanted: fn(&Deed) -> bool) -> Vec<Block> {
    let steps = view.steps.iter().filter(|one| wanted(&one.step.deed));
    let facts = steps.map(|one| {
        let name = in_words(one.step.deed, frame.language);
        let at = frame.zone().finnish(one.step.at);
        Fact {
            name: [&name, ", ", &at].concat(),
            values: vec![Said::new(&one.words.text)],
        }
    });
    let facts: Vec<Fact> = facts.collect();
    if facts.is_empty() {
        vec![Block::Paragraph(Said::missing(
            &frame.say("breaches-nothing-yet"),
        ))]
    } else {
        vec![Block::Facts(facts)]
    }
}

/// What the authority was told before (art. 33(4)).
fn phases(frame: Frame<'_>, view: &BreachView) -> Vec<Block> {
    let Some(Authority::Told(_)) = view.stands.known().map(|known| known.authority) else {
        return Vec::new();
    };
    of_steps(view, frame, |deed| *deed == Deed::ToldAuthority)
}

/// What the people are told: the words in their language, whom to ask, to whom to complain.
fn for_people(frame: Frame<'_>, view: &BreachView, words: &str) -> Document {
    let title = frame.title("breaches-people-title", view.drill);
    let mut document = Document::new(&title, frame.language);
    document.intro = paragraphs(words);
    let ask = [
        &frame.say("breaches-people-ask"),
        " ",
        &frame.contact(),
        ".",
    ]
    .concat();
    document.intro.push(Block::Paragraph(Said::new(&ask)));
    let office = [
        &frame.say("breaches-people-complain"),
        " ",
        OFFICE.name_in(frame.language),
        ", ",
        OFFICE.email,
        ", ",
        OFFICE.phone,
        ", ",
        OFFICE.web,
        ".",
    ];
    document
        .intro
        .push(Block::Paragraph(Said::new(&office.concat())));
    document
}

/// The public notice that takes the place of telling each (art. 34(3)(c)).
pub(super) fn to_public(frame: Frame<'_>, view: &BreachView, words: &str) -> Document {
    let mut document = for_people(frame, view, words);
    let controller = frame.policy.controller();
    let lines = [
        controller.name.clone(),
        controller.business_id.to_string(),
        frame.day.finnish(),
    ];
    let lines = lines.iter().map(|line| Said::new(line));
    document.intro.insert(0, Block::Lines(lines.collect()));
    document
}

/// A letter to somebody affected.
pub(super) fn to_person(
    frame: Frame<'_>,
    view: &BreachView,
    words: &str,
    to: &Addressee,
) -> Letter {
    let address = to.address.as_ref();
    let window = match address {
        Some(address) => window(
            &to.name,
            &address.lines,
            (address.postal_code.as_deref(), address.town.as_deref()),
            address.country.as_deref(),
        ),
        None => vec![to.name.clone()],
    };
    Letter {
        to: window,
        day: frame.day,
        references: references(frame, view),
        document: for_people(frame, view, words),
        enclosed: None,
    }
}
