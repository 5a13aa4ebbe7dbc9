//! What people read exists in all three languages, message by message.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Tree};

const LANGUAGES: [&str; 3] = ["fi", "sv", "en"];

/// Every area's file in every language, with the same messages.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut areas: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    let mut findings = Vec::new();
    for (path, text) in tree.texts(&[".ftl"]) {
        let Some((language, area)) = path
            .strip_prefix("locales/")
            .and_then(|p| p.split_once('/'))
        else {
            continue;
        };
        if !LANGUAGES.contains(&language) {
            findings.push(Finding::in_file(path, "the languages are fi, sv and en"));
            continue;
        }
        areas
            .entry(area)
            .or_default()
            .insert(language, messages(text));
    }
    for (area, languages) in &areas {
        let all: BTreeSet<&str> = languages.values().flatten().copied().collect();
        for language in LANGUAGES {
            let path = format!("locales/{language}/{area}");
            let Some(own) = languages.get(language) else {
                findings.push(Finding::in_file(
                    &path,
                    "is missing: it exists in another language",
                ));
                continue;
            };
            for message in all.difference(own) {
                let says = format!("lacks the message {message}");
                findings.push(Finding::in_file(&path, says));
            }
        }
    }
    findings
}

/// The names of the messages and terms in a file.
fn messages(text: &str) -> BTreeSet<&str> {
    let names = text.lines().filter_map(|line| {
        let (name, _) = line.split_once('=')?;
        let name = name.trim_end();
        let plain = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        let whole = name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        (plain && whole).then_some(name)
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::found;
    use super::*;

    #[test]
    fn every_area_exists_in_three_languages() {
        let files = [
            ("locales/fi/web.ftl", "a = A\n"),
            ("locales/sv/web.ftl", "a = A\n"),
        ];
        assert_eq!(found(check, &files), ["locales/en/web.ftl:0"]);
        assert_eq!(
            found(check, &[("locales/de/web.ftl", "")]),
            ["locales/de/web.ftl:0"]
        );
    }

    #[test]
    fn every_message_exists_in_three_languages() {
        let files = [
            (
                "locales/en/web.ftl",
                "# x = y\na = A\n    b = no message\nc =\n    C\n",
            ),
            ("locales/fi/web.ftl", "a = A\nc = C\n"),
            ("locales/sv/web.ftl", "a = A\n"),
        ];
        assert_eq!(found(check, &files), ["locales/sv/web.ftl:0"]);
    }
}
