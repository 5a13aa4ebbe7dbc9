//! One table of a notice file, read key by key.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use basics::{Day, Language, Texts};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Page, Value, nearest};
use crate::Word;
use crate::mark::{Mark, Wording};

/// A table: every key is asked for by name, and what was not asked for is refused at the end.
pub(crate) struct Table<'p, 't> {
    page: &'p Page<'t>,
    path: String,
    map: &'p DeTable<'t>,
    span: Range<usize>,
    known: RefCell<BTreeSet<&'static str>>,
}

impl<'p, 't> Table<'p, 't> {
    pub(super) fn root(page: &'p Page<'t>, map: &'p DeTable<'t>) -> Self {
        Self {
            page,
            path: String::new(),
            map,
            span: 0..0,
            known: RefCell::default(),
        }
    }

    fn inner(&self, path: String, map: &'p DeTable<'t>, span: Range<usize>) -> Self {
        Self {
            page: self.page,
            path,
            map,
            span,
            known: RefCell::default(),
        }
    }

    /// The path of a key of this table.
    pub(crate) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    fn get(&self, key: &'static str) -> Option<&'p Spanned<DeValue<'t>>> {
        self.known.borrow_mut().insert(key);
        self.map.get(key)
    }

    /// Notes a problem with the value of `key`, or with the table where it lacks the key.
    pub(crate) fn refuse(&self, code: &'static str, key: &str, values: Vec<(&'static str, Value)>) {
        let span = self
            .map
            .get(key)
            .map_or_else(|| self.span.clone(), Spanned::span);
        self.page.refuse(code, &span, &self.path_of(key), values);
    }

    fn wrong_kind(&self, key: &str, wanted: &'static str) {
        let wanted = Value::Named(format!("policy-wanted-{wanted}"));
        self.refuse("policy.value.kind", key, vec![("wanted", wanted)]);
    }

    /// Refuses the table where it lacks `key`.
    pub(crate) fn need<T>(&self, key: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() && !self.map.contains_key(key) {
            self.refuse("policy.key.missing", key, vec![("key", Value::plain(key))]);
        }
        value
    }

    /// Where the table stands, and the source of the addition it may carry.
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            line: self.page.line(&self.span),
            added: self.text("added"),
        }
    }

    /// A text in one language only, such as a name: trimmed, never empty.
    pub(crate) fn text(&self, key: &'static str) -> Option<String> {
        let value = self.get(key)?;
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_kind(key, "text");
            return None;
        };
        let text = text.trim();
        if text.is_empty() {
            self.refuse("policy.text.empty", key, vec![]);
            return None;
        }
        Some(text.to_owned())
    }

    /// A text that `parse` must understand.
    pub(crate) fn parsed<T>(
        &self,
        key: &'static str,
        code: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(key)?;
        let value = parse(&text);
        if value.is_none() {
            self.refuse(code, key, vec![("value", Value::plain(text))]);
        }
        value
    }

    /// A text in three languages.
    pub(crate) fn wording(&self, key: &'static str) -> Option<Wording> {
        let table = self.table(key)?;
        let mark = table.mark();
        let texts = table.languages();
        table.done();
        Some(Wording {
            texts: texts?,
            mark,
        })
    }

    /// The text of an item that is nothing but its text; the item may carry the addition's source.
    pub(crate) fn sentence(&self) -> Option<Wording> {
        let mut mark = self.mark();
        let wording = self.need("text", self.wording("text"))?;
        mark.added = mark.added.or(wording.mark.added);
        Some(Wording {
            texts: wording.texts,
            mark,
        })
    }

    fn languages(&self) -> Option<Texts> {
        let [fi, sv, en] = Language::ALL.map(|language| {
            let text = self.text(language.code());
            if text.is_none() && !self.map.contains_key(language.code()) {
                let name = Value::Named(format!("policy-language-{language}"));
                self.refuse(
                    "policy.text.language",
                    language.code(),
                    vec![("language", name)],
                );
            }
            text
        });
        Some(Texts {
            fi: fi?,
            sv: sv?,
            en: en?,
        })
    }

    /// True or false.
    pub(crate) fn flag(&self, key: &'static str) -> Option<bool> {
        let DeValue::Boolean(flag) = self.get(key)?.get_ref() else {
            self.wrong_kind(key, "flag");
            return None;
        };
        Some(*flag)
    }

    /// A whole number between 0 and `most`.
    pub(crate) fn number(&self, key: &'static str, most: u16) -> Option<u16> {
        let DeValue::Integer(number) = self.get(key)?.get_ref() else {
            self.wrong_kind(key, "number");
            return None;
        };
        let read = u16::from_str_radix(number.as_str(), number.radix()).ok();
        let read = read.filter(|number| *number <= most);
        if read.is_none() {
            let most = Value::plain(most.to_string());
            self.refuse("policy.number.range", key, vec![("most", most)]);
        }
        read
    }

    /// A day, `2026-11-24`.
    pub(crate) fn day(&self, key: &'static str) -> Option<Day> {
        let day = match self.get(key)?.get_ref() {
            DeValue::Datetime(day) => Day::parse(&day.to_string()).ok(),
            DeValue::String(text) => Day::parse(text).ok(),
            _ => None,
        };
        if day.is_none() {
            self.wrong_kind(key, "day");
        }
        day
    }

    /// One fixed word.
    pub(crate) fn word<W: Word>(&self, key: &'static str) -> Option<W> {
        let value = self.get(key)?;
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_kind(key, "text");
            return None;
        };
        self.known_word(key, text, &value.span())
    }

    /// A list of fixed words, each once.
    pub(crate) fn words<W: Word>(&self, key: &'static str) -> Option<BTreeSet<W>> {
        let DeValue::Array(list) = self.get(key)?.get_ref() else {
            self.wrong_kind(key, "words");
            return None;
        };
        let mut words = BTreeSet::new();
        for value in list {
            let DeValue::String(text) = value.get_ref() else {
                self.wrong_kind(key, "words");
                continue;
            };
            let Some(word) = self.known_word(key, text, &value.span()) else {
                continue;
            };
            if !words.insert(word) {
                self.twice(key, text, &value.span());
            }
        }
        Some(words)
    }

    fn known_word<W: Word>(&self, key: &str, text: &str, span: &Range<usize>) -> Option<W> {
        let found = W::VALUES.iter().copied().find(|word| word.key() == text);
        if found.is_none() {
            let keys = || W::VALUES.iter().map(|word| word.key());
            let known = keys().collect::<Vec<_>>().join(", ");
            self.unknown_word(key, (text, span), W::WHAT, nearest(text, keys()), known);
        }
        found
    }

    /// Refuses a word that is none of the `known` ones.
    pub(crate) fn unknown_word(
        &self,
        key: &str,
        (word, span): (&str, &Range<usize>),
        what: &str,
        nearest: Option<&str>,
        known: String,
    ) {
        let mut values = vec![
            ("word", Value::plain(word)),
            ("what", Value::Named(format!("policy-word-{what}"))),
            ("known", Value::Plain(known)),
        ];
        let code = match nearest {
            Some(nearest) => {
                values.push(("nearest", Value::plain(nearest)));
                "policy.word.near"
            }
            None => "policy.word.unknown",
        };
        self.page.refuse(code, span, &self.path_of(key), values);
    }

    /// Refuses an item of a list, on its line, that names what another has named.
    pub(crate) fn twice_on(&self, line: u32, list: &str, word: &str) {
        self.page.refuse_on(
            line,
            "policy.word.twice",
            list,
            vec![("word", Value::plain(word))],
        );
    }

    /// Refuses a thing that is named a second time.
    fn twice(&self, key: &str, word: &str, span: &Range<usize>) {
        let values = vec![("word", Value::plain(word))];
        self.page
            .refuse("policy.word.twice", span, &self.path_of(key), values);
    }

    /// Where the value of `key` stands.
    pub(crate) fn span_of(&self, key: &str) -> Range<usize> {
        self.map
            .get(key)
            .map_or_else(|| self.span.clone(), Spanned::span)
    }

    /// A table within this one.
    pub(crate) fn table(&self, key: &'static str) -> Option<Self> {
        let value = self.get(key)?;
        let DeValue::Table(map) = value.get_ref() else {
            self.wrong_kind(key, "table");
            return None;
        };
        Some(self.inner(self.path_of(key), map, self.table_span(key, value)))
    }

    /// The span of `[key]`: the value's own, or the key's where the table has no header.
    fn table_span(&self, key: &str, value: &Spanned<DeValue<'t>>) -> Range<usize> {
        if !value.span().is_empty() {
            return value.span();
        }
        self.map
            .get_key_value(key)
            .map_or_else(|| value.span(), |(key, _)| key.span())
    }

    /// The tables of `[[key]]`, each read by `read`; none where there is no such key.
    pub(crate) fn list<T>(&self, key: &'static str, read: impl Fn(&Self) -> Option<T>) -> Vec<T> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_kind(key, "tables");
            return Vec::new();
        };
        let mut all = Vec::new();
        for (index, item) in list.iter().enumerate() {
            let DeValue::Table(map) = item.get_ref() else {
                self.wrong_kind(key, "tables");
                continue;
            };
            let path = format!("{}[{}]", self.path_of(key), index + 1);
            let table = self.inner(path, map, item.span());
            all.extend(read(&table));
            table.done();
        }
        all
    }

    /// Reads a table with `read` and refuses what it did not ask for.
    pub(crate) fn section<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Self) -> Option<T>,
    ) -> Option<T> {
        let table = self.table(key)?;
        let value = read(&table);
        table.done();
        value
    }

    /// Refuses every key that was not asked for, with the nearest known one.
    pub(crate) fn done(&self) {
        let known = self.known.borrow();
        for key in self.map.keys() {
            let name = key.get_ref().as_ref();
            if known.contains(name) {
                continue;
            }
            let mut values = vec![("key", Value::plain(name))];
            let code = if let Some(nearest) = nearest(name, known.iter().copied()) {
                values.push(("nearest", Value::plain(nearest)));
                "policy.key.near"
            } else {
                let all = known.iter().copied().collect::<Vec<_>>().join(", ");
                values.push(("known", Value::Plain(all)));
                "policy.key.unknown"
            };
            self.page
                .refuse(code, &key.span(), &self.path_of(name), values);
        }
    }
}
