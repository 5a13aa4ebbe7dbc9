//! What a value of a field is: parsed at the door, told in words.
//!
//! Invariant: a [`Value`] of a field exists only where the text was understood as the field's kind
//! says; it is kept in one form, whatever was typed.

use basics::{Code, Coded, Day, Instant, Language, RowId};
use guard::PartyKind;
use policy::{Category, DeclaredField, FieldKey, FieldKind, FieldParty, Policy, SourceKind};

/// The longest text, in characters.
const TEXT_CHARACTERS_MAX: usize = 500;
/// Digits before and after the decimal point.
const WHOLE_DIGITS_MAX: usize = 12;
const DECIMALS_MAX: usize = 6;

/// Why a value was not written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text is too long or has several lines.
    #[error("the text is too long or has several lines")]
    Text,
    /// It is no number.
    #[error("it is no number")]
    Number,
    /// It is no day.
    #[error("it is no day")]
    Day,
    /// It is none of the choices.
    #[error("it is none of the choices")]
    Choice,
    /// The notice declares no such field.
    #[error("the notice declares no such field")]
    Unknown,
    /// The notice declares the field for the others alone: persons, or organisations.
    #[error("the field is not kept of such a customer")]
    NotOfKind,
    /// The notice declares it: it is changed, and not erased whole.
    #[error("the notice declares the field")]
    Declared,
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Text => "fields.text",
            Self::Number => "fields.number",
            Self::Day => "fields.day",
            Self::Choice => "fields.choice",
            Self::Unknown => "fields.unknown",
            Self::NotOfKind => "fields.not_of_kind",
            Self::Declared => "fields.declared",
            Self::Guard(error) => return error.code(),
        })
    }
}

/// A value. No `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// A line of text.
    Text(String),
    /// A decimal number in one form: `-12.5`.
    Number(String),
    /// A day.
    Day(Day),
    /// What was chosen, by its key.
    Choice(String),
}

impl Value {
    /// What a text says in a field; nothing where it is empty.
    ///
    /// # Errors
    ///
    /// What the field's kind does not understand.
    pub fn parse(field: &DeclaredField, text: &str) -> Result<Option<Self>, Error> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if text.is_empty() {
            return Ok(None);
        }
        let value = match field.kind {
            FieldKind::Text => Self::Text(line(text).ok_or(Error::Text)?),
            FieldKind::Number => Self::Number(number(text).ok_or(Error::Number)?),
            FieldKind::Date => Self::Day(Day::parse(text).map_err(|_| Error::Day)?),
            FieldKind::Choice => Self::Choice(chosen(field, text).ok_or(Error::Choice)?),
        };
        Ok(Some(value))
    }

    /// What kind of field it is of.
    #[must_use]
    pub const fn kind(&self) -> FieldKind {
        match self {
            Self::Text(_) => FieldKind::Text,
            Self::Number(_) => FieldKind::Number,
            Self::Day(_) => FieldKind::Date,
            Self::Choice(_) => FieldKind::Choice,
        }
    }

    /// As it is kept, and as programs read it.
    #[must_use]
    pub fn kept(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Choice(text) => text.clone(),
            Self::Day(day) => day.to_string(),
        }
    }

    /// What was kept; nothing where it is of no such form.
    pub(super) fn of_kept(kind: &str, text: String) -> Option<Self> {
        Some(match FieldKind::from_key(kind)? {
            FieldKind::Text => Self::Text(text),
            FieldKind::Number => Self::Number(text),
            FieldKind::Date => Self::Day(Day::parse(&text).ok()?),
            FieldKind::Choice => Self::Choice(text),
        })
    }

    /// As it stands in the field of a form.
    #[must_use]
    pub fn typed(&self, language: Language) -> String {
        match self {
            Self::Number(number) => decimal(number, language),
            Self::Day(day) => day.finnish(),
            other => other.kept(),
        }
    }

    /// As a file has it that is read again: a day as programs write it, a choice by its name.
    #[must_use]
    pub fn written(&self, field: Option<&DeclaredField>, language: Language) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            other => other.in_words(field, language),
        }
    }

    /// In words. A choice that the notice does not name any more is told by its key.
    #[must_use]
    pub fn in_words(&self, field: Option<&DeclaredField>, language: Language) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => decimal(number, language),
            Self::Day(day) => day.finnish(),
            Self::Choice(key) => {
                let choice = field.and_then(|field| field.choice(key));
                choice.map_or_else(|| key.clone(), |one| one.text.get(language).to_owned())
            }
        }
    }
}

/// A line of text, tidied.
fn line(text: &str) -> Option<String> {
    let spaced = text.replace(char::is_control, " ");
    let line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    (line.chars().count() <= TEXT_CHARACTERS_MAX).then_some(line)
}

/// A number with a decimal comma or point, its digits in groups or not.
fn number(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix(['-', '−']);
    let digits: String = unsigned
        .unwrap_or(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let point_without_decimals = digits.ends_with('.');
    if whole.is_empty() || !all_digits(whole) || !all_digits(decimals) || point_without_decimals {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let decimals = decimals.trim_end_matches('0');
    if whole.len() > WHOLE_DIGITS_MAX || decimals.len() > DECIMALS_MAX {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    let zero = whole == "0" && decimals.is_empty();
    let sign = if unsigned.is_some() && !zero { "-" } else { "" };
    let point = if decimals.is_empty() { "" } else { "." };
    Some([sign, whole, point, decimals].concat())
}

/// A number as a language writes it.
fn decimal(number: &str, language: Language) -> String {
    match language {
        Language::Fi | Language::Sv => number.replace('.', ","),
        Language::En => number.to_owned(),
    }
}

/// The key of a choice, by itself or by its name in any language.
fn chosen(field: &DeclaredField, text: &str) -> Option<String> {
    let folded = formats::fold::folded(text);
    let named = |one: &&policy::FieldChoice| {
        let mut names = Language::ALL
            .into_iter()
            .map(|language| one.text.get(language));
        names.any(|name| formats::fold::folded(name) == folded)
    };
    let by_key = field.choice(text);
    let found = by_key.or_else(|| field.choices.iter().find(named));
    found.map(|one| one.key.to_string())
}

/// A value to be written.
#[derive(Clone, PartialEq, Eq)]
pub struct FieldEntry {
    /// Of which field.
    pub key: FieldKey,
    /// In which category.
    pub category: Category,
    /// Whether the field is kept for a time of its own.
    pub own_time: bool,
    /// The value.
    pub value: Value,
}

impl FieldEntry {
    /// A value of a field.
    #[must_use]
    pub const fn of(field: &DeclaredField, value: Value) -> Self {
        Self {
            key: field.key,
            category: field.category,
            own_time: field.period.is_some(),
            value,
        }
    }
}

/// A field of a customer as it is shown.
#[derive(Clone)]
pub struct FieldView {
    /// Its key.
    pub key: String,
    /// The category it lies in.
    pub category: Category,
    /// What the notice says of it; nothing where it declares it no more.
    pub declared: Option<DeclaredField>,
    /// What holds now.
    pub held: Option<Held>,
}

/// A value that holds.
#[derive(Clone)]
pub struct Held {
    /// Its row.
    pub row: RowId,
    /// The value.
    pub value: Value,
    /// Where it came from.
    pub source: SourceKind,
    /// When it was written down.
    pub recorded: Instant,
}

impl FieldView {
    /// What it is called.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        let declared = self.declared.as_ref();
        declared.map_or(self.key.as_str(), |field| field.text.get(language))
    }

    /// What holds now, in words.
    #[must_use]
    pub fn text(&self, language: Language) -> Option<String> {
        let held = self.held.as_ref()?;
        Some(held.value.in_words(self.declared.as_ref(), language))
    }
}

/// The notice's word for a kind of party.
pub(super) const fn party(kind: PartyKind) -> FieldParty {
    match kind {
        PartyKind::Person => FieldParty::Person,
        PartyKind::Organisation => FieldParty::Organisation,
    }
}

/// The field that a heading of a file names: `field:heating`, or its name in any language.
#[must_use]
pub fn recognised(fields: &[DeclaredField], title: &str) -> Option<FieldKey> {
    if let Some(key) = title.trim().strip_prefix(PREFIX) {
        let named = fields.iter().find(|field| field.key.as_str() == key);
        return named.map(|field| field.key);
    }
    let folded = formats::fold::folded(title);
    let named = |field: &&DeclaredField| {
        let mut names = Language::ALL.into_iter();
        names.any(|language| formats::fold::folded(field.text.get(language)) == folded)
    };
    let found = fields.iter().find(named).filter(|_| !folded.is_empty());
    found.map(|field| field.key)
}

/// What the word for a field begins with, in a history and in the headings of files.
const PREFIX: &str = "field:";

/// The word for a field in a history.
#[must_use]
pub fn what(key: &str) -> String {
    [PREFIX, key].concat()
}

/// The key that a word for a field names.
#[must_use]
pub fn key_of_what(what: &str) -> Option<FieldKey> {
    FieldKey::parse(what.strip_prefix(PREFIX)?)
}

/// Whether a word of a history is that for a field.
#[must_use]
pub fn is_what(what: &str) -> bool {
    what.starts_with(PREFIX)
}

/// What a word of a history means, where it is the word for a field.
#[must_use]
pub fn what_in_words(policy: &Policy, what: &str, language: Language) -> Option<String> {
    let key = what.strip_prefix(PREFIX)?;
    let field = policy.field(key);
    Some(field.map_or_else(
        || texts::say_with(language, "fields-gone-named", &[("field", key)]),
        |field| field.text.get(language).to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn policy() -> Policy {
        let notice = include_str!("../../../../notice/tlmaint.toml");
        Policy::parse(notice, "tlmaint.toml").expect("the notice")
    }

    fn parsed(key: &str, text: &str) -> Result<Option<String>, &'static str> {
        let policy = policy();
        let field = policy.field(key).expect("a field");
        let value = Value::parse(field, text);
        value
            .map(|value| value.map(|value| value.kept()))
            .map_err(|error| error.code().as_str())
    }

    #[test]
    fn what_is_typed_is_kept_in_one_form() {
        for (key, typed, kept) in [
            ("buildings", "1 234,50", Ok(Some("1234.5"))),
            ("buildings", "007", Ok(Some("7"))),
            ("buildings", "−0,0", Ok(Some("0"))),
            ("buildings", "-3.25", Ok(Some("-3.25"))),
            ("buildings", "1.234,5", Err("fields.number")),
            ("buildings", "5,", Err("fields.number")),
            ("buildings", "viisi", Err("fields.number")),
            ("buildings", "1234567890123", Err("fields.number")),
            ("buildings", "0,0000001", Err("fields.number")),
            ("next_service", "1.3.2027", Ok(Some("2027-03-01"))),
            ("next_service", "2027-03-01", Ok(Some("2027-03-01"))),
            ("next_service", "keväällä", Err("fields.day")),
            ("heating", "oil", Ok(Some("oil"))),
            ("heating", "Kaukolämpö", Ok(Some("district"))),
            ("heating", "FJÄRRVÄRME", Ok(Some("district"))),
            ("heating", "turve", Err("fields.choice")),
            (
                "call_time",
                " arkisin\t klo 9–11 ",
                Ok(Some("arkisin klo 9–11")),
            ),
            ("call_time", "  ", Ok(None)),
        ] {
            let kept = kept.map(|kept| kept.map(str::to_owned));
            assert_eq!(parsed(key, typed), kept, "{key}: {typed}");
        }
        assert_eq!(parsed("call_time", &"a".repeat(501)), Err("fields.text"));
    }

    #[test]
    fn a_heading_names_a_field_by_its_key_or_by_its_name_in_any_language() {
        let policy = policy();
        let found = |title: &str| recognised(policy.fields(), title).map(|key| key.to_string());
        for title in [
            "field:heating",
            "Lämmitysmuoto",
            "uppvärmningssätt",
            "form of heating",
        ] {
            assert_eq!(found(title).as_deref(), Some("heating"), "{title}");
        }
        for title in ["field:shoe_size", "heating", "", "Kengännumero"] {
            assert_eq!(found(title), None, "{title}");
        }
    }

    #[test]
    fn a_value_is_told_as_its_language_writes_it() {
        let policy = policy();
        let told = |key: &str, text: &str, language| {
            let field = policy.field(key).expect("a field");
            let value = Value::parse(field, text).ok().flatten().expect("a value");
            (
                value.in_words(Some(field), language),
                value.written(Some(field), language),
            )
        };
        let both = |text: &str| (text.to_owned(), text.to_owned());
        assert_eq!(told("buildings", "2.5", Language::Fi), both("2,5"));
        assert_eq!(told("buildings", "2,5", Language::En), both("2.5"));
        assert_eq!(told("heating", "ground", Language::Sv), both("bergvärme"));
        let day = told("next_service", "2027-03-01", Language::Fi);
        assert_eq!(day, ("1.3.2027".to_owned(), "2027-03-01".to_owned()));
        let gone = Value::Choice("turf".to_owned());
        assert_eq!(gone.in_words(policy.field("heating"), Language::Fi), "turf");
        assert_eq!(
            what_in_words(&policy, &what("heating"), Language::En).as_deref(),
            Some("form of heating")
        );
        let gone = what_in_words(&policy, &what("shoe_size"), Language::Fi);
        assert!(gone.is_some_and(|text| text.contains("shoe_size") && !text.contains('⟦')));
        assert_eq!(what_in_words(&policy, "note", Language::Fi), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_a_value_panic_and_what_is_written_reads_back(text in ".*") {
            let policy = policy();
            for field in policy.fields() {
                let Ok(Some(value)) = Value::parse(field, &text) else {
                    continue;
                };
                for language in Language::ALL {
                    let again = Value::parse(field, &value.written(Some(field), language));
                    prop_assert!(again.is_ok_and(|again| again.as_ref() == Some(&value)));
                    let again = Value::parse(field, &value.typed(language));
                    prop_assert!(again.is_ok_and(|again| again.as_ref() == Some(&value)));
                }
            }
        }

        #[test]
        fn a_number_keeps_its_value(whole in 0_u64..1_000_000_000_000, decimals in "[0-9]{1,6}") {
            let kept = number(&format!("{whole},{decimals}")).expect("a number");
            let (kept, typed) = (kept.parse::<f64>(), format!("{whole}.{decimals}").parse::<f64>());
            prop_assert_eq!(kept.ok(), typed.ok());
        }
    }
}
