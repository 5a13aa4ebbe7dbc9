//! Retention in the browser: why something is held, what is due, holds, erasures and their receipts.

pub(super) mod case;
pub(super) mod chosen;
pub(super) mod erasure;
pub(super) mod holds;
pub(super) mod idle;
pub(super) mod notice;
mod paper;
pub(super) mod queue;
pub(super) mod why;

use basics::Language;
use guard::HeldOn;
use policy::Category;

use super::error::Error;
use super::standing::Standing;
use crate::web::{Frame, Problem};

/// The page of a failure that no form of ours can mend.
fn told(error: &Error, language: Language) -> Problem {
    match error {
        Error::Guard(error) => Problem::of(error, language),
        error => Problem::unfit(error, language),
    }
}

/// What a hold keeps, in words.
fn held_on(frame: &Frame, on: HeldOn, category: Option<Category>) -> String {
    match (on, category) {
        (HeldOn::Party, _) => frame.say("retention-hold-all"),
        (HeldOn::Category(category), _) => frame.word(&category),
        (HeldOn::Lot(lot), category) => {
            let number = lot.get().to_string();
            let lot = frame.with("retention-hold-lot", "number", &number);
            let category = category.map(|category| frame.word(&category));
            [category.unwrap_or_default(), lot]
                .join(" ")
                .trim()
                .to_owned()
        }
    }
}

/// How long a category is kept, in words: its last day where its clock runs, and what keeps it
/// longer.
pub(super) fn stands(frame: &Frame, standing: &Standing) -> Vec<String> {
    let mut told = vec![standing.time.in_words(frame.language)];
    if standing.unused {
        told.push(frame.say("retention-unused"));
    }
    match (standing.first, standing.until) {
        (Some(first), Some(until)) if first != until && standing.each() => {
            let days = [("first", first.finnish()), ("until", until.finnish())];
            let days = days.each_ref().map(|(name, day)| (*name, day.as_str()));
            told.push(texts::say_with(frame.language, "retention-between", &days));
        }
        (_, Some(until)) => {
            told.push(frame.with("retention-until-day", "day", &until.finnish()));
        }
        _ => {}
    }
    if let Some(law) = standing.by_law {
        told.push(frame.with("retention-by-law", "law", law));
    }
    if standing.restricted {
        told.push(frame.say("retention-stays-restricted"));
    }
    for on in &standing.holds {
        if standing.tells_holds {
            let what = held_on(frame, *on, Some(standing.category));
            told.push(frame.with("retention-held-on", "what", &what));
        } else {
            told.push(frame.say("retention-stays-held"));
        }
    }
    for (why, until) in &standing.needs {
        let why = frame.say(why);
        told.push(match until {
            Some(until) => [&why, " (–", &until.finnish(), ")"].concat(),
            None => why,
        });
    }
    told.dedup();
    told
}
