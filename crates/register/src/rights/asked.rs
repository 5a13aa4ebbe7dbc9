//! What was typed about requests, made into what may be written down, or into what is wrong with it:
//! the same for pages, the command line and the public form.

use basics::{Day, Language};
use policy::{Channel, Purpose};

use super::complaints::NewComplaint;
use super::error::Error;
use super::kinds::{FoundIn, LetterKind, LetterWay, Means, Outcome, RequestKind};
use super::ledger::{Asked, Intake};
use super::requester::NewWho;
use super::sent::NewLetter;
use super::state::Deed;
use crate::people::holds_identity_code;
use crate::web::Fields;

/// The longest text of a request or a step.
const CHARACTERS_MAX: usize = 10_000;

/// A request as it was typed on a day, in a language.
pub(super) fn intake(fields: &Fields, today: Day, language: Language) -> Result<Intake, Error> {
    let kinds = kinds(fields);
    if kinds.is_empty() && !fields.ticked("unclear") {
        return Err(Error::Kinds);
    }
    Ok(Intake {
        kinds,
        way: Channel::from_key(fields.text("way")).ok_or(Error::Way)?,
        received: day(fields.text("received"), today)?,
        signed: fields.ticked("signed"),
        text: text(fields.text("text"))?,
        behalf: Some(text(fields.text("behalf"))?).filter(|behalf| !behalf.is_empty()),
        who: NewWho::parse(fields, language)?,
    })
}

/// What was ticked that is asked for, each thing once.
pub(super) fn kinds(fields: &Fields) -> Vec<RequestKind> {
    let ticked = fields.all("kind");
    let kinds = RequestKind::ALL.into_iter();
    kinds.filter(|kind| ticked.contains(&kind.key())).collect()
}

/// A day that has come; today where nothing is typed.
pub(super) fn day(typed: &str, today: Day) -> Result<Day, Error> {
    let day = match typed {
        "" => today,
        typed => Day::parse(typed).map_err(|_| Error::Day)?,
    };
    if day > today {
        Err(Error::Day)
    } else {
        Ok(day)
    }
}

/// A text that is kept: not too long, and without an identity code, which has a column of its own.
pub(super) fn text(typed: &str) -> Result<String, Error> {
    if typed.chars().count() > CHARACTERS_MAX {
        return Err(Error::Length);
    }
    if holds_identity_code(typed) {
        return Err(Error::IdentityCode);
    }
    Ok(typed.to_owned())
}

/// A step as it was typed on a day.
pub(super) fn step(fields: &Fields, today: Day) -> Result<Asked, Error> {
    let bad = || Error::Guard(guard::Error::NotThere);
    let kind = || RequestKind::from_key(fields.text("kind")).ok_or(Error::Kinds);
    let deed = match fields.text("deed") {
        "ask_identity" => Deed::AskedIdentity,
        "identify" => Deed::Identified(Means::from_key(fields.text("means")).ok_or_else(bad)?),
        "ask_meaning" => Deed::AskedMeaning,
        "understand" => Deed::Understood(kind()?),
        "remind" => Deed::Reminded,
        "extend" => Deed::Extended,
        "decide" => {
            let outcome = Outcome::from_key(fields.text("outcome")).ok_or(Error::Outcome)?;
            Deed::Decided(kind()?, outcome)
        }
        "join" => Deed::Joined(fields.text("into").parse().map_err(|_| bad())?),
        "answer" => Deed::Answered,
        "end" => Deed::Ended,
        _ => return Err(bad()),
    };
    let words = text(fields.text("words"))?;
    // Whoever asks is told why: of a refusal, of a fee, of an extension, of what she is asked.
    let founded = match deed {
        Deed::AskedIdentity | Deed::AskedMeaning | Deed::Extended | Deed::Ended => true,
        Deed::Decided(_, outcome) => outcome.needs_words(),
        _ => false,
    };
    if founded && words.is_empty() {
        return Err(Error::Reason);
    }
    Ok(Asked {
        deed,
        on: day(fields.text("on"), today)?,
        words,
        purpose: Purpose::from_key(fields.text("purpose")),
    })
}

/// A letter as it was asked for.
pub(super) fn letter(fields: &Fields) -> Result<NewLetter, Error> {
    let found = fields.all("found").into_iter();
    Ok(NewLetter {
        kind: LetterKind::from_key(fields.text("letter")).ok_or(Error::NoLetter)?,
        way: LetterWay::from_key(fields.text("as")).ok_or(Error::NoLetter)?,
        words: text(fields.text("words"))?,
        found: found.filter_map(FoundIn::from_key).collect(),
        as_given: fields.text("to") == "given",
    })
}

/// What the authority asks, as it was typed on a day.
pub(super) fn complaint(fields: &Fields, today: Day) -> Result<NewComplaint, Error> {
    let told = text(fields.text("text"))?;
    if told.is_empty() {
        return Err(Error::Reason);
    }
    Ok(NewComplaint {
        text: told,
        reference: Some(text(fields.text("reference"))?).filter(|text| !text.is_empty()),
        received: day(fields.text("received"), today)?,
        due: Day::parse(fields.text("due")).map_err(|_| Error::DueDay)?,
    })
}
