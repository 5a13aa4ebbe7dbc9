//! The fields of the company among what people know of a customer: changed from a version that was
//! seen, told in the history.

use basics::{Code, Coded, Language, PartyId, RowId};
use guard::{Ask, PartyRow, Work};
use policy::{Category, DeclaredField, FieldKey, Policy, SourceKind};

use super::change::At;
use super::difference::{Step, note};
use super::in_notice;
use super::model::{Deed, Error};
use super::undo::Done;
use super::values::{Page, Value};
use crate::fields;
use formats::holds_identity_code;

/// What a text says in a field; nothing where it is empty.
///
/// # Errors
///
/// The code of what the field does not understand, or may not hold: an identity code.
pub fn own_value(field: &DeclaredField, text: &str) -> Result<Option<fields::Value>, Code> {
    if holds_identity_code(text) {
        return Err(Code::new("people.field.identity_code_in_note"));
    }
    fields::Value::parse(field, text).map_err(|error| error.code())
}

/// A field has another value, or none.
pub(super) fn change(
    work: &mut Work<'_>,
    row: &PartyRow,
    ask: Ask,
    (key, value): (FieldKey, Option<&fields::Value>),
    source: SourceKind,
) -> Result<(), Error> {
    in_notice::source(work.policy(), source)?;
    let (category, rows) = fields::set(work, (row, ask), (key, value), source)?;
    match rows {
        Some(rows) => noted(work, row, (key.as_str(), category), rows),
        None => Ok(()),
    }
}

/// Writes down that a value took the place of another, or of none.
pub(super) fn noted(
    work: &mut Work<'_>,
    row: &PartyRow,
    (key, category): (&str, Category),
    (before, after): fields::Rows,
) -> Result<(), Error> {
    let deed = match (before, after) {
        (_, None) => Deed::Ended,
        (None, _) => Deed::Added,
        _ => Deed::Replaced,
    };
    let step = Step::of(category, fields::what(key), deed);
    note(work, row, step.rows(before, after))
}

/// A value that a list brought is none any more, and the one it took the place of holds again.
pub(super) fn put_back(work: &mut Work<'_>, at: &At<'_>, done: &Done) -> Result<(), Error> {
    let rows = (done.after, done.before);
    fields::put_back(work, (at.row.party, at.ask()), done.category, rows)?;
    let deed = match done.before {
        Some(_) => Deed::Replaced,
        None => Deed::Ended,
    };
    let step = Step::of(done.category, done.what.clone(), deed);
    note(work, &at.row, step.rows(done.after, done.before))
}

/// Everything of a field that the notice does not declare any more is gone.
pub(super) fn erase(
    work: &mut Work<'_>,
    row: &PartyRow,
    ask: Ask,
    (key, category): (&str, Category),
) -> Result<(), Error> {
    if !fields::erase(work, (row, ask), key, category)? {
        return Err(guard::Error::NotThere.into());
    }
    note(
        work,
        row,
        Step::of(category, fields::what(key), Deed::Ended),
    )
}

/// Whether a word of the history is that for a field.
pub(super) fn is_what(what: &str) -> bool {
    fields::is_what(what)
}

/// What a word of the history means.
#[must_use]
pub fn what_in_words(policy: &Policy, what: &str, language: Language) -> String {
    fields::what_in_words(policy, what, language)
        .unwrap_or_else(|| texts::say(language, &["people-what-", what].concat()))
}

/// The values of fields a party ever had, newest first, before one of them; the row down to which
/// they were read, where there may be older ones.
pub(super) fn values(
    work: &mut Work<'_>,
    party: PartyId,
    page: Page,
) -> Result<(Vec<Value>, Option<RowId>), Error> {
    let (values, down_to) = fields::history(work, party, page)?;
    let (policy, language) = (work.policy(), work.actor().language());
    let told = values.into_iter().map(|value| {
        let field = policy.field(&value.field);
        let field = field.filter(|field| field.category == value.category);
        Value {
            row: value.row,
            what: fields::what(&value.field).into(),
            category: value.category,
            text: value.value.in_words(field, language),
            source: Some(value.source),
            at: value.at,
            by: value.by,
            until: value.until,
        }
    });
    Ok((told.collect(), down_to))
}
