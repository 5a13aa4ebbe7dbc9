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

/// Sentences of the seed that hold several facts, and the sentences that carry them one by one. The
/// last one's "käsitellylle" is a slip of the pen.
const CARRIED: [(&str, &[&str]); 8] = [
    (
        "asiakassuhteen hoitaminen ylläpito ja tilastointi",
        &[
            "asiakassuhteen hoitaminen ja ylläpito",
            "asiakassuhteen tilastointi",
        ],
    ),
    (
        "syntymäaika ja henkilötunnus",
        &["syntymäaika henkilötunnus"],
    ),
    (
        "yhteydenpitoon liittyvät tiedot kuten",
        &[
            "yhteydenpitoon liittyvät tiedot kuten sähköpostit",
            "puhelunauhoitteet",
            "sähköiset asiointilomakkeet sekä niihin liittyvät ip osoitteet",
        ],
    ),
    (
        "tl maint oy voi luovuttaa asiakkaan tietoja kolmannelle osapuolelle",
        &[
            "kolmannelle osapuolelle ulkopuoliselle liikekumppanille jos asiakkaan etu sitä edellyttää",
            "kolmannelle osapuolelle ulkopuoliselle liikekumppanille jos tilatun palvelun täyttäminen sitä edellyttää",
        ],
    ),
    (
        "tl maint oy luovuttaa yksittäistapauksessa asiakkaan tai sidosryhmän tiedot",
        &[
            "osoitetulle osapuolelle jos asianomainen pyytää tl maint oy tä toimimaan edellä mainitulla tavalla",
            "jos lainsäädäntöön perustuen lainvoimainen viranomainen vaatii tl maint oy tä luovuttamaan erikseen yksilöidyn tiedon tl maint oy n hallussa olevasta tietokannasta",
        ],
    ),
    (
        "rekisteröidyllä on oikeus vaatia virheellisten",
        &[
            "rekisteröidyllä on oikeus vaatia virheellisten tietojen korjaamista",
            "rekisteröidyllä on oikeus vaatia tietojen poistoa",
        ],
    ),
    (
        "lisäksi rekisteröidyllä on oikeus vastustaa",
        &[
            "rekisteröidyllä on oikeus vastustaa tietojen käsittelyä",
            "rekisteröidyllä on oikeus vastustaa automaattista päätöksentekoa ja profilointia",
        ],
    ),
    (
        "tl maint oy poistaa rekisteristä asiakkaan tiedot kun",
        &[
            "kun tietojen käsittelylle ei ole enää liiketoiminnallista perustetta lakiin liittyvää velvoitetta",
            "jos asianomainen itse lakiin perustuen vaatii tl maint oy tä poistamaan häntä koskevat tiedot",
        ],
    ),
];

/// Words alone: capitals, line ends and marks of lists do not matter.
fn plain(text: &str) -> String {
    let kept = text.chars().map(|c| {
        if c.is_alphanumeric() || "@.".contains(c) {
            c
        } else {
            ' '
        }
    });
    let text: String = kept.collect::<String>().to_lowercase();
    let words = text.split_whitespace().map(|word| word.trim_matches('.'));
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_finnish_seed_notice_carries_every_fact_of_the_seed() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/seed/tietosuojaseloste.txt");
    let Ok(seed_text) = std::fs::read_to_string(&path) else {
        assert!(
            std::env::var_os("CI").is_none_or(|ci| ci != "true"),
            "the seed must be there"
        );
        eprintln!("not run: the seed lies not beside the project");
        return;
    };
    let printed = plain(&seed().document(Language::Fi).to_text());
    let mut lacking = Vec::new();
    for line in seed_text.lines() {
        let sentences = line.split_inclusive(". ").map(plain);
        for sentence in sentences.filter(|sentence| !sentence.is_empty()) {
            let parts = CARRIED
                .iter()
                .find(|(whole, _)| sentence.starts_with(whole));
            let carried = |parts: &[&str]| parts.iter().all(|part| printed.contains(part));
            if !printed.contains(&sentence) && !parts.is_some_and(|(_, parts)| carried(parts)) {
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
    text.split_once('⟦')
        .and_then(|(_, rest)| rest.split('⟧').next())
        .unwrap_or_default()
}

#[test]
fn the_right_to_object_stands_apart() {
    let document = completed().document(Language::Fi);
    let rights = document
        .sections
        .iter()
        .find(|section| section.number == Some(9))
        .unwrap();
    let apart = |block: &&crate::Block| {
        matches!(
            block,
            crate::Block::Box {
                heading: Some(_),
                ..
            }
        )
    };
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
        insta::assert_snapshot!(
            format!("completed_{language}"),
            completed().document(language).to_text()
        );
        insta::assert_snapshot!(
            format!("record_{language}"),
            completed().record(language).to_text()
        );
    }
}
