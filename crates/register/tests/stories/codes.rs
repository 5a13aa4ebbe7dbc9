//! Every error code that the program can tell has a sentence in every language.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use basics::Language;

/// Where a code begins in the source.
const TOLD: [&str; 3] = ["Code::new(", "Failed::with(", "Failed::usage("];

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "rs")
            && path.iter().any(|part| part == "src")
        {
            into.push(path);
        }
    }
}

/// `area.thing.reason`.
fn is_code(text: &str) -> bool {
    let word = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    text.contains('.') && text.split('.').all(word)
}

/// The literals of a call, up to its closing bracket.
fn literals(call: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut text, mut found) = (1, false, String::new(), Vec::new());
    for sign in call.chars() {
        match sign {
            '"' if quoted => {
                found.push(std::mem::take(&mut text));
                quoted = false;
            }
            '"' => quoted = true,
            other if quoted => text.push(other),
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

#[test]
fn every_code_has_a_sentence_in_every_language() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    sources(&crates, &mut files);
    let mut codes: BTreeMap<String, PathBuf> = BTreeMap::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        // Codes of tests are nobody's.
        let text = text
            .split("#[cfg(test)]\nmod tests")
            .next()
            .unwrap_or_default();
        let blocks = text.split("impl Coded for").skip(1);
        for block in blocks.map(|block| block.split("\n}\n").next().unwrap_or_default()) {
            let all = block.split('"').skip(1).step_by(2);
            let all = all.filter(|literal| is_code(literal));
            codes.extend(all.map(|code| (code.to_owned(), file.clone())));
        }
        for told in TOLD {
            for call in text.split(told).skip(1) {
                let all = literals(call)
                    .into_iter()
                    .filter(|literal| is_code(literal));
                codes.extend(all.map(|code| (code, file.clone())));
            }
        }
    }
    assert!(codes.len() > 100, "the codes are found: {}", codes.len());
    let mut missing = Vec::new();
    for (code, file) in &codes {
        let key = ["error-", &code.replace(['.', '_'], "-")].concat();
        for language in Language::ALL {
            if texts::say(language, &key).contains('⟦') {
                missing.push(format!("{language} {key} ({})", file.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
