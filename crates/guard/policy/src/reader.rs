//! For whom a sentence about a notice is: whoever edits its file, or fills in its form.
//!
//! The texts name sections, keys, words and periods of a notice by placeables: `{ $s_purpose-basis }`
//! is a section, `{ $k_purpose-basis-connections }` a key of one, `{ $off_requests-signed }` a key
//! that says no, `{ $w_basis-consent }` a fixed word, `{ $l_permission-consent }` a list of them,
//! `{ $p_6-years }` a period; a dot of a path is a hyphen, one within a word two underscores. So one
//! text in each language serves both readers: the one sees `[[purpose.basis]]` and `"6 years"`, the
//! other the names of the fields and the time in words. What can't be said to both has a text of its
//! own for the form, whose key ends in `-form`.

use basics::Language;

use crate::Period;

/// What a field or a part is called in a form, by its path without numbers: `purpose.basis`.
pub type Labels<'l> = &'l dyn Fn(&str) -> Option<String>;

/// For whom a sentence is.
#[derive(Clone, Copy)]
pub enum Reader<'l> {
    /// Whoever edits the file.
    OfFile,
    /// Whoever fills in the form.
    OfForm(Labels<'l>),
}

/// The sections of which a file may have several.
const LISTS: [&str; 17] = [
    "connection",
    "purpose",
    "purpose.basis",
    "source",
    "recording.basis",
    "category",
    "field",
    "field.choice",
    "recipient",
    "transfers.country",
    "disclosure.ground",
    "security.measure",
    "role",
    "right",
    "clock",
    "interest",
    "collection.way",
];

impl Reader<'_> {
    /// The text of a key with what it mentions: what is given, and what names parts of a notice.
    pub(crate) fn say(
        self,
        language: Language,
        key: &str,
        mut values: Vec<(&str, String)>,
    ) -> String {
        let own = [key, "-form"].concat();
        let key = match self {
            Self::OfForm(_) if texts::has(language, &own) => &own,
            _ => key,
        };
        let mentioned = texts::mentioned(language, key);
        values.extend(
            mentioned
                .into_iter()
                .filter_map(|name| Some((name, self.named(language, name)?))),
        );
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        texts::say_with(language, key, &values)
    }

    /// A place of the file, as this reader knows it.
    pub(crate) fn place(self, language: Language, path: &str) -> String {
        match self {
            Self::OfFile => path.to_owned(),
            Self::OfForm(_) => self.label(language, &without_numbers(path), path),
        }
    }

    fn named(self, language: Language, name: &str) -> Option<String> {
        let (what, rest) = name.split_once('_')?;
        let path = || rest.replace('-', ".");
        let key = || path().rsplit('.').next().unwrap_or_default().to_owned();
        Some(match what {
            "s" => self.label(language, &path(), &section(&path())),
            "k" => self.label(language, &path(), &key()),
            "off" => match self {
                Self::OfFile => [&key(), " = false"].concat(),
                Self::OfForm(_) => {
                    let label = self.label(language, &path(), &key());
                    texts::say_with(language, "policy-unticked", &[("label", label)])
                }
            },
            "w" => {
                let (what, word) = rest.rsplit_once('-')?;
                self.word(language, what, word)
            }
            "l" => {
                let (what, words) = rest.split_once('-')?;
                let words = words.split('-').map(|word| self.word(language, what, word));
                let words = words.collect::<Vec<_>>().join(", ");
                match self {
                    Self::OfFile => ["[", &words, "]"].concat(),
                    Self::OfForm(_) => words,
                }
            }
            "p" => {
                let text = rest.replace('-', " ");
                match self {
                    Self::OfFile => text,
                    Self::OfForm(_) => Period::said(&text, language)?,
                }
            }
            _ => return None,
        })
    }

    fn word(self, language: Language, what: &str, word: &str) -> String {
        let key = word.replace("__", ".");
        match self {
            Self::OfFile => ["\"", &key, "\""].concat(),
            Self::OfForm(_) => {
                let key = key.replace(['_', '.'], "-");
                quoted(language, &texts::say(language, &[what, "-", &key].concat()))
            }
        }
    }

    fn label(self, language: Language, path: &str, in_file: &str) -> String {
        match self {
            Self::OfFile => in_file.to_owned(),
            Self::OfForm(labels) => {
                let label = labels(path);
                quoted(language, label.as_deref().unwrap_or(in_file))
            }
        }
    }
}

fn section(path: &str) -> String {
    if LISTS.contains(&path) {
        ["[[", path, "]]"].concat()
    } else {
        ["[", path, "]"].concat()
    }
}

fn quoted(language: Language, label: &str) -> String {
    texts::say_with(language, "policy-labelled", &[("label", label)])
}

/// `purpose[2].basis[1].interest` without which of each it is.
fn without_numbers(path: &str) -> String {
    let parts = path.split('.');
    let bare = parts.map(|part| part.split('[').next().unwrap_or_default());
    bare.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Demand;

    fn of_form(path: &str) -> Option<String> {
        (path != "purpose").then(|| path.to_uppercase())
    }

    #[test]
    fn each_reader_is_told_in_words_of_her_own() {
        let say = |reader: Reader<'_>, name: &str| reader.named(Language::En, name).unwrap();
        let form = Reader::OfForm(&of_form);
        for (name, in_file, in_form) in [
            ("s_purpose-basis", "[[purpose.basis]]", "“PURPOSE.BASIS”"),
            ("s_requests", "[requests]", "“REQUESTS”"),
            (
                "k_interest-balancing-next_review",
                "next_review",
                "“INTEREST.BALANCING.NEXT_REVIEW”",
            ),
            (
                "off_requests-signed",
                "signed = false",
                "“REQUESTS.SIGNED” without a tick",
            ),
            ("w_basis-consent", "\"consent\"", "“consent”"),
            (
                "w_kept-permissions__prohibitions",
                "\"permissions.prohibitions\"",
                "“marketing prohibitions”",
            ),
            (
                "l_permission-consent-opt_out",
                "[\"consent\", \"opt_out\"]",
                "“prior consent”, “allowed unless forbidden”",
            ),
            ("p_6-years", "6 years", "6 years"),
        ] {
            assert_eq!(say(Reader::OfFile, name), in_file);
            assert_eq!(say(form, name), in_form);
        }
        assert_eq!(
            form.place(Language::Fi, "clock[3].period"),
            "”CLOCK.PERIOD”"
        );
        assert_eq!(
            Reader::OfFile.place(Language::Fi, "clock[3].period"),
            "clock[3].period"
        );
    }

    #[test]
    fn every_remedy_names_what_both_readers_know() {
        let label = |_: &str| Some("Field".to_owned());
        for language in Language::ALL {
            for demand in Demand::ALL {
                let key = [&demand.text_key(), "-do"].concat();
                for reader in [Reader::OfFile, Reader::OfForm(&label)] {
                    let said = reader.say(language, &key, Vec::new());
                    assert!(
                        !said.contains("{$") && !said.contains('⟦'),
                        "{language} {said}"
                    );
                }
                let said = Reader::OfForm(&label).say(language, &key, Vec::new());
                let of_file = said.contains('[') || said.contains('=') && said.contains("= \"c");
                assert!(!of_file, "{language} {said}");
            }
        }
    }
}
