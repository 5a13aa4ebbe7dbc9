//! What people type, and whom it finds.

use super::*;
use rstest::rstest;

fn finds(terms: &IndexTerms, text: &str, loose: bool) -> bool {
    let asked = asked(text, loose);
    !asked.is_empty()
        && asked
            .iter()
            .all(|one| one.0.iter().any(|reading| terms.words.contains(reading)))
}

fn maija() -> IndexTerms {
    let mut terms = IndexTerms::new();
    terms.name("Maija Kaarina");
    terms.name("Virtanen-Mäki");
    terms.email("maija@example.com");
    terms.phone("+358501234567");
    terms.street("Pajatie 2 B 14");
    terms.postal_code("40630");
    terms.customer_number(1042);
    terms.identity_code("010594Y9032");
    terms
}

#[rstest]
#[case("ma")]
#[case("Virtanen")]
#[case("maija virt")]
#[case("MÄKI")]
#[case("kaar mäk")]
#[case("Maija@Example.com")]
#[case("050 123 4567")]
#[case("1234567")]
#[case("pajatie 2")]
#[case("40630")]
#[case("1042")]
#[case("Pajatie 2 B 14")]
#[case("pajatie 2 40630")]
#[case("Virtanen Pajatie 2")]
#[case("Maija Virtanen pajatie 2 as 14")]
#[case("Virtanen 40630")]
#[case("Virtanen 1042")]
#[case("Virtanen M")]
#[case("m virtanen")]
#[case("Maija Maija Maija Maija Maija Maija Virtanen")]
#[case("maija mai")]
#[case("mai maija virt virtanen")]
#[case("virtanen kaarina mäki maija")]
#[case("mäki pajatie 2")]
#[case("maija mäki 1042")]
fn a_party_is_found_by_what_people_type(#[case] text: &str) {
    assert!(finds(&maija(), text, false), "{text}");
}

#[rstest]
#[case("talo kivi", true)]
#[case("kivi oy", true)]
#[case("kivi kivi", true)]
#[case("kiv kivelä", true)]
#[case("kivelä kivi", true)]
#[case("kivelä kivinen", false)]
#[case("talo2000 kivi", true)]
fn words_of_a_company_find_it_in_pairs(#[case] text: &str, #[case] found: bool) {
    let mut terms = IndexTerms::new();
    terms.name("Talo2000 Kivi Kivelä Oy");
    assert_eq!(finds(&terms, text, false), found, "{text}");
}

#[rstest]
#[case("Vitranen")]
#[case("Vrtanen")]
#[case("Virttanen")]
#[case("Maj")]
#[case("Mai Vitranen")]
#[case("Vitranen 40630")]
fn one_typing_error_in_the_first_letters_still_finds(#[case] text: &str) {
    let found = finds(&maija(), text, true);
    assert_eq!(found, text != "Maj", "{text}");
}

#[rstest]
#[case("Korhonen")]
#[case("maija korhonen")]
#[case("maija kaarle")]
#[case("010594Y9032")]
#[case("pajatie 3")]
#[case("korhonen pajatie 2")]
#[case("virtanen pajatie 3")]
#[case("virtanen 00100")]
#[case("m")]
#[case("")]
fn the_general_search_finds_no_other_and_never_by_identity_code(#[case] text: &str) {
    assert!(!finds(&maija(), text, false), "{text}");
}

#[test]
fn what_is_asked_of_the_index_is_bounded_whatever_is_typed() {
    let typed: String = ["sana katu 7 tie 12 "; 40].concat();
    for loose in [false, true] {
        let asked = asked(&typed, loose);
        assert!(asked.len() <= WORDS_MAX + PAIRS_MAX);
        assert!(asked.iter().all(|one| one.0.len() <= 20));
    }
}

#[test]
fn a_person_costs_some_forty_tokens() {
    let tokens = Tokens::new(&[1; 32]).unwrap();
    let count = tokens.all(&maija()).len();
    assert!((30..=50).contains(&count), "{count}");
}
