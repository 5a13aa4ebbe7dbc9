//! The printed notice carries every fact of the seed, and no text is missing in any language.

use std::path::Path;

use basics::Language;

use crate::Policy;

fn policy(text: &str) -> Policy {
    Policy::parse(text, "notice.toml").unwrap()
}

fn seed() -> Policy {
    policy(include_str!("../../../../../notice/tlmaint-seed.toml"))
}

fn completed() -> Policy {
    policy(include_str!("../../../../../notice/tlmaint.toml"))
}

/// Words alone: capitals, line ends and marks of lists do not matter.
fn plain(text: &str) -> String {
    let kept = text.chars().map(|c| if c.is_alphanumeric() || "@.".contains(c) { c } else { ' ' });
    let text: String = kept.collect::<String>().to_lowercase();
    let words = text.split_whitespace().map(|word| word.trim_matches('.'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_finnish_seed_notice_carries_every_fact_of_the_seed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/seed/tietosuojaseloste.txt");
    let Ok(seed_text) = std::fs::read_to_string(&path) else {
        assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "the seed must be there");
        eprintln!("not run: the seed lies not beside the project");
        return;
    };
    let printed = plain(&seed().document(Language::Fi).to_text());
    let mut lacking = Vec::new();
    for line in seed_text.lines() {
        let sentences = line.split_inclusive(". ").map(plain);
        for sentence in sentences.filter(|sentence| !sentence.is_empty()) {
            if !printed.contains(&sentence) {
                lacking.push(sentence);
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}\n{printed}");
}

#[test]
fn no_text_is_missing_in_any_language() {
    for policy in [seed(), completed()] {
        for language in Language::ALL {
            for document in [policy.document(language), policy.record(language)] {
                let text = document.to_text();
                assert!(!text.contains('⟦'), "{language}: {}", missing(&text));
                assert!(!document.to_html().contains('⟦'));
            }
        }
    }
}

fn missing(text: &str) -> &str {
    text.split_once('⟦').and_then(|(_, rest)| rest.split('⟧').next()).unwrap_or_default()
}

#[test]
fn the_right_to_object_stands_apart() {
    let document = completed().document(Language::Fi);
    let rights = document.sections.iter().find(|section| section.number == Some(9)).unwrap();
    let apart = |block: &&crate::Block| matches!(block, crate::Block::Box { heading: Some(_), .. });
    assert_eq!(rights.blocks.iter().filter(apart).count(), 1);
}

#[test]
fn every_addition_of_the_completed_notice_names_its_source_and_the_seed_has_none() {
    assert!(seed().document(Language::Fi).notes.is_empty());
    assert!(!completed().document(Language::Fi).notes.is_empty());
}

#[test]
fn the_completed_notice_is_printed_as_it_was_looked_at() {
    for language in Language::ALL {
        insta::assert_snapshot!(format!("completed_{language}"), completed().document(language).to_text());
        insta::assert_snapshot!(format!("record_{language}"), completed().record(language).to_text());
    }
}
