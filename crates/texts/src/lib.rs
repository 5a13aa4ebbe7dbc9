//! Every text a person sees, in Finnish, Swedish and English.
//!
//! The texts stand in `locales/{fi,sv,en}/<area>.ftl` (Fluent) and are embedded in the program:
//! a new file is picked up by being there. Code names a text by its key and never holds one.
//!
//! Invariant: saying a text never fails. A key nobody wrote is said as `⟦key⟧`, which the tests
//! of the pages look for; the tests here keep the three languages alike, key by key and
//! placeable by placeable.
//!
//! Values are put into a text as they are. Whoever prints the text escapes the whole.

use std::borrow::Cow;
use std::sync::LazyLock;

use basics::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};
use unic_langid::langid;

mod files {
    include!(concat!(env!("OUT_DIR"), "/files.rs"));
}

/// What a text mentions: a word, or a number that may decide between singular and plural.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'v> {
    /// Put in as it is.
    Text(Cow<'v, str>),
    /// A count. Amounts, dates and times are written out by the caller and given as text.
    Number(i64),
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'v> From<&'v String> for Value<'v> {
    fn from(text: &'v String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u16> for Value<'_> {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<'v> From<Value<'v>> for FluentValue<'v> {
    fn from(value: Value<'v>) -> Self {
        match value {
            Value::Text(text) => FluentValue::String(text),
            Value::Number(number) => FluentValue::from(number),
        }
    }
}

/// The text of `key`.
#[must_use]
pub fn say(language: Language, key: &str) -> String {
    format(language, key, None)
}

/// The text of `key` with what it mentions.
///
/// ```
/// use basics::Language;
/// let said = texts::say_with(Language::Fi, "no-such-text", &[("count", 3_i64)]);
/// assert_eq!(said, "⟦no-such-text⟧");
/// ```
#[must_use]
pub fn say_with<'v, V>(language: Language, key: &str, values: &[(&str, V)]) -> String
where
    V: Into<Value<'v>> + Clone,
{
    let mut args = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        let value: Value<'v> = value.clone().into();
        args.set((*name).to_owned(), FluentValue::from(value));
    }
    format(language, key, Some(&args))
}

/// A text as a heading begins, with a capital.
///
/// ```
/// assert_eq!(texts::capital("äänitteet"), "Äänitteet");
/// ```
#[must_use]
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next();
    let first: String = first.into_iter().flat_map(char::to_uppercase).collect();
    [&first, rest.as_str()].concat()
}

/// Whether there is a text of this key.
#[must_use]
pub fn has(language: Language, key: &str) -> bool {
    bundle(language)
        .get_message(key)
        .is_some_and(|message| message.value().is_some())
}

/// The names of the values that a text mentions, each as often as it stands there; those that
/// depend on a count are not told.
#[must_use]
pub fn mentioned(language: Language, key: &str) -> Vec<&'static str> {
    let message = bundle(language).get_message(key);
    let Some(pattern) = message.and_then(|message| message.value()) else {
        return Vec::new();
    };
    let named = pattern.elements.iter().filter_map(|element| match element {
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Some(id.name),
        _ => None,
    });
    named.collect()
}

/// Every key of a language, file by file.
pub fn keys(language: Language) -> impl Iterator<Item = &'static str> {
    all(language).keys.iter().copied()
}

fn format(language: Language, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let bundle = bundle(language);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return format!("⟦{key}⟧");
    };
    // A value nobody gave is said as `{$name}`: the text around it still helps its reader.
    bundle
        .format_pattern(pattern, args, &mut Vec::new())
        .into_owned()
}

struct All {
    bundle: FluentBundle<&'static FluentResource>,
    keys: Vec<&'static str>,
}

/// The texts are part of the program, so they are parsed once and stay.
static ALL: LazyLock<[All; 3]> = LazyLock::new(|| Language::ALL.map(parse));

fn all(language: Language) -> &'static All {
    let [fi, sv, en] = &*ALL;
    match language {
        Language::Fi => fi,
        Language::Sv => sv,
        Language::En => en,
    }
}

fn bundle(language: Language) -> &'static FluentBundle<&'static FluentResource> {
    &all(language).bundle
}

const fn files(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::Fi => files::FI,
        Language::Sv => files::SV,
        Language::En => files::EN,
    }
}

fn parse(language: Language) -> All {
    let mut bundle = FluentBundle::new_concurrent(vec![match language {
        Language::Fi => langid!("fi"),
        Language::Sv => langid!("sv"),
        Language::En => langid!("en"),
    }]);
    // Isolating marks are for mixed writing directions; here they would only be copied along.
    bundle.set_use_isolating(false);
    let mut keys = Vec::new();
    for (_, text) in files(language) {
        // What a broken file still holds is said; the tests refuse the file.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(kept, _)| kept);
        let resource: &'static FluentResource = Box::leak(Box::new(resource));
        keys.extend(resource.entries().filter_map(|entry| match entry {
            Entry::Message(message) => message.value.as_ref().map(|_| message.id.name),
            _ => None,
        }));
        bundle.add_resource_overriding(resource);
    }
    All { bundle, keys }
}

#[cfg(test)]
mod tests;
