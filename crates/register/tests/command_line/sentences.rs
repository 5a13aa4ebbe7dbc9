//! Whatever can go wrong has its sentence in every language: no code stands in the sources
//! without one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use basics::Language;

/// The first words of codes: the areas that errors come from.
const AREAS: [&str; 14] = [
    "access", "backup", "cli", "demo", "folder", "formats", "jobs", "people", "policy", "store",
    "trail", "transfer", "vault", "web",
];
/// Endings of files, which look like codes.
const FILES: [&str; 5] = ["sqlite", "toml", "key", "ftl", "gz"];

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            // What tests make up at the end of a file is no code of the program.
            let program = text.split("#[cfg(test)]").next().unwrap_or_default();
            found.push(program.to_owned());
        }
    }
}

/// Whether a literal is a code: words in lower case with points between them.
fn is_code(literal: &str) -> bool {
    let mut words = literal.split('.');
    let area = words.next().is_some_and(|area| AREAS.contains(&area));
    let rest: Vec<&str> = words.collect();
    let word =
        |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    area && !rest.is_empty()
        && rest.iter().all(word)
        && !FILES.iter().any(|file| rest.contains(file))
}

#[test]
fn every_code_in_the_sources_has_its_sentence_in_every_language() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut programs = Vec::new();
    for folder in [
        "basics/src",
        "formats/src",
        "guard",
        "register/src",
        "sample/src",
        "store/src",
    ] {
        sources(&crates.join(folder), &mut programs);
    }
    let literals = programs
        .iter()
        .flat_map(|text| text.split('"').skip(1).step_by(2));
    let codes: BTreeSet<&str> = literals.filter(|literal| is_code(literal)).collect();
    assert!(codes.len() > 100, "{}", codes.len());
    for code in codes {
        let key = format!("error-{}", code.replace(['.', '_'], "-"));
        for language in Language::ALL {
            assert!(texts::has(language, &key), "{key} in {language:?}");
        }
    }
}
