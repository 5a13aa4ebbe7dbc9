//! The notice as forms: which parts it has, what each holds, how a form reads and changes the file.
//!
//! Invariants: the file stays as its author wrote it; a form touches a value only where what was
//! posted differs from it, so comments, order and what no form knows stay. What a form cannot know
//! (whether the notice is whole, whether a period is allowed) is decided by reading the file as the
//! program does, and nowhere else.

mod apply;
mod choices;
mod merge;
mod parts;
mod show;

use basics::Language;
use toml_edit::{DocumentMut, Item, TableLike, Value};

pub(crate) use apply::{Item as Which, apply};
pub(super) use merge::{Merged, merged, stood};
pub(crate) use parts::{GROUPS, Part, part};
pub(super) use show::{Block, Faults, blocks, items, refers, told_by};

/// Something a part holds.
pub(crate) struct Field {
    /// Its key in the file.
    key: &'static str,
    /// The key of its label.
    label: &'static str,
    kind: Kind,
}

/// The words one may choose: each with the key of its text.
type Words = fn() -> Vec<(&'static str, String)>;

/// What a field is.
enum Kind {
    /// A text in one line, in one language.
    Line,
    /// A text in three languages.
    Texts,
    Day,
    /// How long, in the words of whoever reads it.
    Period,
    Number,
    Flag,
    /// Yes, or no where it is not there.
    Tick,
    /// One of these words.
    Word(Words),
    /// Some of these words.
    Words(Words),
    /// One of the notice's own interests.
    Interest,
    /// A section within.
    Section(&'static [Field]),
    /// Sections within, any number of them.
    List(&'static [Field]),
}

/// What a part, or a field of one, is called in the form: `purpose.basis.connections`.
pub(crate) fn label(path: &str, language: Language) -> Option<String> {
    let mut keys = path.split('.');
    let part = part(keys.next()?)?;
    let (mut name, mut fields) = (part.title(), part.fields);
    for key in keys {
        let Some(field) = fields.iter().find(|field| field.key == key) else {
            // One language of a text.
            break;
        };
        field.label.clone_into(&mut name);
        fields = match &field.kind {
            Kind::Section(inner) | Kind::List(inner) => inner,
            _ => &[],
        };
    }
    Some(texts::say(language, &name))
}

/// The file, where it is TOML at all.
pub(super) fn document(text: &str) -> Option<DocumentMut> {
    text.parse().ok()
}

/// What a value says, as one types it.
fn said(item: Option<&Item>) -> String {
    match item.and_then(Item::as_value) {
        Some(Value::String(text)) => text.value().trim().to_owned(),
        Some(Value::Integer(number)) => number.value().to_string(),
        Some(Value::Datetime(day)) => day.value().to_string(),
        _ => String::new(),
    }
}

/// The words of a list.
fn words_of(item: Option<&Item>) -> Vec<String> {
    let list = item.and_then(Item::as_array).into_iter().flatten();
    list.filter_map(|word| word.as_str().map(str::to_owned))
        .collect()
}

/// The sections of a list, however the file writes them.
fn sections(item: Option<&Item>) -> Vec<&dyn TableLike> {
    match item {
        Some(Item::ArrayOfTables(list)) => list.iter().map(|one| one as &dyn TableLike).collect(),
        Some(Item::Value(Value::Array(list))) => {
            let tables = list.iter().filter_map(Value::as_inline_table);
            tables.map(|one| one as &dyn TableLike).collect()
        }
        _ => Vec::new(),
    }
}

/// The name of a field within a section of a form: `deputy.email`, `basis[2].interest`.
fn named(prefix: &str, key: &str) -> String {
    [prefix, key].concat()
}

#[cfg(test)]
mod tests;
