//! The package of a disclosure: a page to read, JSON or CSV, with the number by which its recipient
//! is told of corrections.
//!
//! Invariant: it holds what was chosen and nothing else: no name beside the values, no customer
//! number that was not asked for.

use basics::{Instant, Language};
use formats::csv::Writer;
use policy::{Block, Document, Fact, Policy, Said, Section};
use serde_json::json;
use zeroize::Zeroizing;

use super::error::Error;
use super::ledger::Whole;
use super::model::Of;
use crate::notice::print_pdf;
use crate::packages::Format;

/// The bytes of a disclosure in its form.
///
/// # Errors
///
/// [`Error::NotSet`].
pub(super) fn written(
    policy: &Policy,
    whole: &Whole,
    data: &[Of],
    now: Instant,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let bytes = match whole.disclosure.format {
        Format::Pdf => {
            let document = document(policy, whole, data, now);
            print_pdf(&document, &policy.controller().name, now).map_err(|_| Error::NotSet)
        }
        Format::Json => {
            serde_json::to_vec_pretty(&as_json(policy, whole, data, now)).map_err(|_| Error::NotSet)
        }
        Format::Csv => as_csv(whole, data),
        Format::Zip => Err(Error::Form),
    };
    bytes.map(Zeroizing::new)
}

/// What stands above the data: who gives it, to whom, on which ground.
fn head(policy: &Policy, whole: &Whole, now: Instant) -> Vec<(String, String)> {
    let language = whole.language;
    let say = |key: &str| texts::say(language, key);
    let day = policy.controller().zone.day_at(now);
    let reference = whole
        .parts
        .first()
        .and_then(|(_, given)| given.reference.clone());
    let mut head = vec![
        (say("disclosures-from"), policy.controller().name.clone()),
        (say("disclosures-to"), whole.recipient.name.clone()),
        (
            say("disclosures-number"),
            whole.disclosure.disclosure.to_string(),
        ),
        (say("disclosures-day"), day.finnish()),
        (
            say("disclosures-ground"),
            say(&whole.disclosure.ground.text_key()),
        ),
    ];
    head.extend(reference.map(|reference| (say("disclosures-reference"), reference)));
    head
}

fn document(policy: &Policy, whole: &Whole, data: &[Of], now: Instant) -> Document {
    let language = whole.language;
    let mut document = Document::new(&texts::say(language, "disclosures-package"), language);
    let fact = |(name, value): (String, String)| Fact {
        name,
        values: vec![Said::new(&value)],
    };
    let facts = head(policy, whole, now).into_iter().map(fact);
    document.intro.push(Block::Facts(facts.collect()));
    let notice = texts::say(language, "disclosures-to-recipient");
    document.intro.push(Block::Paragraph(Said::new(&notice)));
    for (at, of) in data.iter().enumerate() {
        let heading = texts::say_with(
            language,
            "disclosures-person",
            &[("number", (at + 1).to_string().as_str())],
        );
        let facts = of
            .values
            .iter()
            .map(|one| fact((one.what.clone(), one.text.clone())));
        document.sections.push(Section::new(
            None,
            heading,
            vec![Block::Facts(facts.collect())],
        ));
    }
    document
}

fn as_json(policy: &Policy, whole: &Whole, data: &[Of], now: Instant) -> serde_json::Value {
    let given = whole.parts.first();
    let persons = data.iter().map(|of| {
        let values = of.values.iter().map(
            |one| json!({ "category": one.category.key(), "name": one.what, "value": one.text }),
        );
        values.collect::<Vec<_>>()
    });
    json!({
        "from": policy.controller().name,
        "to": whole.recipient.name,
        "disclosure": whole.disclosure.disclosure.to_string(),
        "day": policy.controller().zone.day_at(now).to_string(),
        "ground": whole.disclosure.ground.key(),
        "reference": given.and_then(|(_, given)| given.reference.clone()),
        "persons": persons.collect::<Vec<_>>(),
    })
}

fn as_csv(whole: &Whole, data: &[Of]) -> Result<Vec<u8>, Error> {
    let titles = titles(whole.language);
    let mut writer = Writer::new(Vec::new(), &titles).map_err(|_| Error::NotSet)?;
    for (at, of) in data.iter().enumerate() {
        for one in &of.values {
            let category = texts::say(whole.language, &one.category.text_key());
            let row = [&(at + 1).to_string(), &category, &one.what, &one.text];
            writer.row(row).map_err(|_| Error::NotSet)?;
        }
    }
    writer.finish().map_err(|_| Error::NotSet)
}

fn titles(language: Language) -> [String; 4] {
    ["number", "category", "what", "value"]
        .map(|key| texts::say(language, &["disclosures-column-", key].concat()))
}
