//! What a party costs to be found.

use super::*;

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

#[test]
fn a_person_costs_some_fifty_tokens() {
    let tokens = Tokens::new(&[1; 32]).unwrap();
    let count = tokens.all(&maija()).len();
    assert!((40..=55).contains(&count), "{count}");
}

#[test]
fn what_is_a_partys_own_lies_apart_from_what_many_have() {
    let tokens = Tokens::new(&[1; 32]).unwrap();
    let own = |kind| {
        let words = (0..64).map(|n| tokens.of(kind, &n.to_string())[0] & OWN != 0);
        let own: Vec<bool> = words.collect();
        assert!(own.windows(2).all(|two| two[0] == two[1]), "{kind:?}");
        own[0]
    };
    for kind in [Kind::Email, Kind::PhoneEnd, Kind::Number, Kind::NamedPhone] {
        assert!(own(kind), "{kind:?}");
    }
    for kind in [Kind::Prefix, Kind::Pair, Kind::PostalCode, Kind::Tag] {
        assert!(!own(kind), "{kind:?}");
    }
}

#[test]
fn a_street_costs_its_line_and_each_word_of_its_name_three_times() {
    let tokens = Tokens::new(&[1; 32]).unwrap();
    let cost = |line: &str| {
        let mut terms = IndexTerms::new();
        terms.street(line);
        tokens.all(&terms).len()
    };
    assert_eq!(cost("Pajatie 2 B 14"), 4);
    assert_eq!(cost("Vanha Viertotie 12"), 6);
    assert_eq!(cost("PL 12"), 1, "a box is no street");
}
