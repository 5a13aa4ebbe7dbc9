//! What people type, and whom it finds.

use super::*;
use crate::terms::IndexTerms;
use rstest::rstest;

fn finds(terms: &IndexTerms, text: &str, allowing: Allowing) -> bool {
    let asked = asked(text, allowing);
    let known = |(kind, word): &(Kind, String)| {
        let mut words = terms.words.iter();
        words.any(|one| one == (*kind, word.as_str()))
    };
    !asked.is_empty() && asked.iter().all(|one| one.0.iter().any(known))
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
#[case("pajatie")]
#[case("Maija Pajatie")]
#[case("virtanen pajatie 40630")]
#[case("Maija Maija Maija Maija Maija Maija Virtanen")]
#[case("maija mai")]
#[case("mai maija virt virtanen")]
#[case("virtanen kaarina mäki maija")]
#[case("mäki pajatie 2")]
#[case("maija mäki 1042")]
fn a_party_is_found_by_what_people_type(#[case] text: &str) {
    assert!(finds(&maija(), text, Allowing::Nothing), "{text}");
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
    assert_eq!(finds(&terms, text, Allowing::Nothing), found, "{text}");
}

#[rstest]
#[case("Vitranen")]
#[case("Vrtanen")]
#[case("Virttanen")]
#[case("Maj")]
#[case("Mai Vitranen")]
#[case("Vitranen 40630")]
fn one_typing_error_in_the_first_letters_still_finds(#[case] text: &str) {
    let found = finds(&maija(), text, Allowing::Errors);
    assert_eq!(found, text != "Maj", "{text}");
}

#[rstest]
#[case("Korhonen")]
#[case("maija korhonen")]
#[case("maija kaarle")]
#[case("010594Y9032")]
#[case("pajatie 3")]
#[case("paja")]
#[case("korhonen pajatie")]
#[case("sepäntie")]
#[case("korhonen pajatie 2")]
#[case("virtanen pajatie 3")]
#[case("virtanen 00100")]
#[case("m")]
#[case("")]
fn the_general_search_finds_no_other_and_never_by_identity_code(#[case] text: &str) {
    assert!(!finds(&maija(), text, Allowing::Nothing), "{text}");
}

#[rstest]
#[case("virtanen jyväskylä", true)]
#[case("Jyväskylä Virtanen", true)]
#[case("maija virt JYVASKYLA", false)]
#[case("maija virtanen jyväskylä", true)]
#[case("pajatie 2 jyväskylä", true)]
#[case("pajatie jyväskylä", true)]
#[case("virtanen kotka", false)]
#[case("korhonen jyväskylä", false)]
#[case("jyväskylä", false)]
fn a_town_beside_another_word_finds_whoever_lives_there(#[case] text: &str, #[case] found: bool) {
    assert_eq!(finds(&maija(), text, Allowing::Towns), found, "{text}");
    assert!(
        !finds(&maija(), text, Allowing::Nothing),
        "a name goes first: {text}"
    );
}

#[test]
fn a_town_alone_is_looked_for_where_nobody_is_called_so() {
    assert!(finds(&maija(), "jyväskylä", Allowing::HalfStreets));
    assert!(!finds(&maija(), "kotka", Allowing::HalfStreets));
    let mut terms = IndexTerms::new();
    terms.name("Lahti");
    assert!(
        finds(&terms, "lahti", Allowing::Nothing),
        "a last name is one"
    );
}

#[rstest]
#[case("pajatie 2", true)]
#[case("maija pajatie 2", true)]
#[case("virtanen pajatie 2 b 14", true)]
#[case("pajatie 2 40630", true)]
#[case("pajatie 2 jyväskylä", true)]
#[case("pajatie 1042", false)]
#[case("pajatie", false)]
#[case("virtanen 1042", false)]
fn a_street_with_its_number_is_that_address_first(#[case] text: &str, #[case] found: bool) {
    assert_eq!(finds(&maija(), text, Allowing::ThatStreet), found, "{text}");
}

#[test]
fn what_is_asked_of_the_index_is_bounded_whatever_is_typed() {
    let typed: String = ["sana katu 7 tie 12 "; 40].concat();
    for allowing in Allowing::ALL {
        let asked = asked(&typed, allowing);
        assert!(asked.len() <= WORDS_MAX + PAIRS_MAX);
        assert!(asked.iter().all(|one| one.0.len() <= 20));
    }
}

#[rstest]
#[case("paja", true)]
#[case("pajat", true)]
#[case("pajati", true)]
#[case("pajatie", true)]
#[case("maija paja", true)]
#[case("paja 40630", true)]
#[case("paj", false)]
#[case("pajakatu", false)]
#[case("korhonen paja", false)]
#[case("maija@example.com", false)]
#[case("1042", false)]
fn half_the_name_of_a_street_finds_where_nothing_else_does(
    #[case] text: &str,
    #[case] found: bool,
) {
    assert_eq!(
        finds(&maija(), text, Allowing::HalfStreets),
        found,
        "{text}"
    );
}

#[rstest]
#[case("vanha viertotie", true)]
#[case("viertotie", true)]
#[case("viert vanha", true)]
#[case("vanha tie", false)]
fn a_street_of_several_words_is_found_by_any_of_them(#[case] text: &str, #[case] found: bool) {
    let mut terms = IndexTerms::new();
    terms.street("Vanha Viertotie 12 C");
    assert_eq!(finds(&terms, text, Allowing::HalfStreets), found, "{text}");
}

#[rstest]
#[case("pajatei", true)]
#[case("pajjatie", false)]
fn a_typing_error_after_the_fourth_letter_of_a_street_still_finds(
    #[case] text: &str,
    #[case] found: bool,
) {
    assert_eq!(finds(&maija(), text, Allowing::Errors), found, "{text}");
}
