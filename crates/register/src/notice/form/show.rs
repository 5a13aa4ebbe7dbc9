//! What a form shows of the file, with what is wrong beside each field.

use basics::{Day, Language};
use policy::{Broken, Period, Reader};
use toml_edit::{DocumentMut, Item, TableLike};

use super::apply::Item as Which;
use super::{Field, Kind, Part, label, named, said, sections, words_of};

/// Some fields under one heading.
pub(crate) struct Block {
    /// The heading; nothing where the fields are the part's own.
    pub(crate) legend: Option<String>,
    /// The field that takes it away; nothing where it can't be.
    pub(crate) remove: Option<String>,
    /// Whether that is ticked.
    pub(crate) removed: bool,
    pub(crate) inputs: Vec<Input>,
}

/// A field as the page shows it.
pub(crate) struct Input {
    /// `line`, `day`, `number`, `tick`, `choice`, `ticks` or `texts`.
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) value: String,
    /// The words: key, name, chosen.
    pub(crate) choices: Vec<(String, String, bool)>,
    /// The texts in three languages: language, name, what it says, whether it is wrong.
    pub(crate) texts: Vec<(Language, String, String, bool)>,
    pub(crate) faults: Vec<String>,
    /// What somebody else saved here meanwhile, where it was changed here too.
    pub(crate) others: Vec<String>,
}

/// What is wrong with one part: the name of the field and the sentence.
#[derive(Default)]
pub(crate) struct Faults(Vec<(String, String)>);

impl Faults {
    /// Of all that is wrong with a file, what is wrong with this one.
    pub(crate) fn of<'b>(
        broken: impl IntoIterator<Item = &'b Broken>,
        part: &Part,
        which: Which,
        language: Language,
    ) -> Self {
        let own = match which {
            Which::Number(number) => format!("{}[{number}]", part.key),
            _ => part.key.to_owned(),
        };
        let labels = |path: &str| label(path, language);
        let sentence = |one: &Broken| one.sentence_for(Reader::OfForm(&labels), language);
        let of = |one: &Broken| {
            let rest = one.path.strip_prefix(&own)?;
            let name = match rest.strip_prefix('.') {
                Some(name) => name,
                None if rest.is_empty() => "",
                None => return None,
            };
            Some((name.to_owned(), sentence(one)))
        };
        let listed = |one: &Broken| {
            (one.path == part.key && part.by.is_some()).then(|| (String::new(), sentence(one)))
        };
        let all = broken.into_iter();
        Self(
            all.filter_map(|one| of(one).or_else(|| listed(one)))
                .collect(),
        )
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with a field: itself, or anything in it.
    fn at(&self, name: &str) -> Vec<String> {
        let here = |of: &str| {
            let rest = of.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let own = self.0.iter().filter(|(of, _)| here(of));
        own.map(|(_, sentence)| sentence.clone()).collect()
    }

    fn is_at(&self, name: &str) -> bool {
        self.0.iter().any(|(of, _)| of == name)
    }

    /// What stands beside no field.
    pub(crate) fn elsewhere(&self, blocks: &[Block]) -> Vec<String> {
        let beside = |sentence: &String| {
            let inputs = blocks.iter().flat_map(|block| &block.inputs);
            inputs
                .into_iter()
                .any(|input| input.faults.contains(sentence))
        };
        let others = self.0.iter().filter(|(_, sentence)| !beside(sentence));
        others.map(|(_, sentence)| sentence.clone()).collect()
    }
}

/// What every field needs to be shown.
struct Showing<'s> {
    language: Language,
    faults: &'s Faults,
    /// The notice's own interests: key and name.
    interests: Vec<(String, String)>,
}

/// The fields of a part, or of one of a list.
pub(crate) fn blocks(
    document: &DocumentMut,
    part: &Part,
    which: Which,
    faults: &Faults,
    language: Language,
) -> Vec<Block> {
    let own = document.get(part.key);
    let table = match which {
        Which::Whole => own.and_then(Item::as_table_like),
        Which::Number(number) => number
            .checked_sub(1)
            .and_then(|at| sections(own).get(at).copied()),
        Which::New => None,
    };
    let interests = items(document, "interest", "key", language)
        .into_iter()
        .map(|(key, name)| (key.clone(), if name.is_empty() { key } else { name }))
        .collect();
    let showing = Showing {
        language,
        faults,
        interests,
    };
    let mut blocks = vec![Block {
        legend: None,
        remove: None,
        removed: false,
        inputs: Vec::new(),
    }];
    showing.put(table, part.fields, "", &mut blocks);
    blocks.retain(|block| !block.inputs.is_empty());
    blocks
}

impl Showing<'_> {
    /// Puts fields into the last block, and their sections into blocks of their own.
    fn put(
        &self,
        table: Option<&dyn TableLike>,
        fields: &[Field],
        prefix: &str,
        blocks: &mut Vec<Block>,
    ) {
        let plain = fields
            .iter()
            .filter(|field| !matches!(field.kind, Kind::Section(_) | Kind::List(_)));
        let inputs: Vec<Input> = plain
            .map(|field| self.input(table, field, prefix))
            .collect();
        if let Some(block) = blocks.last_mut() {
            block.inputs = inputs;
        }
        for field in fields {
            let item = table.and_then(|table| table.get(field.key));
            let name = named(prefix, field.key);
            let legend = texts::say(self.language, field.label);
            match &field.kind {
                Kind::Section(inner) => {
                    blocks.push(block(legend, None));
                    let within = item.and_then(Item::as_table_like);
                    self.put(within, inner, &[&name, "."].concat(), blocks);
                }
                Kind::List(inner) => {
                    let list = sections(item);
                    for (at, one) in list.iter().enumerate() {
                        let prefix = format!("{name}[{}].", at + 1);
                        let legend = [&legend, " ", &(at + 1).to_string()].concat();
                        blocks.push(block(legend, Some([&prefix, "remove"].concat())));
                        self.put(Some(*one), inner, &prefix, blocks);
                    }
                    let prefix = format!("{name}[{}].", list.len() + 1);
                    let more = texts::say_with(
                        self.language,
                        "notice-one-more",
                        &[("what", legend.as_str())],
                    );
                    blocks.push(block(more, None));
                    self.put(None, inner, &prefix, blocks);
                }
                _ => {}
            }
        }
    }

    fn input(&self, table: Option<&dyn TableLike>, field: &Field, prefix: &str) -> Input {
        let name = named(prefix, field.key);
        let item = table.and_then(|table| table.get(field.key));
        let mut input = Input {
            kind: "line",
            id: name.replace(['.', '[', ']'], "-"),
            label: texts::say(self.language, field.label),
            value: said(item),
            choices: Vec::new(),
            texts: Vec::new(),
            faults: self.faults.at(&name),
            others: Vec::new(),
            name,
        };
        match &field.kind {
            Kind::Day => {
                input.kind = "day";
                input.value = Day::parse(&input.value).map_or(input.value, Day::finnish);
            }
            Kind::Period => {
                let words = Period::said(&input.value, self.language);
                input.value = words.unwrap_or(input.value);
            }
            Kind::Number => input.kind = "number",
            Kind::Flag | Kind::Tick => {
                input.kind = "tick";
                let set = item.and_then(Item::as_bool).unwrap_or_default();
                input.value = if set { "1".to_owned() } else { String::new() };
            }
            Kind::Texts => {
                input.kind = "texts";
                input.texts = self.texts(item, &input);
            }
            Kind::Word(words) => {
                input.kind = "choice";
                let chosen = |key: &str| key == input.value;
                input.choices = self.choices(words(), chosen);
            }
            Kind::Interest => {
                input.kind = "choice";
                let own = self.interests.iter();
                input.choices = own
                    .map(|(key, name)| (key.clone(), name.clone(), *key == input.value))
                    .collect();
            }
            Kind::Words(words) => {
                input.kind = "ticks";
                let held = words_of(item);
                input.choices = self.choices(words(), |key| held.iter().any(|one| one == key));
            }
            Kind::Line | Kind::Section(_) | Kind::List(_) => {}
        }
        let chosen = input.choices.iter().any(|choice| choice.2);
        if input.kind == "choice" && !chosen && !input.value.is_empty() {
            // A word that no form knows is not the form's to take away.
            let strange = input.value.clone();
            input.choices.push((strange.clone(), strange, true));
        }
        input
    }

    fn choices(
        &self,
        words: Vec<(&'static str, String)>,
        chosen: impl Fn(&str) -> bool,
    ) -> Vec<(String, String, bool)> {
        let said = |(key, text): (&'static str, String)| {
            let name = texts::say(self.language, &text);
            (key.to_owned(), name, chosen(key))
        };
        words.into_iter().map(said).collect()
    }

    fn texts(&self, item: Option<&Item>, input: &Input) -> Vec<(Language, String, String, bool)> {
        let table = item.and_then(Item::as_table_like);
        let of = |language: Language| {
            let name = [&input.name, ".", language.code()].concat();
            let text = said(table.and_then(|table| table.get(language.code())));
            let wrong = self.faults.is_at(&name) || self.faults.is_at(&input.name);
            (language, name, text, wrong)
        };
        Language::ALL.into_iter().map(of).collect()
    }
}

const fn block(legend: String, remove: Option<String>) -> Block {
    Block {
        legend: Some(legend),
        remove,
        removed: false,
        inputs: Vec::new(),
    }
}

/// What one of a list is told by, in words where it is a word of the program, else as it stands.
pub(crate) fn told_by(part: &Part, key: &str, language: Language) -> String {
    let words = part.by.map(|by| words_of_field(part, by));
    let words = words.unwrap_or_default();
    let word = words.iter().find(|(word, _)| *word == key);
    word.map_or_else(|| key.to_owned(), |(_, text)| texts::say(language, text))
}

/// The words that may stand in a field of a part; none where it holds anything.
fn words_of_field(part: &Part, key: &str) -> Vec<(&'static str, String)> {
    let field = part.fields.iter().find(|field| field.key == key);
    match field.map(|field| &field.kind) {
        Some(Kind::Word(words)) => words(),
        _ => Vec::new(),
    }
}

/// Those of a list: what each is told by, and what it says of itself.
pub(crate) fn items(
    document: &DocumentMut,
    part: &str,
    by: &str,
    language: Language,
) -> Vec<(String, String)> {
    let words = super::part(part).map_or_else(Vec::new, |part| words_of_field(part, by));
    let named = |key: &str| {
        let word = words.iter().find(|(word, _)| *word == key);
        word.map(|(_, text)| texts::say(language, text))
            .unwrap_or_default()
    };
    let own = |table: &&dyn TableLike| {
        let texts = ["title", "text", "group", "name"].iter();
        let mut said_of = texts.filter_map(|key| {
            let item = table.get(key)?;
            let inner = item
                .as_table_like()
                .and_then(|texts| texts.get(language.code()));
            Some(said(inner.or(Some(item)))).filter(|text| !text.is_empty())
        });
        let key = said(table.get(by));
        let name = said_of.next().unwrap_or_else(|| named(&key));
        (key, name)
    };
    sections(document.get(part)).iter().map(own).collect()
}

/// Which of a list says this of itself: its number from 1.
pub(crate) fn refers(document: &DocumentMut, part: &Part, key: &str) -> Option<usize> {
    let by = part.by?;
    let list = sections(document.get(part.key));
    let at = list.iter().position(|one| said(one.get(by)) == key)?;
    Some(at + 1)
}
