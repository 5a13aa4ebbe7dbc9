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
