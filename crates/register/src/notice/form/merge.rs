//! A form that was filled in on an older state of the file, brought onto the newer one.
//!
//! A browser posts every field of a form, those that nobody touched too. So beside each field the
//! form sends what stood in it (`was.NAME`): a field that says what stood there is left as the file
//! has it now, and only what was really changed counts. Invariant: what was typed is either in the
//! fields that come back or told beside them.

use std::collections::BTreeSet;

use super::show::{Block, Input};
use crate::web::Fields;

/// What the names of the fields begin with that tell what stood in a form.
const WAS: &str = "was.";

/// A form brought onto a newer state.
pub(crate) struct Merged {
    /// The fields as if they had been filled in on the newer state.
    pub(crate) fields: Fields,
    /// Fields that the other changed too: name, what is saved there now.
    pub(crate) clashes: Vec<(String, String)>,
    /// What was typed and has no field any more: label and text.
    pub(crate) left: Vec<(String, String)>,
}

/// What stands in the fields of a form: name and value, each name at least once.
pub(crate) fn stood(blocks: &[Block]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (name, values) in inputs(blocks).flat_map(values) {
        if values.is_empty() {
            all.push((name, String::new()));
        } else {
            all.extend(values.into_iter().map(|value| (name.clone(), value)));
        }
    }
    all
}

/// The fields of an input, each with what stands in it.
fn values(input: &Input) -> Vec<(String, BTreeSet<String>)> {
    let one = |text: &String| BTreeSet::from([sound(text)]);
    let mut all = match input.kind {
        "ticks" => {
            let chosen = input.choices.iter().filter(|choice| choice.2);
            let keys = chosen.map(|(key, ..)| key.clone()).collect();
            vec![(input.name.clone(), keys)]
        }
        "texts" => {
            let texts = input.texts.iter();
            texts
                .map(|(_, name, text, _)| (name.clone(), one(text)))
                .collect()
        }
        _ => vec![(input.name.clone(), one(&input.value))],
    };
    for (_, values) in &mut all {
        values.retain(|value| !value.is_empty());
    }
    all
}

fn sound(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// What was posted under a name, without what is empty.
fn posted(fields: &Fields, name: &str) -> BTreeSet<String> {
    fields.all(name).into_iter().map(sound).collect()
}

fn was(fields: &Fields, name: &str) -> BTreeSet<String> {
    posted(fields, &[WAS, name].concat())
}

/// The list within the part that a field belongs to: `basis` of `basis[2].text.fi`.
fn list_of(name: &str) -> Option<&str> {
    name.split_once('[').map(|(list, _)| list)
}

/// A field's name without which one of the list it is of.
fn kind_of(name: &str) -> String {
    let parts = name.split_once('[');
    let parts = parts.and_then(|(list, rest)| Some((list, rest.split_once(']')?.1)));
    parts.map_or_else(|| name.to_owned(), |(list, field)| [list, field].concat())
}

/// Whether a field is ticked rather than typed: what is not ticked is not posted.
fn is_ticked(input: &Input) -> bool {
    ["tick", "ticks"].contains(&input.kind)
}

/// The fields of a form that was filled in on an older state, as they would be on this one.
pub(crate) fn merged(fields: &Fields, now: &[Block]) -> Merged {
    let there: BTreeSet<String> = stood(now).into_iter().map(|(name, _)| name).collect();
    let had = fields.names().filter_map(|name| name.strip_prefix(WAS));
    let had: BTreeSet<String> = had.map(str::to_owned).collect();
    // A list of which one came or went: its numbers mean others than they did.
    let apart = had.symmetric_difference(&there);
    let lists: BTreeSet<&str> = apart.filter_map(|name| list_of(name)).collect();
    let moved = |name: &str| list_of(name).is_some_and(|list| lists.contains(list));
    let (mut all, mut clashes) = (Vec::new(), Vec::new());
    for input in inputs(now) {
        if is_ticked(input) {
            all.push(("shown".to_owned(), input.name.clone()));
        }
        for (name, now) in values(input) {
            let value = if moved(&name) {
                now
            } else {
                chosen(fields, (input, &name), now, &mut clashes)
            };
            if value.is_empty() && !is_ticked(input) {
                all.push((name, String::new()));
            } else {
                all.extend(value.into_iter().map(|value| (name.clone(), value)));
            }
        }
    }
    let removes = now.iter().filter_map(|block| block.remove.as_ref());
    for name in removes.filter(|name| fields.ticked(name) && !moved(name)) {
        all.push((name.clone(), "1".to_owned()));
    }
    let left = elsewhere(fields, (now, &there), moved, &mut all);
    Merged {
        fields: Fields::of(all),
        clashes,
        left,
    }
}

fn inputs(blocks: &[Block]) -> impl Iterator<Item = &Input> {
    blocks.iter().flat_map(|block| &block.inputs)
}

/// What was posted and the newer form has no field for: one more of a list is taken along, and
/// what was changed in a list that is another now is told.
fn elsewhere(
    fields: &Fields,
    (now, there): (&[Block], &BTreeSet<String>),
    moved: impl Fn(&str) -> bool,
    all: &mut Vec<(String, String)>,
) -> Vec<(String, String)> {
    let shown = fields.all("shown").into_iter();
    let more = |name: &&str| list_of(name).is_some() && !there.contains(*name) && !moved(name);
    all.extend(
        shown
            .filter(more)
            .map(|name| ("shown".to_owned(), name.to_owned())),
    );
    let names: BTreeSet<&str> = fields.names().collect();
    let own = |name: &&str| {
        let field = !name.starts_with(WAS) && list_of(name).is_some();
        field && !name.ends_with("].remove")
    };
    let mut left = Vec::new();
    for name in names.into_iter().filter(own) {
        let typed = posted(fields, name);
        if more(&name) {
            all.extend(typed.into_iter().map(|value| (name.to_owned(), value)));
        } else if moved(name) && !typed.is_empty() && typed != was(fields, name) {
            let alike = |input: &&Input| {
                let mut own = values(input).into_iter();
                own.any(|(own, _)| kind_of(&own) == kind_of(name))
            };
            left.push(in_words(name, &typed, inputs(now).find(alike)));
        }
    }
    left
}

/// What a field that both forms have holds: what was typed where it was changed, else what is there.
fn chosen(
    fields: &Fields,
    (input, name): (&Input, &str),
    now: BTreeSet<String>,
    clashes: &mut Vec<(String, String)>,
) -> BTreeSet<String> {
    let came = if is_ticked(input) {
        fields.all("shown").contains(&input.name.as_str())
    } else {
        fields.has(name)
    };
    let (typed, was) = (posted(fields, name), was(fields, name));
    if !came || typed == was || typed == now {
        return now;
    }
    if input.kind == "ticks" {
        // Each word for itself: the one took some away or added some, and so did the other.
        let kept = now
            .iter()
            .filter(|word| !was.contains(*word) || typed.contains(*word));
        let added = typed.iter().filter(|word| !was.contains(*word));
        return kept.chain(added).cloned().collect();
    }
    if now != was {
        let (_, text) = in_words(name, &now, Some(input));
        clashes.push((name.to_owned(), text));
    }
    typed
}

/// A field and what it says, as one reads it.
fn in_words(name: &str, values: &BTreeSet<String>, input: Option<&Input>) -> (String, String) {
    let Some(input) = input else {
        let texts: Vec<&str> = values.iter().map(String::as_str).collect();
        return (name.to_owned(), texts.join(", "));
    };
    let named = |value: &String| {
        let choice = input.choices.iter().find(|(key, ..)| key == value);
        choice.map_or_else(|| value.clone(), |(_, name, _)| name.clone())
    };
    let texts: Vec<String> = values.iter().map(named).collect();
    let label = match (input.kind, name.rsplit_once('.')) {
        ("texts", Some((_, language))) => [&input.label, " (", language, ")"].concat(),
        _ => input.label.clone(),
    };
    (label, texts.join(", "))
}
