//! Municipalities of Finland, and in which of them a postal code lies.
//!
//! Facts, as of 2026: the numbers and names of the municipalities are those of Statistics Finland's
//! classification of municipalities 2026 (`names.txt`, number;Finnish;Swedish); the municipality of
//! each postal code is that of Posti's list of postal codes of 26.5.2026 (`codes.txt`, postal code and
//! number). A postal code may reach over a border; it counts to the municipality that Posti names.
//!
//! Invariant: each line of a table is as long as the tests say and in ascending order, so that a code
//! is found without reading the table into memory.

use basics::Language;

use crate::fold;

const CODES: &str = include_str!("codes.txt");
const NAMES: &str = include_str!("names.txt");

/// Bytes of a line of [`CODES`]: five digits, a space, three digits, the end of the line.
const LINE: usize = 10;

/// A municipality, by its official number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Municipality(u16);

impl Municipality {
    /// Every municipality, in the order of their numbers.
    pub fn all() -> impl Iterator<Item = Self> {
        lines().map(|(number, _)| number)
    }

    /// The one with this number, as it is written: `091`.
    #[must_use]
    pub fn of_number(text: &str) -> Option<Self> {
        lines()
            .map(|(number, _)| number)
            .find(|one| one.number() == text)
    }

    /// The one of this name, in Finnish or Swedish, however it is capitalised.
    #[must_use]
    pub fn of_name(text: &str) -> Option<Self> {
        let folded = fold::folded(text);
        let first = folded.chars().next()?;
        // Folding costs more than looking at a letter, and no name begins with one that folding changes.
        let named = |name: &str| {
            let begins = name.chars().next();
            let begins = begins.is_some_and(|letter| letter.to_lowercase().eq([first]));
            begins && fold::folded(name) == folded
        };
        let found = lines().find(|(_, names)| names.split(';').any(named));
        found.map(|(number, _)| number)
    }

    /// The one a postal code lies in; nothing for a code that Posti does not list.
    #[must_use]
    pub fn of_postal_code(code: &str) -> Option<Self> {
        if code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let (mut low, mut high) = (0, CODES.len() / LINE);
        while low < high {
            let middle = low.midpoint(high);
            let line = CODES.get(middle * LINE..(middle + 1) * LINE)?;
            let (own, number) = line.trim_end().split_once(' ')?;
            match own.cmp(code) {
                std::cmp::Ordering::Equal => return number.parse().ok().map(Self),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Its number, as it is written: `091`.
    #[must_use]
    pub fn number(self) -> String {
        format!("{:03}", self.0)
    }

    /// What it is called: in Swedish by its Swedish name, otherwise by its Finnish one.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        let names = lines().find(|(number, _)| *number == self);
        let (finnish, swedish) = names
            .and_then(|(_, names)| names.split_once(';'))
            .unwrap_or_default();
        match language {
            Language::Sv => swedish,
            Language::Fi | Language::En => finnish,
        }
    }
}

fn lines() -> impl Iterator<Item = (Municipality, &'static str)> {
    NAMES.lines().filter_map(|line| {
        let (number, names) = line.split_once(';')?;
        Some((Municipality(number.parse().ok()?), names))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("00100", Some("Helsinki"))]
    #[case("40100", Some("Jyväskylä"))]
    #[case("40270", Some("Jyväskylä"))]
    #[case("22100", Some("Maarianhamina"))]
    #[case("99999", Some("Rovaniemi"))]
    #[case("00000", None)]
    #[case("4010", None)]
    #[case("４０１００", None)]
    #[case("", None)]
    fn a_postal_code_lies_in_its_municipality(#[case] code: &str, #[case] name: Option<&str>) {
        let found = Municipality::of_postal_code(code);
        assert_eq!(found.map(|one| one.name(Language::Fi)), name);
    }

    #[test]
    fn each_is_found_by_either_of_its_names() {
        for (number, names) in lines() {
            for name in names.split(';') {
                let found = Municipality::of_name(name).map(|one| one.name(Language::Fi));
                let other = lines()
                    .any(|(one, all)| one != number && all.split(';').any(|own| own == name));
                assert!(found == Some(number.name(Language::Fi)) || other, "{name}");
            }
        }
    }

    #[rstest]
    #[case("Jyväskylä", Some("179"))]
    #[case("HELSINGFORS", Some("091"))]
    #[case(" pargas ", Some("445"))]
    #[case("Palokka", None)]
    #[case("", None)]
    fn a_municipality_is_known_by_its_names(#[case] name: &str, #[case] number: Option<&str>) {
        let found = Municipality::of_name(name).map(Municipality::number);
        assert_eq!(found.as_deref(), number);
    }

    #[test]
    fn the_tables_are_in_order_and_each_code_lies_in_a_municipality_that_is_named() {
        assert_eq!(CODES.len() % LINE, 0);
        let codes: Vec<&str> = CODES.lines().collect();
        assert_eq!(codes.len(), CODES.len() / LINE);
        assert!(codes.is_sorted_by(|one, other| one < other));
        let all: Vec<Municipality> = Municipality::all().collect();
        assert_eq!(all.len(), 308, "municipalities of 2026");
        assert!(all.is_sorted_by(|one, other| one < other));
        for line in codes {
            let (code, number) = line.split_once(' ').expect("a code and a number");
            let found = Municipality::of_postal_code(code).expect("it is found");
            assert_eq!(found.number(), number);
            assert!(all.contains(&found), "{line}");
        }
        for one in all {
            assert_eq!(Municipality::of_number(&one.number()), Some(one));
            for language in Language::ALL {
                assert_eq!(Municipality::of_name(one.name(language)), Some(one));
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_looking_up_panic(text in ".*") {
            let _ = Municipality::of_postal_code(&text);
            let _ = Municipality::of_name(&text);
            let _ = Municipality::of_number(&text);
        }
    }
}
