//! What a form changes in the file.
//!
//! A value that was posted as it stands is not touched. A section of which every text was emptied
//! goes; one of which anything was filled in comes.

use basics::Day;
use policy::Period;
use toml_edit::{
    Array, ArrayOfTables, Datetime, DocumentMut, InlineTable, Table, TableLike, Value,
};

use super::{Field, Kind, Part, named, said, sections, words_of};
use crate::web::Fields;

/// Which of a part a form is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Item {
    /// The part is one thing.
    Whole,
    /// The one with this number of the list, from 1.
    Number(usize),
    /// One that is added to the list.
    New,
}

/// Changes the file as the form says; where the form names one of a list, its number from then on.
/// Nothing where there is no such one.
pub(crate) fn apply(
    document: &mut DocumentMut,
    part: &Part,
    item: Item,
    form: &Fields,
) -> Option<usize> {
    let root = document.as_table_mut();
    match item {
        Item::Whole => {
            section(root, part.key, part.fields, "", form);
            Some(0)
        }
        Item::Number(number) => {
            let list = root.get_mut(part.key)?;
            if form.ticked("remove") {
                let removed = remove(list, number);
                if removed && is_bare(root.get(part.key)) {
                    root.remove(part.key);
                }
            } else {
                fields(nth(list, number)?, part.fields, "", form);
            }
            Some(number)
        }
        Item::New => {
            let number = add(root, part.key);
            let list = root.get_mut(part.key)?;
            fields(nth(list, number)?, part.fields, "", form);
            Some(number)
        }
    }
}

fn fields(table: &mut dyn TableLike, fields: &[Field], prefix: &str, form: &Fields) {
    for field in fields {
        let name = named(prefix, field.key);
        match &field.kind {
            Kind::Line | Kind::Word(_) | Kind::Interest => {
                text(table, field.key, &name, form, line);
            }
            Kind::Day => day(table, field.key, &name, form),
            Kind::Period => period(table, field.key, &name, form),
            Kind::Number => text(table, field.key, &name, form, number),
            Kind::Texts => texts(table, field.key, &name, form),
            Kind::Flag => flag(table, field.key, &name, form),
            Kind::Tick => tick(table, field.key, &name, form),
            Kind::Words(known) => {
                let known: Vec<_> = known().into_iter().map(|(word, _)| word).collect();
                words(table, (field.key, &known), &name, form);
            }
            Kind::Section(inner) => {
                let prefix = [&name, "."].concat();
                section(table, field.key, inner, &prefix, form);
            }
            Kind::List(inner) => list(table, field.key, inner, &name, form),
        }
    }
}

fn line(text: &str) -> Value {
    Value::from(text)
}

fn date(text: &str) -> Value {
    text.parse::<Datetime>()
        .map_or_else(|_| Value::from(text), Value::from)
}

fn number(text: &str) -> Value {
    text.parse::<i64>()
        .map_or_else(|_| Value::from(text), Value::from)
}

/// Sets one text, where it was posted and differs.
fn text(table: &mut dyn TableLike, key: &str, name: &str, form: &Fields, made: fn(&str) -> Value) {
    if !form.has(name) {
        return;
    }
    says(table, key, &form.text(name).replace("\r\n", "\n"), made);
}

/// Sets a day, as a file says it; what is none stays as it was typed, and reading the notice says so.
fn day(table: &mut dyn TableLike, key: &str, name: &str, form: &Fields) {
    if !form.has(name) {
        return;
    }
    let posted = form.text(name);
    match (Day::parse(posted), Day::parse(&said(table.get(key)))) {
        // However the file writes it, untouched it stays as it is.
        (Ok(typed), Ok(held)) if typed == held => {}
        (Ok(typed), _) => says(table, key, &typed.to_string(), date),
        (Err(_), _) => says(table, key, posted, date),
    }
}

/// Sets how long, as a file says it; what is no length of time stays as it was typed, and reading
/// the notice says so.
fn period(table: &mut dyn TableLike, key: &str, name: &str, form: &Fields) {
    if form.has(name) {
        let posted = form.text(name);
        let written = Period::written(posted).unwrap_or_else(|| posted.to_owned());
        says(table, key, &written, line);
    }
}

/// Sets one text, where it differs.
fn says(table: &mut dyn TableLike, key: &str, posted: &str, made: fn(&str) -> Value) {
    if posted == said(table.get(key)) {
        return;
    }
    if posted.is_empty() {
        table.remove(key);
    } else {
        set(table, key, made(posted));
    }
}

/// Puts a value in the place of another, with the space and the comments around it.
fn set(table: &mut dyn TableLike, key: &str, mut value: Value) {
    match table.get_mut(key).and_then(toml_edit::Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            table.insert(key, toml_edit::Item::Value(value));
        }
    }
}

fn texts(table: &mut dyn TableLike, key: &str, name: &str, form: &Fields) {
    let names = basics::Language::ALL.map(|language| {
        let code = language.code();
        (code, [name, ".", code].concat())
    });
    if !names.iter().any(|(_, name)| form.has(name)) {
        return;
    }
    if names.iter().all(|(_, name)| form.text(name).is_empty()) {
        emptied(table, key, names.map(|(code, _)| code));
        return;
    }
    if table.get(key).is_none_or(|item| !item.is_table_like()) {
        let inline = Value::InlineTable(InlineTable::new());
        table.insert(key, toml_edit::Item::Value(inline));
    }
    let inner = table
        .get_mut(key)
        .and_then(toml_edit::Item::as_table_like_mut);
    if let Some(inner) = inner {
        for (code, name) in names {
            text(inner, code, &name, form, line);
        }
    }
}

/// Takes texts away that the form showed; what is not one of them stays, and so does what was empty.
fn emptied(table: &mut dyn TableLike, key: &str, languages: [&str; 3]) {
    let inner = table
        .get_mut(key)
        .and_then(toml_edit::Item::as_table_like_mut);
    let Some(inner) = inner else { return };
    let mut any = false;
    for language in languages {
        if !said(inner.get(language)).is_empty() {
            any = inner.remove(language).is_some();
        }
    }
    if any && inner.is_empty() {
        table.remove(key);
    }
}

/// Whether the form showed this tick or these words: what is not ticked is not posted.
fn shown(name: &str, form: &Fields) -> bool {
    form.all("shown").contains(&name)
}

fn flag(table: &mut dyn TableLike, key: &str, name: &str, form: &Fields) {
    let ticked = form.ticked(name);
    let item = table.get(key);
    let now = item.and_then(toml_edit::Item::as_bool);
    // What is neither true nor false is shown without a tick, and stays until it gets one.
    let strange = item.is_some() && now.is_none();
    if shown(name, form) && now != Some(ticked) && (ticked || !strange) {
        set(table, key, Value::from(ticked));
    }
}

/// What is not ticked is not there.
fn tick(table: &mut dyn TableLike, key: &str, name: &str, form: &Fields) {
    let ticked = form.ticked(name);
    let now = table.get(key).and_then(toml_edit::Item::as_bool);
    if !shown(name, form) || now.unwrap_or(false) == ticked {
        return;
    }
    if ticked {
        set(table, key, Value::from(true));
    } else {
        table.remove(key);
    }
}

fn words(
    table: &mut dyn TableLike,
    (key, known): (&str, &[&'static str]),
    name: &str,
    form: &Fields,
) {
    if !shown(name, form) {
        return;
    }
    let posted = form.all(name);
    let now = words_of(table.get(key));
    let wanted: Vec<&str> = known
        .iter()
        .copied()
        .filter(|word| posted.contains(word))
        .collect();
    if wanted.is_empty() {
        let array = table.get(key).and_then(toml_edit::Item::as_array);
        // Neither another kind of value nor an empty list was shown.
        let Some(array) = array.filter(|array| !array.is_empty()) else {
            return;
        };
        let own = |word: &Value| word.as_str().is_some_and(|word| known.contains(&word));
        if array.iter().all(own) {
            table.remove(key);
            return;
        }
    }
    if table.get(key).is_none_or(|item| !item.is_array()) {
        let array = Value::Array(Array::new());
        table.insert(key, toml_edit::Item::Value(array));
    }
    let array = table.get_mut(key).and_then(toml_edit::Item::as_array_mut);
    if let Some(array) = array {
        // A word that no form knows is not the form's to take away.
        let stays = |word: &str| wanted.contains(&word) || !known.contains(&word);
        array.retain(|word| word.as_str().is_none_or(stays));
        for word in wanted {
            if !now.iter().any(|have| have == word) {
                array.push(word);
            }
        }
    }
}

/// Whether anything of these fields was filled in, ticked or chosen.
fn filled(fields: &[Field], prefix: &str, form: &Fields) -> bool {
    fields.iter().any(|field| {
        let name = named(prefix, field.key);
        match &field.kind {
            Kind::Section(inner) => filled(inner, &[&name, "."].concat(), form),
            Kind::Texts => basics::Language::ALL
                .iter()
                .any(|language| form.ticked(&[&name, ".", language.code()].concat())),
            Kind::List(inner) => {
                (1..=LIST_MAX).any(|number| filled(inner, &within(&name, number), form))
            }
            _ => form.ticked(&name),
        }
    })
}

/// Whether the form showed these fields at all.
fn posted(fields: &[Field], prefix: &str, form: &Fields) -> bool {
    fields.iter().any(|field| {
        let name = named(prefix, field.key);
        match &field.kind {
            Kind::Texts => form.has(&[&name, ".fi"].concat()),
            Kind::List(inner) => posted(inner, &within(&name, 1), form),
            _ => form.has(&name) || shown(&name, form),
        }
    })
}

fn section(
    table: &mut dyn TableLike,
    key: &'static str,
    inner: &[Field],
    prefix: &str,
    form: &Fields,
) {
    if !posted(inner, prefix, form) {
        return;
    }
    if !filled(inner, prefix, form) {
        let within = table
            .get_mut(key)
            .and_then(toml_edit::Item::as_table_like_mut);
        // What is not shown at all, because it is another kind of value, stays.
        if within.is_some_and(|within| leaves(within, inner, prefix, form)) {
            table.remove(key);
        }
        return;
    }
    if table.get(key).is_none_or(|item| !item.is_table_like()) {
        table.insert(key, toml_edit::Item::Table(Table::new()));
    }
    let within = table
        .get_mut(key)
        .and_then(toml_edit::Item::as_table_like_mut);
    if let Some(within) = within {
        fields(within, inner, prefix, form);
    }
}

/// Empties a section; whether something was taken away and nothing is left that says anything.
fn leaves(section: &mut dyn TableLike, inner: &[Field], prefix: &str, form: &Fields) -> bool {
    let says = |section: &dyn TableLike| {
        let said = section.iter().filter(|(_, item)| match item {
            toml_edit::Item::Value(Value::Boolean(flag)) => *flag.value(),
            other => !is_bare(Some(other)),
        });
        said.filter(|(key, _)| *key != ADDED).count()
    };
    let before = says(section);
    fields(section, inner, prefix, form);
    before > 0 && says(section) == 0
}

/// Where an addition comes from: on no form, and worth nothing alone.
const ADDED: &str = "added";

/// Whether a table or a list holds nothing.
fn is_bare(item: Option<&toml_edit::Item>) -> bool {
    match item {
        None | Some(toml_edit::Item::None) => true,
        Some(toml_edit::Item::ArrayOfTables(list)) => list.is_empty(),
        Some(toml_edit::Item::Value(Value::Array(list))) => list.is_empty(),
        Some(item) => item
            .as_table_like()
            .is_some_and(toml_edit::TableLike::is_empty),
    }
}

/// The largest number of sections within one that a form shows and reads.
const LIST_MAX: usize = 100;

fn within(name: &str, number: usize) -> String {
    format!("{name}[{number}].")
}

fn list(table: &mut dyn TableLike, key: &'static str, inner: &[Field], name: &str, form: &Fields) {
    let count = sections(table.get(key)).len();
    for number in 1..=count {
        let one = table.get_mut(key).and_then(|list| nth(list, number));
        if let Some(one) = one {
            fields(one, inner, &within(name, number), form);
        }
    }
    // A form that came back shows those that were filled in before, and one more.
    for number in count + 1..=LIST_MAX {
        let prefix = within(name, number);
        if !filled(inner, &prefix, form) || form.ticked(&[&prefix, "remove"].concat()) {
            continue;
        }
        let number = add(table, key);
        let one = table.get_mut(key).and_then(|list| nth(list, number));
        if let Some(one) = one {
            fields(one, inner, &prefix, form);
        }
    }
    let mut removed = false;
    for number in (1..=count).rev() {
        if form.ticked(&[&within(name, number), "remove"].concat())
            && let Some(list) = table.get_mut(key)
        {
            removed |= remove(list, number);
        }
    }
    if removed && is_bare(table.get(key)) {
        table.remove(key);
    }
}

/// Adds an empty section to a list; its number.
fn add(table: &mut dyn TableLike, key: &str) -> usize {
    match table.get_mut(key) {
        Some(toml_edit::Item::ArrayOfTables(list)) => list.push(Table::new()),
        Some(toml_edit::Item::Value(Value::Array(list))) => list.push(InlineTable::new()),
        _ => {
            let mut list = ArrayOfTables::new();
            list.push(Table::new());
            table.insert(key, toml_edit::Item::ArrayOfTables(list));
        }
    }
    sections(table.get(key)).len()
}

fn nth(list: &mut toml_edit::Item, number: usize) -> Option<&mut dyn TableLike> {
    let at = number.checked_sub(1)?;
    match list {
        toml_edit::Item::ArrayOfTables(list) => {
            list.get_mut(at).map(|one| one as &mut dyn TableLike)
        }
        toml_edit::Item::Value(Value::Array(list)) => {
            let mut tables = list.iter_mut().filter_map(Value::as_inline_table_mut);
            tables.nth(at).map(|one| one as &mut dyn TableLike)
        }
        _ => None,
    }
}

/// Takes one out of a list; whether there was one.
fn remove(list: &mut toml_edit::Item, number: usize) -> bool {
    let Some(at) = number.checked_sub(1) else {
        return false;
    };
    match list {
        toml_edit::Item::ArrayOfTables(list) if at < list.len() => {
            list.remove(at);
            true
        }
        toml_edit::Item::Value(Value::Array(list)) => {
            let tables = list.iter().enumerate();
            let mut tables = tables.filter(|(_, one)| one.as_inline_table().is_some());
            let found = tables.nth(at).map(|(at, _)| at);
            drop(tables);
            if let Some(at) = found {
                list.remove(at);
            }
            found.is_some()
        }
        _ => false,
    }
}
